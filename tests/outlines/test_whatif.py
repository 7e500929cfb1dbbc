"""What falls, in words."""

from collections.abc import Callable

from stores import store_of

from stakegraph.graph.neighbourhood import neighbourhood
from stakegraph.model.facts import Facts
from stakegraph.outlines import Outline
from stakegraph.outlines import outline as in_scope
from stakegraph.outlines.whatif import outline
from stakegraph.questions.whatif import what_if
from stakegraph.store import Scope

Load = Callable[[str], Facts]
Lines = Callable[[Outline], list[str]]

TOWN = """
people: {a: {name: Ann}, b: {name: Bob}, c: {name: Cid}, d: {name: Dee}, e: {name: Eve}}
facts:
- {who: a, works_with: b}
- {who: b, works_with: c, status: hedged}
- {who: c, works_with: d}
- {who: c, reports_to: e, status: inferred, because: they share an office}
- {who: a, works_with: d, status: denied}
"""


def printed(facts: Load, lines: Lines, **scope: bool) -> list[str]:
    store = store_of(facts(TOWN))
    less = neighbourhood(store, scope=Scope(**scope))
    return lines(outline(what_if(neighbourhood(store), less)))


def test_what_falls_stands_by_family_and_then_who_is_cut_off(facts: Load, lines: Lines) -> None:
    assert printed(facts, lines, firm=True) == [
        "What falls",
        "  reporting lines: 1",
        "    inferred: Cid reports to Eve",
        "      - because they share an office",
        "  partnerships and other ties: 1",
        "    hedged: Bob works with Cid",
        "  connections",
        "    cut off from the rest: Ann and Bob",
        "    connected with nobody any more: Eve",
        "2 of 5 facts fall, derived ones included.",
    ]


def test_where_nothing_falls_that_is_said(facts: Load, lines: Lines) -> None:
    assert printed(facts, lines) == ["What falls", "No fact falls, and none is told otherwise."]


def test_what_is_weakened_and_what_stands_instead_have_groups(facts: Load, lines: Lines) -> None:
    text = """
    sources: {cc: {title: CC, date: 2008}, echo: {title: Echo, date: 2012-06}}
    people: {a: {name: Ann}, b: {name: Bob}}
    organisations: {town: {name: Town}}
    posts: {head: {title: head, at: town, evidence: cc}}
    facts:
    - {who: a, holds: head, since: 2005, until: 2020, evidence: cc}
    - {who: a, role_at: town, title: head, since: 2005, until: 2020, evidence: echo}
    - {who: a, works_with: b, since: 2005, evidence: [cc, echo]}
    """
    store = store_of(facts(text))
    scope = Scope(as_of=((2012, 1, 1), (2012, 1, 1)))
    less = scope._replace(without=frozenset(["echo"]))
    result = what_if(neighbourhood(store, scope=scope), neighbourhood(store, scope=less))
    assert lines(in_scope(result, less)) == [
        "What falls, on 1 January 2012, without echo",
        "  roles: 1",
        "    Ann is head at Town (2005 to 2020)",
        "  weakened: 1",
        "    cannot be said for 1 January 2012",
        "      Ann works with Bob (since 2005)",
        "        - no end is given, and no source after 2008 says it lasted",
        "  instead: 1",
        "    derived: Ann is head at Town (2005 to 2020)",
        "1 of 4 facts falls, derived ones included.",
    ]
