"""A fact file becomes sources, actors, events and facts; whatever it holds, nothing is raised."""

from __future__ import annotations

import json
from typing import Any

import pytest
from examples import examples
from factfiles import FILES
from hypothesis import given
from hypothesis import strategies as st
from stores import checked

from stakegraph.errors import RULES
from stakegraph.factfile.reading import Reading
from stakegraph.factfile.schema import ENTRIES
from stakegraph.factfile.yaml import read
from stakegraph.model.facts import Fact
from stakegraph.model.relations import RELATIONS
from stakegraph.store.loading import inspect_files


def reading(text: str) -> Reading:
    found = read(text.encode(), "f.yaml")
    assert found.problems == []
    return found


def fact(text: str) -> Fact:
    (found,) = reading(f"stakegraph: 1\nfacts:\n  - {{{text}}}\n").facts
    return found


def test_actors_keep_what_their_entries_say() -> None:
    found = reading("""\
stakegraph: 1
organisations:
  serco: {name: Serco, aliases: [Serco plc], kind: company, since: 1987, evidence: cc ¶2}
people:
  mayor: {name: a mayor, unnamed: the article gives no name, note: new}
posts:
  head: {title: head of it all, remit: everything}
partnerships:
  deal: {name: the deal, kind: contract, until: 2010-03~}
""")
    organisation, person, post, partnership = found.actors
    assert (organisation.kind, organisation.name) == ("organisation", "Serco")
    assert (organisation.aliases, organisation.classification) == (("Serco plc",), "company")
    assert (organisation.since, organisation.until) == ("1987", "")
    assert [str(cited) for cited in organisation.evidence] == ["cc ¶2"]
    assert (person.kind, person.unnamed) == ("person", "the article gives no name")
    assert (post.kind, post.name, post.remit) == ("post", "head of it all", "everything")
    assert (partnership.kind, partnership.classification) == ("partnership", "contract")


def test_where_a_post_is_becomes_a_fact_with_the_dates_and_evidence_of_the_post() -> None:
    (found,) = reading("""\
stakegraph: 1
posts:
  head: {title: head of it all, at: serco, since: 2007, evidence: cc ¶7}
""").facts
    assert (found.subject, found.relation, found.object) == ("head", "at", "serco")
    assert (found.since, [str(cited) for cited in found.evidence]) == ("2007", ["cc ¶7"])
    assert found.origin[:3] == ("f.yaml", 3, 3)


def test_an_alias_may_have_dates_and_a_name_may_be_plural() -> None:
    (ann,) = reading("""\
stakegraph: 1
people:
  ann:
    name: Ann Doe
    aliases: [Annie, {name: Ann Roe, until: " 2004"}, {name: Nan}, {name: Ann Roe, since: 2010}]
    plural: true
""").actors
    assert ann.aliases == ("Annie", "Ann Roe", "Nan")
    assert list(map(str, ann.alias_dates)) == ["Ann Roe (.. to 2004)", "Ann Roe (2010 to ..)"]
    assert ann.plural


def test_a_post_says_how_many_may_hold_it_and_when_nobody_did() -> None:
    found = reading("""\
stakegraph: 1
posts:
  head:
    title: head
    seats: 2
    shared: true
    vacant:
      - {since: 2007, until: " 2008", evidence: [cc ¶1, {source: cc, at: ¶2, quote: so}]}
      - {until: 2001}
  aide: {title: aide, seats: 1, shared: false}
""")
    head, aide = found.actors
    first, second = head.vacant
    assert (head.seats, head.shared, aide.seats, aide.shared) == (2, True, 1, False)
    assert (first.since, first.until, second.since, second.until) == ("2007", "2008", "", "2001")
    assert [one.quote for one in first.evidence] == ["", "so"]


def test_a_fact_may_say_when_it_was_so_and_not_from_when_to_when() -> None:
    found = fact("who: ann, holds: head, in: 2008, as: acting")
    assert (found.attested, found.since, found.until) == ("2008", "", "")
    assert found.qualifiers == {"as": "acting"}


def test_a_fact_keeps_its_qualifiers_apart_from_what_every_fact_has() -> None:
    found = fact("who: ann, role_at: serco, title: chair, status: hedged, note: n, until: 2008")
    assert (found.subject, found.relation, found.object) == ("ann", "role_at", "serco")
    assert found.qualifiers == {"title": "chair"}
    assert (found.status, found.certainty, found.note) == ("hedged", "hedged", "n")
    assert (found.since, found.until, found.id) == ("", "2008", "")


@pytest.mark.parametrize(
    ("evidence", "cited"),
    [
        ("cc", [("cc", "", "")]),
        ("cc ¶7", [("cc", "¶7", "")]),
        (
            "[cc ¶ 7, cc ¶7-9, 'cc ¶7–9']",
            [("cc", "¶ 7", ""), ("cc", "¶7-9", ""), ("cc", "¶7–9", "")],
        ),
        (
            "[cc p. 3, cc pp. 3-4, cc line 9]",
            [("cc", "p. 3", ""), ("cc", "pp. 3-4", ""), ("cc", "line 9", "")],
        ),
        ("[cc 12:30, cc 1:02:30]", [("cc", "12:30", ""), ("cc", "1:02:30", "")]),
        ("{source: cc, at: ¶7, quote: It was done.}", [("cc", "¶7", "It was done.")]),
        ("[{source: cc, quote: 'NO'}, a.b-c p. 1]", [("cc", "", "NO"), ("a.b-c", "p. 1", "")]),
    ],
)
def test_evidence_is_a_place_in_a_source(evidence: str, cited: list[tuple[str, str, str]]) -> None:
    found = fact(f"who: ann, reports_to: bob, evidence: {evidence}").evidence
    assert [(each.source, each.at, each.quote) for each in found] == cited


def test_a_relation_of_ones_own_is_read_as_the_built_in_ones_are() -> None:
    found = reading("""\
stakegraph: 1
relations:
  mentors:
    from: [person]
    to: [person, post]
    verb: mentors
    inverse: is mentored by
    family: role
    qualifiers: [topic]
    after: "[ in {topic}]"
    symmetric: true
facts:
  - {who: ann, mentors: bob, topic: law}
""")
    row = found.relations["mentors"]
    assert (row.subjects, row.objects, row.family) == (("person",), ("person", "post"), "role")
    assert (row.verb, row.inverse, row.after) == ("mentors", "is mentored by", "[ in {topic}]")
    assert (row.qualifiers, row.symmetric) == (("topic",), True)
    assert found.facts[0].qualifiers == {"topic": "law"}
    assert RELATIONS.keys() == found.relations.keys() - {"mentors"}


def test_sections_with_nothing_below_them_are_empty() -> None:
    sections = [*ENTRIES, "facts"]
    found = reading("stakegraph: 1\n" + "".join(f"{section}:\n" for section in sections))
    assert found == Reading(relations=RELATIONS)


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbfstakegraph: 1\ntitle: 'NO'\n",
        b"stakegraph: 1\r\ntitle: 'NO'\r\n",
        b"--- # one document\nstakegraph: 1\ntitle: 'NO'\n...\n",
    ],
)
def test_a_mark_at_the_start_and_windows_line_ends_do_no_harm(data: bytes) -> None:
    found = read(data, "f.yaml")
    assert (found.title, found.problems) == ("NO", [])


def test_what_refers_to_an_entry_that_is_wrong_is_not_wrong_as_well() -> None:
    data = b"""\
stakegraph: 1
sources:
  cc: {title: Community Care, date: soon}
people:
  ann: Ann
  bob: {name: Bob, nmae: Bob, evidence: cc}
relations:
  mentors: {from: [person]}
facts:
  - {who: ann, reports_to: bob, evidence: cc}
  - {who: ann, mentors: bob, evidence: cc}
"""
    problems = inspect_files([("f.yaml", data)])[1]
    assert sorted((each.line, each.rule) for each in problems) == [
        (3, "bad-date"),
        (5, "wrong-type"),
        (6, "unknown-key"),
        *[(8, "missing-key")] * 4,
    ]


SYNTAX = st.lists(
    st.sampled_from(
        [
            *"\n\n:-[]{}?&*!|>'\"%@`,#~ \t\raé\x00\x85\u2028\ufeff",
            *("  ", ": ", "- ", "<<", "...\n", "---\n", "stakegraph: 1\n", "facts:\n", "people:\n"),
        ]
    ),
    max_size=30,
).map("".join)


def assert_is_a_reading(data: bytes) -> None:
    found = read(data, "f.yaml")
    assert isinstance(found, Reading)
    lines = data.count(b"\n") + data.count(b"\r") + data.count(b"\xc2\x85")
    lines += data.count("\u2028".encode()) + data.count("\u2029".encode()) + 1
    for problem in found.problems:
        assert problem.rule in RULES
        assert 1 <= problem.line <= lines
        assert problem.column >= 1
        assert problem.message


@given(st.text() | SYNTAX)
def test_any_text_gives_a_reading(text: str) -> None:
    assert_is_a_reading(text.encode())


@given(st.binary())
def test_any_bytes_give_a_reading(data: bytes) -> None:
    assert_is_a_reading(data)


@examples(8)
@given(FILES)
def test_whatever_stands_in_its_sections_a_file_is_read_and_checked(data: Any) -> None:
    text = json.dumps(data, ensure_ascii=False)
    assert_is_a_reading(text.encode())
    found = read(text.encode(), "f.yaml")
    _, problems = checked(text)
    assert {problem.rule for problem in problems} <= RULES.keys()
    if not found.problems:
        assert len(found.actors) == sum(
            len(data.get(section, ""))
            for section in ("people", "organisations", "posts", "partnerships")
        )


def test_a_relation_with_qualifiers_that_cannot_be_is_refused() -> None:
    for qualifiers in ("[mentors]", "[x, x]", "[a b]", "[__init__]", "[reports_to]", "[since]"):
        found = read(
            f"""\
stakegraph: 1
relations:
  mentors:
    {{from: [person], to: [person], verb: v, inverse: i, family: role, qualifiers: {qualifiers}}}
facts:
  - {{who: ann, mentors: bob}}
""".encode(),
            "f.yaml",
        )
        assert [(each.line, each.rule) for each in found.problems] == [(3, "bad-id")], qualifiers


@pytest.mark.parametrize(
    ("item", "message"),
    [
        ("ann holds head", "a fact has fields: write '- who: ann', and under it 'holds: head'"),
        ("ann admires head", "a fact needs fields: '- who: ...', then a relation"),
    ],
)
def test_a_fact_written_as_one_text_is_told_how_it_is_written(item: str, message: str) -> None:
    (problem,) = read(f"stakegraph: 1\nfacts:\n  - {item}\n".encode(), "f.yaml").problems
    assert problem.message == message


@pytest.mark.parametrize(
    ("wording", "message"),
    [
        ("verb: 'helps {as}'", "verb: {as} must stand in brackets: [{as}]"),
        ("inverse: '[a|{as}] of'", "inverse: {as} must stand in brackets: [{as}]"),
        ("after: '[ on {topik}]'", "after: 'topik' is none of the qualifiers of x: did you mean"),
    ],
)
def test_a_wording_with_a_slot_that_nothing_fills_is_refused(wording: str, message: str) -> None:
    given = {"verb": "verb: v", "inverse": "inverse: i", wording.partition(":")[0]: wording}
    text = """\
stakegraph: 1
relations:
  x: {from: [person], to: [person], family: role, qualifiers: [topic, as], ROW}
facts:
  - {who: ann, x: bob, topic: law}
""".replace("ROW", ", ".join(given.values()))
    (problem,) = read(text.encode(), "f.yaml").problems
    assert problem.message.startswith(message)
    assert (problem.line, problem.rule) == (3, "wrong-type")


def test_spaces_around_a_date_do_not_make_it_another_one() -> None:
    assert fact("who: ann, reports_to: bob, since: ' 2005 '").since == "2005"


def test_a_relation_of_ones_own_has_words_for_the_past_and_may_be_an_act() -> None:
    row = reading("""\
stakegraph: 1
relations:
  mentors: {from: [person], to: [person], verb: mentors, inverse: is mentored by, past: mentored,
            past_inverse: was mentored by, family: role, acyclic: true, exclusive: true}
  thanked: {from: [person], to: [person], verb: thanked, inverse: was thanked by, family: role,
            act: true}
""").relations
    mentors, thanked = row["mentors"], row["thanked"]
    assert (mentors.past, mentors.past_inverse) == ("mentored", "was mentored by")
    assert (mentors.acyclic, mentors.exclusive, mentors.act) == (True, True, False)
    assert (thanked.past, thanked.act, thanked.acyclic) == ("", True, False)


def test_what_was_an_own_relation_before_it_was_one_of_ours_is_that() -> None:
    found = read(
        b"""\
stakegraph: 1
relations:
  succeeded: {from: [organisation], to: [organisation], verb: succeeded,
              inverse: was succeeded by, family: structure}
facts:
  - {who: new, succeeded: old}
""",
        "f.yaml",
    )
    assert list(map(str, found.problems)) == [
        "f.yaml:3:3: warning: 'succeeded' is a relation of every fact file:"
        " remove this entry [bad-id]"
    ]
    assert (found.relations["succeeded"].family, found.declared) == ("succession", {})
    assert [fact.relation for fact in found.facts] == ["succeeded"]
