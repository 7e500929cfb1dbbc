"""What files call their relations, as it stands in a sentence."""

from __future__ import annotations

import pytest
from readings import loaded

from stakegraph.importers._tie_words import phrase
from stakegraph.importers.table import read
from stakegraph.model.sentences import sentence


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("intermediary_of", ("is intermediary of", "")),
        ("connected to", ("is connected to", "")),
        ("donated to", ("donated to", "")),
        ("funded by", ("is funded by", "")),
        ("supplies", ("supplies", "")),
        ("works for", ("works for", "")),
        ("acquired", ("acquired", "")),
        ("met", ("met", "")),
        ("is close to", ("is close to", "")),
        ("has lunch with", ("has lunch with", "")),
        ("governance", ("is tied to", ": governance")),
        ("business", ("is tied to", ": business")),
        ("board member", ("is tied to", ": board member")),
    ],
)
def test_a_verb_stays_one_and_a_noun_gets_one(label: str, said: tuple[str, str]) -> None:
    assert phrase(label) == said


def test_the_label_of_a_tie_says_more_than_its_type() -> None:
    table = """From,To,Type,Label
Quay Ltd,Dock Ltd,trade,supplies
Quay Ltd,Harbour Trust,alliance,
Dock Ltd,Harbour Trust,part of,since long
"""
    facts = loaded(read(table.encode(), "t.csv"))
    assert [
        sentence(fact, facts.actors, facts.relations[fact.relation])
        for fact in facts.facts.values()
    ] == [
        "Quay Ltd supplies Dock Ltd",
        "Quay Ltd is tied to Harbour Trust: alliance",
        "Dock Ltd is part of Harbour Trust",
    ]
    assert facts.facts["quay-ltd.supplies.dock-ltd"].note == "Type: trade"
