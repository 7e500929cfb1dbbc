"""What the user says of the source that is imported, or what the file's name says of it."""

import os
import re
from typing import TYPE_CHECKING

from stakegraph.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import MutableSequence

    from stakegraph.factfile.reading import Reading

# What a file's name says of its date.
_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d(?:-(?:0[1-9]|1[0-2])(?:-\d\d)?)?)(?!-?\d)")


def describe(reading: "Reading", about: dict[str, str], path: str) -> None:
    """Put down about the source what the user said of it, or what the file's name says."""
    from msgspec.structs import replace

    from stakegraph.edtf.dates import DateError, parse

    about = {name: value for name, value in about.items() if value}
    try:
        if "date" in about:
            about["date"] = parse(about["date"]).text
    except DateError as error:
        raise UsageError(f"--source-date: {error}") from error
    if not reading.sources:
        return
    if not about.get("date") and not reading.sources[0].date:
        about |= _dated(reading.notes, path)
    shared = {name: about[name] for name in ("date", "publisher") if name in about}
    first, *others = reading.sources
    reading.sources[:] = [
        replace(first, **about),
        # Another file that is read; what a file itself cites has its own.
        *(
            each if each.origin.path == first.origin.path else replace(each, **shared)
            for each in others
        ),
    ]


def _dated(notes: "MutableSequence[str]", path: str) -> dict[str, str]:
    """Return the date in a file's name, and say that it comes from there."""
    from stakegraph.edtf.dates import DateError, parse

    found = _DATE.search(os.path.basename(path))
    try:
        date = parse(found[0]).text if found else ""
    except DateError:
        date = ""
    if not date:
        notes.append("the source has no date: --source-date gives one")
        return {}
    notes.append(
        f"the source's date, {date}, is what the file's name says: --source-date gives another"
    )
    return {"date": date}
