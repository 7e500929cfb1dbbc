"""Entities of FollowTheMoney: the schema of a fact, and ids, dates and texts as it takes them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import TYPE_CHECKING, Any, TypeVar

from stakegraph.exporters import _values as values
from stakegraph.model import ftm
from stakegraph.model.identifiers import country_of
from stakegraph.model.relations import STANCE
from stakegraph.text.escaping import json_text

if TYPE_CHECKING:
    from stakegraph.exporters import FlatGraph

_ID = re.compile(r"[0-9a-z]([0-9a-z.-]*[0-9a-z])?")
_PREFIXES = ("fact.", "event.", "source.")
_LIMITS = {"name": 384, "alias": 384, "description": 65000, "notes": 65000, "summary": 65000}
_LIMIT = 1024


def schema_of(node: Mapping[str, Any]) -> str:
    """Return the schema of an actor."""
    return ftm.schema_of(node["type"], node.get("classification", ""))


def identifiers(schema: str, node: Mapping[str, Any]) -> tuple[dict[str, list[str]], list[str]]:
    """Return the properties that hold an actor's identifiers, and those that have none in words.

    A number of a country's register is both: FollowTheMoney does not say which number is of which.
    """
    fields: dict[str, list[str]] = {}
    words = []
    for scheme, value in values.identifiers(node):
        name, schemata = ftm.IDS.get(scheme, ("", frozenset[str]()))
        if schema in schemata:
            prefix = ftm.OPENCORPORATES if scheme == "opencorporates" else ""
            fields.setdefault(name, []).append(prefix + value)
            continue
        words.append(f"{scheme} {value}")
        country = country_of(scheme)
        if schema in ftm.PARTIES and country is not None:
            fields.setdefault("registrationNumber", []).append(value)
            fields.setdefault("jurisdiction", []).append(country)
    return fields, words


def field_of(graph: FlatGraph, subject: str, object: str, edge: Mapping[str, Any]) -> str:
    """Return the field of its subject that a fact becomes, "" where it becomes an entity."""
    if not values.is_bare(edge) or edge.get("quotes"):
        return ""
    return next((row.name for row in _fitting(ftm.FIELDS, graph, subject, object, edge)), "")


def undertaking_of(
    graph: FlatGraph, subject: str, object: str, edge: Mapping[str, Any]
) -> ftm.Undertaking | None:
    """Return the undertaking that a fact becomes, if there is one to which both ends can be tied.

    To a project only parties can be, to a case in court everybody.
    """
    row = None if values.is_to_come_unsaid(graph, edge) else ftm.undertaking(edge["type"])
    if row is None or row.party != "ProjectParticipant":
        return row
    ends = {schema_of(graph.nodes[subject]), schema_of(graph.nodes[object])}
    return row if ends <= ftm.PARTIES else None


def edge_of(
    graph: FlatGraph, subject: str, object: str, edge: Mapping[str, Any]
) -> ftm.Edge | None:
    """Return the row of the schema that fits a fact, if there is one.

    Whoever is to have a part that no date says to be to come would have it now.
    """
    if values.is_to_come_unsaid(graph, edge):
        return None
    return next(_fitting(ftm.EDGES, graph, subject, object, edge), None)


Row = TypeVar("Row", ftm.Edge, ftm.Field)


def _fitting(
    rows: Iterable[Row], graph: FlatGraph, subject: str, object: str, edge: Mapping[str, Any]
) -> Iterator[Row]:
    """Yield the rows of a fact's relation that join such ends."""
    ends = schema_of(graph.nodes[subject]), schema_of(graph.nodes[object])
    return (
        row
        for row in rows
        if row.relation == edge["type"] and ends[0] in row.subjects and ends[1] in row.objects
    )


def is_unknown(graph: FlatGraph, subject: str, object: str, edge: Mapping[str, Any]) -> bool:
    """Return whether a fact has no schema of its own and becomes an UnknownLink."""
    if edge["family"] == STANCE or edge["status"] == "denied":
        return False
    becomes = (field_of, undertaking_of, edge_of)
    return not any(find(graph, subject, object, edge) for find in becomes)


def entity(id: str, schema: str, **fields: Any) -> str:
    """Return an entity's line; what is empty is left out."""
    properties = {}
    for name, value in fields.items():
        values = [value] if isinstance(value, str) else value or ()
        texts = dict.fromkeys(_cut(name, text) for text in values if text)
        if texts:
            properties[name] = list(texts)
    line = {"id": id, "schema": schema, "properties": properties}
    return json_text(json.dumps(line, ensure_ascii=False, sort_keys=True)) + "\n"


def entity_id(id: str, prefix: str = "") -> str:
    """Return the entity's id: letters, digits, dots and hyphens; the digest keeps two ids apart."""
    text = f"{prefix}{id}"
    if _ID.fullmatch(text) and len(text) <= 180 and (prefix or not text.startswith(_PREFIXES)):
        return text
    plain = re.sub(r"[^0-9a-z.]+", "-", text)[:160].strip(".-")
    return f"{plain}-{sha256(text.encode()).hexdigest()[:8]}"


def name_or(text: str, otherwise: str) -> str:
    """Return a name, or what else stands for it where FollowTheMoney would see nothing in it."""
    return text if "".join(text.split()).strip("\"'") else otherwise


def plain_date(edtf: str) -> str:
    """Return the ISO prefix of a date, if it is of the years that FollowTheMoney knows."""
    date = values.iso(edtf)
    return date if "1000" <= date[:4] < "3000" else ""


def is_long(name: str, text: str) -> bool:
    """Return whether a text is cut in the field of that name."""
    return len(text) > _LIMITS.get(name, _LIMIT)


def _cut(name: str, text: str) -> str:
    text = values.clean(text)
    if name in ("name", "alias"):
        text = " ".join(text.split())
    limit = _LIMITS.get(name, _LIMIT)
    return f"{text[: limit - 1]}…" if len(text) > limit else text
