"""Read a fact file as one document: every problem of it, wherever it lies, is found and placed."""

from collections.abc import Mapping

from stakegraph.factfile._entries import Entries
from stakegraph.factfile._header import header, no_facts
from stakegraph.factfile.document import parse
from stakegraph.factfile.placed import Items, Table
from stakegraph.factfile.reading import Reading
from stakegraph.factfile.schema import ENTRIES
from stakegraph.model.relations import RELATIONS, Relation


def read_whole(data: bytes, path: str, relations: Mapping[str, Relation] = RELATIONS) -> Reading:
    """Read one fact file; never raises for what the file says."""
    root, problems = parse(data, path)
    reading = Reading(problems=problems)
    if isinstance(root, Table):
        entries = Entries(path, reading, relations)
        header(root, entries)
        for section in ENTRIES:
            _section(section, root, entries)
        _facts(root, entries)
        reading.relations = entries.relations
    elif not problems:
        problems.append(no_facts(path))
    return reading


def _section(section: str, root: Table, entries: Entries) -> None:
    table = root.get(section, "")
    if table == "":
        return
    if not isinstance(table, Table):
        message = f"{section}: write one entry a line, each under an id of its own"
        entries.report(root.values_at[section], message, "wrong-type")
        return
    for key, value in table.items():
        entries.add(section, key, table.keys_at[key], value)


def _facts(root: Table, entries: Entries) -> None:
    items = root.get("facts", "")
    if items == "":
        return
    if not isinstance(items, Items):
        message = "facts: write a list, each item beginning with '- who: ...'"
        entries.report(root.values_at["facts"], message, "wrong-type")
        return
    for value, place in zip(items, items.values_at, strict=True):
        entries.fact(value, place)
