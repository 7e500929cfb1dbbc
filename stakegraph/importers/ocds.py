"""Open Contracting Data Standard 1.0 and 1.1, a package of releases or of records.

Each contract is a partnership of the buyer, as its client, and the suppliers of its award; an award
for which no contract is given stands for one. A tenderer who was not awarded anything gets none,
and neither does an award or contract that came to nothing. https://standard.open-contracting.org
"""

from __future__ import annotations

from msgspec.structs import replace

from stakegraph.errors import FactsError, Problem
from stakegraph.factfile.reading import Reading
from stakegraph.importers._builder import Builder
from stakegraph.importers._content import Content
from stakegraph.importers._dates import edtf
from stakegraph.importers._ocds_contracts import (
    between,
    day_before,
    deeds,
    end,
    is_before,
    lots_of,
    worth,
)
from stakegraph.importers._ocds_parties import Parties, Process
from stakegraph.importers._ocds_releases import Placed, Record, is_released, releases
from stakegraph.importers._parsers import placed_values, refusal
from stakegraph.importers._resolution import resolve
from stakegraph.importers._values import joined, remark, text
from stakegraph.model.relations import PARTNERSHIP

_TERMINATED = "terminated"
_OF_AWARDS = ("title", "description", "value", "relatedLots")  # which hold of their contracts
_FAILED = frozenset(("cancelled", "unsuccessful"))


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
        self.parties = Parties(builder)
        self.processes: dict[str, Process] = {}
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
        process = self.processes.setdefault(ocid, Process(ocid))
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

    def process(self, process: Process) -> None:
        clients = self.parties.clients(process)
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
            awarded.update(self.parties.party(one, place, process) for one, place in found)
            if id not in contracted:
                self.contract(process, "award", id, award, at, clients, found)
        for id, (contract, at) in process.contracts.items():
            self.contracted(process, id, contract, at, clients, suppliers, failed)
        self.parties.losers(process, awarded)

    def contracted(
        self,
        process: Process,
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
        process: Process,
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
            if (one := self.parties.party(supplier, where, process))
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
