"""Reporting lines: who reports to whom, downward, upward and as a whole."""

from collections.abc import Container, Iterable, Iterator

from stakegraph.graph import lines as reporting
from stakegraph.graph.lines import lines_of
from stakegraph.graph.neighbourhood import Graph, actor_of, ties_in, ties_out
from stakegraph.graph.seats import seats_of
from stakegraph.graph.tenses import is_present
from stakegraph.model.facts import STATED
from stakegraph.model.relations import POST, REPORTING, ROLE, STRUCTURE, SUCCESSION
from stakegraph.questions.lines import Line, Walk, name_key
from stakegraph.questions.results import Ref, Result, Statement, ref, statement
from stakegraph.questions.seats import Occupancy, is_there, is_timeless, occupancy
from stakegraph.questions.steps import Place, Steps, is_now
from stakegraph.store import Tie


class Within(Result, frozen=True, kw_only=True):
    """A line to or from a post that who is at the other end holds, in person or by another post.

    `holding` are the facts that say so, of one post or of both.
    """

    fact: Statement
    holder: Ref
    holding: tuple[Statement, ...]


class Reports(Result, frozen=True, kw_only=True):
    """Who reports to somebody; `everyone` when the lines below those are shown as well.

    `asked` is the person, post or body itself. Those that are there now come first, then those to
    come, and those that were. `within` are the lines of which one person holds both ends now.
    """

    asked: Ref
    to: Occupancy
    everyone: bool
    reports: tuple[Line, ...]
    within: tuple["Within", ...]
    timeless: bool


class Chain(Result, frozen=True, kw_only=True):
    """Whom somebody reports to, and so on to the top, and to whom somebody reported.

    `asked` is the person, post or body itself; `within` are the lines of which one person holds
    both ends now.
    """

    asked: Ref
    of: Occupancy
    managers: tuple[Line, ...]
    within: tuple["Within", ...]
    timeless: bool


class OrgChart(Result, frozen=True, kw_only=True):
    """Every reporting line there is now, from those who report to nobody; the other posts apart.

    `within` are the lines of which one person holds both ends, who stands in the chart once.

    `others` are the lines that were, or are to come, which are not shown; `succession` says which
    body the organisation followed, or which followed it.
    """

    of: Ref | None
    tops: tuple[Line, ...]
    unplaced: tuple[Occupancy, ...]
    within: tuple["Within", ...]
    others: int
    succession: tuple[Statement, ...]
    timeless: bool


def who_reports_to(graph: Graph, id: str, *, everyone: bool = False) -> Reports:
    """Return who reports to a person, a post or a body: directly, or down to the last."""
    reports = Walk(Steps(graph, "in")).lines(Place(id), direct=not everyone, whole=True)
    to = occupancy(graph, id)
    return Reports(
        asked=ref(actor_of(graph, id)),
        to=to,
        everyone=everyone,
        reports=reports,
        within=_within(graph, {id, *seats_of(graph).members(id)}),
        timeless=is_timeless(graph, _ends(to, reports)),
    )


def chain(graph: Graph, id: str) -> Chain:
    """Return whom a person or a post reports to, up to the top."""
    managers = Walk(Steps(graph, "out")).lines(Place(id), whole=True)
    of = occupancy(graph, id)
    within = _within(graph, {id, *seats_of(graph).members(id)})
    return Chain(
        asked=ref(actor_of(graph, id)),
        of=of,
        managers=managers,
        within=within,
        timeless=is_timeless(graph, _ends(of, managers)),
    )


def org_chart(graph: Graph, organisation: str | None = None) -> OrgChart:
    """Return every reporting line as a forest, or those of one organisation and its parts."""
    inside = _inside(graph, organisation) if organisation else set(graph)
    ever = _inside(graph, organisation, ever=True) if organisation else inside
    down, up = Steps(graph, "in"), Steps(graph, "out")
    walk = Walk(down)
    heads = {_head(graph, line) for lines in down.all.values() for line in lines if is_now(line)}
    places = {id for id in (*down.all, *up.all) if actor_of(graph, id).kind != POST} | heads

    def outer(id: str) -> tuple[object, ...]:
        """Sort first those above whom nobody is, then those above whom nobody inside is."""
        above = up.beyond(Place(id))
        seat = occupancy(graph, id)
        return (
            bool(above),
            any(step.far in inside for step in above),
            id not in heads,
            name_key(seat),
            id,
        )

    drawn: set[str] = set()
    tops: list[Line] = []
    # Where a circle leaves nobody at the top, the first of it is.
    for id in sorted(inside & places, key=outer):
        if id not in drawn and (down.beyond(Place(id)) or up.beyond(Place(id))):
            tops.append(_top(graph, walk, up, id))
            drawn |= _drawn(tops[-1])
    ends = [(line.below, line.above, is_now(line)) for some in down.all.values() for line in some]
    now = {(below, above) for below, above, is_now in ends if is_now}
    others = {
        (line.below, line.above)
        for some in down.all.values()
        for line in some
        if any(ever.intersection(end) for end in _both_ends(line))
    }
    posts = sorted(id for id in inside if actor_of(graph, id).kind == POST)
    posts = [id for id in posts if is_there(graph, id)]
    lined, stated = down.all.keys() | up.all.keys(), _stated_ends(graph)
    return OrgChart(
        of=ref(actor_of(graph, organisation)) if organisation else None,
        tops=tuple(tops),
        unplaced=tuple(
            seat for id in posts if id not in stated for seat in _unlined(graph, id, lined)
        ),
        within=_within(graph, inside),
        others=len(others - now),
        succession=_succession(graph, organisation) if organisation else (),
        timeless=is_timeless(graph, (end for top in tops for end in _ends(top.seat, top.beyond))),
    )


def _both_ends(line: reporting.Line) -> Iterator[set[str]]:
    """Yield who and what post stands below in a line, and above."""
    yield {line.below, line.stated.fact.subject}
    yield {line.above, line.stated.fact.object}


def _unlined(graph: Graph, post: str, lined: Container[str]) -> list[Occupancy]:
    """Return a post of which no line is stated, or those of its holders who are in none."""
    if post not in lined:
        return [occupancy(graph, post)]
    terms: dict[str, list[Tie]] = {}
    for tie in reporting.terms_of(graph, post):
        if is_present(graph, tie) and tie.fact.subject not in lined:
            terms.setdefault(tie.fact.subject, []).append(tie)
    return [occupancy(graph, id, own) for id, own in sorted(terms.items())]


def _within(graph: Graph, ends: Container[str]) -> tuple[Within, ...]:
    """Return the lines of now of which one person holds both ends, one of which is of these."""
    lines = {
        (line.stated.fact.id, line.below): line  # once, in however many terms
        for line in lines_of(graph).within
        if is_now(line) and (line.stated.fact.subject in ends or line.stated.fact.object in ends)
    }
    return tuple(
        Within(
            fact=statement(graph, line.tie),
            holder=ref(actor_of(graph, line.below)),
            holding=tuple(statement(graph, tie) for tie in (line.lower, line.upper) if tie),
        )
        for line in lines.values()
    )


def _stated_ends(graph: Graph) -> set[str]:
    """Return the ends of what is stated to be a line, though one person may hold both of them."""
    relations = graph.graph["relations"]
    return {
        end
        for subject, object, data in graph.edges(data=True)
        if relations[data["fact"].relation].family == REPORTING and data["fact"].status != "denied"
        for end in (subject, object)
    }


def _succession(graph: Graph, organisation: str) -> tuple[Statement, ...]:
    relations = graph.graph["relations"]
    ties = [*ties_out(graph, organisation), *ties_in(graph, organisation)]
    return tuple(
        statement(graph, tie, backward=tie.fact.subject != organisation)
        for tie in ties
        if relations[tie.fact.relation].family == SUCCESSION and tie.fact.status != "denied"
    )


def _ends(seat: Occupancy, lines: Iterable[Line]) -> Iterator[str]:
    """Yield the ends of a seat's terms and of lines, "" where none is given."""
    yield from (term.until for term in seat.terms)
    for line in lines:
        yield from (span.until for span in line.spans)
        yield from _ends(line.seat, line.beyond)


def _head(graph: Graph, line: reporting.Line) -> str:
    """Return who is above in a line: a post for all who hold it now, where these are several."""
    if line.upper is None:
        return line.above
    post = line.upper.fact.object
    now = [tie for tie in seats_of(graph).of_post(post).holdings if is_present(graph, tie)]
    return post if len({tie.fact.subject for tie in now}) > 1 else line.above


def _top(graph: Graph, walk: Walk, up: Steps, id: str) -> Line:
    """Return who stands at the top of a line, with what is beyond those posts that are there."""
    lower = {line.lower.fact.object for line in up.all.get(id, ()) if line.lower and is_now(line)}
    held = {tie.fact.object for tie in seats_of(graph).holdings(id) if is_present(graph, tie)}
    place = Place(id, but=frozenset(lower) if held - lower else frozenset())
    # The post above those below is named before others that the same one holds.
    lines = walk.steps.all.get(id, ())
    above = {line.upper.fact.object for line in lines if line.upper and is_now(line)}
    return Line(
        seat=occupancy(graph, id, first=above - place.but),
        facts=(),
        since="",
        until="",
        spans=(),
        attested=(),
        sure=True,
        others=(),
        tense="",
        beyond=walk.lines(place),
        stops="",
    )


def _inside(graph: Graph, organisation: str, *, ever: bool = False) -> set[str]:
    """Return the people and posts that are of an organisation and its parts now, or ever were."""
    relations = graph.graph["relations"]
    houses = {organisation}
    fresh = [organisation]
    while fresh:
        ties = [tie for house in fresh for tie in _belonging(graph, house, ever=ever)]
        parts = {t.fact.subject for t in ties if relations[t.fact.relation].family == STRUCTURE}
        fresh = sorted(parts - houses)
        houses |= parts
    ends = {tie.fact.subject for house in houses for tie in _belonging(graph, house, ever=ever)}
    found = ends | houses
    seats = seats_of(graph)
    for tie in (held for id in ends for held in seats.holdings(id)):
        place = seats.of_post(tie.fact.object).organisation
        if (ever or is_present(graph, tie)) and (not place or place in houses):
            found |= {tie.fact.subject, tie.fact.object}
    return found


def _belonging(graph: Graph, house: str, *, ever: bool) -> list[Tie]:
    """Return the ties that say who or what belongs to an organisation, or did.

    Who or what may be of it is not, but for its posts, of which it is told how sure that is. Who is
    known to have been there in a time gone by is of that time alone.
    """
    rows, found = graph.graph["relations"], []
    for tie in ties_in(graph, house):
        row = rows[tie.fact.relation]
        is_firm = tie.fact.certainty == STATED and not tie.fact.retracted
        is_firm = is_firm and not (tie.fact.attested and tie.missing)
        counts = is_firm or (row.of_post and tie.fact.status != "denied")
        if counts and row.family in (ROLE, STRUCTURE) and (ever or is_present(graph, tie)):
            found.append(tie)
    return found


def _drawn(line: Line) -> set[str]:
    seat = line.seat
    body = seat.organisation if not (seat.post or seat.holders) else None
    people = [holder.person for holder in seat.holders]
    found = {actor.id for actor in (*people, seat.post, body) if actor}
    return found.union(*map(_drawn, line.beyond))
