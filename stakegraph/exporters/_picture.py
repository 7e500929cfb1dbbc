"""What a picture draws of a graph, and the words in it; for all that draw."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import networkx as nx

from stakegraph.exporters import left_out, qualifiers
from stakegraph.exporters._attributes import relations, ties
from stakegraph.exporters._values import row_of, vacancies
from stakegraph.graph.seats import seats
from stakegraph.model.facts import DERIVED, RETRACTED, STATED
from stakegraph.model.relations import REPORTING, ROLE, STRUCTURE
from stakegraph.model.sentences import counted

if TYPE_CHECKING:
    from stakegraph.graph.neighbourhood import Graph

Attributes = Mapping[str, Any]

_LAYERS = frozenset((REPORTING, ROLE, STRUCTURE))


class Picture(NamedTuple):
    """Boxes, lines between them, whether nearly all lines lead up or down, and what is not drawn.

    `boxes` are actors under their ids, each with the holders whom a post has in its box and the
    facts that say so; `lines` are the facts that one line stands for, under the ids of its ends,
    its words and its family. `shown` are the derived facts that other lines show, `lone` the actors
    without a line.
    """

    boxes: dict[str, dict[str, Attributes]]
    lines: dict[tuple[str, str, str, str], list[Attributes]]
    is_layered: bool
    shown: set[str]
    lone: set[str]


def picture_of(graph: Graph) -> Picture:
    """Lay out what is drawn: nothing derived that other lines show, nobody without a line.

    Where nobody has a line, all actors are drawn. In layers a post and whoever holds no other
    share a box. Lines between the same boxes that say the same are one.
    """
    shown, lone = _redundant(graph), _isolated(graph)
    edges = [edge for edge in graph.edges(keys=True, data=True) if edge[2] not in shown]
    is_layered = _is_layered([data for *_, data in edges])
    found = _seats(graph, shown) if is_layered else {}
    seated = {holder: post for post, held in found.items() for holder in held}
    boxes = {id: found.get(id, {}) for id in graph if id not in lone and id not in seated}
    lines: dict[tuple[str, str, str, str], list[Attributes]] = {}
    for subject, object, _, data in edges:
        if seated.get(subject) != object:
            ends = seated.get(subject, subject), seated.get(object, object)
            lines.setdefault((*ends, _words(graph, data), data["family"]), []).append(data)
    return Picture(boxes, lines, is_layered, shown, lone)


def undrawn(graph: Graph, picture: Picture) -> list[str]:
    """Say what of a graph its picture does not show."""
    shown, lone = len(picture.shown), len(picture.lone)
    sentences = left_out(graph, "events")
    if shown:
        sentences.append(
            f"{counted(shown, 'derived fact')} not drawn: other lines show what follows"
        )
    if lone:
        sentences.append(f"{counted(lone, 'actor')} not drawn: no line leads to them")
    return sentences


def common_words(said: Iterable[str]) -> str:
    """Return what most of some lines say, to be said once beside the picture, or ""."""
    counts = Counter(words.partition("\n")[0] for words in said)
    words, count = max(counts.items(), key=lambda each: each[1], default=("", 0))
    return words if count > 1 and 2 * count > counts.total() else ""


def besides(words: str, common: str) -> str:
    """Return what is written on a line: its words, or what it says besides those in common."""
    first, _, doubts = words.partition("\n")
    return doubts if first == common else words


def widest(picture: Picture) -> int:
    """Count the boxes under the box that has most."""
    below = Counter(object for _, object in {line[:2] for line in picture.lines})
    return max(below.values(), default=0)


def is_symmetric(graph: Graph, data: Attributes) -> bool:
    """Return whether a line points nowhere; one that a projection drew does not."""
    row = graph.graph["relations"].get(data["type"])
    return row is None or bool(row["symmetric"])


def doubt(data: Attributes) -> str:
    """Say why a line is not as firm as a plain statement, or ""."""
    status = "" if data["status"] == STATED else data["status"]
    if status == DERIVED:
        status = "" if data["certainty"] == STATED else data["certainty"]
    words = [data.get("tense", ""), "disputed" if data.get("disputed_by") else "", status]
    if data.get("undetermined"):
        words.append("cannot say")
    if data.get("retracted"):
        words.append(RETRACTED)
    return ", ".join(dict.fromkeys(filter(None, words)))


def box_texts(graph: Graph, post: str, held: Mapping[str, Attributes]) -> list[str]:
    """Return what is written in a box: a name, or a post's title and its holders, present first.

    When a post is said to stand empty is written beneath them.
    """
    texts = [graph.nodes[post]["label"]]
    for holder, data in sorted(held.items(), key=lambda each: "tense" in each[1]):
        texts.append(_with_doubt(graph, graph.nodes[holder]["label"], data))
    texts += [f"said to be vacant: {empty.when}" for empty in vacancies(graph.nodes[post])]
    return texts


def _words(graph: Graph, data: Attributes) -> str:
    return _with_doubt(graph, data["label"], data)


def _with_doubt(graph: Graph, text: str, data: Attributes) -> str:
    """Put beneath a text how a post is held, if not simply, and what is unsure of that."""
    how = qualifiers(graph, data).get("as", "") if row_of(graph, data).get("fills") else ""
    doubts = ", ".join(filter(None, (how, doubt(data))))
    return f"{text}\n({doubts})" if doubts else text


def _is_layered(facts: list[Attributes]) -> bool:
    return 10 * sum(data["family"] in _LAYERS for data in facts) >= 9 * len(facts)


def _seats(graph: Graph, shown: set[str]) -> dict[str, dict[str, Attributes]]:
    """Return the posts with those who hold them and no other, each with the fact that says so."""
    drawn = (tie for tie in ties(graph) if tie.fact.id not in shown)
    found: dict[str, dict[str, Attributes]] = {}
    for person, held in sorted(seats(drawn, relations(graph)).held.items()):
        fact = held[0].fact
        if all(tie.fact.object == fact.object for tie in held):
            found.setdefault(fact.object, {})[person] = graph.edges[person, fact.object, fact.id]
    return found


def _redundant(graph: Graph) -> set[str]:
    """Return the derived facts that other lines show: their premises, or the line to a manager.

    Whoever reports to somebody of a house is seen to belong to that house.
    """
    keys = {key for *_, key in graph.edges(keys=True)}
    managers: dict[str, set[str]] = {}
    roles: set[tuple[str, str]] = set()
    for subject, object, data in graph.edges(data=True):
        if data["status"] != "denied":
            if data["family"] == REPORTING:
                managers.setdefault(subject, set()).add(object)
            elif data["family"] == ROLE:
                roles.add((subject, object))
    return {
        key
        for subject, object, key, data in graph.edges(keys=True, data=True)
        if data.get("rule")
        and (
            keys.issuperset(data["premises"])
            or (
                data["family"] == ROLE
                and any((manager, object) in roles for manager in managers.get(subject, ()))
            )
        )
    }


def _isolated(graph: Graph) -> set[str]:
    return set(nx.isolates(graph)) if graph.number_of_edges() else set()
