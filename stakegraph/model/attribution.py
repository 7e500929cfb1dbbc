"""What the entries of an actor say of it, by their sources: where they differ, the latest is right.

An actor of several entries, of one id or joined by `same_as`, keeps what each says (`Actor.told`).
What they say together is worked out here, of all of them and of those whose sources count alike.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from stakegraph.edtf.dates import ends, known_day, order
from stakegraph.model.facts import Actor, Citation, Told, Vacancy

PROSE = ("remit", "description", "note")  # two of them do not contradict each other
_DATES = ("since", "until")
# What may be so at one time and otherwise at another.
FIELDS = ("name", "unnamed", "classification", *PROSE, *_DATES)
_ALIASES = "aliases"  # of which there may be several
_PLURAL = "plural"

Said = Mapping[str, Any]  # the texts of the fields, by name, and all further names as `aliases`


def told(entries: Iterable[Actor]) -> tuple[Told, ...]:
    """Return what entries of one id say: each value of a field, with all sources of it.

    What an entry says that cites none is told once more, without sources.
    """
    found: dict[tuple[str, str, bool], set[str]] = defaultdict(set)
    for entry in entries:
        sources = {cited.source for cited in entry.evidence}
        given = [(field, getattr(entry, field)) for field in FIELDS]
        given += ((_ALIASES, alias) for alias in entry.aliases)
        given += (("alias_dates", str(alias)) for alias in entry.alias_dates)
        given += (("vacant", span_of(empty)) for empty in entry.vacant if not empty.evidence)
        for field, value in (*given, (_PLURAL, _PLURAL if entry.plural else "")):
            if value:
                found[field, value, bool(sources)] |= sources
    return tuple(
        Told(field, value, (*sorted(sources),)) for (field, value, _), sources in found.items()
    )


def cite_differently(actors: Iterable[Actor]) -> bool:
    """Return whether entries cite different sources, so that what each says must be kept."""
    actors = [*actors]
    cited = {frozenset(one.source for one in actor.evidence) for actor in actors}
    return len(cited) > 1 or any(actor.told for actor in actors)


def resolved(said: Iterable[Told], date_of: Callable[[str], str]) -> dict[str, Any]:
    """Return what the entries of one id say together; "" is what nothing decides.

    `date_of` returns the date of a source.
    """
    values: dict[str, dict[str, set[str]]] = defaultdict(dict)
    for one in said:
        values[one.field].setdefault(one.value, set()).update(one.sources)
    found: dict[str, Any] = {field: _latest(field, values[field], date_of) for field in FIELDS}
    names = dict.fromkeys((*values["name"], *values[_ALIASES]))
    return {**found, _ALIASES: tuple(name for name in names if name != found["name"])}


def fields_of(actor: Actor) -> dict[str, Any]:
    """Return what is said of an actor, as `resolved` has it."""
    return {name: getattr(actor, name) for name in (*FIELDS, _ALIASES)}


def combined(some: Sequence[Said]) -> dict[str, Any]:
    """Return what is said of an actor and of those that are the same, of each of which `some` tell.

    The first keeps its name; where it is not named and another one is, that name is kept, and what
    it was called describes. Of kinds or dates that differ the first stays, and prose is put
    together.
    """
    some = [each for each in some if each["name"]] or some  # of the others nothing is said
    first = some[0]
    found = {
        field: next(filter(None, (each[field] for each in some)), "")
        for field in ("classification", *_DATES)
    }
    named = next((each for each in some if not each["unnamed"]), first)
    prose = {field: [each[field] for each in some] for field in PROSE}
    names: list[str] = []
    described: list[str] = []
    for each in some:
        called = described if each["unnamed"] and not named["unnamed"] else names
        called += [each["name"], *each[_ALIASES]]
    kept = named if first["unnamed"] else first
    place = 1 if kept is first else 0  # the name of one who was not named comes first
    prose["description"][place:place] = described
    for field, texts in prose.items():
        found[field] = "; ".join(dict.fromkeys(filter(None, texts)))
    aliases = (name for name in dict.fromkeys(names) if name != kept["name"])
    return {**found, "name": kept["name"], "unnamed": kept["unnamed"], _ALIASES: tuple(aliases)}


def otherwise(actor: Actor) -> tuple[Told, ...]:
    """Return what sources say of a field of an actor that differs from what the latest says."""
    own = actor.told[0] if actor.told else ()
    shown = [field for field in FIELDS if field != "unnamed"]
    # What somebody is called who is not named is no name; nor is the name of a day the latest.
    if actor.later or any(one.field == "unnamed" for one in own):
        shown.remove("name")
    return tuple(
        one for field in shown for one in own if one.field == field and not _stands(actor, one)
    )


def evidence_of(actor: Actor, field: str) -> tuple[Citation, ...]:
    """Return what is cited for a field of an actor."""
    if not actor.told:
        return actor.evidence
    value = getattr(actor, field)
    said = [one for group in actor.told for one in group if one.field == field]
    same = [one for one in said if one.value == value] or said  # else it lies between them
    sources = {source for one in same for source in one.sources}
    return tuple(one for one in actor.evidence if one.source in sources)


def is_told(actor: Actor, field: str, value: str) -> bool:
    """Return whether any entry of an actor says something of which there may be several."""
    every = (one for group in actor.told for one in group)
    return any((one.field, one.value) == (field, value) for one in every)


def span_of(empty: Vacancy) -> str:
    """Return what `told` has of a time in which a post stood empty, where that cites nothing."""
    return f"{empty.since}/{empty.until}"


def _stands(actor: Actor, one: Told) -> bool:
    """Return whether an actor has what is told, alone or put together with other prose."""
    text = getattr(actor, one.field)
    if not one.sources or one.value == text:
        return True
    return one.field in PROSE and f"; {one.value}; " in f"; {text}; "


def _latest(field: str, said: Mapping[str, set[str]], date_of: Callable[[str], str]) -> str:
    """Return what the latest sources say of a field; "" where nothing tells several apart.

    Ends of the same day, or of no known one, leave the days between them open.
    """
    if len(said) < 2 or field == "unnamed":
        return next(iter(said), "") if len(said) == 1 else ""
    days = {
        value: max(map(known_day, map(date_of, sources)), default="")
        for value, sources in said.items()
    }
    *_, before, last = sorted(said, key=days.__getitem__)
    if "" not in days.values() and days[last] > days[before]:
        return last
    sources = [*said.values()]
    if field in _DATES and all(sources) and not set.intersection(*sources):
        low, *_, high = sorted(said, key=order)
        return f"{ends(low)[0]}/{ends(high)[1]}"
    return ""
