"""What other programs call identifiers and their schemes, as we have them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from stakegraph.importers._ids import is_id
from stakegraph.importers._values import readable_slug, text
from stakegraph.model.identifiers import COMPANIES_HOUSE, REGISTER, Identifier

# What a scheme is called elsewhere, in letters and digits alone.
_CALLED = {
    name: row.split()[0]
    for row in (
        "lei leicode legalentityidentifier xilei",
        "wikidata wikidataid wikidatacode wd qid",
        "gb-coh gbcoh companieshouse companieshousenumber ukcompanieshouse",
        "gb-chc gbchc charitycommission",
        "opencorporates opencorporatesurl opencorporatesid",
        "fr-rcs frrcs siren",
        "nl-kvk nlkvk kvk kvknummer kvknumber",
        "pl-krs plkrs krs",
        "duns dunscode dunsnumber xidun",
    )
    for name in row.split()
}
_WIKIDATA = re.compile(r"(?:https?://(?:www\.)?wikidata\.org/\S*/|wd:)?(Q[1-9]\d*)", re.IGNORECASE)
_OPENCORPORATES = re.compile(r"https?://opencorporates\.com/companies/(\S+?)/?", re.IGNORECASE)

# How an identifier is written in its scheme; others stay as they are.
_WRITTEN: dict[str, Callable[[str], str]] = {
    "lei": str.upper,
    # A program of tables takes the zeros from before a number.
    COMPANIES_HOUSE: lambda value: value.upper().zfill(8) if value[:1].isdigit() else value.upper(),
    "wikidata": lambda value: _first_group(_WIKIDATA, value).upper(),
    "opencorporates": lambda value: _first_group(_OPENCORPORATES, value),
}


def scheme_called(name: str) -> str:
    """Return the scheme that has this name elsewhere, "" where none is known to have it."""
    return _CALLED.get(re.sub(r"[\W_]+", "", name.casefold()), "")


def identifier(scheme: str, value: object) -> Identifier | None:
    """Return an identifier as we have it; None where either part of it is nothing."""
    named = scheme_called(scheme) or readable_slug(scheme)
    written = " ".join(text(value).split())
    if not is_id(named) or not written:
        return None
    return Identifier(named, _WRITTEN.get(named, str)(written))


def linked(address: str) -> Identifier | None:
    """Return the identifier that an address of the web is, if it is one of a catalogue we know."""
    for scheme, pattern in (("wikidata", _WIKIDATA), ("opencorporates", _OPENCORPORATES)):
        if pattern.fullmatch(address):
            return identifier(scheme, address)
    return None


def of_cell(heading: str, written: str) -> Identifier | None:
    """Return the identifier that a cell of a table is, by its heading or by what it looks like.

    What a program numbers for itself, as an employee's number, is none.
    """
    found = linked(written)
    if found or not written:
        return found
    scheme = scheme_called(heading)
    if scheme:
        return identifier(scheme, written)
    is_number = re.search(r"(?:company|registration|charity)\W*number$", heading, re.IGNORECASE)
    return registered("", written) if is_number or "nummer" in heading.casefold() else None


def registered(country: str, number: object) -> Identifier | None:
    """Return the number that a company has in the register of a country, "" for nobody knows."""
    code = country.casefold().partition("_")[0]
    scheme = f"{code}-{REGISTER}" if re.fullmatch("[a-z]{2}", code) else REGISTER
    return identifier(COMPANIES_HOUSE if code in ("gb", "uk") else scheme, number)


def identifiers(written: Iterable[str]) -> Iterator[Identifier]:
    """Yield the identifiers that our own exports write as a scheme and a value."""
    for each in written:
        scheme, _, value = each.partition(" ")
        if is_id(scheme) and value.strip():
            yield Identifier(scheme, value.strip())


def _first_group(pattern: re.Pattern[str], value: str) -> str:
    match = pattern.fullmatch(value)
    return match[1] if match else value
