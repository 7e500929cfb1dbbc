"""Where ids stand in a fact file: that of an entry, and each place in which another means it."""

from collections.abc import Container, Iterator
from typing import Any, Literal, NamedTuple

from stakegraph.factfile._entries import CITATION, KINDS
from stakegraph.factfile.document import parse
from stakegraph.factfile.placed import Items, Table
from stakegraph.factfile.readers import JSON_LINES
from stakegraph.factfile.schema import ENTRIES
from stakegraph.model.facts import Place
from stakegraph.model.relations import NAMING

# What has an id; facts that are given one share the ids of events.
What = Literal["actor", "source", "event", "fact", "relation"]

_OF_ACTORS = ("who", "at", "same_as", "according_to")


class Mention(NamedTuple):
    """An id in a file: of what, the whole text in which it stands first, and where that begins.

    Where it is the id of an entry itself, it `declares` it.
    """

    what: What
    id: str
    text: str
    place: Place
    declares: bool = False


def mentions(
    data: bytes, path: str, relations: Container[str], ids: Container[str]
) -> Iterator[Mention]:
    """Yield where some ids stand in a fact file that can be read, in the order of its sections.

    `relations` are the keys of those that its facts may state.
    """
    for section, key, place, table in _tables(data, path, ids):
        for mention in _of_entry(section, key, place, table, relations):
            if mention.id in ids:
                yield mention


def what_of(section: str) -> What:
    """Return what the entries of a section are."""
    if section in KINDS:
        return "actor"
    known: dict[str, What] = {"sources": "source", "events": "event", "relations": "relation"}
    return known.get(section, "fact")


def _tables(data: bytes, path: str, ids: Container[str]) -> Iterator[tuple[str, str, Place, Table]]:
    """Yield the section, the id, where that stands, and the table of each entry."""
    if path.endswith(JSON_LINES):
        yield from _lines(data, path, ids)
        return
    root, _ = parse(data, path)
    for section in ENTRIES:
        entries = root.get(section, {})
        for key, table in entries.items():
            yield section, key, entries.keys_at[key], table
    for table in root.get("facts", ()):
        yield "facts", "", (table.line, table.column), table


def _lines(data: bytes, path: str, ids: Container[str]) -> Iterator[tuple[str, str, Place, Table]]:
    from stakegraph.factfile._line import parse_line

    for number, line in enumerate(data.split(b"\n"), 1):
        table = parse_line(line, path, number)[0] if line.strip() else None
        if isinstance(table, Table) and not ("stakegraph" in table and "section" not in table):
            section = table.pop("section", "facts")
            place = table.values_at.get("id", (number, 1))
            key = table.pop("id") if section != "facts" else ""
            yield section, key, place, table


def _of_entry(
    section: str, key: str, place: Place, table: Table, relations: Container[str]
) -> Iterator[Mention]:
    what = what_of(section)
    if key:
        yield Mention(what, key, key, place, declares=True)
    fields = ENTRIES[section].__struct_encode_fields__ if key else ("who", "according_to")
    for name in _OF_ACTORS:
        if name in table and name in fields:
            yield from _texts("actor", table[name], table.values_at[name])
    if "different_from" in table and what == "actor":
        yield from _differences(table["different_from"], table.values_at["different_from"])
    if what == "fact":
        if "id" in table:
            yield Mention("fact", table["id"], table["id"], table.values_at["id"], declares=True)
        for name in table:
            if name in relations:
                yield Mention("relation", name, name, table.keys_at[name])
                yield from _texts("actor", table[name], table.values_at[name])
    if what == "relation":
        for name in filter(table.__contains__, NAMING):
            yield from _texts("relation", table[name], table.values_at[name])
    elif what != "source":
        for each in (table, *table.get("vacant", ())):
            if isinstance(each, Table) and "evidence" in each:
                yield from _cited(each["evidence"], each.values_at["evidence"])


def _texts(what: What, value: Any, place: Place) -> Iterator[Mention]:
    """Yield the ids that are a value, or the items of one."""
    pairs = (
        zip(value, value.values_at, strict=True) if isinstance(value, Items) else [(value, place)]
    )
    for text, at in pairs:
        if isinstance(text, str):
            yield Mention(what, text, text, at)


def _differences(value: Any, place: Place) -> Iterator[Mention]:
    for each in value if isinstance(value, Items) else [value]:
        if isinstance(each, Table):
            yield from _texts("actor", each["id"], each.values_at["id"])
    yield from _texts("actor", value, place)


def _cited(value: Any, place: Place) -> Iterator[Mention]:
    """Yield the sources that evidence cites."""
    pairs = (
        zip(value, value.values_at, strict=True) if isinstance(value, Items) else [(value, place)]
    )
    for given, at in pairs:
        if isinstance(given, Table):
            yield from _texts("source", given["source"], given.values_at["source"])
        elif match := CITATION.fullmatch(given):
            yield Mention("source", match[1], given, at)
