"""The org chart of a flat graph: the lines between seats, and the forest that they make.

A post is a seat, held or not; so is a person in a reporting line who holds no post.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from stakegraph.exporters._attributes import relations, ties
from stakegraph.graph.seats import Seats, seats
from stakegraph.model.facts import FIRMNESS
from stakegraph.model.relations import POST, REPORTING, Relation
from stakegraph.store import Tie

if TYPE_CHECKING:
    from stakegraph.graph.neighbourhood import Graph

Line = tuple[str, str]  # a lower and an upper seat


class OrgChart(NamedTuple):
    """Seats and lines.

    `lines` gives the facts that say so of a lower and an upper seat. `tops` and `below` are a
    forest of the lines, nobody twice; `apart` are the posts that no line reaches.
    """

    seats: Seats
    lines: dict[Line, list[str]]
    tops: list[str]
    below: dict[str, list[str]]
    apart: list[str]


def org_chart(graph: Graph) -> OrgChart:
    """Return the seats of a flat graph and the lines between them; denials make none.

    What follows for the holders of posts from a line between the posts is that line. A person's
    line is that of the post held which has a line to the same place, or of the one held last.
    """
    rows = relations(graph)
    claimed = {tie.fact.id: tie for tie in ties(graph) if tie.fact.status != "denied"}
    found = seats(claimed.values(), rows)
    lines = _lines(claimed, rows, found)
    above = _above(lines, claimed)
    seated = dict.fromkeys(id for pair in sorted(lines) for id in pair)
    below: dict[str, list[str]] = defaultdict(list)
    for lower in sorted(above):
        below[above[lower]].append(lower)
    apart = [id for id, data in graph.nodes(data=True) if data["type"] == POST and id not in seated]
    return OrgChart(found, lines, [id for id in seated if id not in above], below, apart)


def _lines(
    claimed: Mapping[str, Tie], rows: Mapping[str, Relation], found: Seats
) -> dict[Line, list[str]]:
    """Return the facts behind each line between seats, those between posts first."""
    posts = {id: [tie.fact.object for tie in held] for id, held in found.held.items()}
    reporting = {
        id: tie.fact
        for id, tie in claimed.items()
        if tie.fact.relation in rows and rows[tie.fact.relation].family == REPORTING
    }
    stated = [fact for fact in reporting.values() if not reporting.keys() & {*fact.premises}]
    stated.sort(key=lambda fact: (fact.subject in posts or fact.object in posts, fact.id))
    lines: dict[Line, list[str]] = {}
    for fact in stated:
        pairs = [
            (low, high)
            for low in posts.get(fact.subject, [fact.subject])
            for high in posts.get(fact.object, [fact.object])
        ]
        low, high = next((pair for pair in pairs if pair in lines), pairs[0])
        if low != high:
            lines.setdefault((low, high), []).append(fact.id)
    return lines


def _above(lines: Mapping[Line, list[str]], claimed: Mapping[str, Tie]) -> dict[str, str]:
    """Return the seat that each stands under: by its firmest line, if that closes no circle.

    A line that is called dotted comes after those that are not.
    """
    above: dict[str, str] = {}
    for low, high in sorted(lines, key=lambda pair: (_rank(lines[pair], claimed), pair)):
        if low not in above and low not in upward(above, high):
            above[low] = high
    return above


def _rank(ids: Iterable[str], claimed: Mapping[str, Tie]) -> tuple[object, ...]:
    facts = [claimed[id].fact for id in ids]
    return min(
        (fact.qualifiers.get("line") == "dotted", bool(fact.until), FIRMNESS.index(fact.certainty))
        for fact in facts
    )


def upward(above: Mapping[str, str], id: str) -> set[str]:
    """Return somebody and all above them."""
    trail = {id}
    while id in above:
        id = above[id]
        trail.add(id)
    return trail
