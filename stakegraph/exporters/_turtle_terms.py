"""Turtle's own forms: IRIs, literals, and all that is said of one node."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import quote

from stakegraph.exporters import _values as values

Triples = list[tuple[str, str]]  # predicate and object, as written

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


def node(iri: str, triples: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield all that is said of one node, each triple once."""
    lines = [f"{predicate} {object}" for predicate, object in dict.fromkeys(triples)]
    yield f"\n<{iri}>\n  " + " ;\n  ".join(lines) + " .\n"
