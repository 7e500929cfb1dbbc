"""Turtle, for linked data: W3C ORG and FOAF for who and what, PROV and Web Annotation for evidence.

Every fact is an rdf:Statement and a prov:Entity, with its status, dates, reasons and citations. The
plain triple that it states stands beside it only where the fact is stated, and neither said to have
ended nor to come. Every node has an IRI, so that the same facts give the same lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from stakegraph.evidence.links import web_link
from stakegraph.exporters import _values as values
from stakegraph.exporters import qualifiers
from stakegraph.exporters._attributes import relations, ties
from stakegraph.exporters._turtle_terms import (
    Terms,
    Triples,
    citations,
    concept,
    identifiers,
    interval,
    iri_of,
    node,
    ref,
    texts,
    typed_date,
)
from stakegraph.exporters._turtle_vocabulary import BACKWARD, CHANGES, class_of, predicate_of
from stakegraph.graph.seats import Seat, seats
from stakegraph.model.phrases import phrase
from stakegraph.model.qualifiers import NUMERIC
from stakegraph.model.sentences import counted

if TYPE_CHECKING:
    from stakegraph.graph.neighbourhood import Graph

_PREFIXES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "sg": "urn:stakegraph:term:",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "time": "http://www.w3.org/2006/time#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

_OF_SOURCE = ("archived", "accessed", "sha256", "retracted", "corrected", "reliability")


def write(graph: Graph) -> Iterator[str]:
    """Write a graph as Turtle: sources, actors, facts, events, and then the terms that they use.

    Nodes and terms of our own are `urn:stakegraph:`. Dates are xsd:gYear, xsd:gYearMonth or
    xsd:date, with the EDTF text beside them. https://www.w3.org/TR/turtle/
    """
    for prefix, iri in _PREFIXES.items():
        yield f"@prefix {prefix}: <{iri}> .\n"
    title = graph.graph.get("title")
    yield from node("urn:stakegraph:facts", [("a", "prov:Entity"), *texts("dcterms:title", title)])
    terms: Terms = {}
    for source in graph.graph["sources"]:
        yield from node(iri_of("source", source["id"]), _source(source))
    for id, data in graph.nodes(data=True):
        yield from node(iri_of("actor", id), _actor(graph, id, data, terms))
    repeating, found = values.repeating(graph), seats(ties(graph), relations(graph))
    for subject, object, key, data in graph.edges(keys=True, data=True):
        is_member = key not in repeating
        triples = _fact(graph, (subject, object), data, found.of_post(object), is_member, terms)
        yield from node(iri_of("fact", key), triples)
    for event in graph.graph["events"]:
        yield from node(iri_of("event", event["id"]), _event(graph, event, terms))
    for relation in sorted({data["type"] for *_, data in graph.edges(data=True)}):
        row = graph.graph["relations"].get(relation, {})
        words = phrase(row.get("verb", relation), {})
        terms[iri_of("relation", relation)] = [("a", "rdf:Property"), *texts("rdfs:label", words)]
    for iri, triples in sorted(terms.items()):
        yield from node(iri, triples)


def losses(graph: Graph) -> list[str]:
    """Say what the file will not hold, or hold in terms of our own only."""
    edges = [data for *_, data in graph.edges(data=True)]
    bare = sum(not _is_plain(data) for data in edges)
    doubtful = sum(part.get("status", "stated") != "stated" for part in values.parts(graph))
    qualified = doubtful + sum(
        data["status"] == "stated" and bool(qualifiers(graph, data)) for data in edges
    )
    dates = sum(values.iso(date) != date for date in values.dates(graph))
    unclean = values.unclean(graph)
    sentences = {
        **values.further(graph),
        f"as statements only, without the plain triple: {counted(bare, 'fact')} in doubt,"
        " with an end, or not of now": bare,
        "in terms of our own, which other programs do not know: the status, reasons and"
        f" qualifiers of {counted(qualified, 'entry', 'entries')}": qualified,
        "cut to a year, month or day, or left out, with the EDTF text in terms of our own: "
        f"{counted(dates, 'date')}": dates,
        f"replaced by U+FFFD: {counted(unclean, 'character')} that few programs can read": unclean,
    }
    return [sentence for sentence, count in sentences.items() if count]


def _source(source: Mapping[str, Any]) -> Triples:
    url = web_link(source.get("url", ""))
    date = source.get("date", "")
    return [
        ("a", "foaf:Document, prov:Entity"),
        *texts("dcterms:title", source["title"]),
        *texts("dc:creator", source.get("author")),
        *texts("dc:publisher", source.get("publisher")),
        *texts("dc:language", source.get("language")),
        *(pair for name in _OF_SOURCE for pair in texts(f"sg:{name}", source.get(name))),
        *typed_date("dcterms:issued", date),
        *texts("sg:edtf", date if date != values.iso(date) else ""),
        *([("foaf:page", f"<{url}>")] if url else []),
        *texts("sg:url", "" if url else source.get("url")),
        *texts("skos:note", source.get("note")),
    ]


def _actor(graph: Graph, id: str, data: Mapping[str, Any], terms: Terms) -> Triples:
    kind = data.get("classification", "")
    name = "foaf:name" if data["type"] == "person" else "skos:prefLabel"
    return [
        ("a", class_of(data)),
        *texts(name, data["label"]),
        *texts("skos:altLabel", *data.get("aliases", ())),
        *identifiers(data),
        *concept("org:classification", "classification", kind, "skos:Concept", terms),
        *texts("dcterms:description", data.get("description")),
        *texts("sg:remit", data.get("remit")),
        *texts("sg:unnamed", data.get("unnamed")),
        *interval("dcterms:temporal", iri_of("actor", id), data, terms),
        *texts("skos:note", data.get("note")),
        *citations("dcterms:source", data, terms),
        *_plain_triples(graph, id),
    ]


def _plain_triples(graph: Graph, id: str) -> Triples:
    """Return the triples that the facts of an actor state, where no more has to be said."""
    triples = [
        (predicate_of(graph, id, object, edge), ref("actor", object))
        for _, object, edge in graph.out_edges(id, data=True)
        if _is_plain(edge)
    ]
    triples += [
        (BACKWARD[edge["type"]], ref("actor", subject))
        for subject, _, edge in graph.in_edges(id, data=True)
        if _is_plain(edge) and edge["type"] in BACKWARD
    ]
    return sorted(set(triples))


def _fact(
    graph: Graph,
    ends: tuple[str, str],
    data: Mapping[str, Any],
    seat: Seat,
    is_member: bool,
    terms: Terms,
) -> Triples:
    (subject, object), said = ends, qualifiers(graph, data)
    iri = iri_of("fact", data["fact"])
    denied = "denied: " if data["status"] == "denied" else ""
    is_post = bool(values.row_of(graph, data).get("fills"))
    is_membership = (
        (is_post or data["type"] in values.ROLES)
        and is_member
        and data["status"] != "denied"
        and not values.is_to_come_unsaid(graph, data)
    )
    triples = [
        ("a", "rdf:Statement, prov:Entity" + (", org:Membership" if is_membership else "")),
        *texts("rdfs:label", denied + values.sentence(graph, subject, object, data)),
        ("rdf:subject", ref("actor", subject)),
        ("rdf:predicate", predicate_of(graph, subject, object, data)),
        ("rdf:object", ref("actor", object)),
        ("sg:relation", ref("relation", data["type"])),
    ]
    if is_membership:
        houses = [tie.fact.object for tie in seat.places] if is_post else [object]
        role = graph.nodes[object]["label"] if is_post else said.get(values.ROLES[data["type"]], "")
        triples += [
            ("org:member", ref("actor", subject)),
            *(("org:organization", ref("actor", house)) for house in houses),
            *concept("org:role", "role", role, "org:Role", terms),
        ]
    if data["type"] in CHANGES and _is_plain(data):
        actors = ref("actor", subject), ref("actor", object)
        terms[f"{iri}#change"] = [
            ("a", "org:ChangeEvent"),
            *zip(CHANGES[data["type"]], actors, strict=True),
            *typed_date("dcterms:date", data.get("start", "")),
            ("dcterms:source", f"<{iri}>"),
        ]
    during = "org:memberDuring" if is_membership else "dcterms:temporal"
    for name, text in said.items():
        triples += texts(ref("qualifier", name), text)
    triples += [(f"sg:{name}", f'"{data[name]}"^^xsd:decimal') for name in NUMERIC if name in data]
    triples += texts("sg:amount_currency", data.get("amount_currency"))
    return [
        *triples,
        *interval(during, iri, data, terms),
        *_remarks(data),
        *citations("prov:wasDerivedFrom", data, terms),
        *(("prov:wasDerivedFrom", ref("fact", key)) for key in data.get("premises", ())),
    ]


def _event(graph: Graph, event: Mapping[str, Any], terms: Terms) -> Triples:
    on = event.get("on", "")
    return [
        ("a", "sg:Event, prov:Entity"),
        *texts("rdfs:label", event["what"]),
        *typed_date("dcterms:date", on),
        *texts("sg:edtf", on),
        *(("sg:involved", ref("actor", id)) for id in event.get("who", ()) if id in graph),
        *_remarks(event),
        *citations("prov:wasDerivedFrom", event, terms),
    ]


def _remarks(part: Mapping[str, Any]) -> Triples:
    triples = texts("sg:status", part["status"])
    for name in ("certainty", "attested", "tense", "because", "rule", "undetermined", "retracted"):
        triples += texts(f"sg:{name}", part.get(name))
    triples += [("sg:disputedBy", ref("fact", key)) for key in part.get("disputed_by", ())]
    triples += texts("sg:accordingTo", *part.get("according_to", ()))
    return [*triples, *texts("skos:note", part.get("note"))]


def _is_plain(edge: Mapping[str, Any]) -> bool:
    """Return whether a fact may stand as a plain triple, which has neither status nor dates."""
    is_settled = not any(
        edge.get(name)
        for name in ("end", "tense", "attested", "undetermined", "disputed_by", "retracted")
    )
    return edge["certainty"] == "stated" and is_settled
