"""What a file of FollowTheMoney entities will not hold, or hold in words only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from stakegraph.exporters import _values as values
from stakegraph.exporters import qualifiers
from stakegraph.exporters._ftm_entities import is_long, is_unknown, plain_date
from stakegraph.model.ftm import OF_DOCUMENT
from stakegraph.model.sentences import counted

if TYPE_CHECKING:
    from stakegraph.exporters import FlatGraph


def losses(graph: FlatGraph) -> list[str]:
    """Say what the file will not hold, or hold in words only."""
    found = _counts(graph)
    doubtful, denied, remarks = found["doubtful"], found["denied"], found["remarks"]
    quoted, dates, long = found["quoted"], found["dates"], found["long"]
    links, unclean = found["links"], found["unclean"]
    sentences = {
        f"in words only (`summary`): the status of {counted(doubtful, 'fact')}, hedged, disputed,"
        " inferred or derived": doubtful,
        "as notes, since FollowTheMoney cannot deny: "
        f"{counted(denied, 'denied statement')}": denied,
        f"as UnknownLink, with the relation in words: {counted(links, 'fact')}": links,
        "cut to a year, month or day, or left out, with the EDTF text in `summary`: "
        f"{counted(dates, 'date')}": dates,
        "in words only (`summary`, `notes`): the reasons and notes of "
        f"{counted(remarks, 'entry', 'entries')}": remarks,
        "in words only (`summary`): the copies, the fate and the language of "
        f"{counted(found['of_source'], 'source')}": found["of_source"],
        "in words only (`summary`): the places and quotations of "
        f"{counted(quoted, 'citation')}": quoted,
        f"cut to the length of their fields: {counted(long, 'text')}": long,
        f"replaced by U+FFFD: {counted(unclean, 'character')} that few programs can read": unclean,
        "left out: the title": bool(graph.graph.get("title")),
        **values.further(graph),
    }
    return [sentence for sentence, count in sentences.items() if count]


def _counts(graph: FlatGraph) -> Counter[str]:
    """Count what the file will not hold, or not in a field of its own."""
    found: Counter[str] = Counter()
    for _, data in graph.nodes(data=True):
        _count(found, data, ("start", "end"))
        found["long"] += sum(is_long("name", name) for name in _names(data))
    for subject, object, _, data in graph.edges(keys=True, data=True):
        _count(found, data, ("start", "end"))
        found["long"] += sum(is_long("role", text) for text in qualifiers(graph, data).values())
        found["doubtful"] += data["status"] not in ("stated", "denied")
        found["denied"] += data["status"] == "denied"
        found["links"] += is_unknown(graph, subject, object, data)
    for event in graph.graph["events"]:
        _count(found, event, ("on",))
        found["denied"] += event["status"] == "denied"
    for source in graph.graph["sources"]:
        _count(found, source, ("date", "accessed"))
        found["of_source"] += any(name in source for name in OF_DOCUMENT)
        titles = (source[name] for name in ("title", "publisher") if name in source)
        found["long"] += sum(is_long("title", title) for title in titles)
    return found


def _count(found: Counter[str], part: Mapping[str, Any], dates: tuple[str, ...]) -> None:
    """Count what any part may have."""
    texts = (part[name] for name in ("description", "note", "because", "what") if name in part)
    found["long"] += sum(is_long("summary", text) for text in texts)
    found["remarks"] += "because" in part or "note" in part
    found["quoted"] += len(values.citations(part))
    found["dates"] += sum(plain_date(part[name]) != part[name] for name in dates if name in part)
    found["unclean"] += values.unclean_in(part)


def _names(node: Mapping[str, Any]) -> tuple[str, ...]:
    return node["label"], *node.get("aliases", ())
