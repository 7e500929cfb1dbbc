"""Cut a large fact file into blocks of whole entries that can be read apart from each other."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from stakegraph.factfile._header import SECTIONS
from stakegraph.factfile.jsonl import HEADER

_MOST = 8  # blocks without a place to cut them
SIZE = 4 << 20  # bytes of a block, or a little less
_SECTION = re.compile(rb"\n([a-z_]+):[ \r]*(?:#[^\n]*)?(?=\n)")
# Whatever else begins a line in the first column, but for comments and items.
_OTHER = re.compile(rb"\n(?![ \t\r\n#-]|[a-z_]+:[ \r]*(?:#[^\n]*)?\n)(?=.)")
_VERSION = re.compile(rb"(?:^|\n)stakegraph:")
_FIRST = re.compile(rb"(?:[ \t]*(?:#[^\n]*)?\r?\n)*( *)[^ #\r\n]")


class NotPlain(Exception):
    """A file cannot be cut into blocks: one process must read it."""


class Block(NamedTuple):
    """Some lines of a fact file; `line` is the number of the first.

    `head` is what must stand before them in a file of their own, nothing where they begin the file.
    """

    head: bytes
    line: int
    text: bytes

    def as_file(self) -> tuple[list[bytes], int]:
        """Return a fact file of the block alone, and the number that its first line must have."""
        return [self.head, self.text], self.line - self.head.count(b"\n")


def blocks(chunks: Iterable[bytes], size: int = SIZE) -> Iterator[Block]:
    """Cut the bytes of a fact file between entries.

    Where a cut is wrong, in a text over several lines that looks like entries, the block before it
    cannot be read. Raises NotPlain where a section is given twice or not known, anything but
    sections follows the first of them, or there is no place to cut.
    """
    rest, section, indent, line = b"", "", None, 1
    names: set[str] = set()
    first = True
    for chunk in chunks:
        rest += chunk
        if len(rest) < size:
            continue
        found = list(_SECTION.finditer(rest))
        last = found[-1] if found else None
        name = last[1].decode() if last else section
        start = last.end() + 1 if last else 0
        width = _indent(rest, start, name) if last else indent
        cut = _cut(rest, start, name, width) if width is not None else 0
        if cut <= 0:
            if len(rest) > _MOST * max(size, SIZE):  # it is not written entry by entry
                raise NotPlain
            continue
        _check(rest[:cut], found, names)
        yield Block(b"" if first else _head(section), line, rest[:cut])
        first = False
        line += rest.count(b"\n", 0, cut)
        rest, section, indent = rest[cut:], name, width
    if rest and not first:
        _check(rest, list(_SECTION.finditer(rest)), names)
    if rest or first:
        yield Block(b"" if first else _head(section), line, rest)


def blocks_of_lines(chunks: Iterable[bytes], size: int = SIZE) -> Iterator[Block]:
    """Cut the bytes of a fact file of JSON Lines between lines."""
    head, line = b"", 1
    rest: list[bytes] = []
    length = 0
    for chunk in chunks:
        rest.append(chunk)
        length += len(chunk)
        end = chunk.rfind(b"\n") + 1
        if length < size or not end:
            continue
        rest[-1] = chunk[:end]
        text = b"".join(rest)
        yield Block(head, line, text)
        head = HEADER
        line += text.count(b"\n")
        rest = [chunk[end:]]
        length = len(chunk) - end
    if length or not head:
        yield Block(head, line, b"".join(rest))


def _head(section: str) -> bytes:
    return f"stakegraph: 1\n{section}:\n".encode()


def _check(text: bytes, found: list[re.Match[bytes]], names: set[str]) -> None:
    """Raise NotPlain where not all is sections that follow each other behind the version."""
    start = 0
    if not names:
        start = found[0].start() if found else len(text)
        if not _VERSION.search(text, 0, start):
            raise NotPlain
    if _OTHER.search(text, start):
        raise NotPlain
    for match in found:
        name = match[1].decode()
        if name in names or name not in SECTIONS:
            raise NotPlain
        names.add(name)


def _indent(text: bytes, start: int, section: str) -> int | None:
    """Return how far the entries of a section are indented, None where that is not sure."""
    match = _FIRST.match(text, start)
    if match is None or (section == "facts" and text[match.end(1) : match.end()] != b"-"):
        return None
    return len(match[1])


def _cut(text: bytes, start: int, section: str, indent: int) -> int:
    """Return where the last entry begins that is not the first one here, or 0."""
    opening = b"\n" + b" " * indent + (b"- " if section == "facts" else b"")
    at = len(text)
    while (at := text.rfind(opening, start, at)) > 0:
        behind = text[at + len(opening) : at + len(opening) + 1]
        if section == "facts" or behind not in (b"", b" ", b"#", b"\n", b"\r", b"\t", b"-"):
            return at + 1
    return 0
