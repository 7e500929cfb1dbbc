"""Open Contracting Data Standard 1.0 and 1.1, a package of releases or of records.

Each contract is a partnership of the buyer, as its client, and the suppliers of its award; an award
for which no contract is given stands for one. A tenderer who was not awarded anything gets none,
and neither does an award or contract that came to nothing. https://standard.open-contracting.org
"""

from __future__ import annotations

from msgspec import Struct, field
from msgspec.structs import replace

from stakegraph.errors import FactsError, Problem
from stakegraph.factfile.reading import Reading
from stakegraph.importers._builder import Builder
from stakegraph.importers._content import Content
from stakegraph.importers._dates import edtf
from stakegraph.importers._evidence import tables
from stakegraph.importers._identifiers import identifier
from stakegraph.importers._ocds_contracts import (
    between,
    day_before,
    deeds,
    end,
    is_before,
    lots_of,
    worth,
)
from stakegraph.importers._ocds_releases import Placed, Record, is_released, releases
from stakegraph.importers._parsers import placed_values, refusal
from stakegraph.importers._resolution import resolve
from stakegraph.importers._values import joined, listed, remark, text
from stakegraph.model.relations import ORGANISATION, PARTNERSHIP

_TERMINATED = "terminated"
_OF_AWARDS = ("title", "description", "value", "relatedLots")  # which hold of their contracts
_FAILED = frozenset(("cancelled", "unsuccessful"))


class _Process(Struct):
    """A contracting process: what its releases say, a later one instead of an earlier one."""

    ocid: str
    released: str = ""  # the day of the last release
    fields: dict[str, Placed] = field(default_factory=dict)
    parties: dict[str, Placed] = field(default_factory=dict)
    awards: dict[str, Placed] = field(default_factory=dict)
    contracts: dict[str, Placed] = field(default_factory=dict)


def read(data: Content, path: str) -> Reading:
    """Read packages, records and releases: one, a list, or one a line; raises FactsError for none.

    What is no list is at the places that its package gives it, else at those of the list.
    """
    builder, problems = Builder(path), list[Problem]()
    found = [*placed_values(data, path, builder.note, problems)]
    if problems:
        raise FactsError(problems)
    is_list = len(found) > 1 or any(
        at.startswith("item") or isinstance(value, list) for at, *_, value in found
    )
    values = [one for *_, value in found for one in (value if isinstance(value, list) else [value])]
    placed = [(value, f"{number}" if is_list else "") for number, value in enumerate(values)]
    released = [pair for pair in placed if is_released(pair[0])]
    if not released:
        message = "no Open Contracting: expected 'releases' or 'records', or an 'ocid'"
        raise refusal(path, message, "wrong-type")
    for value, at in placed:
        if not is_released(value):
            builder.note("left out, because it is no release", f"item {at}")
    return _File(builder, released).read()


class _File:
    def __init__(self, builder: Builder, values: list[Placed]) -> None:
        self.values = values
        self.builder = builder
        self.processes: dict[str, _Process] = {}
        first = values[0][0]
        publisher = first.get("publisher")
        if isinstance(publisher, dict):
            publisher = publisher.get("name")
        self.builder.source = replace(
            self.builder.source,
            publisher=text(publisher),
            date=edtf(text(first.get("publishedDate"))),
            url=text(first.get("uri")),
        )

    def read(self) -> Reading:
        for release, at in sorted(
            releases(self.builder, self.values), key=lambda pair: text(pair[0].get("date"))
        ):
            self.release(release, at)
        for process in self.processes.values():
            self.process(process)
        return resolve(self.builder)

    def release(self, release: Record, at: str) -> None:
        """Put what a release says over what the earlier ones of its process said."""
        ocid = text(release.get("ocid")) or text(release.get("id")) or at
        process = self.processes.setdefault(ocid, _Process(ocid))
        published = self.builder.source.date
        process.released = edtf(text(release.get("date"))) or process.released or published
        for name in ("buyer", "tender"):
            value = release.get(name)
            if isinstance(value, dict):
                before, _ = process.fields.get(name, ({}, ""))
                process.fields[name] = {**before, **value}, f"{at}/{name}"
        for name, known in (
            ("parties", process.parties),
            ("awards", process.awards),
            ("contracts", process.contracts),
        ):
            for record, place in self.builder.items(release, name, f"{at}/"):
                id = text(record.get("id")) or place
                before, _ = known.get(id, ({}, ""))
                known[id] = {**before, **record}, place

    def process(self, process: _Process) -> None:
        clients = self.clients(process)
        suppliers: dict[str, list[Placed]] = {}
        failed: set[str] = set()
        contracted = {text(one.get("awardID")) for one, _ in process.contracts.values()}
        awarded: set[str] = set()
        for id, (award, at) in process.awards.items():
            status = text(award.get("status")).casefold()
            found = list(self.builder.items(award, "suppliers", f"{at}/"))
            if status in _FAILED:
                failed.add(id)
                named = (text(one.get("name")) or text(one.get("id")) for one, _ in found)
                names = ", ".join(filter(None, named)) or "nobody named"
                self.builder.note(
                    f"the award {id!r} is {status}: no contract for {names}", f"item {at}"
                )
                continue
            suppliers[id] = found
            awarded.update(self.party(one, place, process) for one, place in found)
            if id not in contracted:
                self.contract(process, "award", id, award, at, clients, found)
        for id, (contract, at) in process.contracts.items():
            self.contracted(process, id, contract, at, clients, suppliers, failed)
        self.losers(process, awarded)

    def contracted(
        self,
        process: _Process,
        id: str,
        contract: Record,
        at: str,
        clients: list[tuple[str, str, str]],
        suppliers: dict[str, list[Placed]],
        failed: set[str],
    ) -> None:
        """Add a contract, unless it or its award came to nothing."""
        award, status = text(contract.get("awardID")), text(contract.get("status")).casefold()
        if status in _FAILED or award in failed:
            why = f"it is {status}" if status in _FAILED else f"its award {award!r} came to nothing"
            self.builder.note(f"the contract {id!r} left out: {why}", f"item {at}")
            return
        found = [*suppliers.get(award, ()), *self.builder.items(contract, "suppliers", f"{at}/")]
        given = process.awards.get(award, ({}, ""))[0]
        if not found:
            self.builder.note(
                f"the contract {id!r} names no supplier: its award is not given", f"item {at}"
            )
        merged = {
            **{name: given[name] for name in _OF_AWARDS if given.get(name)},
            **{name: value for name, value in contract.items() if value},
        }
        self.contract(process, "contract", id, merged, at, clients, found)

    def contract(
        self,
        process: _Process,
        kind: str,
        id: str,
        record: Record,
        at: str,
        clients: list[tuple[str, str, str]],
        suppliers: list[Placed],
    ) -> None:
        """Add a partnership with its parts."""
        key, place = f"{process.ocid}/{kind}/{id}", f"item {at}"
        tender = process.fields.get("tender", ({}, ""))[0]
        period = record.get("period") or record.get("contractPeriod")
        period = period if isinstance(period, dict) else {}
        status = text(record.get("status")).casefold()
        signed = text(record.get("dateSigned"))
        since, until = text(period.get("startDate")) or signed * bool(edtf(signed)), end(period)
        amount = worth(record.get("value"))
        # Nobody says what each of several suppliers gets.
        value = {"value": amount if len(suppliers) != 1 else "", "status": status,
                 "ocid": process.ocid, f"{kind} id": id}  # fmt: skip
        last = edtf(until)
        if status == _TERMINATED and not (last and is_before(last, process.released)):
            value["was to end"] = last
            until = between(since, day_before(process.released))
            words = f"the {kind} {id!r} was terminated: it ended before the day of its release"
            self.builder.note(words, place)
        lots = [text(one.get("title")) or text(one.get("id")) for one in lots_of(record, tender)]
        value["lots"] = "; ".join(lots)
        name = text(record.get("title")).strip() or ": ".join(
            filter(None, (text(tender.get("title")).strip(), ", ".join(lots)))
        )
        name = name or f"contract {id}"
        dated, undated = deeds(record, kind)
        self.builder.actor(
            key,
            PARTNERSHIP,
            name,
            place,
            classification="contract",
            since=since,
            until=until,
            description=text(record.get("description")),
            note=joined([remark(value), *undated]),
        )
        parts = [(client, part, where) for client, part, where in clients]
        parts += [
            (one, "supplier", f"item {where}")
            for supplier, where in suppliers
            if (one := self.party(supplier, where, process))
        ]
        # A pending award or contract is meant to be, and not yet so.
        doubt = (
            {"status": "hedged", "note": f"the {kind} is pending"} if status == "pending" else {}
        )
        for party, part, where in parts:
            is_paid = part == "supplier" and len(suppliers) == 1
            said = {"as": part, "amount": amount if is_paid else ""}
            self.builder.fact(
                party, "partner_in", key, where, said, since=since, until=until, **doubt
            )
        who = [key, *(party for party, _, _ in parts)]
        for what, on in dated:
            self.builder.event("", f"{name} {what}", who, place, on=on)

    def clients(self, process: _Process) -> list[tuple[str, str, str]]:
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
            self.builder.note(f"{process.ocid}: no buyer is named")
        return list(found.values())

    def party(self, record: Record, at: str, process: _Process) -> str:
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
            self.builder.note("an organisation without id and name left out", f"item {at}")
            return ""
        if key not in self.builder:
            note = remark({"identifier": "" if scheme else number, "id": id})
            others = tables(full.get("additionalIdentifiers"))
            named = (identifier(text(one.get("scheme")), one.get("id"))
                     for one in (identified, *others))  # fmt: skip
            self.builder.actor(key, ORGANISATION, name, f"item {place}", note=note,
                             aliases=[legal] if legal else [], ids=named)  # fmt: skip
        elif name and name != self.builder.name_of(key):
            self.builder.note(
                f"{key!r} is {name!r} here and {self.builder.name_of(key)!r} before", f"item {at}"
            )
        return key

    def losers(self, process: _Process, awarded: set[str]) -> None:
        """Report who took part and won nothing."""
        tender, at = process.fields.get("tender", ({}, ""))
        for record in tables(tender.get("tenderers")):
            name = text(record.get("name")) or text(record.get("id"))
            keys = {text(record.get("id")), name}
            if name and not keys & awarded:
                words = f"{name} tendered and was awarded nothing: no contract"
                self.builder.note(words, f"item {at}/tenderers")
        for id, (record, place) in process.parties.items():
            if id not in self.builder and not _plays(record, "tenderer"):
                roles = ", ".join(map(text, listed(record.get("roles")))) or "no role"
                name = text(record.get("name")) or id
                self.builder.note(
                    f"{name} ({roles}) left out: no part in a contract", f"item {place}"
                )


def _plays(party: Record, role: str) -> bool:
    return role in map(text, listed(party.get("roles")))
