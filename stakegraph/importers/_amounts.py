"""The amounts of a table: numbers as its column writes them, of the currency that it names."""

from __future__ import annotations

import re
from collections.abc import Iterable

from stakegraph.model.amounts import currency
from stakegraph.model.qualifiers import AMOUNT, is_fit

_NUMBER = r"[-\d.,' \u00a0\u202f]*\d"
_BARE = re.compile(_NUMBER)
_UNSURE = re.compile(r"(?<![\d.,])\d{1,3}\.\d{3}(?![\d.,])")
# What shows whether a comma begins the fractions of a column, or a point.
_SHOWING = {
    ",": re.compile(r"\.\d{3}[.,]|,\d{1,2}(?!\d)|,\d{4,}"),
    ".": re.compile(r",\d{3}[.,]|\.\d{1,2}(?!\d)|\.\d{4,}"),
}
_IN = re.compile(r"(.*?)([\s_]*(?:[(\[]|\bin[\s_]|[,:/_\s])[\s_]*)([^\s()\[\],:/_]+)[)\]]?")


def heading_of(written: str) -> tuple[str, str]:
    """Return a heading without the currency that it names, and that: `Amount (EUR)`."""
    found = _IN.fullmatch(written.strip())
    before, gap, name = found.groups() if found else (written, "", "")
    code = currency(name)
    is_word = gap.isspace() and name.upper() == code != name  # `Amount all` is in no lek
    return (written, "") if is_word or not code else (before.strip(), code)


def fraction_mark(cells: Iterable[str]) -> str:
    """Return what begins the fractions of a column, "" where nothing shows it."""
    shown = {mark for cell in cells for mark, sign in _SHOWING.items() if sign.search(cell)}
    return shown.pop() if len(shown) == 1 else ""


def amount(written: str, of: str, mark: str) -> str:
    """Return the amount of a cell, of the currency `of` another cell or the heading, if any.

    The `mark` that begins fractions tells whether a point parts thousands.
    """
    if mark == ",":
        written = _UNSURE.sub(lambda found: found[0].replace(".", ""), written)
    elif mark == ".":
        written = _UNSURE.sub(lambda found: f"{found[0]}0", written)
    is_bare = bool(_BARE.fullmatch(written))
    return f"{written} {of}" if of and (is_bare or not is_fit(AMOUNT, written)) else written
