"""A table, delimited or of a spreadsheet: edges, people at organisations, staff, holders of posts.

Its columns are recognised by their headings and by what their cells look like. What cannot be
known is not guessed: Unsure names the option that says it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from stakegraph.errors import UsageError
from stakegraph.factfile.reading import Reading
from stakegraph.importers import _edge_list, _merged, _people_list, _staff_list
from stakegraph.importers._builder import Builder
from stakegraph.importers._columns import Columns, recognise
from stakegraph.importers._content import Content
from stakegraph.importers._dates import ORDERS
from stakegraph.importers._edge_attributes import is_ours
from stakegraph.importers._headings import letters
from stakegraph.importers._node_tables import NodeTable, node_keys, node_table
from stakegraph.importers._parts import parts
from stakegraph.importers._people import Known, PeopleTable
from stakegraph.importers._record_tables import kind_of, records
from stakegraph.importers._relations import relation_called
from stakegraph.importers._resolution import resolve
from stakegraph.importers._sheet import Sheet
from stakegraph.importers._short_dates import ShortDates
from stakegraph.importers._table_shapes import (
    EDGES,
    OF_ALL,
    PEOPLE,
    STAFF,
    USED,
    edge_table,
    is_edges,
    let_be_about,
    shape_of,
)
from stakegraph.importers._terms import set_terms
from stakegraph.model.relations import ACTOR_KINDS, RELATIONS
from stakegraph.text.suggestions import did_you_mean

_REPORTS = ("reports_to", False)


class _Given(NamedTuple):
    """A table with what its places begin with, and the columns that the user names of it."""

    prefix: str
    sheet: Sheet
    named: list[str]


def read(
    data: Content,
    path: str,
    *,
    beside: Sequence[tuple[str, Content]] = (),
    column: Iterable[str] = (),
    relation: str = "",
    kind: str = "",
    date_order: str = "",
    years_from: str = "",
    day_numbers: str = "",
    organisation: str = "",
    person: str = "",
    sheet_name: str = "",
    fill_down: Iterable[str] = (),
    from_column: str = "",
    relation_column: str = "",
    to_column: str = "",
) -> Reading:
    """Read a table, with the tables `beside` it: of nodes or edges, or of more people.

    `column` has ROLE=HEADING for columns that are not recognised, `relation` is that of all rows,
    `kind` that of actors of which nothing says it, `date_order` one of dmy, mdy and ymd,
    `years_from` the earliest year that two digits mean, `day_numbers` 1900 or 1904, and
    `organisation` where people are if no column says it, `person` who all rows are about if none
    does. In the columns `fill_down` a blank stands
    for the value above. Raises FactsError for what is no table,
    UsageError for a column that there is not, Unsure for what one of these must say.
    """
    ends = {"from": from_column, "relation": relation_column, "to": to_column}
    named = [*column, *(f"{role}={heading}" for role, heading in ends.items() if heading)]
    relation = _known(relation)
    for option, value, known in (("date-order", date_order, ORDERS), ("kind", kind, ACTOR_KINDS)):
        if value and value not in known:
            raise UsageError(f"--{option} {value}: write one of {', '.join(known)}")
    short = ShortDates(years_from, day_numbers)
    builder = Builder(path)
    found = parts(data, path, sheet_name)
    for other, content in beside:
        file = builder.add_file(other)
        found += [(f"{file}{place}", each) for place, each in parts(content, other)]
    for prefix, each in found:
        builder.notes += [f"{prefix}{note}" for note in each.notes]
        each.notes.clear()
    given = _given(found, named)
    if len(given) > 1:
        about = {name: rows for each in given for name, rows in records(each.sheet).items()}
        tied = [each for each in given if not kind_of(each.sheet)]
        if any(is_edges(recognise(each.sheet, each.named), relation) for each in tied):
            if said := "organisation" if organisation else "person" if person else "":
                raise UsageError(f"--{said}: tables of ties and nodes say it themselves")
            return _together(builder, tied, date_order, short, relation, kind, about, fill_down)
    tables = [
        PeopleTable(recognise(each.sheet, each.named, date_order, (), short), each.prefix)
        for each in given
    ]
    for columns, _ in tables if person else ():
        let_be_about(columns, person)
    shapes = [shape_of(table.columns, relation, organisation) for table in tables]
    _merged.fill_down([table.columns for table in tables], fill_down)
    if shapes == [EDGES]:
        return _edges(builder, tables[0].columns, relation, kind, organisation)
    for table, shape in zip(tables, shapes, strict=True):
        is_redundant = shape == STAFF and relation_called(relation) == _REPORTS
        if relation and not is_redundant:
            file = table.columns.sheet.path
            raise UsageError(f"--as: {file} is {shape}, which has relations of its own")
    staff = [table for table, shape in zip(tables, shapes, strict=True) if shape == STAFF]
    seen: list[str] = []
    for table, shape in zip(tables, shapes, strict=True):
        columns, prefix = table
        apart = _staff_list.set_apart(columns) if shape == STAFF else []
        seen += _told(f"{prefix}{shape}", columns.table(USED[shape]))
        apart += set_terms(columns)
        builder.notes += [f"{prefix}{note}" for note in (*columns.sheet.notes, *apart)]
    builder.first_notes += seen
    people = Known(builder, tables)
    if staff:
        _staff_list.add_staff(builder, people, staff, organisation)
    for table in tables:
        if table not in staff:
            _people_list.add_people(builder, people, table, organisation)
    builder.notes += people.notes()
    for _, each in found:
        each.rows.clear()  # which take much room
    return resolve(builder)


def _given(sheets: Sequence[tuple[str, Sheet]], named: Iterable[str]) -> list[_Given]:
    """Return each of several sheets with those columns that the user names of it.

    Of a heading that only some have, those are; of one that none has, all.
    """
    given = [_Given(prefix, each, []) for prefix, each in sheets]
    for column in named:
        heading = letters(column.partition("=")[2])
        having = [each for each in given if heading in map(letters, each.sheet.header)]
        for each in having or given:
            each.named.append(column)
    return given


def _edges(
    builder: Builder, columns: Columns, relation: str, kind: str, organisation: str
) -> Reading:
    """Read one table of edges alone."""
    if organisation and OF_ALL not in columns.sheet.header:
        path = columns.sheet.path
        raise UsageError(f"--organisation: {path} is {EDGES}, of which it says nothing")
    table = edge_table(columns, relation)
    builder.first_notes += _told(EDGES, table.told())
    builder.notes += columns.sheet.notes
    return _edge_list.edges_reading(builder, [table], [], kind)


def _told(shape: str, lines: list[str]) -> list[str]:
    return [f"{shape}; its columns are taken for", *lines]


def _known(relation: str) -> str:
    """Return a relation as it is named for all rows; raises UsageError for one nearly ours."""
    if not relation or relation_called(relation):
        return relation
    near = did_you_mean(relation, RELATIONS)
    if near:
        raise UsageError(f"--as: no relation is called {relation!r}{near}")
    return relation


def _together(
    builder: Builder,
    given: Sequence[_Given],
    order: str,
    short: ShortDates,
    relation: str,
    kind: str,
    about: Mapping[str, Any],
    fill_down: Iterable[str],
) -> Reading:
    """Read tables of edges with the tables of the nodes that they tie.

    `about` has the events and sources of a graph of ours.
    """
    nodes: list[NodeTable] = []
    tied: list[_Given] = []
    for each in given:
        columns = recognise(each.sheet, each.named)
        table = None if is_edges(columns, relation) else node_table(columns, each.prefix)
        if table:
            nodes.append(table)
        else:
            tied.append(each)
    keys = node_keys(nodes)
    tables = []
    for prefix, one, named in tied:
        columns = recognise(one, named, order, keys, short)
        if not is_edges(columns, relation):
            raise UsageError(
                f"{one.path}: neither a table of ties nor one of nodes is recognised in it: "
                "--column from=HEADING --column to=HEADING",
                lines=columns.table(USED[PEOPLE]),
            )
        tables.append(edge_table(columns, relation, prefix))
        builder.notes += [*_told(f"{prefix}{EDGES}", tables[-1].told()), *one.notes]
    _merged.fill_down([table.columns for table in tables], fill_down)
    for table in nodes:
        header = table.columns.sheet.header
        told = f"{table.prefix}a table of nodes, with the id {header[table.key]!r}"
        builder.notes.append(f"{told} and the name {header[table.name]!r}")
    ours = any(is_ours(table.columns) for table in tables)
    if ours and not about:
        builder.note(
            "events and titles of sources are in further files of the export: name those too"
        )
    return _edge_list.edges_reading(builder, tables, nodes, kind, about)
