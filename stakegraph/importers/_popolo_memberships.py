"""The memberships of a Popolo file: who holds a post, belongs to a body, or acts for one."""

from __future__ import annotations

from stakegraph.importers._popolo_records import Record, Records
from stakegraph.importers._values import joined, text, texts
from stakegraph.model.relations import ORGANISATION, PARTNERSHIP, PERSON, POST, RELATIONS


class Memberships(Records):
    """Reads memberships as facts; `placed` are the posts whose own record says where they are."""

    def __init__(self, path: str, root: Record) -> None:
        super().__init__(path, root)
        self.placed: set[str] = set()
        self.parties: set[str] = set()

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
            given = {
                **said,
                "note": joined(
                    [*notes, f"on behalf of {self.builder.name_of(behalf)}"] if behalf else notes
                ),
            }
            if post:
                self.hold(member, post, house, role, record, given, at)
            elif house:
                self.belong(member, house, role, record, given, at)
            if behalf:
                self.represent(member, behalf, house or post, said, period, at)

    def hold(
        self, member: str, post: str, house: str, role: str, record: Record, said: Record, at: str
    ) -> None:
        if self.builder.kind_of(member) != PERSON:
            self.builder.note(f"{member!r} is no person and cannot hold a post", at)
        if role and role != self.builder.name_of(post):
            said = {**said, "note": joined([said["note"], f"role: {role}"])}
        own = self.fact_id(text(record.get("id")), member, "holds", post)
        status = text(record.get("as"))
        self.builder.fact(member, "holds", post, at, {"as": status}, id=own, **said)
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
        takes = RELATIONS[relation].qualifiers
        name = "title" if "title" in takes else "as"
        qualifiers = {each: text(record.get(each)) for each in ("remit", *takes) if each != name}
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
            given = {"place": where}
            self.builder.fact(member, "represents", behalf, at, given, note=period, **span)
