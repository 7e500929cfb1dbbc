"""What the HTML page says of a line: its sentence, how firm it is, and where that stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from stakegraph.evidence.links import place_link
from stakegraph.exporters import qualifiers
from stakegraph.exporters._values import (
    attributed,
    citations,
    row_of,
    sentence_parts,
    when,
    wording_of,
)
from stakegraph.model.facts import DERIVED, RETRACTED, STATED
from stakegraph.model.relations import Relation
from stakegraph.model.sentences import tie_words
from stakegraph.rules import inference as derive

if TYPE_CHECKING:
    from stakegraph.graph.neighbourhood import Graph


def tie_record(
    graph: Graph,
    ends: tuple[str, str],
    data: Mapping[str, Any],
    index: Mapping[str, int],
    numbers: Mapping[str, int],
    links: Mapping[str, str],
) -> dict[str, Any]:
    """Return what the page says of a line.

    `index` are the numbers of actors and `numbers` those of lines, by which the page knows them;
    a premise that it does not have is named by its id.
    """
    row = graph.graph["relations"].get(data["type"], {})
    given = ("because", "note", "undetermined", "disputed_by", "tense")
    *says, after = sentence_parts(graph, *ends, data)
    says = [*says, after + attributed(graph, data)]
    words = "".join(says)
    more = {name: value for name, value in qualifiers(graph, data).items() if value not in words}
    return {
        "id": data["fact"],
        "ends": [index[end] for end in ends],
        "says": says,
        "verb": data["label"],
        **_from_the_other_end(graph, data),
        "family": data["family"],
        "status": data["status"],
        "firm": _firmness(data),
        "both": row.get("symmetric", False) or "via" in data,
        "when": when(data, act=row.get("act", False), to_come=data.get("tense") == "to come"),
        "evidence": cited_places(data, links),
        "premises": [numbers.get(id, id) for id in data.get("premises", ())],
        "more": more,
        "rule": derive.in_words(data.get("rule", "")),
        **{name: data[name] for name in given if data.get(name)},
    }


def _from_the_other_end(graph: Graph, data: Mapping[str, Any]) -> dict[str, str]:
    """Return what stands between two names from the other end, where it is said of several.

    Where the words hold what part somebody has, `plain` are those that say it of all, and `part`
    is that.
    """
    row = row_of(graph, data)
    if not row:
        return {"inverse": str(data["label"])}
    relation, tense, said = Relation(data["type"], **row), wording_of(data), qualifiers(graph, data)
    words, plain = (
        tie_words(relation, part, backward=True, tense=tense, several=True) for part in (said, {})
    )
    part = ", ".join(value for value in said.values() if value in words)
    return {"inverse": words, **({"plain": plain, "part": part} if plain != words else {})}


def _firmness(data: Mapping[str, Any]) -> str:
    status = str(data["status"])
    if status == DERIVED and data["certainty"] != STATED:
        status = f"{DERIVED} from {data['certainty']}"
    return f"{status}, {RETRACTED}" if data.get("retracted") else status


def cited_places(part: Mapping[str, Any], links: Mapping[str, str]) -> list[tuple[str, ...]]:
    """Return the places that a part cites: source, place, what is quoted, where it can be read."""
    return [
        (*cited, place_link(links.get(cited.source, ""), cited.at, cited.quote))
        for cited in citations(part)
    ]
