"""Answers -> the terminal: each module shows one format, as `show(answer)` on standard output.

Renderers print what they are given: the same facts in every form.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from stakegraph.model.facts import Source
from stakegraph.outlines import Item, Outline, citations, label, proof
from stakegraph.questions import Result


class Answer(Struct, frozen=True, kw_only=True):
    """A result on its way to the reader: what was asked, the result, and the result in words.

    `cite` asks for the evidence under every line, `limit` for no more lines than that beneath
    any one (0: as many as suits).
    """

    command: str
    question: dict[str, Any]
    result: Result
    outline: Outline
    sources: Mapping[str, Source]
    cite: bool = False
    limit: int = 0


def mark(item: Item) -> str:
    """Return the places that bear out what a line says: `cc ¶7`."""
    return citations(item.evidence or (item.facts[0].evidence if item.facts else ()))


def status(item: Item) -> str:
    """Return how firm a line is, in a word, or "" where its source states it."""
    return label(item.facts[0]) if item.facts else item.status


def notes(item: Item) -> tuple[str, ...]:
    """Return what stands beneath a line.

    The reason of an inference, then what else is to be said.
    """
    told = list(item.notes)
    if item.facts:
        fact = item.facts[0]
        if fact.against:
            told.insert(0, f"against it: {', '.join(fact.against)} (see: stakegraph why {fact.id})")
        if fact.because:
            told.insert(0, f"because {fact.because}")
    return tuple(told)


def proofs(item: Item) -> tuple[str, ...]:
    """Return the whole evidence of a line, one text for each fact that bears it out."""
    return tuple(map(proof, item.facts)) or tuple(filter(None, (item.proof,)))


def rows(items: tuple[Item, ...], under: str = "") -> Iterator[dict[str, str]]:
    """Yield the lines of an outline as the rows of a table, headings as what they are under."""
    for item in items:
        fact = item.facts[0] if item.facts else None
        if fact or not item.items:
            row = {"under": under, **(item.cells or {"line": item.text})}
            row.setdefault("since", fact.since if fact else "")
            row.setdefault("until", fact.until if fact else "")
            row["status"] = status(item) or ("stated" if mark(item) else "")
            row["evidence"] = mark(item)
            row["fact"] = fact.id if fact else ""
            row["notes"] = "; ".join(notes(item))
            yield row
        yield from rows(item.items, f"{under} > {item.text}" if under else item.text)


def columns(table: list[dict[str, str]]) -> list[str]:
    """Return the columns that any row of a table fills, in their order.

    A table has one at least.
    """
    last = ("since", "until", "status", "evidence", "fact", "notes")
    names = dict.fromkeys(name for row in table for name in row if name not in last)
    return [name for name in (*names, *last) if any(row.get(name) for row in table)]
