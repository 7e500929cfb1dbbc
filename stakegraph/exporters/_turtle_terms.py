"""The terms of Turtle: IRIs, literals, and the nodes that others share: places, dates, roles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Any
from urllib.parse import quote

from stakegraph.exporters import _values as values

Triples = list[tuple[str, str]]  # predicate and object, as written
Terms = dict[str, Triples]  # nodes that are written once for all that point to them, by IRI

_WIKIDATA = "http://www.wikidata.org/entity/"
TIMES = {
    4: ("time:inXSDgYear", "xsd:gYear"),
    7: ("time:inXSDgYearMonth", "xsd:gYearMonth"),
    10: ("time:inXSDDate", "xsd:date"),
}


def iri_of(space: str, id: str) -> str:
    """Return the IRI of what bears an id, or a text, in one of our spaces of names."""
    return f"urn:stakegraph:{space}:{quote(id.encode('utf-8', 'replace'), safe='')}"


def ref(space: str, id: str) -> str:
    """Return the IRI as an object of a triple."""
    return f"<{iri_of(space, id)}>"


def typed_date(predicate: str, edtf: str) -> Triples:
    """Return a date as a year, month or day of XML Schema, if it can be one."""
    date = values.iso(edtf)
    return [(predicate, f'"{date}"^^{TIMES[len(date)][1]}')] if date else []


def texts(predicate: str, *texts: str | None) -> Triples:
    """Return a triple for each text that is not empty."""
    return [(predicate, _literal(text)) for text in texts if text]


def _literal(text: str) -> str:
    escapes = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
    plain = values.clean(text)
    if plain.isprintable() and '"' not in plain and "\\" not in plain:
        return f'"{plain}"'
    chars = (escapes.get(c) or (c if c.isprintable() else f"\\U{ord(c):08X}") for c in plain)
    return f'"{"".join(chars)}"'


def identifiers(part: Mapping[str, Any]) -> Triples:
    """Return what registers call an actor: each in the notation of its scheme, as ORG has it.

    What Wikidata has on it is as well the same thing as its item.
    """
    triples = []
    for scheme, value in values.identifiers(part):
        predicate = "org:identifier" if part["type"] == "organisation" else "skos:notation"
        triples.append((predicate, f"{_literal(value)}^^<{iri_of('scheme', scheme)}>"))
        if scheme == "wikidata":
            triples.append(("skos:exactMatch", f"<{_WIKIDATA}{quote(value, safe='')}>"))
    return triples


def node(iri: str, triples: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield all that is said of one node, each triple once."""
    lines = [f"{predicate} {object}" for predicate, object in dict.fromkeys(triples)]
    yield f"\n<{iri}>\n  " + " ;\n  ".join(lines) + " .\n"


def citations(predicate: str, part: Mapping[str, Any], terms: Terms) -> Triples:
    """Point to the places that bear a part out; each place is a node, once for all that cite it."""
    triples = []
    for cited in values.citations(part):
        source, at, words = cited
        iri = iri_of("place", f"{source} {at}".rstrip())
        iri += f":{sha256(words.encode('utf-8', 'replace')).hexdigest()[:8]}" if words else ""
        triples.append((predicate, f"<{iri}>"))
        if iri in terms:
            continue
        selectors = []
        if at:
            selectors.append(f"{iri}#at")
            terms[selectors[-1]] = [("a", "oa:FragmentSelector"), *texts("rdf:value", at)]
        if words:
            selectors.append(f"{iri}#quote")
            terms[selectors[-1]] = [("a", "oa:TextQuoteSelector"), *texts("oa:exact", words)]
        terms[iri] = [
            ("a", "oa:SpecificResource, prov:Entity"),
            *texts("rdfs:label", f"{source} {at}".rstrip()),
            ("oa:hasSource", ref("source", source)),
            *(("oa:hasSelector", f"<{selector}>") for selector in selectors),
        ]
    return triples


def interval(predicate: str, iri: str, part: Mapping[str, Any], terms: Terms) -> Triples:
    """Point to the interval between `start` and `end`, if one of them is given."""
    ends = {"start": "time:hasBeginning", "end": "time:hasEnd"}
    given = {name: part[name] for name in ends if part.get(name)}
    if not given:
        return []
    node = f"{iri}#during"
    terms[node] = [("a", "time:Interval")]
    for name, edtf in given.items():
        instant = f"{iri}#{name}"
        terms[node].append((ends[name], f"<{instant}>"))
        terms[instant] = [
            ("a", "time:Instant"),
            *typed_date(TIMES.get(len(values.iso(edtf)), ("", ""))[0], edtf),
            *texts("sg:edtf", edtf),
        ]
    return [(predicate, f"<{node}>")]


def concept(predicate: str, space: str, text: str, kind: str, terms: Terms) -> Triples:
    """Point to the node of a role or a kind, one for each text."""
    if not text:
        return []
    iri = iri_of(space, text)
    terms[iri] = [("a", kind), *texts("skos:prefLabel", text)]
    return [(predicate, f"<{iri}>")]
