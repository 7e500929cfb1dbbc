"""Several readings become one set of facts, in which every fact has an id of its own."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stores import checked

from stakegraph.errors import Problem
from stakegraph.model.facts import Facts
from stakegraph.store.loading import inspect_files

HEAD = """\
stakegraph: 1
sources:
  cc: {title: Community Care}
people:
  ann: {name: Ann, evidence: cc}
  bob: {name: Bob, evidence: cc}
organisations:
  serco: {name: Serco, evidence: cc}
facts:
"""


def merged(*texts: str) -> tuple[Facts, list[Problem]]:
    """Merge files called 1.yaml, 2.yaml, ...; what only a check finds is left out."""
    files = [(f"{n}.yaml", text.encode()) for n, text in enumerate(texts, 1)]
    database, problems = inspect_files(files)
    merging = {"clash", "duplicate-fact", "duplicate-id"}
    told = [problem for problem in problems if problem.rule in merging]
    return database.everything(derived=False), told


def ids(*facts: str) -> list[str]:
    facts_, problems = merged(HEAD + "".join(f"  - {{{fact}}}\n" for fact in facts))
    assert problems == []
    assert len(facts_.facts) == len(facts)
    assert all(id == fact.id for id, fact in facts_.facts.items())
    return list(facts_.facts)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (["who: ann, reports_to: bob"], ["ann.reports_to.bob"]),
        (["who: ann, reports_to: bob, id: line-1"], ["line-1"]),
        (["who: ann, role_at: serco, title: Head of HR"], ["ann.role_at.serco.head-of-hr"]),
        (
            ["who: ann, reports_to: bob, since: 2001", "who: ann, reports_to: bob, since: 2007-03"],
            ["ann.reports_to.bob.2001", "ann.reports_to.bob.2007-03"],
        ),
        (
            ["who: ann, reports_to: bob", "who: ann, reports_to: bob, since: 2007"],
            ["ann.reports_to.bob", "ann.reports_to.bob.2007"],
        ),
        (
            ["who: ann, reports_to: bob", "who: ann, reports_to: bob, in: 2008"],
            ["ann.reports_to.bob", "ann.reports_to.bob.2008"],
        ),
        (
            ["who: ann, works_with: bob, on: A", "who: ann, works_with: bob, on: B"],
            ["ann.works_with.bob.a", "ann.works_with.bob.b"],
        ),
        (
            ["who: ann, reports_to: bob", "who: ann, reports_to: bob, status: denied"],
            ["ann.reports_to.bob.stated", "ann.reports_to.bob.denied"],
        ),
        (
            ["who: ann, works_with: bob", "who: ann, works_with: bob, on: A"],
            ["ann.works_with.bob", "ann.works_with.bob.a"],
        ),
    ],
)
def test_an_id_says_what_the_fact_says(facts: list[str], expected: list[str]) -> None:
    assert ids(*facts) == expected


def test_facts_that_nothing_readable_tells_apart_have_different_ids_all_the_same() -> None:
    found = ids("who: ann, reports_to: bob, until: 2001", "who: ann, reports_to: bob, until: 2002")
    assert all(re.fullmatch(r"ann\.reports_to\.bob\.[0-9a-f]{8}", id) for id in found)


def test_a_made_id_never_takes_the_place_of_another_fact() -> None:
    given_id = "who: serco, funds: serco, since: 2007, id: ann.reports_to.bob"
    kept, made = ids(given_id, "who: ann, reports_to: bob")
    assert kept == "ann.reports_to.bob"
    assert re.fullmatch(r"ann\.reports_to\.bob\.[0-9a-f]{8}", made)
    titled = [f"who: ann, role_at: serco, title: '2007', since: {year}" for year in (2007, 2008)]
    assert len(ids(*titled, "who: ann, role_at: serco, title: '2007.2008'")) == 3


def test_the_same_fact_of_two_files_is_one_with_both_evidences() -> None:
    facts, problems = merged(
        HEAD + "  - {who: ann, reports_to: bob, evidence: [cc ¶1, cc ¶2]}\n",
        HEAD + "  - {who: ann, reports_to: bob, note: new, id: line, evidence: [cc ¶2, cc ¶3]}\n",
    )
    assert problems == []
    (fact,) = facts.facts.values()
    assert [str(cited) for cited in fact.evidence] == ["cc ¶1", "cc ¶2", "cc ¶3"]
    assert (fact.id, fact.note, fact.origin.path) == ("line", "new", "1.yaml")


def test_what_differs_in_a_date_a_status_or_a_qualifier_is_another_fact() -> None:
    facts, problems = merged(
        HEAD + "  - {who: ann, works_with: bob}\n",
        HEAD + "  - {who: ann, works_with: bob, since: 2007}\n",
        HEAD + "  - {who: ann, works_with: bob, status: disputed}\n",
        HEAD + "  - {who: ann, works_with: bob, on: books}\n",
    )
    assert problems == []
    assert len(facts.facts) == 4


def test_an_actor_of_two_files_is_one_with_what_each_says() -> None:
    facts, problems = merged(
        "stakegraph: 1\ntitle: A\npeople:\n  ann: {name: Ann, aliases: [Nan], evidence: a ¶1}\n",
        "stakegraph: 1\ntitle: B\npeople:\n  ann: {name: Ann, aliases: [Annie, Nan], note: new,"
        " evidence: [a ¶1, b ¶1]}\n",
    )
    assert problems == []
    ann = facts.actors["ann"]
    assert (ann.name, ann.aliases, ann.note) == ("Ann", ("Nan", "Annie"), "new")
    assert [str(cited) for cited in ann.evidence] == ["a ¶1", "b ¶1"]
    assert facts.title == "A; B"


def test_what_two_files_say_differently_is_a_clash_in_the_second() -> None:
    _, problems = merged(
        "stakegraph: 1\nsources:\n  cc: {title: Community Care, date: 2008}\n",
        "stakegraph: 1\nsources:\n  cc: {title: Community Care, date: 2009}\n",
    )
    assert list(map(str, problems)) == [
        "2.yaml:3:37: error: cc: date is '2009' here and '2008' in 1.yaml:3 [clash]"
    ]


def test_the_aliases_of_two_files_are_united_with_their_dates() -> None:
    text = HEAD.replace("name: Ann,", "name: Ann, aliases: {},")
    facts, problems = merged(
        text.replace("{}", "[Annie, {name: Anne, until: 2001}]", 1),
        text.replace("{}", "[{name: Annie, since: 2004}, {name: Anne, until: 2001}, Nan]", 1),
    )
    assert problems == []
    ann = facts.actors["ann"]
    assert ann.aliases == ("Annie", "Anne", "Nan")
    assert list(map(str, ann.alias_dates)) == ["Anne (.. to 2001)", "Annie (2004 to ..)"]


POST = """\
stakegraph: 1
sources:
  cc: {title: Community Care}
posts:
"""


def test_a_post_of_two_files_has_the_seats_that_one_gives_and_the_vacancies_of_both() -> None:
    facts, problems = merged(
        POST + "  head: {title: head, vacant: [{since: 2008, evidence: cc ¶1}]}\n",
        POST + "  head: {title: head, seats: 2, shared: true}\n",
        POST + "  head:\n    title: head\n    vacant:\n"
        "      - {since: 2008, evidence: cc ¶1}\n      - {until: 2001, evidence: dd ¶2}\n",
    )
    assert problems == []
    head = facts.actors["head"]
    assert (head.seats, head.shared) == (2, True)
    assert [str(one) for one in head.vacant] == ["2008 to .. [cc ¶1]", ".. to 2001 [dd ¶2]"]


def test_what_a_vacancy_cites_is_looked_for_where_its_file_says_so() -> None:
    given = (
        POST + "  head: {title: head, vacant: [{since: 2008}]}\n",
        POST + "  head: {title: head, vacant: [{since: 2009, evidence: cc}, {since: 2010,"
        " until: 2002, evidence: dd ¶2}]}\n",
    )
    _, problems = checked(*given)
    assert [str(one) for one in problems if one.severity == "error"] == [
        "f2.yaml:5:82: error: it ends (2002) before it starts (2010) [end-before-start]",
        "f2.yaml:5:98: error: no source has the id 'dd' [unknown-source]",
    ]


def test_two_numbers_of_seats_are_a_clash() -> None:
    _, problems = merged(
        POST + "  head: {title: head, seats: 2}\n", POST + "  head: {title: head, seats: 3}\n"
    )
    assert list(map(str, problems)) == [
        "2.yaml:5:30: error: head: seats is 3 here and 2 in 1.yaml:5 [clash]"
    ]


def test_a_relation_of_ones_own_serves_the_facts_of_every_file() -> None:
    own = "  mentors: {from: [person], to: [person], verb: v, inverse: i, family: role}\n"
    facts, problems = merged(
        f"stakegraph: 1\nrelations:\n{own}", HEAD + "  - {who: ann, funds: bob}\n"
    )
    assert problems == []
    assert facts.relations["mentors"].verb == "v"
    assert "funds" in facts.relations


def test_a_relation_that_two_files_declare_differently_is_a_clash_in_the_second() -> None:
    own = "  mentors: {from: [person], to: [person], verb: v, inverse: i, family: role}\n"
    head = "stakegraph: 1\nrelations:\n"
    facts, problems = merged(head + own, head + own, head + own.replace("verb: v", "verb: w"))
    assert list(map(str, problems)) == [
        "3.yaml:3:3: error: the relation mentors is declared otherwise in 1.yaml:3: verb [clash]"
    ]
    assert facts.relations["mentors"].verb == "v"


def test_an_event_and_a_fact_of_one_id_are_reported() -> None:
    events = "events:\n  ann.funds.bob: {what: A deal}\n"
    _, problems = merged(HEAD + "  - {who: ann, funds: bob}\n" + events)
    (problem,) = problems
    assert (problem.line, problem.rule) == (12, "duplicate-id")
    assert problem.message == "the id 'ann.funds.bob' is taken by the fact in 1.yaml:10"


def test_each_event_that_has_the_id_of_a_fact_is_reported() -> None:
    facts = "  - {who: ann, funds: bob, id: money}\n  - {who: bob, funds: ann, id: cash}\n"
    events = "".join(f"  {id}: {{what: It}}\n" for id in ("money", "deal", "cash"))
    _, problems = merged(f"{HEAD}{facts}events:\n{events}")
    assert [(problem.line, problem.message) for problem in problems] == [
        (13, "the id 'money' is taken by the fact in 1.yaml:10"),
        (15, "the id 'cash' is taken by the fact in 1.yaml:11"),
    ]


def test_the_same_fact_with_and_without_an_id_of_its_own_is_one() -> None:
    plain, named = "  - {who: ann, funds: bob}\n", "  - {who: ann, funds: bob, id: money}\n"
    for texts in ((plain, named), (named, plain), (named, named)):
        facts, problems = merged(*(HEAD + text for text in texts))
        assert [*facts.facts] == ["money"]
        assert problems == []


def test_of_two_ids_that_one_fact_was_given_it_has_the_first() -> None:
    named = [f"{HEAD}  - {{who: ann, funds: bob, id: {id}}}\n" for id in ("money", "cash")]
    facts, problems = merged(*named)
    assert [*facts.facts] == ["money"]
    assert problems == []


def test_facts_with_ids_of_their_own_are_one_when_their_actors_are() -> None:
    head = HEAD.replace(
        "organisations:",
        "  rob: {name: Rob, same_as: bob, because: so, evidence: cc}\norganisations:",
    )
    said = "  - {who: ann, funds: bob, id: money}\n  - {who: ann, funds: rob, id: cash}\n"
    facts, problems = merged(head + said)
    assert [*facts.facts] == ["money"]
    assert [problem.rule for problem in problems] == ["duplicate-fact"]


def test_a_fact_whose_id_another_one_was_given_has_a_longer_one() -> None:
    said = "  - {who: ann, funds: serco, id: ann.funds.bob}\n  - {who: ann, funds: bob}\n"
    facts, problems = merged(HEAD + said)
    assert problems == []
    assert facts.facts["ann.funds.bob"].object == "serco"
    (longer,) = facts.facts.keys() - {"ann.funds.bob"}
    assert longer.startswith("ann.funds.bob.")
    assert facts.facts[longer].object == "bob"


STATEMENTS = st.builds(
    lambda who, rest, other, more: f"who: {who}, {rest.format(other)}{more}, evidence: cc",
    st.sampled_from(["ann", "bob", "serco", "cyd"]),
    st.sampled_from(["reports_to: {}", "works_with: {}", "role_at: {}, title: chair"]),
    st.sampled_from(["ann", "bob", "serco", "dee"]),
    st.sampled_from(
        [
            *("", "", ", since: 2007", ", until: 2007", ", since: 2008, until: 2007", ", note: x"),
            *(", status: denied", ", status: inferred", ", id: ann.reports_to.bob"),
        ]
    ),
)


@given(st.lists(STATEMENTS, max_size=7), st.randoms(use_true_random=False))
def test_the_order_of_the_facts_in_a_file_changes_no_id_and_no_finding(
    statements: list[str], random: object
) -> None:
    # Whichever of two facts with one given id comes first keeps it: that is an error of its own.
    given_ids = [each for each in statements if "id:" in each]
    statements = [each for each in statements if "id:" not in each] + given_ids[:1]
    shuffled = list(statements)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    (one, findings), (other, others) = (_named(each) for each in (statements, shuffled))
    assert one == other
    assert findings == others


BOTH = """\
stakegraph: 1
sources: {a: {title: A}, b: {title: B}}
organisations: {x: {name: X, evidence: a}, y: {name: Y, evidence: b}}
"""


def stated(*facts: str, more: str = "") -> dict[str, list[str]]:
    """Return what facts cite, each of a file of its own, by their ids."""
    files = [f"{BOTH}{more}facts:\n  - {{{fact}}}\n" for fact in facts]
    found, problems = merged(*files)
    assert problems == []
    return {id: list(map(str, fact.evidence)) for id, fact in found.facts.items()}


def test_what_holds_both_ways_and_is_said_both_ways_is_one_fact_with_both_sources() -> None:
    there = "who: x, works_with: y, on: harbour, evidence: a ¶1"
    back = "who: y, works_with: x, on: harbour, evidence: b ¶2"
    assert stated(there, back) == {"x.works_with.y": ["a ¶1", "b ¶2"]}
    assert stated(back, there) == {"x.works_with.y": ["b ¶2", "a ¶1"]}
    assert stated(back) == {"y.works_with.x": ["b ¶2"]}  # as it is written
    assert stated(there, back, back.replace("¶2", "¶3")) == {
        "x.works_with.y": ["a ¶1", "b ¶2", "b ¶3"]
    }
    assert stated(f"{there}, id: tie", back) == {"tie": ["a ¶1", "b ¶2"]}
    assert stated(there, f"{back}, id: tie") == {"tie": ["a ¶1", "b ¶2"]}


def test_what_is_said_both_ways_and_differs_is_two_facts_one_way() -> None:
    there, back = "who: x, works_with: y, evidence: a", "who: y, works_with: x, evidence: b"
    assert stated(f"{there}, on: roads", f"{back}, on: rail") == {
        "x.works_with.y.roads": ["a"],
        "x.works_with.y.rail": ["b"],
    }
    assert stated(there, f"{back}, since: 2001") == {
        "x.works_with.y": ["a"],
        "x.works_with.y.2001": ["b"],
    }


def test_a_relation_that_does_not_hold_both_ways_is_said_twice() -> None:
    there, back = "who: x, owns: y, evidence: a", "who: y, owns: x, evidence: b"
    assert stated(there, back) == {"x.owns.y": ["a"], "y.owns.x": ["b"]}


def test_a_relation_of_ones_own_holds_both_ways_where_it_says_so() -> None:
    more = """\
relations:
  twinned_with:
    {from: [organisation], to: [organisation], verb: is twinned with, inverse: is twinned with,
     family: partnership, symmetric: SYMMETRIC}
"""
    there, back = "who: x, twinned_with: y, evidence: a", "who: y, twinned_with: x, evidence: b"
    both = {"x.twinned_with.y": ["a", "b"]}
    assert stated(there, back, more=more.replace("SYMMETRIC", "true")) == both
    assert len(stated(there, back, more=more.replace("SYMMETRIC", "false"))) == 2


def test_what_is_joined_may_make_what_is_said_both_ways_one() -> None:
    more = BOTH.replace("y: {", "z: {name: Z, same_as: x, because: so, evidence: a}, y: {")
    facts = [
        "who: x, works_with: y, evidence: a",
        "who: y, works_with: z, evidence: b",
        "who: x, works_with: x, evidence: b",
    ]
    found, problems = merged(*[f"{more}facts:\n  - {{{fact}}}\n" for fact in facts])
    assert problems == []
    assert {id: len(fact.evidence) for id, fact in found.facts.items()} == {
        "x.works_with.x": 1,
        "x.works_with.y": 2,
    }


def test_what_is_denied_the_other_way_round_is_a_conflict() -> None:
    database, problems = inspect_files(
        [
            (
                "f.yaml",
                (
                    f"{BOTH}facts:\n"
                    "  - {who: y, works_with: x, evidence: a}\n"
                    "  - {who: x, works_with: y, status: denied, evidence: b}\n"
                ).encode(),
            )
        ]
    )
    assert problems == []
    ((_, one, other),), _ = database.conflicts()
    assert [one.id, other.id] == ["x.works_with.y.denied", "x.works_with.y.stated"]


def test_one_file_that_says_it_both_ways_is_told_to_say_it_once() -> None:
    _, (problem,) = merged(
        f"{BOTH}facts:\n"
        "  - {who: x, works_with: y, evidence: a}\n"
        "  - {who: y, works_with: x, evidence: b}\n"
    )
    assert str(problem) == (
        "1.yaml:6:5: warning: the same fact stands in line 5: remove one of the two, and put the"
        " evidence of both at the other [duplicate-fact]"
    )


def test_an_end_that_is_not_declared_is_reported_where_it_stands() -> None:
    text = f"{BOTH}facts:\n  - {{who: zz, works_with: x}}\n  - {{who: x, works_with: zz}}\n"
    _, problems = checked(text)
    places = [(each.line, each.column) for each in problems if each.rule == "unknown-actor"]
    assert places == [(5, 11), (6, 26)]


def _named(statements: list[str]) -> tuple[object, object]:
    """Return the identity of each fact by id, and what is found, without its lines."""
    text = HEAD + "".join(f"  - {{{each}}}\n" for each in statements)
    facts, problems = checked(text)
    problems = [problem for problem in problems if problem.rule != "circle"]
    found = Counter((each.rule, re.sub(r"line \d+", "line", each.message)) for each in problems)
    return {id: fact.identity for id, fact in facts.facts.items()}, found
