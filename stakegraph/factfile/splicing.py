"""An entry put into a fact file, of which no other byte changes: comments, quotes, layout stay.

It goes behind the last entry of its section, or in a section of its own where that belongs, in the
form that the section has: beneath one another or in brackets. Whether the file then says what it
said and the entry besides is found by reading it, before anybody writes it.
"""

import json
import re
from codecs import BOM_UTF8
from operator import itemgetter
from typing import Any, NamedTuple

import yaml

from stakegraph.errors import CannotWriteError, UsageError
from stakegraph.factfile import line_writer, writer
from stakegraph.factfile._header import KNOWN
from stakegraph.factfile.document import parse
from stakegraph.factfile.fields import Fields, Value
from stakegraph.factfile.readers import JSON_LINES

_LINE_ENDS = "\n\r\x85\u2028\u2029"  # what YAML takes for the end of a line
_LINE_END = re.compile(f"\r\n|[{_LINE_ENDS}]")
_BLOCKS = ("|", ">")  # the styles of texts in lines of their own
_STEP = 2


class Splice(NamedTuple):
    """What is put into a file, and how many bytes of that stand before it."""

    at: int
    text: bytes

    def into(self, data: bytes) -> bytes:
        """Return the bytes of the file with what is put into it."""
        return data[: self.at] + self.text + data[self.at :]


def splice(data: bytes, path: str, section: str, key: str, given: Fields) -> Splice:
    """Return what puts an entry under an id into a section of a file, or a fact ("") into `facts`.

    `data` is a fact file without errors, which `path` tells the kind of. Raises UsageError where it
    has an entry of that id, CannotWriteError where it would not say the same besides.
    """
    if path.endswith(JSON_LINES):
        line_end = b"\r\n" if b"\r\n" in data else b"\n"
        line = line_writer.line(section, key, given).encode().replace(b"\n", line_end)
        return Splice(len(data), line if data.endswith(b"\n") else line_end + line)
    text = data.decode("utf-8-sig")
    at, added = _YamlFile(text).splice(section, key, given)
    offset = len(text[:at].encode()) + len(BOM_UTF8) * data.startswith(BOM_UTF8)
    found = Splice(offset, added.encode())
    before, after = parse(data, path), parse(found.into(data), path)
    if key and key in before[0].get(section, {}):
        raise UsageError(f"{path}: there is an entry {key!r} in {section} already")
    if after != (_with(before[0], section, key, given), []):
        message = f"{path}: an entry in line {text.count(chr(10), 0, at) + 1} would change what "
        message += "the file says there: write it yourself, such as"
        raise CannotWriteError(message, [f"  {line}" for line in added.split("\n") if line])
    return found


class _YamlFile:
    """A fact file of YAML in which places for entries are looked for."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.root: Any = yaml.compose(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        ends = re.search("\r\n|[\n\r]", text)
        self.line_end = ends[0] if ends else "\n"

    def splice(self, section: str, key: str, given: Fields) -> tuple[int, str]:
        """Return the place of an entry, and what is to be put there."""
        for name, value in self.root.value:
            if name.value == section and value.flow_style:
                return self._inside(value, key, given)
            if name.value == section:
                indent = value.start_mark.column
                step = indent - name.start_mark.column or _STEP
                at = self._behind(value, indent)
                return at, self._lines(at, writer.entry(key, given, indent, step))
        if self.root.flow_style:
            return self._inside(self.root, section, {key: given} if key else (given,))
        indent = self.root.start_mark.column
        at = self._behind(self._preceding(section), indent + 1)
        step = next(filter(None, map(self._step, self.root.value)), _STEP)
        gap = "\n" if at == len(self.text) or _LINE_END.match(self.text, at) else ""
        opening = f"{gap}{' ' * indent}{section}:\n"
        return at, self._lines(at, opening + writer.entry(key, given, indent + step, step))

    def _inside(self, brackets: Any, key: str, value: Value) -> tuple[int, str]:
        """Return the place of an entry behind those in brackets, and what is to be put there."""
        first = brackets.value[0] if brackets.value else self.root.value[0]
        name = first[0] if isinstance(first, tuple) else first.value[0][0]
        inline = line_writer.inline if name.style == '"' else writer.inline
        entry = f"{inline(key)}: {inline(value)}" if key else inline(value)
        if not brackets.value:
            return brackets.start_mark.index + 1, entry
        return _last(brackets).end_mark.index, f", {entry}"

    def _preceding(self, section: str) -> Any:
        """Return the value of the key behind which a section belongs."""
        before = KNOWN[: KNOWN.index(section)]
        known = [
            (before.index(name.value), value)
            for name, value in self.root.value
            if name.value in before
        ]
        return max(known, key=itemgetter(0))[1]

    def _step(self, pair: tuple[Any, Any]) -> int:
        """Return by how many columns the entries of a section are indented, 0 in brackets."""
        name, value = pair
        is_block = isinstance(value, yaml.MappingNode) and not value.flow_style
        return value.start_mark.column - name.start_mark.column if is_block else 0

    def _behind(self, node: Any, indent: int) -> int:
        """Return where the line begins behind a value and the comments so far indented."""
        while isinstance(node, yaml.CollectionNode) and not node.flow_style:
            node = _last(node)
        at = node.end_mark.index
        if isinstance(node, yaml.ScalarNode) and node.style in _BLOCKS:
            is_kept = "+" in self.text[node.start_mark.index :][:3]  # the blank lines at its end
            at = at if is_kept else len(self.text[:at].rstrip(_LINE_ENDS))
        if self.text[at - 1] not in _LINE_ENDS:
            end = _LINE_END.search(self.text, at)
            at = end.end() if end else len(self.text)
        comments = re.compile(f"(?: {{{indent},}}#.*(?:{_LINE_END.pattern}|$))*")
        found = comments.match(self.text, at)
        return found.end() if found else at

    def _lines(self, at: int, added: str) -> str:
        """Return lines with the ends that those of the file have, after a line that is ended."""
        is_ended = at == 0 or self.text[at - 1] in _LINE_ENDS
        return (added if is_ended else f"\n{added}").replace("\n", self.line_end)


def _last(node: Any) -> Any:
    """Return the last value in a table or list that has one."""
    last = node.value[-1]
    return last[1] if isinstance(last, tuple) else last


def _with(root: Any, section: str, key: str, given: Fields) -> Any:
    """Return what a file says with an entry besides."""
    entry = json.loads(line_writer.inline(given))
    if key:
        return {**root, section: {**root.get(section, {}), key: entry}}
    return {**root, section: [*root.get(section, ()), entry]}
