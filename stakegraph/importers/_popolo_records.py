"""The records of a Popolo file: what they hold besides the ties to others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from stakegraph.importers._builder import Builder
from stakegraph.importers._evidence import citations, split, tables
from stakegraph.importers._identifiers import identifier
from stakegraph.importers._values import remark, text, texts, words
from stakegraph.model.identifiers import Identifier

Record = dict[str, Any]

_CONTACTS = frozenset(("contact_details", "email", "phone", "fax", "address", "images", "image"))
# What is read otherwise, or only tells when a record was made.
_READ = words(
    "id name label role other_names other_labels classification kind parent parent_id organization"
    " organization_id founding_date dissolution_date start_date end_date since until description"
    " summary biography note unnamed remit share reports_to part_of located_in at sources evidence"
    " memberships posts"
    " created_at updated_at @type on_behalf_of on_behalf_of_id person person_id member member_id"
    " post post_id area area_id legislative_period legislative_period_id status certainty because"
    " as attested tense rule premises undetermined disputed_by retracted fact qualifiers"
    " attendees who on according_to"
)


class Records:
    """Reads the fields that records of all lists have; `unread` counts what is passed over."""

    def __init__(self, path: str, root: Record) -> None:
        self.root = root
        self.builder = Builder(path)
        self.areas = self.by_id("areas")
        self.periods = self.by_id("events")
        self.unread: Counter[str] = Counter()

    def by_id(self, name: str) -> dict[str, Record]:
        return {text(record.get("id")): record for record in tables(self.root.get(name))}

    def items(self, owner: Record, name: str, place: str) -> Iterator[tuple[Record, str]]:
        """Yield the objects of one list, each with its place."""
        return ((record, f"item {at}") for record, at in self.builder.items(owner, name, place))

    def key(self, kind: str, record: Record, at: str) -> str:
        return text(record.get("id")) or text(record.get("name")) or at.removeprefix("item ")

    def date(self, record: Record, own: str, theirs: str) -> str:
        """Return a date: the EDTF that our own export keeps, or Popolo's."""
        return text(record.get(own)) or text(record.get(theirs))

    def said(self, record: Record, at: str) -> Record:
        """Return what every fact has: dates, status, evidence."""
        return {
            "since": self.date(record, "since", "start_date"),
            "until": self.date(record, "until", "end_date"),
            "evidence": self.evidence(record, at),
            "according_to": tuple(texts(record.get("according_to") or [])),
            **{name: text(record.get(name)) for name in ("attested", "status", "because", "note")},
        }

    def period(self, record: Record, said: Record) -> str:
        """Name the legislative period; it dates a membership that has no dates of its own."""
        id = text(record.get("legislative_period_id")) or text(record.get("legislative_period"))
        if not id:
            return ""
        period = self.periods.get(id, {})
        dated = False
        for own, theirs in (("since", "start_date"), ("until", "end_date")):
            if not said[own] and text(period.get(theirs)):
                said[own] = text(period[theirs])
                self.unread["dated"] += 1
                dated = True
        name = text(period.get("name")) or id
        return f"legislative period{', which dates it' if dated else ''}: {name}"

    def area(self, record: Record) -> str:
        if record.get("located_in"):  # of our own, which says more
            return ""
        area = record.get("area")
        id = text(area.get("id")) if isinstance(area, dict) else text(record.get("area_id"))
        found = area if isinstance(area, dict) else self.areas.get(id, {})
        name = text(found.get("name")) or id
        return f"area: {name}" if name else ""

    def links(self, record: Record) -> str:
        """Return the sources of a record, as far as its evidence does not name them."""
        if self.builder.sources and record.get("evidence"):
            return ""
        urls = [text(one.get("url") or one.get("note")) for one in tables(record.get("sources"))]
        return remark({"source": urls})

    def rest(self, record: Mapping[str, Any]) -> str:
        """Return what Popolo has no key for, or we no field, as a remark."""
        parts: dict[str, Any] = {}
        for name, value in record.items():
            if name in _CONTACTS and value:
                self.unread[name] += 1
            elif name in _READ or value is None:
                continue
            elif name == "identifiers":
                parts[name] = [
                    text(one.get("identifier"))
                    for one in tables(value)
                    if not identifier(text(one.get("scheme")), one.get("identifier"))
                ]
            elif name == "links":
                pairs = ((text(one.get("note")), text(one.get("url"))) for one in tables(value))
                parts[name] = [" ".join(filter(None, pair)) for pair in pairs]
            else:
                parts[name] = value
        return remark(parts)

    def ids(self, record: Record) -> list[Identifier | None]:
        """Return what registers call an actor."""
        return [
            identifier(text(one.get("scheme")), one.get("identifier"))
            for one in tables(record.get("identifiers"))
        ]

    def evidence(self, record: Record, at: str) -> Any:
        written = split(record["evidence"]) if record.get("evidence") else []
        return citations(self.builder, written, at) or self.builder.cite(at)
