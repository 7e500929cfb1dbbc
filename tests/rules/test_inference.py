"""What follows from facts: from which premises, how firmly, and for what time."""

from collections.abc import Callable

import pytest

from stakegraph.model.facts import Fact, Facts

Read = Callable[[str], Facts]

COUNCIL = """
organisations: {town: {name: Town}}
people: {ann: {name: Ann}, bob: {name: Bob}, cat: {name: Cat}}
posts:
  head: {title: head, at: town}
  deputy: {title: deputy, remit: parks, at: town}
facts:
"""


def derived(facts: Facts, relation: str) -> list[Fact]:
    return [f for f in facts.facts.values() if f.status == "derived" and f.relation == relation]


def spans(facts: Facts, relation: str) -> list[tuple[str, str, str, str]]:
    return [(f.subject, f.object, f.since, f.until) for f in derived(facts, relation)]


def test_whoever_holds_a_post_has_that_role_where_the_post_is(facts: Read) -> None:
    (role,) = derived(facts(COUNCIL + "- {who: ann, holds: deputy, evidence: cc ¶2}"), "role_at")
    assert (role.subject, role.object) == ("ann", "town")
    assert role.qualifiers == {"title": "deputy", "remit": "parks"}
    assert role.rule == "role_of_holder"
    assert role.premises == ("ann.holds.deputy", "deputy.at.town")
    assert [*map(str, role.evidence)] == ["cc ¶2"]
    assert role.certainty == "stated"


def test_a_line_of_posts_is_a_line_of_their_holders(facts: Read) -> None:
    (line,) = derived(
        facts(
            COUNCIL
            + """
- {who: ann, holds: head, evidence: cc ¶1}
- {who: bob, holds: deputy, evidence: cc ¶2}
- {who: deputy, reports_to: head, line: dotted, evidence: [cc ¶3, cc ¶1]}
"""
        ),
        "reports_to",
    )
    assert (line.subject, line.object) == ("bob", "ann")
    assert line.qualifiers == {"line": "dotted"}
    assert line.rule == "line_of_holders"
    assert line.premises == ("deputy.reports_to.head", "bob.holds.deputy", "ann.holds.head")
    assert [*map(str, line.evidence)] == ["cc ¶3", "cc ¶1", "cc ¶2"]


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("- {who: ann, holds: head}\n- {who: deputy, reports_to: head}", [("deputy", "ann")]),
        ("- {who: bob, holds: deputy}\n- {who: deputy, reports_to: head}", [("bob", "head")]),
        ("- {who: bob, holds: deputy}\n- {who: deputy, reports_to: ann}", [("bob", "ann")]),
        ("- {who: ann, holds: head}\n- {who: bob, reports_to: head}", [("bob", "ann")]),
        ("- {who: deputy, reports_to: head}", []),
        ("- {who: bob, reports_to: ann}", []),
    ],
)
def test_a_vacant_post_or_a_person_stands_for_itself(
    facts: Read, text: str, ends: list[tuple[str, str]]
) -> None:
    found = derived(facts(COUNCIL + text), "reports_to")
    assert [(line.subject, line.object) for line in found] == ends


def test_each_of_two_holders_has_the_line(facts: Read) -> None:
    found = facts(
        COUNCIL
        + """
- {who: ann, holds: head}
- {who: bob, holds: deputy}
- {who: cat, holds: deputy}
- {who: deputy, reports_to: head}
"""
    )
    assert [f.subject for f in derived(found, "reports_to")] == ["bob", "cat"]


@pytest.mark.parametrize("status", ["hedged", "disputed"])
def test_what_follows_is_no_firmer_than_its_weakest_premise(facts: Read, status: str) -> None:
    found = facts(
        COUNCIL
        + f"""
- {{who: ann, holds: head}}
- {{who: bob, holds: deputy, status: {status}}}
- {{who: deputy, reports_to: head}}
"""
    )
    certainties = {f.id: f.certainty for f in found.facts.values() if f.status == "derived"}
    assert certainties == {
        "ann.role_at.town.via.head": "stated",
        "bob.role_at.town.via.deputy": status,
        "bob.reports_to.ann.via.deputy": status,
    }


@pytest.mark.parametrize("which", ["holds: head", "holds: deputy", "reports_to: head"])
def test_what_is_denied_derives_no_line(facts: Read, which: str) -> None:
    text = COUNCIL + "\n".join(
        f"- {{{line}{', status: denied' if which in line else ''}}}"
        for line in ("who: ann, holds: head", "who: deputy, reports_to: head")
    )
    bob = "- {who: bob, holds: deputy" + (", status: denied}" if "deputy" in which else "}")
    found = derived(facts(f"{text}\n{bob}"), "reports_to")
    assert ("bob", "ann") not in [(line.subject, line.object) for line in found]


def test_a_denied_holding_derives_no_role(facts: Read) -> None:
    assert not derived(facts(COUNCIL + "- {who: ann, holds: head, status: denied}"), "role_at")


def test_a_line_of_holders_lasts_while_both_hold_their_posts(facts: Read) -> None:
    found = facts(
        COUNCIL
        + """
- {who: ann, holds: head, since: 2003, until: 2008}
- {who: bob, holds: deputy, since: 2001, until: 2005}
- {who: deputy, reports_to: head, since: 2000, until: 2010}
"""
    )
    assert spans(found, "reports_to") == [("bob", "ann", "2003", "2005")]


def test_an_undated_line_leaves_the_overlap_open(facts: Read) -> None:
    found = facts(
        COUNCIL
        + """
- {who: ann, holds: head, since: 2003, until: 2008}
- {who: bob, holds: deputy, since: 2001, until: 2005}
- {who: deputy, reports_to: head}
"""
    )
    # The line may have come after 2003, and gone before 2005.
    assert spans(found, "reports_to") == [("bob", "ann", "2003/..", "../2005")]


def test_those_who_never_held_their_posts_together_have_no_line(facts: Read) -> None:
    found = facts(
        COUNCIL
        + """
- {who: ann, holds: head, until: 2003}
- {who: cat, holds: head, since: 2004}
- {who: bob, holds: deputy, since: 2010}
- {who: deputy, reports_to: head}
"""
    )
    assert spans(found, "reports_to") == [("bob", "cat", "2010/..", "")]


def test_nobody_reports_to_themselves(facts: Read) -> None:
    found = facts(
        COUNCIL
        + """
- {who: ann, holds: head}
- {who: ann, holds: deputy}
- {who: deputy, reports_to: head}
"""
    )
    assert spans(found, "reports_to") == []


def test_a_role_has_the_dates_of_the_holding_where_the_post_has_none(facts: Read) -> None:
    found = facts(COUNCIL + "- {who: ann, holds: head, since: 2003, until: 2008}")
    assert spans(found, "role_at") == [("ann", "town", "2003", "2008")]


def test_a_role_is_not_as_old_as_the_post_when_nobody_dates_the_holding(facts: Read) -> None:
    found = facts("""
        organisations: {town: {name: Town}}
        people: {ann: {name: Ann}}
        posts: {head: {title: head, at: town, since: 2001}}
        facts: [{who: ann, holds: head}]
        """)
    assert spans(found, "role_at") == [("ann", "town", "2001/..", "")]


@pytest.mark.parametrize(
    ("known", "follows"),
    [
        ("title: head", []),
        ("", []),  # a role whose title is not told may be this one
        ("title: trustee", ["head"]),
        ("title: head, until: 2001", ["head"]),  # another time
        ("title: head, since: 2005", []),
        ("title: head, status: denied", ["head"]),
        ("title: head, status: hedged", ["head"]),
    ],
)
def test_what_follows_is_covered_by_what_says_the_same_of_the_same_time_as_firmly(
    facts: Read, known: str, follows: list[str]
) -> None:
    stated = ", ".join(filter(None, ("who: ann", "role_at: town", known)))
    found = facts(COUNCIL + f"- {{who: ann, holds: head, since: 2003}}\n- {{{stated}}}")
    uncovered = [role for role in derived(found, "role_at") if not role.covered_by]
    assert [role.qualifiers["title"] for role in uncovered] == follows


def test_what_is_derived_derives_nothing_further(facts: Read) -> None:
    found = facts(
        COUNCIL
        + """
- {who: ann, holds: head}
- {who: bob, holds: deputy}
- {who: deputy, reports_to: head}
"""
    )
    premises = {id for fact in found.facts.values() for id in fact.premises}
    assert {found.facts[id].status for id in premises} == {"stated"}


def test_two_lines_through_one_post_keep_ids_of_their_own(facts: Read) -> None:
    found = facts(
        COUNCIL
        + """
- {who: ann, holds: head}
- {who: bob, holds: deputy, until: 2003}
- {who: bob, holds: deputy, since: 2006}
- {who: deputy, reports_to: head}
"""
    )
    assert spans(found, "reports_to") == [
        ("bob", "ann", "", "../2003"),
        ("bob", "ann", "2006/..", ""),
    ]
    assert all(id == fact.id for id, fact in found.facts.items())


def test_the_order_of_the_facts_changes_no_derived_id(facts: Read) -> None:
    lines = [
        "- {who: ann, holds: head}\n",
        "- {who: bob, holds: deputy, until: 2003}\n",
        "- {who: bob, holds: deputy, since: 2006}\n",
        "- {who: deputy, reports_to: head}\n",
    ]
    one, other = (facts(COUNCIL + "".join(each)) for each in (lines, reversed(lines)))
    assert {id: fact.premises for id, fact in one.facts.items()} == {
        id: fact.premises for id, fact in other.facts.items()
    }
