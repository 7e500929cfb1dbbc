"""What a file gives of a part of the facts: from when to when it was so, and how sure that is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, get_args

from stakegraph.edtf import advice, dates
from stakegraph.factfile.schema import GivenStatus
from stakegraph.importers._dates import edtf, is_open, is_unknown, may_be_off
from stakegraph.importers._values import text
from stakegraph.model.facts import STATED

Note = Callable[[str], None]

_STATUSES = get_args(GivenStatus)
UNKNOWN_TIME = ".."


def set_status(given: dict[str, Any], name: Callable[[], str], note: Note) -> list[str]:
    """Make a status one of ours, with a reason where it needs one."""
    status = text(given.pop("status", "")) or STATED
    remarks = []
    if status not in _STATUSES:
        note(f"{name()!r}: {status!r} is no status of ours; it went into the note")
        remarks, status = [f"status: {status}"], STATED
    because = text(given.pop("because", ""))
    if status == "inferred" and not because:
        because = "not said in the file that this was imported from"
    given |= {"status": status, "certainty": status, "because": because}
    return remarks


def set_span(
    given: dict[str, Any], name: Callable[[], str], note: Note, *, dated: bool = True
) -> list[str]:
    """Make `since` and `until` dates that can be kept; return what only a note can say."""
    remarks = []
    for end, verb in (("since", "starts"), ("until", "ends")):
        written = text(given.pop(end, ""))
        if not written:
            continue
        date = edtf(written)
        if date and dated:
            given[end] = date
            if may_be_off(written):
                remarks.append(f"{verb}, as given: {written}")
                note("a time in UTC: elsewhere the day may be another; see its note")
        elif not (
            is_unknown(written)
            or advice.is_unknown(written)
            or (end == "until" and is_open(written))
        ):
            remarks.append(f"{verb}: {written}")
            if not date:
                note(f"{name()!r}: {verb} {written!r} is no date; it went into the note")
                if end == "until" and dated:
                    given[end] = UNKNOWN_TIME  # it has ended, or will
    since, until = given.get("since"), given.get("until")
    if since and until and dates.surely_before(until, since):
        note(f"{name()!r}: it ends ({until}) before it starts ({since}); see its note")
        remarks.append(f"ends, as given: {given.pop('until')}")
    return remarks
