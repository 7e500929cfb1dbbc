"""What formats with plain fields take from a flat graph: ISO dates, links, citations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from stakegraph.edtf.dates import parse
from stakegraph.edtf.words import in_words, span_in_words
from stakegraph.exporters._attributes import qualifiers
from stakegraph.graph.tenses import Tense, wording
from stakegraph.model.facts import Actor, Origin
from stakegraph.model.names import in_sentence
from stakegraph.model.relations import DESIGNATE, Relation
from stakegraph.model.sentences import (
    attribution,
    behind,
    capitalised,
    counted,
    dates_in_words,
    enumerated,
    is_worded_as_to_come,
    tie_words,
)
from stakegraph.text.escaping import REPLACEMENT, xml_losses

if TYPE_CHECKING:
    from stakegraph.exporters import FlatGraph
    from stakegraph.graph.neighbourhood import Graph

_FURTHER = ("seats", "shared", "vacant", "plural", "alias_dates")

# Relations that are a membership, and the qualifier that is its role.
ROLES = {"role_at": "title", "member_of": "as", "partner_in": "as"}


class Cited(NamedTuple):
    """One citation: the id of the source, the place in it, what stands there."""

    source: str
    at: str
    quote: str

    def __str__(self) -> str:
        return f"{self.source} {self.at}".rstrip() + (f" “{self.quote}”" if self.quote else "")


def iso(edtf: str) -> str:
    """Return what the days that a date may be have in common: YYYY-MM-DD, YYYY-MM, YYYY or ""."""
    if not edtf:
        return ""
    date = parse(edtf)
    if date.earliest is None or date.latest is None or date.earliest[0] < 1:
        return ""
    first, last = (f"{y:04}-{m:02}-{d:02}" for y, m, d in (date.earliest, date.latest))
    return next((first[:size] for size in (10, 7, 4) if first[:size] == last[:size]), "")


def attributed(graph: FlatGraph, part: Mapping[str, Any]) -> str:
    """Return whose word something is, as it follows a sentence, or ""."""
    told = part.get("according_to", ())
    speakers = [graph.nodes[id]["label"] if id in graph else id for id in told]
    return attribution(enumerated(speakers))


def citations(part: Mapping[str, Any]) -> list[Cited]:
    """Return the citations of a node, an edge or an event."""
    places = part.get("evidence", ())
    quotes = part.get("quotes") or [""] * len(places)
    parted = (place.partition(" ") for place in places)
    return [
        Cited(source, at, quote) for (source, _, at), quote in zip(parted, quotes, strict=False)
    ]


def further(graph: FlatGraph) -> dict[str, int]:
    """Return what formats of others do not hold of actors, in words, and of how many that is."""
    count = sum(any(name in data for name in _FURTHER) for _, data in graph.nodes(data=True))
    words = f"left out: seats, vacancies, dated and plural names of {counted(count, 'actor')}"
    return {words: count}


def identifiers(node: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return the identifiers of a node, each as its scheme and its value."""
    parted = (each.partition(" ") for each in node.get("ids", ()))
    return [(scheme, value) for scheme, _, value in parted]


class VacancyInWords(NamedTuple):
    """When a post is said to have stood empty, by which sources, and that in words."""

    since: str
    until: str
    sources: tuple[str, ...]
    words: str

    @property
    def when(self) -> str:
        """Return the days alone in words."""
        return span_in_words(self.since, self.until) or "without a date"


def vacancies(node: Mapping[str, Any]) -> list[VacancyInWords]:
    """Return when a node is said to have stood empty."""
    found = []
    for text in node.get("vacant", ()):
        span, bracket, cited = text.partition(" (")
        given = dict(re.findall(r"(since|until) (\S+)", span))
        since, until = given.get("since", ""), given.get("until", "")
        sources = tuple(place.partition(" ")[0] for place in cited.rstrip(")").split(", "))
        words = f"{span_in_words(since, until)}{bracket}{cited}"
        found.append(VacancyInWords(since, until, sources, words))
    return found


def when(part: Mapping[str, Any], *, act: bool = False, to_come: bool = False) -> str:
    """Return the dates of a node or an edge in words, or ""; an act has the day of it."""
    if attested := part.get("attested"):
        return f"in {in_words(attested)}"
    return dates_in_words(part.get("start", ""), part.get("end", ""), act=act, to_come=to_come)


def is_bare(edge: Mapping[str, Any]) -> bool:
    """Return whether a fact says no more than that it is so: no dates, no doubt, no remark."""
    said = ("start", "end", "attested", "tense", "because", "note", "undetermined", "disputed_by")
    return edge.get("status") == "stated" and not any(edge.get(name) for name in said)


def row_of(graph: FlatGraph, edge: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the columns of the relation of an edge; none of one that a projection drew."""
    found: Mapping[str, Any] = graph.graph["relations"].get(edge["type"], {})
    return found


def words_between(
    graph: FlatGraph, subject: str, object: str, edge: Mapping[str, Any], *, backward: bool = False
) -> str:
    """Return what stands between the names of two actors, as a sentence has it."""
    row = row_of(graph, edge)
    if not row:
        return str(edge["label"])
    first = graph.nodes[object if backward else subject]
    return tie_words(
        Relation(edge["type"], **row),
        qualifiers(graph, edge),
        backward=backward,
        tense=wording_of(edge),
        plural="plural" in first,
    )


def sentence(graph: FlatGraph, one: str, other: str, edge: Mapping[str, Any]) -> str:
    """Return the sentence of a fact, without status and dates."""
    return "".join(sentence_parts(graph, one, other, edge))


def sentence_parts(graph: FlatGraph, one: str, other: str, edge: Mapping[str, Any]) -> list[str]:
    """Return the sentence of a fact in four parts: who, tie, whom, and what follows."""
    who, whom = (in_sentence(as_actor(id, graph.nodes[id])) for id in (one, other))
    if "via" in edge:  # made by `collapse`: both ends say the same
        return [capitalised(who), " and ", whom, f" are {edge['label']}"]
    words = words_between(graph, one, other, edge)
    return [capitalised(who), f" {words} ", whom, words_behind(graph, edge)]


def words_behind(graph: FlatGraph, edge: Mapping[str, Any]) -> str:
    """Return what stands behind the names of two actors, as a sentence has it."""
    row = row_of(graph, edge)
    return behind(Relation(edge["type"], **row), qualifiers(graph, edge)) if row else ""


def wording_of(edge: Mapping[str, Any]) -> Tense:
    """Return the tense in which the words of a fact tell it."""
    return wording(edge.get("tense", ""))


def says_to_come(graph: FlatGraph, edge: Mapping[str, Any], *, backward: bool = False) -> bool:
    """Return whether the words between the two names say that a tie is to come."""
    row, tense = row_of(graph, edge), edge.get("tense", "")
    return bool(row) and is_worded_as_to_come(
        Relation(edge["type"], **row), qualifiers(graph, edge), tense, backward=backward
    )


def repeating(graph: Graph) -> frozenset[str]:
    """Return the derived roles that say of a post's holder what the tie to the post says."""
    edges = [
        (key, data, row_of(graph, data)) for *_, key, data in graph.edges(keys=True, data=True)
    ]
    filled = {key for key, _, row in edges if row.get("fills")}
    roles = {row["fills"] for _, _, row in edges if row.get("fills")}
    return frozenset(
        key
        for key, data, _ in edges
        if data["type"] in roles and filled.intersection(data.get("premises", ()))
    )


def is_to_come_unsaid(graph: FlatGraph, edge: Mapping[str, Any]) -> bool:
    """Return whether a fact is to come and its dates, all that some formats hold, do not say so.

    Who is designate holds nothing, whatever the dates.
    """
    is_designate = row_of(graph, edge).get("fills") and edge.get("as") == DESIGNATE
    return bool(is_designate) or (edge.get("tense") == "to come" and not iso(edge.get("start", "")))


def parts(graph: Graph) -> Iterator[Mapping[str, Any]]:
    """Yield all that the graph holds: nodes, edges, events, sources."""
    yield from (data for _, data in graph.nodes(data=True))
    yield from (data for *_, data in graph.edges(data=True))
    yield from graph.graph.get("events", ())
    yield from graph.graph.get("sources", ())


def dates(graph: Graph) -> Iterator[str]:
    """Yield the EDTF texts of all dates, once for each place where one stands."""
    for _, data in graph.nodes(data=True):
        yield from (data[name] for name in ("start", "end") if name in data)
    for *_, data in graph.edges(data=True):
        yield from (data[name] for name in ("start", "end") if name in data)
    yield from (event["on"] for event in graph.graph.get("events", ()) if "on" in event)
    yield from (source["date"] for source in graph.graph.get("sources", ()) if "date" in source)


def clean(text: str) -> str:
    """Replace by U+FFFD what cannot stand in XML, nor in most programs' texts."""
    if not xml_losses(text):
        return text
    return "".join(REPLACEMENT if xml_losses(char) else char for char in text)


def unclean(graph: Graph) -> int:
    """Count the characters of a graph that `clean` replaces."""
    return sum(map(unclean_in, parts(graph)))


def unclean_in(part: Mapping[str, Any]) -> int:
    """Count the characters of one part of a graph that `clean` replaces."""
    return sum(map(_unclean, part.values()))


def as_actor(id: str, node: Mapping[str, Any]) -> Actor:
    return Actor(
        id=id,
        kind=node["type"],
        name=node["label"],
        unnamed=node.get("unnamed", ""),
        seats=int(node.get("seats", 1)),
        shared="shared" in node,
        origin=Origin("", 0, 0),
    )


def _unclean(value: Any) -> int:
    if isinstance(value, str):
        return xml_losses(value)
    return sum(map(_unclean, value)) if isinstance(value, Iterable) else 0
