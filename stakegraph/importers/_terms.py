"""The rows of a table of people, a row for each holder of each term that the table gives."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stakegraph.importers._columns import Columns
from stakegraph.importers._dates import edtf
from stakegraph.importers._delimited import Line
from stakegraph.importers._headings import letters
from stakegraph.importers._holders import Comma, holders, is_surname_first, meaning_of_comma
from stakegraph.importers._people import no_name
from stakegraph.importers._periods import ENDED, NO, YES, Span, is_over, span
from stakegraph.importers._spellings import tidy
from stakegraph.importers._values import joined, words
from stakegraph.model.sentences import counted
from stakegraph.text.folding import fold

_SET = ("since", "until", "attested", "note")
# Headings under which yes says that something is so still.
_CURRENT = words(
    "current iscurrent active isactive stillinpost aktiv actif active activo activa attivo "
    "actief ativo aktualny aktywny inoffice incumbent"
)


def set_terms(columns: Columns) -> list[str]:
    """Make the rows of a table such that each has one person and a start and an end of its own.

    Several in one cell become rows of the same line, and what stands behind a name in brackets its
    dates or its note. What is over on a day that nobody gives is left out. Returns what there is to
    say of it.
    """
    notes: list[str] = []
    sheet = columns.sheet
    comma: Comma = ""
    if "person" in columns:
        index = columns.roles["person"]
        comma = meaning_of_comma(sheet.header[index], sheet.cells(index))
    added = [role for role in _SET if role not in columns]
    columns.roles |= {role: place for place, role in enumerate(added, len(sheet.header))}
    sheet.header += [""] * len(added)
    rows = ((line, [*cells, *[""] * len(added)]) for line, cells in sheet.rows)
    sheet.replace(row for each in rows for row in _rows(columns, *each, comma, notes))
    return notes


def _rows(
    columns: Columns, line: int, cells: list[str], comma: Comma, notes: list[str]
) -> Iterator[Line]:
    """Yield a row for each person whom one names."""
    at = f"line {line}"
    names, said = _holders(columns, cells, comma)
    if not names:
        told = "; write ';' between several, and one as first name and surname"
        notes.append(f"{at}: left out, because {said}{told}")
        return
    if len(names) > 1:
        notes.append(
            f"{at}: one cell names {counted(len(names), 'person', 'people')}: {'; '.join(names)}"
        )
    parts = [span(part, columns.order) for part in re.split("[;,]", said) if part.strip()]
    about = next(filter(None, parts), None)
    found, unread = _span(columns, cells, about)
    if found.is_over and not found.until:
        notes.append(f"{at}: {ENDED}")
        return
    note = joined([columns.cell(cells, "note"), "" if all(parts) else said, unread])
    given = {"since": found.since, "until": found.until, "attested": found.attested, "note": note}
    for name in names:
        row = [*cells]
        for role, value in given.items():
            row[columns.roles[role]] = value
        if "person" in columns:
            row[columns.roles["person"]] = name
        yield line, row


def _holders(columns: Columns, cells: list[str], comma: Comma) -> tuple[list[str], str]:
    """Return whom a row names, with what is said of one; no name with the reason why none."""
    written = columns.written(cells, "person")
    if not written or no_name(tidy(written)):
        return [written], ""
    found = holders(written, comma)
    names = [*found.names]
    if is_surname_first(columns.heading("person")):
        names = [re.sub(r"^([^\s,]+) (\S+)$", r"\1, \2", name) for name in names]
    return names, found.unsure or found.said


def _span(columns: Columns, cells: list[str], about: Span | None) -> tuple[Span, str]:
    """Return since and until when a row says that something was so, and what cannot be read of it.

    `about` is what stands behind the name.
    """
    since, until = (columns.date(cells, role) for role in ("since", "until"))
    period = columns.cell(cells, "period")
    spans = [about] if about else []
    unread = ""
    if since and not edtf(since, columns.order) and (whole := span(since, columns.order)):
        spans.append(whole)
        since = ""
    if until and (end := span(until, columns.order)) and end.is_over:
        spans.append(end)
        until = ""
    elif fold(until) in YES or fold(until) in NO:  # under `Left?`
        spans.append(Span(is_over=fold(until) in YES))
        until = ""
    if period and not since and not until and (whole := span(period, columns.order)):
        spans.append(whole)
    elif period:
        is_dated = not since and not until and re.search(r"\d", period)
        unread = "" if is_dated else f"{columns.heading('period')}: {period}"
        until = period if is_dated else until
    if "status" in columns:
        asks = letters(columns.heading("status")) in _CURRENT
        over = is_over(columns.cell(cells, "status"), asks_whether_current=asks)
        spans.append(Span(is_over=over))
    since = next(filter(None, [since, *(each.since for each in spans)]), "")
    until = next(filter(None, [until, *(each.until for each in spans)]), "")
    attested = next(filter(None, [each.attested for each in spans]), "")
    return Span(since, until, attested, any(each.is_over for each in spans)), unread
