"""GEXF 1.3, for Gephi, Gephi Lite and sigma.js: colours, sizes, time and kinds of line.

The text is written here because networkx takes an edge's `type` for GEXF's own switch between
directed and undirected, and an EDTF date for a day. https://gexf.net/schema.html
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from stakegraph.edtf.dates import Day, parse
from stakegraph.exporters import directed, left_out, once, replacements
from stakegraph.exporters._columns import cell, columns, edge_rows, edges_with_kinds, node_rows
from stakegraph.exporters._palette import inside_colour, line_colour
from stakegraph.model.qualifiers import NUMERIC
from stakegraph.model.relations import ORGANISATION, PARTNERSHIP, PERSON, POST
from stakegraph.model.sentences import counted
from stakegraph.text.escaping import xml_losses, xml_text

if TYPE_CHECKING:
    from stakegraph.exporters import FlatGraph

STREAMS = True
XML = True

_SIZES = {PERSON: 10, ORGANISATION: 14, POST: 8, PARTNERSHIP: 14}
_ROOT = '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">'
_EDGE_OWN = ("kind", "relation", "weight")
_DYNAMIC = ' mode="dynamic" timeformat="date" timerepresentation="interval"'


def write(graph: FlatGraph) -> Iterator[str]:
    """Write a graph as GEXF, piece by piece.

    The kind of actor is the attribute `kind`, because sigma.js takes `type` for how to draw a node;
    the relation is the attribute `relation` and, numbered where two actors have several of it, the
    edge's own `kind`. An attribute's id is its title. All are strings, lists joined with "; ",
    but for the numbers of shares and amounts.

    A spell goes from the first day that a start may be, as written, to the last that an end may be,
    and is open where nothing is given; `start` and `end` keep the EDTF text. What has no dates has
    no spell, and is always shown. Characters that XML cannot hold become U+FFFD.
    """
    survey = once(_survey, graph)
    nodes = columns([survey.nodes], left=("label",), taken=("kind",))
    edges = columns([survey.edges], left=("label",), taken=_EDGE_OWN)
    nodes |= {"type": "kind"} if "type" in nodes else {}
    edges |= {"type": "relation"} if "type" in edges else {}
    mode = _DYNAMIC if survey.spells else ""
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n{_ROOT}\n<meta><creator>stakegraph</creator>'
    yield f"<description>{xml_text(graph.graph.get('title', ''))}</description></meta>\n"
    yield f'<graph defaultedgetype="directed" idtype="string"{mode}>\n'
    yield from _declared("node", nodes)
    yield from _declared("edge", edges)
    yield "<nodes>\n"
    for id, data in graph.nodes(data=True):
        yield f'<node id="{id}" label="{xml_text(data["label"])}">{_values(nodes, data)}'
        yield f"{_spell(data)}{_look(data)}</node>\n"
    yield "</nodes>\n<edges>\n"
    for subject, object, key, data, kind in edges_with_kinds(graph):
        yield f'<edge id="{key}" source="{subject}" target="{object}"'
        yield f' label="{xml_text(data["label"])}" kind="{xml_text(kind)}">'
        # Without a colour of its own, Gephi gives a line that of the mark it begins at.
        look = _colour(line_colour(data["family"]))
        yield f"{_values(edges, data)}{_spell(data)}{look}</edge>\n"
    yield "</edges>\n</graph>\n</gexf>\n"


def losses(graph: FlatGraph) -> list[str]:
    """Say what the file will not hold."""
    sentences = left_out(graph, "events", "sources")
    survey = once(_survey, graph)
    sentences += directed(survey.edges)
    sentences += replacements(survey.replaced + xml_losses(graph.graph.get("title", "")))
    if survey.backward:
        sentences.append(
            f"{counted(survey.backward, 'span')} without a spell:"
            " as written the end is before the start"
        )
    return sentences


class _Survey(NamedTuple):
    """What has to be known of all nodes and edges: their attributes, and how many have what."""

    nodes: dict[str, None]
    edges: dict[str, None]
    spells: bool
    backward: int
    replaced: int


def _survey(graph: FlatGraph) -> _Survey:
    nodes: dict[str, None] = {}
    edges: dict[str, None] = {}
    spells, backward, replaced = False, 0, 0
    for names, rows in ((nodes, node_rows(graph)), (edges, edge_rows(graph))):
        for data in rows:
            names.update(dict.fromkeys(data))
            spells = spells or bool(_spell(data))
            backward += _is_backward(data)
            replaced += sum(xml_losses(cell(value)) for value in data.values())
    return _Survey(nodes, edges, spells, backward, replaced)


def _declared(what: str, names: Mapping[str, str]) -> Iterator[str]:
    yield f'<attributes class="{what}" mode="static">\n'
    for name in names.values():
        kind = "double" if name in NUMERIC else "string"
        yield f'<attribute id="{name}" title="{name}" type="{kind}"/>\n'
    yield "</attributes>\n"


def _values(names: Mapping[str, str], data: Mapping[str, Any]) -> str:
    values = (
        f'<attvalue for="{column}" value="{xml_text(cell(data[name]))}"/>'
        for name, column in names.items()
        if name in data
    )
    return f"<attvalues>{''.join(values)}</attvalues>"


def _spell(data: Mapping[str, Any]) -> str:
    if not ("start" in data or "end" in data) or _is_backward(data):
        return ""
    first, last = _days(data)
    start = f' start="{_date(first)}"' if first else ""
    end = f' end="{_date(last)}"' if last else ""
    return f"<spells><spell{start}{end}/></spells>" if start or end else ""


def _is_backward(data: Mapping[str, Any]) -> bool:
    first, last = _days(data)
    return first is not None and last is not None and last < first


def _days(data: Mapping[str, Any]) -> tuple[Day | None, Day | None]:
    first = parse(data["start"]).earliest if "start" in data else None
    last = parse(data["end"]).latest if "end" in data else None
    return _known(first), _known(last)


def _known(day: Day | None) -> Day | None:
    # xs:date has no year 0, and not every reader takes a year of five digits.
    return day if day and 1 <= day[0] <= 9999 else None


def _date(day: Day) -> str:
    year, month, number = day
    return f"{year:04}-{month:02}-{number:02}"


def _look(data: Mapping[str, Any]) -> str:
    kind = data["type"]
    return f'{_colour(inside_colour(kind))}<viz:size value="{_SIZES[kind]}"/>'


def _colour(colour: str) -> str:
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return f'<viz:color r="{red}" g="{green}" b="{blue}"/>'
