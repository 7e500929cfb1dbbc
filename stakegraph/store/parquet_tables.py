"""The tables of a folder of Parquet: their columns, and how they are read from a kept set.

Their columns are those of the views of a kept set, then what a question needs besides.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

_TYPES = {
    **dict.fromkeys(("number", "fact"), "BIGINT"),
    **dict.fromkeys(("share_minimum", "share_maximum", "amount"), "DOUBLE"),
    "sum": "UINTEGER",
}


class ParquetTable(NamedTuple):
    """A table: its columns with their types, the query that reads it, its files by their order.

    `left_out` are columns that a file lacks, since another one has them.
    """

    columns: Mapping[str, str]
    query: str
    files: Mapping[str, str]
    left_out: Mapping[str, str] = {}


def _typed(texts: str, more: str = "") -> dict[str, str]:
    """Return the types of columns: of texts, and of numbers, of which a few are known by name."""
    numbers = {name: _TYPES.get(name, "INTEGER") for name in more.split()}
    return {**dict.fromkeys(texts.split(), "VARCHAR"), **numbers}


_PLACE = "line number col file_number sum"

TABLES: Mapping[str, ParquetTable] = {
    "fact": ParquetTable(
        _typed(
            "id subject relation object since until attested status currency rule premises entry"
            " file tail",
            "share_minimum share_maximum amount disputed hidden flags subject_number"
            f" object_number {_PLACE}",
        ),
        "select v.*, f.tail, f.flags, f.subject as subject_number, f.object as object_number,"
        " f.col, f.file as file_number, f.sum from facts v join fact f on f.n = v.number",
        {"facts_by_subject": "subject_number, number", "facts_by_object": "object_number, number"},
        {"facts_by_object": "id, rule, premises, file"},
    ),
    # Where a fact of a number is: the facts are sorted by their subjects.
    "number": ParquetTable(
        _typed("", "number subject_number"),
        "select n as number, subject as subject_number from fact",
        {"facts_by_number": "number"},
    ),
    "actor": ParquetTable(
        _typed(
            "id kind name classification description since until ids entry file forms",
            f"{_PLACE} leaving reaching attending",
        ),
        "select v.*, a.forms, a.col, a.file as file_number, a.sum, l.facts as leaving,"
        " r.facts as reaching, t.events as attending"
        " from actors v join actor a on a.n = v.number left join leaving l on l.actor = a.n"
        " left join reaching r on r.actor = a.n left join attending t on t.actor = a.n",
        {"actors": "number"},
    ),
    "identifier": ParquetTable(
        _typed("actor scheme identifier"),
        "select * from identifiers",
        {"identifiers": "scheme, identifier"},
    ),
    "source": ParquetTable(
        _typed("id title publisher date url entry file", _PLACE),
        "select v.*, s.n as number, s.col, s.file as file_number, s.sum"
        " from sources v join source s on s.id = v.id",
        {"sources": "id"},
    ),
    "evidence": ParquetTable(
        _typed("source at quote", "fact"),
        "select * from evidence",
        {"evidence": "fact"},
    ),
    "event": ParquetTable(
        _typed("id what on entry file", _PLACE),
        "select id, json_extract(entry, '$.what') as what, json_extract(entry, '$.on') as 'on',"
        " entry, (select cast(path as text) from file where n = e.file) as file, line,"
        " n as number, col, file as file_number, sum from event e",
        {"events": "id"},
    ),
    "took_part": ParquetTable(
        _typed("actor event"),
        "select a.id as actor, e.id as event"
        " from took_part t join actor a on a.n = t.actor join event e on e.n = t.event",
        {"participants": "actor, event"},
    ),
    "conflict": ParquetTable(
        _typed(
            "rule subject relation object",
            "disputed subject_number relation_number object_number",
        ),
        "select c.rule, s.id as subject, r.key as relation, o.id as object, c.disputed,"
        " c.subject as subject_number, c.relation as relation_number, c.object as object_number"
        " from conflict c left join actor s on s.n = c.subject left join relation r"
        " on r.n = c.relation left join actor o on o.n = c.object",
        {"conflicts": "rule, subject, relation, object"},
    ),
    "problem": ParquetTable(
        _typed("path severity message rule field unknown", "line col"),
        "select * from problem",
        {"problems": "path, line, col"},
    ),
}
