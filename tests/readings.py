"""What the tests of readers have in common: a reading taken as far as an import takes it."""

from __future__ import annotations

from stakegraph.checks import check
from stakegraph.factwriter import write
from stakegraph.load import inspect_files
from stakegraph.merge import merge
from stakegraph.model import Facts
from stakegraph.readers import Reading


def loaded(reading: Reading) -> Facts:
    """Give the facts of a reading after what an import does with them: no error may be left."""
    facts, problems = merge([reading])
    again, others = inspect_files([("again.yaml", "".join(write(reading)).encode())])
    found = [*reading.problems, *problems, *check(facts), *others]
    assert [problem for problem in found if problem.severity == "error"] == []
    assert again.facts.keys() == facts.facts.keys()
    assert again.actors.keys() == facts.actors.keys()
    return facts


def said(facts: Facts) -> list[str]:
    """Give each fact in one line: its id, qualifiers, dates, status, note and evidence."""
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
