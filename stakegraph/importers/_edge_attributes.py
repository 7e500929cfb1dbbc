"""What the cells of a row say of the tie between its two ends."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from stakegraph.importers._amounts import amount, fraction_mark, heading_of
from stakegraph.importers._columns import Columns
from stakegraph.importers._graph_vocabulary import DRAWING
from stakegraph.importers._headings import is_of_percent, letters
from stakegraph.importers._relations import called, relation_called
from stakegraph.importers._shares import share_in_words
from stakegraph.importers._values import joined, remark
from stakegraph.model.qualifiers import AMOUNT, SHARE, is_fit
from stakegraph.model.relations import RELATIONS
from stakegraph.model.shares import PERCENT

ENDS = ("from", "to")
USED = (
    *(*ENDS, "relation", "direction", "since", "until", "on", "source", "note"),
    *("share", "amount", "currency"),
)
# Columns that say which row it is, who is at an end by another name, or how it is drawn.
_NO_USE = {"id", "sourcelabel", "targetlabel", "timeset"} | DRAWING
# What our own exports have beside an edge.
_OURS = {"certainty", "family", "status"}
_TITLES = ("role", "roles", "position", "jobtitle")
_ADDRESS = ("registeredaddress", "hasaddress", "address")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_BARE = re.compile(
    rf"(?:[<>]=?|[\u2264\u2265~])?\s*{_NUMBER.pattern}(?:\s*[-\u2013]\s*{_NUMBER.pattern})?\s*\+?"
)
_PERCENT = re.compile(rf"\d\s*{PERCENT}", re.IGNORECASE)


def is_ours(columns: Columns) -> bool:
    """Return whether we wrote a table of edges."""
    names = {letters(each).removesuffix("string") for each in columns.sheet.header}
    return names >= _OURS


def is_address(relation: str) -> bool:
    """Return whether a relation says where something is, which is no actor."""
    return letters(relation) in _ADDRESS


def own_attributes(columns: Columns, cells: Sequence[str]) -> dict[str, Any]:
    """Return the attributes of an edge that we wrote."""
    data: dict[str, Any] = {}
    for heading, cell in columns.rest(cells, ENDS).items():
        name, _, typed = heading.lstrip(":").partition(":")
        if heading != "type" and name.casefold() in (
            "source_label",
            "target_label",
            "kind",
            "type",
        ):
            continue
        ours = {"id": "fact", "relation": "type"}.get(name.casefold(), name.casefold())
        data[ours] = cell.split(";") if typed.endswith("[]") else cell
    return data


def attributes(
    columns: Columns, cells: Sequence[str], relation: str, apart: Collection[int]
) -> dict[str, Any]:
    """Return the attributes of an edge: those we have a name for, the rest as a note.

    `relation` is that of all rows, if one is; the columns `apart` say something of the ends.
    """
    written = relation or columns.cell(cells, "relation")
    data, label = _relation(columns, cells, written)
    takes = _qualifiers(data["type"])
    used = {columns.roles[role] for role in USED if role in columns} | {*apart}
    notes: dict[str, str] = {}
    for index, cell in enumerate(cells):
        heading = columns.sheet.header[index]
        folded = letters(heading)
        is_said = (
            folded in _NO_USE or cell == label or (folded == "weight" and cell in ("1", "1.0"))
        )
        if not cell or index in used or is_said:
            continue
        if folded in _TITLES and "title" in takes and "title" not in data:
            data["title"] = cell
        elif folded in takes or folded == "status":
            data.setdefault(folded, cell)
        else:
            notes[heading or f"column {index + 1}"] = cell
    if "share" in columns:
        data["share"] = _share(columns, cells)
    said = data if AMOUNT in takes else notes
    said[AMOUNT] = _amount(columns, cells)
    dates = {role: columns.date(cells, role) for role in ("since", "until", "on")}
    dates |= _relationship_period(columns, cells)
    known = relation_called(data["type"])
    if dates["on"] and known and known[0] == "funds":  # a gift has its day
        dates = {"since": dates["on"], "until": dates["on"], "on": ""}
    elif dates["on"] and known and RELATIONS[known[0]].act:
        dates = {**dates, "since": dates["since"] or dates["on"], "on": ""}
    data |= {"start": dates["since"], "end": dates["until"], "attested": dates["on"]}
    data["note"] = joined([columns.cell(cells, "note"), remark(notes)])
    return {name: value for name, value in data.items() if value}


def qualifying(columns: Columns, relation: str) -> dict[int, str]:
    """Return the columns that say more of the relations of a table, each with what it says."""
    takes = {
        name
        for _, cells in columns.sheet.rows
        if (each := relation or columns.cell(cells, "relation"))
        for name in _qualifiers(_relation(columns, cells, each)[0]["type"])
    }
    taken = columns.roles.values()
    return {
        index: f"{letters(heading)} of the tie"
        for index, heading in enumerate(columns.sheet.header)
        if letters(heading) in takes and index not in {*taken} - {columns.roles.get("title")}
    }


def _relation(columns: Columns, cells: Sequence[str], written: str) -> tuple[dict[str, Any], str]:
    """Return the relation of a row, with a title where it has one, and the cell that is from."""
    if letters(written) == "officerof":  # ICIJ, which has the office beside it
        by_heading = dict(zip(columns.sheet.header, cells, strict=True))
        link = by_heading.get("link", "")
        return {"type": "role_at", "title": re.sub(r" of$", "", link) or "officer"}, link
    return {**called(written)}, ""


def _qualifiers(relation: str) -> tuple[str, ...]:
    known = relation_called(relation)
    return RELATIONS[known[0]].qualifiers if known else ()


def _share(columns: Columns, cells: Sequence[str]) -> str:
    """Return a share as it is written; a bare number is one of percent where its heading says so.

    It is as well where other cells of the column say it, if it is above 1. A column of nothing
    above 1 may hold fractions: its numbers stay as they are.
    """
    written = columns.cell(cells, SHARE)
    in_percent = share_in_words(f"{written} %")
    is_number = _BARE.fullmatch(written) or is_fit(SHARE, in_percent)
    if not is_number or is_fit(SHARE, share_in_words(written)):
        return written
    are_above_1, have_unit = columns.whole("share", _of_shares)
    is_percent = are_above_1 and is_of_percent(columns.heading("share"))
    is_percent = is_percent or (have_unit and _are_above_1([written]))
    return in_percent if is_percent else written


def _of_shares(cells: Iterable[str]) -> tuple[bool, bool]:
    """Return whether any bare number of a column is above 1, and whether any has its unit."""
    found = [*cells]
    return _are_above_1(found), any(map(_PERCENT.search, found))


def _are_above_1(cells: Iterable[str]) -> bool:
    """Return whether any bare number of some cells is above 1, as no fraction is."""
    numbers = (
        number for cell in filter(_BARE.fullmatch, cells) for number in _NUMBER.findall(cell)
    )
    return any(float(each.replace(",", ".")) > 1 for each in numbers)


def _amount(columns: Columns, cells: Sequence[str]) -> str:
    """Return an amount with its currency, which a column of its own or its heading may give."""
    written = columns.cell(cells, AMOUNT)
    if not written:
        return ""
    of = columns.cell(cells, "currency") or heading_of(columns.heading(AMOUNT))[1]
    return amount(written, of, columns.whole(AMOUNT, fraction_mark))


def _relationship_period(columns: Columns, cells: Sequence[str]) -> dict[str, str]:
    """Return the dates of a relationship of GLEIF, which has periods of several types."""
    by_heading = dict(zip(map(letters, columns.sheet.header), cells, strict=True))
    types = [name for name in by_heading if name.endswith("periodtype")]
    if not types:
        return {}
    own = [name for name in types if by_heading[name] == "RELATIONSHIP_PERIOD"]
    start = own[0].removesuffix("periodtype") if own else ""
    return {
        role: by_heading.get(f"{start}{name}", "")
        for role, name in (("since", "startdate"), ("until", "enddate"))
    }
