"""UK Companies House: officers and persons with significant control, as its service gives them.

Lists of either (`items`), and the daily snapshot of all persons with significant control, one a
line: https://developer.company-information.service.gov.uk. An officer is `role_at` the company;
control is `owns` with its range of shares, or `interest_in` with its nature. Addresses,
nationalities and dates of birth are not read. A list does not name its company: `organisation`
does.
"""

from __future__ import annotations

import re
from itertools import chain, islice
from typing import Any

from stakegraph.errors import FactsError, Problem, Unsure
from stakegraph.factfile.reading import Reading
from stakegraph.importers._builder import Builder
from stakegraph.importers._content import Content
from stakegraph.importers._evidence import tables
from stakegraph.importers._identifiers import identifier, registered
from stakegraph.importers._ownership import interest
from stakegraph.importers._parsers import placed_values, refusal
from stakegraph.importers._resolution import resolve
from stakegraph.importers._shares import share_between
from stakegraph.importers._spellings import first_name_first, tidy
from stakegraph.importers._values import remark, text, texts
from stakegraph.model.identifiers import COMPANIES_HOUSE, Identifier
from stakegraph.model.relations import ORGANISATION, PERSON

Record = dict[str, Any]

_NUMBER = re.compile(r"/company/(\w+)/")
_BODIES = re.compile("corporate|legal-person|super-secure-b")
_CONTROL = re.compile("significant-control|beneficial-owner")
# What part of something a nature of control is, between two bounds or above one.
_PART = re.compile(r"([a-z-]+)-(?:(\d+)-to-(\d+)|more-than-(\d+))-percent")
_SHARES = "ownership-of-shares"
_OF_BODY = re.compile("-(?:limited-liability-partnership|registered-overseas-entity)$")
_THROUGH = re.compile("-(as-(?:trust|firm|control-over-trust|control-over-firm))$")
_PRIVATE = ("address", "date_of_birth", "nationality", "country_of_residence", "usual_residential")
_BRITISH = re.compile(
    r"companies house|england|wales|scotland|northern ireland|united kingdom|britain|\bu\.?k\b",
    re.IGNORECASE,
)
_UNDISCLOSED = "control-of-a-nature-that-is-not-disclosed"
_NOBODY = "persons-with-significant-control-statement"


def read(data: Content, path: str, *, organisation: str = "") -> Reading:
    """Read a list or a snapshot; raises FactsError where the file is neither.

    `organisation` is the company of a list; raises Unsure where only that can say it.
    """
    return _File(path, organisation).read(data)


class _File:
    def __init__(self, path: str, organisation: str) -> None:
        self.path = path
        self.organisation = organisation
        self.builder = Builder(path)

    def read(self, data: Content) -> Reading:
        problems: list[Problem] = []
        found = False
        values = placed_values(data, self.path, self.builder.note, problems)
        first = [*islice(values, 2)]
        for at, _, _, value in chain(first, values):
            given = value if isinstance(value, dict) else {}
            if isinstance(given.get("items"), list):
                found = True
                items = [*tables(given["items"])]
                # The list is one company's, which the links of some of its entries may name.
                numbers = (text(given.get("company_number")), *map(_linked, items))
                number = next(filter(None, numbers), "")
                for index, one in enumerate(items):
                    self.item(one, at if len(first) > 1 else f"item {index}", number)
            elif isinstance(given.get("data"), dict):
                found = True
                self.item(given["data"], at, text(given.get("company_number")))
        if problems:
            raise FactsError(problems)
        if not found:
            message = "no officers and no persons with significant control of Companies House: "
            raise refusal(self.path, f"{message}expected 'items' or lines of 'data'", "wrong-type")
        return resolve(self.builder)

    def item(self, one: Record, at: str, number: str) -> None:
        kind = text(one.get("kind"))
        if kind.startswith(("totals", "persons-of-significant-control-snapshot")):
            return  # which counts the lines of the snapshot
        if kind == _NOBODY or "statement" in one:
            words = _words(text(one.get("statement")))
            self.builder.note(f"left out, because it names nobody: {words}", at)
            return
        if kind == "exemptions":
            told = "left out, because it says that the company is exempt from naming anybody"
            self.builder.note(told, at)
            return
        company = self.company(one, at, number)
        who = self.who(one, at, company)
        if not who:
            self.builder.note("left out, because it names nobody", at)
        elif one.get("natures_of_control") or _CONTROL.search(kind):
            self.control(who, company, one, at)
        else:
            role = {"title": _words(text(one.get("officer_role")))}
            by = text(one.get("appointed_before"))
            span = {"since": text(one.get("appointed_on")) or (f"../{by}" if by else ""),
                    "until": text(one.get("resigned_on"))}  # fmt: skip
            self.builder.fact(who, "role_at", company, at, role, **span)

    def company(self, one: Record, at: str, number: str) -> str:
        """Return the key of the company that an entry is about."""
        number = number or _linked(one)
        appointed = one.get("appointed_to")
        named = text(appointed.get("company_name")) if isinstance(appointed, dict) else ""
        if isinstance(appointed, dict):
            number = text(appointed.get("company_number")) or number
        name = named or self.organisation or (f"company {number}" if number else "")
        if not name:
            raise Unsure(
                f"{self.path}: nothing says of which company these are: --organisation NAME does",
                "organisation",
            )
        key = f"company\t{number or name}"
        if key not in self.builder:
            ids = [identifier(COMPANIES_HOUSE, number)]
            self.builder.actor(key, ORGANISATION, name, at, classification="company", ids=ids)
        return key

    def who(self, one: Record, at: str, company: str) -> str:
        """Return the key of the officer or controller, "" where nobody is named."""
        kind = f"{one.get('kind')} {one.get('officer_role')}"
        is_secret = "super-secure" in kind
        elements = one.get("name_elements")
        parts = [text(elements.get(part)) for part in ("forename", "middle_name", "surname")] if (
            isinstance(elements, dict)) else []  # fmt: skip
        name = " ".join(filter(None, parts)) or text(one.get("name"))
        is_body = bool(_BODIES.search(kind))
        if not is_body and "," in name:
            name = first_name_first(name)
        if not is_body:
            name = " ".join(map(_capitalised, name.split()))
        name = tidy(name)
        unnamed = "protected from disclosure" if is_secret else ""
        if is_secret:
            name = "a person who is protected" if not is_body else "a body that is protected"
        if not name:
            return ""
        links = one.get("links")
        officer = links.get("officer") if isinstance(links, dict) else None
        # A name is no proof: without an id of their own two of one name in two companies are two.
        own = text(officer.get("appointments")) if isinstance(officer, dict) else ""
        own = own or f"{at if is_secret else name}\t{company}"
        key = f"{'body' if is_body else 'person'}\t{own}"
        if key not in self.builder:
            left = [field for field in one if field.startswith(_PRIVATE)]
            if left:
                self.builder.note(f"not read, to keep it private: {', '.join(sorted(left))}", at)
            sort = ORGANISATION if is_body else PERSON
            note = remark({"occupation": one.get("occupation")})
            ids = [_registered(one.get("identification"))]
            self.builder.actor(key, sort, name, at, note=note, unnamed=unnamed, ids=ids)
        return key

    def control(self, who: str, company: str, one: Record, at: str) -> None:
        """Add a fact for each nature of control."""
        span = {"since": text(one.get("notified_on")), "until": text(one.get("ceased_on"))}
        if one.get("ceased") is True and not span["until"]:
            told = "left out, because the control has ceased on a day that is not given"
            self.builder.note(told, at)
            return
        for nature in texts(one.get("natures_of_control")) or [_UNDISCLOSED]:
            bare = _OF_BODY.sub("", nature)
            through = _THROUGH.search(bare)
            note = _words(through[1]) if through else ""
            bare = _THROUGH.sub("", bare)
            part = _PART.fullmatch(bare)
            share = {"share": _range(*part.groups()[1:])} if part else {}
            if part and part[1] == _SHARES:
                self.builder.fact(who, "owns", company, at, share, note=note, **span)
                continue
            what = {"what": _words(part[1] if part else bare), **share}
            self.builder.fact(who, interest(self.builder), company, at, what, note=note, **span)


def _registered(given: Any) -> Identifier | None:
    """Return the number of a body in the register that its entry names."""
    about = given if isinstance(given, dict) else {}
    places = " ".join(text(about.get(name)) for name in ("place_registered", "country_registered"))
    return registered("gb" if _BRITISH.search(places) else "", about.get("registration_number"))


def _linked(one: Record) -> str:
    """Return the number of the company that an entry links to, "" where there is none."""
    links = one.get("links")
    found = _NUMBER.search(text(links.get("self"))) if isinstance(links, dict) else None
    return found[1] if found else ""


def _capitalised(word: str) -> str:
    """Return a word of a name as it is written elsewhere; the register has surnames in capitals."""
    return word.title() if word.isupper() and len(word) > 2 else word


def _range(low: str | None, high: str | None, above: str | None) -> str:
    """Return a band of the register: it counts what is over its lower bound, 75 % and more apart.

    https://www.gov.uk/government/publications/guidance-to-the-people-with-significant-control-requirements-for-companies-and-limited-liability-partnerships
    """
    if above or not low or not high:
        return share_between(above=above or "")
    if low == "75":
        return share_between(low="75")
    return share_between(above=low, **({"below": high} if high == "75" else {"high": high}))


def _words(code: str) -> str:
    return re.sub(r"\bllp\b", "LLP", code.replace("-", " ").strip())
