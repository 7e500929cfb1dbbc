"""Facts that follow from facts, each with its premises and never firmer than the weakest of them.

A rule finds, in a group of stated facts, from which premises something follows; the fact itself is
made of them by a function of its own, since it is kept as its rule and its premises alone. Whether
it holds on a day, or without a source, is for its premises to say.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import product
from typing import TypeVar

from stakegraph.edtf import dates
from stakegraph.edtf.spans import Span, common, inner, possible
from stakegraph.model.articles import titled
from stakegraph.model.facts import DERIVED, FIRMNESS, Actor, Fact, apart, united, weakest
from stakegraph.model.relations import POST, REPORTING, ROLE, Relation
from stakegraph.rules.rivals import SpanIndex
from stakegraph.rules.rule import Derivation, Group, Join, Rule

T = TypeVar("T")

_TITLES = ("title", "as")  # the qualifiers that say what somebody is somewhere


def role_of_holder(group: Group) -> Iterator[Derivation]:
    """Whoever holds a post has that role at the post's organisation."""
    for held, place in product(_in_office(group.facts), group.joined):
        subject, relation = held.subject, group.relations[held.relation].fills
        dated = _dated(held, place)
        is_there = not held.attested or common(*map(inner_span, dated))
        if subject != place.object and is_there and not apart(*dated):
            yield Derivation((subject, relation, place.object), held.object, (held, place))


def role(
    premises: tuple[Fact, ...], actors: Mapping[str, Actor], relations: Mapping[str, Relation]
) -> Fact:
    """Return the role that the holder of a post has where the post is."""
    held, place = premises
    post = actors[held.object]
    filled = relations[relations[held.relation].fills]
    title = titled(held.qualifiers.get("as", ""), post.name)
    said = {"title": title, "remit": post.remit}
    qualifiers = {name: text for name, text in said.items() if text and filled.takes(name, text)}
    ends = (held.subject, filled.key, place.object)
    dated = _dated(held, place)
    return _derived("role_of_holder", Derivation(ends, post.id, premises), qualifiers, dated)


def seat_of_holder(group: Group) -> Iterator[Derivation]:
    """Whoever holds a post sits where the post does, while both last."""
    for pair in at_once(_in_office(group.facts), group.joined, inner_span):
        held, seat = pair
        if held.subject != seat.object:
            yield Derivation((held.subject, seat.relation, seat.object), held.object, pair)


def seat(
    premises: tuple[Fact, ...], actors: Mapping[str, Actor], relations: Mapping[str, Relation]
) -> Fact:
    """Return the seat that the holder of a post has where the post sits."""
    held, sits = premises
    ends = (held.subject, sits.relation, sits.object)
    found = Derivation(ends, held.object, premises)
    return _derived("seat_of_holder", found, sits.qualifiers, premises)


def line_of_holders(group: Group) -> Iterator[Derivation]:
    """When posts stand in a reporting line, so do their holders, while both hold them."""
    holders: dict[str, list[Fact]] = defaultdict(list)
    for held in _in_office(group.joined):
        holders[held.object].append(held)
    for stated in group.facts:
        below, above = (holders.get(end, ()) for end in (stated.subject, stated.object))
        if below and above:
            pairs: Iterable[tuple[Fact, ...]] = at_once(below, above, inner_span)
        else:
            pairs = ((held,) for held in below or above)
        for holding in pairs:
            premises = (stated, *holding)
            found = _line(premises)
            if found.ends[0] != found.ends[2] and common(*map(inner_span, premises)):
                yield found


def line(
    premises: tuple[Fact, ...], actors: Mapping[str, Actor], relations: Mapping[str, Relation]
) -> Fact:
    """Return the line between the holders of two posts, or of a post and a person."""
    qualifiers = premises[0].qualifiers
    return _derived("line_of_holders", _line(premises), qualifiers, premises)


def at_once(
    below: Sequence[T], above: Sequence[T], span: Callable[[T], Span]
) -> Iterator[tuple[T, T]]:
    """Yield each two of which one is from below and one from above, and whose spans meet."""
    if not below or not above:
        return
    index = SpanIndex(above, [span(each) for each in above])
    for each in below:
        for other in index.meeting(span(each)):
            yield each, other


def inner_span(fact: Fact) -> Span:
    """Return when a fact may be so, the days of its start and its end left out: of a handover.

    From what was so `in` a time gone by, nothing follows of any other time.
    """
    if fact.attested:
        return possible(fact.attested, fact.attested)
    return inner(fact.since, fact.until)


INFERENCES: tuple[Rule, ...] = (
    Rule(
        "role_of_holder",
        role_of_holder,
        ("object",),
        lambda relation: relation.fills,
        join=Join(lambda relation: relation.of_post, "subject", ("object",)),
        actors=("object",),
        conclude=role,
    ),
    Rule(
        "seat_of_holder",
        seat_of_holder,
        ("object",),
        lambda relation: relation.fills,
        join=Join(
            lambda relation: relation.family == ROLE and POST in relation.subjects,
            "subject",
            ("object",),
        ),
        conclude=seat,
    ),
    Rule(
        "line_of_holders",
        line_of_holders,
        ("n",),
        lambda relation: relation.family == REPORTING,
        join=Join(lambda relation: relation.fills, "object", ("subject", "object")),
        conclude=line,
    ),
)


def in_words(name: str) -> str:
    """Return what a rule joins, as a clause: what the rule's function says of itself."""
    said = {rule.name: rule.find.__doc__ or "" for rule in INFERENCES}.get(name, name)
    return said[:1].lower() + said[1:].removesuffix(".")


def longer_id(fact: Fact) -> str:
    """Return the id of a derived fact where another fact has the same."""
    return f"{fact.id}.{sha256(' '.join(fact.premises).encode()).hexdigest()[:8]}"


def time_told(facts: Iterable[Fact]) -> str:
    """Return the time in which some facts were so, where of one no more is known; else ""."""
    return min((fact.attested for fact in facts if fact.attested), key=_length, default="")


def covering(fact: Fact, same: Iterable[Fact]) -> tuple[str, ...]:
    """Return the ids of the facts between the same two that say what a derived one would."""
    return tuple(sorted(known.id for known in same if says(known, fact)))


def _line(premises: tuple[Fact, ...]) -> Derivation:
    stated, *held = premises
    bottom, top = stated.subject, stated.object
    for each in held:
        if each.object == stated.subject:
            bottom = each.subject
        if each.object == stated.object:
            top = each.subject
    return Derivation((bottom, stated.relation, top), stated.subject, premises)


def _dated(held: Fact, place: Fact) -> tuple[Fact, ...]:
    """Return what dates a role; where a post is, undated, is for as long as there is the post."""
    return (held, place) if place.since or place.until else (held,)


def _in_office(held: Iterable[Fact]) -> list[Fact]:
    """Return the holdings of people who are not only designated: those hold nothing yet."""
    return [fact for fact in held if not fact.is_designation]


def _span(dated: tuple[Fact, ...]) -> tuple[str, str]:
    """Return the start and the end of what some facts have in common."""
    return (
        dates.later(tuple([fact.since for fact in dated])),
        dates.earlier(tuple([fact.until for fact in dated])),
    )


def _length(date: str) -> int:
    span = possible(date, date)
    return span.high - span.low


def says(known: Fact, fact: Fact) -> bool:
    """Return whether a stated fact says what a derived one would, and no less firmly."""
    same = all(known.qualifiers.get(key) in (None, fact.qualifiers.get(key)) for key in _TITLES)
    together = not dates.apart(known.since, known.until, fact.since, fact.until)
    firm = FIRMNESS.index(known.status) <= FIRMNESS.index(fact.certainty)
    no_other_word = set(known.according_to) <= set(fact.according_to)
    return known.status != "denied" and firm and same and together and no_other_word


def _derived(
    rule: str, found: Derivation, qualifiers: dict[str, str], dated: tuple[Fact, ...]
) -> Fact:
    """Return the fact that follows, dated by the overlap of `dated`.

    It was so `in` the time of which no more than that is known of any of these.
    """
    subject, relation, object = found.ends
    once = time_told(dated)
    since, until = ("", "") if once else _span(dated)
    return Fact(
        id=f"{subject}.{relation}.{object}.via.{found.through}",
        subject=subject,
        relation=relation,
        object=object,
        qualifiers=qualifiers,
        since=since,
        until=until,
        attested=once,
        status=DERIVED,
        certainty=weakest(fact.status for fact in found.premises),
        evidence=united(cited for fact in found.premises for cited in fact.evidence),
        according_to=tuple(dict.fromkeys(w for fact in found.premises for w in fact.according_to)),
        rule=rule,
        premises=tuple(fact.id for fact in found.premises),
        origin=found.premises[0].origin,
    )
