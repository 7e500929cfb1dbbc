"""Gaps in words."""

from collections.abc import Callable

from stakegraph.graph.neighbourhood import Graph
from stakegraph.outlines import Outline
from stakegraph.outlines.gaps import _WORDS, outline
from stakegraph.questions.gaps import gaps, names

Draw = Callable[..., Graph]
Lines = Callable[[Outline], list[str]]


def test_like_gaps_stand_under_one_heading_with_what_to_ask(graph: Draw, lines: Lines) -> None:
    drawn = graph("""
        people: {ann: {name: Ann}, bob: {name: Bob}}
        posts: {head: {title: head}, clerk: {title: clerk}}
        facts:
        - {who: bob, reports_to: head, status: hedged, evidence: cc}
        - {who: ann, works_with: bob}
        """)
    assert lines(outline(gaps(drawn, {}))) == [
        "What the facts do not say yet",
        "  1 fact that is hedged, disputed or inferred and that rests on one source:"
        " who can say for certain? who else can confirm it? [in-doubt, one-source]",
        "    hedged: Bob reports to the head",
        "  1 fact for which no source is cited: where was it read? [no-source]",
        "    Ann works with Bob",
        "  1 post whose holder these facts do not name: who is the head? [vacant-post]",
        "    Head",
        "  1 post that nothing ties to anybody and whose holder these facts do not name:"
        " what has the clerk to do with the others? who is the clerk? [alone, vacant-post]",
        "    Clerk",
        "6 gaps.",
    ]


TWO = "sources: {cc: {title: CC}, echo: {title: Echo}}\n"
ROLES = "".join(f"- {{who: p{n}, role_at: town, title: clerk, evidence: cc}}\n" for n in range(16))
PEOPLE = "people: {" + ", ".join(f"p{n}: {{name: P {n}}}" for n in range(16)) + "}\n"
STAFF = (
    f"{TWO}{PEOPLE}organisations: {{town: {{name: Town}}, lone: {{name: Lone}}}}\nfacts:\n{ROLES}"
)


def test_a_fact_of_which_two_things_are_missing_is_listed_once(graph: Draw, lines: Lines) -> None:
    more = STAFF + "- {who: p1, role_at: lone, since: 2001, evidence: [cc, echo]}\n"
    drawn = graph(more)
    told = lines(outline(gaps(drawn, {})))
    assert told[1] == (
        "  16 roles that rest on one source and of which no start is given:"
        " who else can confirm them? since when? [one-source, undated-role]"
    )
    assert len(told) == 1 + 1 + 16 + 1
    assert told[-1] == "32 gaps."


def test_what_is_missing_everywhere_is_said_once(graph: Draw, lines: Lines) -> None:
    drawn = graph(STAFF.replace(", lone: {name: Lone}", ""))
    assert lines(outline(gaps(drawn, {}, ignore=["one-source"]))) == [
        "What the facts do not say yet",
        "  all 16 roles of which no start is given: since when? [undated-role]",
        "16 gaps.",
    ]
    few = gaps(graph(STAFF.replace(", lone: {name: Lone}", "").split("- {who: p10")[0]), {})
    assert len(outline(few).items[0].items) == 10


def test_the_heading_on_which_most_hangs_comes_first(graph: Draw, lines: Lines) -> None:
    drawn = graph("""
        people: {ann: {name: Ann}, bob: {name: Bob}}
        organisations: {town: {name: Town}, firm: {name: Firm}}
        facts:
        - {who: ann, works_with: bob, evidence: cc}
        - {who: firm, works_with: town, evidence: cc}
        - {who: ann, works_with: town, status: inferred, because: x, evidence: cc}
        """)
    found = gaps(drawn, {}, ignore=["one-source"])
    assert [item.cells["rule"] for item in outline(found).items] == ["no-head", "in-doubt"]
    assert [item.text for item in outline(found).items[0].items] == ["Town", "Firm"]


def test_what_is_missing_is_named_where_it_differs(graph: Draw, lines: Lines) -> None:
    drawn = graph("""
        partnerships: {deal: {name: the Deal, since: 2001}, pact: {name: the Pact}}
        organisations: {town: {name: the town, unnamed: x}}
        facts:
        - {who: town, partner_in: deal, as: client, evidence: [cc]}
        - {who: town, partner_in: pact, as: client, evidence: [cc]}
        """)
    assert lines(outline(gaps(drawn, {}, ignore=["one-source"])))[1:-1] == [
        "  2 partnerships of which the start or the end is not given:"
        " from when to when are they? [undated-partnership]",
        "    The Deal: no end",
        "    The Pact: no start and no end",
    ]


def test_where_there_is_none_that_is_said(graph: Draw, lines: Lines) -> None:
    printed = lines(outline(gaps(graph("people: {}"), {})))
    assert printed == ["What the facts do not say yet", "No gap was found."]


def test_every_rule_has_a_heading() -> None:
    assert sorted(_WORDS) == sorted(names())


def test_a_gap_can_be_cited(graph: Draw) -> None:
    drawn = graph("organisations: {town: {name: Town, evidence: cc ¶2}}")
    (group,) = outline(gaps(drawn, {}, ignore=["alone"])).items
    (item,) = group.items
    assert item.proof == "town; stated; cc ¶2"
