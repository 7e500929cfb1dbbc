"""Several states of one register, each of its own day, as one reading with terms in it.

What stands in states that follow one another is one fact with the evidence of all. What another
state says otherwise began or ended at some time between the two.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import TypeVar

from msgspec.structs import replace

from stakegraph.factfile.reading import Reading
from stakegraph.importers._values import joined
from stakegraph.model.facts import Actor, Citation, Fact, Source, united
from stakegraph.model.personal_names import without_titles
from stakegraph.model.relations import PERSON, RELATIONS
from stakegraph.text.folding import fold

P = TypeVar("P", Actor, Fact)

_FILLING = [key for key, row in RELATIONS.items() if row.fills]
_DAY = timedelta(days=1)
_LATEST = ("remit", "description")  # of which the latest state counts, and others become notes


def united_states(readings: Sequence[Reading]) -> Reading:
    """Return one reading of what several say, or one, with the sources in the order of their days.

    A post that is said to be vacant was so on the day of its state. The first source of each is its
    file. Where two files have one name, so would their sources: the later one's gets another id.
    """
    first, *others = map(_with_vacancies, readings)
    if not others:
        return first
    states = sorted((first, *others), key=lambda state: state.sources[0].date)
    taken: set[str] = set()
    for state in states:
        for source in state.sources:
            id, number = source.id, 2
            while id in taken:
                id, number = f"{source.id}-{number}", number + 1
            taken.add(id)
            if id != source.id:
                _rename(state, source.id, id)
    whole = Reading(title=states[-1].title)
    whole.problems += [problem for state in states for problem in state.problems]
    whole.notes += [f"{state.sources[0].title}: {note}" for state in states for note in state.notes]
    whole.sources += [source for state in states for source in state.sources]
    whole.actors += _actors(states)
    terms = _Terms(states)
    whole.facts += terms.facts()
    whole.notes += dict.fromkeys([*terms.notes, *_namesakes(whole.actors, states)])
    return whole


def _with_vacancies(state: Reading) -> Reading:
    """Let a post that is said to be vacant have been so on the day of the state, if it has one."""
    day = state.sources[0].date if state.sources else ""

    def dated(actor: Actor) -> Actor:
        empty = (replace(one, since=day, until=day) for one in actor.vacant if day)
        return replace(actor, vacant=tuple(empty))

    state.actors[:] = map(dated, state.actors)
    return state


def _namesakes(actors: Iterable[Actor], states: Sequence[Reading]) -> Iterator[str]:
    """Say which names are kept as those of several people that no state has together."""
    by_name: dict[str, list[Actor]] = defaultdict(list)
    for actor in actors:
        if actor.kind == PERSON:
            by_name[without_titles(fold(actor.name))].append(actor)
    together = [{actor.id for actor in state.actors} for state in states]
    for namesakes in by_name.values():
        ids = {actor.id for actor in namesakes}
        if len(ids) > 1 and not any(len(ids & known) > 1 for known in together):
            yield (
                f"{namesakes[0].name!r} has another post in another file: kept as {len(ids)} "
                "people, since a name is no proof; if they are one, say so with 'same_as'"
            )


def _rename(state: Reading, old: str, new: str) -> None:
    def renamed(part: P) -> P:
        return replace(part, evidence=_cited(part.evidence, old, new))

    state.sources[:] = [replace(each, id=new) if each.id == old else each for each in state.sources]
    state.actors[:] = [
        replace(
            renamed(actor),
            vacant=tuple(
                replace(empty, evidence=_cited(empty.evidence, old, new)) for empty in actor.vacant
            ),
        )
        for actor in state.actors
    ]
    state.facts[:] = map(renamed, state.facts)


def _cited(evidence: Iterable[Citation], old: str, new: str) -> tuple[Citation, ...]:
    return tuple(replace(one, source=new) if one.source == old else one for one in evidence)


def _actors(states: Sequence[Reading]) -> list[Actor]:
    """Return each actor once, called as the latest state calls it."""
    found: dict[tuple[str, str], list[tuple[Source, Actor]]] = defaultdict(list)
    for state in states:
        for actor in state.actors:
            found[actor.kind, actor.id].append((state.sources[0], actor))
    return [_actor(entries) for entries in found.values()]


def _actor(entries: Sequence[tuple[Source, Actor]]) -> Actor:
    *earlier, (_, last) = entries
    notes = [last.note]
    for source, actor in reversed(earlier):
        when = source.date or source.title
        differing = [
            f"{name}: {value}"
            for name in _LATEST
            if (value := getattr(actor, name)) and value != getattr(last, name)
        ]
        if actor.note not in ("", last.note):
            differing.append(actor.note)
        notes += [f"{when}: {joined(differing)}"] if differing else []
    names = {fold(last.name)}
    aliases = dict.fromkeys(last.aliases)
    for _, actor in reversed(earlier):
        for name in (actor.name, *actor.aliases):
            if fold(name) not in names:
                aliases[name] = None
            names.add(fold(name))
    return replace(
        last,
        aliases=tuple(aliases),
        note=joined(notes),
        shared=any(actor.shared for _, actor in entries),
        vacant=tuple(empty for _, actor in entries for empty in actor.vacant),
        evidence=united([cited for _, actor in entries for cited in actor.evidence]),
    )


class _Terms:
    """The facts of several states, each with what the states before and after say of its dates.

    That a post has another holder in the next state, or none, or another line, says between which
    days the fact ended; that the post is not listed there, or that nobody is named, says nothing.
    """

    def __init__(self, states: Sequence[Reading]) -> None:
        self.states = states
        self.days = [_day(state.sources[0].date) for state in states]
        self.names = [{actor.id: actor.name for actor in state.actors} for state in states]
        self.said = [_said(state) for state in states]
        self.notes: list[str] = []

    def facts(self) -> Iterator[Fact]:
        """Yield each fact once for every run of states that have it."""
        found: dict[tuple[str, str, str, str], dict[int, Fact]] = defaultdict(dict)
        for number, state in enumerate(self.states):
            for fact in state.facts:
                found[fact.subject, fact.relation, fact.object, fact.status][number] = fact
        for at in found.values():
            for run in _runs(at):
                evidence = united([cited for number in run for cited in at[number].evidence])
                last = at[run[-1]]
                since = self.between(run[0] - 1, run[0], last)
                until = self.between(run[-1], run[-1] + 1, last, is_end=True)
                yield replace(last, evidence=evidence, since=since, until=until)

    def between(self, one: int, other: int, fact: Fact, *, is_end: bool = False) -> str:
        """Return between which days a fact began, or ended, that one of two states has."""
        if one < 0 or other == len(self.states):
            return ""
        earlier, later = self.days[one], self.days[other]
        instead = self.said[other if is_end else one].get(_about(fact))
        if instead is None or earlier is None or later is None or earlier >= later:
            return ""
        if _is_held(fact):
            name = self.names[one if is_end else other][fact.subject]
            others = self.names[other if is_end else one]
            near = [others[id] for id in instead if _surname(others[id]) == _surname(name)]
            if near:
                first, last = (name, near[0]) if is_end else (near[0], name)
                words = f"{first!r} and {last!r}, in one post, may be one person: kept as two"
                self.notes.append(words)
                return ""
        low, high = (earlier, later - _DAY) if is_end else (earlier + _DAY, later)
        return f"{low}/{high}" if low < high else str(high)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _about(fact: Fact) -> tuple[str, str]:
    """Return whom a fact says something of: a post that is held, else its subject."""
    return fact.relation, fact.object if _is_held(fact) else fact.subject


def _is_held(fact: Fact) -> bool:
    return bool(RELATIONS[fact.relation].fills)


def _surname(name: str) -> str:
    return without_titles(fold(name)).rpartition(" ")[2]


def _said(state: Reading) -> dict[tuple[str, str], list[str]]:
    """Return who stands at the other end of what a state says, nobody where a post is vacant."""
    said: dict[tuple[str, str], list[str]] = defaultdict(list)
    for fact in state.facts:
        said[_about(fact)].append(fact.subject if _is_held(fact) else fact.object)
    for actor in state.actors:
        if actor.vacant:
            said.update({(relation, actor.id): [] for relation in _FILLING})
    return dict(said)


def _runs(numbers: Iterable[int]) -> Iterator[list[int]]:
    """Yield the runs of numbers that follow one another."""
    run: list[int] = []
    for number in numbers:
        if run and number != run[-1] + 1:
            yield run
            run = []
        run.append(number)
    yield run
