"""Reporting lines in words."""

from collections import Counter
from collections.abc import Iterator

from msgspec.structs import replace

from stakegraph.edtf.words import span_in_words
from stakegraph.model.facts import DERIVED
from stakegraph.model.names import fold
from stakegraph.model.sentences import capitalised, counted, enumerated
from stakegraph.outlines import Item, Outline, cannot_say, label, named, proven
from stakegraph.questions.reporting import Chain, Line, OrgChart, Reports
from stakegraph.questions.seats import Occupancy

_STOPS = {
    "circle": "already named above: the line goes round in a circle",
    "above": "what lies beyond is shown above",
    "deep": "the line goes on: ask again from here",
}


def outline(result: Reports | Chain | OrgChart) -> Outline:
    """Put who reports to whom in words."""
    if isinstance(result, OrgChart):
        return _org_chart(result)
    if isinstance(result, Chain):
        return _chain(result)
    who = seat_words(result.to)
    if not result.reports:
        return Outline(
            title=who, closing=(f"Nobody is recorded as reporting to {_short(result.to)}.",)
        )
    what = ("report", "in the whole line below") if result.everyone else ("direct report",)
    return Outline(
        title=who,
        items=tuple(_item(line) for line in result.reports),
        closing=(_count(list(_all(result.reports)), *what),),
    )


def seat_words(seat: Occupancy, *, house: bool = True) -> str:
    """Name who sits where: person, post, what it is responsible for, organisation."""
    parts = [named(seat.person)] if seat.person else []
    if seat.title:
        held = seat.holding[0] if seat.holding else None
        doubt = ", ".join(filter(None, (label(held), cannot_say(held)))) if held else ""
        parts.append(f"{seat.title} ({doubt})" if doubt else seat.title)
        if not seat.person:
            parts.append("no holder recorded" if seat.limited else "holder not named")
    if seat.remit and fold(seat.remit) not in fold(seat.title):
        parts.append(f"responsible for {seat.remit}")
    if house and seat.organisation:
        parts.append(seat.organisation.name)
    return ", ".join(parts)


def _chain(result: Chain) -> Outline:
    who = seat_words(result.of)
    if not result.managers:
        return Outline(
            title=who,
            closing=(f"Nobody is recorded above {_short(result.of)} in a reporting line.",),
        )
    tops = [line for line in _all(result.managers) if not line.beyond and not line.stops]
    names = enumerated(list(dict.fromkeys(_short(line.seat) for line in tops)))
    closing = (f"Nobody is recorded above {names}.",) if names else ()
    items = tuple(_item(line, "reports to ") for line in result.managers)
    return Outline(title=who, items=items, closing=closing)


def _org_chart(result: OrgChart) -> Outline:
    title = f"Reporting lines{f' of {result.of.name}' if result.of else ''}"
    items = tuple(_item(top) for top in result.tops)
    if result.unplaced:
        items += (
            Item(
                text="posts with no reporting line recorded",
                items=tuple(_seated(seat) for seat in result.unplaced),
            ),
        )
    if not result.tops:
        closing = "No reporting line is recorded."
    else:
        lines = [line for top in result.tops for line in _all(top.beyond)]
        closing = _count(lines, "reporting line")
    return Outline(title=title, items=items, closing=(closing,))


def _item(line: Line, before: str = "") -> Item:
    items = tuple(_item(further, before) for further in line.beyond)
    if not line.facts:
        return replace(_seated(line.seat), items=items)
    notes = [_STOPS[line.stops]] if line.stops else []
    if line.facts[0].qualifiers.get("line"):
        notes.append(f"{line.facts[0].qualifiers['line']} line")
    # The post's dates are on the line, so their evidence is as well.
    dated = line.seat.holding if line.seat.since or line.seat.until else ()
    return Item(
        text=before + _dated(line.seat, _line_dates(line), house=False),
        cells=_cells(line.seat),
        facts=(*line.facts, *line.seat.holding),
        evidence=tuple(cited for each in (line.facts[0], *dated) for cited in each.evidence),
        notes=tuple(notes),
        items=items,
    )


def _seated(seat: Occupancy) -> Item:
    """Show who sits where, apart from any line; its words name the doubt that there is."""
    held = seat.holding[0] if seat.holding else None
    return Item(
        text=_dated(seat),
        cells=_cells(seat),
        evidence=held.evidence if held else (),
        proof=proven(held.id, held.status, "", held.evidence) if held else "",
    )


def _cells(seat: Occupancy) -> dict[str, str]:
    return {
        "person": named(seat.person) if seat.person else "",
        "post": seat.title,
        "responsible for": seat.remit,
        "organisation": seat.organisation.name if seat.organisation else "",
        "in post": span_in_words(seat.since, seat.until),
    }


def _line_dates(line: Line) -> str:
    """Say when the line was there: a person's own, or that of the posts, whoever holds them."""
    fact = line.facts[0]
    span = span_in_words(fact.since, fact.until)
    if not span or fact.status == DERIVED:
        return ""
    person = line.seat.person
    own = person is None or person.id in (fact.subject, fact.object)
    return f"reporting {span}" if own else f"line {span}"


def _dated(seat: Occupancy, dates: str = "", *, house: bool = True) -> str:
    span = span_in_words(seat.since, seat.until)
    spans = "; ".join(filter(None, (f"in post {span}" if span else "", dates)))
    return seat_words(seat, house=house) + (f" ({spans})" if spans else "")


def _short(seat: Occupancy) -> str:
    article = "" if seat.title.casefold().startswith(("the ", "a ")) else "the "
    return named(seat.person) if seat.person else f"{article}{seat.title}"


def _all(lines: tuple[Line, ...]) -> Iterator[Line]:
    for line in lines:
        yield line
        yield from _all(line.beyond)


def _count(lines: list[Line], noun: str, where: str = "") -> str:
    """Say how many lines there are and how many of them are stated."""
    # "disputed" stands before what else a line is: "disputed, inferred".
    words = ((cannot_say(line.facts[0]) or label(line.facts[0])).split(", ") for line in lines)
    kinds = Counter(word or "stated" for said in words for word in said)
    shares = enumerated([f"{number} {kind}" for kind, number in kinds.items()])
    total = f"{counted(len(lines), noun)} {where}".strip()
    if len(kinds) == 1 and "cannot be said" not in kinds:
        return capitalised(f"{total}, {'all ' if len(lines) > 1 else ''}{next(iter(kinds))}.")
    return capitalised(f"{total}: {shares}.")
