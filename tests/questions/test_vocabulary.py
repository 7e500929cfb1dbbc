"""The vocabulary of fact files: every relation with an example that says what it says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, get_args

import msgspec
import pytest
from stores import checked

from stakegraph.errors import UsageError
from stakegraph.factfile.descriptions import STATUSES
from stakegraph.factfile.schema import ENTRIES, GivenStatus
from stakegraph.model.relations import ACTOR_KINDS, RELATIONS, Classification
from stakegraph.questions.asking import Ask
from stakegraph.questions.overview import relations as drawn
from stakegraph.questions.session import Session
from stakegraph.questions.vocabulary import Described, kinds, relations

FOUND = {row.key: row for row in relations(RELATIONS).relations}
ACTORS = """\
stakegraph: 1
people: {ann: {name: Ann Lee}, bea: {name: Bea Moss}}
organisations: {acme: {name: Acme}, bolt: {name: Bolt Cranes}, leeds: {name: Leeds}}
posts: {head: {title: head of the harbour}, deputy: {title: deputy head}}
partnerships: {alliance: {name: the Quay Alliance}, pier: {name: the Pier Project}}
"""


def test_every_relation_is_described() -> None:
    assert FOUND.keys() == RELATIONS.keys()


@pytest.mark.parametrize("row", FOUND.values(), ids=FOUND)
def test_the_example_of_a_relation_is_a_fact_with_all_that_it_takes(row: Described) -> None:
    facts, problems = checked(f"{ACTORS}facts:\n- {row.example.fact}\n")
    assert [problem for problem in problems if problem.severity == "error"] == []
    (fact,) = (fact for fact in facts.facts.values() if not fact.rule)
    assert fact.relation == row.key
    assert {*fact.qualifiers} == {qualifier.name for qualifier in row.qualifiers}


@pytest.mark.parametrize(
    ("word", "keys"),
    [
        ("owns", ["owns"]),
        ("works with", ["works_with"]),
        ("Works-With", ["works_with"]),
        ("location", ["located_in"]),
        ("succession", ["succeeded", "merged_into", "demerged_from"]),
        ("mentors", ["mentors"]),
        ("manages", ["reports_to"]),
        ("Is Owned By", ["owns"]),
        ("borrowed", ["lent_to"]),
        ("mentored", ["mentors"]),
        ("partner", ["partner_in"]),
        ("role", ["holds", "role_at", "member_of", "mentors"]),
    ],
)
def test_a_word_means_a_relation_a_family_or_what_is_worded_so(
    word: str, keys: list[str], asked: Asked
) -> None:
    ask = asked(OWN)
    assert [row.key for row in relations(**drawn(ask, word)).relations] == keys


def test_a_word_that_is_neither_is_refused(asked: Asked) -> None:
    with pytest.raises(UsageError, match="worded 'mentor': did you mean 'mentors'"):
        drawn(asked(OWN), "mentor")


def test_a_relation_of_ones_own_is_described_with_whom_its_example_names(asked: Asked) -> None:
    (row,) = relations(**drawn(asked(OWN), "mentors")).relations
    assert (row.own, row.means, row.contrary) == (True, ("acyclic",), "")
    assert [(one.name, one.choices, one.example) for one in row.qualifiers] == [
        ("field", ("law", "tides"), "tides"),
        ("how", (), ""),
    ]
    assert row.example.fact == "{who: ana, mentors: ben, field: tides}"
    assert row.example.forward == "Ana Ruiz mentors Ben Oduya in tides"
    assert row.example.past_backward == "Ben Oduya was mentored by Ana Ruiz in tides"


@pytest.mark.parametrize(
    ("examples", "fact"),
    [
        ("{who: ben, mentors: ana}", "{who: ben, mentors: ana, field: law}"),
        ("{who: trust, mentors: ana}", "{who: ann, mentors: ana, field: law}"),
        ("{who: ben, mentors: nobody}", "{who: ben, mentors: ann, field: law}"),
        ("{mentors: ben}", "{who: ann, mentors: ben, field: law}"),
    ],
)
def test_an_example_names_none_whom_its_relation_does_not_join(
    examples: str, fact: str, asked: Asked
) -> None:
    text = OWN.replace("{who: ana, mentors: ben, field: tides}", examples)
    text = text.replace("people:", "organisations: {trust: {name: Trust}}\npeople:")
    (row,) = relations(**drawn(asked(text), "mentors")).relations
    assert row.example.fact == fact


def test_whoever_mends_a_file_is_shown_its_relations(asked: Asked) -> None:
    told: list[str] = []
    ask = asked(OWN + "- {who: ana, mentros: ben}\n", told.append)
    assert [row.key for row in relations(**drawn(ask, "mentors")).relations] == ["mentors"]
    assert told == ["the fact files have 1 error, which 'stakegraph check' shows"]


def test_every_kind_of_actor_has_its_section_fields_and_relations() -> None:
    found = {kind.key: kind for kind in kinds(RELATIONS, ["contract", "company"]).kinds}
    assert found.keys() == ACTOR_KINDS.keys()
    assert found["organisation"].kinds == get_args(Classification)
    assert found["partnership"].kinds == ("contract",)
    assert found["person"].kinds == ()
    for kind in found.values():
        assert kind.fields == ENTRIES[kind.section].__struct_encode_fields__
    assert found["post"].relations_from[0] == "reports_to"
    assert "holds" in found["post"].relations_to


def test_every_status_is_described() -> None:
    assert STATUSES.keys() == {*get_args(GivenStatus)}


OWN = """\
stakegraph: 1
relations:
  mentors: {from: [person], to: [person], verb: mentors, inverse: is mentored by, past: mentored,
            past_inverse: was mentored by, family: role, after: "[ in {field}]", acyclic: true,
            qualifiers: [field, how], choices: {field: [law, tides]},
            examples: {who: ana, mentors: ben, field: tides}}
people: {ana: {name: Ana Ruiz}, ben: {name: Ben Oduya}}
facts:
- {who: ana, mentors: ben}
"""
Asked = Callable[..., Ask]


@pytest.fixture
def asked(tmp_path: Any) -> Asked:
    def ask(text: str, tell: Callable[[str], None] = lambda _: None) -> Ask:
        path = tmp_path / "f.yaml"
        path.write_text(text, encoding="utf-8")
        return Ask(Session(lambda: [str(path)], tell=tell))

    return ask


def test_the_examples_can_be_quoted() -> None:
    """Read them: no slot, no bracket and no doubled space is left in any."""
    told = [
        sentence for row in FOUND.values() for sentence in msgspec.structs.astuple(row.example)[1:]
    ]
    assert [one for one in told if any(mark in one for mark in "[]{}|#!") or "  " in one] == []
    assert all(one[0].isupper() for one in told)


@pytest.mark.parametrize(
    ("column", "told"),
    [
        ("examples: {who: ana, mentors: ben, field: tides}", ""),
        ("examples: {field: fog}", "examples: 'fog' is none of the choices of 'field'"),
        ("examples: {helps: ben}", "examples: 'helps' is none of the qualifiers of mentors"),
        ("choices: {who: [ana]}", "choices: 'who' is none of the qualifiers of mentors"),
        ("choices: {mentors: [ben]}", "choices: 'mentors' is none of the qualifiers of mentors"),
    ],
)
def test_an_example_may_name_its_ends_and_nothing_else_but_qualifiers(
    column: str, told: str
) -> None:
    name = column.partition(":")[0]
    given = {
        "examples": "examples: {who: ana, mentors: ben, field: tides}",
        "choices": "choices: {field: [law, tides]}",
    }
    _, problems = checked(OWN.replace(given[name], column))
    assert [problem.message for problem in problems if problem.severity == "error"] == (
        [told] if told else []
    )
