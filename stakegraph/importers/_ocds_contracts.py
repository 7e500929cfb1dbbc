"""What the record of a contract or an award in Open Contracting says of time, lots and value."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from stakegraph.edtf import dates
from stakegraph.importers._dates import edtf
from stakegraph.importers._evidence import tables
from stakegraph.importers._values import listed, money, text

Record = dict[str, Any]

_DIGITS = 7  # of a number of days, at most


def end(period: Record) -> str:
    """Return the end of a period, which its length may give; one that may be extended has two."""
    end, latest = _first_end(period), edtf(text(period.get("maxExtentDate")))
    return between(end or text(period.get("startDate")), latest) if latest else end


def _first_end(period: Record) -> str:
    end, start = text(period.get("endDate")), edtf(text(period.get("startDate")))
    days = text(period.get("durationInDays"))
    if end or not (days.isascii() and days.isdigit() and int(days) and len(days) < _DIGITS):
        return end
    try:
        return str(date.fromisoformat(start) + timedelta(days=int(days) - 1))
    except (ValueError, OverflowError):
        return ""


def between(since: str, until: str) -> str:
    """Return that something ended between two dates, as far as they are known."""
    start = edtf(since)
    return f"{start}/{until}" if start and is_before(start, until) else until


def is_before(one: str, other: str) -> bool:
    """Return whether a day lies surely before another one."""
    return bool(other) and dates.surely_before(one, other)


def day_before(day: str) -> str:
    """Return the day before one that is known, else what is known of it."""
    try:
        return str(date.fromisoformat(day) - timedelta(days=1))
    except (ValueError, OverflowError):
        return day


def deeds(record: Record, kind: str) -> tuple[list[tuple[str, str]], list[str]]:
    """Return what was done with a contract or an award, each with its day, and what has no day."""
    done = [("was signed", text(record.get("dateSigned")))]
    if kind == "award":
        done.append(("was awarded", text(record.get("date"))))
    told = [
        (text(one.get("rationale")) or text(one.get("description")), text(one.get("date")))
        for one in tables(record.get("amendments"))
    ]
    amended = [(f"was amended: {why}" if why.strip() else "was amended", on) for why, on in told]
    undated = [f"{what} ({on})" for what, on in (*done, *amended) if on and not edtf(on)]
    undated += [what for what, on in amended if not on]
    return [(what, on) for what, on in (*done, *amended) if edtf(on)], undated


def lots_of(record: Record, tender: Record) -> list[Record]:
    """Return the lots of a tender that an award or a contract is of."""
    wanted = {*map(text, listed(record.get("relatedLots")))}
    if text(record.get("relatedLot")):
        wanted.add(text(record["relatedLot"]))
    known = {text(lot.get("id")): lot for lot in tables(tender.get("lots"))}
    return [known.get(id, {"id": id}) for id in sorted(wanted)]


def worth(value: Any) -> str:
    """Return an amount with its currency."""
    return money(value.get("amount"), value.get("currency")) if isinstance(value, dict) else ""
