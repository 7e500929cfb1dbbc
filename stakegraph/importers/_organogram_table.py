"""The files of an organogram as rows, and what stands in their cells."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import islice

from msgspec import Struct

from stakegraph.errors import Problem
from stakegraph.factfile.reading import Reading
from stakegraph.factfile.validation import slug
from stakegraph.importers._content import Content, whole
from stakegraph.model.facts import Citation, Origin, Source
from stakegraph.text.folding import plain_letters

# Our name of each column that is read -> the letters of its heading, as different years have it.
SENIOR = {
    "reference": ("postuniquereference",),
    "name": ("name",),
    "grade": ("grade", "gradeorequivalent"),
    "title": ("jobtitle",),
    "function": ("jobteamfunction",),
    "parent": ("parentdepartment",),
    "organisation": ("organisation",),
    "unit": ("unit",),
    "manager": ("reportstoseniorpost",),
    "fte": ("fte",),
    "profession": ("professionaloccupationalgroup", "profession"),
    "notes": ("notes",),
    "valid": ("valid",),
}
JUNIOR = {
    "manager": ("reportingseniorpost",),
    "title": ("genericjobtitle",),
    "grade": ("grade",),
    "fte": ("numberofpostsinfte", "numberofpostsfte"),
}
NEEDED_SENIOR = {
    "reference": "Post Unique Reference",
    "name": "Name",
    "title": "Job Title",
    "manager": "Reports to Senior Post",
}
NEEDED_JUNIOR = {
    "manager": "Reporting Senior Post",
    "title": "Generic Job Title",
    "fte": "Number of Posts in FTE",
}
_REMEMBERED = 10_000  # names, of which a table repeats many
_TITLE_ROWS = 20  # that may stand above the headings

GONE, VACANT = "eliminated", "vacant"
# What stands in place of a holder's name, and what it says of the seat.
_NO_NAME = {
    GONE: r".*\b(eliminated|abolished|disestablished)\b.*|((post|role) )?(deleted|closed|removed)"
    r"|(deleted|closed|removed) (post|role)",
    VACANT: r".*\b(vacant|vacancy|unfilled)\b.*|tb[acd]|to be (appointed|confirmed|advised)"
    r"|(under )?recruit(ing|ment)\b.*",
    "holder not named": r"n\W?[dk]\W?|unknown|.*\b(redacted|withheld|undisclosed)\b.*"
    r"|(not|non|un)\W?(disclos|provided|publish|known|available|released|named).*",
    "no holder given": r"\W*|n\W?a\W?|nan|none|nil|null|0|x+|blank|not applicable",
}
NOTHING = re.compile(
    r"\W*|xx+|n\W?[adk]\W?|nan|none|nil|null|not applicable|tb[acd]|unknown"
    r"|no[ _](?:line )?(?:manager|supervisor)"
)
TOP = re.compile("x+")

TWO = re.compile(r" and |[/;&]")


class Row(Struct, frozen=True):
    """One row of a table; `line` is where it begins."""

    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def key(self, *columns: str) -> tuple[str, ...]:
        """Return what must be the same, but for its case, in two rows about the same."""
        return tuple(self[column].casefold() for column in columns)


class Table:
    """The rows of a CSV file, a source, and what there is to say about them."""

    def __init__(
        self,
        reading: Reading,
        data: Content,
        path: str,
        columns: Mapping[str, tuple[str, ...]],
        needed: Mapping[str, str],
    ) -> None:
        self.reading = reading
        self.path = path
        self.name = re.split(r"[/\\]", path)[-1]
        self.notes: list[tuple[int, str]] = []
        stem = slug(plain_letters(self.name.rpartition(".")[0] or self.name))[:60].rstrip("-._")
        self.source = Source(id=stem, title=self.name or "file", origin=self.origin(1))
        self.rows = list(self._rows(self._text(whole(data)), columns, needed))

    def note(self, sentence: str, line: int = 0) -> None:
        """Put down what is to be said of a row, or of the whole file."""
        self.notes.append((line, f"line {line}: {sentence}" if line else sentence))

    def origin(self, line: int) -> Origin:
        return Origin(self.path, line, 1)

    def cite(self, rows: Iterable[Row]) -> tuple[Citation, ...]:
        return tuple(
            Citation(source=self.source.id, at=f"line {row.line}", origin=self.origin(row.line))
            for row in rows
        )

    def problem(self, line: int, message: str, rule: str) -> None:
        self.reading.problems.append(Problem(self.path, line, 1, "error", message, rule))

    def _text(self, data: bytes) -> str:
        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            return data.decode("utf-16", "replace")
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError:
            self.note("it is not UTF-8: read as Windows-1252")
            return data.decode("cp1252", "replace")

    def _rows(
        self, text: str, columns: Mapping[str, tuple[str, ...]], needed: Mapping[str, str]
    ) -> Iterator[Row]:
        """Yield the rows below the headings that are not blank."""
        records = self._records(text)
        tables = ((_columns(record, columns), place) for place, (_, record) in enumerate(records))
        among = (pair for pair in islice(tables, _TITLE_ROWS) if pair[0].keys() >= needed.keys())
        found, place = next(among, ({}, 0))
        if not found:
            if not self.reading.problems:
                found = _columns(records[0][1], columns) if records else {}
                lacking = ", ".join(repr(needed[name]) for name in needed if name not in found)
                message = f"this is no such organogram: no column is headed {lacking}"
                self.problem(1, message, "missing-key")
            return
        line, headings = records[place]
        unread = [
            heading.strip() or f"number {number}, which has no heading"
            for number, heading in enumerate(headings, 1)
            if number - 1 not in found.values()
        ]
        if unread:
            self.note(f"columns that are not read: {', '.join(unread)}", line)
        for line, cells in records[place + 1 :]:
            if any(cell.strip() for cell in cells[len(headings) :]):
                self.note(
                    f"{len(cells)} cells for {len(headings)} headings: the last are not read", line
                )
            given = {
                name: " ".join(cells[at].split()) for name, at in found.items() if at < len(cells)
            }
            if any(value for name, value in given.items() if name != "valid"):
                yield Row(line, given)

    def _records(self, text: str) -> list[tuple[int, list[str]]]:
        """Return each record with the line that it begins in."""
        lines = (line for line in text.splitlines() if "senior post" in line.casefold())
        first = next(lines, "")
        delimiter = max(",;\t", key=first.count)
        for strict in (True, False):
            reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=strict)
            records, line = [], 1
            try:
                for record in reader:
                    records.append((line, record))
                    line = reader.line_num + 1
            except csv.Error as error:
                if "after" in str(error):
                    self.note("a quotation mark stands within a cell: read as well as can be", line)
                    continue
                self.problem(line, "a quotation mark is opened and never closed", "wrong-type")
            return records
        return []


def digits(reference: str) -> str:
    """Return a reference without what a spreadsheet adds or takes: zeros before, `.0` after it."""
    return re.sub(r"(?<!\d)0+(?=\d)", "", re.sub(r"\.0+$", "", reference.casefold()))


@lru_cache(_REMEMBERED)
def lacking(name: str) -> str:
    """Say why what stands for a name is none, or give "" for a name."""
    words = name.casefold()
    return next((why for why, pattern in _NO_NAME.items() if re.fullmatch(pattern, words)), "")


def number(text: str) -> float | None:
    """Read a number, or give None where there is none."""
    match = re.fullmatch(r"\d+(\.\d*)?|\.\d+", text.replace(",", ""), re.ASCII)
    return float(match[0]) if match else None


def decimal(number: float) -> str:
    """Return a number with two decimals at most."""
    return f"{number:.2f}".rstrip("0").rstrip(".")


def spans(numbers: list[int]) -> str:
    """Return line numbers with those that follow each other as `4-7`."""
    spans: list[list[int]] = []
    for number in sorted(numbers):
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return ", ".join(f"{a}-{b}" if b > a else str(a) for a, b in spans)


def _columns(headings: list[str], columns: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
    """Return where each column stands; of two with the same heading the first."""
    letters = [re.sub("[^a-z]", "", heading.casefold()) for heading in headings]
    found = ((name, each) for name, known in columns.items() for each in known if each in letters)
    return {name: letters.index(each) for name, each in reversed(list(found))}
