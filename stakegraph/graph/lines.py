"""Reporting lines of a graph: who was above whom, in which terms, and when.

A line between posts joins those who held them while both did. Each line rests on one stated fact
and on the terms of its ends that it may have met; who has a line in common in several terms has one
for each.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import product

from msgspec import Struct

from stakegraph.edtf import dates
from stakegraph.edtf.spans import Span, common, inner, possible
from stakegraph.edtf.standing import HELD, NOT_HELD, PART, UNDETERMINED, Standing, standing
from stakegraph.edtf.validity import Dating, surely_meet, validity, vouched
from stakegraph.graph.neighbourhood import Graph, actor_of, tie_of
from stakegraph.graph.seats import seats_of
from stakegraph.graph.tenses import PRESENT, Tense, is_present, tense
from stakegraph.graph.vacancies import vacancy
from stakegraph.model.facts import Fact
from stakegraph.model.relations import POST, REPORTING
from stakegraph.rules.inference import at_once, inner_span, time_told
from stakegraph.store import Tie

_KEPT = "lines"  # the graph attribute that keeps them
_NOBODY: Sequence[Tie | None] = (None,)


class Line(Struct, frozen=True):
    """That one end reported to another.

    `below` and `above` are people, bodies, or posts that nobody is known to hold then; `stated` is
    the fact that says it, `lower` and `upper` are the terms in which it was so, where an end of
    the fact is a post with holders. `since` and `until` are what these have in common; where it is
    not `sure`, they may have had no day in common; `attested` is when it was so, where no more is
    known of one of these. `missing` says why it cannot be said to hold at the time asked for,
    `is_part` that it held for a part of it.
    """

    below: str
    above: str
    stated: Tie
    lower: Tie | None
    upper: Tie | None
    since: str
    until: str
    attested: str
    sure: bool
    tense: Tense
    missing: tuple[str, ...]
    is_part: bool

    @property
    def ties(self) -> tuple[Tie, ...]:
        """Return the stated fact and the terms."""
        return tuple(tie for tie in (self.stated, self.lower, self.upper) if tie)

    @property
    def tie(self) -> Tie:
        """Return the stated tie, as far as it holds in these terms at the time asked for."""
        return self.stated._replace(missing=self.missing, is_part=self.is_part)


class Lines(Struct, frozen=True):
    """The lines of a graph by who is above, and by who is below: a person, a body, a post.

    `within` are those of which one person holds both ends, who is not under anybody by them.
    """

    under: dict[str, list[Line]]
    over: dict[str, list[Line]]
    within: list[Line]


def lines_of(graph: Graph) -> Lines:
    """Return the reporting lines of a drawn graph, found once for it.

    They are found by the ids of both ends, and by those of the posts that the ends held in them.
    """
    if _KEPT not in graph.graph:
        under: dict[str, list[Line]] = defaultdict(list)
        over: dict[str, list[Line]] = defaultdict(list)
        within: list[Line] = []
        relations = graph.graph["relations"]
        for _, _, _, data in sorted(graph.edges(keys=True, data=True), key=lambda edge: edge[2]):
            tie = tie_of(data)
            # What follows has its premises here; nobody reports by a denial, which `show` tells of.
            if (
                relations[tie.fact.relation].family != REPORTING
                or tie.fact.premises
                or tie.fact.status == "denied"
            ):
                continue
            for line in _lines(graph, tie):
                if line.below == line.above:
                    within.append(line)
                    continue
                for end in {line.above, tie.fact.object}:
                    under[end].append(line)
                for end in {line.below, tie.fact.subject}:
                    over[end].append(line)
                # A post has the lines that its holder has in person, while they hold it.
                for held in seats_of(graph).held.get(tie.fact.object, ()):
                    own = _line(graph, tie, line.lower, held)
                    under[held.fact.object] += [own] if own and own.below != own.above else []
                for held in seats_of(graph).held.get(tie.fact.subject, ()):
                    own = _line(graph, tie, held, line.upper)
                    over[held.fact.object] += [own] if own and own.below != own.above else []
        graph.graph[_KEPT] = Lines(under, over, within)
    found: Lines = graph.graph[_KEPT]
    return found


def terms_of(graph: Graph, end: str) -> list[Tie]:
    """Return the terms of the holders of a post; one who is only designated holds nothing yet.

    When a post is said to stand empty, only who surely held it then did, or who acted.
    """
    post = actor_of(graph, end)
    if post.kind != POST:
        return []
    held = seats_of(graph).of_post(end).holdings
    found = [tie for tie in held if not tie.fact.is_designation]
    if graph.graph["scope"].as_of and vacancy(graph, end):
        return [tie for tie in found if tie.fact.qualifiers.get("as") or not tie.missing]
    return found


def _lines(graph: Graph, stated: Tie) -> Iterator[Line]:
    """Yield the lines that one fact states, by the terms of both its ends."""
    lower, upper = (terms_of(graph, end) for end in (stated.fact.subject, stated.fact.object))

    pairs: Iterable[tuple[Tie | None, Tie | None]] = product(lower or _NOBODY, upper or _NOBODY)
    if lower and upper:
        pairs = at_once(lower, upper, partial(_span, graph))
    found = list(filter(None, (_line(graph, stated, low, high) for low, high in pairs)))
    yield from found
    if not is_present(graph, stated):
        yield from () if found else _of_one_holder(graph, stated, lower, upper)
    elif not any(line.tense in PRESENT for line in found):
        yield from _vacant(graph, stated, lower, upper)


def _of_one_holder(
    graph: Graph, stated: Tie, lower: Sequence[Tie], upper: Sequence[Tie]
) -> Iterator[Line]:
    """Yield the lines of another time than now of which no two ends held their posts at once.

    Whoever is known to have held one of the posts then had the line with the other post.
    """
    whole = _span(graph, stated)
    low, high = (
        [tie for tie in some if common(whole, _span(graph, tie))] for some in (lower, upper)
    )
    pairs = [*((one, None) for one in low), *((None, one) for one in high)] or [(None, None)]
    yield from filter(None, (_line(graph, stated, one, other) for one, other in pairs))


def _vacant(
    graph: Graph, stated: Tie, lower: Sequence[Tie], upper: Sequence[Tie]
) -> Iterator[Line]:
    """Yield the lines of posts that nobody holds then, or any more: they keep theirs."""
    whole = _span(graph, stated)
    low, high = (
        [tie for tie in some if is_present(graph, tie) and common(whole, _span(graph, tie))]
        for some in (lower, upper)
    )
    if (low or not lower) and (high or not upper):
        return
    for one, other in product(low or _NOBODY, high or _NOBODY):
        line = _line(graph, stated, one, other)
        if line:
            yield line


def _line(graph: Graph, stated: Tie, low: Tie | None, high: Tie | None) -> Line | None:
    """Return the line in two terms, or None where they and it surely had no day in common."""
    below = low.fact.subject if low else stated.fact.subject
    above = high.fact.subject if high else stated.fact.object
    ties = [tie for tie in (stated, low, high) if tie]
    scope, facts = graph.graph["scope"], [tie.fact for tie in ties]
    whole = [_span(graph, tie) for tie in ties]
    if not common(*whole):
        return None
    if not scope.as_of and not graph.graph["store"].met(facts, scope):
        return None
    held, missing = _held(graph, ties)
    if held == NOT_HELD:
        return None
    datings = [_dating(graph, tie) for tie in ties]
    since, until = _common(graph, stated, ties[1:], datings)
    once = time_told(facts)
    return Line(
        below=below,
        above=above,
        stated=stated,
        lower=low,
        upper=high,
        since=since,
        until=until,
        attested=once if common(possible(once, once), *whole) else "",
        sure=surely_meet(datings, lasting=_joins_posts(graph, stated)),
        tense=tense(graph, *ties),
        missing=missing,
        is_part=held == PART,
    )


def _held(graph: Graph, ties: Sequence[Tie]) -> Standing:
    """Return whether a line and its terms all held at the time asked for, on the same days."""
    when = graph.graph["scope"].as_of
    if not when:
        return Standing(HELD)
    known = standing(when, [_dating(graph, tie) for tie in ties])
    if known.held != UNDETERMINED:
        return known
    reasons = [why for tie in ties for why in tie.missing] or ["they may not have been at once"]
    return Standing(UNDETERMINED, tuple(dict.fromkeys(reasons)))


def _common(
    graph: Graph, stated: Tie, terms: Sequence[Tie], datings: Sequence[Dating]
) -> tuple[str, str]:
    """Return the start and the end that a line and its terms have in common, by their datings.

    A line between two posts that is not dated is there as long as the posts are. That somebody
    reports to a post says nothing of when that began: not when its holder came.
    """
    if time_told(tie.fact for tie in (stated, *terms)):
        return "", ""  # it was so at that time, and nobody knows from when to when
    starts, stops = zip(*(dating.span for dating in datings), strict=True)
    has_posts = _joins_posts(graph, stated)
    is_filled = len(terms) == 2  # both ends have a holder
    if not has_posts or not is_filled:
        return dates.later(starts) if starts[0] else "", dates.earlier(stops)
    known_starts, known_stops = (tuple(filter(None, side)) for side in (starts, stops))
    first = dates.parse(dates.later(known_starts)).latest if known_starts else None
    # Who is not said to have begun, or has left on a day that is not known, may not have been there
    # for the whole of it: unless a source vouches that they were when the other began.
    if not all(
        each.since or any(dates.is_by(day, first) for day in vouched(each)) for each in datings[1:]
    ):
        known_starts += ("",)
    if not all(
        each.span[1] or is_present(graph, tie) for tie, each in zip(terms, datings[1:], strict=True)
    ):
        known_stops += ("",)
    return dates.later(known_starts), dates.earlier(known_stops)


def _joins_posts(graph: Graph, stated: Tie) -> bool:
    """Return whether both ends of a line are posts: it is there as long as they are."""
    ends = (stated.fact.subject, stated.fact.object)
    return all(actor_of(graph, end).kind == POST for end in ends)


def _dating(graph: Graph, tie: Tie) -> Dating:
    fact: Fact = tie.fact
    return graph.graph["dating"](fact) or Dating()


def _span(graph: Graph, tie: Tie) -> Span:
    """Return when a tie may have held, without the days of its start and end: of a handover."""
    dating = _dating(graph, tie)
    limit = validity(dating).possible
    is_once = tie.fact.attested and not graph.graph["scope"].as_of
    own = inner_span(tie.fact) if is_once else inner(dating.since, dating.until)
    return Span(max(own.low, limit.low), min(own.high, limit.high))
