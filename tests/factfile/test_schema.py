"""The JSON Schema of fact files, as an editor applies it to what it reads."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from stakegraph.factfile.json_schema import json_schema
from stakegraph.factfile.yaml import read

DATA = Path(__file__).parents[2] / "data"


def as_an_editor_reads(text: str) -> Any:
    """Read YAML with numbers and truth values; dates stay text and `on` a key, as in YAML 1.2."""
    return _plain(yaml.safe_load(text))


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {"on" if key is True else key: _plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, datetime.date) else value


def complaints(text: str, schema: dict[str, Any] | None = None) -> list[str]:
    """Return the places at which an editor would underline something."""
    errors = Draft7Validator(schema or json_schema()).iter_errors(as_an_editor_reads(text))
    return sorted("/".join(map(str, error.absolute_path)) for error in errors)


def test_the_schema_is_a_schema_and_the_copy_beside_the_data_is_not_stale() -> None:
    Draft7Validator.check_schema(json_schema())
    copy = (DATA / "facts.schema.json").read_text(encoding="utf-8")
    fresh = json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"
    assert copy == fresh, "run: stakegraph schema --out data/facts.schema.json"


def test_the_bundled_file_is_valid_to_an_editor() -> None:
    assert complaints((DATA / "stoke.yaml").read_text(encoding="utf-8")) == []


EVERYTHING = """\
stakegraph: 1
title: One line
sources:
  cc: {title: Community Care, date: 2008, url: "https://example.org", text: a.md}
organisations:
  serco: {name: Serco, kind: public body, since: 1987, until: 2010-03~}
people:
  a-minister: {name: a minister, unnamed: the source protects the name, aliases: [the minister]}
posts:
  head: {title: head of it all, at: serco, remit: everything}
partnerships:
  deal: {name: the deal, kind: anything, since: 2007-03}
events:
  done: {what: It was done, on: 2007, who: [serco], status: hedged}
relations:
  mentors:
    {from: [person], to: [person], verb: v, inverse: i, family: role, symmetric: true}
facts:
  - {who: serco, funds: deal, evidence: [cc ¶7, {source: cc, at: p. 3, quote: words}]}
  - {who: a-minister, holds: head, status: inferred, because: of this, evidence: {source: cc}}
"""


def test_every_section_is_valid_to_the_editor_and_to_the_reader() -> None:
    assert complaints(EVERYTHING) == []
    assert read(EVERYTHING.encode(), "f.yaml").problems == []


@pytest.mark.parametrize(
    ("good", "broken", "place"),
    [
        ("stakegraph: 1", "stakegraph: 2", "stakegraph"),
        ("title: One line\n", "titel: One line\n", ""),
        ("  cc: {title: Community Care,", "  cc: {", "sources/cc"),
        ("  cc: {title", "  Community Care: {title", "sources"),
        ("kind: public body", "kind: firm", "organisations/serco/kind"),
        ("kind: public body", 'kind: ""', "organisations/serco/kind"),
        ("aliases: [the minister]", "aliases: the minister", "people/a-minister/aliases"),
        ("status: hedged", "status: certain", "events/done/status"),
        ("from: [person]", "from: [human]", "relations/mentors/from/0"),
        ("funds: deal", "finances: deal", "facts/0"),
        ("funds: deal", "funds: deal, owns: deal", "facts/0"),
        ("who: serco, funds", "funds", "facts/0"),
        ("funds: deal", "funds: The Deal", "facts/0/funds"),
    ],
)
def test_what_the_reader_refuses_an_editor_underlines(good: str, broken: str, place: str) -> None:
    text = EVERYTHING.replace(good, broken, 1)
    assert place in complaints(text)
    assert read(text.encode(), "f.yaml").problems


def test_a_schema_made_for_a_file_knows_the_relations_of_that_file() -> None:
    own = EVERYTHING + "  - {who: a-minister, mentors: a-minister}\n"
    assert "facts/2" in complaints(own)
    relations = read(own.encode(), "f.yaml").relations
    assert complaints(own, json_schema(relations)) == []


def test_an_editor_is_told_what_a_relation_joins() -> None:
    described = json_schema()["$defs"]["Fact"]["properties"]["holds"]["description"]
    assert described == "holds (role): person -> post"
