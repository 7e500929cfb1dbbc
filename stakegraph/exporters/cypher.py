r"""A Cypher script, for Neo4j 5 and what speaks its language; run twice, it changes nothing more.

    cypher-shell --file net.cypher

https://neo4j.com/docs/cypher-manual/current/
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import TYPE_CHECKING, Any

from stakegraph.exporters._columns import edge_rows, node_rows
from stakegraph.model.sentences import counted
from stakegraph.text.escaping import REPLACEMENT, json_text

if TYPE_CHECKING:
    from stakegraph.exporters import FlatGraph

STREAMS = True

_ENTITY, _EVENT, _SOURCE = "Entity", "Event", "Source"
_SURROGATES = "[\ud800-\udfff]"
_ESCAPES = {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def write(graph: FlatGraph) -> Iterator[str]:
    """Write a graph as a script of MERGE statements, one a line, constraints first.

    Actors are nodes with the label `Entity`, one for their kind and one for their classification,
    such as `PublicBody`; facts are relationships, `REPORTS_TO`, distinguished by `fact`. Events and
    sources are nodes of their own without relationships, so that no path leads through them.
    Properties that others have added stay.
    """
    for label in (_ENTITY, _EVENT, _SOURCE):
        yield f"CREATE CONSTRAINT {_quoted(f'stakegraph_{label.lower()}_id')} IF NOT EXISTS"
        yield f" FOR (n:{_quoted(label)}) REQUIRE n.`id` IS UNIQUE;\n"
    for id, data in graph.nodes(data=True):
        own = {"name": data["label"]} | {k: v for k, v in data.items() if k != "label"}
        yield _node(_ENTITY, id, own, labels(data)[1:])
    for label, part in ((_SOURCE, "sources"), (_EVENT, "events")):
        for record in graph.graph.get(part, ()):
            yield _node(label, record["id"], {k: v for k, v in record.items() if k != "id"})
    for subject, object, key, data in graph.edges(keys=True, data=True):
        yield f"MATCH (a:`Entity` {{`id`: {_string(subject)}}})"
        yield f" MATCH (b:`Entity` {{`id`: {_string(object)}}})"
        yield f" MERGE (a)-[r:{_quoted(relationship(data))} {{`fact`: {_string(key)}}}]->(b)"
        yield f" SET r += {_map({k: v for k, v in data.items() if k != 'fact'})};\n"


def losses(graph: FlatGraph) -> list[str]:
    """Say what the file will not hold."""
    parts = (graph.graph.get(part, ()) for part in ("sources", "events"))
    rows = chain(node_rows(graph), edge_rows(graph), *parts)
    values = (value for row in rows for value in row.values())
    texts = chain.from_iterable(value if isinstance(value, list) else [value] for value in values)
    count = sum(len(re.findall(_SURROGATES, str(text))) for text in texts)
    return [f"{counted(count, 'lone surrogate')} became U+FFFD"] if count else []


def labels(data: Mapping[str, Any]) -> list[str]:
    """Return an actor's labels: `Entity`, its kind and its classification, as `PublicBody`."""
    kinds = (data["type"], data.get("classification", ""))
    words = [re.findall(r"[^\W_]+", kind) for kind in kinds]
    own = dict.fromkeys("".join(map(str.capitalize, each)) for each in words)
    return [_ENTITY, *(label for label in own if label not in ("", _ENTITY, _EVENT, _SOURCE))]


def relationship(data: Mapping[str, Any]) -> str:
    """Return the type of a fact's relationship: `REPORTS_TO`."""
    relation: str = data["type"]
    return relation.upper()


def _node(label: str, id: str, properties: Mapping[str, Any], more: list[str] | None = None) -> str:
    added = "".join(f":{_quoted(name)}" for name in more or ())
    named = f" SET n{added}" if added else ""
    start = f"MERGE (n:{_quoted(label)} {{`id`: {_string(id)}}}){named}"
    return f"{start}{',' if named else ' SET'} n += {_map(properties)};\n"


def _map(properties: Mapping[str, Any]) -> str:
    pairs = (f"{_quoted(name)}: {_value(value)}" for name, value in sorted(properties.items()))
    return f"{{{', '.join(pairs)}}}"


def _value(value: str | float | list[str]) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_string, value))}]"
    return _string(value) if isinstance(value, str) else repr(value)


def _string(text: str) -> str:
    r"""Quote a text; what a terminal would obey or hide is written as an escape.

    Neo4j reads `\u0027` before it reads strings, and has not always counted the backslashes before
    it, so that a backslash is never left before a `u`: the string ends there and another goes on.
    """
    text = re.sub(_SURROGATES, REPLACEMENT, text)
    text = re.sub(r"[\\'\n\r\t]", lambda match: _ESCAPES[match[0]], text)
    joined = text.replace(r"\\u", r"\\' + 'u")
    return f"'{json_text(joined)}'"


def _quoted(name: str) -> str:
    escaped = name.replace("`", "``")
    return f"`{escaped}`"
