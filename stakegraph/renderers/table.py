"""Show an answer as a table."""

from typing import Any, TextIO

from rich import box
from rich.table import Table
from rich.text import Text

from stakegraph.renderers import Answer, columns, rows
from stakegraph.renderers._terminal import console
from stakegraph.text.escaping import visible

# Columns that have less than this on average break most words, and some vanish.
_ROOM = 14


def show(answer: Answer[Any], stream: TextIO) -> None:
    """Print the lines of an answer as rows, folded to the terminal's width.

    Where that leaves too little room, each row is printed as a small table of its own.
    """
    terminal = console(stream)
    found = list(rows(answer.outline.items))
    names = [name for name in columns(found) if answer.cite or name != "fact"]
    if found:
        terminal.print(Text(visible(answer.outline.title), "bold", overflow="fold"))
        for line in answer.outline.opening:
            terminal.print(Text(visible(line), overflow="fold"))
        if terminal.width >= _ROOM * len(names):
            terminal.print(_table(names, found))
        else:
            for row in found:
                terminal.print()
                terminal.print(_record(names, row))
            terminal.print()
    for line in answer.outline.closing:
        terminal.print(Text(visible(line), overflow="fold"))


def _table(names: list[str], found: list[dict[str, str]]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in names:
        table.add_column(name, overflow="fold")
    for row in found:
        table.add_row(*(Text(visible(row.get(name, ""))) for name in names))
    return table


def _record(names: list[str], row: dict[str, str]) -> Table:
    widest = max(map(len, names))
    record = Table.grid(padding=(0, 2))
    record.add_column(style="dim", no_wrap=True)
    record.add_column(overflow="fold")
    for name in names:
        if row.get(name):
            record.add_row(name.ljust(widest), Text(visible(row[name])))
    return record
