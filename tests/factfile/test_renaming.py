"""An id is replaced wherever it stands in a fact file, and nowhere else."""

from __future__ import annotations

import pytest
from factstyles import styled
from hypothesis import given

from stakegraph.errors import CannotWriteError
from stakegraph.factfile.document import parse
from stakegraph.factfile.layout import spliced
from stakegraph.factfile.mentions import What
from stakegraph.factfile.renaming import renaming
from stakegraph.model.relations import RELATIONS

FILE = """\
\ufeffstakegraph: 1
sources:
  cc: {title: é cc}
people:
  "ann": {name: ann, evidence: cc ¶1, same_as: bob, because: ann}
  bob: {name: Bob, different_from: [ann, {id: ann, because: cc}], because: ann}
  cara:
    name: cc
    evidence:
    - cc
    - 'cc ¶1'  # cc ¶1
    - {source: cc, at: ¶2, quote: ann}
    - source: >-
        cc
      at: p. 1
    - cc-2 ¶1
posts:
  head: {title: ann, at: ann, vacant: [{since: 2008, evidence: "cc"}]}
events:
  e: {what: ann, who: [ann, bob], according_to: ann, evidence: [cc ¶1]}
facts:
  - who: ann # ann
    reports_to: 'ann'
    according_to: [ann, a ann]
    note: ann
  - {who: ann-2, reports_to: ann.b, id: ann}
"""


def changed(what: What, id: str, new: str, text: str = FILE, path: str = "f.yaml") -> list[str]:
    """Return the lines that differ, as they are then."""
    data = text.encode()
    after = spliced(data, renaming(data, path, what, id, new, RELATIONS)).decode()
    pairs = zip(text.split("\n"), after.split("\n"), strict=True)
    return [line for before, line in pairs if line != before]


def test_an_actor_is_renamed_where_it_is_meant() -> None:
    assert changed("actor", "ann", "anne") == [
        '  "anne": {name: ann, evidence: cc ¶1, same_as: bob, because: ann}',
        "  bob: {name: Bob, different_from: [anne, {id: anne, because: cc}], because: ann}",
        '  head: {title: ann, at: anne, vacant: [{since: 2008, evidence: "cc"}]}',
        "  e: {what: ann, who: [anne, bob], according_to: anne, evidence: [cc ¶1]}",
        "  - who: anne # ann",
        "    reports_to: 'anne'",
        "    according_to: [anne, a ann]",
    ]


def test_a_source_is_renamed_wherever_it_is_cited() -> None:
    assert changed("source", "cc", "gazette") == [
        "  gazette: {title: é cc}",
        '  "ann": {name: ann, evidence: gazette ¶1, same_as: bob, because: ann}',
        "    - gazette",
        "    - 'gazette ¶1'  # cc ¶1",
        "    - {source: gazette, at: ¶2, quote: ann}",
        "        gazette",
        '  head: {title: ann, at: ann, vacant: [{since: 2008, evidence: "gazette"}]}',
        "  e: {what: ann, who: [ann, bob], according_to: ann, evidence: [gazette ¶1]}",
    ]


def test_facts_events_and_relations_have_names_of_their_own() -> None:
    assert changed("fact", "ann", "line") == ["  - {who: ann-2, reports_to: ann.b, id: line}"]
    assert changed("event", "e", "day") == [
        "  day: {what: ann, who: [ann, bob], according_to: ann, evidence: [cc ¶1]}"
    ]
    assert changed("relation", "reports_to", "answers_to") == [
        "    answers_to: 'ann'",
        "  - {who: ann-2, answers_to: ann.b, id: ann}",
    ]


def test_what_others_would_misread_is_put_in_quotes() -> None:
    text = (
        "stakegraph: 1\nsources:\n  a: {title: A}\npeople:\n  b: {name: B, evidence: [a, a ¶1]}\n"
    )
    assert changed("source", "a", "2007", text) == [
        "  '2007': {title: A}",
        "  b: {name: B, evidence: ['2007', 2007 ¶1]}",
    ]
    assert changed("actor", "b", "no", text) == ["  'no': {name: B, evidence: [a, a ¶1]}"]


def test_lines_of_json_are_renamed_in() -> None:
    text = (
        '{"stakegraph": 1, "title": "ann"}\r\n'
        '{"section": "people", "id": "ann", "name": "ann\u2028", "evidence": "cc"}\r\n'
        '{"who": "ann", "works_with": "bob", "evidence": ["cc ¶1", {"source": "cc", "at": "¶2"}]}'
    )
    assert changed("actor", "ann", "no", text, "f.jsonl") == [
        '{"section": "people", "id": "no", "name": "ann\u2028", "evidence": "cc"}\r',
        '{"who": "no", "works_with": "bob", "evidence": ["cc ¶1", {"source": "cc", "at": "¶2"}]}',
    ]
    assert changed("source", "cc", "c", text, "f.jsonl") == [
        '{"section": "people", "id": "ann", "name": "ann\u2028", "evidence": "c"}\r',
        '{"who": "ann", "works_with": "bob", "evidence": ["c ¶1", {"source": "c", "at": "¶2"}]}',
    ]


def test_an_id_in_disguise_is_refused() -> None:
    text = 'stakegraph: 1\npeople:\n  ann: {name: A}\nfacts:\n  - {who: "\\x61nn", owns: b}\n'
    with pytest.raises(CannotWriteError) as refused:
        changed("actor", "ann", "bob", text)
    assert str(refused.value) == (
        "f.yaml:5:11: ann stands here in a way that cannot be replaced: write 'bob' yourself"
    )


@given(before=styled())
def test_renamed_and_renamed_back_the_file_is_as_it_was(before: bytes) -> None:
    kinds: dict[str, What] = {"sources": "source", "people": "actor", "organisations": "actor"}
    root = parse(before, "f.yaml")[0]
    for section, what in kinds.items():
        for id in root.get(section, ()):
            there = renaming(before, "f.yaml", what, id, "new-id", RELATIONS)
            after = spliced(before, there)
            assert id not in parse(after, "f.yaml")[0][section]
            back = renaming(after, "f.yaml", what, "new-id", id, RELATIONS)
            assert spliced(after, back) == before
