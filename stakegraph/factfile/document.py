"""Strict YAML: one document of plain texts, lists and tables that know where they stand.

Every scalar stays the text that was typed. The document is built from the parser's events, in one
pass, so that nothing is guessed (`NO` is no truth value), nothing is lost (a key given twice is an
error) and nothing runs deep enough to crash. Only what a fact file needs is accepted: no tags,
anchors, aliases, merge keys, or further documents.
"""

import re
from collections.abc import Callable
from io import BytesIO
from typing import Any

import yaml

from stakegraph.errors import Problem
from stakegraph.factfile.placed import Items, Plain, Table
from stakegraph.model.facts import Place

DEPTH_LIMIT = 100
_DEEP = f"more than {DEPTH_LIMIT} levels deep"
_TOO_DEEP = "exceeded maximum nesting depth"  # what libyaml, from 0.2.6 on, says a thousand deep

# What YAML itself forbids in a stream; the pure Python parser and the C parser word it differently.
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_PLAINER = (
    ("mapping values are not allowed", "a ': ' stands inside an unquoted text: quote the text"),
    ("cannot start any token", "a text that begins with this character must be quoted"),
    ("could not find expected ':'", "a key without ': ' behind it, or a text that needs quotes"),
    ("expected <block end>", "the indentation does not fit the lines above"),
    (
        "did not find expected key",
        "the indentation does not fit the lines above, or a quote is odd",
    ),
    ("did not find expected '-' indicator", "the indentation does not fit the list above"),
    ("found unexpected ':'", "within brackets a ':' needs a space behind it, or the text quotes"),
    ("did not find expected ',' or", "a bracket is not closed, or a comma is missing"),
    ("unexpected end of stream", "a quote or a bracket is opened and never closed"),
    ("unknown escape character", "in double quotes a backslash starts an escape: double it"),
    ("did not find expected node content", "a value is missing here"),
    ("block sequence entries are not allowed", "a list item '- ' must begin a line of its own"),
)


def decode(data: bytes, path: str) -> tuple[str, list[Problem]]:
    """Read bytes as UTF-8 text without the characters that YAML forbids, or say where it fails."""
    text, problems = decode_utf8(data, path)
    problems += [
        _problem(
            path,
            _place(text, match.start()),
            f"the character U+{ord(match[0]):04X} is not allowed in YAML: remove it",
            "encoding",
        )
        for match in _UNPRINTABLE.finditer(text)
    ]
    return text, problems


def decode_utf8(data: bytes, path: str, line: int = 1) -> tuple[str, list[Problem]]:
    """Read bytes as UTF-8 text, or say where it fails; the first line of it is `line`."""
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace")
        message = f"byte 0x{data[error.start]:02x} is not UTF-8: save the file as UTF-8"
        below, column = _place(before, len(before))
        return "", [_problem(path, (below + line - 1, column), message, "encoding")]


def parse(data: bytes, path: str) -> tuple[Any, list[Problem]]:
    """Build the one document of a YAML file, with every problem that was met on the way.

    Gives a Table, Items or str, or None where there is nothing or the YAML cannot be parsed.
    """
    text, problems = decode(data, path)
    if problems:
        return None, problems
    builder = Builder(_events(text), path)
    try:
        return builder.document(), builder.problems
    except Refused as refused:
        return None, [*builder.problems, refused.problem]
    except yaml.MarkedYAMLError as error:
        end = len(text.rstrip())
        # At the end of the file only what was opened and never closed can be wrong: where it opens.
        marks = [mark for mark in (error.problem_mark, error.context_mark) if mark]
        inside = (mark for mark in marks if mark.index < end)
        place = next(((mark.line + 1, mark.column + 1) for mark in inside), _place(text, end))
        if _TOO_DEEP in (error.problem or ""):
            return None, [*builder.problems, _problem(path, place, _DEEP, "yaml-depth")]
        message = _plainly(error, text.splitlines()[place[0] - 1 :][:1])
        return None, [*builder.problems, _problem(path, place, message, "yaml-syntax")]


def parse_entry(text: str, line: int) -> Any:
    """Build one entry of a section from its own lines, the first of which is `line` of the file.

    Gives a Table or Items with that entry alone, or None where the lines hold anything else or
    anything is wrong with them as YAML: only in the whole file can it be said what that is.
    """
    builder = Builder(_events(text), "", line)
    try:
        root = builder.document(1)
    except (Refused, yaml.YAMLError):
        return None
    return root if isinstance(root, Table | Items) and not builder.problems else None


def entry_at(stream: BytesIO, line: int) -> Table | None:
    """Return the first entry of what follows in a file, of which the next line is `line`.

    That is the table of the first item of a list, or what stands under the first key. None where
    it is no table, or what follows cannot be parsed from there.
    """
    try:
        return Builder(_events(stream), "", line).entry()
    except (Refused, yaml.YAMLError):
        return None


def _events(text: str | BytesIO) -> Callable[[], Any]:
    # The class, not yaml.parse: its generator costs a tenth of the whole reading.
    following: Callable[[], Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text).get_event
    return following


class Refused(Exception):
    """The document goes on in a way that is not followed any further."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


class Builder:
    """Turns events, one by one, into values that know where they stand."""

    def __init__(self, following: Callable[[], Any], path: str, line: int = 1) -> None:
        self.next = following
        self.path = path
        self.line = line  # of the file, where the text begins
        self.problems: list[Problem] = []

    def document(self, depth: int = 0) -> Any:
        """Return the one document of a stream, None if it has none."""
        self.next()
        event = self.next()
        if isinstance(event, yaml.StreamEndEvent):
            return None
        root = self.value(self.next(), depth)
        self.next()
        event = self.next()
        if not isinstance(event, yaml.StreamEndEvent):
            self._refuse(
                event, "a second document begins: keep one document in a file", "yaml-document"
            )
        return root

    def entry(self) -> Table | None:
        """Return the first entry of a stream, None if that is no table."""
        self.next()
        self.next()
        event = self.next()
        if isinstance(event, yaml.MappingStartEvent):
            self.next()
        elif not isinstance(event, yaml.SequenceStartEvent):
            return None
        value = self.value(self.next(), 1)
        return value if isinstance(value, Table) else None

    def value(self, event: Any, depth: int) -> Any:
        """Return the value that begins with an event."""
        kind = type(event)
        if kind is yaml.ScalarEvent:
            if event.tag is not None or event.anchor is not None:
                self._report_extras(event)
            text = event.value
            if event.implicit[0] and text[:1] in _SUSPECT:
                tag = _resolved(text)
                if tag:
                    text = Plain(text)
                    text.otherwise = _READINGS[tag]
            return text
        if kind is yaml.AliasEvent:
            self._refuse(event, f"alias *{event.anchor}: write the value out", "yaml-alias")
        if depth >= DEPTH_LIMIT:
            self._refuse(event, _DEEP, "yaml-depth")
        if event.tag is not None or event.anchor is not None:
            self._report_extras(event)
        return self._table(event, depth) if kind is yaml.MappingStartEvent else self._items(depth)

    def _table(self, start: Any, depth: int) -> Table:
        table = Table(self._at(start))
        following, end, scalar = self.next, yaml.MappingEndEvent, yaml.ScalarEvent
        keys_at, values_at, line = table.keys_at, table.values_at, self.line
        while True:
            event = following()
            if type(event) is end:
                return table
            if type(event) is not scalar:
                self._refuse(event, "a key must be one text", "yaml-key")
            key = event.value
            mark = event.start_mark
            place = (mark.line + line, mark.column + 1)
            is_merge = key == "<<" and event.implicit[0]
            if is_merge:
                self._report(event, "merge key <<: write the values out", "yaml-merge")
            elif event.tag is not None or event.anchor is not None:
                self._report_extras(event)
            event = following()
            mark = event.start_mark
            value = self.value(event, depth + 1)
            if is_merge:
                continue
            if key in keys_at:
                message = f"the key {key!r} is given twice; first in line {keys_at[key][0]}"
                self.problems.append(_problem(self.path, place, message, "duplicate-key"))
                continue
            table[key] = value
            keys_at[key] = place
            values_at[key] = (mark.line + line, mark.column + 1)

    def _items(self, depth: int) -> Items:
        items = Items()
        while True:
            event = self.next()
            if type(event) is yaml.SequenceEndEvent:
                return items
            items.values_at.append(self._at(event))
            items.append(self.value(event, depth + 1))

    def _at(self, event: Any) -> Place:
        return event.start_mark.line + self.line, event.start_mark.column + 1

    def _report_extras(self, event: Any) -> None:
        if event.tag is not None:
            self._report(event, f"tag {event.tag}: write the value without it", "yaml-tag")
        if event.anchor is not None:
            self._report(event, f"anchor &{event.anchor}: write the value without it", "yaml-alias")

    def _report(self, event: Any, message: str, rule: str) -> None:
        self.problems.append(_problem(self.path, self._at(event), message, rule))

    def _refuse(self, event: Any, message: str, rule: str) -> None:
        raise Refused(_problem(self.path, self._at(event), message, rule))


def _place(text: str, offset: int) -> Place:
    line_start = text.rfind("\n", 0, offset) + 1
    return text.count("\n", 0, offset) + 1, offset - line_start + 1


def _problem(path: str, place: Place, message: str, rule: str) -> Problem:
    return Problem(path, *place, "error", message, rule)


def _plainly(error: yaml.MarkedYAMLError, line: list[str]) -> str:
    """Say in plain words what PyYAML found in a line."""
    found = error.problem or error.context or "this is not YAML"
    if "cannot start any token" in found and line and line[0].lstrip(" ").startswith("\t"):
        return "a tab stands where spaces are needed: indent with spaces"
    for theirs, ours in _PLAINER:
        if theirs in found:
            return ours
    return found


_READINGS = {
    "tag:yaml.org,2002:bool": "a truth value",
    "tag:yaml.org,2002:int": "a number",
    "tag:yaml.org,2002:float": "a number",
    "tag:yaml.org,2002:null": "nothing",
    "tag:yaml.org,2002:timestamp": "a date",
    "tag:yaml.org,2002:value": "a special key",
    "tag:yaml.org,2002:merge": "a merge key",
}
_RESOLVERS = yaml.SafeLoader.yaml_implicit_resolvers
_SUSPECT = frozenset(_RESOLVERS)


def _resolved(text: str) -> str:
    """Return the YAML 1.1 tag that an unquoted text resolves to, or "" where it is a text."""
    for tag, pattern in _RESOLVERS.get(text[:1], ()):
        if pattern.match(text):
            return str(tag)
    return ""
