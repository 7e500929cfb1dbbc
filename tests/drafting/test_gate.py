"""What proposals must pass: no fact whose words do not stand in the article."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
import yaml

from stakegraph.drafting.gate import Gate
from stakegraph.evidence.passages import Text
from stakegraph.model.facts import Origin, Source
from stakegraph.store.database import Database

ARTICLE = """\
A new head

Ana Ruiz is head of press at Harbour Trust. She reports to Bob Lee.

Harbour Trust does not own Bolt Ltd, and "may never do so".
"""
ENTRIES = """
people:
  ana: {name: Ana Ruiz, evidence: s ¶2}
  bob: {name: Bob Lee, evidence: s ¶2}
organisations:
  trust: {name: Harbour Trust, evidence: s ¶2}
  bolt: {name: Bolt Ltd, evidence: s ¶3}
"""
PRESS = "who: ana, role_at: trust, title: head of press"
QUOTE = "Ana Ruiz is head of press at Harbour Trust"
Refused = Callable[..., list[str]]


@pytest.fixture
def refused(store: Callable[[str], Database]) -> Refused:
    """Return why a fact with some evidence is refused; `entries` are those of the proposals."""

    def refused(fact: str, evidence: str, entries: str = ENTRIES) -> list[str]:
        source = Source(id="s", title="S", date="2024-05-02", origin=Origin("", 0, 0))
        given: Mapping[str, Any] = yaml.load(
            f"{{{fact}, evidence: {evidence}}}", Loader=yaml.BaseLoader
        )
        listed = {
            name: tuple(value) if isinstance(value, list) else value
            for name, value in given.items()
        }
        gate = Gate(source, Text(ARTICLE), store("stakegraph: 1\n"))
        some = yaml.load(entries, Loader=yaml.BaseLoader)
        return gate.refusals(some, [listed]).get(1, [])

    return refused


@pytest.mark.parametrize(
    ("fact", "evidence"),
    [
        (PRESS, f"{{source: s, at: ¶2, quote: {QUOTE}}}"),
        (PRESS, f"{{source: s, at: ¶2, quote: {QUOTE}. She reports to Bob Lee.}}"),
        (PRESS, "{source: s, at: ¶2, quote: head  of press}"),
        ("who: ana, reports_to: bob", "{source: s, at: ¶2, quote: She reports to Bob Lee}"),
        (
            "who: trust, owns: bolt, status: denied",
            "{source: s, at: ¶3, quote: Harbour Trust does not own Bolt Ltd}",
        ),
        (
            "who: trust, owns: bolt, status: denied",
            "{source: s, at: ¶3, quote: '“may never do so”'}",
        ),
    ],
)
def test_a_fact_whose_words_stand_there_passes(fact: str, evidence: str, refused: Refused) -> None:
    assert refused(fact, evidence) == []


WRITE = "write evidence as {source: s, at: ¶7, quote: words that stand there}"
UNFOUNDED = [
    ("at: ¶2, quote: Ana Ruiz was head of press",
     "the quotation is not in s ¶2; the nearest words are “Ana Ruiz is head of press”"),
    ("at: ¶2, quote: Ana Ruiz left, waive: {quote-not-found: so it is said}",
     "the quotation is not in s ¶2; the nearest words are “Ana Ruiz is”"),
    ("at: ¶2, quote: Harbour Trust does not own Bolt Ltd",
     "the quotation stands in ¶3, not in ¶2"),
    ("at: ¶2, quote: Ana Ruiz … Bolt Ltd",
     "“Bolt Ltd” of the quotation is not in s ¶2; the nearest words are “Bob Lee.”"),
    (f"at: ¶9, quote: {QUOTE}", "s has no ¶9: its paragraphs are ¶1 to ¶3"),
    (f"quote: {QUOTE}", WRITE),
    ("at: ¶2", WRITE),
    ("at: ¶2, quote: ''", WRITE),
]  # fmt: skip
NO_CITATIONS = [
    ("[]", "no evidence is given"),
    ("s ¶2", WRITE),
    (f"[{{source: s, at: ¶2, quote: {QUOTE}}}, s ¶2]", WRITE),
    (f"{{source: other, at: ¶2, quote: {QUOTE}}}", "the article is 's', and not 'other'"),
]
NO_FACTS = [
    ("who: ana, role_at: nobody", ["no actor has the id 'nobody'"]),
    ("who: trust, role_at: ana", ["trust is an organisation: role_at goes from person",
                                  "ana is a person: role_at goes to organisation"]),
    (f"{PRESS}, since: soon", ["since: not a date: write a year, month or day, such as 2007, "
                               "2007-03 or 2007-03-13"]),
    (f"{PRESS}, since: 2024, until: 2023", ["it ends (2023) before it starts (2024)"]),
    (f"{PRESS}, status: sure",
     ["status: 'sure' is none of stated, hedged, disputed, denied, inferred: did you mean"
      " 'stated'?"]),
    (f"{PRESS}, status: inferred",
     ["an inferred fact needs 'because: ...', what it is inferred from"]),
    (f"{PRESS}, mood: glad", ["unknown key 'mood': role_at takes 'title', 'remit'"]),
    ("who: ana", ["the fact states no relation, such as 'reports_to: ID'"]),
]  # fmt: skip


@pytest.mark.parametrize(("cited", "reason"), UNFOUNDED)
def test_a_fact_whose_words_do_not_stand_there_is_refused(
    cited: str, reason: str, refused: Refused
) -> None:
    assert refused(PRESS, f"{{source: s, {cited}}}") == [reason]


@pytest.mark.parametrize(("evidence", "reason"), NO_CITATIONS)
def test_a_fact_without_words_of_the_article_is_refused(
    evidence: str, reason: str, refused: Refused
) -> None:
    assert refused(PRESS, evidence) == [reason]


@pytest.mark.parametrize(("fact", "reasons"), NO_FACTS)
def test_what_no_fact_file_may_have_is_refused(
    fact: str, reasons: list[str], refused: Refused
) -> None:
    assert refused(fact, f"{{source: s, at: ¶2, quote: {QUOTE}}}") == reasons


def test_whoever_does_not_stand_in_the_paragraph_is_refused(refused: Refused) -> None:
    entries = ENTRIES.replace("Bob Lee", "Bob Marley")
    evidence = "{source: s, at: ¶2, quote: She reports to}"
    assert refused("who: ana, reports_to: bob", evidence, entries) == [
        "bob: Bob Marley is not mentioned in s ¶2",
        "ana.reports_to.bob: Bob Marley is not mentioned in s ¶2",
    ]


def test_of_one_fact_proposed_twice_each_must_stand_there(
    store: Callable[[str], Database],
) -> None:
    source = Source(id="s", title="S", date="2024-05-02", origin=Origin("", 0, 0))
    gate = Gate(source, Text(ARTICLE), store("stakegraph: 1\n"))
    role = {"who": "ana", "role_at": "trust", "title": "head of press"}
    facts = [
        {**role, "evidence": {"source": "s", "at": place, "quote": QUOTE}}
        for place in ("¶3", "¶2", "¶1")
    ]
    assert gate.refusals(yaml.load(ENTRIES, Loader=yaml.BaseLoader), facts) == {
        1: ["the quotation stands in ¶2, not in ¶3"],
        3: ["the quotation stands in ¶2, not in ¶1"],
    }
