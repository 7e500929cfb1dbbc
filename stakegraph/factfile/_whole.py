"""Read a fact file as one document: every problem of it, wherever it lies, is found and placed."""

from collections.abc import Mapping

from stakegraph.errors import Problem
from stakegraph.factfile._entries import Entries
from stakegraph.factfile.document import parse
from stakegraph.factfile.placed import Items, Table
from stakegraph.factfile.reading import Reading
from stakegraph.factfile.schema import ENTRIES, VERSION
from stakegraph.model.relations import RELATIONS, Relation
from stakegraph.text.suggestions import did_you_mean


def read_whole(data: bytes, path: str, relations: Mapping[str, Relation] = RELATIONS) -> Reading:
    """Read one fact file; never raises for what the file says."""
    root, problems = parse(data, path)
    reading = Reading(problems=problems)
    if isinstance(root, Table):
        entries = Entries(path, reading, relations)
        _header(root, entries)
        for section in ENTRIES:
            _section(section, root, entries)
        _facts(root, entries)
        reading.relations = entries.relations
    elif not problems:
        message = "the file holds no facts: begin with 'stakegraph: 1'"
        problems.append(Problem(path, 1, 1, "error", message, "not-a-fact-file"))
    return reading


def _header(root: Table, entries: Entries) -> None:
    known = ["stakegraph", "title", *ENTRIES, "facts"]
    if not any(key in known for key in root):
        message = "this is no fact file: it would begin with 'stakegraph: 1'"
        entries.report((1, 1), message, "not-a-fact-file")
        return
    for key in root:
        if key not in known:
            message = f"unknown section {key!r}{did_you_mean(key, known)}"
            entries.report(root.keys_at[key], message, "unknown-key")
    version = root.get("stakegraph")
    if version is None:
        entries.report((1, 1), "the file must begin with 'stakegraph: 1'", "version")
    elif version != VERSION:
        message = f"format version {version!r} is not known here: write 'stakegraph: 1'"
        entries.report(root.values_at["stakegraph"], message, "version")
    title = root.get("title")
    if isinstance(title, str):
        entries.reading.title = title
        entries.text("title", title, root.values_at["title"])
    elif title is not None:
        entries.report(root.values_at["title"], "title: write one text", "wrong-type")


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
