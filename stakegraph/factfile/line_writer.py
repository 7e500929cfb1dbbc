"""Facts -> the lines of a fact file of JSON Lines, which say the same when they are read back."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from stakegraph.factfile.fields import Value, entries
from stakegraph.factfile.reading import Reading
from stakegraph.factfile.schema import ENTRIES, VERSION
from stakegraph.text.escaping import json_text, whole_characters

# What a relation means is needed to read the facts that state it, in whatever part of the file.
_SECTIONS = sorted(ENTRIES, key=lambda section: section != "relations")


def write(reading: Reading) -> Iterator[str]:
    """Write a fact file, line by line.

    What no text file can hold, lone surrogates, becomes U+FFFD; `writer.losses` says where.
    """
    yield header(reading.title)
    for section, key, fields in entries(reading, _SECTIONS):
        yield line(section, key, fields)


def header(title: str) -> str:
    """Return the first line of a file."""
    return inline({"stakegraph": int(VERSION), "title": title}) + "\n"


def line(section: str, key: str, fields: Mapping[str, Value]) -> str:
    """Return the line of an entry under an id of its section, or of a fact."""
    named: dict[str, Value] = {"section": section, "id": key} if key else {}
    return inline({**named, **fields}) + "\n"


def inline(value: Value | Mapping[str, Value | int]) -> str:
    """Write a value in one line, without the parts of it that are empty."""
    return json_text(whole_characters(json.dumps(_given(value), ensure_ascii=False)))


def _given(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _given(part) for name, part in value.items() if part}
    return tuple(map(_given, value)) if isinstance(value, tuple) else value
