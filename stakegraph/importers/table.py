"""A table, delimited or of a spreadsheet: edges, people at organisations, staff, holders of posts.

Its columns are recognised by their headings and by what their cells look like. What cannot be
known is not guessed: Unsure names the option that says it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from stakegraph.errors import Unsure, UsageError
from stakegraph.factfile.reading import Reading
from stakegraph.importers import _edge_list, _people_list, _staff_list
from stakegraph.importers._builder import Builder
from stakegraph.importers._columns import Columns, recognise
from stakegraph.importers._dates import ORDERS
from stakegraph.importers._edge_list import EdgeTable, NodeTable
from stakegraph.importers._headings import letters
from stakegraph.importers._people import MARKS
from stakegraph.importers._relations import relation_called
from stakegraph.importers._resolution import resolve
from stakegraph.importers._sheet import Sheet, sheet
from stakegraph.model.relations import ACTOR_KINDS, ORGANISATION, PERSON, RELATIONS
from stakegraph.text.suggestions import did_you_mean

# Columns of which two make a tie by what they are, with its relation and the kind of the second.
_PAIRS = (
    ("owner", "owned", "owns"),
    ("owner", "organisation", "owns"),
    ("donor", "recipient", "donated_to"),
    ("donor", "organisation", "donated_to"),
    ("funder", "recipient", "funds"),
    ("funder", "organisation", "funds"),
)
_EDGES, _STAFF, _PEOPLE = "a table of ties", "a table of staff", "a table of people"
_USED = {_STAFF: (*_staff_list.USED, *MARKS), _PEOPLE: _people_list.USED}
_REPORTS = ("reports_to", False)
_NODE_IDS = ("id", "idid", "nodeid", "key", "identifier", "uniqueid")
_NODE_NAMES = ("label", "name", "title", "caption", "nodelabel", "displayname", "fullname")


def read(
    data: bytes,
    path: str,
    *,
    beside: Sequence[tuple[str, bytes]] = (),
    column: Iterable[str] = (),
    relation: str = "",
    kind: str = "",
    date_order: str = "",
    organisation: str = "",
    sheet_name: str = "",
    from_column: str = "",
    relation_column: str = "",
    to_column: str = "",
) -> Reading:
    """Read a table, with the tables of nodes or edges `beside` it.

    `column` has ROLE=HEADING for columns that are not recognised, `relation` is that of all rows,
    `kind` that of actors of which nothing says it, `date_order` one of dmy, mdy and ymd, and
    `organisation` where people are if no column says it. Raises FactsError for what is no table,
    UsageError for a column that there is not, Unsure for what one of these must say.
    """
    ends = {"from": from_column, "relation": relation_column, "to": to_column}
    named = [*column, *(f"{role}={heading}" for role, heading in ends.items() if heading)]
    relation = _known(relation)
    for option, value, known in (("date-order", date_order, ORDERS), ("kind", kind, ACTOR_KINDS)):
        if value and value not in known:
            raise UsageError(f"--{option} {value}: write one of {', '.join(known)}")
    builder = Builder(path)
    sheets = {"": sheet(data, path, sheet_name)}
    sheets |= {builder.add_file(other): sheet(content, other) for other, content in beside}
    for prefix, each in sheets.items():
        builder.notes += [f"{prefix}{note}" for note in each.notes]
        each.notes.clear()
    if beside:
        return _together(builder, sheets, named, date_order, relation, kind)
    columns = recognise(sheets[""], named, date_order)
    shape = _shape(columns, relation, organisation)
    if organisation and shape == _EDGES:
        raise UsageError(f"--organisation: {path} is {shape}, of which it says nothing")
    if relation and shape != _EDGES and (relation_called(relation), shape) != (_REPORTS, _STAFF):
        raise UsageError(f"--as: {path} is {shape}, which has relations of its own")
    builder.notes += columns.sheet.notes
    if shape == _EDGES:
        table = _edge_table(columns, relation)
        builder.notes[:0] = _told(_EDGES, table.told())
        return _edge_list.edges_reading(builder, [table], [], kind)
    if shape == _STAFF:
        builder.notes += _staff_list.set_apart(columns)
    builder.notes[:0] = _told(shape, columns.table(_USED[shape]))
    add = _staff_list.add_staff if shape == _STAFF else _people_list.add_people
    add(builder, columns, organisation)
    return resolve(builder)


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
    roles = columns.roles
    has_person = bool({"person", "first name", "last name"} & roles.keys())
    is_pair = any(a in roles and b in roles for a, b, _ in _PAIRS) and not has_person
    if {"from", "to"} <= roles.keys() or is_pair:
        return _EDGES
    if has_person and "organisation" in roles and (relation or _says_relation(columns)):
        return _EDGES
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
    named: Iterable[str],
    order: str,
    relation: str,
    kind: str,
) -> Reading:
    """Read tables of edges with the tables of the nodes that they tie."""
    parts = [each.partition("=") for each in named]
    fitting = {
        prefix: [
            "".join(part)
            for part in parts
            if letters(part[2]) in map(letters, each.header)
            or not any(letters(part[2]) in map(letters, other.header) for other in sheets.values())
        ]
        for prefix, each in sheets.items()
    }
    found = {
        prefix: recognise(each, fitting[prefix], order or "dmy") for prefix, each in sheets.items()
    }
    nodes = {
        prefix: table
        for prefix, columns in found.items()
        if not _is_edges(columns) and (table := _node_table(columns, prefix))
    }
    keys = _edge_list.node_keys(nodes.values())
    tables = []
    for prefix, each in sheets.items():
        if prefix not in nodes:
            columns = recognise(each, fitting[prefix], order, keys)
            if not _is_edges(columns):
                raise UsageError(
                    f"{each.path}: neither a table of ties nor one of nodes is recognised in it: "
                    "--column from=HEADING --column to=HEADING",
                    lines=columns.table(_USED[_PEOPLE]),
                )
            tables.append(_edge_table(columns, relation, prefix))
            builder.notes += [*_told(f"{prefix}{_EDGES}", tables[-1].told()), *each.notes]
    if not tables:
        paths = ", ".join(each.path for each in sheets.values())
        raise UsageError(f"{paths}: several tables are read together where one has ties: none has")
    for prefix, table in nodes.items():
        header = table.columns.sheet.header
        told = f"{prefix}a table of nodes, with the id {header[table.key]!r}"
        builder.notes.append(f"{told} and the name {header[table.name]!r}")
    return _edge_list.edges_reading(builder, tables, [*nodes.values()], kind)


def _is_edges(columns: Columns) -> bool:
    return {"from", "to"} <= columns.roles.keys() or any(
        first in columns and second in columns for first, second, _ in _PAIRS
    )


def _node_table(columns: Columns, prefix: str) -> NodeTable | None:
    """Return a table of nodes, by the columns of their ids and names; None if there is neither."""
    names = ["" if each[:1] == ":" else letters(each) for each in columns.sheet.header]
    key = next((names.index(each) for each in _NODE_IDS if each in names), -1)
    name = next((names.index(each) for each in _NODE_NAMES if each in names), -1)
    if key < 0 and name < 0:
        return None
    return NodeTable(columns, key if key >= 0 else name, name if name >= 0 else key, prefix)
