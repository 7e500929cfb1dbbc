"""Whom a cell of a table of staff names as a manager: by id, address, name or job title."""

from __future__ import annotations

import re
from functools import lru_cache

from stakegraph.importers._columns import Columns
from stakegraph.importers._organogram_table import NOTHING
from stakegraph.importers._people import no_name
from stakegraph.importers._spellings import first_name_first, person_key
from stakegraph.model.personal_names import without_titles

MANAGERS = ("manager id", "manager email", "manager")
# By what rows are found.
BY_MARK, BY_NAME, BY_WORDS, BY_TITLE = "mark", "name", "words", "title"
_REMEMBERED = 10_000  # managers, of whom a table repeats many


def named_above(columns: Columns, cells: list[str]) -> list[str]:
    """Return what a row says of whom somebody reports to, without what says that nobody is."""
    written = [columns.cell(cells, role) for role in MANAGERS]
    return [each for each in written if each and not _is_nobody(each)]


@lru_cache(_REMEMBERED)
def searched_by(written: str) -> tuple[tuple[str, str], ...]:
    """Return by what rows are looked for that an id, an address, a name or a title may mean."""
    bare, _, behind = re.sub(r"[)\]]$", "", written).replace("[", "(").partition("(")
    found = (
        (BY_MARK, plain(written)),
        (BY_MARK, plain(behind.strip())),
        (BY_NAME, person_key(first_name_first(written))),
        (BY_NAME, person_key(first_name_first(bare))),
        (BY_WORDS, words_of(bare)),
        (BY_TITLE, written.casefold()),
    )
    return tuple(each for each in found if each[1])


def words_of(name: str) -> str:
    """Return the words of a name, in whatever order they stand, without titles."""
    return " ".join(sorted(without_titles(person_key(first_name_first(name))).split()))


def plain(mark: str) -> str:
    """Return an id or address as it is compared: without what a spreadsheet adds to numbers."""
    return re.sub(r"^0+(?=\d)", "", re.sub(r"\.0+$", "", mark.casefold()))


def _is_nobody(manager: str) -> bool:
    """Return whether a cell says that there is no manager, or no name of one."""
    is_nothing = bool(NOTHING.fullmatch(manager.casefold()))
    return is_nothing or no_name(manager) not in ("", "no name")  # ids are no names
