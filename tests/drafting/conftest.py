"""Text -> what is proposed of it, as lines."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from stakegraph.drafting.facts import Draft, draft
from stakegraph.drafting.gate import Trial
from stakegraph.evidence.passages import Text
from stakegraph.model.facts import Origin, Source
from stakegraph.store.database import Database

SOURCE = Source(id="s", title="S", date="2024-05-02", origin=Origin("", 0, 0))


@pytest.fixture(scope="session")
def drafted(store: Callable[[str], Database]) -> Callable[..., Draft]:
    """Return what is proposed of a text, as far as the facts of a YAML text lack it."""

    def drafted(text: str, facts: str = "stakegraph: 1\n", source: Source = SOURCE) -> Draft:
        return draft(Text(text), source, store(facts))

    return drafted


@pytest.fixture(scope="session")
def said(
    drafted: Callable[..., Draft], store: Callable[[str], Database]
) -> Callable[..., list[str]]:
    """Return the same as sentences."""

    def said(text: str, facts: str = "stakegraph: 1\n", source: Source = SOURCE) -> list[str]:
        made = drafted(text, facts, source)
        numbered = dict(enumerate(made.facts, 1))
        return [*Trial(made.entries, numbered, source, store(facts)).sentences().values()]

    return said
