"""What sources say of an actor where they differ: the latest is right, and the others are kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence

from stakegraph.edtf.dates import ends, known_day, order
from stakegraph.model.facts import Actor, Told

PROSE = ("remit", "description", "note")  # two of them do not contradict each other
# What may be so at one time and otherwise at another.
FIELDS = ("name", "classification", *PROSE, "since", "until")


def attributed(
    actors: Sequence[Actor], date_of: Callable[[str], str]
) -> tuple[dict[str, str], tuple[Told, ...]]:
    """Return what the latest sources say where the entries of one actor differ, and who says what.

    That is of each field that not all of their sources say alike. `date_of` returns the date of a
    source.
    """
    resolved: dict[str, str] = {}
    kept: list[Told] = []
    for field in FIELDS:
        said = _told(actors, field)
        if len(said) > 1:
            value, said = latest(said, date_of)
            resolved |= {field: value} if value else {}
            kept += said if value else ()
        elif said:
            kept += given_by([one for one in actors if getattr(one, field)], field, actors)
    return resolved, tuple(kept)


def given_by(giving: Sequence[Actor], field: str, actors: Iterable[Actor]) -> tuple[Told, ...]:
    """Return who says what of a field of which some of the entries of an actor say the same.

    That is nothing where all of their sources say so; an entry that cites none says so by itself.
    """
    known = next((one.told for one in giving if any(told.field == field for told in one.told)), ())
    said = tuple(told for told in known if told.field == field) or _told(giving, field)
    if len(said) == 1 and not all(one.evidence for one in giving):
        said = (Told(field, said[0].value),)
    return said if len(said) > 1 or {*said[0].sources} != _sources(actors) else ()


def latest(said: Collection[Told], date_of: Callable[[str], str]) -> tuple[str, tuple[Told, ...]]:
    """Return what the latest sources say of a field, and all that is said of it, the latest last.

    Ends of the same day, or of no known one, leave the days between them open. "" is where nothing
    tells several apart.
    """
    days = {one: max(map(known_day, map(date_of, one.sources)), default="") for one in said}
    ordered = tuple(sorted(said, key=days.__getitem__))
    last = ordered[-1]
    if len(said) == 1 or ("" not in days.values() and days[last] > days[ordered[-2]]):
        return last.value, ordered
    sources = [frozenset(one.sources) for one in said]
    is_end = last.field in ("since", "until")
    if is_end and all(sources) and not frozenset.intersection(*sources):
        bounds = tuple(sorted(said, key=lambda one: order(one.value)))
        return f"{ends(bounds[0].value)[0]}/{ends(bounds[-1].value)[1]}", bounds
    return "", ordered


def _told(actors: Iterable[Actor], field: str) -> tuple[Told, ...]:
    """Return what entries of one actor say of a field, each value with the sources of it."""
    giving: dict[str, list[Actor]] = defaultdict(list)
    for actor in actors:
        if value := getattr(actor, field):
            giving[value].append(actor)
    return tuple(Told(field, value, (*sorted(_sources(some)),)) for value, some in giving.items())


def _sources(actors: Iterable[Actor]) -> set[str]:
    return {cited.source for actor in actors for cited in actor.evidence}
