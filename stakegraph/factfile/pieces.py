"""Cut a fact file, as it comes in, into its sections and their entries, without reading it whole.

An entry that is written plainly comes with its fields told apart. Of any other one only the lines
are known; where not even that is sure, NotPlain is raised.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import chain

from stakegraph.factfile.plainyaml import KEY, LINE, WITHIN_BRACKETS

_MOST_FIELDS = 12  # of an entry that is told apart by one pattern
_FEW = 1 << 16  # characters that are few: the entries of a small file
_ID = "[a-z0-9][a-z0-9._-]{0,99}+"
_BLANK_LINE = r" *(?:#[^\n]*+)?\n"

# YAML does not allow some characters, takes others for line ends, and a mark of the byte order
# for nothing.
_FORBIDDEN = re.compile(
    "[^\n\t\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_BLANKS = re.compile(f"(?:{_BLANK_LINE})*+")
_SECTION = re.compile(rf"({KEY}):(?: +#[^\n]*+| *)\n")
_VERSION = re.compile(r"stakegraph: 1(?: +#[^\n]*+| *)\n")
_START = re.compile(r"( *)[^ \n]")
_INDENT = re.compile(r"[^\n]*\n( +)")


class NotPlain(Exception):
    """The file must be read as a whole: not even where its entries end is sure."""


class Told:
    """The fields of a plain entry, told apart one after the other; asked for as a match is.

    The groups are what opens the entry, `- ` or an id and more, and each key and its value.
    """

    def __init__(self, match: re.Match[str], field: re.Pattern[str]) -> None:
        self.match = match
        end = match.end(match.lastindex or 0)
        self.fields = list(field.finditer(match.string, match.end(1), end))

    def groups(self) -> tuple[str, ...]:
        """Return all of them."""
        return (self.match[1], *chain.from_iterable(field.groups() for field in self.fields))

    def start(self, group: int = 0) -> int:
        """Return where one of them begins, or the entry does."""
        return (
            self.match.start(group)
            if group < 2
            else self.fields[group // 2 - 1].start(group % 2 + 1)
        )

    def end(self) -> int:
        """Return where the entry ends."""
        return self.match.end()


# The lines of one entry: the number of the first, their text and, if it is plain, its fields.
Piece = tuple[int, str, re.Match[str] | Told | None]
_Match = Callable[[str, int], re.Match[str] | Told | None]


class Feed:
    """The text of a file as far as it has come in, without what has been read of it."""

    def __init__(self, chunks: Iterable[bytes], line: int = 1) -> None:
        self.chunks = iter(chunks)
        self.rest = b""
        self.text = ""
        self.position = 0
        self.line = line
        self.is_first = True
        self.is_last = False  # nothing more will come
        self.is_ended = True  # the last line has an end

    def more(self) -> None:
        """Add at least one more line, or find that there is none."""
        self.text = self.text[self.position :]
        self.position = 0
        came = [self.rest]
        for chunk in self.chunks:
            came.append(chunk)
            if b"\n" in chunk:
                break
        else:
            self.is_last = True
        data = b"".join(came)
        end = len(data) if self.is_last else data.rfind(b"\n") + 1
        self.rest = data[end:]
        self.text += self._decoded(data[:end])
        self.is_first = False
        if self.is_last and self.text and self.text[-1] != "\n":
            self.text += "\n"
            self.is_ended = False

    def _decoded(self, data: bytes) -> str:
        try:
            text = data.decode("utf-8-sig" if self.is_first else "utf-8").replace("\r\n", "\n")
        except UnicodeDecodeError as error:
            raise NotPlain from error
        if _FORBIDDEN.search(text):
            raise NotPlain
        return text

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Return what stands here, if it has some form, and go on behind it."""
        while True:
            match = pattern.match(self.text, self.position)
            end = match.end() if match else self.position
            if end < len(self.text) or self.is_last:
                break
            self.more()
        self.line += self.text.count("\n", self.position, end)
        self.position = end
        return match


def header(feed: Feed) -> str:
    """Return the title as it stands in the file, "" where there is none."""
    title = ""
    has_version = False
    feed.take(_BLANKS)
    while True:
        if not has_version and feed.take(_VERSION):
            has_version = True
            feed.take(_BLANKS)
        elif not title and (match := feed.take(_title())):
            title = match[2]
        elif has_version:
            return title
        else:
            raise NotPlain


def sections(feed: Feed) -> Iterator[str]:
    """Yield the name of each section before its entries are read."""
    names: set[str] = set()
    while feed.position < len(feed.text):
        match = feed.take(_SECTION)
        if match is None or match[1] in names:
            raise NotPlain
        names.add(match[1])
        feed.take(_BLANKS)
        yield match[1]


def entries(feed: Feed, *, listed: bool) -> Iterator[Piece]:
    """Yield the entries of a section, each under an id of its own or `listed` behind a dash."""
    if _is_over(feed.text, feed.position, listed):
        return
    start = _START.match(feed.text, feed.position)
    indent = len(start[1]) if start else 0
    inner = indent + 2
    few = len(feed.text) - feed.position < _FEW
    likely, other = _patterns(indent, inner, few)
    lines = _lines(indent, listed)
    while True:
        text, position, line, size = feed.text, feed.position, feed.line, len(feed.text)
        while position < size:
            match = likely(text, position)
            if match is None and (match := other(text, position)):
                likely, other = other, likely
            if match is None and not listed:
                deeper = _INDENT.match(text, position)
                if deeper and indent < len(deeper[1]) < indent + 9 and len(deeper[1]) != inner:
                    inner = len(deeper[1])
                    likely, other = _patterns(indent, inner, few)
                    match = likely(text, position)
            if match is not None:
                end = match.end()
            elif _is_over(text, position, listed):
                feed.position, feed.line = position, line
                return
            elif cut := lines(text, position):
                end = cut.end()
            else:
                raise NotPlain
            if end == size and not feed.is_last:
                break
            piece = text[position:end]
            if end == size and not feed.is_ended:
                piece = piece[:-1]
            yield line, piece, match
            line += piece.count("\n")
            position = end
        feed.position, feed.line = position, line
        if feed.is_last:
            return
        feed.more()


def _is_over(text: str, position: int, listed: bool) -> bool:
    """Return whether no entry stands here: another section does, or nothing."""
    here = text[position : position + 2]
    return here[:1] not in (" ", "\t") and not (listed and here in ("- ", "-\n"))


@lru_cache(maxsize=64)
def _patterns(indent: int, inner: int, few: bool) -> tuple[_Match, _Match]:
    """Return what matches an entry of one field a line, and one in braces.

    `indent` is how far entries are indented, `inner` how far their fields. What follows an entry
    must be blank lines and comments no deeper than entries, then a line no deeper than they.
    """
    margin = " " * inner
    dash = "- |" if inner == indent + 2 else ""
    behind = rf"(?: {{0,{indent}}}(?:#[^\n]*+)?\n)*+" + _next(indent)

    field = _field(margin)
    opening = rf" {{{indent}}}({dash}{_ID}:\n{margin})"
    block = _Plain(opening, field, rf"\n{margin}", rf"\n{behind}", few)

    field = rf"({KEY}): ({WITHIN_BRACKETS}|\[[^\n\t\]]*+\]|\{{[^\n\t{{}}]*+\}})"
    opening = rf" {{{indent}}}(- |{_ID}: +)\{{"
    return block, _Plain(opening, field, ", +", rf"\}}\n{behind}", few)


@lru_cache(maxsize=64)
def _lines(indent: int, listed: bool) -> _Match:
    """Return what matches the lines of any entry.

    Where a line might go on with the one above, or cannot begin an entry, none is seen.
    """
    begin = r"-[ \n]" if listed else r"""[^ \n\t\-?:,\[\]{}#&*!|>%@`]"""
    deeper = rf" {{{indent + 1},}}[^ \n][^\n]*+\n"
    lines = rf" {{{indent}}}(?={begin})[^\n]*+\n(?:{deeper}|{_BLANK_LINE})*+" + _next(indent)
    return re.compile(lines).match


class _Plain:
    """Matches plain entries.

    A pattern with groups for each of many fields tells an entry apart in two thirds of the time,
    but takes eight milliseconds to compile; for few entries that is the longer time.
    """

    def __init__(self, opening: str, field: str, between: str, behind: str, few: bool) -> None:
        more = rf"(?:{between}{field})"
        times = f"{more}*+" if few else f"{more}?+" * (_MOST_FIELDS - 1)
        self.pattern = f"{opening}{field}{times}{behind}"
        self.field = field if few else ""
        self.match: _Match | None = None

    def __call__(self, text: str, position: int) -> re.Match[str] | Told | None:
        if self.match is None:  # not every file has such entries
            self.match = self.compiled()
        return self.match(text, position)

    def compiled(self) -> _Match:
        whole = re.compile(self.pattern).match
        if not self.field:
            return whole
        field = re.compile(self.field)

        def told(text: str, position: int) -> Told | None:
            match = whole(text, position)
            return match and Told(match, field)

        return told


@lru_cache(maxsize=1)
def _title() -> re.Pattern[str]:
    return re.compile(rf"(?=title:){_field('')}\n(?:#[^\n]*+\n|\n)*+{_next(0)}")


def _field(margin: str) -> str:
    """Return the pattern of a key and its value: what it begins with tells where the value ends."""
    deeper = rf"\n{margin} [^\n\t]*+"
    listed = rf"\n{margin}(?: |- )[^\n\t]*+"
    value = rf"{LINE}|['\"\[{{][^\n\t]*+|>-(?:{deeper})++|(?:{listed})++"
    return rf"({KEY}):(?: |(?=\n))({value})"


def _next(indent: int) -> str:
    return (rf"(?=(?: {{{indent}}})?+" if indent else "(?=") + r"[^ \n#\t]|\Z)"
