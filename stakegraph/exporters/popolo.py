"""Popolo JSON, for civic-technology programs: people, organisations, posts, memberships, events.

What Popolo has no key for stands under keys of our own, which its readers pass over.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from stakegraph.evidence.links import web_link
from stakegraph.exporters import _values as values
from stakegraph.exporters import qualifiers
from stakegraph.exporters._attributes import relations, ties
from stakegraph.exporters._popolo_losses import AREA, PARENT, is_membership, losses
from stakegraph.graph.seats import Seat, seats
from stakegraph.model.relations import ORGANISATION, PARTNERSHIP, REPORTING
from stakegraph.text.escaping import json_text

if TYPE_CHECKING:
    from stakegraph.graph.neighbourhood import Graph

__all__ = ["losses", "write"]

Record = dict[str, Any]

_LISTS = {
    "person": "persons",
    "organisation": "organizations",
    "partnership": "organizations",
    "post": "posts",
}
_SPANS = {
    "organizations": ("founding_date", "dissolution_date"),
    "posts": ("start_date", "end_date"),
}
_FACT_SPAN = ("start_date", "end_date")

_AREAS = "areas"

_PLACE = "place"

# What Popolo has no key for, and the keys of ours that keep it.
_DOUBTS = ("undetermined", "disputed_by", "retracted")
_KEPT = ("attested", "tense", "because", "according_to", "note", "rule", "premises", *_DOUBTS)


def write(graph: Graph) -> Iterator[str]:
    """Write a graph as one object with the lists of Popolo, and `sources` beside them.

    A partnership is an organisation classified as one, a place of which nobody is a member an area.
    Dates are YYYY, YYYY-MM or YYYY-MM-DD, or left out; `since`, `until` and `on` keep the EDTF text
    of those that say more or less. `reports_to`, `part_of` and `located_in` list the reporting
    lines, the wholes and the places of an actor.
    http://www.popoloproject.com/specs/
    """
    links = {
        source["id"]: url
        for source in graph.graph["sources"]
        if (url := web_link(source.get("url", "")))
    }
    found = seats(ties(graph), relations(graph))
    lists: dict[str, list[Record]] = {
        name: [] for name in (*dict.fromkeys(_LISTS.values()), _AREAS)
    }
    for id, data in graph.nodes(data=True):
        list_of = lists[_list_of(graph, id, data)]
        list_of.append(_actor(graph, id, data, links, found.of_post(id)))
    left_out = values.repeating(graph)
    lists["memberships"] = [
        _membership(graph, (one, other), data, links, found.of_post(other))
        for one, other, key, data in graph.edges(keys=True, data=True)
        if is_membership(graph, data) and key not in left_out
    ]
    lists["events"] = [
        _event(graph, event, links)
        for event in graph.graph["events"]
        if event["status"] != "denied"
    ]
    lists["sources"] = graph.graph["sources"]
    records = _given({"title": graph.graph.get("title", ""), **lists}, keep=tuple(lists))
    yield json_text(json.dumps(records, ensure_ascii=False, sort_keys=True, indent=1)) + "\n"


def _actor(
    graph: Graph, id: str, data: Mapping[str, Any], links: Mapping[str, str], seat: Seat
) -> Record:
    kind, list_of = data["type"], _list_of(graph, id, data)
    naming = "label" if list_of == "posts" else "name"
    ties_of = [
        (object, edge)
        for _, object, edge in graph.out_edges(id, data=True)
        if edge["status"] != "denied"
    ]
    lines = [
        _tie(graph, object, edge, links) for object, edge in ties_of if edge["family"] == REPORTING
    ]
    wholes, places = (
        [(object, edge) for object, edge in ties_of if edge["type"] == relation]
        for relation in (PARENT, AREA)
    )
    record = {
        "id": id,
        naming: data["label"],
        f"other_{naming}s": [{"name": alias} for alias in data.get("aliases", ())],
        "identifiers": [
            {"scheme": scheme, "identifier": value} for scheme, value in values.identifiers(data)
        ],
        "reports_to": lines,
        PARENT: [_tie(graph, object, edge, links) for object, edge in wholes],
        AREA: [_tie(graph, object, edge, links) for object, edge in places],
        **_dates_and_evidence(data, _SPANS.get(list_of, ()), links),
        **{name: data.get(name) for name in ("note", "unnamed")},
        "summary" if list_of == "persons" else "description": data.get("description"),
    }
    if list_of == "posts":
        facts = [tie.fact for tie in seat.places]
        houses = [(fact.object, graph.edges[id, fact.object, fact.id]) for fact in facts]
        is_plain = len(houses) < 2 and all(values.is_bare(edge) for _, edge in houses)
        record |= {
            "organization_id": seat.organisation,
            "at": [] if is_plain else [_tie(graph, *house, links) for house in houses],
            "remit": data.get("remit"),
        }
    if list_of in ("organizations", _AREAS):
        is_joint = kind == PARTNERSHIP
        record |= {
            "classification": kind if is_joint else data.get("classification"),
            "kind": data.get("classification") if is_joint else "",
            "parent_id": _bare(graph, wholes, list_of),
        }
    if list_of in ("organizations", "posts"):
        record["area_id"] = _bare(graph, places, _AREAS)
    return _given(record)


def _list_of(graph: Graph, id: str, data: Mapping[str, Any]) -> str:
    """Return the list in which an actor stands: that of areas for a place without members."""
    if data.get("classification") != _PLACE or data["type"] != ORGANISATION:
        return _LISTS[data["type"]]
    edges = (edge for *_, edge in (*graph.in_edges(id, data=True), *graph.out_edges(id, data=True)))
    is_body = any(
        values.row_of(graph, edge).get("of_post") or is_membership(graph, edge) for edge in edges
    )
    return _LISTS[ORGANISATION] if is_body else _AREAS


def _bare(graph: Graph, ties: Iterable[tuple[str, Mapping[str, Any]]], list_of: str) -> str:
    """Return the first of a list to which an actor is tied, with no more said than that."""
    found = (object for object, edge in ties if values.is_bare(edge))
    return next((id for id in found if _list_of(graph, id, graph.nodes[id]) == list_of), "")


def _membership(
    graph: Graph,
    edge: tuple[str, str],
    data: Mapping[str, Any],
    links: Mapping[str, str],
    seat: Seat,
) -> Record:
    subject, object = edge
    said = qualifiers(graph, data)
    record: Record = {
        "id": data["fact"],
        **_dates_and_evidence(data, _FACT_SPAN, links),
        **_extensions(data),
    }
    if values.row_of(graph, data).get("fills"):
        record |= {
            "role": graph.nodes[object]["label"],
            "post_id": object,
            "organization_id": seat.organisation,
        }
    else:
        record |= {"role": said.pop(values.ROLES[data["type"]], ""), "organization_id": object}
    member = graph.nodes[subject]
    if _LISTS[member["type"]] == "persons":
        record["person_id"] = subject
    else:
        record["member"] = {"@type": "Organization", "id": subject, "name": member["label"]}
    return _given({**said, **record})


def _tie(graph: Graph, object: str, edge: Mapping[str, Any], links: Mapping[str, str]) -> Record:
    record = {
        "id": object,
        "fact": edge["fact"],
        "name": graph.nodes[object]["label"],
        **_dates_and_evidence(edge, _FACT_SPAN, links),
        **_extensions(edge),
        "qualifiers": qualifiers(graph, edge),
    }
    return _given(record)


def _event(graph: Graph, event: Mapping[str, Any], links: Mapping[str, str]) -> Record:
    on = event.get("on", "")
    people = [id for id in event.get("who", ()) if graph.nodes.get(id, {}).get("type") == "person"]
    record = {
        "id": event["id"],
        "name": event["what"],
        "start_date": values.iso(on),
        "on": on if on != values.iso(on) else "",
        "attendees": [{"id": id, "name": graph.nodes[id]["label"]} for id in people],
        "who": [id for id in event.get("who", ()) if id not in people],
        **_dates_and_evidence(event, (), links),
        **_extensions(event),
        "status": "",  # Popolo's own, of whether the event takes place
        "certainty": event["status"] if event["status"] != "stated" else "",
    }
    return _given(record)


def _dates_and_evidence(
    part: Mapping[str, Any], span: tuple[str, ...], links: Mapping[str, str]
) -> Record:
    """Return the dates and the evidence of a part, as Popolo has them and as they were written."""
    record: Record = {}
    for key, own, name in zip(span or ("", ""), ("since", "until"), ("start", "end"), strict=True):
        date = part.get(name, "")
        short = values.iso(date) if key else ""
        record |= {key: short, own: date if date != short else ""}
    cited = values.citations(part)
    found = dict.fromkeys(place.source for place in cited if place.source in links)
    record["sources"] = [
        {"url": links[id], "note": "; ".join(str(place) for place in cited if place.source == id)}
        for id in found
    ]
    record["evidence"] = [str(place) for place in cited]
    return record


def _extensions(part: Mapping[str, Any]) -> Record:
    """Return what Popolo has no key for; a plain statement has no status."""
    status, certainty = part["status"], part.get("certainty", part["status"])
    return {
        "status": status if status != "stated" else "",
        "certainty": certainty if certainty != status else "",
        **{name: part.get(name) for name in _KEPT},
    }


def _given(record: Mapping[str, Any], keep: tuple[str, ...] = ()) -> Record:
    return {key: value for key, value in record.items() if key and (value or key in keep)}
