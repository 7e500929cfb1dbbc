"""Which facts are memberships or have another place in a Popolo file, and what it will not hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from stakegraph.exporters import _values as values
from stakegraph.model.relations import REPORTING
from stakegraph.model.sentences import counted

if TYPE_CHECKING:
    from stakegraph.graph.neighbourhood import Graph

PARENT = "part_of"
AREA = "located_in"


def is_membership(graph: Graph, data: Mapping[str, Any]) -> bool:
    """Return whether a fact is a membership of an organisation, or of a post."""
    is_ours = data["status"] != "denied" and not values.is_to_come_unsaid(graph, data)
    return is_ours and _is_role(graph, data)


def losses(graph: Graph) -> list[str]:
    """Say what the file will not hold, or hold under keys of our own only."""
    edges = [data for *_, data in graph.edges(data=True)]
    denied = sum(part["status"] == "denied" for part in (*edges, *graph.graph["events"]))
    homeless = [
        data for data in edges if data["status"] != "denied" and not _has_place(graph, data)
    ]
    families = Counter(data["family"] for data in homeless if not _is_role(graph, data))
    to_come = sum(_is_role(graph, data) for data in homeless)
    repeated = len(values.repeating(graph))
    doubtful = sum(
        data["status"] not in ("stated", "denied") for data in edges if _has_place(graph, data)
    )
    parts = list(values.parts(graph))
    remarks = sum(any(name in part for name in ("because", "note")) for part in parts)
    dates = sum(values.iso(date) != date for date in values.dates(graph))
    quoted = sum(len(values.citations(part)) for part in parts)
    sentences = {
        **{
            f"left out: {counted(count, 'fact')} of the family {family!r}, which Popolo has not": (
                count
            )
            for family, count in sorted(families.items())
        },
        **values.further(graph),
        f"left out, since no date says that they are to come: {counted(to_come, 'membership')}": (
            to_come
        ),
        f"left out, since Popolo cannot deny: {counted(denied, 'denied statement')}": denied,
        f"left out, since the membership of the post says the same: "
        f"{counted(repeated, 'derived role')}": repeated,
        f"under our own key `status`: that {counted(doubtful, 'fact')} are hedged, disputed,"
        " inferred or derived": doubtful,
        "cut to a year, month or day, or left out, with the EDTF text under our own keys `since`,"
        f" `until` and `on`: {counted(dates, 'date')}": dates,
        "under our own keys: the reasons and notes of "
        f"{counted(remarks, 'entry', 'entries')}": remarks,
        "under our own key `evidence`: the places and quotations of "
        f"{counted(quoted, 'citation')}": quoted,
    }
    return [sentence for sentence, count in sentences.items() if count]


def _has_place(graph: Graph, data: Mapping[str, Any]) -> bool:
    """Return whether a fact has a place in the file."""
    kept = data["family"] == REPORTING or data["type"] in (PARENT, AREA)
    return kept or values.row_of(graph, data).get("of_post") or is_membership(graph, data)


def _is_role(graph: Graph, data: Mapping[str, Any]) -> bool:
    return bool(values.row_of(graph, data).get("fills")) or data["type"] in values.ROLES
