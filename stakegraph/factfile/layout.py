"""The text of a fact file of YAML: where its entries begin and end, and the lines about them."""

import re
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import yaml

from stakegraph.model.facts import Place

LINE_ENDS = "\n\r\x85\u2028\u2029"  # what YAML takes for the end of a line
LINE_END = re.compile(f"\r\n|[{LINE_ENDS}]")
STEP = 2

_BLANK = re.compile(rf"[ \t]*(?:{LINE_END.pattern})")
_BLOCKS = ("|", ">")  # the styles of texts in lines of their own


class Splice(NamedTuple):
    """What is put into a file in the place of some bytes, and how many stand before these."""

    at: int
    text: bytes
    length: int = 0

    def into(self, data: bytes) -> bytes:
        """Return the bytes of the file with what is put into it."""
        return data[: self.at] + self.text + data[self.at + self.length :]


class Entry(NamedTuple):
    """An entry of a file: the nodes of its section's name and of the section, and its number."""

    name: Any
    section: Any
    number: int

    @property
    def key(self) -> str:
        """Return its id, "" of a fact."""
        item = self.section.value[self.number]
        return item[0].value if isinstance(item, tuple) else ""

    @property
    def node(self) -> Any:
        """Return the node of its table."""
        return value_of(self.section.value[self.number])


def spliced(data: bytes, splices: Iterable[Splice]) -> bytes:
    """Return the bytes of a file with what is put into several places of it."""
    for splice in sorted(splices, reverse=True):
        data = splice.into(data)
    return data


class Layout:
    """A fact file of YAML in which places are looked for; `data` is one without errors."""

    def __init__(self, data: bytes) -> None:
        self.text = data.decode("utf-8-sig")
        self.before = len(BOM_UTF8) * data.startswith(BOM_UTF8)
        self.root: Any = yaml.compose(self.text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        ends = re.search("\r\n|[\n\r]", self.text)
        self.line_end = ends[0] if ends else "\n"

    def splice(self, start: int, text: str, end: int | None = None) -> Splice:
        """Return what puts a text in the place of some characters, or of none."""
        at = self.before + len(self.text[:start].encode())
        return Splice(at, text.encode(), len(self.text[start : end or start].encode()))

    def entry(self, place: Place) -> Entry:
        """Return the entry that begins in a place; raises KeyError where none does."""
        for name, section in self.root.value:
            if isinstance(section, yaml.CollectionNode):
                for number, item in enumerate(section.value):
                    mark = (item[0] if isinstance(item, tuple) else item).start_mark
                    if (mark.line + 1, mark.column + 1) == place:
                        return Entry(name, section, number)
        raise KeyError(place)

    def behind(self, node: Any, indent: int) -> int:
        """Return where the line begins behind a value and the comments so far indented."""
        while isinstance(node, yaml.CollectionNode) and not node.flow_style:
            node = last(node)
        at: int = node.end_mark.index
        if isinstance(node, yaml.ScalarNode) and node.style in _BLOCKS:
            is_kept = "+" in self.text[node.start_mark.index :][:3]  # the blank lines at its end
            at = at if is_kept else len(self.text[:at].rstrip(LINE_ENDS))
        if self.text[at - 1] not in LINE_ENDS:
            end = LINE_END.search(self.text, at)
            at = end.end() if end else len(self.text)
        comments = re.compile(f"(?: {{{indent},}}#.*(?:{LINE_END.pattern}|$))*")
        found = comments.match(self.text, at)
        return found.end() if found else at

    def lines(self, at: int, added: str) -> str:
        """Return lines with the ends that those of the file have, after a line that is ended."""
        is_ended = at == 0 or self.text[at - 1] in LINE_ENDS
        return (added if is_ended else f"\n{added}").replace("\n", self.line_end)

    def line_start(self, at: int) -> int:
        """Return where the line of a character begins."""
        return max(self.text.rfind(end, 0, at) for end in LINE_ENDS) + 1

    def lines_above(self, at: int) -> Iterator[tuple[int, str]]:
        """Yield where each line begins above the one that begins at a character, and the line."""
        while at > 0:
            start = self.line_start(at - (2 if self.text.endswith("\r\n", 0, at) else 1))
            yield start, self.text[start:at]
            at = start

    def blank_below(self, at: int) -> list[int]:
        """Return where each of the blank lines ends that follow a place, one after the other."""
        found = []
        while match := _BLANK.match(self.text, at):
            at = match.end()
            found.append(at)
        return found


def is_blank(line: str) -> bool:
    """Return whether there is nothing in a line."""
    return not line.strip(f" \t{LINE_ENDS}")


def last(node: Any) -> Any:
    """Return the last value in a table or list that has one."""
    return value_of(node.value[-1])


def value_of(item: Any) -> Any:
    """Return the value of a pair in a table, or an item of a list as it is."""
    return item[1] if isinstance(item, tuple) else item
