"""Who reports to whom: down, up, and as a whole."""

from collections.abc import Callable, Iterable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stakegraph.graph.neighbourhood import Graph
from stakegraph.questions.lines import Line
from stakegraph.questions.reporting import chain, org_chart, who_reports_to
from stakegraph.questions.seats import Occupancy
from stakegraph.store import Scope

Draw = Callable[..., Graph]

TOWN = """
organisations: {town: {name: Town}}
people: {ann: {name: Ann}, bob: {name: Bob}, cat: {name: Cat}, dan: {name: Dan}}
posts:
  head: {title: head, at: town}
  deputy: {title: deputy, at: town}
  clerk: {title: clerk, at: town}
facts:
"""


def who(seat: Occupancy) -> str:
    """Return a seat as `person/post`."""
    return f"{seat.person.id if seat.person else ''}/{seat.post.id if seat.post else ''}"


def tree(lines: Iterable[Line], depth: int = 0) -> list[str]:
    """Return lines as indented seats, a circle marked with `@`, what is shown above with `^`."""
    rows = []
    for line in lines:
        mark = {"": "", "circle": " @", "above": " ^", "deep": " ..."}[line.stops]
        rows.append(f"{'. ' * depth}{who(line.seat)}{mark}")
        rows += tree(line.beyond, depth + 1)
    return rows


def below(graph: Graph, id: str) -> list[str]:
    return tree(who_reports_to(graph, id, everyone=True).reports)


def test_only_direct_reports_unless_everyone_is_asked_for(graph: Draw) -> None:
    found = graph(TOWN + "- {who: bob, reports_to: ann}\n- {who: cat, reports_to: bob}")
    assert tree(who_reports_to(found, "ann").reports) == ["bob/"]
    assert below(found, "ann") == ["bob/", ". cat/"]
    assert tree(chain(found, "cat").managers) == ["bob/", ". ann/"]


def test_a_vacant_post_keeps_its_line(graph: Draw) -> None:
    found = graph(
        TOWN
        + """
- {who: ann, holds: head}
- {who: deputy, reports_to: head}
- {who: bob, reports_to: deputy}
"""
    )
    assert below(found, "ann") == ["/deputy", ". bob/"]
    assert tree(chain(found, "bob").managers) == ["/deputy", ". ann/head"]


@pytest.mark.parametrize("asked", ["ann", "head"])
def test_a_person_and_the_post_held_have_the_same_reports(graph: Draw, asked: str) -> None:
    found = graph(
        TOWN
        + """
- {who: ann, holds: head}
- {who: bob, holds: deputy}
- {who: deputy, reports_to: head}
- {who: clerk, reports_to: ann}
- {who: dan, reports_to: head}
"""
    )
    reports = who_reports_to(found, asked)
    assert who(reports.to) == "ann/head"
    assert tree(reports.reports) == ["bob/deputy", "dan/", "/clerk"]


def test_a_report_through_posts_and_in_person_is_one_line_with_both_facts(graph: Draw) -> None:
    found = graph(
        TOWN
        + """
- {who: ann, holds: head}
- {who: bob, holds: deputy}
- {who: deputy, reports_to: head}
- {who: bob, reports_to: ann, status: hedged}
"""
    )
    (line,) = who_reports_to(found, "ann").reports
    assert who(line.seat) == "bob/deputy"
    # The line of the posts is stated, his own is hedged; what follows from the posts is not shown.
    assert [fact.id for fact in line.facts] == ["deputy.reports_to.head", "bob.reports_to.ann"]


def test_a_line_is_told_by_what_is_written_and_never_by_what_follows_from_it(graph: Draw) -> None:
    text = (
        "sources: {cc: {title: Paper}, echo: {title: Echo}}"
        + TOWN
        + """
- {who: ann, holds: head, evidence: cc ¶1}
- {who: bob, holds: deputy, evidence: cc ¶1}
- {who: deputy, reports_to: head, evidence: cc ¶1}
- {who: bob, reports_to: ann, evidence: echo ¶2}
"""
    )
    (line,) = who_reports_to(graph(text), "ann").reports
    assert [fact.id for fact in line.facts] == ["bob.reports_to.ann", "deputy.reports_to.head"]
    less = graph(text, scope=Scope(without=frozenset(["echo"])))
    (line,) = who_reports_to(less, "ann").reports
    assert [fact.id for fact in line.facts] == ["deputy.reports_to.head"]


@pytest.mark.parametrize("asked", ["ann", "head", "deputy"])
def test_nobody_reports_to_himself(graph: Draw, asked: str) -> None:
    found = graph(
        TOWN
        + """
- {who: ann, holds: head}
- {who: ann, holds: deputy}
- {who: deputy, reports_to: head}
"""
    )
    assert below(found, asked) == []
    assert tree(chain(found, asked).managers) == []
    assert org_chart(found).tops == ()


def test_a_colleague_in_the_post_below_reports_though_the_holder_of_both_does_not(
    graph: Draw,
) -> None:
    found = graph(
        TOWN
        + """
- {who: ann, holds: head}
- {who: ann, holds: deputy}
- {who: bob, holds: deputy}
- {who: deputy, reports_to: head}
"""
    )
    assert below(found, "head") == ["bob/deputy"]
    assert tree(chain(found, "bob").managers) == ["ann/head"]


def test_a_line_through_posts_cannot_be_said_where_it_cannot_be_said_who_holds_them(
    graph: Draw,
) -> None:
    text = (
        TOWN
        + """
- {who: ann, holds: head, since: 2001, until: 2010}
- {who: bob, holds: deputy, since: 2001}
- {who: deputy, reports_to: head, since: 2001, until: 2010}
- {who: clerk, reports_to: head, since: 2001, until: 2010}
"""
    )
    clerk, bob = who_reports_to(
        graph(text, scope=Scope(as_of=((2005, 1, 1), (2005, 1, 1)))), "ann"
    ).reports
    assert (who(clerk.seat), clerk.facts[0].missing) == ("/clerk", ())
    assert who(bob.seat) == "bob/deputy"
    assert bob.facts[0].id == "deputy.reports_to.head"
    unsaid = ("no end is given, and no dated source says it lasted",)
    assert bob.facts[0].missing == bob.seat.holding[0].missing == unsaid


def test_both_holders_of_a_post_report(graph: Draw) -> None:
    found = graph(
        TOWN
        + """
- {who: bob, holds: deputy}
- {who: cat, holds: deputy}
- {who: deputy, reports_to: ann}
"""
    )
    assert below(found, "ann") == ["bob/deputy", "cat/deputy"]
    assert tree(chain(found, "deputy").managers) == ["ann/"]


def test_a_report_is_named_by_the_post_that_reports(graph: Draw) -> None:
    found = graph(
        TOWN
        + """
- {who: bob, holds: clerk, since: 2009}
- {who: bob, holds: deputy, since: 2001}
- {who: deputy, reports_to: ann}
"""
    )
    assert below(found, "ann") == ["bob/deputy"]


def test_a_post_has_not_the_lines_of_its_holders_other_post(graph: Draw) -> None:
    found = graph(
        TOWN
        + """
- {who: ann, holds: head}
- {who: ann, holds: clerk}
- {who: bob, reports_to: head}
- {who: cat, reports_to: clerk}
- {who: clerk, reports_to: dan}
"""
    )
    assert below(found, "head") == ["bob/"]
    assert below(found, "clerk") == ["cat/"]
    assert below(found, "ann") == ["bob/", "cat/"]
    assert tree(chain(found, "head").managers) == []
    assert tree(chain(found, "ann").managers) == ["dan/"]


def test_a_successor_has_the_reports_and_a_predecessor_has_not(graph: Draw) -> None:
    found = graph(
        TOWN
        + """
- {who: ann, holds: head, until: 2003}
- {who: cat, holds: head, since: 2004}
- {who: bob, holds: deputy, since: 2010}
- {who: dan, holds: deputy, until: 2002}
- {who: deputy, reports_to: head}
"""
    )
    assert below(found, "ann") == ["dan/deputy"]
    assert below(found, "cat") == ["bob/deputy"]
    assert tree(chain(found, "bob").managers) == ["cat/head"]
    assert who(who_reports_to(found, "head").to) == "cat/head"


def test_a_former_holder_has_not_the_lines_that_came_later(graph: Draw) -> None:
    found = graph(
        TOWN
        + """
- {who: ann, holds: head, until: 2003}
- {who: bob, reports_to: head, since: 2005}
"""
    )
    assert below(found, "ann") == []
    assert below(found, "head") == ["bob/"]


def test_two_bosses_are_both_above(graph: Draw) -> None:
    found = graph(
        TOWN
        + """
- {who: cat, reports_to: ann}
- {who: cat, reports_to: bob, line: dotted}
"""
    )
    managers = chain(found, "cat").managers
    assert tree(managers) == ["ann/", "bob/"]
    assert [line.facts[0].qualifiers for line in managers] == [{}, {"line": "dotted"}]


def test_the_firmest_come_first_then_those_with_a_name(graph: Draw) -> None:
    found = graph(
        TOWN
        + """
- {who: bob, reports_to: ann, status: hedged}
- {who: clerk, reports_to: ann}
- {who: dan, reports_to: ann}
- {who: cat, reports_to: ann}
"""
    )
    assert below(found, "ann") == ["cat/", "dan/", "/clerk", "bob/"]


def test_a_circle_is_marked_and_ends_there(graph: Draw) -> None:
    found = graph(
        TOWN
        + """
- {who: ann, reports_to: bob}
- {who: bob, reports_to: cat}
- {who: cat, reports_to: ann}
"""
    )
    assert below(found, "ann") == ["cat/", ". bob/", ". . ann/ @"]
    assert tree(chain(found, "ann").managers) == ["bob/", ". cat/", ". . ann/ @"]
    assert tree(org_chart(found).tops) == ["ann/", ". cat/", ". . bob/", ". . . ann/ @"]


def test_a_circle_through_a_post_is_marked(graph: Draw) -> None:
    found = graph(
        TOWN
        + """
- {who: ann, holds: head}
- {who: bob, reports_to: head}
- {who: ann, reports_to: bob}
"""
    )
    assert below(found, "ann") == ["bob/", ". ann/head @"]


def test_whoever_is_reached_on_two_ways_is_no_circle(graph: Draw) -> None:
    found = graph(
        TOWN
        + """
- {who: bob, reports_to: ann}
- {who: cat, reports_to: ann, line: dotted}
- {who: dan, reports_to: bob}
- {who: dan, reports_to: cat, line: dotted}
"""
    )
    assert below(found, "ann") == ["bob/", ". dan/", "cat/", ". dan/"]


def test_what_somebody_manages_stays_below_who_was_once_below_in_the_same_post(graph: Draw) -> None:
    found = graph("""
        people: {ann: {name: Ann}, bob: {name: Bob}, cat: {name: Cat}}
        posts: {head: {title: head}, deputy: {title: deputy}, clerk: {title: clerk}}
        facts:
        - {who: ann, holds: head, evidence: cc}
        - {who: bob, holds: deputy, evidence: cc}
        - {who: bob, holds: clerk, evidence: cc}
        - {who: deputy, reports_to: head, evidence: cc}
        - {who: cat, reports_to: clerk, evidence: cc}
        - {who: head, reports_to: clerk, until: 2001, evidence: cc}
        """)
    assert tree(org_chart(found).tops) == ["ann/head", ". bob/deputy", ". . cat/"]


def test_an_org_chart_begins_with_those_who_report_to_nobody(graph: Draw) -> None:
    found = graph(
        TOWN
        + """
- {who: ann, holds: head}
- {who: deputy, reports_to: head}
- {who: bob, reports_to: deputy}
- {who: dan, reports_to: cat}
"""
    )
    chart = org_chart(found)
    assert tree(chart.tops) == ["ann/head", ". /deputy", ". . bob/", "cat/", ". dan/"]
    assert [*map(who, chart.unplaced)] == ["/clerk"]


def test_an_org_chart_of_one_organisation_takes_in_its_parts(graph: Draw) -> None:
    found = graph("""
        organisations: {town: {name: Town}, parks: {name: Parks}, aid: {name: Aid}}
        people: {ann: {name: Ann}, bob: {name: Bob}, cat: {name: Cat}, dan: {name: Dan}}
        posts:
          head: {title: head, at: town}
          keeper: {title: keeper, at: parks}
          chair: {title: chair, at: aid}
        facts:
        - {who: parks, part_of: town}
        - {who: ann, holds: keeper}
        - {who: bob, reports_to: keeper}
        - {who: cat, holds: chair}
        - {who: dan, reports_to: chair}
        """)
    chart = org_chart(found, "town")
    assert chart.of is not None
    assert chart.of.id == "town"
    assert tree(chart.tops) == ["ann/keeper", ". bob/"]
    assert [*map(who, chart.unplaced)] == ["/head"]
    assert tree(org_chart(found, "aid").tops) == ["cat/chair", ". dan/"]


def long_line(count: int) -> str:
    """Return people each of whom reports to the one before, so many below the first."""
    people = ", ".join(f"p{n}: {{name: P{n}}}" for n in range(count + 1))
    facts = "".join(f"- {{who: p{n + 1}, reports_to: p{n}}}\n" for n in range(count))
    return f"people: {{{people}}}\nfacts:\n{facts}"


def test_a_line_stops_after_151_places_and_says_whether_it_goes_on(graph: Draw) -> None:
    (*_, last) = every(who_reports_to(graph(long_line(151)), "p0", everyone=True).reports)
    assert (who(last.seat), last.stops) == ("p151/", "")

    found = graph(long_line(152))
    shown = list(every(who_reports_to(found, "p0", everyone=True).reports))
    assert [line.stops for line in shown] == [""] * 150 + ["deep"]
    assert tree(who_reports_to(found, "p151", everyone=True).reports) == ["p152/"]

    upward = list(every(chain(found, "p152").managers))
    assert (who(upward[-1].seat), upward[-1].stops) == ("p1/", "deep")


def test_an_org_chart_leaves_nobody_out_of_a_line_that_is_too_long(graph: Draw) -> None:
    chart = org_chart(graph(long_line(400)))
    assert [who(top.seat) for top in chart.tops] == ["p0/", "p152/", "p304/"]
    assert len({who(line.seat) for line in every(chart.tops)}) == 401


IDS = ("ann", "bob", "cat", "dan", "head", "deputy", "clerk")
LINES = st.lists(st.tuples(st.sampled_from(IDS), st.sampled_from(IDS)), max_size=9, unique=True)
HELD = st.lists(
    st.tuples(st.sampled_from(IDS[:4]), st.sampled_from(IDS[4:])), max_size=4, unique=True
)


def ways(lines: Iterable[Line]) -> Iterator[tuple[tuple[str, str], ...]]:
    """Yield every way down from the top, as who is on it in which post."""
    for line in lines:
        end = line.seat.person or line.seat.post
        assert end is not None
        place = (end.id, line.seat.post.id if line.seat.post else "")
        yield (place,)
        yield from ((place, *way) for way in ways(line.beyond))


def every(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield lines with all beyond them."""
    for line in lines:
        yield line
        yield from every(line.beyond)


@given(lines=LINES, held=HELD, asked=st.sampled_from(IDS))
def test_each_direct_report_is_named_once_in_each_post_and_every_tree_ends(
    graph: Draw, lines: list[tuple[str, str]], held: list[tuple[str, str]], asked: str
) -> None:
    stated = [f"- {{who: {a}, reports_to: {b}}}" for a, b in lines]
    stated += [f"- {{who: {who}, holds: {post}}}" for who, post in held]
    found = graph(TOWN + "\n".join(stated) if stated else TOWN.replace("facts:", ""))

    holders: dict[str, set[str]] = {}
    for person, post in held:
        holders.setdefault(post, set()).add(person)
    direct = {
        below
        for a, b in lines
        for below in holders.get(a, {a})
        for above in holders.get(b, {b})
        # nobody reports to himself; a post has the lines of its holders in person
        if below != above
        and (asked in (above, b) or (above == b and above in holders.get(asked, ())))
    }
    named = [way[0] for way in ways(who_reports_to(found, asked).reports)]
    assert {id for id, _ in named} == direct
    assert len(named) == len(set(named))

    reports = who_reports_to(found, asked, everyone=True).reports
    assert all(fact.status == "stated" for line in every(reports) for fact in line.facts)
    everyone = list(ways(reports))
    assert len(everyone) == len(set(everyone))
    assert {way[0][0] for way in everyone} == direct
    above = [[id for id, _ in way[:-1]] for way in everyone]
    assert all(len(ids) == len(set(ids)) for ids in above)
