"""Popolo JSON, EveryPolitician's included: http://www.popoloproject.com/specs/.

A membership with a post is that the person holds it; one with a role is a role at the
organisation; one without, or of a plain "member", is a membership. Where a second organisation is
named as the one acted for, the person is its member if it is a party, and represents it otherwise.
Contact details are not read.
"""

from __future__ import annotations

import re

from stakegraph.factfile.reading import Reading
from stakegraph.importers._evidence import add_sources, tables
from stakegraph.importers._parsers import json_document, refusal
from stakegraph.importers._popolo_records import Record, Records
from stakegraph.importers._values import joined, listed, text, texts, told
from stakegraph.model.relations import ORGANISATION, PARTNERSHIP, PERSON, POST, RELATIONS

_LISTS = {
    "persons": PERSON,
    "people": PERSON,
    "organizations": ORGANISATION,
    "organisations": ORGANISATION,
    "posts": POST,
}
_PARTY = re.compile(r"party|faction|parliamentary[ _-]group|caucus", re.IGNORECASE)
_PLACES = ("organization_id", "organization", "at")
_BEHALF = "represents"


def read(data: bytes, path: str) -> Reading:
    """Read a Popolo file; raises FactsError where it is none."""
    root, notes = json_document(data, path)
    known = (*_LISTS, "memberships")
    if isinstance(root, list):
        root = {"persons": root}
    if not isinstance(root, dict) or not any(isinstance(root.get(name), list) for name in known):
        message = "no Popolo: expected an object with 'persons', 'organizations' or 'memberships'"
        raise refusal(path, message, "wrong-type")
    file = _File(path, root)
    file.builder.notes += notes
    return file.read()


class _File(Records):
    def __init__(self, path: str, root: Record) -> None:
        super().__init__(path, root)
        self.records: list[tuple[str, Record, str]] = []  # kind, record, place
        self.memberships: list[tuple[Record, str]] = []
        self.placed: set[str] = set()  # posts whose own record says where they are
        self.parties: set[str] = set()

    def read(self) -> Reading:
        self.builder.title = text(self.root.get("title")) if self.root.get("title") else ""
        self.collect()
        if isinstance(self.root.get("sources"), list):
            parts = [record for _, record, _ in self.records] + [one for one, _ in self.memberships]
            ties = [tie for part in parts for name in ("reports_to", "part_of", "at")
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
        return self.builder.reading()

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
            note=joined(note),
            evidence=self.evidence(record, at),
            **given,
        )

    def ties(self, kind: str, record: Record, at: str) -> None:
        """Add what an actor's own record says of others."""
        key = self.key(kind, record, at)
        for name in ("reports_to", "part_of", "at"):
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

    def fact_id(self, id: str, subject: str, relation: str, object: str) -> str:
        """Return the id that a fact of ours was given, unless it would get the same again."""
        is_ours = self.builder.sources and not id.startswith(f"{subject}.{relation}.{object}")
        return id if is_ours else ""

    def end(self, record: Record, field: str, kind: str, at: str) -> str:
        """Return the key of an actor that a record names by id or holds as an object."""
        inner = record.get(field)
        if isinstance(inner, dict):
            key = self.key(kind, inner, at)
            if key not in self.builder and text(inner.get("name")).strip():
                self.builder.actor(key, kind, text(inner["name"]), at)
            return key
        key = next(iter(texts(record.get(f"{field}_id"))), "")
        if key and key not in self.builder:
            self.builder.note(f"{key!r} is not described in the file: its id serves as name", at)
            self.builder.actor(key, kind, key, at)
        return key

    def members(self, record: Record, at: str) -> list[str]:
        """Return the keys of those whom a membership is of; several ids mean several members."""
        several = record.get("person_id")
        if isinstance(several, list):
            return [
                key
                for one in several
                if (key := self.end({"person_id": one}, "person", PERSON, at))
            ]
        member = record.get("member")
        kind = ORGANISATION
        if isinstance(member, dict):
            kind = PERSON if text(member.get("@type")) == "Person" else ORGANISATION
        key = self.end(record, "person", PERSON, at) or self.end(record, "member", kind, at)
        return [key] if key else []

    def membership(self, record: Record, at: str) -> None:
        if record.get("status") == "derived":
            self.unread["derived"] += 1
            return
        members = self.members(record, at)
        house = self.end(record, "organization", ORGANISATION, at)
        post = self.end(record, "post", POST, at)
        behalf = self.end(record, "on_behalf_of", ORGANISATION, at)
        if not members or not (house or post or behalf):
            lacks = "who is the member" if not members else "of what"
            self.builder.note(f"a membership left out, because it does not say {lacks}", at)
            return
        said = self.said(record, at)
        period = self.period(record, said)
        role = joined(
            [text(record.get("role")), text(record.get("label"))][: 1 if record.get("role") else 2]
        )
        notes = [said["note"], period, self.area(record), self.rest(record), self.links(record)]
        for member in members:
            told = {
                **said,
                "note": joined(
                    [*notes, f"on behalf of {self.builder.name_of(behalf)}"] if behalf else notes
                ),
            }
            if post:
                self.hold(member, post, house, role, told, at, text(record.get("id")))
            elif house:
                self.belong(member, house, role, record, told, at)
            if behalf:
                self.represent(member, behalf, house or post, said, period, at)

    def hold(
        self, member: str, post: str, house: str, role: str, said: Record, at: str, id: str
    ) -> None:
        if self.builder.kind_of(member) != PERSON:
            self.builder.note(f"{member!r} is no person and cannot hold a post", at)
        if role and role != self.builder.name_of(post):
            said = {**said, "note": joined([said["note"], f"role: {role}"])}
        own = self.fact_id(id, member, "holds", post)
        self.builder.fact(member, "holds", post, at, id=own, **said)
        if house and post not in self.placed:
            self.builder.fact(post, "at", house, at, evidence=said["evidence"])

    def belong(
        self, member: str, house: str, role: str, record: Record, said: Record, at: str
    ) -> None:
        id = text(record.get("id"))
        named = [
            key
            for key in ("role_at", "member_of", "partner_in")
            if id.startswith(f"{member}.{key}.{house}")
        ]
        is_plain = role.strip().casefold() in ("", "member")
        is_person = self.builder.kind_of(member) == PERSON
        is_joint = self.builder.kind_of(house) == PARTNERSHIP
        otherwise = (
            "partner_in" if is_joint and not is_person
            else "role_at" if is_person and not is_plain and not is_joint
            else "member_of"
        )  # fmt: skip
        relation = named[0] if named and self.builder.sources else otherwise
        name = "title" if "title" in RELATIONS[relation].qualifiers else "as"
        qualifiers = {"remit": text(record.get("remit"))}
        if role and (not is_plain or named):
            qualifiers[name] = role
        own = self.fact_id(id, member, relation, house)
        self.builder.fact(member, relation, house, at, qualifiers, id=own, **said)

    def represent(
        self, member: str, behalf: str, place: str, said: Record, period: str, at: str
    ) -> None:
        """Add whom a member acts for."""
        where = self.builder.name_of(place) if place else ""
        span = {name: said[name] for name in ("since", "until", "evidence", "status", "because")}
        if behalf in self.parties:
            note = joined(
                [f"named as the party of the membership of {where}" if where else "", period]
            )
            self.builder.fact(member, "member_of", behalf, at, note=note, **span)
        else:
            relation = self.builder.relations.declare(
                _BEHALF, inverse="is represented by", after="[ in {place}]"
            )
            self.builder.fact(member, relation, behalf, at, {"place": where}, note=period, **span)

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
                note=joined(
                    [
                        text(record.get("note")),
                        told(
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
