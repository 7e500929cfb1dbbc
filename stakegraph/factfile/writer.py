"""Facts -> the text of a fact file, written as a person would.

Reading the text back gives the same sources, actors, events, facts and relations: sections in their
order, one entry after the other, a text in quotes only where YAML or another reader needs them.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
import yaml

from stakegraph.factfile.reading import Reading
from stakegraph.factfile.schema import ENTRIES, VERSION
from stakegraph.model.facts import STATED, Actor, Citation, Event, Fact, Source
from stakegraph.model.relations import ACTOR_KINDS, RELATIONS, Relation
from stakegraph.text.escaping import REPLACEMENT, visible

# A value as it will stand in the file: a text, a list in one line or in several, a table. What is
# empty is not written.
Value = str | tuple["Value", ...] | dict[str, "Value"]

_WIDTH = 100
_OF_POST = next(row.key for row in RELATIONS.values() if row.of_post)
_SURROGATE = re.compile("[\ud800-\udfff]")

# Texts that some reader of YAML 1.1 or 1.2 takes for a number, a truth value or nothing.
_MISREAD = re.compile(
    r"[-+]?(\d[\d_]*|0o[0-7_]+|0x[\da-f_]+|(\d[\d_]*)?\.?\d[\d_]*\.?(e[-+]?\d+)?|\.inf)|\.nan"
    r"|y|n|yes|no|on|off|true|false|null|~",
    re.IGNORECASE,
)
_RESOLVERS = yaml.SafeLoader.yaml_implicit_resolvers
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}


class _Unquoted(str):
    """A date or a truth value: what other readers take it for is what it is."""

    __slots__ = ()


def write(reading: Reading) -> Iterator[str]:
    """Write a fact file, piece by piece.

    What no text file can hold, lone surrogates, becomes U+FFFD; `losses` says where.
    """
    header = {"stakegraph": _Unquoted(VERSION), "title": reading.title}
    yield "".join(_fields(header, ""))
    places = _places(reading)
    for section in ENTRIES:
        opening = f"\n{section}:\n"
        for key, given in _entries(reading, section, places):
            yield f"{opening}  {_scalar(key)}:\n{''.join(_fields(given, '    '))}"
            opening = ""
    said = {id(fact) for fact in places.values()}
    opening = "\nfacts:\n"
    for fact in reading.facts:
        if id(fact) not in said:
            yield f"{opening}{_item(_fact(fact), '  ')}"
            opening = ""


def losses(reading: Reading) -> Iterator[str]:
    """Say in which entries a character is replaced that no text file can hold."""
    parts: list[Any] = [*reading.sources, *reading.actors, *reading.events, *reading.facts]
    for part in parts:
        try:
            msgspec.json.encode(part)
        except UnicodeEncodeError:
            place = f"{part.origin.path}:{part.origin.line}"
            yield f"{place}: half of a character (a lone surrogate) is replaced by U+FFFD"


def _entries(
    reading: Reading, section: str, places: Mapping[str, Fact]
) -> Iterator[tuple[str, dict[str, Value]]]:
    """Yield the entries of a section, as (id, fields)."""
    kinds = [kind.key for kind in ACTOR_KINDS.values() if kind.section == section]
    if kinds:
        actors = (actor for actor in reading.actors if actor.kind in kinds)
        return ((actor.id, _actor(actor, places)) for actor in actors)
    if section == "sources":
        return ((source.id, _source(source)) for source in reading.sources)
    if section == "events":
        return ((event.id, _event(event)) for event in reading.events)
    own = (row for key, row in reading.relations.items() if key not in RELATIONS)
    return ((row.key, _relation(row)) for row in own)


def _places(reading: Reading) -> dict[str, Fact]:
    """Return for each post the fact that can be written as the `at` of its entry."""
    posts = {actor.id: actor for actor in reading.actors}
    found: dict[str, Fact] = {}
    for fact in reading.facts:
        post = posts.get(fact.subject)
        if fact.relation == _OF_POST and post and post.id not in found and _same(fact, post):
            found[post.id] = fact
    return found


def _same(fact: Fact, post: Actor) -> bool:
    """Return whether a fact says no more than its post's entry does."""
    more = fact.id or fact.because or fact.note or fact.qualifiers or fact.status != STATED
    dates = (fact.since, fact.until) == (post.since, post.until)
    cited = [[(one.source, one.at, one.quote) for one in part.evidence] for part in (fact, post)]
    return not more and dates and cited[0] == cited[1]


def _source(source: Source) -> dict[str, Value]:
    return {
        "title": source.title,
        "publisher": source.publisher,
        "date": _Unquoted(source.date),
        "url": source.url,
        "text": source.text,
        "note": source.note,
    }


def _actor(actor: Actor, places: Mapping[str, Fact]) -> dict[str, Value]:
    return {
        ACTOR_KINDS[actor.kind].named_by: actor.name,
        "aliases": actor.aliases,
        "kind": actor.classification,
        "unnamed": actor.unnamed,
        "at": places[actor.id].object if actor.id in places else "",
        "remit": actor.remit,
        "description": actor.description,
        "since": _Unquoted(actor.since),
        "until": _Unquoted(actor.until),
        "same_as": actor.same_as,
        "because": actor.because,
        "note": actor.note,
        "evidence": _evidence(actor.evidence),
    }


def _event(event: Event) -> dict[str, Value]:
    return {
        "what": event.what,
        "on": _Unquoted(event.on),
        "who": event.who,
        "status": "" if event.status == STATED else event.status,
        "because": event.because,
        "note": event.note,
        "evidence": _evidence(event.evidence),
    }


def _relation(row: Relation) -> dict[str, Value]:
    return {
        "from": row.subjects,
        "to": row.objects,
        "verb": row.verb,
        "inverse": row.inverse,
        "family": row.family,
        "qualifiers": row.qualifiers,
        "after": row.after,
        "symmetric": _Unquoted("true" if row.symmetric else ""),
    }


def _fact(fact: Fact) -> dict[str, Value]:
    return {
        "who": fact.subject,
        fact.relation: fact.object,
        **fact.qualifiers,
        "id": fact.id,
        "since": _Unquoted(fact.since),
        "until": _Unquoted(fact.until),
        "status": "" if fact.status == STATED else fact.status,
        "because": fact.because,
        "note": fact.note,
        "evidence": _evidence(fact.evidence),
    }


def _evidence(citations: tuple[Citation, ...]) -> Value:
    given: list[Value] = []
    for cited in citations:
        words: Value = {"source": cited.source, "at": cited.at, "quote": cited.quote}
        given.append(words if cited.quote else str(cited))
    return given[0] if len(given) == 1 else tuple(given)


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
    return f"{opening}\n{''.join(_item(item, indent + '  ') for item in value)}"


def _item(item: Value, indent: str) -> str:
    if isinstance(item, dict):
        lines = "".join(_fields(item, indent + "  "))
        return f"{indent}- {lines[len(indent) + 2 :]}"
    return _field(f"{indent}-", item, indent)


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
    if _SURROGATE.search(text):
        text = _SURROGATE.sub(REPLACEMENT, text)
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
    return isinstance(text, _Unquoted) or not (
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
