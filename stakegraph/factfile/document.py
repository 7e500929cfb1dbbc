"""Strict YAML: one document of plain texts, lists and tables that know where they stand.

Every scalar stays the text that was typed. The document is built from the parser's events, in one
pass, so that nothing is guessed (`NO` is no truth value), nothing is lost (a key given twice is an
error) and nothing runs deep enough to crash. Only what a fact file needs is accepted: no tags,
anchors, aliases, merge keys, or further documents.
"""

from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any, NoReturn

import yaml

from stakegraph.errors import Problem
from stakegraph.factfile.placed import Items, Plain, Table
from stakegraph.factfile.reading import given_twice
from stakegraph.factfile.syntax import DEEP, DEPTH_LIMIT, Refused, Text, decoded
from stakegraph.model.facts import Place


def events(stream: Text | BytesIO) -> Callable[[], Any]:
    """Return what returns the events of a stream one by one."""
    # The class, not yaml.parse: its generator costs a tenth of the whole reading.
    following: Callable[[], Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(stream).get_event
    return following


def parse(data: bytes, path: str) -> tuple[Any, list[Problem]]:
    """Build the one document of a YAML file, with every problem that was met on the way.

    Gives a Table, Items or str, or None where there is nothing or the YAML cannot be parsed.
    """
    text = Text(decoded([data], path))
    builder = None
    try:
        builder = Builder(events(text), path)
        event = builder.begin()
        root = builder.value(event, 0) if event else None
        builder.end()
        return root, builder.problems
    except (Refused, yaml.YAMLError) as error:
        found = error.problems if isinstance(error, Refused) else [text.problem(error, path)]
        return None, [*(builder.problems if builder else ()), *found]


def entry_at(stream: BytesIO, line: int) -> Table | None:
    """Return the first entry of what follows in a file, of which the next line is `line`.

    That is the table of the first item of a list, or what stands under the first key. None where
    it is no table, or what follows cannot be parsed from there.
    """
    try:
        builder = Builder(events(stream), "", line)
        event = builder.begin()
        if isinstance(event, yaml.MappingStartEvent):
            builder.next()
        elif not isinstance(event, yaml.SequenceStartEvent):
            return None
        value = builder.value(builder.next(), 1)
        return value if isinstance(value, Table) else None
    except (Refused, yaml.YAMLError):
        return None


class Builder:
    """Turns events, one by one, into values that know where they stand."""

    def __init__(self, following: Callable[[], Any], path: str, line: int = 1) -> None:
        self.next = following
        self.path = path
        self.line = line  # of the file, where the text begins
        self.problems: list[Problem] = []

    def begin(self) -> Any:
        """Return the first event of the one document of a stream, None if it has none."""
        self.next()
        event = self.next()
        return None if isinstance(event, yaml.StreamEndEvent) else self.next()

    def end(self) -> None:
        """Make sure that no document follows; refuses one that does."""
        if isinstance(self.next(), yaml.DocumentEndEvent):
            event = self.next()
            if not isinstance(event, yaml.StreamEndEvent):
                message = "a second document begins: keep one document in a file"
                self._refuse(event, message, "yaml-document")

    def value(self, event: Any, depth: int) -> Any:
        """Return the value that begins with an event."""
        kind = type(event)
        if kind is yaml.ScalarEvent:
            if event.tag is not None or event.anchor is not None:
                self.report_extras(event)
            text = event.value
            if event.implicit[0] and text[:1] in SUSPECT and (tag := resolved(text)):
                text = Plain(text)
                text.otherwise = _READINGS[tag]
            return text
        if kind is yaml.AliasEvent:
            self._refuse(event, f"alias *{event.anchor}: write the value out", "yaml-alias")
        if depth >= DEPTH_LIMIT:
            self._refuse(event, DEEP, "yaml-depth")
        if event.tag is not None or event.anchor is not None:
            self.report_extras(event)
        return self._table(event, depth) if kind is yaml.MappingStartEvent else self._items(depth)

    def keys(self, given: dict[str, int]) -> Iterator[tuple[str, Place, bool]]:
        """Yield each key of a table up to its end, its place, and whether its value counts.

        The value is to be taken before the next key; `given` has the line of each key so far.
        """
        following, end, scalar, line = self.next, yaml.MappingEndEvent, yaml.ScalarEvent, self.line
        while True:
            event = following()
            if type(event) is not scalar:
                if type(event) is end:
                    return
                self._refuse(event, "a key must be one text", "yaml-key")
            key = event.value
            mark: Any = event.start_mark
            place = (mark.line + line, mark.column + 1)
            if key == "<<" and event.implicit[0]:
                self._report(event, "merge key <<: write the values out", "yaml-merge")
                yield key, place, False
                continue
            if event.tag is not None or event.anchor is not None:
                self.report_extras(event)
            is_new = key not in given
            if is_new:
                given[key] = place[0]
            else:
                self._report(event, given_twice(key, given[key]), "duplicate-key")
            yield key, place, is_new

    def _table(self, start: Any, depth: int) -> Table:
        table = Table(self.at(start))
        for key, place, counts in self.keys({}):
            event = self.next()
            value = self.value(event, depth + 1)
            if counts:
                table[key] = value
                table.keys_at[key] = place
                table.values_at[key] = self.at(event)
        return table

    def _items(self, depth: int) -> Items:
        items = Items()
        while True:
            event = self.next()
            if type(event) is yaml.SequenceEndEvent:
                return items
            items.values_at.append(self.at(event))
            items.append(self.value(event, depth + 1))

    def at(self, event: Any) -> Place:
        """Return where the value of an event begins."""
        return event.start_mark.line + self.line, event.start_mark.column + 1

    def report_extras(self, event: Any) -> None:
        """Report the tag and the anchor of an event, if it has any."""
        if event.tag is not None:
            self._report(event, f"tag {event.tag}: write the value without it", "yaml-tag")
        if event.anchor is not None:
            self._report(event, f"anchor &{event.anchor}: write the value without it", "yaml-alias")

    def _report(self, event: Any, message: str, rule: str) -> None:
        self.problems.append(Problem(self.path, *self.at(event), "error", message, rule))

    def _refuse(self, event: Any, message: str, rule: str) -> NoReturn:
        raise Refused(Problem(self.path, *self.at(event), "error", message, rule))


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
SUSPECT = frozenset(_RESOLVERS)  # what a text begins with that may be none to others


def resolved(text: str) -> str:
    """Return the YAML 1.1 tag that an unquoted text resolves to, or "" where it is a text."""
    for tag, pattern in _RESOLVERS.get(text[:1], ()):
        if pattern.match(text):
            return str(tag)
    return ""
