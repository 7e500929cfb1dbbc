"""The attributes of a flat graph, its nodes and edges: none is empty, all are valid JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from stakegraph.graph.tenses import PRESENT, Tense, wording
from stakegraph.model.facts import OF_SOURCE, Actor, Event, Fact, Origin, Source, Vacancy, retracted
from stakegraph.model.qualifiers import NUMBERS, numbers
from stakegraph.model.relations import DESIGNATE, Relation
from stakegraph.model.sentences import tie_words
from stakegraph.store import Tie

if TYPE_CHECKING:
    from stakegraph.exporters import FlatGraph
    from stakegraph.graph.neighbourhood import Graph

# Attribute names that some reader of graphs takes for its own: Gephi x to color, for graphics,
# igraph and Cytoscape id and name; and where a viewer merges an edge's attributes with its ends,
# source and target replace them.
TAKEN = frozenset(
    ("id", "source", "target", "key", "name", "x", "y", "z", "r", "g", "b", "size", "color")
)

# What an edge says besides what qualifies its fact: `flat`'s own attributes, `via`, which
# `collapse` adds, and `weight`, which programs count with.
_SAID = frozenset(
    (
        *("label", "type", "family", "fact", "start", "end", "status", "certainty"),
        *("attested", "tense", "because", "according_to", "note"),
        *("evidence", "quotes", "rule", "premises"),
        *("undetermined", "disputed_by", "retracted", "undirected", "via", "weight"),
        *NUMBERS,
    )
)

_NOT_OURS = TAKEN | _SAID
_NOWHERE = Origin("", 0, 0)


def graph_attributes(
    title: str,
    relations: Mapping[str, Relation],
    sources: Mapping[str, Source],
    events: Iterable[Event],
) -> dict[str, Any]:
    """Return the attributes of the graph itself."""
    return {
        "title": title,
        "sources": [_given(_source(source)) for source in sources.values()],
        "events": [_given(_event(event)) for event in events],
        "relations": {key: _relation(row) for key, row in sorted(relations.items())},
    }


def node_attributes(actor: Actor) -> dict[str, Any]:
    """Return the attributes of the node that an actor is."""
    given: dict[str, Any] = {"label": actor.name, "type": actor.kind}
    if actor.classification:
        given["classification"] = actor.classification
    if actor.aliases:
        given["aliases"] = [*actor.aliases]
    if actor.alias_dates:
        given["alias_dates"] = [
            f"{one.name} ({_span(one.since, one.until)})" for one in actor.alias_dates
        ]
    if actor.ids:
        given["ids"] = [*map(str, actor.ids)]
    if actor.plural:
        given["plural"] = "true"
    if actor.description:
        given["description"] = actor.description
    if actor.remit:
        given["remit"] = actor.remit
    if actor.seats > 1:
        given["seats"] = str(actor.seats)
    if actor.shared:
        given["shared"] = "true"
    if actor.vacant:
        given["vacant"] = [_vacancy(empty) for empty in actor.vacant]
    if actor.unnamed:
        given["unnamed"] = actor.unnamed
    if actor.since:
        given["start"] = actor.since
    if actor.until:
        given["end"] = actor.until
    if actor.note:
        given["note"] = actor.note
    return given | _evidence(actor)


def edge_attributes(tie: Tie, relation: Relation, tense: Tense) -> dict[str, Any]:
    """Return the attributes of the edge that a tie is; of what is not of now, with its tense."""
    fact, missing, against, _ = tie
    said = fact.qualifiers
    given: dict[str, Any] = {}
    if said:
        given = {column(name): value for name, value in said.items() if value} | numbers(said)
    # That somebody is designate stands behind a sentence; a label has no such end.
    told = {name: text for name, text in said.items() if text != DESIGNATE or not relation.fills}
    given["label"] = tie_words(relation, told, tense=wording(tense))
    given["type"] = fact.relation
    given["family"] = relation.family
    if relation.symmetric:
        given["undirected"] = "true"
    given["fact"] = fact.id
    if fact.since:
        given["start"] = fact.since
    if fact.until:
        given["end"] = fact.until
    if fact.attested:
        given["attested"] = fact.attested
    if tense not in PRESENT:
        given["tense"] = tense
    given["status"] = fact.status
    given["certainty"] = fact.certainty
    if fact.because:
        given["because"] = fact.because
    if fact.according_to:
        given["according_to"] = [*fact.according_to]
    if fact.note:
        given["note"] = fact.note
    given |= _evidence(fact)
    if fact.rule:
        given["rule"] = fact.rule
    if fact.premises:
        given["premises"] = [*fact.premises]
    if missing:
        given["undetermined"] = "; ".join(missing)
    if against:
        given["disputed_by"] = [*against]
    return given


def qualifiers(graph: FlatGraph, edge: Mapping[str, Any]) -> dict[str, str]:
    """Return what qualifies a fact of a flat graph, under the names that its fact file has."""
    row = graph.graph["relations"].get(edge["type"], {})
    columns = {name: column(name) for name in sorted(row.get("qualifiers", ()))}
    return {name: edge[own] for name, own in columns.items() if own in edge}


def relations(graph: FlatGraph) -> dict[str, Relation]:
    """Return the rows of the relations of a flat graph."""
    return {key: Relation(key, **row) for key, row in graph.graph["relations"].items()}


def ties(graph: Graph) -> list[Tie]:
    """Return the edges of a flat graph as the ties that they were, without their evidence."""
    return [
        Tie(
            Fact(
                id=key,
                subject=subject,
                relation=data["type"],
                object=object,
                qualifiers=qualifiers(graph, data),
                since=data.get("start", ""),
                until=data.get("end", ""),
                attested=data.get("attested", ""),
                status=data["status"],
                certainty=data["certainty"],
                according_to=tuple(data.get("according_to", ())),
                retracted="retracted" in data,
                premises=tuple(data.get("premises", ())),
                origin=_NOWHERE,
            ),
            missing=tuple(filter(None, data.get("undetermined", "").split("; "))),
            against=tuple(data.get("disputed_by", ())),
        )
        for subject, object, key, data in graph.edges(keys=True, data=True)
    ]


@cache
def column(qualifier: str) -> str:
    """Return the attribute of a qualifier; no two have the same."""
    is_taken = qualifier in _NOT_OURS or qualifier.endswith("_")
    return f"{qualifier}_" if is_taken else qualifier


def _evidence(part: Actor | Fact | Event) -> dict[str, Any]:
    if not part.evidence:
        return {}
    places = [str(citation) for citation in part.evidence]
    quotes = [citation.quote for citation in part.evidence]
    given = {"evidence": places, "quotes": quotes} if any(quotes) else {"evidence": places}
    is_retracted = part.retracted if isinstance(part, Fact) else retracted(part.evidence)
    return {**given, "retracted": "true"} if is_retracted else given


def _vacancy(empty: Vacancy) -> str:
    cited = ", ".join(map(str, empty.evidence))
    return f"{_span(empty.since, empty.until)}{cited and f' ({cited})'}"


def _span(since: str, until: str) -> str:
    """Return dates as one text from which the importers of graphs read them again."""
    return " ".join(f"{word} {date}" for word, date in (("since", since), ("until", until)) if date)


def _source(source: Source) -> dict[str, Any]:
    # The path of a saved text is of use on the author's machine alone.
    return {name: getattr(source, name) for name in ("id", *OF_SOURCE) if name != "text"}


def _event(event: Event) -> dict[str, Any]:
    return {
        "id": event.id,
        "what": event.what,
        "on": event.on,
        "who": list(event.who),
        "status": event.status,
        "because": event.because,
        "according_to": [*event.according_to],
        "note": event.note,
        **_evidence(event),
    }


def _relation(row: Relation) -> dict[str, Any]:
    columns = row._asdict()
    del columns["key"]
    columns["choices"] = {name: list(choices) for name, choices in row.choices}
    columns["examples"] = dict(row.examples)
    return {k: list(v) if isinstance(v, tuple) else v for k, v in columns.items()}


def _given(attributes: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in attributes.items() if value}
