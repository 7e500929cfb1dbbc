"""What the tests of readers have in common: a reading taken as far as an import takes it."""

from __future__ import annotations

from stores import checked, facts_of

from stakegraph.factfile.reading import Reading
from stakegraph.factfile.writer import write
from stakegraph.model.facts import Facts


def loaded(reading: Reading) -> Facts:
    """Return the facts of a reading after what an import does with them: no error may be left."""
    facts, problems = facts_of(reading)
    again, others = checked("".join(write(reading)))
    found = [*problems, *others]
    assert [problem for problem in found if problem.severity == "error"] == []
    assert again.facts.keys() == facts.facts.keys()
    assert again.actors.keys() == facts.actors.keys()
    return facts


def said(facts: Facts) -> list[str]:
    """Return each fact in one line: its id, qualifiers, dates, status, note and evidence."""
    return [
        " ".join(
            filter(
                None,
                (
                    f"{fact.subject} {fact.relation} {fact.object}",
                    *(f"{name}={text}" for name, text in fact.qualifiers.items()),
                    f"{fact.since}..{fact.until}" if fact.since or fact.until else "",
                    "" if fact.status == "stated" else fact.status,
                    f"({fact.note})" if fact.note else "",
                    "[" + ", ".join(map(str, fact.evidence)) + "]",
                ),
            )
        )
        for fact in facts.facts.values()
    ]
