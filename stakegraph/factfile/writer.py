"""Facts -> the text of a fact file, written as a person would.

Reading the text back gives the same sources, actors, events, facts and relations: sections in their
order, one entry after the other, a text in quotes only where YAML or another reader needs them.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any

import msgspec
import yaml

from stakegraph.factfile.fields import Bare, Fields, Value, entries
from stakegraph.factfile.reading import Reading
from stakegraph.factfile.schema import VERSION
from stakegraph.text.escaping import visible, whole_characters

_WIDTH = 100

# Texts that some reader of YAML 1.1 or 1.2 takes for a number, a truth value or nothing.
_MISREAD = re.compile(
    r"[-+]?(\d[\d_]*|0o[0-7_]+|0x[\da-f_]+|(\d[\d_]*)?\.?\d[\d_]*\.?(e[-+]?\d+)?|\.inf)|\.nan"
    r"|y|n|yes|no|on|off|true|false|null|~",
    re.IGNORECASE,
)
_RESOLVERS = yaml.SafeLoader.yaml_implicit_resolvers
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def write(reading: Reading) -> Iterator[str]:
    """Write a fact file, piece by piece.

    What no text file can hold, lone surrogates, becomes U+FFFD; `losses` says where.
    """
    header = {"stakegraph": Bare(VERSION), "title": reading.title}
    yield "".join(_fields(header, ""))
    last = ""
    for section, key, given in entries(reading):
        opening = "" if section == last else f"\n{section}:\n"
        last = section
        yield opening + entry(key, given)


def entry(key: str, given: Fields, indent: int = 2, step: int = 2) -> str:
    """Return the lines of an entry under an id of its section, or of a fact.

    It stands so far from the margin, its fields a step further; those of a fact stand beside it.
    """
    if not key:
        return item(given, " " * indent)
    return f"{' ' * indent}{_scalar(key)}:\n{fields(given, indent + step)}"


def fields(given: Fields, indent: int) -> str:
    """Return the lines of some fields, so far from the margin."""
    return "".join(_fields(given, " " * indent))


def item(value: Value, indent: str) -> str:
    """Return the lines of an item of a list, so far from the margin."""
    if isinstance(value, dict):
        lines = "".join(_fields(value, indent + "  "))
        return f"{indent}- {lines[len(indent) + 2 :]}"
    return _field(f"{indent}-", value, indent)


def inline(value: Value) -> str:
    """Write a value in one line, as it stands in brackets."""
    if isinstance(value, str):
        return _scalar(value, inside=True)
    if isinstance(value, dict):
        fields = (f"{inline(key)}: {inline(each)}" for key, each in value.items() if each)
        return f"{{{', '.join(fields)}}}"
    return f"[{', '.join(map(inline, value))}]"


def losses(reading: Reading) -> Iterator[str]:
    """Say in which entries a character is replaced that no text file can hold."""
    parts = chain[Any](reading.sources, reading.actors, reading.events, reading.facts)
    for part in parts:
        try:
            msgspec.json.encode(part)
        except UnicodeEncodeError:
            yield f"{part.origin}: half of a character (a lone surrogate) is replaced by U+FFFD"


def _fields(given: Mapping[str, Value], indent: str) -> Iterator[str]:
    for key, value in given.items():
        if value:
            yield _field(f"{indent}{key}:", value, indent)


def _field(opening: str, value: Value, indent: str) -> str:
    """Write what stands before a value, and the value: in the same line if there is room."""
    if isinstance(value, str):
        return _text(opening, value, indent)
    if isinstance(value, dict):
        return f"{opening}\n{''.join(_fields(value, indent + '  '))}"
    texts = [item for item in value if isinstance(item, str)]
    line = f"{opening} [{', '.join(_scalar(text, inside=True) for text in texts)}]\n"
    if len(texts) == len(value) and len(line) <= _WIDTH + 1:
        return line
    return f"{opening}\n{''.join(item(each, indent + '  ') for each in value)}"


def _text(opening: str, text: str, indent: str) -> str:
    """Write a text in its line; a long one folded into several, one of several as they are."""
    line = f"{opening} {_scalar(text)}\n"
    inner = indent + "  "
    if "\n" in text and _is_block(text):
        mark = "|" if text[-1] == "\n" else "|-"
        lines = text.removesuffix("\n").split("\n")
        return f"{opening} {mark}\n" + "".join(
            f"{inner}{each}".rstrip(" ") + "\n" for each in lines
        )
    if len(line) > _WIDTH + 1 and "\n" not in text and _is_block(text) and "  " not in text:
        return f"{opening} >-\n{_folded(text, inner)}"
    return line


def _is_block(text: str) -> bool:
    """Return whether a text can be written in lines.

    Nothing unseen, no space that would be lost.
    """
    lines = text.removesuffix("\n").split("\n")
    unseen = any(visible(line) != line for line in lines)
    return (
        bool(lines[0] and lines[-1])
        and not unseen
        and all(line == line.strip(" ") for line in lines)
    )


def _folded(text: str, indent: str) -> str:
    lines, line = [], indent
    for word in text.split(" "):
        if line != indent and len(line) + len(word) >= _WIDTH:
            lines.append(line)
            line = indent
        line += word if line == indent else f" {word}"
    return "".join(f"{each}\n" for each in (*lines, line))


def _scalar(text: str, *, inside: bool = False) -> str:
    """Write a text in one line, in quotes if it needs them; `inside` brackets more texts do."""
    text = whole_characters(text)
    if visible(text) != text:
        return f'"{"".join(map(_escape, text))}"'
    if _is_plain(text) and not (inside and re.search(r"[,\[\]{}?]", text)):
        return text
    if "'" in text and not re.search(r'["\\]', text):
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def _is_plain(text: str) -> bool:
    """Return whether a text says the same without quotes, to every reader."""
    if not text or text[0] in " -?:,[]{}#&*!|>'\"%@`" or text[-1] in " :":
        return False
    if ": " in text or " #" in text or text.startswith("..."):
        return False
    return isinstance(text, Bare) or not (
        _MISREAD.fullmatch(text)
        or any(pattern.match(text) for _, pattern in _RESOLVERS.get(text[0], ()))
    )


def _escape(char: str) -> str:
    if char in _ESCAPES:
        return _ESCAPES[char]
    if visible(char) == char:
        return char
    code = ord(char)
    return (
        f"\\x{code:02X}"
        if code < 0x100
        else f"\\u{code:04X}"
        if code < 0x10000
        else f"\\U{code:08X}"
    )
