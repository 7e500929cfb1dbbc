"""Facts that cannot all be true: all are kept, and each is shown as disputed by the others.

Only what is stated is compared, not what follows from it, and only what was surely so on one day by
sources that have none in common: what one source tells together is no conflict. A conflict is a
group of facts, by what they have in common; who of them disputes whom is worked out when that is
asked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial

from stakegraph.edtf import dates
from stakegraph.edtf.spans import ALWAYS, NEVER, Span, closed, common, inner
from stakegraph.edtf.validity import Dating, sure
from stakegraph.model.facts import Fact
from stakegraph.model.qualifiers import SHARE, may_be_one_share
from stakegraph.model.relations import ROLE, Relation
from stakegraph.rules.rivals import Rivals, crowded
from stakegraph.rules.rule import Clash, Column, Group, Join, Rule, Spans, Term

_NONE: frozenset[str] = frozenset()
# Of what is so some time, nobody knows when: it meets what is so always, and nothing else.
_SOME_TIME = Span(NEVER - 1, NEVER)
_DATED = Span(-NEVER + 1, NEVER - 1)


def may_be(dating: Dating) -> tuple[Span, ...]:
    """Return the span in which something may have been so."""
    return (inner(*dating.span),)


def spans(dating: Dating, when: Spans = sure) -> tuple[Span, ...]:
    """Return the spans in which something counts; what was done once counts on its day alone."""
    if not dating.act or dating.until:
        return when(dating)
    date = dates.parse(dating.since or "..")
    first, last = date.surely_from, date.surely_to
    is_known = first == last or when is may_be
    return (closed(first, last),) if is_known and first and last else ()


def stated_and_denied() -> Clash:
    """One says it, the other denies it, of the same time.

    Who is only designated holds nothing yet: that they hold it may be denied as well.
    """
    return Clash(
        side=lambda fact: fact.status == "denied",
        terms=_said,
        within=lambda fact: fact.is_designation,
    )


def two_at_once() -> Clash:
    """Somebody has two managers by a solid line at once.

    A person and a post that the person holds are one manager, and so are two who share a post, or a
    body and one who sits on it.
    """
    return Clash(
        side=lambda fact: fact.object,
        terms=_told,
        counts=lambda fact: fact.qualifiers.get("line") != "dotted",
        excuses=_one_place,
    )


def two_in_one_seat() -> Clash:
    """More hold one post at once than it has seats; who acts for another takes none."""
    return Clash(
        side=lambda fact: fact.subject,
        terms=_seated,
        counts=lambda fact: not fact.qualifiers.get("as"),
    )


def dates_differ() -> Clash:
    """Two sources give one thing different starts or ends."""
    return Clash(
        side=lambda fact: fact.id,
        terms=_told,
        within=lambda fact: tuple(sorted(fact.qualifiers.items())),
        excuses=lambda group: agree,
        disputes=False,
    )


def shares_differ() -> Clash:
    """Two sources give somebody different shares of one thing at once."""
    return Clash(
        side=lambda fact: fact.qualifiers.get(SHARE),
        terms=_told,
        counts=lambda fact: SHARE in fact.qualifiers,
        excuses=lambda group: _may_be_one_share,
        disputes=False,
    )


def for_and_against() -> Clash:
    """Somebody takes contrary positions on one thing at once, or does contrary things."""
    return Clash(side=lambda fact: fact.relation, terms=_told, excuses=_not_contrary)


def clashing(clash: Clash, group: Group) -> Iterator[Fact]:
    """Yield the facts of a group that clash with any other."""
    return Rivals(clash, group).clashing()


def _told(group: Group, when: Spans) -> Callable[[Fact], Term]:
    """Return when a fact is so, and who says it; what was done once was done on its day."""
    if group.is_apart:
        return lambda fact: Term(spans(group.dating(fact), when), _NONE)
    return lambda fact: Term(
        spans(group.dating(fact), when), frozenset([cited.source for cited in fact.evidence])
    )


def _said(group: Group, when: Spans) -> Callable[[Fact], Term]:
    """Return when a fact is so, or is not, whoever says it.

    A denial without dates of its own denies for all time.
    """

    def term(fact: Fact) -> Term:
        if fact.status != "denied":
            return Term(when(group.dating(fact)) or (_SOME_TIME,), _NONE)
        if not (fact.since or fact.until):
            return Term((ALWAYS,), _NONE)
        start = dates.parse(fact.since).surely_to if fact.since else None
        end = dates.parse(fact.until).surely_from if fact.until else None
        if (fact.since and not start) or (fact.until and not end):
            return Term((), _NONE)
        exact = (dates.iso(start) if start else "", dates.iso(end) if end else "")
        span = common(inner(*exact), _DATED)
        return Term((span,) if span else (), _NONE)

    return term


def _seated(group: Group, when: Spans) -> Callable[[Fact], Term]:
    """Return when somebody holds a post of which no seat is left, and who says it."""
    post = group.actors.get(group.facts[0].object) if group.facts else None
    if post and post.shared:
        return lambda fact: Term((), _NONE)
    told = _told(group, when)
    if not post or post.seats == 1:
        return told
    rows = [
        (fact.subject, span, told(fact).sources)
        for fact in group.facts
        if not fact.qualifiers.get("as")
        for span in told(fact).spans
    ]
    full = crowded(rows, post.seats)

    def term(fact: Fact) -> Term:
        shared = [common(span, each) for span in told(fact).spans for each in full]
        return Term(tuple(filter(None, shared)), _NONE)

    return term


def _one_place(group: Group) -> Callable[[Fact, Fact], bool]:
    """Return whether the objects of two facts are one place in a line."""
    places: dict[str, set[str]] = defaultdict(set)
    posts: dict[str, set[str]] = defaultdict(set)
    for fact in group.joined:
        places[fact.subject].add(fact.object)
        if group.relations[fact.relation].fills:
            posts[fact.subject].add(fact.object)

    def excused(one: Fact, other: Fact) -> bool:
        ends = one.object, other.object
        return (
            ends[1] in places[ends[0]]
            or ends[0] in places[ends[1]]
            or not posts[ends[0]].isdisjoint(posts[ends[1]])
        )

    return excused


def agree(one: Fact, other: Fact) -> bool:
    """Return whether the starts of two facts may be the same, and their ends."""
    sides = ((one.since, other.since), (one.until, other.until))
    return not any(
        a and b and (dates.surely_before(a, b) or dates.surely_before(b, a)) for a, b in sides
    )


def _may_be_one_share(one: Fact, other: Fact) -> bool:
    return may_be_one_share(one.qualifiers, other.qualifiers)


def _not_contrary(group: Group) -> Callable[[Fact, Fact], bool]:
    contrary = {(key, row.contrary) for key, row in group.relations.items() if row.contrary}

    def excused(one: Fact, other: Fact) -> bool:
        ends = one.relation, other.relation
        return ends not in contrary and ends[::-1] not in contrary

    return excused


def _row(
    clash: Callable[[], Clash],
    over: tuple[Column, ...],
    of: Callable[[Relation], object] = bool,
    **more: object,
) -> Rule:
    how = clash()
    name = clash.__name__.replace("_", "-")
    return Rule(name, partial(clashing, how), over, of, least=2, clash=how, **more)  # type: ignore[arg-type]


# In this order: two facts that clash by several rules are told to do so by the first.
CONFLICTS: tuple[Rule, ...] = (
    _row(stated_and_denied, ("subject", "relation", "object"), denials=True),
    _row(
        two_at_once,
        ("subject", "relation"),
        lambda relation: relation.exclusive,
        join=Join(lambda relation: relation.family == ROLE, "subject", ("object",)),
    ),
    _row(two_in_one_seat, ("object",), lambda relation: relation.fills, actors=("object",)),
    _row(dates_differ, ("subject", "relation", "object")),
    _row(shares_differ, ("subject", "relation", "object"), lambda relation: relation.divides),
    _row(for_and_against, ("subject", "object"), lambda relation: relation.contrary),
)
