"""Popolo JSON, EveryPolitician's included: http://www.popoloproject.com/specs/.

A membership with a post is that the person holds it; one with a role is a role at the
organisation; one without, or of a plain "member", is a membership. Where a second organisation is
named as the one acted for, the person is its member if it is a party, and represents it otherwise.
Contact details are not read.
"""

from __future__ import annotations

import re

from stakegraph.factfile.reading import Reading
from stakegraph.importers._content import Content
from stakegraph.importers._evidence import add_sources, tables
from stakegraph.importers._parsers import json_document, refusal
from stakegraph.importers._popolo_memberships import Memberships
from stakegraph.importers._popolo_records import Record
from stakegraph.importers._resolution import resolve
from stakegraph.importers._values import joined, listed, remark, text, texts
from stakegraph.model.relations import ORGANISATION, PARTNERSHIP, PERSON, POST

_LISTS = {
    "persons": PERSON,
    "people": PERSON,
    "organizations": ORGANISATION,
    "organisations": ORGANISATION,
    "posts": POST,
}
_OF_BODIES = {
    *("classification", "founding_date", "dissolution_date", "parent_id", "parent", "posts"),
}
_PARTY = re.compile(r"party|faction|parliamentary[ _-]group|caucus", re.IGNORECASE)
# What our own export says of others in an actor's own record.
_OWN_TIES = ("reports_to", "part_of", "located_in", "at")
_PLACES = ("organization_id", "organization", "at")


def read(data: Content, path: str) -> Reading:
    """Read a Popolo file; raises FactsError where it is none."""
    root, notes = json_document(data, path)
    known = (*_LISTS, "memberships")
    if isinstance(root, list):
        if not all(isinstance(one, dict) and text(one.get("name")).strip() for one in root):
            message = "no Popolo: a list is one of people, and some of these have no 'name'"
            raise refusal(path, message, "wrong-type")
        are_bodies = any(not _OF_BODIES.isdisjoint(one) for one in root)
        root = {"organizations" if are_bodies else "persons": root}
    if not isinstance(root, dict) or not any(isinstance(root.get(name), list) for name in known):
        message = "no Popolo: expected an object with 'persons', 'organizations' or 'memberships'"
        raise refusal(path, message, "wrong-type")
    file = _File(path, root)
    file.builder.notes += notes
    return file.read()


class _File(Memberships):
    def __init__(self, path: str, root: Record) -> None:
        super().__init__(path, root)
        self.records: list[tuple[str, Record, str]] = []  # kind, record, place
        self.memberships: list[tuple[Record, str]] = []

    def read(self) -> Reading:
        self.builder.title = text(self.root.get("title")) if self.root.get("title") else ""
        self.collect()
        if isinstance(self.root.get("sources"), list):
            parts = [record for _, record, _ in self.records] + [one for one, _ in self.memberships]
            ties = [tie for part in parts for name in _OWN_TIES
                    for tie in tables(part.get(name))]  # fmt: skip
            parts += ties + list(tables(self.root.get("events")))
            cited = [one for part in parts for one in texts(part.get("evidence") or [])]
            add_sources(self.builder, self.root["sources"], cited)
            if self.builder.sources:
                self.builder.keep_ids()
        for kind, record, at in self.records:
            self.actor(kind, record, at)
        for kind, record, at in self.records:
            self.ties(kind, record, at)
        self.parties = {
            self.key(kind, record, at)
            for kind, record, at in self.records
            if kind == ORGANISATION and _PARTY.search(text(record.get("classification")))
        }
        self.placed = {
            self.key(kind, record, at)
            for kind, record, at in self.records
            if kind == POST and any(record.get(name) for name in _PLACES)
        }
        for record, at in self.memberships:
            self.membership(record, at)
        self.events()
        self.remarks()
        return resolve(self.builder)

    def collect(self) -> None:
        """Find all records, those within others too, which some programs write."""
        for name, kind in _LISTS.items():
            for record, at in self.items(self.root, name, ""):
                self.records.append((kind, record, at))
                inner = at.removeprefix("item ") + "/"
                for post, place in self.items(record, "posts", inner):
                    self.records.append(
                        (POST, {"organization_id": record.get("id"), **post}, place)
                    )
                end = {PERSON: "person_id", ORGANISATION: "organization_id", POST: "post_id"}[kind]
                for membership, place in self.items(record, "memberships", inner):
                    self.memberships.append(({end: record.get("id"), **membership}, place))
        self.memberships += self.items(self.root, "memberships", "")
        for record, at in self.items(self.root, "areas", ""):
            # Places of our own; those of others are named in notes.
            if (
                isinstance(self.root.get("sources"), list)
                and record.get("classification") == "place"
            ):
                self.records.append((ORGANISATION, record, at))
                self.areas.pop(text(record.get("id")), None)

    def actor(self, kind: str, record: Record, at: str) -> None:
        key = self.key(kind, record, at)
        if key in self.builder:
            self.builder.note(f"a second entry for {key!r} left out", at)
            return
        classification = text(record.get("classification"))
        spans = (
            ("founding_date", "dissolution_date")
            if kind == ORGANISATION
            else ("start_date", "end_date")
        )
        if kind == ORGANISATION and classification == PARTNERSHIP:
            kind, classification = PARTNERSHIP, text(record.get("kind"))
        names = ("label", "role", "name") if kind == POST else ("name",)
        name = next((text(record[one]) for one in names if text(record.get(one)).strip()), "")
        others = [*listed(record.get("other_names")), *listed(record.get("other_labels"))]
        aliases = [text(one.get("name")) if isinstance(one, dict) else text(one) for one in others]
        given = {
            "description": next(
                filter(
                    None, (text(record.get(one)) for one in ("description", "summary", "biography"))
                ),
                "",
            ),
            "unnamed": text(record.get("unnamed")) if kind in (PERSON, ORGANISATION) else "",
            "remit": text(record.get("remit")) if kind == POST else "",
            "since": self.date(record, "since", spans[0]),
            "until": self.date(record, "until", spans[1]),
        }
        if kind == POST and record.get("role") and text(record["role"]) != name:
            aliases.append(text(record["role"]))
        note = [text(record.get("note")), self.area(record), self.rest(record), self.links(record)]
        if kind == POST and classification:
            note.append(f"classification: {classification}")
            classification = ""
        self.builder.actor(
            key,
            kind,
            name,
            at,
            classification=classification if kind in (ORGANISATION, PARTNERSHIP) else "",
            aliases=aliases,
            ids=self.ids(record),
            note=joined(note),
            evidence=self.evidence(record, at),
            **given,
        )

    def ties(self, kind: str, record: Record, at: str) -> None:
        """Add what an actor's own record says of others."""
        key = self.key(kind, record, at)
        for name in _OWN_TIES:
            for tie in tables(record.get(name)):
                self.tie(key, name, tie, at)
        whole, field = ("at", "organization") if kind == POST else ("part_of", "parent")
        if kind in (POST, ORGANISATION) and not record.get(whole):
            other = self.end(record, field, ORGANISATION, at)
            if other:
                self.builder.fact(key, whole, other, at, evidence=self.evidence(record, at))

    def tie(self, key: str, relation: str, tie: Record, at: str) -> None:
        """Add a fact that our own export lists with its subject."""
        if tie.get("status") == "derived":
            self.unread["derived"] += 1
        elif text(tie.get("id")):
            qualifiers = tie.get("qualifiers")
            self.builder.fact(
                key,
                relation,
                text(tie["id"]),
                at,
                qualifiers if isinstance(qualifiers, dict) else {},
                id=self.fact_id(text(tie.get("fact")), key, relation, text(tie["id"])),
                **self.said(tie, at),
            )

    def events(self) -> None:
        for index, record in enumerate(tables(self.root.get("events"))):
            at = f"item events/{index}"
            who = [text(one.get("id")) for one in tables(record.get("attendees"))]
            who += texts(record.get("who") or []) + texts(record.get("organization_id") or [])
            self.builder.event(
                text(record.get("id")),
                text(record.get("name")),
                who,
                at,
                on=self.date(record, "on", "start_date"),
                status=text(record.get("certainty")),
                because=text(record.get("because")),
                according_to=tuple(texts(record.get("according_to") or [])),
                note=joined(
                    [
                        text(record.get("note")),
                        remark(
                            {"ends": record.get("end_date"), "what": record.get("classification")}
                        ),
                        text(record.get("description")),
                    ]
                ),
                evidence=self.evidence(record, at),
            )

    def remarks(self) -> None:
        """Say what was not read."""
        derived, dated = self.unread.pop("derived", 0), self.unread.pop("dated", 0)
        if derived:
            self.builder.note(f"{derived} derived facts left out: they follow from the others")
        if dated:
            self.builder.note(
                f"memberships without dates of their own got those of their legislative period"
                f" ({dated} dates); a note says so"
            )
        for name, count in self.unread.items():
            self.builder.note(f"{name!r} not read, {count} times: how to reach or see somebody")
        if self.areas:
            self.builder.note(f"areas are named in notes, they are no actors ({len(self.areas)})")
        known = {*_LISTS, "memberships", "events", "areas", "sources", "title", "meta"}
        for name in self.root:
            if name not in known:
                self.builder.note(f"{name!r} left out: Popolo has no such list")
