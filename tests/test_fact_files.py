"""What docs/fact-files.md shows is right: its files are clean, its links lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from language import PAGE
from stores import checked

TEXT = PAGE.read_text(encoding="utf-8")
FIRST, *OTHERS = re.findall(r"^```yaml\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)


def test_the_file_of_the_page_is_clean() -> None:
    facts, problems = checked(FIRST)
    assert problems == []
    assert {fact.relation for fact in facts.facts.values()} >= {"holds", "mentors"}


@pytest.mark.parametrize("text", OTHERS)
def test_further_relations_of_the_page_may_be_declared(text: str) -> None:
    facts, problems = checked(f"stakegraph: 1\n{text}")
    assert problems == []
    assert facts.relations["chairs"].fills == "role_at"


def test_every_link_of_the_page_leads_somewhere() -> None:
    links = re.findall(r"\]\(([^)#]+)\)", TEXT)
    assert [link for link in links if not (Path(PAGE).parent / link).exists()] == []
