"""What a file looks like: of which format, whether that is read or not, and what to do with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import msgspec

from stakegraph.errors import FactsError
from stakegraph.importers._content import Content, encoding, head, whole
from stakegraph.importers._headings import roles_of
from stakegraph.importers._neo4j import is_of_neo4j
from stakegraph.importers._parsers import is_lines, json_document, refusal
from stakegraph.importers._sheet import is_table

_HEAD = 65_536  # bytes in which a file that is no JSON shows what it is
_LOOKED_AT = 20  # objects of a list
_SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_ROOT = re.compile(r"<(?:[\w.-]+:)?([A-Za-z][\w.-]*)[\s>/]")
_ASIDE = re.compile(r"<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>]*>", re.DOTALL | re.IGNORECASE)
_FACT_FILE = re.compile(r"^stakegraph\s*:", re.MULTILINE)

_OF_TARGETS = re.compile(r'\ufeff?"?id"?,"?schema"?,"?name"?,"?aliases\b')


class Shape(NamedTuple):
    """What a file looks like, in words: the format that reads it, or "" and what to do instead."""

    format: str
    words: str
    advice: str = ""


class _Seen(NamedTuple):
    """What is looked at of a JSON document: the whole, and the first objects of its lists."""

    root: dict[str, Any]  # empty where the whole is a list
    items: list[dict[str, Any]]  # of the whole, where that is a list or one object a line

    def lists(self, *names: str) -> bool:
        """Return whether one of these names is that of a list."""
        return any(isinstance(self.root.get(name), list) for name in names)

    def objects(self, name: str) -> list[dict[str, Any]]:
        """Return the first objects of the list of a name."""
        return _objects(self.root.get(name))

    def each(self, *names: str) -> bool:
        """Return whether there are objects, and each has one of these names."""
        return bool(self.items) and all(any(name in one for name in names) for one in self.items)


def _is_graph(seen: _Seen) -> bool:
    graphs = seen.objects("graphs")
    places = (seen.root, seen.root.get("elements"), seen.root.get("graph"), *graphs[:1])
    return any(
        isinstance(one, dict) and isinstance(one.get("nodes"), list | dict) for one in places
    )


def _is_entity(one: dict[str, Any]) -> bool:
    return isinstance(one.get("schema"), str) and isinstance(one.get("properties"), dict)


def _is_of_littlesis(seen: _Seen) -> bool:
    found = seen.objects("data") or _objects([seen.root.get("data")]) or seen.items
    kinds = ("relationships", "relationship", "entities", "entity")
    return any(one.get("type") in kinds and "attributes" in one for one in found)


def _is_only_memberships(seen: _Seen) -> bool:
    bodies = ("organization_id", "organization", "post_id", "post", "on_behalf_of_id")
    is_tied = seen.each("person_id", "person", "member_id", "member") and seen.each(*bodies)
    return is_tied and not any("name" in one for one in seen.items)


def _is_list_of_popolo(seen: _Seen) -> bool:
    return seen.each("name") and any(not _POPOLO_FIELDS.isdisjoint(one) for one in seen.items)


def _is_list_of_rows(seen: _Seen) -> bool:
    """Return whether objects are as flat as the rows of a table, under headings that are known."""
    cells = [cell for one in seen.items for cell in one.values()]
    headings = {heading for one in seen.items for heading in one if {*roles_of(heading)} - {"id"}}
    return len(headings) > 1 and not any(isinstance(cell, dict | list) for cell in cells)


_POPOLO = ("persons", "people", "organizations", "organisations", "posts", "memberships")
_POPOLO_FIELDS = {
    *("contact_details", "other_names", "identifiers", "memberships", "family_name", "sort_name"),
    *("given_name", "birth_date", "honorific_prefix", "founding_date", "dissolution_date"),
    *("classification", "parent_id", "posts"),
}

# What is known of JSON. A document may look like several: the first counts.
_JSON: tuple[tuple[Shape, Callable[[_Seen], bool]], ...] = (
    (
        Shape("", "an answer of stakegraph itself", "the facts that it was asked of say more"),
        lambda seen: {"stakegraph", "command", "answer"} <= seen.root.keys(),
    ),
    (
        Shape("", "a fact file already", "ask it: --facts FILE"),
        lambda seen: seen.each("section", "who", "stakegraph") and not seen.root.get("nodes"),
    ),
    (
        Shape("json", "nodes and relationships of Neo4j"),
        lambda seen: is_of_neo4j(seen.root or seen.items),
    ),
    (Shape("json", "a graph of nodes and edges"), _is_graph),
    (
        Shape("json", "a map of Kumu"),
        lambda seen: seen.lists("elements") and seen.lists("connections"),
    ),
    (
        Shape("ocds", "releases of the Open Contracting Data Standard"),
        lambda seen: seen.lists("releases", "records") or seen.each("ocid"),
    ),
    (
        Shape("ftm", "entities of FollowTheMoney"),
        lambda seen: any(map(_is_entity, (*seen.items, *seen.objects("results")))),
    ),
    (
        Shape("companies_house", "officers or controllers of Companies House"),
        lambda seen: (
            any(
                "officer_role" in one or "natures_of_control" in one
                for one in seen.objects("items")
            )
            or (seen.each("data") and any("company_number" in one for one in seen.items))
        ),
    ),
    (
        Shape("bods", "statements of the Beneficial Ownership Data Standard"),
        lambda seen: seen.each("recordId") and seen.each("recordType"),
    ),
    (
        Shape(
            "",
            "the Beneficial Ownership Data Standard before version 0.4",
            "only 0.4 is read: its publishers have tools that convert",
        ),
        lambda seen: seen.each("statementID") and seen.each("statementType"),
    ),
    (Shape("", "an answer of LittleSis", "its relationships are not read"), _is_of_littlesis),
    (
        Shape(
            "",
            "results of a SPARQL query as JSON",
            "save them as CSV, and import that as a table",
        ),
        lambda seen: (
            "vars" in _table(seen.root.get("head"))
            and "bindings" in _table(seen.root.get("results"))
        ),
    ),
    (
        Shape("", "places of a map (GeoJSON)", "it says of nobody who is whose"),
        lambda seen: seen.root.get("type") in ("FeatureCollection", "Feature"),
    ),
    (
        Shape(
            "",
            "a list of memberships without the people and bodies that they name",
            'put all into one object, {"persons": [], "organizations": [], "memberships": []}, '
            "and import that as popolo",
        ),
        _is_only_memberships,
    ),
    (Shape("popolo", "Popolo"), lambda seen: seen.lists(*_POPOLO) or _is_list_of_popolo(seen)),
    (Shape("table", "the rows of a table, as JSON"), _is_list_of_rows),
)
_TEXT = "keep it as the text of a source: stakegraph sources add"
_XML = {
    "graphml": Shape("graphml", "GraphML"),
    "gexf": Shape("gexf", "GEXF"),
    "html": Shape("", "a web page", _TEXT),
}


def shapes(data: Content) -> list[Shape]:
    """Return all that a file looks like, the likeliest first."""
    beginning = head(data, _HEAD)
    text = beginning.decode(encoding(data), "replace")
    start = beginning.lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"%PDF"):
        return [Shape("", "a document of pages (PDF)", f"save its text, and {_TEXT}")]
    if start.startswith(_SPREADSHEETS):
        return [Shape("table", "a spreadsheet")]
    if text.lstrip().startswith(("{", "[")):
        seen = _seen(data)
        return [shape for shape, is_one in _JSON if is_one(seen)] if seen else []
    if text.lstrip().startswith("<"):
        root = _ROOT.match(_ASIDE.sub("", text).lstrip())
        shape = _XML.get(root[1].lower()) if root else None
        return [shape] if shape else []
    if _FACT_FILE.search(text):
        return [Shape("", "a fact file already", "ask it: --facts FILE")]
    if _OF_TARGETS.match(text):
        return [
            Shape(
                "",
                "the simple list of OpenSanctions, which has no ties",
                "import its entities.ftm.json or targets.nested.json",
            )
        ]
    if "Post Unique Reference" in text:
        return [Shape("organogram", "an organogram of a British government body")]
    return [Shape("table", "a table")] if is_table(text) else []


def check(data: Content, path: str) -> None:
    """Raise FactsError for a file in which nothing stands, or that begins as JSON and is none."""
    start = head(data, _HEAD).decode(encoding(data), "replace").strip()
    if not start:
        raise refusal(path, "nothing stands in the file", "missing-key")
    if start.startswith(("{", "[")):
        json_document(data, path)


def _seen(data: Content) -> _Seen | None:
    """Return what is looked at of a JSON document or of JSON Lines; None where it is neither."""
    if encoding(data) == "utf-16":
        data = whole(data).decode("utf-16", "replace").encode("utf-8", "replace")
    try:
        document = None if is_lines(data) else msgspec.json.decode(whole(data))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, FactsError):
        document = None
    if document is None:
        found = list(_lines(head(data, 16 * _HEAD)))
        return _Seen(found[0] if len(found) == 1 else {}, found) if found else None
    if isinstance(document, dict):
        return _Seen(document, [document])
    return _Seen({}, _objects(document))


def _lines(data: bytes) -> Iterator[dict[str, Any]]:
    """Yield the first objects of a file that has one a line."""
    for line in data.split(b"\n")[:_LOOKED_AT]:
        try:
            value = msgspec.json.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return
        if isinstance(value, dict):
            yield value


def _objects(value: Any) -> list[dict[str, Any]]:
    found = value[:_LOOKED_AT] if isinstance(value, list) else []
    return [one for one in found if isinstance(one, dict)]


def _table(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
