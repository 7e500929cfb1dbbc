"""FollowTheMoney, JSON lines: for OpenAleph, OpenSanctions' tools and nomenklatura.

An actor, a source and an event are an entity each, a fact is one as well: an edge of the schema
that fits, an UnknownLink where there is none, a Note where it is an opinion or denied. What
FollowTheMoney has no field for stands in words in `summary`. Checked against followthemoney 4.11.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from stakegraph.evidence.links import web_link
from stakegraph.exporters import _values as values
from stakegraph.exporters import qualifiers
from stakegraph.exporters._ftm_entities import (
    edge_of,
    entity,
    entity_id,
    field_of,
    identifiers,
    name_or,
    plain_date,
    schema_of,
    undertaking_of,
)
from stakegraph.exporters._ftm_losses import losses
from stakegraph.exporters._ftm_remarks import inexact, remarks
from stakegraph.model.ftm import (
    ENDS,
    OF_DOCUMENT,
    ORGANISATIONS,
    PARTIES,
    SPANS,
    TOPICS,
    VALUES,
    Undertaking,
)
from stakegraph.model.qualifiers import AMOUNT
from stakegraph.model.relations import STANCE

if TYPE_CHECKING:
    from stakegraph.exporters import FlatGraph

__all__ = ["STREAMS", "losses", "write"]

STREAMS = True


def write(graph: FlatGraph) -> Iterator[str]:
    """Write a graph as entities, one to a line: sources, actors, facts, events.

    Ids of actors stay where FollowTheMoney allows them; those of facts, events and sources get a
    prefix. Dates are YYYY, YYYY-MM or YYYY-MM-DD, from 1000 to 2999. https://followthemoney.tech
    """
    sources = {source["id"]: source for source in graph.graph["sources"]}
    for source in sources.values():
        yield _document(source)
    for id, data in graph.nodes(data=True):
        yield _actor(graph, id, data, sources)
    for subject, object, key, data in graph.edges(keys=True, data=True):
        if not field_of(graph, subject, object, data):
            yield from _fact(graph, (subject, object, key), data, _evidence(data, sources))
    for event in graph.graph["events"]:
        yield _event(graph, event, sources)


def _document(source: Mapping[str, Any]) -> str:
    date, accessed = source.get("date", ""), source.get("accessed", "")
    return entity(
        entity_id(source["id"], "source."),
        "Document",
        name=name_or(source["title"], source["id"]),
        title=source["title"],
        fileName=source["id"],
        author=source.get("author"),
        publisher=source.get("publisher"),
        retrievedAt=plain_date(accessed),
        publishedAt=plain_date(date),
        sourceUrl=web_link(source.get("url", "")),
        notes=source.get("note"),
        summary=[
            *inexact({"published": date, "accessed": accessed}),
            *(f"{name}: {source[name]}" for name in OF_DOCUMENT if name in source),
        ],
    )


def _actor(
    graph: FlatGraph, id: str, data: Mapping[str, Any], sources: Mapping[str, Mapping[str, Any]]
) -> str:
    schema, kind = schema_of(data), data.get("classification", "")
    since, until = data.get("start", ""), data.get("end", "")
    fields: dict[str, Any] = dict(
        zip(SPANS.get(schema, ()), (plain_date(since), plain_date(until)), strict=False)
    )
    said = {"since": since, "until": until}
    cited = [data]
    summary = inexact(said) if schema in SPANS else [f"{n}: {d}" for n, d in said.items() if d]
    for _, object, edge in graph.out_edges(id, data=True):
        if name := field_of(graph, id, object, edge):
            fields.setdefault(name, []).append(entity_id(object))
            places = ", ".join(map(str, values.citations(edge)))
            cited.append(edge)
            summary.append(f"{edge['label']} {graph.nodes[object]['label']} ({places})")
    summary += [f"{name}: {data[name]}" for name in ("unnamed", "remit") if data.get(name)]
    identified, others = identifiers(schema, data)
    summary += [f"ids: {'; '.join(others)}"] if others else []
    summary += [f"evidence: {cited}" for cited in values.citations(data)]
    if schema in ORGANISATIONS:
        fields["classification"] = kind
        fields["legalForm"] = kind if kind == "charity" else ""
        fields["topics"] = TOPICS.get(kind, "")
    else:
        fields["keywords"] = kind
    return entity(
        entity_id(id),
        schema,
        name=name_or(data["label"], id),
        alias=[alias for alias in data.get("aliases", ()) if name_or(alias, "")],
        description=data.get("description"),
        notes=data.get("note"),
        summary=summary,
        **fields,
        **identified,
        **_evidence({"evidence": [place for part in cited for place in part.get("evidence", ())]},
                    sources),
    )  # fmt: skip


def _fact(
    graph: FlatGraph,
    edge: tuple[str, str, str],
    data: Mapping[str, Any],
    evidence: Mapping[str, Any],
) -> Iterator[str]:
    subject, object, key = edge
    id, ends, said = (
        entity_id(key, "fact."),
        (entity_id(subject), entity_id(object)),
        qualifiers(graph, data),
    )
    span = _span(data)
    # A fact whose id its author gave does not name its relation.
    is_named = key.startswith(f"{subject}.{data['type']}.{object}")
    relation = [] if is_named else [f"stated as: {data['type']}"]
    if data["status"] == "denied" or data["family"] == STANCE:
        names = [graph.nodes[end]["label"] for end in (subject, object)]
        words = values.sentence(graph, subject, object, data)
        is_denied = data["status"] == "denied"
        yield entity(
            id,
            "Note",
            name=f"denied: {words}" if is_denied else words,
            # From which the words between the two names can be read again.
            description=[
                f"{names[0]} {data['label']} {names[1]}",
                *(f"{name}: {text}" for name, text in said.items()),
            ],
            entity=ends,
            notes=data.get("note"),
            summary=[f"stated as: {data['type']}", *remarks({**data, "note": ""}, {})],
            **evidence,
        )
    elif undertaking := undertaking_of(graph, subject, object, data):
        words = values.sentence(graph, subject, object, data)
        yield from _undertaking(undertaking, words, (id, *ends), data, said, evidence)
    elif row := edge_of(graph, subject, object, data):
        fields = dict(zip(row.ends, ends, strict=True))
        if row.qualifier:
            fields[row.field] = said.get(row.qualifier, "")
        if row.schema in VALUES and "amount_value" in data:
            from stakegraph.model.amounts import exact

            fields |= {"amount": exact(said[AMOUNT]), "currency": data["amount_currency"]}
        yield entity(id, row.schema, summary=[*relation, *remarks(data, said, row.qualifier)],
                      **fields, **span, **evidence)  # fmt: skip
    else:
        yield entity(id, "UnknownLink", subject=ends[0], object=ends[1], role=data["label"],
                      summary=[*relation, *remarks(data, said)], **span, **evidence)  # fmt: skip


def _undertaking(
    row: Undertaking,
    words: str,
    ids: tuple[str, str, str],
    data: Mapping[str, Any],
    said: Mapping[str, str],
    evidence: Mapping[str, Any],
) -> Iterator[str]:
    """Yield what one does with or against another as an entity, and the part of each of them."""
    id, *ends = ids
    told, span = remarks(data, said, row.name, row.qualifier), _span(data)
    fields = {row.since: span["startDate"], row.until: span["endDate"]}
    if row.qualifier:
        fields[row.field] = said.get(row.qualifier, "")
    yield entity(id, row.schema, name=name_or(said.get(row.name, ""), words), description=words,
                  summary=told, **fields, **evidence)  # fmt: skip
    party, whole = ENDS[row.party]
    for end, role in zip(ends, row.parts, strict=True):
        yield entity(
            entity_id(f"{data['fact']}.{role}", "fact."), row.party, **{party: end, whole: id},
            role=role, summary=told, **span, **evidence,
        )  # fmt: skip


def _span(data: Mapping[str, Any]) -> dict[str, str]:
    """Return the dates of a fact, and its id, as the fields of what has a time."""
    since, until = data.get("start", ""), data.get("end", "")
    return {
        "startDate": plain_date(since),
        "endDate": plain_date(until),
        "recordId": data["fact"],
    }


def _event(
    graph: FlatGraph, event: Mapping[str, Any], sources: Mapping[str, Mapping[str, Any]]
) -> str:
    who = [id for id in event.get("who", ()) if id in graph]
    others = [id for id in who if schema_of(graph.nodes[id]) not in PARTIES]
    on, words = event.get("on", ""), name_or(event["what"], event["id"])
    if event["status"] == "denied":
        return entity(
            entity_id(event["id"], "event."),
            "Note",
            name=f"denied: {words}",
            description=event["what"],
            entity=[entity_id(id) for id in who],
            notes=event.get("note"),
            summary=[*inexact({"on": on}), *remarks({**event, "note": ""}, {})],
            **_evidence(event, sources),
        )
    return entity(
        entity_id(event["id"], "event."),
        "Event",
        name=words,
        description=event["what"],
        date=plain_date(on),
        involved=[entity_id(id) for id in who if id not in others],
        notes=event.get("note"),
        recordId=event["id"],
        summary=[
            *inexact({"on": on}),
            *(f"also involved: {graph.nodes[id]['label']}" for id in others),
            *remarks({**event, "note": ""}, {}),
        ],
        **_evidence(event, sources),
    )


def _evidence(
    part: Mapping[str, Any], sources: Mapping[str, Mapping[str, Any]]
) -> dict[str, list[str]]:
    ids = dict.fromkeys(cited.source for cited in values.citations(part))
    found = [sources[id] for id in ids if id in sources]
    return {
        "proof": [entity_id(source["id"], "source.") for source in found],
        "publisher": [source.get("publisher", "") for source in found],
        "sourceUrl": [web_link(source.get("url", "")) for source in found],
    }
