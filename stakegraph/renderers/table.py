"""Show an answer as a table."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, zip_longest
from typing import Any, TextIO

from msgspec.structs import replace
from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from stakegraph.outlines import Item
from stakegraph.renderers import Answer, columns, left_out, rows, shown
from stakegraph.renderers._joined import cited
from stakegraph.renderers._terminal import console
from stakegraph.text.escaping import visible

Row = dict[str, str]

# What stands beneath the first cell of a row, not in a column: the words before it.
_BENEATH = {"aliases": "also ", "description": "", "notes": ""}
_MORE = "more"  # how many lines a limit leaves out
_USUAL = {"status": "stated"}  # which is not said of every row
_ROOM = 14  # a column that could use more and has less breaks most words
_GAP = 2


def show(answer: Answer[Any], stream: TextIO) -> None:
    """Print the lines of an answer as rows under their headings, folded to the terminal's width.

    What is the same in every row under a heading stands beside that. Where a row has too little
    room, each is printed as a small table of its own.
    """
    terminal = console(stream)
    outline = answer.outline
    items = _limited(outline.items, answer.limit)
    left = ("under", _MORE) if answer.cite else ("under", _MORE, "fact")
    if items:
        terminal.print(Text(visible(outline.title), "bold", overflow="fold"))
        for line in outline.opening:
            terminal.print(Text(visible(line), overflow="fold"))
        for under, group in groupby(rows(items), key=lambda row: row["under"]):
            found = [*group]
            names = [name for name in columns(found) if name not in left]
            terminal.print()
            for part in _parts(under, found, names, terminal):
                terminal.print(part)
        terminal.print()
    for line in outline.closing:
        terminal.print(Text(visible(line), overflow="fold"))


def _limited(items: Sequence[Item], limit: int) -> tuple[Item, ...]:
    """Return no more lines than the limit of each list, with how many more there are."""
    if not limit:
        return tuple(items)
    some, count = shown(items, limit)
    found = [replace(item, items=_limited(item.items, limit)) for item in some]
    if len(some) < len(items):
        more = left_out(count, limit)
        found.append(Item(text=more, cells={_MORE: more}))
    return tuple(found)


def _parts(
    under: str, found: Sequence[Row], names: Sequence[str], terminal: Console
) -> Iterator[RenderableType]:
    """Yield the rows under one heading, with that."""
    more = [row[_MORE] for row in found if _MORE in row]
    found = [row for row in found if _MORE not in row]
    same = [name for name in names[1:] if len({row.get(name) for row in found}) == 1 < len(found)]
    same += [name for name, value in _USUAL.items() if all(row[name] == value for row in found)]
    names = [name for name in names if name not in same]
    heading = Text(visible(under), "bold", overflow="fold")
    told = [f"{name} {found[0][name]}" for name in same if found[0][name] != _USUAL.get(name)]
    if told:
        heading.append(
            visible(f"{', all: ' if under else 'all: '}{', '.join(told)}"), "not bold dim"
        )
    if heading:
        yield heading
    widths = _widths([name for name in names if name not in _BENEATH], found, terminal.width)
    if widths:
        yield from _lined(widths, found, names, terminal)
    else:
        yield from (_record(names, row) for row in found)
    yield from (Text(visible(line), "dim", overflow="fold") for line in more)


def _widths(names: Sequence[str], found: Sequence[Row], room: int) -> Mapping[str, int]:
    """Return the widths of columns in so much room, the widest giving way, but for a long word.

    There are none where that is too little.
    """
    cells = {name: [name, *(visible(row.get(name, "")) for row in found)] for name in names}
    widths = {name: max(map(cell_len, texts)) for name, texts in cells.items()}
    words = {name: " ".join(texts).split() for name, texts in cells.items()}
    least = {name: max(_ROOM, *map(cell_len, some)) for name, some in words.items()}
    room -= _GAP * (len(names) - 1)
    while sum(widths.values()) > room:
        wide = [name for name in names if widths[name] > least[name]]
        if not wide:
            return {}
        widths[max(wide, key=lambda name: widths[name])] -= 1
    return widths


def _lined(
    widths: Mapping[str, int], found: Sequence[Row], names: Sequence[str], terminal: Console
) -> Iterator[Text]:
    """Yield rows in columns, line by line, and under each what stands beneath it."""
    yield from _in_columns(widths, {name: name for name in widths}, terminal, "dim")
    for row in found:
        yield from _in_columns(widths, row, terminal)
        for name in names:
            if name in _BENEATH and row.get(name):
                beneath = Text(visible(f"{_BENEATH[name]}{row[name]}"), "dim", overflow="fold")
                for line in beneath.wrap(terminal, terminal.width - _GAP):
                    yield Text(" " * _GAP).append(line)


def _in_columns(
    widths: Mapping[str, int], row: Mapping[str, str], terminal: Console, style: str = ""
) -> Iterator[Text]:
    """Yield the lines of a row, without blanks at their ends."""
    cells = [
        _cell(name, visible(row.get(name, "")), style).wrap(terminal, width)
        for name, width in widths.items()
    ]
    for parts in zip_longest(*cells):
        line, end = Text(), 0
        for part, width in zip(parts, widths.values(), strict=True):
            if part and part.plain.rstrip():
                part.rstrip()
                line.append(" " * (end - line.cell_len)).append(part)
            end += width + _GAP
        yield line


def _cell(name: str, text: str, style: str = "") -> Text:
    return cited(text) if name == "evidence" else Text(text, style, overflow="fold")


def _record(names: Sequence[str], row: Row) -> RenderableType:
    widest = max(map(len, names))
    record = Table.grid(padding=(0, 2))
    record.add_column(style="dim", no_wrap=True)
    record.add_column(overflow="fold")
    for name in names:
        if row.get(name):
            record.add_row(name.ljust(widest), _cell(name, visible(row[name])))
    return Padding(record, (0, 0, 1, 0))
