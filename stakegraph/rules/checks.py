"""The rules that a whole set of facts must meet, each a function that yields problems."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from graphlib import CycleError, TopologicalSorter
from itertools import islice, pairwise

from stakegraph.edtf import dates
from stakegraph.errors import Problem, Severity
from stakegraph.model.facts import Actor, Citation, Event, Fact, Facts, Part, apart
from stakegraph.model.relations import Relation
from stakegraph.text.suggestions import did_you_mean

Check = Callable[[Facts], Iterator[Problem]]


def unknown_actor(facts: Facts) -> Iterator[Problem]:
    """Report ids that no section declares."""
    for fact in facts.facts.values():
        for field, actor in (("who", fact.subject), (fact.relation, fact.object)):
            if actor not in facts.actors:
                yield _unknown(facts, fact, field, actor)
    for event in facts.events.values():
        for actor in event.who:
            if actor not in facts.actors:
                yield _unknown(facts, event, "who", actor)


def unknown_source(facts: Facts) -> Iterator[Problem]:
    """Report citations of sources that are not listed."""
    for part in facts.cited():
        for citation in part.evidence:
            if citation.source not in facts.sources:
                near = did_you_mean(citation.source, facts.sources)
                message = f"no source has the id {citation.source!r}{near}"
                yield _problem(citation, "", message, "unknown-source")


def wrong_kind(facts: Facts) -> Iterator[Problem]:
    """Report ends of a relation that are of a kind which it does not join."""
    for fact in facts.facts.values():
        relation = facts.relations[fact.relation]
        ends = (
            ("who", fact.subject, relation.subjects, "goes from"),
            (fact.relation, fact.object, relation.objects, "goes to"),
        )
        for field, end, kinds, goes in ends:
            actor = facts.actors.get(end)
            if actor and actor.kind not in kinds:
                wanted = " or ".join(kinds)
                article = "an" if actor.kind[0] in "aeiou" else "a"
                message = f"{end} is {article} {actor.kind}: {fact.relation} {goes} {wanted}"
                yield _problem(fact, field, message, "wrong-kind")


def end_before_start(facts: Facts) -> Iterator[Problem]:
    """Report what ends before it starts."""
    dated: list[Actor | Fact] = [*facts.actors.values(), *facts.facts.values()]
    for part in dated:
        if part.since and part.until and dates.surely_before(part.until, part.since):
            message = f"it ends ({part.until}) before it starts ({part.since})"
            yield _problem(part, "until", message, "end-before-start")


def no_reason(facts: Facts) -> Iterator[Problem]:
    """Report inferences that do not say from what."""
    stated: list[Fact | Event] = [*facts.facts.values(), *facts.events.values()]
    for part in stated:
        if part.status == "inferred" and not part.because:
            message = "an inferred fact needs 'because: ...', what it is inferred from"
            yield _problem(part, "status", message, "no-reason")


def no_evidence(facts: Facts) -> Iterator[Problem]:
    """Warn of what no source is cited for."""
    for part in facts.cited():
        # What is cited and could not be read is reported as that.
        if not part.evidence and "evidence" not in part.origin.fields:
            message = f"{part.id} cites no source: add 'evidence: SOURCE ¶N'"
            yield _problem(part, "", message, "no-evidence", "warning")


def circle(facts: Facts) -> Iterator[Problem]:
    """Warn of lines that lead back to where they began, such as two who report to each other."""
    for relation in facts.relations.values():
        if relation.acyclic:
            yield from _circles(facts, relation)


def unmentioned_actor(facts: Facts) -> Iterator[Problem]:
    """Warn of actors that no fact and no event mentions."""
    mentioned = {end for fact in facts.facts.values() for end in (fact.subject, fact.object)}
    mentioned.update(actor for event in facts.events.values() for actor in event.who)
    for actor in facts.actors.values():
        if actor.id not in mentioned:
            message = f"no fact mentions {actor.id}"
            yield _problem(actor, "", message, "unmentioned-actor", "warning")


CHECKS: tuple[Check, ...] = (
    unknown_actor,
    unknown_source,
    wrong_kind,
    end_before_start,
    no_reason,
    no_evidence,
    circle,
    unmentioned_actor,
)


def check(facts: Facts, checks: Iterable[Check] = CHECKS) -> list[Problem]:
    """Return every problem that the rules find, in the order of the rules."""
    return [problem for rule in checks for problem in rule(facts)]


def _circles(facts: Facts, relation: Relation) -> Iterator[Problem]:
    """Report each circle once, at the fact that closes it."""
    lines: dict[str, dict[str, list[Fact]]] = defaultdict(dict)
    for fact in facts.facts.values():
        if fact.relation == relation.key and fact.status != "denied":
            lines[fact.subject].setdefault(fact.object, []).append(fact)
    for group in _connected(lines):
        yield from _circles_within(facts, relation, group)


def _connected(lines: dict[str, dict[str, list[Fact]]]) -> list[dict[str, dict[str, list[Fact]]]]:
    """Split lines into groups without an end in common: every circle lies within one of them."""
    root: dict[str, str] = {}

    def find(end: str) -> str:
        while root.setdefault(end, end) != end:
            root[end] = end = root[root[end]]
        return end

    for below, managers in lines.items():
        for above in managers:
            root[find(below)] = find(above)
    groups: dict[str, dict[str, dict[str, list[Fact]]]] = defaultdict(dict)
    for below, managers in lines.items():
        groups[find(below)][below] = managers
    return list(groups.values())


def _circles_within(
    facts: Facts, relation: Relation, lines: dict[str, dict[str, list[Fact]]]
) -> Iterator[Problem]:
    while True:
        try:
            TopologicalSorter(lines).prepare()
            return
        except CycleError as error:
            # graphlib names each member after the one that it points to.
            members = error.args[1][::-1]
        steps = [lines[a][b] for a, b in pairwise(members)]
        together = _together(steps)
        ring = together or [step[0] for step in steps]
        last = max(ring, key=lambda fact: fact.origin[:3])
        start = next(i for i, fact in enumerate(ring) if fact is last)
        ring = ring[start + 1 :] + ring[: start + 1]
        if together:
            round_trip = " -> ".join([*(fact.subject for fact in ring), ring[0].subject])
            message = f"a circle of {relation.key}: {round_trip}"
            yield _problem(last, relation.key, message, "circle", "warning")
        del lines[last.subject][last.object]


def _together(steps: list[list[Fact]]) -> list[Fact]:
    """Choose a fact of each step so that no two surely lie apart in time; [] if none are so."""
    rings: list[list[Fact]] = [[]]
    for step in steps:
        longer = ([*ring, fact] for ring in rings for fact in step if not _apart_from(ring, fact))
        rings = list(islice(longer, 100))  # more would only make a hopeless file slow
    return rings[0] if rings else []


def _apart_from(ring: list[Fact], fact: Fact) -> bool:
    return any(apart(fact, other) for other in (*ring, fact))


def _unknown(facts: Facts, part: Fact | Event, field: str, actor: str) -> Problem:
    message = f"no actor has the id {actor!r}{did_you_mean(actor, facts.actors)}"
    return _problem(part, field, message, "unknown-actor")


def _problem(
    part: Part | Citation, field: str, message: str, rule: str, severity: Severity = "error"
) -> Problem:
    origin = part.origin
    return Problem(origin.path, *origin.of(field), severity, message, rule)
