"""What FollowTheMoney has no field for, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from stakegraph.exporters._ftm_entities import plain_date
from stakegraph.exporters._values import citations


def remarks(data: Mapping[str, Any], said: Mapping[str, str], *written: str) -> list[str]:
    """Say in words what of a fact has no field; `written` are the qualifiers that have one."""
    said_of = inexact({"since": data.get("start", ""), "until": data.get("end", "")})
    said_of += [f"{name}: {text}" for name, text in said.items() if name not in written]
    status = data["status"]
    if status != "stated":
        said_of.append(f"status: {status}")
    if data.get("certainty", status) != status:
        said_of.append(f"certainty: {data['certainty']}")
    for name in ("attested", "tense", "because", "note", "undetermined", "rule", "retracted"):
        if data.get(name):
            said_of.append(f"{name}: {data[name]}")
    if data.get("according_to"):
        said_of.append(f"according_to: {'; '.join(data['according_to'])}")
    for name in ("premises", "disputed_by"):
        if data.get(name):
            said_of.append(f"{name.replace('_', ' ')}: {', '.join(data[name])}")
    return [*said_of, *(f"evidence: {cited}" for cited in citations(data))]


def inexact(dates: Mapping[str, str]) -> list[str]:
    """Say in words the dates that a field cannot hold as they are."""
    return [f"{name}: {date}" for name, date in dates.items() if date != plain_date(date)]
