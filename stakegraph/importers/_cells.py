"""What the cells of a table look like: dates, numbers, links, names of people."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from stakegraph.importers._dates import edtf, is_open
from stakegraph.importers._short_dates import ShortDates
from stakegraph.model.given_names import GIVEN_NAMES
from stakegraph.text.folding import fold

_URL = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_LOOKED_AT = 1_000  # cells of a column


def are_dates(cells: Sequence[str]) -> bool:
    """Return whether most of some cells are dates, whatever their order of day and month."""
    full = ShortDates(years_from="1950").completed
    return are_mostly(
        cells, lambda cell: edtf(full(cell)) or edtf(full(cell), "dmy") or is_open(cell)
    )


def are_numbers(cells: Sequence[str]) -> bool:
    """Return whether most of some cells are numbers."""
    return are_mostly(cells, lambda cell: re.fullmatch(r"[-+]?[\d.,\s]*\d", cell))


def are_people(cells: Sequence[str]) -> bool:
    """Return whether most of some cells are full names of people."""
    return are_mostly(cells, _is_full_name)


def _is_full_name(cell: str) -> bool:
    parts = fold(cell).replace(",", " ").split()
    return 1 < len(parts) < 6 and cell.istitle() and not GIVEN_NAMES.isdisjoint(parts)


def is_way(text: str) -> bool:
    """Return whether a cell says that a tie has a direction, or that it has none."""
    return text.casefold() in ("directed", "undirected", "mutual")


def is_link(text: str) -> bool:
    """Return whether a text is the address of a page."""
    return bool(_URL.fullmatch(text))


def are_mostly(cells: Sequence[str], fits: Callable[[str], object]) -> bool:
    """Return whether at least half of some cells are of a kind; of many, some are looked at."""
    cells = cells[:: len(cells) // _LOOKED_AT or 1]
    return bool(cells) and 2 * sum(bool(fits(cell)) for cell in cells) >= len(cells)
