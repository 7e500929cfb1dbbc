"""Entities of FollowTheMoney as it takes them: ids, dates and texts of its forms and lengths."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from typing import Any

from stakegraph.exporters import _values as values
from stakegraph.text.escaping import json_text

_ID = re.compile(r"[0-9a-z]([0-9a-z.-]*[0-9a-z])?")
_PREFIXES = ("fact.", "event.", "source.")
_LIMITS = {"name": 384, "alias": 384, "description": 65000, "notes": 65000, "summary": 65000}
_LIMIT = 1024


def entity(id: str, schema: str, **fields: Any) -> str:
    """Return an entity's line; what is empty is left out."""
    properties = {}
    for name, value in fields.items():
        values = [value] if isinstance(value, str) else value or ()
        texts = dict.fromkeys(_cut(name, text) for text in values if text)
        if texts:
            properties[name] = list(texts)
    line = {"id": id, "schema": schema, "properties": properties}
    return json_text(json.dumps(line, ensure_ascii=False, sort_keys=True)) + "\n"


def entity_id(id: str, prefix: str = "") -> str:
    """Return the entity's id: letters, digits, dots and hyphens; the digest keeps two ids apart."""
    text = f"{prefix}{id}"
    if _ID.fullmatch(text) and len(text) <= 180 and (prefix or not text.startswith(_PREFIXES)):
        return text
    plain = re.sub(r"[^0-9a-z.]+", "-", text)[:160].strip(".-")
    return f"{plain}-{sha256(text.encode()).hexdigest()[:8]}"


def name_or(text: str, otherwise: str) -> str:
    """Return a name, or what else stands for it where FollowTheMoney would see nothing in it."""
    return text if "".join(text.split()).strip("\"'") else otherwise


def plain_date(edtf: str) -> str:
    """Return the ISO prefix of a date, if it is of the years that FollowTheMoney knows."""
    date = values.iso(edtf)
    return date if "1000" <= date[:4] < "3000" else ""


def is_long(name: str, text: str) -> bool:
    """Return whether a text is cut in the field of that name."""
    return len(text) > _LIMITS.get(name, _LIMIT)


def _cut(name: str, text: str) -> str:
    text = values.clean(text)
    if name in ("name", "alias"):
        text = " ".join(text.split())
    limit = _LIMITS.get(name, _LIMIT)
    return f"{text[: limit - 1]}…" if len(text) > limit else text
