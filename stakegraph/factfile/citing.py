"""Further evidence put into an entry of a fact file, of which no other byte changes."""

import json
from collections.abc import Sequence
from typing import Any

import yaml

from stakegraph.errors import CannotWriteError
from stakegraph.factfile import line_writer, writer
from stakegraph.factfile._line import parse_line
from stakegraph.factfile.document import parse
from stakegraph.factfile.fields import Value
from stakegraph.factfile.layout import Layout, Splice, last, spliced
from stakegraph.factfile.readers import JSON_LINES
from stakegraph.factfile.splicing import further_fields
from stakegraph.model.facts import Place

_EVIDENCE = "evidence"


def further_evidence(data: bytes, path: str, place: Place, cited: Sequence[Value]) -> list[Splice]:
    """Return what puts citations behind those that the entry in a place has.

    What is one citation becomes a list. Raises CannotWriteError where the file would not say the
    same besides.
    """
    if path.endswith(JSON_LINES):
        return _in_line(data, path, place, cited)
    layout = Layout(data)
    entry = layout.entry(place)
    found = [(name, value) for name, value in entry.node.value if name.value == _EVIDENCE]
    if not found:
        return [further_fields(data, path, place, {_EVIDENCE: _one_or_several(cited)})]
    splices = _splices(layout, *found[0], cited)
    root = parse(data, path)[0]
    table = root[entry.name.value][entry.key or entry.number]
    table[_EVIDENCE] = _with(table[_EVIDENCE], cited)
    if parse(spliced(data, splices), path) != (root, []):
        told = f"{path}:{place[0]}: evidence here cannot be added to without changing what it says"
        raise CannotWriteError(f"{told}: write {writer.inline(_one_or_several(cited))} yourself")
    return splices


def _splices(layout: Layout, name: Any, value: Any, cited: Sequence[Value]) -> list[Splice]:
    inline = line_writer.inline if name.style == '"' else writer.inline
    added = ", ".join(map(inline, cited))
    if isinstance(value, yaml.SequenceNode) and value.flow_style:
        return [layout.splice(last(value).end_mark.index, f", {added}")]
    is_block = isinstance(value, yaml.CollectionNode) and not value.flow_style
    if not is_block:
        start, end = value.start_mark.index, value.end_mark.index
        if isinstance(value, yaml.ScalarNode) and not value.style:  # which may need quotes now
            return [layout.splice(start, f"[{inline(value.value)}, {added}]", end)]
        return [layout.splice(start, "["), layout.splice(end, f", {added}]")]
    indent = value.start_mark.column
    behind = layout.behind(value, indent)
    lines = "".join(writer.item(each, " " * indent) for each in cited)
    splices = [layout.splice(behind, layout.lines(behind, lines))]
    if isinstance(value, yaml.MappingNode):  # which becomes the first item
        first = value.start_mark.index
        starts = [at for at, line in layout.lines_above(behind) if at > first and line.strip()]
        splices = [
            layout.splice(first, "- "),
            *(layout.splice(at, "  ") for at in starts),
            *splices,
        ]
    return splices


def _in_line(data: bytes, path: str, place: Place, cited: Sequence[Value]) -> list[Splice]:
    lines = data.split(b"\n")
    line = lines[place[0] - 1]
    table, _ = parse_line(line, path, place[0])
    if _EVIDENCE not in table:
        return [further_fields(data, path, place, {_EVIDENCE: _one_or_several(cited)})]
    text = line.decode("utf-8-sig")
    start = table.values_at[_EVIDENCE][1] - 1
    given, end = json.JSONDecoder().raw_decode(text, start)
    added = ", ".join(map(line_writer.inline, cited))
    before = sum(len(each) + 1 for each in lines[: place[0] - 1])
    offset = before + len(line) - len(text.encode())  # the byte order mark

    def put(at: int, what: str) -> Splice:
        return Splice(offset + len(text[:at].encode()), what.encode())

    if isinstance(given, list):
        return [put(end - 1, f", {added}")]
    return [put(start, "["), put(end, f", {added}]")]


def _with(given: Any, cited: Sequence[Value]) -> list[Any]:
    added = [json.loads(line_writer.inline(each)) for each in cited]
    return [*(given if isinstance(given, list) else [given]), *added]


def _one_or_several(cited: Sequence[Value]) -> Value:
    return cited[0] if len(cited) == 1 else tuple(cited)
