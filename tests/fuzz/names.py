"""Names of every kind, through every export and back by the reader of that format."""

import csv
import io
import json
import random
import re
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from html.parser import HTMLParser
from pathlib import Path
from shutil import which
from typing import Any
from xml.etree import ElementTree

import rdflib

from stakegraph.exporters import StreamedGraph, flat
from stakegraph.exporters._stated import Stated
from stakegraph.factfile import jsonl as fact_lines
from stakegraph.graph.neighbourhood import neighbourhood
from stakegraph.importers import ftm, gexf, graphml, popolo
from stakegraph.importers import json as node_link
from stakegraph.model.relations import FAMILIES
from stakegraph.store import EVERYTHING, Store
from stakegraph.store.loading import inspect_files, sound
from stakegraph.text import formats
from stakegraph.text.escaping import xml_characters

_SIGNS = "\"'`\\<>&{}[]()|#*_~$%^=+-@;:,./?! \t\n\r"
_HIDDEN = "\x00\x01\x07\x1b\x7f\x85\x9b\u200b\u200d\u202e\u2028\u2066\ufeff\ufffe\ufdd0\U000e0041"
_LETTERS = "aZ0éßłĳıİ中é😀\u0301नि"
_WORDS = [
    *("end", "graph", "null", "NO", "<script>alert(1)</script>", "]]>", "<!--", "--", "%%{init"),
    *(
        "=cmd|'/c'!A1",
        "{{x}}",
        "${x}",
        "\\N",
        "&#x0;",
        "[[a|b]]",
        "---",
        "'''",
        '"""',
        "long" * 400,
    ),
]
_NAMES = 6
_LONGEST = 384  # characters: FollowTheMoney cuts longer names


def exports(rng: random.Random, folder: Path) -> Iterator[str]:
    """Yield for each format what is wrong with what is read back of it, or ""."""
    made = [*dict.fromkeys(_name(rng) for _ in range(_NAMES))]
    entries: list[dict[str, str]] = [{"section": "sources", "id": "cc", "title": "T"}]
    for n, name in enumerate(made):
        more = {"name": name, "note": name, "evidence": "cc ¶1"}
        entries.append({"section": "people", "id": f"p{n}", **more})
    for n in range(1, len(made)):
        ends = {"who": f"p{n}", "works_with": f"p{n - 1}"}
        entries.append({**ends, "note": made[n], "evidence": "cc ¶1"})
    text = "\n".join(map(json.dumps, entries))
    store = sound(*inspect_files([("f.jsonl", text.encode())]))
    names = {f"p{n}": actor.name for n, actor in enumerate(store.actors())}
    if [*names.values()] != made:
        yield f"the fact file itself: {made!r}"
        return
    for format in formats.names("exporters"):
        if format in ("png", "pdf") or (format == "svg" and not which("dot")):
            continue
        try:
            fault = _READERS[format](store, names, folder)
        except Exception as error:
            fault = f"{type(error).__name__}: {error}"[:500]
        yield f"{format}: {fault}: {made!r}" if fault else ""


def _name(rng: random.Random) -> str:
    """Return a name, which is never nothing but white space."""
    pieces = [
        rng.choice((*_WORDS, rng.choice(_SIGNS), rng.choice(_HIDDEN), rng.choice(_LETTERS)))
        for _ in range(rng.randrange(1, 9))
    ]
    return f"x{''.join(pieces)}y"


def _text(store: Store, format: str) -> str:
    writer = formats.load("exporters", format)
    if hasattr(writer, "write_facts"):
        written = writer.write_facts(Stated(store, FAMILIES, EVERYTHING))
    elif hasattr(writer, "STREAMS"):
        written = writer.write(StreamedGraph(store))
    else:
        written = writer.write(flat(neighbourhood(store), store.sources, store.events()))
    return "".join(piece if isinstance(piece, str) else piece.decode() for piece in written)


def _imported(format: str, read: Callable[..., Any], replaced: Callable[[str], str]) -> Any:
    def fault(store: Store, names: dict[str, str], _: Path) -> str:
        actors = read(_text(store, format).encode(), f"f.{format}").actors
        known = {replaced(name) for name in names.values() if len(name) <= _LONGEST}
        lost = known - {replaced(actor.name) for actor in actors}
        return f"lost {lost}" if lost else ""

    return fault


def _clean(text: str) -> str:
    """Return what FollowTheMoney leaves of a text: no controls, and single spaces."""
    printable = (char if char.isprintable() else " " for char in text)
    return " ".join("".join(printable).replace("\ufffd", " ").split())


def _same(text: str) -> str:
    return text


def _csv(store: Store, names: dict[str, str], _: Path) -> str:
    writer = formats.load("exporters", "csv")
    plain = {re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", "\ufffd", name) for name in names.values()}
    for flavour in ("gephi", "neo4j"):
        _, pieces = next(iter(writer.write_files(StreamedGraph(store), flavour=flavour)))
        rows = [*csv.reader(io.StringIO("".join(pieces), newline=""), strict=True)]
        if {row[1] for row in rows[1:]} != plain or len({*map(len, rows)}) != 1:
            return f"{flavour}: other names"
    return ""


def _xml(format: str) -> Any:
    def fault(store: Store, names: dict[str, str], _: Path) -> str:
        root = ElementTree.fromstring(_text(store, format))
        texts = {element.text for element in root.iter()}
        lost = {*map(xml_characters, names.values())} - texts
        return f"lost {lost}" if format == "yed" and lost else ""

    return fault


def _html(store: Store, _: dict[str, str], __: Path) -> str:
    class Scripts(HTMLParser):
        count = 0

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            self.count += tag == "script" or any(name.startswith("on") for name, _ in attrs)

    plain = sound(*inspect_files([("f.yaml", b"stakegraph: 1\npeople: {a: {name: A}}\n")]))
    counts = []
    for each in (store, plain):
        parser = Scripts()
        parser.feed(_text(each, "html"))
        counts.append(parser.count)
    return "" if counts[0] == counts[1] else f"scripts: {counts}"


def _dot(store: Store, _: dict[str, str], __: Path) -> str:
    program = which("dot")
    if not program:
        return ""
    ran = subprocess.run(
        [program, "-Tsvg"], input=_text(store, "dot").encode(), capture_output=True, timeout=60
    )
    ElementTree.fromstring(ran.stdout)
    return ran.stderr.decode()


def _cyjs(store: Store, names: dict[str, str], _: Path) -> str:
    nodes = json.loads(_text(store, "cyjs"))["elements"]["nodes"]
    return "" if [*names.values()] == [node["data"]["label"] for node in nodes] else "other names"


def _turtle(store: Store, names: dict[str, str], _: Path) -> str:
    graph = rdflib.Graph().parse(data=_text(store, "turtle"), format="turtle")
    found = {str(value) for value in graph.objects()}
    lost = {*map(xml_characters, names.values())} - found
    return f"lost {lost}" if lost else ""


def _sqlite(store: Store, names: dict[str, str], folder: Path) -> str:
    writer = formats.load("exporters", "sqlite")
    (folder / "f.db").write_bytes(b"".join(writer.write_facts(Stated(store, FAMILIES, EVERYTHING))))
    with closing(sqlite3.connect(folder / "f.db")) as db:
        found = [name for (name,) in db.execute("select name from actors order by id")]
    return "" if found == [*names.values()] else "other names"


def _markdown(store: Store, names: dict[str, str], _: Path) -> str:
    writer = formats.load("exporters", "markdown")
    graph = flat(neighbourhood(store), store.sources, store.events())
    pages = {name: "".join(pieces) for name, pieces in writer.write_files(graph)}
    unsafe = [name for name in pages if "/" in name.strip("/").replace("/", "", 1) or ".." in name]
    return f"pages {unsafe}" if unsafe or len(pages) < len(names) else ""


def _one_line(format: str) -> Any:
    """Return what makes sure that no name begins a line of its own."""

    def fault(store: Store, _: dict[str, str], __: Path) -> str:
        plain = re.compile(r"\s*(%%|graph|flowchart|classDef|class|subgraph|end|n\d|linkStyle|$)")
        text = re.sub(r'\A---\ntitle: "[^"\n]*"\n---\n', "", _text(store, format))
        lines = text.split("\n")
        return next((f"a line of its own: {each!r}" for each in lines if not plain.match(each)), "")

    return fault


_READERS: dict[str, Callable[[Store, dict[str, str], Path], str]] = {
    "csv": _csv,
    "cyjs": _cyjs,
    "cypher": lambda store, names, _: "" if _text(store, "cypher") else "nothing",
    "dot": _dot,
    "ftm": _imported("ftm", ftm.read, _clean),
    "gexf": _imported("gexf", gexf.read, xml_characters),
    "graphml": _imported("graphml", graphml.read, xml_characters),
    "html": _html,
    "json": _imported("json", node_link.read, _same),
    "jsonl": _imported("jsonl", fact_lines.read, _same),
    "markdown": _markdown,
    "mermaid": _one_line("mermaid"),
    "popolo": _imported("popolo", popolo.read, _same),
    "sqlite": _sqlite,
    "svg": _xml("svg"),
    "turtle": _turtle,
    "yed": _xml("yed"),
}
