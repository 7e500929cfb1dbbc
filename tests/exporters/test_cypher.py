"""A Cypher script, as text and, where node has it, before the linter of Neo4j's own grammar."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from typing import Any

import pytest

from stakegraph.exporters.cypher import labels, losses, write

FACTS = """\
sources: {cc: {title: Community Care, date: 2008-03-13}}
people: {ann: {name: Ann O'Dwyer, aliases: [A., Annie], evidence: cc ¶1}}
organisations: {acme: {name: Acme, kind: public body, evidence: cc ¶1}}
events: {fair: {what: a fair, on: 2019, who: [acme], evidence: cc ¶4}}
facts:
  - {id: f, who: ann, role_at: acme, title: head, since: 2007-03~, evidence: cc ¶2}
"""

SCRIPT = r"""
CREATE CONSTRAINT `stakegraph_entity_id` IF NOT EXISTS FOR (n:`Entity`) REQUIRE n.`id` IS UNIQUE;
CREATE CONSTRAINT `stakegraph_event_id` IF NOT EXISTS FOR (n:`Event`) REQUIRE n.`id` IS UNIQUE;
CREATE CONSTRAINT `stakegraph_source_id` IF NOT EXISTS FOR (n:`Source`) REQUIRE n.`id` IS UNIQUE;
MERGE (n:`Entity` {`id`: 'acme'}) SET n:`Organisation`:`PublicBody`, n += {`classification`: 'public body', `evidence`: ['cc ¶1'], `name`: 'Acme', `type`: 'organisation'};
MERGE (n:`Entity` {`id`: 'ann'}) SET n:`Person`, n += {`aliases`: ['A.', 'Annie'], `evidence`: ['cc ¶1'], `name`: 'Ann O\'Dwyer', `type`: 'person'};
MERGE (n:`Source` {`id`: 'cc'}) SET n += {`date`: '2008-03-13', `title`: 'Community Care'};
MERGE (n:`Event` {`id`: 'fair'}) SET n += {`evidence`: ['cc ¶4'], `on`: '2019', `status`: 'stated', `what`: 'a fair', `who`: ['acme']};
MATCH (a:`Entity` {`id`: 'ann'}) MATCH (b:`Entity` {`id`: 'acme'}) MERGE (a)-[r:`ROLE_AT` {`fact`: 'f'}]->(b) SET r += {`certainty`: 'stated', `evidence`: ['cc ¶2'], `family`: 'role', `label`: 'is head at', `start`: '2007-03~', `status`: 'stated', `title`: 'head', `type`: 'role_at'};
"""  # noqa: E501

HOSTILE = [
    'it\'s "quoted"',
    "'}) DETACH DELETE n; //",
    "ends in a backslash \\",
    "\\' and \\\\'",
    "C:\\users\\u0027}) DETACH DELETE n //",
    "\\\\u0027 \\\\\\u0027",
    "two\nlines\r\nand a\ttab",
    "ESC \x1b[31m NUL \x00 \u202e \u2028",
    "`backtick` $parameter {x} /* */",
    "北京 👩\u200d💻",
]


def text(graph: Any) -> str:
    return "".join(write(graph))


def strings(script: str) -> list[str]:
    """Return the strings of a script as Cypher reads them, those joined with + as one."""
    literal = r"'(?:[^'\\]|\\.)*'"
    found = re.findall(rf"{literal}(?: \+ {literal})*", script)
    return ["".join(map(unquoted, re.findall(literal, each))) for each in found]


def unquoted(literal: str) -> str:
    """Read one string: unicode escapes become UTF-16 units, as in Java."""
    escapes = {"n": "\n", "r": "\r", "t": "\t", "'": "'", "\\": "\\"}
    read = re.sub(
        r"\\(?:u([0-9a-f]{4})|(.))",
        lambda match: chr(int(match[1], 16)) if match[1] else escapes[match[2]],
        literal[1:-1],
    )
    return read.encode("utf-16", "surrogatepass").decode("utf-16")


def test_the_script_merges_actors_sources_events_and_facts(drawn: Callable[[str], Any]) -> None:
    assert text(drawn(FACTS)) == SCRIPT[1:]
    assert losses(drawn(FACTS)) == []


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_stays_text(hostile: str, drawn: Callable[[str], Any]) -> None:
    graph = drawn(FACTS)
    graph.nodes["ann"]["label"] = hostile
    graph.edges["ann", "acme", "f"]["title"] = hostile
    script = text(graph)
    assert len(script.splitlines()) == 8
    assert strings(script).count(hostile) == 2
    assert not {"\x1b", "\x00", "\u202e", "\u2028"} & set(script)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_string_ends_where_backslashes_are_not_counted(
    hostile: str, drawn: Callable[[str], Any]
) -> None:
    # Unicode escapes are replaced first by some readers, wherever there is a backslash and a u.
    graph = drawn(FACTS)
    graph.nodes["ann"]["label"] = hostile
    script = re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), text(graph))
    assert strings(script).count(hostile) == 1


def test_a_lone_surrogate_is_replaced_and_counted(drawn: Callable[[str], Any]) -> None:
    graph = drawn(FACTS)
    graph.nodes["ann"]["aliases"] = ["\ud800", "fine"]
    assert text(graph).encode()
    assert "['\ufffd', 'fine']" in text(graph)
    assert losses(graph) == ["1 lone surrogate became U+FFFD"]


@pytest.mark.parametrize(
    ("classification", "expected"),
    [
        ("", ["Entity", "Partnership"]),
        ("contract", ["Entity", "Partnership", "Contract"]),
        ("children's joint-venture_2", ["Entity", "Partnership", "ChildrenSJointVenture2"]),
        ("`) DETACH DELETE n //", ["Entity", "Partnership", "DetachDeleteN"]),
        ("!?", ["Entity", "Partnership"]),
        ("event", ["Entity", "Partnership"]),
        ("Partnership", ["Entity", "Partnership"]),
    ],
)
def test_an_actor_has_labels_for_its_kind_and_its_classification(
    classification: str, expected: list[str]
) -> None:
    assert labels({"type": "partnership", "classification": classification}) == expected


PROGRAM = """
const { lintCypherQuery } = require('@neo4j-cypher/language-support');
const found = lintCypherQuery(require('fs').readFileSync(0, 'utf8'), {}).diagnostics;
console.log(JSON.stringify(found.map(each => each.message)));
"""


@pytest.fixture
def lint() -> Callable[[str], list[str]]:
    """Return a function that says what Neo4j's grammar finds wrong in a script."""
    node = shutil.which("node")
    find = "require('@neo4j-cypher/language-support')"
    if not node or subprocess.run([node, "-e", find], capture_output=True).returncode:
        pytest.skip("needs node, and @neo4j-cypher/language-support where NODE_PATH finds it")

    def lint(script: str) -> list[str]:
        ran = subprocess.run([node, "-e", PROGRAM], input=script, capture_output=True, text=True)
        assert ran.stderr == ""
        found: list[str] = json.loads(ran.stdout)
        return found

    return lint


def test_the_grammar_of_neo4j_accepts_the_script(
    lint: Callable[[str], list[str]], drawn: Callable[[str], Any]
) -> None:
    graph = drawn(FACTS)
    graph.nodes["ann"]["aliases"] = HOSTILE
    assert lint(text(graph)) == []


def test_the_grammar_of_neo4j_refuses_an_open_string(lint: Callable[[str], list[str]]) -> None:
    assert lint("MERGE (n:`Entity` {`id`: 'acme});") != []
