"""The text of a file for a parser of YAML, and what is wrong with it, in plain words."""

import re
from collections.abc import Iterable, Iterator

import yaml

from stakegraph.errors import Problem
from stakegraph.model.facts import Place

DEPTH_LIMIT = 100
DEEP = f"more than {DEPTH_LIMIT} levels deep"
_TOO_DEEP = "exceeded maximum nesting depth"  # what libyaml, from 0.2.6 on, says a thousand deep

# What YAML itself forbids in a stream; the pure Python parser and the C parser word it differently.
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_AHEAD = 2048  # characters that a parser may have read behind what it finds, or a little more
_UNENDED = "expected ',' or"  # where a bracket was opened
_KEY = re.compile(r"\s*([^\s{}\[\],:][^{}\[\],:]*)?")  # of an entry, or the hyphen of an item
_COLON = "a ': ' stands inside an unquoted text: quote the text"
_PLAINER = (
    ("mapping values are not allowed", _COLON),
    ("cannot start any token", "a text that begins with this character must be quoted"),
    ("could not find expected ':'", "a key without ': ' behind it, or a text that needs quotes"),
    ("expected <block end>", "the indentation does not fit the lines above"),
    (
        "did not find expected key",
        "the indentation does not fit the lines above, or a quote is odd",
    ),
    ("did not find expected '-' indicator", "the indentation does not fit the list above"),
    ("found unexpected ':'", "within brackets a ':' needs a space behind it, or the text quotes"),
    (_UNENDED, "a bracket is not closed, or a comma is missing"),
    ("unexpected end of stream", "a quote or a bracket is opened and never closed"),
    ("unknown escape character", "in double quotes a backslash starts an escape: double it"),
    ("did not find expected node content", "a value is missing here"),
    ("block sequence entries are not allowed", "a list item '- ' must begin a line of its own"),
)


class Refused(Exception):
    """A file goes on in a way that is not followed any further."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*problems)
        self.problems = problems


def decoded(chunks: Iterable[bytes], path: str, line: int = 1) -> Iterator[str]:
    """Yield the text of a file, some lines at a time; the number of the first is `line`.

    Raises Refused with every byte and character that a file of YAML must not have.
    """
    problems: list[Problem] = []
    mark = "\ufeff"  # may stand before the first line, and nowhere else
    for data in _lines(chunks):
        text, undecoded = decode_utf8(data, path, line)
        text, mark = text.removeprefix(mark), ""
        problems += undecoded
        for match in _UNPRINTABLE.finditer(text):
            below, column = _place(text, match.start())
            message = f"the character U+{ord(match[0]):04X} is not allowed in YAML: remove it"
            place = (below + line - 1, column)
            problems.append(Problem(path, *place, "error", message, "encoding"))
        line += data.count(b"\n")
        if undecoded:
            break
        if not problems:
            yield text
    if problems:
        raise Refused(*problems)


def decode_utf8(data: bytes, path: str, line: int = 1) -> tuple[str, list[Problem]]:
    """Read bytes as UTF-8 text, or say where it fails; the first line of it is `line`."""
    try:
        return data.decode(), []
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace")
        message = f"byte 0x{data[error.start]:02x} is not UTF-8: save the file as UTF-8"
        below, column = _place(before, len(before))
        return "", [Problem(path, below + line - 1, column, "error", message, "encoding")]


class Text:
    """The text of a file as a parser takes it, with what tells the place of an error.

    Of what the parser has taken only the last pieces are kept.
    """

    def __init__(self, pieces: Iterable[str], line: int = 1) -> None:
        self.pieces = iter(pieces)
        self.line = line
        self.size = 0
        self.end = 0  # the last character that is no space, and the place behind it
        self.end_at: Place = (1, 1)
        self.kept: list[tuple[int, str]] = []  # each piece with the number of its first line
        self.at: Place = (1, 1)

    def read(self, _: int = -1) -> str:
        """Return the next piece, "" where there is none."""
        piece = next(self.pieces, "")
        self.kept.append((self.at[0], piece))
        while sum(len(text) for _, text in self.kept[2:]) > _AHEAD:
            del self.kept[0]
        if stripped := piece.rstrip():
            self.end = self.size + len(stripped)
            self.end_at = self._behind(stripped)
        self.size += len(piece)
        self.at = self._behind(piece)
        return piece

    def problem(self, error: yaml.YAMLError, path: str) -> Problem:
        """Return what a parser found, where it is to be mended."""
        marks = [getattr(error, name, None) for name in ("problem_mark", "context_mark")]
        # At the end of the file only what was opened and never closed can be wrong: where it opens.
        inside = (mark for mark in marks if mark and mark.index < self.end)
        place = next(((mark.line + 1, mark.column + 1) for mark in inside), self.end_at)
        found = getattr(error, "problem", None) or getattr(error, "context", None) or str(error)
        if _UNENDED in found and marks[1] and self._is_begun(place):
            # What follows is no part of it: it is to be mended where it opens.
            place = (marks[1].line + 1, marks[1].column + 1)
        if _TOO_DEEP in found:
            message, rule = DEEP, "yaml-depth"
        else:
            message, rule = _plainly(found, self._line(place[0]), place[1]), "yaml-syntax"
        return Problem(path, place[0] + self.line - 1, place[1], "error", message, rule)

    def _is_begun(self, place: Place) -> bool:
        """Return whether a key alone stands before a place, behind a line that nothing goes on."""
        line, column = place
        before = self._line(line - 1).rstrip()
        return bool(_KEY.fullmatch(self._line(line)[: column - 1])) and before[-1:] not in ",{[:"

    def _behind(self, text: str) -> Place:
        """Return the place behind a text that begins at the end of what was read."""
        line, column = self.at
        ends = "\n" if text.isascii() else "\n\x85\u2028\u2029"  # of a line, to a parser
        count = sum(map(text.count, ends)) + text.count("\r") - text.count("\r\n")
        last = max(map(text.rfind, f"{ends}\r"))
        return line + count, len(text) - last if count else column + len(text)

    def _line(self, number: int) -> str:
        for first, piece in reversed(self.kept):
            if number >= first:
                return "".join(piece.splitlines()[number - first :][:1])
        return ""


def _lines(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the bytes of a file so that each piece but the last ends where a line does."""
    rest: list[bytes] = []
    for chunk in chunks:
        end = chunk.rfind(b"\n") + 1
        rest.append(chunk[:end] if end else chunk)
        if end:
            yield b"".join(rest)
            rest = [chunk[end:]]
    yield b"".join(rest)


def _place(text: str, offset: int) -> Place:
    line_start = text.rfind("\n", 0, offset) + 1
    return text.count("\n", 0, offset) + 1, offset - line_start + 1


def _plainly(found: str, line: str, column: int) -> str:
    """Say in plain words what PyYAML found in a place of a line."""
    if line.startswith("\ufeff"):  # which PyYAML counts as a column
        return "the invisible character U+FEFF begins the line: remove it"
    if _UNENDED in found and line[column - 1 :].startswith(": "):
        return _COLON  # in brackets, where {title: Trust: new head} goes on
    if "cannot start any token" in found and line.lstrip(" ").startswith("\t"):
        return "a tab stands where spaces are needed: indent with spaces"
    for theirs, ours in _PLAINER:
        if theirs in found:
            return ours
    return found
