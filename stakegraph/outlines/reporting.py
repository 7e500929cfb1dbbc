"""Reporting lines in words."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby

from msgspec.structs import replace

from stakegraph.edtf.words import in_words, once_in_words, span_in_words
from stakegraph.graph.tenses import PRESENT
from stakegraph.model.articles import has_article, titled
from stakegraph.model.relations import POST
from stakegraph.model.sentences import attribution, capitalised, counted, enumerated
from stakegraph.outlines import (
    NO_NOW,
    Item,
    Outline,
    cannot_say,
    doubt_of,
    label,
    labelled,
    named,
    proven,
    qualified,
    retraction,
)
from stakegraph.questions.lines import Line
from stakegraph.questions.reporting import Chain, OrgChart, Reports
from stakegraph.questions.results import Cited, Ref, Statement
from stakegraph.questions.seats import Holder, Occupancy, Span
from stakegraph.text.folding import fold

_UNNAMED = "an unnamed holder"
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
    who = seat_words(result.to) + _also(result.to)
    now, _ = _present(result.reports)
    what = ("report", "in the whole line below") if result.everyone else ("direct report",)
    nobody, whom = _nobody_but(result, "object"), _asked(result.asked, result.to)
    closing = f"{nobody} is recorded as reporting to {whom}."
    if now:
        closing = _count(list(_each_once(_all(now))), *what)
    elif result.reports:
        closing = f"{closing[:-1]} now."
    return Outline(
        title=who,
        items=_parted(result.reports, "reporting", ("", "", "")),
        closing=(closing, *_within(result), *_no_now(result)),
    )


def _within(result: Reports | Chain | OrgChart) -> list[str]:
    """Say of which lines one person holds both ends, and how sure that is."""
    found = []
    for each in result.within:
        doubts = "; ".join(dict.fromkeys(filter(None, map(qualified, each.holding))))
        remark = f" ({doubts})" if doubts else ""
        what = "both posts" if len(each.holding) > 1 else "that post"
        found.append(f"{labelled(each.fact)}; {named(each.holder)} holds {what}{remark}.")
    return found


def _no_now(result: Reports | Chain | OrgChart) -> tuple[str, ...]:
    return (NO_NOW,) if result.timeless else ()


def seat_words(seat: Occupancy, *, house: bool = True, dated: bool = False) -> str:
    """Name who sits where: people, post, what it is responsible for, organisation.

    Where several hold a post, each is named with how and since when; what is `dated` besides needs
    no word for its being former.
    """
    several = len(seat.holders) > 1
    ahead = seat.tense == "to come"
    doubts = _doubts(seat)
    own = doubts if _differ(doubts) else {}
    holders = [
        _holder(seat, holder, own.get(holder.person.id, ""), named_how=several, to_come=ahead)
        for holder in seat.holders
    ]
    parts = [enumerated(holders)]
    if seat.title:
        parts.append(_title(seat, dated=dated))
        if not seat.person:
            parts.append(_nobody(seat))
    if seat.remit and fold(seat.remit) not in fold(seat.title):
        parts.append(f"responsible for {seat.remit}")
    if seat.organisation and (house or not any(parts)):
        parts.append(seat.organisation.name)
    return ", ".join(filter(None, parts))


def _nobody(seat: Occupancy) -> str:
    """Say why nobody is named in a seat."""
    if seat.empty:
        doubt = retraction(seat.empty.evidence)
        span = span_in_words(seat.empty.since, seat.empty.until)
        remarks = "; ".join(filter(None, (span, doubt)))
        return f"vacant ({remarks})"
    if seat.left:
        return f"no present holder {'recorded' if seat.limited else 'named'}"
    return "no holder recorded" if seat.limited else "holder not named"


def _also(seat: Occupancy, *, dated: bool = False) -> str:
    """Name the other posts of somebody, each with its organisation where that is another."""
    posts = []
    for other in seat.also:
        house = other.organisation if other.organisation != seat.organisation else None
        spans = _terms(other) if dated else ""
        words = _title(other, dated=dated) + (f" of {house.name}" if house else "")
        posts.append(f"{words} ({spans})" if spans else words)
    return f", also {enumerated(posts)}" if posts else ""


def _doubts(seat: Occupancy) -> dict[str, str]:
    """Return how sure it is that each of those who hold a post does, "" where it is stated."""
    firsts = {fact.subject: fact for fact in reversed(seat.holding)}
    return {id: doubt_of(fact) for id, fact in firsts.items()}


def _differ(doubts: dict[str, str]) -> bool:
    return len({*doubts.values()}) > 1


def _holder(seat: Occupancy, holder: Holder, doubt: str, *, named_how: bool, to_come: bool) -> str:
    last = "" if _is_of_all(seat, holder.attested) else _last_attested(holder.attested)
    how = (holder.acting, doubt, _spans(holder.terms, to_come=to_come), last)
    remarks = ", ".join(filter(None, how if named_how else ()))
    return named(holder.person) + (f" ({remarks})" if remarks else "")


def _title(seat: Occupancy, *, dated: bool) -> str:
    """Name a post with how all of its holders hold it: acting, once, to come, in doubt."""
    doubts = _doubts(seat)
    words = titled(seat.acting, seat.title)
    when: str = "" if seat.tense == "current" or (dated and seat.until) else seat.tense
    if seat.tense in ("current", "last attested") and _is_of_all(seat, seat.attested):
        when = _last_attested(seat.attested) or when
    doubt = "" if _differ(doubts) else next(iter(doubts.values()), "")
    remarks = ", ".join(filter(None, (when, doubt, *_attributions(seat))))
    return f"{words} ({remarks})" if remarks else words


def _is_of_all(seat: Occupancy, attested: str) -> bool:
    """Return whether all who hold a post were last attested on one day, or none long ago."""
    return all(holder.attested == attested for holder in seat.holders)


def _last_attested(day: str) -> str:
    return f"last attested {in_words(day)}" if day else ""


def _attributions(seat: Occupancy) -> Iterator[str]:
    """Yield whose word it is that somebody holds a seat, where nobody says so outright."""
    by_holder: dict[str, list[Statement]] = {}
    for fact in seat.holding:
        by_holder.setdefault(fact.subject, []).append(fact)
    names = {holder.person.id: named(holder.person) for holder in seat.holders}
    for id, facts in by_holder.items():
        if all(fact.speakers for fact in facts):
            whom = f"{names.get(id, id)} " if len(by_holder) > 1 else ""
            yield whom + attribution(facts[0].speakers).removeprefix(", ")


def _chain(result: Chain) -> Outline:
    who = seat_words(result.of) + _also(result.of)
    now, _ = _present(result.managers)
    if not now:
        nobody, whom = _nobody_but(result, "subject"), _asked(result.asked, result.of)
        closing = f"{nobody} is recorded above {whom} in a reporting line"
        closing += " now." if result.managers else "."
    else:
        tops = [line for line in _all(now) if not line.beyond and not line.stops]
        names = enumerated(list(dict.fromkeys(_short(line.seat) for line in tops)))
        closing = f"Nobody is recorded above {names}." if names else ""
    before = ("reports to ", "is to report to ", "reported to ")
    items = _parted(result.managers, "line", before)
    return Outline(
        title=who,
        items=items,
        closing=tuple(filter(None, (closing, *_within(result), *_no_now(result)))),
    )


def _present(lines: tuple[Line, ...]) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """Return the lines that are there now, and the others."""
    now = tuple(line for line in lines if line.tense in PRESENT)
    return now, tuple(line for line in lines if line not in now)


def _parted(lines: tuple[Line, ...], what: str, before: tuple[str, str, str]) -> tuple[Item, ...]:
    """Show the lines of now, then in groups of their own those of other times."""
    now, others = _present(lines)
    items = [_item(line, what, before[0]) for line in now]
    for tense, group in groupby(others, key=lambda line: line.tense):
        said = before[1] if tense == "to come" else before[2]
        beneath = tuple(_item(line, what, said) for line in group)
        items.append(Item(text=tense, items=beneath))
    return tuple(items)


def _org_chart(result: OrgChart) -> Outline:
    title = f"Reporting lines{f' of {result.of.name}' if result.of else ''}"
    items = tuple(_item(top, "reporting") for top in result.tops)
    if result.unplaced:
        items += (
            Item(
                text="posts with no reporting line recorded",
                items=tuple(_seated(seat) for seat in result.unplaced),
            ),
        )
    lines = [line for top in result.tops for line in _all(top.beyond)]
    if not lines:
        # Of those that lead out of it, nothing is said.
        closing = f"No reporting line{f' within {result.of.name}' if result.of else ''} is recorded"
        closing += " between two people" if result.within else ""
        closing += " as standing now." if result.others else "."
    else:
        closing = _count(lines, "reporting line")
    more: tuple[str, ...] = ()
    if result.others:
        more = (f"{counted(result.others, 'line')} of other times not shown.",)
    followed = tuple(f"{labelled(fact)}." for fact in result.succession)
    return Outline(
        title=title,
        items=items,
        closing=(closing, *_within(result), *more, *followed, *_no_now(result)),
    )


def _item(line: Line, what: str, before: str = "") -> Item:
    items = tuple(_item(further, what, before) for further in line.beyond)
    if not line.facts:
        return replace(_seated(line.seat), items=items)
    notes = [_STOPS[line.stops]] if line.stops else []
    if line.facts[0].qualifiers.get("line"):
        notes.append(f"{line.facts[0].qualifiers['line']} line")
    if not line.sure:
        notes.append("the dates leave open whether the two were there together")
    notes += [f"rests on this: {labelled(fact)}" for fact in line.resting]
    # The dates of the post are on the line, so their evidence is as well; so is that of all spans.
    dated = line.seat.holding if line.seat.terms else ()
    told = line.facts if len(line.spans) > 1 else line.facts[:1]
    shown = line.spans if line.spans != line.seat.terms else ()
    times = _times(shown, line.attested, line.tense)
    whose = _others(line, times, "to" if what == "reporting" else "of")
    dates = f"{what} {whose or times}" if whose or times else ""
    return Item(
        text=before + _dated(line.seat, dates, house=False),
        cells=_cells(line.seat),
        facts=(*line.facts, *line.seat.holding, *line.resting),
        evidence=_evidence((*told, *dated, *line.resting), line.seat),
        notes=tuple(notes),
        items=items,
    )


def _others(line: Line, times: str, to: str) -> str:
    """Name who held the post asked about in a line, each with the dates of their own."""
    names = [_UNNAMED if other.kind == POST else named(other) for other in line.others]
    if len({(other.spans, other.attested) for other in line.others}) < 2:
        return f"{to} {enumerated(names)} {times}".rstrip() if names else ""
    own = [_times(other.spans, other.attested, line.tense) for other in line.others]
    return enumerated([f"{to} {who} {when}".rstrip() for who, when in zip(names, own, strict=True)])


def _times(spans: tuple[Span, ...], attested: tuple[str, ...], tense: str) -> str:
    """Say from when to when something was so, and at which further times."""
    told = [_spans(spans, to_come=tense == "to come")] if spans else []
    return enumerated([*told, *map(once_in_words, attested)])


def _seated(seat: Occupancy) -> Item:
    """Show who sits where, apart from any line; its words name the doubt that there is."""
    held = seat.holding[0] if seat.holding else None
    shown = seat.holding if len(seat.holders) > 1 else seat.holding[:1]
    return Item(
        text=_dated(seat),
        cells=_cells(seat),
        evidence=tuple(dict.fromkeys(_evidence(shown, seat))),
        proof=proven(held.id, held.status, "", held.evidence) if held else "",
    )


def _evidence(facts: Iterable[Statement], seat: Occupancy) -> tuple[Cited, ...]:
    """Return what facts cite, and who says that a seat stands empty."""
    cited = tuple(cited for fact in facts for cited in fact.evidence)
    return cited + (seat.empty.evidence if seat.empty else ())


def _cells(seat: Occupancy) -> dict[str, str]:
    return {
        "person": enumerated([named(holder.person) for holder in seat.holders]),
        "post": titled(seat.acting, seat.title),
        "responsible for": seat.remit,
        "organisation": seat.organisation.name if seat.organisation else "",
        "in post": _terms(seat),
    }


def _dated(seat: Occupancy, dates: str = "", *, house: bool = True) -> str:
    terms = _terms(seat) if len(seat.holders) < 2 else ""
    spans = "; ".join(filter(None, (f"in post {terms}" if terms else "", dates)))
    words = seat_words(seat, house=house, dated=bool(spans)) + (f" ({spans})" if spans else "")
    return words + _also(seat, dated=True)


def _terms(seat: Occupancy) -> str:
    return _spans(seat.terms, to_come=seat.tense == "to come")


def _spans(spans: tuple[Span, ...], *, to_come: bool) -> str:
    return enumerated([span_in_words(span.since, span.until, to_come=to_come) for span in spans])


def _nobody_but(result: Reports | Chain, end: str) -> str:
    """Say "nobody", but for who holds a post at this end of a line and that at the other."""
    is_post = result.asked.kind == POST
    is_one = any(getattr(each.fact, end) == result.asked.id for each in result.within)
    return "Nobody else" if is_post and is_one else "Nobody"


def _asked(asked: Ref, seat: Occupancy) -> str:
    """Name what was asked about: a post itself, as who holds it may have more in another."""
    return _definite(seat.title) if asked.kind == POST else _short(seat)


def _short(seat: Occupancy) -> str:
    if seat.holders:
        return enumerated([named(holder.person) for holder in seat.holders])
    if seat.organisation and not seat.title:
        return seat.organisation.name
    return _definite(seat.title)


def _definite(title: str) -> str:
    return title if has_article(title) else f"the {title}"


def _all(lines: tuple[Line, ...]) -> Iterator[Line]:
    for line in lines:
        yield line
        yield from _all(line.beyond)


def _each_once(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield the lines of each person, body or empty post, the first of several alone."""
    known = set()
    for line in lines:
        end = line.seat.person or line.seat.post or line.seat.organisation
        if end not in known:
            known.add(end)
            yield line


def _count(lines: list[Line], noun: str, where: str = "") -> str:
    """Say how many lines there are and how many of them are stated, each counted once."""
    kinds = Counter(cannot_say(line.facts[0]) or _firmness(line) or "stated" for line in lines)
    words = {kind: kind.replace(", ", " and ") for kind in kinds}
    shares = enumerated([f"{number} {words[kind]}" for kind, number in kinds.items()])
    total = f"{counted(len(lines), noun)} {where}".strip()
    cut = " The line goes on beyond what is shown." if any(x.stops == "deep" for x in lines) else ""
    if len(kinds) == 1 and "cannot be said" not in kinds:
        every = "all " if len(lines) > 1 else ""
        return capitalised(f"{total}, {every}{words[next(iter(kinds))]}.{cut}")
    return capitalised(f"{total}: {shares}.{cut}")


def _firmness(line: Line) -> str:
    """Return how firm a line is, and that one holds the post of which it is stated, if it is."""
    first, post = line.facts[0], line.seat.post
    is_of_post = post and post.id in (first.subject, first.object)
    held = [label(fact) for fact in line.seat.holding] if is_of_post else []
    return label(first) or (held[0] if all(held) and held else "")
