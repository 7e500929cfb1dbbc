"""Beneficial Ownership Data Standard 0.4: statements on people, entities and relationships.

https://standard.openownership.org. Of the statements of one record the latest counts. A
shareholding is `owns` with its share, a seat on a board or a senior manager's place `role_at`, any
other interest `interest_in`. Who is not known or not named stays so, with the reason that is given.
Addresses, nationalities, tax residencies and dates of birth are not read.
"""

from __future__ import annotations

import re
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from stakegraph.edtf import dates
from stakegraph.errors import FactsError, Problem
from stakegraph.factfile.reading import Reading
from stakegraph.importers._builder import Builder
from stakegraph.importers._content import Content
from stakegraph.importers._dates import edtf
from stakegraph.importers._evidence import tables
from stakegraph.importers._identifiers import identifier
from stakegraph.importers._ownership import interest
from stakegraph.importers._parsers import placed_values, refusal
from stakegraph.importers._resolution import resolve
from stakegraph.importers._shares import share_of
from stakegraph.importers._stored_mapping import StoredDict
from stakegraph.importers._values import joined, remark, text
from stakegraph.model.relations import ORGANISATION, PERSON

Record = dict[str, Any]

_COMPANY, _BODY = "company", "public body"
_CLASSIFICATIONS = {"registeredEntity": _COMPANY, "state": _BODY, "stateBody": _BODY}
_NOT_KNOWN = ("anonymous", "unknown")
# The interests that are roles of a person, with their titles, and the one that is a share.
_ROLES = {
    "boardMember": "board member",
    "boardChair": "chair of the board",
    "seniorManagingOfficial": "senior managing official",
}
_SHARES = "shareholding"
_PRIVATE = frozenset(
    ("addresses", "nationalities", "taxResidencies", "birthDate", "placeOfBirth", "deathDate")
)
# Schemes that are those of a person's papers, such as `AFG-IDCARD`.
_PAPERS = re.compile(r"-(?:PASSPORT|TAXID|IDCARD)$")


class _Record(Struct):
    """What the latest statement of a record says, and the day of the one before that."""

    kind: str
    details: Record
    at: str
    day: str
    is_closed: bool
    before: str = ""


def read(data: Content, path: str) -> Reading:
    """Read statements, in an array or one a line; raises FactsError where there are none."""
    return _File(path, data).read()


class _File:
    def __init__(self, path: str, data: Content) -> None:
        self.builder = Builder(path)
        self.records = StoredDict[_Record](_Record)
        problems: list[Problem] = []
        for at, _, _, value in placed_values(data, path, self.builder.note, problems):
            self.statement(value, at)
        if problems:
            raise FactsError(problems)
        if not self.records:
            message = "no Beneficial Ownership Data Standard 0.4: expected statements with "
            raise refusal(path, f"{message}'recordId', 'recordType', 'recordDetails'", "wrong-type")

    def statement(self, one: Any, at: str) -> None:
        """Put a statement over an earlier one of its record."""
        given = one if isinstance(one, dict) else {}
        id, kind, details = (given.get(f"record{name}") for name in ("Id", "Type", "Details"))
        if not (isinstance(id, str) and isinstance(kind, str) and isinstance(details, dict)):
            self.builder.note("left out, because it is no statement of version 0.4", at)
            return
        day = edtf(text(given.get("statementDate")))
        known = self.records.get(id)
        if known and known.day and day and dates.surely_before(day, known.day):
            if not known.before or dates.surely_before(known.before, day):
                known.before = day
                self.records[id] = known
            return
        is_closed = given.get("recordStatus") == "closed"
        self.records[id] = _Record(kind, details, at, day, is_closed, known.day if known else "")
        self.published(given.get("publicationDetails"))

    def published(self, about: Any) -> None:
        """Let the file be of the last day on which any of it was published."""
        given = about if isinstance(about, dict) else {}
        publisher = given.get("publisher")
        name = text(publisher.get("name")) if isinstance(publisher, dict) else ""
        day, had = edtf(text(given.get("publicationDate"))), self.builder.source
        is_later = day and not (had.date and dates.surely_before(day, had.date))
        self.builder.source = replace(
            had, publisher=had.publisher or name, date=day if is_later else had.date
        )

    def read(self) -> Reading:
        for id, record in self.records.pairs():
            if record.kind in (PERSON, "entity"):
                self.actor(id, record)
        for id, record in self.records.pairs():
            if record.kind == "relationship":
                self.relationship(id, record)
            elif record.kind not in (PERSON, "entity"):
                self.builder.note(f"a record of type {record.kind!r} left out", record.at)
        return resolve(self.builder)

    def actor(self, id: str, record: _Record) -> None:
        details, is_person = record.details, record.kind == PERSON
        sort = details.get("personType") if is_person else details.get("entityType")
        sort = text(sort.get("type")) if isinstance(sort, dict) else text(sort)
        names = [text(one.get("fullName")) for one in tables(details.get("names"))]
        names += [text(details.get("name"))] if text(details.get("name")) else []
        names += [name for name in details.get("alternateNames") or [] if isinstance(name, str)]
        names = [name for name in dict.fromkeys(names) if name.strip()]
        unnamed = ""
        if sort.startswith(_NOT_KNOWN) or not names:
            why = "unspecifiedPersonDetails" if is_person else "unspecifiedEntityDetails"
            unnamed = _reason(details.get(why)) or f"{_words(sort) or 'no name is given'}"
            what = "person" if is_person else "entity"
            names = names or [f"{'an unknown' if 'unknown' in sort else 'an unnamed'} {what}"]
        identified = [(_scheme(one), one.get("id")) for one in tables(details.get("identifiers"))]
        papers = [scheme for scheme, _ in identified if _PAPERS.search(scheme)]
        jurisdiction = details.get("jurisdiction")
        place = text(jurisdiction.get("name")) if isinstance(jurisdiction, dict) else ""
        others = [text(id) for scheme, id in identified if not identifier(scheme, id)]
        note = {"identifier": others, "jurisdiction": place}
        if left := [*sorted(_PRIVATE & details.keys()), *papers]:
            self.builder.note(f"not read, to keep it private: {', '.join(left)}", record.at)
        self.builder.actor(
            _key(id),
            PERSON if is_person else ORGANISATION,
            names[0],
            record.at,
            aliases=names[1:],
            classification=_CLASSIFICATIONS.get(sort, ""),
            unnamed=unnamed,
            since="" if is_person else text(details.get("foundingDate")),
            until="" if is_person else text(details.get("dissolutionDate")),
            note=remark(note),
            ids=[identifier(*one) for one in identified if one[0] not in papers],
        )

    def relationship(self, id: str, record: _Record) -> None:
        details = record.details
        interests = [*tables(details.get("interests"))] or [{"type": "unknownInterest"}]
        is_of_person = any(one.get("beneficialOwnershipOrControl") is True for one in interests)
        kind = PERSON if is_of_person else ORGANISATION
        owned = self.end(details.get("subject"), f"{id}/subject", ORGANISATION, record)
        owner = self.end(details.get("interestedParty"), f"{id}/interestedParty", kind, record)
        if not owned or not owner:
            lacks = "a subject" if not owned else "an interested party"
            self.builder.note(f"a relationship left out: it does not say {lacks}", record.at)
            return
        for each in interests:
            self.fact(owner, owned, each, record)

    def end(self, given: Any, key: str, kind: str, record: _Record) -> str:
        """Return the key of who stands at an end: of nobody that is named, one with the reason."""
        if isinstance(given, str) and given:
            if _key(given) not in self.builder:
                words = f"the record {given!r} is not in the file: its id serves as name"
                self.builder.note(words, record.at)
                self.builder.actor(_key(given), kind, given, record.at)
            return _key(given)
        if not isinstance(given, dict):
            return ""
        key = _key(key)
        name = "an unknown owner" if kind == PERSON else "an unknown party"
        reason = _reason(given) or "no reason is given"
        self.builder.actor(key, kind, name, record.at, unnamed=reason)
        return key

    def fact(self, owner: str, owned: str, given: Record, record: _Record) -> None:
        """Add the fact that an interest is."""
        sort, share = text(given.get("type")), share_of(given.get("share"))
        since, until = text(given.get("startDate")), text(given.get("endDate"))
        if record.is_closed and not until and record.day:
            until = f"{record.before or '..'}/{record.day}"
        note = joined(
            [
                text(given.get("details")),
                "indirect" if given.get("directOrIndirect") == "indirect" else "",
                "beneficial ownership or control"
                if given.get("beneficialOwnershipOrControl") is True
                else "",
            ]
        )
        if sort == _SHARES:
            relation, qualifiers = "owns", {"share": share}
        elif sort in _ROLES and self.builder.kind_of(owner) == PERSON:
            relation, qualifiers = "role_at", {"title": _ROLES[sort]}
        else:
            relation = interest(self.builder)
            qualifiers = {"what": _words(sort), "share": share}
        self.builder.fact(
            owner, relation, owned, record.at, qualifiers, since=since, until=until, note=note
        )


def _key(id: str) -> str:
    """Return the key of a record, whose own id says nothing to a reader: it is called by name."""
    return f"record\t{id}"


def _scheme(given: Record) -> str:
    """Return the scheme of an identifier: by its code, else by what it is called."""
    return text(given.get("scheme")) or text(given.get("schemeName"))


def _reason(given: Any) -> str:
    """Return why somebody is not specified, in words."""
    about = given if isinstance(given, dict) else {}
    return joined([_words(text(about.get("reason"))), text(about.get("description"))])


def _words(code: str) -> str:
    """Return a code of the standard as words: `rightsGrantedByContract`."""
    return re.sub(r"(?<=[a-z])[A-Z]", lambda found: f" {found[0].lower()}", code)
