"""One line of JSON, looked at closely: its values know where they stand, or it says what is wrong.

The tokens become the events that a parser of YAML would give, so that texts, keys given twice and
depth are what they are in a fact file of YAML.
"""

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple, NoReturn

from yaml import (
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from stakegraph.errors import Problem
from stakegraph.factfile.document import Builder
from stakegraph.factfile.syntax import Refused, decode_utf8

_STRING = r'"(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"'
_NUMBER = r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?"
_TOKEN = re.compile(rf"[{{}}\[\],:]|{_STRING}|(?:{_NUMBER}|true|false|null)(?![\w.+-])")
_SPACE = re.compile(r"[ \t\r\n]*")
_SURROGATE = re.compile("[\ud800-\udfff]")


class _Mark(NamedTuple):
    line: int
    column: int


def parse_line(data: bytes, path: str, line: int) -> tuple[Any, list[Problem]]:
    """Build the value of one line, with every problem that was met on the way.

    Gives a Table, Items or str, or None where the line cannot be parsed.
    """
    text, problems = decode_utf8(data, path, line)
    if problems:
        return None, problems
    tokens = _Tokens(text, path, line)
    events = tokens.value()
    builder = Builder(events.__next__, path)
    try:
        value = builder.value(builder.next(), 0)
        if tokens.following():
            tokens.refuse("the end of the line")
        return value, builder.problems
    except Refused as refused:
        return None, [*builder.problems, *refused.problems]


class _Tokens:
    """The tokens of one line, and the events that they make."""

    def __init__(self, text: str, path: str, line: int) -> None:
        self.text = text
        self.path = path
        self.line = line
        self.word = ""
        self.is_token = False
        self.start = self.end = 0

    def following(self) -> str:
        """Return the next token, "" at the end of the line."""
        space = _SPACE.match(self.text, self.end)
        self.start = space.end() if space else self.end
        match = _TOKEN.match(self.text, self.start)
        self.is_token = match is not None
        self.word = match[0] if match else self.text[self.start : self.start + 1]
        self.end = self.start + len(self.word)
        return self.word

    def value(self) -> Iterator[Any]:
        """Yield the events of the value that follows."""
        word = self.following()
        if word == "{":
            yield MappingStartEvent(None, None, True, self.mark())
            if self.following() != "}":
                yield from self.fields()
            yield MappingEndEvent()
        elif word == "[":
            yield SequenceStartEvent(None, None, True, self.mark())
            if self.following() != "]":
                self.end = self.start
                yield from self.items()
            yield SequenceEndEvent()
        else:
            yield self.scalar("a value")

    def fields(self) -> Iterator[Any]:
        """Yield the events of a table from its first key on."""
        while True:
            if not self.word.startswith('"'):
                self.refuse("a key in quotation marks")
            yield self.scalar("a key in quotation marks")
            if self.following() != ":":
                self.refuse("':'")
            yield from self.value()
            if self.following() == "}":
                return
            if self.word != ",":
                self.refuse("',' or '}'")
            self.following()

    def items(self) -> Iterator[Any]:
        """Yield the events of a list from its first item on."""
        while True:
            yield from self.value()
            if self.following() == "]":
                return
            if self.word != ",":
                self.refuse("',' or ']'")

    def scalar(self, wanted: str) -> Any:
        """Return the event of a text or of what JSON writes without quotation marks."""
        word = self.word
        if not self.is_token or word in "{}[],:":
            self.refuse(wanted)
        is_text = word[0] == '"'
        text = json.loads(word) if is_text else word.replace("null", "")
        if is_text and _SURROGATE.search(text):
            self.refuse("a whole character, not half of one")
        return ScalarEvent(None, None, (not is_text, is_text), text, self.mark())

    def mark(self) -> Any:
        return _Mark(self.line - 1, self.start)

    def refuse(self, wanted: str) -> NoReturn:
        """Say what the token that was met should have been."""
        found = f"{self.word!r} stands" if self.word else "the line ends"
        message = f"{found} where {wanted} is expected"
        where = (self.line, self.start + 1)
        raise Refused(Problem(self.path, *where, "error", message, "json-syntax"))
