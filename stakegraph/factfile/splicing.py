"""An entry put into the text of a fact file that a person wrote: no other byte of it changes.

Comments, quotes, line ends and indentation stay as they are. What was put in is read back: the file
must say the entry and, without it, what it said before.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

import yaml

from stakegraph.errors import UsageError
from stakegraph.factfile.document import parse
from stakegraph.factfile.fields import Value
from stakegraph.factfile.line_writer import line as json_line
from stakegraph.factfile.placed import Table
from stakegraph.factfile.readers import JSON_LINES
from stakegraph.factfile.writer import block, in_line

_BOM = "\ufeff"


class _Section(NamedTuple):
    """Where a section stands in a text; its entries are none, in lines, or in braces.

    `end` is where the last value of it ends, or the key of the section where it has none.
    `indent` is that of its entries, `inner` that of their fields.
    """

    end: int
    is_flow: bool = False
    is_empty: bool = False
    indent: int = 0
    inner: int = 0


def spliced(data: bytes, path: str, section: str, key: str, fields: Mapping[str, Value]) -> bytes:
    """Return a fact file with one entry more, at the end of its section.

    Raises UsageError where the file has such an entry, or is written so that none can be put in.
    """
    if path.endswith(JSON_LINES):
        return _with_line(data, json_line(section, key, fields))
    text = data.decode("utf-8-sig")
    root, problems = parse(data, path)
    before = len(problems)
    if not isinstance(root, Table) or any(each.severity == "error" for each in problems):
        raise UsageError(f"{path}: the file has an error: 'stakegraph check' tells where")
    known = root.get(section)
    if isinstance(known, Table) and key in known:
        raise UsageError(f"{path}: there is an entry {key!r} in {section} already")
    at, added = _addition(text, root, section, key, fields)
    start = len(data) - len(text.encode())  # a byte order mark
    offset = start + len(text[:at].encode())
    whole = data[:offset] + added.encode() + data[offset:]
    again, problems = parse(whole, path)
    if isinstance(again, Table) and isinstance(again.get(section), Table):
        found = again[section].pop(key, None)
        if not again[section] and not known:
            if section in root:
                again[section] = known
            else:
                del again[section]
        if isinstance(found, Table) and again == root and len(problems) == before:
            return whole
    message = f"{path}: the entry cannot be put into {section} as the file is written: "
    raise UsageError(f"{message}write it there by hand")


def _with_line(data: bytes, line: str) -> bytes:
    end = b"\r\n" if b"\r\n" in data else b"\n"
    added = line.encode().removesuffix(b"\n")
    return data + added + end if not data or data.endswith(b"\n") else data + end + added


def _addition(
    text: str, root: Table, section: str, key: str, fields: Mapping[str, Value]
) -> tuple[int, str]:
    """Return where an entry is put in, and its text."""
    newline = "\r\n" if "\r\n" in text else "\n"
    found = _section(text, section)
    if found is None:
        given = f"{section}:\n{block(key, fields, 2, 4)}"
        return _in_lines(text, len(text), given, newline)
    if found.is_flow:
        comma = "" if found.is_empty else ", "
        return found.end, comma + in_line(key, fields)
    indent = found.indent or 2
    given = block(key, fields, indent, found.inner if found.inner > indent else indent + 2)
    return _in_lines(text, found.end, given, newline)


def _in_lines(text: str, end: int, given: str, newline: str) -> tuple[int, str]:
    """Return the beginning of the line behind a place, and lines to be put in there."""
    lines = given.replace("\n", newline)
    if end and text[end - 1] in "\r\n":
        return end, lines
    at = text.find("\n", end) + 1
    return (at, lines) if at else (len(text), newline + lines.removesuffix(newline))


def _section(text: str, section: str) -> _Section | None:
    """Return where a section of the one table of a document stands, None if it has none."""
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text)
    root: Any = loader.get_single_node()
    if root.flow_style:
        raise UsageError("the whole file is in braces: write the entry there by hand")
    for key, value in root.value:
        if key.value != section:
            continue
        if not isinstance(value, yaml.MappingNode):  # nothing stands there
            return _Section(max(key.end_mark.index, value.end_mark.index))
        if value.flow_style:
            last = value.value[-1][1].end_mark.index if value.value else value.start_mark.index + 1
            return _Section(last, is_flow=True, is_empty=not value.value)
        indent = value.value[0][0].start_mark.column
        inner = next(
            (
                entry.value[0][0].start_mark.column
                for _, entry in value.value
                if isinstance(entry, yaml.MappingNode) and not entry.flow_style and entry.value
            ),
            2 * indent,
        )
        return _Section(_behind_comments(text, _end(value), indent), indent=indent, inner=inner)
    return None


def _behind_comments(text: str, end: int, indent: int) -> int:
    """Return the end of the last of the comments that follow a value and belong to its section."""
    start = end if end and text[end - 1] == "\n" else text.find("\n", end) + 1
    for line in text[start:].splitlines(keepends=True) if start else ():
        if not line.lstrip(" ").startswith("#") or len(line) - len(line.lstrip(" ")) < indent:
            break
        end, start = start + len(line.rstrip("\r\n")), start + len(line)
    return end


def _end(node: Any) -> int:
    """Return where the last text of a node ends; a table in lines ends only where more begins."""
    while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(node, yaml.MappingNode) else last
    end: int = node.end_mark.index
    return end
