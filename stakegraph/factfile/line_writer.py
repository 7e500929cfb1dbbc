"""Facts -> the lines of a fact file of JSON Lines, which say the same when they are read back."""

import json
from collections.abc import Iterator, Mapping

from stakegraph.factfile.fields import Value, entries
from stakegraph.factfile.reading import Reading
from stakegraph.factfile.schema import VERSION
from stakegraph.text.escaping import json_text, whole_characters


def write(reading: Reading) -> Iterator[str]:
    """Write a fact file, line by line.

    What no text file can hold, lone surrogates, becomes U+FFFD; `writer.losses` says where.
    """
    yield header(reading.title)
    for section, key, fields in entries(reading):
        yield line(section, key, fields)


def header(title: str) -> str:
    """Return the first line of a file."""
    return _json({"stakegraph": int(VERSION), "title": title})


def line(section: str, key: str, fields: Mapping[str, Value]) -> str:
    """Return the line of an entry under an id of its section, or of a fact."""
    named: dict[str, Value] = {"section": section, "id": key} if key else {}
    return _json({**named, **fields})


def _json(fields: Mapping[str, Value | int]) -> str:
    given = {name: _given(value) for name, value in fields.items() if value}
    return json_text(whole_characters(json.dumps(given, ensure_ascii=False))) + "\n"


def _given(value: Value | int) -> Value | int:
    """Return a value without the parts of it that are empty."""
    if isinstance(value, dict):
        return {name: _given(part) for name, part in value.items() if part}  # type: ignore[misc]
    return tuple(map(_given, value)) if isinstance(value, tuple) else value  # type: ignore[arg-type]
