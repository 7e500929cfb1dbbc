"""The org chart of a flat graph: seats, who sits on them, and the lines between them.

A post is a seat, held or not; so is a person in a reporting line who holds no post.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from stakegraph.edtf import dates
from stakegraph.model.facts import FIRMNESS
from stakegraph.model.relations import POST, RELATIONS, REPORTING

if TYPE_CHECKING:
    from stakegraph.graph.neighbourhood import Graph

Ties = dict[str, tuple[str, str, Mapping[str, Any]]]


class Seats(NamedTuple):
    """Seats and lines.

    `holders` gives for a post its (person, fact), who held it last first; `houses` its
    organisation; `lines` the facts that say so of a lower and an upper seat. `tops` and `below` are
    a forest of the lines, nobody twice; `apart` are the posts that no line reaches.
    """

    holders: dict[str, list[tuple[str, str]]]
    houses: dict[str, str]
    lines: dict[tuple[str, str], list[str]]
    tops: list[str]
    below: dict[str, list[str]]
    apart: list[str]


def seats(graph: Graph) -> Seats:
    """Find the seats of a flat graph and the lines between them; denials make none.

    What follows for the holders of posts from a line between the posts is that line. A person's
    line is that of the post held which has a line to the same place, or of the one held last.
    """
    ties: Ties = {
        str(key): (one, other, data)
        for one, other, key, data in graph.edges(keys=True, data=True)
        if data["status"] != "denied"
    }
    holders: dict[str, list[tuple[str, str]]] = defaultdict(list)
    held: dict[str, list[str]] = defaultdict(list)
    houses: dict[str, str] = {}
    for key in sorted(ties, key=lambda key: _recency(ties[key][2]), reverse=True):
        one, other, data = ties[key]
        row = RELATIONS.get(data["type"])
        if row and row.of_post:
            houses.setdefault(one, other)
        elif row and row.fills:
            holders[other].append((one, key))
            held[one].append(other)
    lines = _lines(ties, held)
    above = _above(lines, ties)
    seated = dict.fromkeys(id for pair in sorted(lines) for id in pair)
    below: dict[str, list[str]] = defaultdict(list)
    for lower in sorted(above):
        below[above[lower]].append(lower)
    apart = [id for id, data in graph.nodes(data=True) if data["type"] == POST and id not in seated]
    return Seats(holders, houses, lines, [id for id in seated if id not in above], below, apart)


def _recency(data: Mapping[str, Any]) -> tuple[object, ...]:
    return ("end" not in data, dates.order(data.get("start", "..")), data["fact"])


def _lines(ties: Ties, held: Mapping[str, list[str]]) -> dict[tuple[str, str], list[str]]:
    """Return the facts behind each line between seats, those between posts first."""
    reporting = {key for key, (_, _, data) in ties.items() if data["family"] == REPORTING}
    told = [
        key for key in reporting if not reporting.intersection(ties[key][2].get("premises", ()))
    ]
    lines: dict[tuple[str, str], list[str]] = {}
    for key in sorted(told, key=lambda key: (any(end in held for end in ties[key][:2]), key)):
        one, other, _ = ties[key]
        pairs = [(low, high) for low in held.get(one, [one]) for high in held.get(other, [other])]
        known = [pair for pair in pairs if pair in lines]
        low, high = (known or pairs)[0]
        if low != high:
            lines.setdefault((low, high), []).append(key)
    return lines


def _above(lines: Mapping[tuple[str, str], list[str]], ties: Ties) -> dict[str, str]:
    """Return for each seat the one that it stands under.

    Its firmest line, if that closes no circle.

    A line that is called dotted comes after those that are not.
    """
    above: dict[str, str] = {}
    for low, high in sorted(lines, key=lambda pair: (_rank(lines[pair], ties), pair)):
        if low not in above and low not in _upward(above, high):
            above[low] = high
    return above


def _rank(keys: Iterable[str], ties: Ties) -> tuple[object, ...]:
    rows = [ties[key][2] for key in keys]
    return min(
        (data.get("line") == "dotted", "end" in data, FIRMNESS.index(data["certainty"]))
        for data in rows
    )


def _upward(above: Mapping[str, str], id: str) -> set[str]:
    trail = {id}
    while id in above:
        id = above[id]
        trail.add(id)
    return trail
