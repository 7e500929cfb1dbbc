"""Which files are facts: files of proposals are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from stakegraph.errors import UsageError
from stakegraph.factfile.discovery import files

PROPOSALS = [
    "proposals: 1\n",
    "\ufeffproposals: 1\n",
    "# Of the gazette.\n\n  # Not gone through.\nproposals: 1\n",
    "---\nproposals: 1\n",
    '"proposals": 1\r\n',
    "proposals : 1\n",
    "\n" * 4_000 + "proposals: 1\n",
    "# Of the gazette.\n \n" * 200 + "proposals: 1\n",
]
FACTS = [
    "stakegraph: 1\n",
    "# proposals: 1\nstakegraph: 1\n",
    "stakegraph: 1\nproposals: 1\n",
    "title: proposals\n",
    "proposals of ours: 1\n",
    "\n" * 4_000 + "stakegraph: 1\n",  # however many lines are blank
    " \n#\n---\n" * 400 + "stakegraph: 1\n",
    "",
]


@pytest.mark.parametrize("text", PROPOSALS)
def test_a_file_of_proposals_is_passed_over(text: str, tmp_path: Path) -> None:
    (tmp_path / "within").mkdir()
    for name in ("a.yaml", "b.yml", "within/c.yaml"):
        (tmp_path / name).write_bytes(text.encode())
    facts = tmp_path / "facts.yaml"
    facts.write_text("stakegraph: 1\n", encoding="utf-8")
    assert files([str(tmp_path)]) == [str(facts)]
    assert files([str(tmp_path / "*.y*ml")]) == [str(facts)]
    with pytest.raises(UsageError, match=r"a\.yaml: these are proposals, .*review .*a\.yaml"):
        files([str(tmp_path / "a.yaml")])
    with pytest.raises(UsageError, match=r"holds no facts but proposals, .*review .*c\.yaml"):
        files([str(tmp_path / "within")])


@pytest.mark.parametrize("text", FACTS)
def test_what_only_mentions_proposals_is_a_fact_file(text: str, tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(text.encode())
    assert files([str(tmp_path)]) == files([str(file)]) == [str(file)]
