"""Who takes part in a contracting process, as its buyer, supplier or loser."""

from __future__ import annotations

from msgspec import Struct, field

from stakegraph.importers._builder import Builder
from stakegraph.importers._evidence import tables
from stakegraph.importers._identifiers import identifier
from stakegraph.importers._ocds_releases import Placed, Record
from stakegraph.importers._values import listed, remark, text
from stakegraph.model.relations import ORGANISATION


class Process(Struct):
    """A contracting process: what its releases say, a later one instead of an earlier one."""

    ocid: str
    released: str = ""  # the day of the last release
    fields: dict[str, Placed] = field(default_factory=dict)
    parties: dict[str, Placed] = field(default_factory=dict)
    awards: dict[str, Placed] = field(default_factory=dict)
    contracts: dict[str, Placed] = field(default_factory=dict)


class Parties:
    """The organisations of all processes, each added when it is met first."""

    def __init__(self, builder: Builder) -> None:
        self._builder = builder

    def clients(self, process: Process) -> list[tuple[str, str, str]]:
        """Return who buys, and who runs the procedure where that is another, with their parts."""
        found: dict[str, tuple[str, str, str]] = {}
        tender, at = process.fields.get("tender", ({}, ""))
        buyer, where = process.fields.get("buyer", ({}, ""))
        named = [(buyer, where, "client")]
        named += [
            (one, place, "client")
            for one, place in process.parties.values()
            if _plays(one, "buyer")
        ]
        entity = tender.get("procuringEntity")
        if isinstance(entity, dict):
            named.append((entity, f"{at}/procuringEntity", "procuring entity"))
        for record, place, part in named:
            key = self.party(record, place, process) if record else ""
            if key and key not in found:
                found[key] = (key, part, f"item {place}")
        if found and all(part != "client" for _, part, _ in found.values()):
            return [(key, "client", place) for key, _, place in found.values()]
        if not found:
            self._builder.note(f"{process.ocid}: no buyer is named")
        return list(found.values())

    def party(self, record: Record, at: str, process: Process) -> str:
        """Return the key of an organisation, which is added when it is met first; "" of nobody."""
        id = text(record.get("id"))
        full, place = process.parties.get(id, (record, at)) if id else (record, at)
        name = next(
            (words for one in (full, record) if (words := text(one.get("name"))).strip()), ""
        )
        identified = full.get("identifier")
        identified = identified if isinstance(identified, dict) else {}
        scheme, number = text(identified.get("scheme")), text(identified.get("id"))
        legal = text(identified.get("legalName"))
        name = name or legal
        key = id or (f"{scheme}-{number}" if number else name)
        if not key:
            self._builder.note("an organisation without id and name left out", f"item {at}")
            return ""
        if key not in self._builder:
            note = remark({"identifier": "" if scheme else number, "id": id})
            others = tables(full.get("additionalIdentifiers"))
            named = (identifier(text(one.get("scheme")), one.get("id"))
                     for one in (identified, *others))  # fmt: skip
            self._builder.actor(key, ORGANISATION, name, f"item {place}", note=note,
                             aliases=[legal] if legal else [], ids=named)  # fmt: skip
        elif name and name != self._builder.name_of(key):
            self._builder.note(
                f"{key!r} is {name!r} here and {self._builder.name_of(key)!r} before", f"item {at}"
            )
        return key

    def losers(self, process: Process, awarded: set[str]) -> None:
        """Report who took part and won nothing."""
        tender, at = process.fields.get("tender", ({}, ""))
        for record in tables(tender.get("tenderers")):
            name = text(record.get("name")) or text(record.get("id"))
            keys = {text(record.get("id")), name}
            if name and not keys & awarded:
                words = f"{name} tendered and was awarded nothing: no contract"
                self._builder.note(words, f"item {at}/tenderers")
        for id, (record, place) in process.parties.items():
            if id not in self._builder and not _plays(record, "tenderer"):
                roles = ", ".join(map(text, listed(record.get("roles")))) or "no role"
                name = text(record.get("name")) or id
                self._builder.note(
                    f"{name} ({roles}) left out: no part in a contract", f"item {place}"
                )


def _plays(party: Record, role: str) -> bool:
    return role in map(text, listed(party.get("roles")))
