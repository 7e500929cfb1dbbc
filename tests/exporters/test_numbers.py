"""Shares and amounts as numbers, in the formats that have types, beside their words."""

from __future__ import annotations

import csv as reader
import io
import json
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import networkx as nx
import pytest

from stakegraph.exporters import csv, cyjs, cypher, ftm, gexf, graphml, sqlite, turtle
from stakegraph.exporters import json as node_link
from stakegraph.exporters._stated import Stated
from stakegraph.model.relations import FAMILIES
from stakegraph.store import EVERYTHING
from stakegraph.store.database import Database

FACTS = """
organisations: {quay: {name: Quay Ltd, kind: company}, dock: {name: Dock Ltd, kind: company}}
facts:
- {id: gift, who: quay, donated_to: dock, amount: '€1.234,50', for: rent}
- {id: loan, who: quay, lent_to: dock, amount: £1m to £2.5m}
- {id: deal, who: quay, acquired: dock, share: more than 25 %, amount: about US$2m}
- {id: held, who: quay, owns: dock, share: 12.5 %}
- {id: part, who: dock, owns: quay, share: about 30 %}
"""
NUMBERS: dict[str, dict[str, Any]] = {
    "gift": {"amount_value": 1234.5, "amount_currency": "EUR"},
    "loan": {"amount_minimum": 1_000_000, "amount_maximum": 2_500_000, "amount_currency": "GBP"},
    "deal": {"share_minimum": 25, "share_maximum": 100, "amount_currency": "USD"},
    "held": {"share_minimum": 12.5, "share_maximum": 12.5},
    "part": {},  # what is told roughly is no number
}


def numbers(edges: Iterable[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return what edges say in numbers, by fact."""
    names = {name for given in NUMBERS.values() for name in given}
    return {
        edge["fact"]: {name: value for name, value in edge.items() if name in names}
        for edge in edges
    }


def test_graphs_have_numbers_beside_the_words(drawn: Callable[..., Any]) -> None:
    graph = drawn(FACTS)
    assert numbers(data for *_, data in graph.edges(data=True)) == NUMBERS
    read = nx.parse_graphml("".join(graphml.write(graph)), force_multigraph=True)
    found = [data for *_, data in read.edges(data=True)]
    assert numbers(found) == NUMBERS
    assert {edge["fact"]: edge.get("amount") for edge in found}["gift"] == "€1.234,50"
    kept = json.loads("".join(node_link.write(graph)))
    assert numbers(kept["edges"]) == NUMBERS
    elements = json.loads("".join(cyjs.write(graph)))["elements"]
    assert numbers(edge["data"] for edge in elements["edges"]) == NUMBERS


def test_gexf_declares_them_as_numbers(drawn: Callable[..., Any]) -> None:
    root = ElementTree.fromstring("".join(gexf.write(drawn(FACTS))))
    space = "{http://gexf.net/1.3}"
    types = {each.get("id"): each.get("type") for each in root.iter(f"{space}attribute")}
    names = ("share_minimum", "amount_value", "amount_maximum", "amount_currency", "amount")
    assert [types[name] for name in names] == ["double", "double", "double", "string", "string"]
    values = {each.get("for"): each.get("value") for each in root.iter(f"{space}attvalue")
              if each.get("for") == "amount_value"}  # fmt: skip
    assert values == {"amount_value": "1234.5"}


@pytest.mark.parametrize(("flavour", "column"), [("gephi", "amount_value"),
                                                 ("neo4j", "amount_value:double")])  # fmt: skip
def test_tables_have_a_column_of_numbers(
    flavour: str, column: str, drawn: Callable[..., Any]
) -> None:
    written = dict(csv.write_files(drawn(FACTS), flavour))
    edges = next("".join(text) for name, text in written.items() if "edges" in name)
    rows = reader.DictReader(io.StringIO(edges.removeprefix("\ufeff")))
    assert [row[column] for row in rows if row[column]] == ["1234.5"]


def test_cypher_and_turtle_write_them_bare(drawn: Callable[..., Any]) -> None:
    graph = drawn(FACTS)
    assert "`amount_value`: 1234.5," in "".join(cypher.write(graph))
    triples = "".join(turtle.write(graph))
    assert 'sg:amount_value "1234.5"^^xsd:decimal' in triples
    assert 'sg:share_maximum "100"^^xsd:decimal' in triples


def test_follow_the_money_has_amount_and_currency_of_what_is_exact(
    drawn: Callable[..., Any],
) -> None:
    entities = [json.loads(line) for line in "".join(ftm.write(drawn(FACTS))).splitlines()]
    said = {one["id"]: one["properties"] for one in entities}
    gift, loan = said["fact.gift"], said["fact.loan"]
    assert (gift["amount"], gift["currency"], gift["purpose"]) == (["1234.5"], ["EUR"], ["rent"])
    assert "amount" not in loan
    assert loan["summary"] == ["stated as: lent_to", "amount: £1m to £2.5m"]


def test_a_database_sums_per_currency(store: Callable[[str], Database], tmp_path: Path) -> None:
    path = tmp_path / "f.db"
    path.write_bytes(b"".join(sqlite.write_facts(Stated(store(FACTS), FAMILIES, EVERYTHING))))
    with closing(sqlite3.connect(path)) as db:
        query = "select id, share_minimum, share_maximum, amount, currency from facts order by id"
        assert db.execute(query).fetchall() == [
            ("deal", 25, 100, None, "USD"),
            ("gift", None, None, 1234.5, "EUR"),
            ("held", 12.5, 12.5, None, None),
            ("loan", None, None, None, "GBP"),
            ("part", None, None, None, None),
        ]
