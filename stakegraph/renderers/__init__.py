"""Answers -> text: each module shows one format, as `show(answer, stream)`.

Renderers print what they are given: the same facts in every form. What one with `UTF8 = True`
prints is for programs: it is UTF-8, whatever the encoding of the terminal.
"""

import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Generic, TypeVar

import msgspec
from msgspec import Struct

from stakegraph.model.facts import Source
from stakegraph.outlines import Item, Outline, citations, outline, proof, qualified, retraction
from stakegraph.questions.asking import Ask
from stakegraph.questions.question import Question
from stakegraph.questions.results import Cited, Result
from stakegraph.store import RIVALS
from stakegraph.text import formats

VERSION = 1

# How many lines beneath one a terminal or a notebook shows unless more are asked for.
LIMIT = 100

R = TypeVar("R", bound=Result)

_SHORT = 200  # characters of an answer that is only mentioned
_DISPUTING = 10  # facts that dispute one and are named


class Answer(Struct, Generic[R], frozen=True, kw_only=True):
    """A result on its way to the reader: what was asked, the result, and the result in words.

    `cite` asks for the evidence under every line, `limit` for no more lines than that of any
    one list (0: as many as suits).
    """

    command: str
    question: dict[str, Any]
    result: R
    outline: Outline
    sources: Mapping[str, Source]
    cite: bool = False
    limit: int = 0

    def __repr__(self) -> str:
        outline = self.outline
        whole = " | ".join((outline.title, *outline.opening, *outline.closing))
        short = whole if len(whole) <= _SHORT else f"{whole[:_SHORT]}..."
        return f"<{self.command}: {short}>"

    def __str__(self) -> str:
        written = io.StringIO()
        formats.load("renderers", "tree").show(self, written)
        return written.getvalue().rstrip("\n")

    def _repr_html_(self) -> str:
        from stakegraph.renderers._notebook import html

        return html(self)

    def to_dict(self) -> dict[str, Any]:
        """Return the question and its result with every field, as `--format json` prints them."""
        return {
            "stakegraph": VERSION,
            "command": self.command,
            "question": self.question,
            "answer": _listed(msgspec.to_builtins(self.result)),
        }

    def to_records(self) -> list[dict[str, str]]:
        """Return the lines as flat rows, each with the columns that `--format csv` prints."""
        return self.table()[1]

    def table(self) -> tuple[list[str], list[dict[str, str]]]:
        """Return the columns that any line fills, one at least, and a row of them for each line."""
        found = list(rows(self.outline.items))
        names = columns(found) or ["line"]
        return names, [{name: row.get(name, "") for name in names} for row in found]


def answer(
    ask: Ask,
    question: Question,
    given: Mapping[str, Any],
    result: Result,
    *,
    cite: bool = False,
    limit: int = 0,
) -> Answer[Any]:
    """Return a result with the question that it answers, and in words."""
    return Answer(
        command=question.name,
        question={**given, **ask.limits},
        result=result,
        outline=outline(result, ask.scope),
        sources=ask.store.sources,
        cite=cite,
        limit=limit,
    )


def _listed(value: Any) -> Any:
    """Return a value with lists for tuples, as JSON has them."""
    if isinstance(value, dict):
        return {name: _listed(each) for name, each in value.items()}
    return [_listed(each) for each in value] if isinstance(value, tuple) else value


def shown(items: Sequence[Item], limit: int) -> tuple[list[Item], int]:
    """Return the lines that are shown of those beneath one, and how many that would be in all.

    Where headings stand among them, only the lines of a list count: these, and what is said of the
    whole, are always shown.
    """
    is_mixed = any(map(is_heading, items))
    counted = [item for item in items if not is_mixed or _is_listed(item)]
    left = {id(item) for item in counted[limit:]}
    return [item for item in items if id(item) not in left], len(counted)


def left_out(count: int, limit: int) -> str:
    """Say how many lines of a list a limit leaves out, and how to see them."""
    return f"and {count - limit:,} more: --limit {count} shows all"


def is_heading(item: Item) -> bool:
    """Return whether a line only says what stands beneath it."""
    return bool(item.items) and not _is_listed(item)


def _is_listed(item: Item) -> bool:
    return bool(item.facts or item.cells or item.evidence or item.number)


def mark(item: Item) -> str:
    """Return the places that bear out what a line says: `cc ¶7`."""
    return citations(evidence(item))


def evidence(item: Item) -> tuple[Cited, ...]:
    """Return what bears out what a line says."""
    return item.evidence or (item.facts[0].evidence if item.facts else ())


def status(item: Item) -> str:
    """Return how firm a line is, in a word, or "" where its source states it."""
    if item.facts:
        return qualified(item.facts[0], item.text)
    return ", ".join(filter(None, (item.status, retraction(item.evidence))))


def notes(item: Item) -> tuple[str, ...]:
    """Return what stands beneath a line.

    The reason of an inference, then what else is to be said.
    """
    told = list(item.notes)
    if item.facts:
        fact = item.facts[0]
        if fact.against:
            told.insert(0, f"against it: {_some(fact.against)} (see: stakegraph why {fact.id})")
        if fact.because:
            told.insert(0, f"because {fact.because}")
    return tuple(told)


def _some(ids: Sequence[str]) -> str:
    """Return the ids of the facts that dispute one, of many only the first and how many more."""
    if len(ids) <= _DISPUTING:
        return ", ".join(ids)
    shown = ids[: _DISPUTING // 2]
    more = f"more than {RIVALS - len(shown)}" if len(ids) > RIVALS else str(len(ids) - len(shown))
    return f"{', '.join(shown)} and {more} others"


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
