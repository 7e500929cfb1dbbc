"""An entry put into a fact file, of which no other byte changes: comments, quotes, layout stay.

It goes behind the last entry of its section, or in a section of its own where that belongs, in the
form that the section has: beneath one another or in brackets. Whether the file then says what it
said and the entry besides is found by reading it, before anybody writes it.
"""

import json
import re
from operator import itemgetter
from typing import Any

import yaml

from stakegraph.errors import CannotWriteError, Problem, UsageError
from stakegraph.factfile import line_writer, writer
from stakegraph.factfile._header import KNOWN
from stakegraph.factfile.document import parse
from stakegraph.factfile.fields import Fields, Value
from stakegraph.factfile.layout import LINE_END, STEP, Layout, Splice, last
from stakegraph.factfile.readers import JSON_LINES
from stakegraph.model.facts import Place


def splice(data: bytes, path: str, section: str, key: str, given: Fields) -> Splice:
    """Return what puts an entry under an id into a section of a file, or a fact ("") into `facts`.

    `data` is a fact file without errors, which `path` tells the kind of. Raises UsageError where it
    has an entry of that id, CannotWriteError where it would not say the same besides.
    """
    if path.endswith(JSON_LINES):
        line_end = b"\r\n" if b"\r\n" in data else b"\n"
        line = line_writer.line(section, key, given).encode().replace(b"\n", line_end)
        return Splice(len(data), line if data.endswith(b"\n") else line_end + line)
    layout = Layout(data)
    at, added = _addition(layout, section, key, given)
    before, _ = parse(data, path)
    if key and key in before.get(section, {}):
        raise UsageError(f"{path}: there is an entry {key!r} in {section} already")
    wanted: tuple[Any, list[Problem]] = (_with(before, section, key, given), [])
    # A blank line behind a text that keeps those at its end would be one of the text.
    for lines in (added, added.lstrip("\r\n")):
        found = layout.splice(at, lines)
        if parse(found.into(data), path) == wanted:
            return found
    raise _unfit(path, layout, at, "an entry", added)


def further_fields(data: bytes, path: str, place: Place, given: Fields) -> Splice:
    """Return what puts fields into the entry that begins in a place, behind those that it has.

    Raises CannotWriteError where the file would not say the same besides.
    """
    if path.endswith(JSON_LINES):
        lines = data.split(b"\n")
        line = lines[place[0] - 1].rstrip()
        fields = line_writer.inline(given).encode()[1:-1]
        start = sum(len(each) + 1 for each in lines[: place[0] - 1])
        return Splice(start + len(line.removesuffix(b"}").rstrip()), b", " + fields)
    layout = Layout(data)
    entry = layout.entry(place)
    if entry.node.flow_style:
        added = "".join(
            _inside(layout, entry.node, name, value)[1] for name, value in given.items()
        )
        at = last(entry.node).end_mark.index
    else:
        indent = entry.node.start_mark.column
        at = layout.behind(entry.node, indent)
        added = layout.lines(at, writer.fields(given, indent))
    found = layout.splice(at, added)
    root = parse(data, path)[0]
    table = root[entry.name.value][entry.key or entry.number]
    table |= json.loads(line_writer.inline(given))
    if parse(found.into(data), path) != (root, []):
        raise _unfit(path, layout, at, "a field", added)
    return found


def _addition(layout: Layout, section: str, key: str, given: Fields) -> tuple[int, str]:
    """Return the place of an entry, and what is to be put there."""
    root = layout.root
    for name, value in root.value:
        if name.value == section and value.flow_style:
            return _inside(layout, value, key, given)
        if name.value == section:
            indent = value.start_mark.column
            step = indent - name.start_mark.column or STEP
            at = layout.behind(value, indent)
            return at, layout.lines(at, writer.entry(key, given, indent, step))
    if root.flow_style:
        return _inside(layout, root, section, {key: given} if key else (given,))
    indent = root.start_mark.column
    at = layout.behind(_preceding(root, section), indent + 1)
    step = next(filter(None, map(_step, root.value)), STEP)
    gap = "\n" if at == len(layout.text) or LINE_END.match(layout.text, at) else ""
    opening = f"{gap}{' ' * indent}{section}:\n"
    return at, layout.lines(at, opening + writer.entry(key, given, indent + step, step))


def _inside(layout: Layout, brackets: Any, key: str, value: Value) -> tuple[int, str]:
    """Return the place of an entry behind those in brackets, and what is to be put there."""
    first = brackets.value[0] if brackets.value else layout.root.value[0]
    name = first[0] if isinstance(first, tuple) else first.value[0][0]
    inline = line_writer.inline if name.style == '"' else writer.inline
    entry = f"{inline(key)}: {inline(value)}" if key else inline(value)
    if not brackets.value:
        return brackets.start_mark.index + 1, entry
    return last(brackets).end_mark.index, f", {entry}"


def _preceding(root: Any, section: str) -> Any:
    """Return the value of the key behind which a section belongs."""
    before = KNOWN[: KNOWN.index(section)]
    known = [
        (before.index(name.value), value) for name, value in root.value if name.value in before
    ]
    return max(known, key=itemgetter(0))[1]


def _step(pair: tuple[Any, Any]) -> int:
    """Return by how many columns the entries of a section are indented, 0 in brackets."""
    name, value = pair
    is_block = isinstance(value, yaml.MappingNode) and not value.flow_style
    return value.start_mark.column - name.start_mark.column if is_block else 0


def _with(root: Any, section: str, key: str, given: Fields) -> Any:
    """Return what a file says with an entry besides."""
    entry = json.loads(line_writer.inline(given))
    if key:
        return {**root, section: {**root.get(section, {}), key: entry}}
    return {**root, section: [*root.get(section, ()), entry]}


def _unfit(path: str, layout: Layout, at: int, what: str, added: str) -> CannotWriteError:
    """Return the error of what would change what the file says."""
    line = layout.text.count("\n", 0, at) + 1
    message = f"{path}: {what} in line {line} would change what the file says there: "
    lines = [f"  {line}" for line in re.split("[\r\n]+", added) if line]
    return CannotWriteError(f"{message}write it yourself, such as", lines)
