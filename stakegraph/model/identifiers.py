"""Identifiers: what registers and catalogues call an actor, each by a scheme such as `lei`.

Schemes are named as org-id.guide (https://org-id.guide) names its lists, in small letters: `gb-coh`
is the number at Companies House.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from stakegraph.text.folding import fold

# A number of some register, of a country's (`de-reg`) or of nobody knows which: those of two
# registers may be alike, so that it proves nothing.
REGISTER = "reg"
COMPANIES_HOUSE = "gb-coh"


class Identifier(NamedTuple):
    """What somebody is called in a scheme."""

    scheme: str
    value: str

    def __str__(self) -> str:
        return f"{self.scheme} {self.value}"

    @property
    def form(self) -> str:
        """Return the form in which it is compared."""
        return f"{compared(self.scheme)} {compared(self.value)}"

    @property
    def proves(self) -> bool:
        """Return whether two who bear it are one."""
        return self.scheme != REGISTER and not self.scheme.endswith(f"-{REGISTER}")


def compared(text: str) -> str:
    """Return the form in which identifiers and their schemes are compared: letters and digits."""
    return fold(text).replace(" ", "")


def country_of(scheme: str) -> str | None:
    """Return the country of whose register a scheme is, "" of nobody knows which, None of none."""
    country, _, register = scheme.rpartition("-")
    if scheme == COMPANIES_HOUSE or (register == REGISTER and len(country) in (0, 2)):
        return scheme[:2] if "-" in scheme else ""
    return None


def by_scheme(ids: Iterable[Identifier]) -> dict[str, tuple[str, ...]]:
    """Return identifiers by their schemes."""
    found: dict[str, tuple[str, ...]] = {}
    for scheme, value in ids:
        found[scheme] = (*found.get(scheme, ()), value)
    return found


def entry_of(ids: Iterable[Identifier]) -> dict[str, str | tuple[str, ...]]:
    """Return identifiers as an entry of a fact file has them."""
    found = by_scheme(ids)
    return {scheme: values[0] if len(values) == 1 else values for scheme, values in found.items()}


def read_entry(given: Mapping[str, str | Iterable[str]]) -> tuple[Identifier, ...]:
    """Return the identifiers that an entry gives by scheme, each as a text or a list of some."""
    listed = (
        (scheme, (value,) if isinstance(value, str) else value) for scheme, value in given.items()
    )
    return tuple(Identifier(scheme, value) for scheme, values in listed for value in values)


def shared(ours: Iterable[Identifier], theirs: Iterable[Identifier]) -> list[Identifier]:
    """Return the identifiers of one that another one bears as well."""
    known = {each.form for each in theirs}
    return [each for each in ours if each.form in known]


def differing(
    ours: Iterable[Identifier], theirs: Iterable[Identifier]
) -> Iterator[tuple[Identifier, Identifier]]:
    """Yield an identifier of each of two for every scheme in which they have none in common."""
    one, other = (by_scheme(each for each in ids if each.proves) for ids in (ours, theirs))
    for scheme, values in one.items():
        known = other.get(scheme, ())
        if known and set(map(compared, known)).isdisjoint(map(compared, values)):
            yield Identifier(scheme, values[0]), Identifier(scheme, known[0])
