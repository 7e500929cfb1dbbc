"""A table, delimited or of a spreadsheet: edges, people at organisations, staff, holders of posts.

Its columns are recognised by their headings and by what their cells look like. What cannot be
known is not guessed: Unsure names the option that says it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from stakegraph.errors import Unsure, UsageError
from stakegraph.factfile.reading import Reading
from stakegraph.importers import _edge_list, _people_list, _staff_list
from stakegraph.importers._builder import Builder
from stakegraph.importers._columns import Columns, recognise
from stakegraph.importers._dates import ORDERS
from stakegraph.importers._edge_list import EdgeTable, NodeTable
from stakegraph.importers._headings import letters
from stakegraph.importers._people import MARKS, NAMES, Known, PeopleTable
from stakegraph.importers._relations import relation_called
from stakegraph.importers._resolution import resolve
from stakegraph.importers._sheet import Sheet, sheet
from stakegraph.importers._short_dates import ShortDates
from stakegraph.importers._terms import set_terms
from stakegraph.model.relations import ACTOR_KINDS, ORGANISATION, PERSON, RELATIONS
from stakegraph.text.suggestions import did_you_mean

# Columns of which two make a tie by what they are, with its relation and the kind of the second.
_PAIRS = (
    ("owner", "owned", "owns"),
    ("owner", "organisation", "owns"),
    ("donor", "recipient", "funds"),
    ("donor", "organisation", "funds"),
)
_EDGES, _STAFF, _PEOPLE = "a table of ties", "a table of staff", "a table of people"
_USED = {_STAFF: (*_staff_list.USED, *MARKS), _PEOPLE: _people_list.USED}
_REPORTS = ("reports_to", False)
_NODE_IDS = ("id", "idid", "nodeid", "key", "identifier", "uniqueid", "lei")
_NODE_NAMES = (
    *("label", "name", "title", "caption", "nodelabel", "displayname", "fullname"),
    *("entitylegalname", "legalname"),  # of GLEIF
)
# Neo4j's, with the name of a property before and that of a group of ids behind it.
_NEO4J_ID = re.compile(r"\w*:ID(?:\((.*)\))?")


def read(
    data: bytes,
    path: str,
    *,
    beside: Sequence[tuple[str, bytes]] = (),
    column: Iterable[str] = (),
    relation: str = "",
    kind: str = "",
    date_order: str = "",
    years_from: str = "",
    day_numbers: str = "",
    organisation: str = "",
    sheet_name: str = "",
    from_column: str = "",
    relation_column: str = "",
    to_column: str = "",
) -> Reading:
    """Read a table, with the tables `beside` it: of nodes or edges, or of more people.

    `column` has ROLE=HEADING for columns that are not recognised, `relation` is that of all rows,
    `kind` that of actors of which nothing says it, `date_order` one of dmy, mdy and ymd,
    `years_from` the earliest year that two digits mean, `day_numbers` 1900 or 1904, and
    `organisation` where people are if no column says it. Raises FactsError for what is no table,
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
    sheets = {"": sheet(data, path, sheet_name)}
    sheets |= {builder.add_file(other): sheet(content, other) for other, content in beside}
    for prefix, each in sheets.items():
        builder.notes += [f"{prefix}{note}" for note in each.notes]
        each.notes.clear()
    fitting = _fitting(sheets, named)
    if beside:
        found = [recognise(each, fitting[at]) for at, each in sheets.items()]
        if any(_is_edges(columns, relation) for columns in found):
            if organisation:
                raise UsageError("--organisation: tables of ties and nodes say it themselves")
            return _together(builder, sheets, fitting, date_order, short, relation, kind)
    tables = [
        PeopleTable(recognise(each, fitting[prefix], date_order, (), short), prefix)
        for prefix, each in sheets.items()
    ]
    shapes = [_shape(table.columns, relation, organisation) for table in tables]
    if shapes == [_EDGES]:
        return _edges(builder, tables[0].columns, relation, kind, organisation)
    for table, shape in zip(tables, shapes, strict=True):
        is_redundant = shape == _STAFF and relation_called(relation) == _REPORTS
        if relation and not is_redundant:
            file = table.columns.sheet.path
            raise UsageError(f"--as: {file} is {shape}, which has relations of its own")
    staff = [table for table, shape in zip(tables, shapes, strict=True) if shape == _STAFF]
    seen: list[str] = []
    for table, shape in zip(tables, shapes, strict=True):
        columns, prefix = table
        apart = _staff_list.set_apart(columns) if shape == _STAFF else []
        seen += _told(f"{prefix}{shape}", columns.table(_USED[shape]))
        apart += set_terms(columns)
        builder.notes += [f"{prefix}{note}" for note in (*columns.sheet.notes, *apart)]
    builder.notes[:0] = seen
    people = Known(builder, tables)
    if staff:
        _staff_list.add_staff(builder, people, staff, organisation)
    for table in tables:
        if table not in staff:
            _people_list.add_people(builder, people, table, organisation)
    builder.notes += people.notes()
    for each in sheets.values():
        each.rows.clear()  # which take much room
    return resolve(builder)


def _fitting(sheets: Mapping[str, Sheet], named: Iterable[str]) -> dict[str, list[str]]:
    """Return which of the columns that the user names each of several sheets is asked for.

    Of a heading that only some have, those are; of one that none has, all.
    """
    fitting: dict[str, list[str]] = {prefix: [] for prefix in sheets}
    for each in named:
        heading = letters(each.partition("=")[2])
        having = [at for at, one in sheets.items() if heading in map(letters, one.header)]
        for prefix in having or sheets:
            fitting[prefix].append(each)
    return fitting


def _edges(
    builder: Builder, columns: Columns, relation: str, kind: str, organisation: str
) -> Reading:
    """Read one table of edges alone."""
    if organisation:
        path = columns.sheet.path
        raise UsageError(f"--organisation: {path} is {_EDGES}, of which it says nothing")
    table = _edge_table(columns, relation)
    builder.notes[:0] = _told(_EDGES, table.told())
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


def _shape(columns: Columns, relation: str, organisation: str) -> str:
    """Return what a table lists; raises Unsure where its columns do not show it."""
    if _is_edges(columns, relation):
        return _EDGES
    roles, has_person = columns.roles, _has_person(columns)
    if (has_person or "title" in roles) and {*_staff_list.MANAGERS} & roles.keys():
        return _STAFF
    if has_person and {"post", "replaces", "replaced by"} & roles.keys():
        return _PEOPLE
    places = {"organisation", "department", "organisation id"}
    if has_person and (organisation or places & roles.keys()):
        return _PEOPLE
    lines = columns.table(_people_list.USED)
    path = columns.sheet.path
    if has_person:
        raise Unsure(
            f"{path}: no column says at which body these people are: --organisation NAME says it "
            "of all, --column organisation=HEADING names a column, --column manager=HEADING one "
            "of managers",
            "organisation",
            lines=lines,
        )
    dated = [columns.heading(role) for role in ("since", "until") if role in columns]
    told = f" ({' and '.join(map(repr, dated))} hold dates)" if dated else ""
    raise Unsure(
        f"{path}: no column is recognised for people, nor two for the ends of a tie{told}: "
        "--column person=HEADING, or --column from=HEADING --column to=HEADING",
        "column",
        columns.sheet.header,
        "person={}",
        lines,
    )


def _says_relation(columns: Columns) -> bool:
    """Return whether a column says how a person is tied to an organisation, and none a title."""
    if "relation" not in columns or "title" in columns:
        return False
    return letters(columns.heading("relation")) not in ("type", "kind", "label", "art")


def _edge_table(columns: Columns, relation: str, prefix: str = "") -> EdgeTable:
    """Return a table of edges, whose ends may be columns of another name."""
    roles = columns.roles
    kinds = ("", "")
    if not {"from", "to"} <= roles.keys():
        pairs = [(("person", "organisation"), "")]
        pairs += [((first, second), tie) for first, second, tie in _PAIRS]
        (first, second), tie = next(pair for pair in pairs if {*pair[0]} <= roles.keys())
        if tie and not relation:
            roles.pop("relation", "")
        roles["from"], roles["to"] = roles.pop(first), roles.pop(second)
        kinds = (PERSON if first == "person" else "", ORGANISATION if second != "recipient" else "")
        relation = relation or tie
    return EdgeTable(columns, prefix, relation, kinds)


def _together(
    builder: Builder,
    sheets: Mapping[str, Sheet],
    fitting: Mapping[str, Iterable[str]],
    order: str,
    short: ShortDates,
    relation: str,
    kind: str,
) -> Reading:
    """Read tables of edges with the tables of the nodes that they tie."""
    found = {prefix: recognise(each, fitting[prefix]) for prefix, each in sheets.items()}
    nodes = {
        prefix: table
        for prefix, columns in found.items()
        if not _is_edges(columns, relation) and (table := _node_table(columns, prefix))
    }
    keys = _edge_list.node_keys(nodes.values())
    tables = []
    for prefix, each in sheets.items():
        if prefix not in nodes:
            columns = recognise(each, fitting[prefix], order, keys, short)
            if not _is_edges(columns, relation):
                raise UsageError(
                    f"{each.path}: neither a table of ties nor one of nodes is recognised in it: "
                    "--column from=HEADING --column to=HEADING",
                    lines=columns.table(_USED[_PEOPLE]),
                )
            tables.append(_edge_table(columns, relation, prefix))
            builder.notes += [*_told(f"{prefix}{_EDGES}", tables[-1].told()), *each.notes]
    for prefix, table in nodes.items():
        header = table.columns.sheet.header
        told = f"{prefix}a table of nodes, with the id {header[table.key]!r}"
        builder.notes.append(f"{told} and the name {header[table.name]!r}")
    return _edge_list.edges_reading(builder, tables, [*nodes.values()], kind)


def _is_edges(columns: Columns, relation: str) -> bool:
    """Return whether a table has two ends of a tie in each row; `relation` is that of all."""
    roles = columns.roles
    if _has_person(columns):
        is_tied = "organisation" in roles and (bool(relation) or _says_relation(columns))
    else:
        is_tied = any(first in roles and second in roles for first, second, _ in _PAIRS)
    return is_tied or {"from", "to"} <= roles.keys()


def _has_person(columns: Columns) -> bool:
    return not columns.roles.keys().isdisjoint(NAMES)


def _node_table(columns: Columns, prefix: str) -> NodeTable | None:
    """Return a table of nodes, by the columns of their ids and names; None if there is neither."""
    names = ["" if each[:1] == ":" else letters(each) for each in columns.sheet.header]
    typed = [_NEO4J_ID.fullmatch(each) for each in columns.sheet.header]
    group = next((found[1] or "" for found in typed if found), "")
    key = next((place for place, found in enumerate(typed) if found), -1)
    if key < 0:
        key = next((names.index(each) for each in _NODE_IDS if each in names), -1)
    name = next((names.index(each) for each in _NODE_NAMES if each in names), -1)
    if key < 0 and name < 0:
        return None
    return NodeTable(columns, key if key >= 0 else name, name if name >= 0 else key, prefix, group)
