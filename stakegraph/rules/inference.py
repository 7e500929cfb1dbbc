"""Facts that follow from facts, each with its premises and never firmer than the weakest of them.

A rule finds, in a group of stated facts, what follows; what it concludes from given premises stands
in a function of its own, since a derived fact is kept as its rule and its premises alone. Whether
it holds on a day, or without a source, is for its premises to say.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from itertools import product

from stakegraph.edtf import dates
from stakegraph.edtf.spans import possible
from stakegraph.model.facts import DERIVED, FIRMNESS, Actor, Fact, united, weakest
from stakegraph.model.relations import REPORTING, Relation
from stakegraph.rules.rivals import SpanIndex
from stakegraph.rules.rule import Group, Join, Rule

Relations = Mapping[str, Relation]


def role_of_holder(group: Group) -> Iterator[Fact]:
    """Whoever holds a post has that role at the post's organisation."""
    for held, place in product(group.facts, group.joined):
        fact = role((held, place), group.actors, group.relations)
        if fact:
            yield fact


def role(
    premises: tuple[Fact, ...], actors: Mapping[str, Actor], relations: Relations
) -> Fact | None:
    """Return the role that the holder of a post has where the post is."""
    held, place = premises
    post = actors[held.object]
    qualifiers = {"title": post.name}
    if post.remit:
        qualifiers["remit"] = post.remit
    # Where a post is, undated, it is for as long as there is the post: no doubt.
    spans = (held, place) if place.since or place.until else (held,)
    ends = (held.subject, relations[held.relation].fills, place.object)
    return _derived("role_of_holder", ends, post.id, qualifiers, premises, spans)


def line_of_holders(group: Group) -> Iterator[Fact]:
    """When posts stand in a reporting line, so do their holders, while both hold them."""
    holders: dict[str, list[Fact]] = defaultdict(list)
    for held in group.joined:
        holders[held.object].append(held)
    for stated in group.facts:
        below, above = (holders.get(end, []) for end in (stated.subject, stated.object))
        for ends in _at_once(below, above):
            fact = line((stated, *ends), group.actors, group.relations)
            if fact:
                yield fact


def line(
    premises: tuple[Fact, ...], actors: Mapping[str, Actor], relations: Relations
) -> Fact | None:
    """Return the line between the holders of two posts, or of a post and a person."""
    stated, *held = premises
    holders = {each.object: each.subject for each in held}
    bottom = holders.get(stated.subject, stated.subject)
    top = holders.get(stated.object, stated.object)
    ends = (bottom, stated.relation, top)
    through, qualifiers = stated.subject, stated.qualifiers
    return _derived("line_of_holders", ends, through, qualifiers, premises, premises)


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


def covering(fact: Fact, same: Iterable[Fact]) -> tuple[str, ...]:
    """Return the ids of the facts between the same two that say what a derived one would."""
    return tuple(sorted(known.id for known in same if _says(known, fact)))


def _at_once(below: list[Fact], above: list[Fact]) -> Iterator[tuple[Fact, ...]]:
    """Yield who may have held two posts at once: a holder of each, or of the one that has any."""
    if not below or not above:
        yield from ((held,) for held in below or above)
        return
    index = SpanIndex(above, [possible(held.since, held.until) for held in above])
    for held in below:
        for other in index.meeting(possible(held.since, held.until)):
            yield held, other


def _says(known: Fact, fact: Fact) -> bool:
    """Return whether a stated fact says what a derived one would, and no less firmly."""
    same_title = known.qualifiers.get("title") in (None, fact.qualifiers.get("title"))
    together = not dates.apart(known.since, known.until, fact.since, fact.until)
    firm = FIRMNESS.index(known.status) <= FIRMNESS.index(fact.certainty)
    return known.status != "denied" and firm and same_title and together


def _derived(
    rule: str,
    ends: tuple[str, str, str],
    through: str,
    qualifiers: dict[str, str],
    premises: tuple[Fact, ...],
    spans: tuple[Fact, ...],
) -> Fact | None:
    """Return the fact that follows, dated by the overlap of `spans`; None where there is none.

    Its id names the post that it comes through.
    """
    subject, relation, object = ends
    since = dates.later(tuple([fact.since for fact in spans]))
    until = dates.earlier(tuple([fact.until for fact in spans]))
    if subject == object or (since and until and dates.surely_before(until, since)):
        return None
    return Fact(
        id=f"{subject}.{relation}.{object}.via.{through}",
        subject=subject,
        relation=relation,
        object=object,
        qualifiers=qualifiers,
        since=since,
        until=until,
        status=DERIVED,
        certainty=weakest(fact.status for fact in premises),
        evidence=united(cited for fact in premises for cited in fact.evidence),
        rule=rule,
        premises=tuple(fact.id for fact in premises),
        origin=premises[0].origin,
    )
