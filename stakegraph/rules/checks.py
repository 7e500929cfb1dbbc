"""What a set of facts must meet: each rule a function over one group, and its row in `CHECKS`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import product

from stakegraph.edtf import dates
from stakegraph.edtf.spans import Span, common
from stakegraph.edtf.validity import Dating, sure
from stakegraph.edtf.words import span_in_words
from stakegraph.errors import Problem
from stakegraph.model.articles import singular
from stakegraph.model.facts import Actor, Event, Fact, Origin, Source, citations, numbered
from stakegraph.model.relations import Relation
from stakegraph.rules.circles import circles
from stakegraph.rules.conflicts import agree
from stakegraph.rules.holdings import more_than_whole
from stakegraph.rules.rule import (
    Bearers,
    Ended,
    Group,
    Join,
    Lines,
    Mentions,
    Over,
    Rule,
    problem,
    problem_at,
)
from stakegraph.rules.statements import base_id


def unknown_actor(mentions: Mentions) -> Iterator[Problem]:
    """Report ids that no section declares."""
    for part in mentions.parts:
        for field, id in _mentioned(part):
            if id == mentions.id:
                found = problem(part, field, f"no actor has the id {id!r}", "unknown-actor")
                yield found._replace(unknown=id)


def unknown_source(mentions: Mentions) -> Iterator[Problem]:
    """Report citations of sources that are not listed."""
    for part in mentions.parts:
        for field, cited in citations(part):
            if cited.source == mentions.id:
                message = f"no source has the id {cited.source!r}"
                found = problem_at(cited.origin, field, message, "unknown-source")
                yield found._replace(unknown=mentions.id)


def unknown_speaker(id: str, origin: Origin) -> Problem:
    """Warn of whose word something is, where that looks like an id and no actor has it."""
    message = f"no actor has the id {id!r}: it is read as words; write them as they are said"
    return problem_at(origin, "according_to", message, "unknown-actor", "warning")


def wrong_kind(group: Group) -> Iterator[Problem]:
    """Report ends of a relation that are of a kind which it does not join."""
    for fact in group.facts:
        relation = group.relations[fact.relation]
        ends = (
            ("who", fact.subject, relation.subjects, "goes from"),
            (fact.relation, fact.object, relation.objects, "goes to"),
        )
        for field, end, kinds, goes in ends:
            actor = group.actors.get(end)
            if actor and actor.kind not in kinds:
                wanted = " or ".join(kinds)
                article = "an" if actor.kind[0] in "aeiou" else "a"
                message = f"{end} is {article} {actor.kind}: {fact.relation} {goes} {wanted}"
                yield problem(fact, field, message, "wrong-kind")


def end_before_start(part: Source | Actor | Event | Fact) -> Iterator[Problem]:
    """Report what ends before it starts."""
    if isinstance(part, Source):
        for field in ("retracted", "corrected"):
            date = getattr(part, field)
            if date and part.date and dates.surely_before(date, part.date):
                message = f"it was {field} ({date}) before it appeared ({part.date})"
                yield problem(part, field, message, "end-before-start")
    if not isinstance(part, Actor | Fact) or not part.since or not part.until:
        return
    if dates.surely_before(part.until, part.since):
        message = f"it ends ({part.until}) before it starts ({part.since})"
        yield problem(part, "until", message, "end-before-start")


def no_reason(part: Source | Actor | Event | Fact) -> Iterator[Problem]:
    """Report inferences that do not say from what, and warn of retractions without a reason."""
    if isinstance(part, Event | Fact) and part.status == "inferred" and not part.because:
        message = "an inferred fact needs 'because: ...', what it is inferred from"
        yield problem(part, "status", message, "no-reason")
    if isinstance(part, Source) and not part.note:
        for field in filter(partial(getattr, part), ("retracted", "corrected")):
            message = f"{part.id} is {field}: say why in 'note: ...'"
            yield problem(part, field, message, "no-reason", "warning")


def no_evidence(part: Source | Actor | Event | Fact) -> Iterator[Problem]:
    """Warn of what no source is cited for."""
    if not isinstance(part, Source) and not part.evidence:
        id = base_id(part) if isinstance(part, Fact) and not part.id else part.id
        message = f"{id} cites no source: add 'evidence: SOURCE ¶N'"
        yield problem(part, "", message, "no-evidence", "warning")


def plural_title(part: Source | Actor | Event | Fact) -> Iterator[Problem]:
    """Warn of a post for several that is called as all of them are: one holder is no "members"."""
    if isinstance(part, Actor) and part.is_for_several:
        one = singular(part.name)
        if one:
            message = f"each holder will be called {part.name!r}: write {one!r}, as one is called"
            yield problem(part, "title", message, "plural-title", "warning")


def circle(lines: Lines) -> Iterator[Problem]:
    """Warn of lines that lead back to where they began, such as two who report to each other."""
    for ring in circles(lines):
        round_trip = " -> ".join([*(fact.subject for fact in ring), ring[0].subject])
        message = f"a circle of {lines.relation.key}: {round_trip}"
        yield problem(ring[-1], lines.relation.key, message, "circle", "warning")


def unmentioned_actor(actor: Actor) -> Iterator[Problem]:
    """Warn of an actor that no fact and no event mentions."""
    yield problem(actor, "", f"no fact mentions {actor.id}", "unmentioned-actor", "warning")


def shared_identifier(bearers: Bearers) -> Iterator[Problem]:
    """Warn of actors that a register calls the same."""
    first, *others = bearers.actors
    for actor in others:
        for each in actor.ids:
            if each.proves and each.form == bearers.identifier:
                message = f"{actor.id} has {each} as {first.id} has ({first.origin}):"
                message += " join the two with 'same_as', or correct one"
                yield problem(actor, "ids", message, "shared-identifier", "warning")


def overlapping_terms(group: Group) -> Iterator[Problem]:
    """Warn of two terms in which somebody surely held one post at once."""
    rows = sorted(
        (
            (span, number)
            for number, fact in enumerate(group.facts)
            for span in _surely(group, fact)
        ),
    )
    last: tuple[int, int] | None = None  # until when the term that lasts longest lasts
    warned: set[int] = set()
    for span, number in rows:
        if last and span.low < last[0]:
            early, late = sorted((number, last[1]))
            one, other = group.facts[early], group.facts[late]
            # What may be one term, told more or less exactly, is not two.
            if late not in warned and not agree(one, other):
                warned.add(late)
                message = f"two terms of {other.subject} in {other.object} overlap: the other"
                message += f" stands in {one.origin}"
                yield problem(other, "", message, "overlapping-terms", "warning")
        last = max(filter(None, (last, (span.high, number))))


def held_while_empty(group: Group) -> Iterator[Problem]:
    """Warn of a term in which somebody surely held a post that stood empty by what is said of it.

    Whoever acts for a holder leaves the post empty.
    """
    post = group.actors.get(group.facts[0].object)
    vacancies = numbered(post.vacant, post.origin) if post else ()
    for fact in group.facts:
        if fact.qualifiers.get("as"):
            continue
        for empty in vacancies:
            days = tuple(group.dates.get(cited.source, "") for cited in empty.evidence)
            stood = sure(Dating(empty.since, empty.until, tuple(filter(None, days))))
            if any(common(one, other) for one, other in product(_surely(group, fact), stood)):
                message = f"{fact.subject} holds {fact.object}, which stood empty then:"
                message += f" {span_in_words(empty.since, empty.until)} ({empty.origin})"
                yield problem(fact, "", message, "held-while-empty", "warning")
                break


def outlasting(ended: Ended) -> Iterator[Problem]:
    """Warn of a tie whose own dates lie after the end of one of the two that it joins."""
    for fact in ended.facts:
        for field, date in (("since", fact.since), ("until", fact.until)):
            if date and dates.surely_before(ended.actor.until, date):
                message = f"{field}: {date} is after the end of {ended.actor.id}"
                message += f" ({ended.actor.until}, {ended.actor.origin})"
                yield problem(fact, field, message, "outlasting", "warning")
                break


def _surely(group: Group, fact: Fact) -> tuple[Span, ...]:
    return sure(group.dating(fact))


def misfits(relation: Relation, subject: str, object: str) -> bool:
    """Return whether a relation does not join two declared kinds of actor."""
    return bool(subject and object) and (
        subject not in relation.subjects or object not in relation.objects
    )


CHECKS: tuple[Rule, ...] = (
    Rule("unknown-actor", unknown_actor, Over.UNDECLARED),
    Rule("unknown-source", unknown_source, Over.UNLISTED),
    Rule(
        "wrong-kind", wrong_kind, ("n",), kinds=misfits, denials=True, actors=("subject", "object")
    ),
    Rule("end-before-start", end_before_start, Over.PART),
    Rule("no-reason", no_reason, Over.PART),
    Rule("no-evidence", no_evidence, Over.PART),
    Rule("plural-title", plural_title, Over.PART),
    Rule("circle", circle, Over.WHOLE, of=lambda relation: relation.acyclic),
    Rule("unmentioned-actor", unmentioned_actor, Over.UNMENTIONED),
    Rule(
        "overlapping-terms",
        overlapping_terms,
        ("subject", "relation", "object"),
        lambda relation: relation.fills,
        least=2,
        dated=True,
    ),
    Rule(
        "held-while-empty",
        held_while_empty,
        ("object",),
        lambda relation: relation.fills,
        dated=True,
        actors=("object",),
    ),
    Rule("outlasting", outlasting, Over.ENDED),
    Rule(
        "more-than-whole",
        more_than_whole,
        ("relation", "object"),
        lambda relation: relation.divides,
        least=2,
        join=Join(lambda relation: relation.divides, "object", ("subject",)),
        dated=True,
    ),
    Rule("shared-identifier", shared_identifier, Over.SHARED),
)


def _mentioned(part: Actor | Event | Fact) -> Iterator[tuple[str, str]]:
    """Yield the fields of a part that name actors, with the ids that stand there."""
    if isinstance(part, Fact):
        yield "who", part.subject
        yield part.relation, part.object
    elif isinstance(part, Event):
        for id in part.who:
            yield "who", id
