"""What is in a folder of Parquet: its files, their columns, and the manifest.

The columns of a table are those of the view of a kept set, then what a question needs besides.
A table is one file, or a folder of several parts under the same name, each in the order that is
said here; a manifest lists them all, and says of each part from which value of the first column of
that order to which it goes. Whoever writes such a folder takes the names from here.
Nothing here needs more than the standard library: completing a name loads this module.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple, Self

LAYOUT = 8  # of the files, the columns and what stands in them

ROWS = 8192  # of a row group: so many are read for one actor
GROUPS = 8  # of a part: where each of these is, is read for one actor, at 0.05 ms a group
WITH_NAMES = ("meta", "tally", "relation", "also", "citing")  # its other tables, of a kept set
SUFFIX = ".parquet"
FACTS = "facts"  # a folder of the fact files that were imported from registers

_TYPES = {
    **dict.fromkeys(("number", "fact", "subject_number", "object_number"), "BIGINT"),
    **dict.fromkeys(("share_minimum", "share_maximum", "amount"), "DOUBLE"),
    "sum": "UINTEGER",
}


class Manifest(NamedTuple):
    """What was written: the fact files, how many rows each table has, and `bytes` each file.

    `ranges` says of each of several parts of a table the first and the last value that it has of
    what the table is sorted by.
    `stakegraph` is the version of the program, of whose rules and relations the facts are.
    `registers` says, by the names of fact files, of what register each was imported.
    """

    files: Sequence[str]
    rows: Mapping[str, int]
    bytes: Mapping[str, int]
    ranges: Mapping[str, Sequence[Any]]
    stakegraph: str
    registers: Mapping[str, Mapping[str, str]]
    layout: int = LAYOUT

    @classmethod
    def read(cls, text: str) -> Self:
        """Return what a text says; raises ValueError where it is no manifest."""
        told: Any = json.loads(text)
        try:
            told = {"registers": {}, "ranges": {}, **told}
            found = cls(**{name: told[name] for name in cls._fields})
            whole = all(isinstance(size, int) for size in found.bytes.values())
            ordered = all(first <= last for first, last in found.ranges.values())
        except (TypeError, KeyError, AttributeError) as error:
            raise ValueError("it is no manifest") from error
        if not (whole and ordered):
            raise ValueError("a size is no number, or a range none")
        return found

    def text(self) -> str:
        """Return the manifest as it is written."""
        return json.dumps(self._asdict(), indent=2) + "\n"

    def parts(self, table: str, values: Iterable[Any] | None = None) -> list[str]:
        """Return the names of the files in which a table is, in order.

        Of some values of what it is sorted by, they are the files that may have any.
        """
        whole = f"{table}{SUFFIX}"
        parts = sorted(name for name in self.bytes if name.partition("/")[0] == whole)
        if values is None:
            return parts
        wanted = sorted(values)
        return [part for part in parts if part not in self.ranges or self._has(part, wanted)]

    def _has(self, part: str, wanted: Sequence[Any]) -> bool:
        first, last = self.ranges[part]
        place = bisect_left(wanted, first)
        return place < len(wanted) and bool(wanted[place] <= last)


class Table(NamedTuple):
    """A table: its columns with their types, the query on a kept set that reads it, its order."""

    columns: Mapping[str, str]
    query: str
    order: str

    @property
    def key(self) -> str:
        """Return the column that a table is sorted by, of whose values each part has a range."""
        return self.order.partition(",")[0]


def _typed(texts: str, more: str = "") -> dict[str, str]:
    """Return the types of columns: of texts, and of numbers, of which a few are known by name."""
    numbers = {name: _TYPES.get(name, "INTEGER") for name in more.split()}
    return {**dict.fromkeys(texts.split(), "VARCHAR"), **numbers}


_PLACE = "line number col file_number sum"
# The view has more, which takes a third of the room and is told by others: what an id is made of
# has columns of its own, and the entry says the premises.
_FACTS = Table(
    _typed(
        "subject relation object since until attested status currency rule entry file tail",
        "share_minimum share_maximum amount disputed hidden flags subject_number"
        f" object_number {_PLACE}",
    ),
    "select v.*, f.tail, f.flags, f.subject as subject_number, f.object as object_number,"
    " f.col, f.file as file_number, f.sum from facts v join fact f on f.n = v.number",
    "subject_number, number",  # what is said together has numbers that are near
)

TABLES: Mapping[str, Table] = {
    "facts_by_subject": _FACTS,
    "facts_by_object": _FACTS._replace(
        columns={name: type for name, type in _FACTS.columns.items() if name != "file"},
        order="object_number, number",
    ),
    # With whom a fact of a number is found.
    "facts_by_number": _FACTS._replace(columns=_typed("", "number subject_number"), order="number"),
    "actors": Table(
        _typed("id kind name classification description since until ids entry file", "line number"),
        "select * from actors",
        "id",
    ),
    "identifiers": Table(
        _typed("actor scheme identifier"), "select * from identifiers", "scheme, identifier, actor"
    ),
    "sources": Table(
        _typed("id title publisher date url entry file", _PLACE),
        "select v.*, s.n as number, s.col, s.file as file_number, s.sum"
        " from sources v join source s on s.id = v.id",
        "id",
    ),
    "evidence": Table(_typed("source at quote", "fact"), "select * from evidence", "fact"),
    "events": Table(
        _typed("id what on entry file", _PLACE),
        "select id, json_extract(entry, '$.what') as what, json_extract(entry, '$.on') as 'on',"
        " entry, (select cast(path as text) from file where n = e.file) as file, line,"
        " n as number, col, file as file_number, sum from event e",
        "id",
    ),
    "participants": Table(
        _typed("actor event"),
        "select a.id as actor, e.id as event"
        " from took_part t join actor a on a.n = t.actor join event e on e.n = t.event",
        "actor, event",
    ),
    "conflicts": Table(
        _typed(
            "rule subject relation object",
            "disputed subject_number relation_number object_number",
        ),
        "select c.rule, s.id as subject, r.key as relation, o.id as object, c.disputed,"
        " c.subject as subject_number, c.relation as relation_number, c.object as object_number"
        " from conflict c left join actor s on s.n = c.subject left join relation r"
        " on r.n = c.relation left join actor o on o.n = c.object",
        "rule, subject, relation, object",
    ),
    "problems": Table(
        _typed("path severity message rule field unknown", "line col"),
        "select * from problem",
        "path, line, col, message",
    ),
}
