"""Results -> outlines: an answer in words, as lines under lines, for every renderer to show.

`questions/NAME.py` has its words in `outlines/NAME.py`, whose `outline` takes any of its results.
"""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from stakegraph.edtf.words import period_in_words
from stakegraph.model.facts import DERIVED, RETRACTED, STATED
from stakegraph.model.sentences import attribution, dates_in_words
from stakegraph.questions.results import Cited, Ref, Result, Statement
from stakegraph.store import EVERYTHING, Scope
from stakegraph.text import formats

NO_NOW = "No source that counts is dated: what was cannot be told from what is."
# How a post is that stands empty, by the tense of that, unless it is over.
EMPTY = {"current": "vacant", "to come": "to be vacant"}


class Item(Struct, frozen=True, kw_only=True):
    """One line of an answer.

    `facts` bear it out, the first of them is what the line says; where none does, `status` and
    `evidence` say how firm it is and where it was read, `missing` why it cannot be said of the day
    asked for, and `proof` what `--cite` shows beneath it.
    `notes` are shown beneath it, `cells` are the parts of the text by name, for a table. The lines
    beneath a `sequence` keep their order. `ids` stand in its text in brackets, and are no part of
    what it says.
    """

    text: str
    cells: dict[str, str] = field(default_factory=dict)
    facts: tuple[Statement, ...] = ()
    status: str = ""
    evidence: tuple[Cited, ...] = ()
    missing: tuple[str, ...] = ()
    proof: str = ""
    notes: tuple[str, ...] = ()
    items: tuple["Item", ...] = ()
    sequence: bool = False
    number: int = 0
    ids: tuple[str, ...] = ()


class Outline(Struct, frozen=True, kw_only=True):
    """An answer in words: what it is about, its lines, and what is to be said before and after."""

    title: str
    opening: tuple[str, ...] = ()
    items: tuple[Item, ...] = ()
    closing: tuple[str, ...] = ()


def outline(result: Result, scope: Scope = EVERYTHING) -> Outline:
    """Put a result in words, with what limits it in its title.

    What is undetermined on the day asked for stands in groups of its own.
    """
    name = type(result).__module__.rpartition(".")[2]
    words: Outline = formats.load("outlines", name).outline(result)
    day = period_in_words(*scope.as_of) if scope.as_of else ""
    is_day = bool(scope.as_of and scope.as_of[0] == scope.as_of[1])
    limits = (
        f"{'on' if is_day else 'in'} {day}" if day else "",
        "counting only what is stated" if scope.firm else "",
        f"counting only what {scope.source} says" if scope.source else "",
        f"counting only what is the word of {scope.according_to}" if scope.according_to else "",
        f"without {', '.join(sorted(scope.without))}" if scope.without else "",
    )
    title = ", ".join(filter(None, (words.title, *limits)))
    return replace(words, title=title, items=_parted(words.items, day) if day else words.items)


def label(fact: Statement) -> str:
    """Say how firm a line is, in few words, or "" where its source states it."""
    status: str = "" if fact.status == STATED else fact.status
    if fact.status == DERIVED and fact.certainty != STATED:
        status = f"{DERIVED} from {fact.certainty}"
    disputed, retracted = (
        ("disputed" if fact.against else ""),
        (RETRACTED if fact.retracted else ""),
    )
    return ", ".join(dict.fromkeys(filter(None, (disputed, status, retracted))))


def qualified(fact: Statement, text: str = "") -> str:
    """Say how firm a line is and, unless its text does, whose word it is."""
    words = attribution(fact.speakers).removeprefix(", ")
    return ", ".join(filter(None, (label(fact), "" if words in text else words)))


def labelled(fact: Statement) -> str:
    """Return a sentence behind how firm it is, where it stands in the text of a line."""
    told = doubt_of(fact)
    return f"{told}: {fact.text}" if told else fact.text


def doubt_of(fact: Statement) -> str:
    """Say how firm a fact is, and whether it cannot be said of the day asked for."""
    return ", ".join(filter(None, (label(fact), cannot_say(fact))))


def retraction(evidence: Sequence[Cited]) -> str:
    """Say of evidence that all of its sources are retracted, if they are."""
    return RETRACTED if evidence and all(cited.retracted for cited in evidence) else ""


def cannot_say(fact: Statement) -> str:
    """Return "cannot be said" for a fact that is undetermined on the day asked for, else ""."""
    return "cannot be said" if fact.missing else ""


def citations(evidence: Iterable[Cited]) -> str:
    """Name some places in sources: `cc ¶7, ¶8; echo p. 3`."""
    return "".join(words for words, _ in places(evidence))


def places(evidence: Iterable[Cited]) -> Iterator[tuple[str, Cited | None]]:
    """Yield the words that name some places in sources, each with what it names, if anything.

    Of several citations of a place the first that quotes is given.
    """
    found: dict[str, dict[str, Cited]] = {}
    for cited in evidence:
        at = found.setdefault(cited.source, {})
        if cited.at not in at or not at[cited.at].quote:
            at[cited.at] = cited
    before = ""
    for source, at in found.items():
        name = source
        for cited in [one for one in at.values() if one.at] or at.values():
            if before:
                yield before, None
            yield f"{name} {cited.at}".strip(), cited
            name, before = "", ", "
        before = "; "


def proof(fact: Statement) -> str:
    """Return the whole evidence of a fact in one line: id, status, dates, places."""
    status = label(fact) or fact.status
    if fact.status == DERIVED:
        status = f"{status} ({', '.join(fact.premises)})"
    dates = dates_in_words(fact.since, fact.until, act=fact.act)
    return proven(fact.id, status, dates, fact.evidence)


def proven(id: str, status: str, dates: str, evidence: Iterable[Cited]) -> str:
    """Put id, status, dates and places in one line."""
    return "; ".join(filter(None, (id, status, dates, citations(evidence) or "no source")))


def named(actor: Ref) -> str:
    """Name an actor in a line of its own."""
    if actor.unnamed and actor.kind == "person":
        return f"{actor.name} (not named)"
    return f"{actor.name} ({actor.later})" if actor.later else actor.name


def _parted(items: tuple[Item, ...], day: str, *, sequence: bool = False) -> tuple[Item, ...]:
    """Set apart, at every level, the lines that cannot be said to hold on a day.

    In a sequence they stay where they are, with a note.
    """
    held: list[Item] = []
    doubtful: list[Item] = []
    for item in items:
        inner = _parted(item.items, day, sequence=item.sequence)
        missing = item.facts[0].missing if item.facts else item.missing
        if missing and sequence:
            missing = (f"cannot be said for {day}: {'; '.join(missing)}",)
        if item.facts and item.facts[0].is_part:
            missing = (f"for a part of {day}",)
            whole = replace(item, items=inner, notes=(*item.notes, *missing))
            held.append(whole)
            continue
        whole = replace(item, items=inner, notes=(*item.notes, *missing))
        (doubtful if missing and not sequence else held).append(whole)
    if doubtful:
        held.append(Item(text=f"cannot be said for {day}", items=tuple(doubtful)))
    return tuple(held)
