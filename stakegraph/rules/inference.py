"""Facts that follow from facts, each with its premises and never firmer than the weakest of them.

A rule is a function over the stated facts. What it derives is worked out once; whether it holds
on a day, or without a source, is for its premises to say. Of a large set it sees a slice at a time
(`compiler.follows`), with all that it looks at together.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256

from msgspec.structs import replace

from stakegraph.edtf import dates
from stakegraph.model.facts import DERIVED, FIRMNESS, Fact, Facts, apart, united, weakest
from stakegraph.model.relations import REPORTING

Rule = Callable[[Facts], Iterator[Fact]]


def role_of_holder(facts: Facts) -> Iterator[Fact]:
    """Whoever holds a post has that role at the post's organisation."""
    places = _places(facts)
    for held in facts.facts.values():
        role = facts.relations[held.relation].fills
        if role and held.status != "denied":
            for place in places[held.object]:
                post = facts.actors[held.object]
                qualifiers = {"title": post.name}
                if post.remit:
                    qualifiers["remit"] = post.remit
                ends = (held.subject, role, place.object)
                # Where a post is, undated, it is for as long as there is the post: no doubt.
                spans = (held, place) if place.since or place.until else (held,)
                premises = (held, place)
                yield _derived("role_of_holder", ends, post.id, qualifiers, premises, spans)


def line_of_holders(facts: Facts) -> Iterator[Fact]:
    """When posts stand in a reporting line, so do their holders, while both hold them."""
    holders: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts.facts.values():
        if facts.relations[fact.relation].fills and fact.status != "denied":
            holders[fact.object].append(fact)
    for line in facts.facts.values():
        if facts.relations[line.relation].family != REPORTING or line.status == "denied":
            continue
        for below in holders.get(line.subject) or (None,):
            for above in holders.get(line.object) or (None,):
                premises = tuple(fact for fact in (line, below, above) if fact)
                if len(premises) > 1:
                    bottom = below.subject if below else line.subject
                    top = above.subject if above else line.object
                    ends = (bottom, line.relation, top)
                    through, told = line.subject, line.qualifiers
                    yield _derived("line_of_holders", ends, through, told, premises, premises)


RULES: tuple[Rule, ...] = (role_of_holder, line_of_holders)


def in_words(rule: str) -> str:
    """Say what a rule joins, in a clause: what the rule's function says of itself."""
    said = {each.__name__: each.__doc__ or "" for each in RULES}.get(rule, rule)
    return said[:1].lower() + said[1:].removesuffix(".")


def derive(facts: Facts) -> Facts:
    """Add what follows, each derived fact with the stated ones that say the same for the time."""
    stated: dict[tuple[str, str, str], list[Fact]] = defaultdict(list)
    for fact in facts.facts.values():
        stated[fact.subject, fact.relation, fact.object].append(fact)
    found = list(following(facts))
    times = Counter(fact.id for fact in found)
    derived: dict[str, Fact] = {}
    for fact in found:
        same = stated.get((fact.subject, fact.relation, fact.object), ())
        is_taken = times[fact.id] > 1 or fact.id in facts.facts
        id = longer_id(fact) if is_taken else fact.id
        derived[id] = replace(fact, id=id, covered_by=covering(fact, same))
    return replace(facts, facts={**facts.facts, **derived})


def following(facts: Facts) -> Iterator[Fact]:
    """Yield what follows by the rules, under ids that several facts may have."""
    for rule in RULES:
        for fact in rule(facts):
            if fact.subject != fact.object and not _is_never(fact):
                yield fact


def longer_id(fact: Fact) -> str:
    """Return the id of a derived fact where another fact has the same."""
    return f"{fact.id}.{sha256(' '.join(fact.premises).encode()).hexdigest()[:8]}"


def covering(fact: Fact, same: Iterable[Fact]) -> tuple[str, ...]:
    """Return the ids of the facts between the same two that say what a derived one would."""
    return tuple(sorted(known.id for known in same if _says(known, fact)))


def _is_never(fact: Fact) -> bool:
    """Return whether the premises of a fact surely have no day in common."""
    return bool(fact.since and fact.until) and dates.surely_before(fact.until, fact.since)


def _says(known: Fact, fact: Fact) -> bool:
    """Return whether a stated fact says what a derived one would, and no less firmly."""
    same_title = known.qualifiers.get("title") in (None, fact.qualifiers.get("title"))
    together = not apart(known, fact)
    firm = FIRMNESS.index(known.status) <= FIRMNESS.index(fact.certainty)
    return known.status != "denied" and firm and same_title and together


def _places(facts: Facts) -> dict[str, list[Fact]]:
    """Return for each post the facts that say where it is."""
    places: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts.facts.values():
        if facts.relations[fact.relation].of_post and fact.status != "denied":
            places[fact.subject].append(fact)
    return places


def _derived(
    rule: str,
    ends: tuple[str, str, str],
    through: str,
    qualifiers: dict[str, str],
    premises: tuple[Fact, ...],
    spans: tuple[Fact, ...],
) -> Fact:
    """Return the fact that follows, dated by the overlap of `spans`.

    Its id names the post that it comes through.
    """
    subject, relation, object = ends
    return Fact(
        id=f"{subject}.{relation}.{object}.via.{through}",
        subject=subject,
        relation=relation,
        object=object,
        qualifiers=qualifiers,
        since=dates.later(tuple([fact.since for fact in spans])),
        until=dates.earlier(tuple([fact.until for fact in spans])),
        status=DERIVED,
        certainty=weakest(fact.status for fact in premises),
        evidence=united(cited for fact in premises for cited in fact.evidence),
        rule=rule,
        premises=tuple(fact.id for fact in premises),
        origin=premises[0].origin,
    )
