"""The HTML page, opened by a real browser that must not go to the network."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stakegraph.edtf.dates import Day
from stakegraph.edtf.standing import NOT_HELD
from stakegraph.exporters import flat
from stakegraph.exporters._org_chart import org_chart
from stakegraph.exporters._periods import day_number, day_of, periods
from stakegraph.exporters.html import losses, write
from stakegraph.graph.neighbourhood import Graph, neighbourhood
from stakegraph.graph.projection import collapse
from stakegraph.store import Scope, Store

FACTS = """
    title: Who runs Ayton
    sources:
      cc: {title: Community Care, publisher: RBI, date: 2008-03-13, url: "https://example.org/cc"}
      bad: {title: Elsewhere, url: "javascript:alert(1)"}
    organisations:
      ayton: {name: Ayton Council, aliases: [Ayton], kind: public body, evidence: cc ¶1}
      serco: {name: Serco, kind: company, evidence: bad p. 2}
    people:
      ann: {name: Ann Ö'Neill, description: has been there for long, evidence: cc ¶2}
      bob: {name: Bob Berg, evidence: cc ¶2}
      constructor: {name: Cy Cole, evidence: cc ¶2}
    posts:
      head: {title: head of care, at: ayton, evidence: cc ¶3}
      deputy: {title: deputy head, at: ayton, evidence: cc ¶3}
      clerk: {title: clerk, at: ayton, evidence: cc ¶3}
    partnerships:
      deal: {name: the deal, kind: contract, since: 2007-03, until: 2010-03~, evidence: cc ¶4}
    events:
      start: {what: The deal began, on: 2007-03, who: [serco, ayton], evidence: cc ¶4}
    facts:
      - {who: ann, holds: head, since: 2006-01-01, until: 2007-12-31, evidence: cc ¶5}
      - {who: bob, holds: head, since: 2008-01-01,
         evidence: {source: cc, at: ¶5, quote: new head}}
      - {who: constructor, holds: deputy, evidence: cc ¶6}
      - {who: deputy, reports_to: head, evidence: cc ¶6}
      - {who: serco, partner_in: deal, as: lead, evidence: cc ¶7}
      - {who: ayton, partner_in: deal, status: inferred, because: it pays, evidence: cc ¶7}
      - {who: bob, opposes: deal, status: hedged, why: it is dear, evidence: cc ¶8}
      - {who: ann, supports: deal, since: 2007?, evidence: bad}
"""

Opener = Callable[..., Any]


def page(store: Store) -> str:
    return "".join(write(flat(neighbourhood(store), store.sources, store.events())))


def facts_of(text: str) -> dict[str, Any]:
    match = re.search(r'<script type="application/json" id="facts">(.*?)</script>', text, re.DOTALL)
    assert match
    data: dict[str, Any] = json.loads(match[1])
    return data


@pytest.fixture
def opened(open_page: Opener) -> Opener:
    """Return a function that opens the page of FACTS, or of others."""

    def opened(text: str = FACTS, hash: str = "") -> Any:
        return open_page(text, hash)

    return opened


def shown_lines(opened: Any) -> set[str]:
    """Return the facts that lines of the network stand for, posts drawn apart from holders."""
    if not opened.locator("#apart").is_checked():
        opened.locator("#apart").check()
    return set(opened.evaluate("() => drawn.lines.flatMap((l) => l.ties.map((t) => ties[t].id))"))


def statement(panel: Any, id: str) -> Any:
    """Return the statement of a fact in a panel."""
    return panel.locator(".statement", has=panel.page.get_by_text(id, exact=True))


def test_the_page_names_its_one_script_and_style_by_hash_and_has_no_other(
    store: Callable[[str], Store],
) -> None:
    text = page(store(FACTS))
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)
    assert policy
    assert re.fullmatch(
        r"default-src 'none'; script-src 'sha256-[\w+/=]+'; style-src 'sha256-[\w+/=]+'; "
        r"base-uri 'none'; form-action 'none'",
        policy[1],
    )
    assert len(re.findall("<script", text)) == 2
    assert not re.search(r"<[^>]* (on\w+|style|src)=", text)
    assert "innerHTML" not in text


def test_the_same_facts_make_the_same_bytes(store: Callable[[str], Store]) -> None:
    assert page(store(FACTS)) == page(store(FACTS))


def test_a_page_without_facts_opens_and_says_so(opened: Opener) -> None:
    empty = opened("sources: {}", "#chart:")
    assert empty.locator("#empty").is_visible()
    assert not empty.locator("#time").is_visible()


def test_a_name_is_found_without_its_accents_and_opens_its_panel(opened: Opener) -> None:
    page = opened()
    page.keyboard.press("/")
    page.keyboard.type("oneill")
    assert page.locator("#found li b").all_text_contents() == ["Ann Ö'Neill"]
    page.keyboard.press("Enter")
    assert page.locator("#panel h2").text_content() == "Ann Ö'Neill"
    assert page.url.endswith("#ann")
    page.keyboard.press("Escape")
    assert page.locator("#panel").is_hidden()


def test_what_nobody_is_called_is_said_to_be_so(opened: Opener) -> None:
    page = opened()
    page.locator("#search").fill("zebra")
    assert page.locator("#found").text_content() == "Nobody here is called that."


def test_the_panel_says_everything_on_an_actor_with_the_evidence(opened: Opener) -> None:
    panel = opened(hash="#bob").locator("#panel")
    found = {row.split(".")[0] for row in panel.locator(".sentence").all_text_contents()}
    assert found == {
        "Bob Berg is the head of care",
        "Bob Berg is head of care at Ayton Council",
        "Cy Cole reports to Bob Berg",
        "Bob Berg opposes the deal: it is dear",
    }
    holds = statement(panel, "bob.holds.head")
    assert "RBI, 13 March 2008 ¶5" in holds.inner_text()
    assert holds.locator("q").text_content() == "new head"
    assert "? hedged" in statement(panel, "bob.opposes.deal").inner_text()
    row = statement(panel, "constructor.reports_to.bob.via.deputy")
    assert not row.locator(".id").is_visible()
    row.locator("summary").click()
    assert row.locator(".id").is_visible()
    derived = row.inner_text()
    assert (
        "when posts stand in a reporting line, so do their holders, while both hold them" in derived
    )
    assert "The deputy head reports to the head of care" in derived


def test_only_web_addresses_become_links(opened: Opener) -> None:
    page = opened(hash="#list:")
    links = page.locator("#lists a[target]")
    assert {link.get_attribute("href") for link in links.all()} == {"https://example.org/cc"}
    assert {link.get_attribute("rel") for link in links.all()} == {"noopener noreferrer"}
    assert "Elsewhere" in page.locator("#lists").inner_text()


def test_a_place_is_a_link_to_the_words_that_are_quoted(opened: Opener) -> None:
    facts = FACTS.replace("quote: new head}", 'quote: "has a new head: Bob"}')
    holds = statement(opened(facts, hash="#bob").locator("#panel"), "bob.holds.head")
    there = "https://example.org/cc#:~:text=has%20a%20new%20head%3A%20Bob"
    assert holds.locator("b a").get_attribute("href") == there
    assert holds.locator("q a").get_attribute("href") == there
    serco = opened(facts, hash="#serco").locator("#panel .evidence").first
    assert "p. 2" in serco.inner_text()
    assert serco.locator("a").count() == 0  # of what is not on the web


def test_a_passage_stands_under_the_place_that_is_cited(
    browser: Any, store: Callable[[str], Store], tmp_path: Path
) -> None:
    known = store(FACTS)
    graph = flat(neighbourhood(known), known.sources, known.events())
    cited = next(source for source in graph.graph["sources"] if source["id"] == "cc")
    cited["passages"] = {"¶5": ["¶5 Bob is <b>new</b>.", "¶6 So it is."]}
    path = tmp_path / "page.html"
    path.write_text("".join(write(graph)), encoding="utf-8", newline="")
    page = browser.new_page()
    page.goto(f"{path.as_uri()}#bob")
    holds = statement(page.locator("#panel"), "bob.holds.head")
    assert holds.locator("blockquote").all_text_contents() == cited["passages"]["¶5"]
    assert statement(page.locator("#panel"), "bob.opposes.deal").locator("blockquote").count() == 0
    page.close()


def test_a_filter_hides_a_kind_of_actor_with_its_lines_and_a_family_of_relation(
    opened: Opener,
) -> None:
    page = opened()
    page.locator("[data-key=partnership]").nth(0).uncheck()  # the kind of actor
    assert not any("deal" in id for id in shown_lines(page))
    assert page.evaluate("() => presence(indexOf.get('deal'))") == "hidden"
    page.locator("[data-key=reporting]").uncheck()
    assert "deputy.reports_to.head" not in shown_lines(page)
    assert "bob.holds.head" in shown_lines(page)


def test_the_slider_hides_what_did_not_hold_and_dashes_what_cannot_be_said(opened: Opener) -> None:
    page = opened()
    page.locator("#date").fill("2009-06-01")
    assert "ann.holds.head" not in shown_lines(page)  # ended in 2007
    dashed = page.evaluate(
        """() => drawn.lines.filter((line) => line.path.classList.contains('open'))
                            .flatMap((line) => line.ties.map((tie) => ties[tie].id))"""
    )
    assert "bob.holds.head" in dashed  # nobody says that it lasted after March 2008
    assert not any(id.startswith("serco.partner_in") for id in dashed)  # as long as the deal
    assert page.url.endswith("#@2009-06-01")
    page.locator("#slider").focus()
    page.keyboard.press("ArrowRight")
    assert page.url.endswith("#@2009-06-02")
    page.locator("#dated").uncheck()
    assert "ann.holds.head" in shown_lines(page)


def test_the_panel_says_why_it_cannot_be_said(opened: Opener) -> None:
    row = statement(opened(hash="#bob@2009-06-01").locator("#panel"), "bob.holds.head")
    assert (
        "Cannot be said for 1 June 2009: "
        "no end is given, and no source after 13 March 2008 says it lasted." in row.inner_text()
    )


def test_the_page_agrees_with_the_store_on_every_day(
    opened: Opener, store: Callable[[str], Store]
) -> None:
    kept = store(FACTS)
    keys = [fact for _, _, fact in neighbourhood(kept).edges(keys=True)]
    days: list[Day] = [
        (year, month, date)
        for year in (2005, 2006, 2007, 2008, 2009, 2010, 2011)
        for month in range(1, 13)
        for date in (1, 2, 12, 13, 14, 28)
    ]
    days += [(0, 1, 1), (2005, 12, 31), (2007, 12, 31), (2010, 4, 30), (2010, 5, 1), (9999, 12, 31)]
    asked = [f"{year:04}-{month:02}-{date:02}" for year, month, date in days]
    answers = opened().evaluate(
        """(asked) => asked.map((text) => Object.fromEntries(ties.map((tie) => {
            state.day = dayOf(text);
            return [tie.id, [heldOn(tie, state.day), missing(tie)]];
        })))""",
        asked,
    )
    for day, answer in zip(days, answers, strict=True):
        ties = {tie.fact.id: tie for tie in kept.facts(keys, Scope(as_of=(day, day)))}
        wanted = {}
        for key in keys:
            why = "; ".join(ties[key].missing) if key in ties else ""
            state = ("undetermined" if why else "held") if key in ties else NOT_HELD
            wanted[key] = [state, why]
        assert answer == wanted, day


def test_an_address_brings_back_view_actor_and_day(opened: Opener) -> None:
    page = opened(hash="#chart:bob@2008-02-01")
    assert page.locator("#views [aria-pressed=true]").text_content() == "Org chart"
    assert page.locator("#panel h2").text_content() == "Bob Berg"
    assert page.locator("#date").input_value() == "2008-02-01"


def test_an_id_that_every_object_of_javascript_has_is_an_actor_like_others(opened: Opener) -> None:
    page = opened(hash="#constructor")
    assert page.locator("#panel h2").text_content() == "Cy Cole"
    assert opened(hash="#tostring").locator("#panel").is_hidden()


def test_the_org_chart_seats_people_on_posts_and_keeps_vacant_ones(opened: Opener) -> None:
    page = opened(hash="#chart:@2008-02-01")
    boxes = [box.locator("text").all_text_contents() for box in page.locator("#chart .box").all()]
    assert sorted(boxes) == [
        ["Bob Berg", "head of care", "Ayton Council", "▾ 1"],
        ["Cy Cole (?)", "deputy head", "Ayton Council"],
        ["holder not given", "clerk", "Ayton Council"],
    ]
    assert page.locator("#chart .rung").count() == 1
    page.locator("#date").fill("2007-06-01")
    assert page.locator("#chart .box .holder").first.text_content() == "Ann Ö'Neill"


def test_who_left_a_post_is_former_where_no_day_is_chosen(opened: Opener) -> None:
    page = opened(hash="#chart:")
    boxes = [box.locator("text").all_text_contents() for box in page.locator("#chart .box").all()]
    assert ["Bob Berg", "head of care", "Ayton Council", "▾ 1"] in boxes
    page = opened(hash="#ann")
    left = statement(page.locator("#panel"), "ann.holds.head")
    assert left.locator(".sentence").text_content() == "Ann Ö'Neill was the head of care."
    assert left.locator(".held").text_content() == "Former."
    assert "past" in left.get_attribute("class").split()


def test_arrow_keys_go_from_name_to_name_and_enter_opens_the_panel(opened: Opener) -> None:
    page = opened()
    page.locator("#picture").focus()
    page.keyboard.press("ArrowRight")  # begins with whoever has most lines
    assert page.locator("#news").text_content() == "Ayton Council, public body, 7 lines"
    moves = ["ArrowLeft", "ArrowUp", "ArrowRight", "ArrowDown"]
    for move in moves:
        page.keyboard.press(move)
    there = page.locator("#news").text_content()
    page.keyboard.press("Enter")
    assert there.startswith(page.locator("#panel h2").text_content())
    page.keyboard.press("Escape")
    assert page.locator("#panel").is_hidden()


def test_an_actor_can_be_dragged_and_a_line_chosen(opened: Opener) -> None:
    page = opened()
    page.wait_for_function("() => lettering > 0")
    place = "() => { const {x, y} = standOf(indexOf.get('serco')); return onScreen(x, y); }"
    frame = page.locator("#picture").bounding_box()
    x, y = page.evaluate(place)
    page.mouse.move(frame["x"] + x, frame["y"] + y)
    page.mouse.down()
    page.mouse.move(frame["x"] + x + 40, frame["y"] + y + 30, steps=4)
    page.mouse.up()
    moved_x, moved_y = page.evaluate(place)
    assert (moved_x - x, moved_y - y) == pytest.approx((40, 30), abs=1)
    assert page.locator("#panel").is_hidden()  # a drag chooses nobody
    x, y = page.evaluate(
        """() => { const c = courseOf(drawn.lines.find(
                     (line) => line.tie.id.startsWith('serco.partner_in')));
                   return onScreen(c.mx, c.my); }"""
    )
    page.mouse.click(frame["x"] + x, frame["y"] + y)
    assert "Serco is the lead in the deal" in page.locator("#panel").inner_text()


def test_the_lists_hold_the_same_as_the_picture(opened: Opener) -> None:
    page = opened(hash="#list:")
    names = page.locator(".entry[data-at] summary").all_text_contents()
    assert len(names) == 9
    page.locator("#lists").evaluate(
        "(lists) => lists.querySelectorAll('details').forEach((d) => { d.open = true; })"
    )
    page.wait_for_function("() => document.querySelectorAll('#lists .id').length > 20")
    found = set(page.locator("#lists .statement .id").all_text_contents())
    assert found == set(page.evaluate("() => ties.filter(isTieShown).map((tie) => tie.id)"))
    assert "March 2007: The deal began." in page.locator("#lists").inner_text()


HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(2)</script>",
    "<!--<script>",
    "{{FACTS}} $& \\u003c",
    "' onmouseover='alert(3)",
    "a\u2028b\u2029c",
]


def test_hostile_names_stay_text_and_run_nothing(opened: Opener) -> None:
    people = "\n".join(
        f"  p{at}: {{name: {json.dumps(name)}, evidence: cc ¶1}}" for at, name in enumerate(HOSTILE)
    )
    facts = "\n".join(f"  - {{who: p{at}, supports: p0, evidence: cc ¶1}}" for at in range(1, 6))
    page = opened(f"title: {json.dumps(HOSTILE[1])}\npeople:\n{people}\nfacts:\n{facts}\n", "#p0")
    assert page.title() == page.locator("h1").text_content() == HOSTILE[1]
    assert page.locator("#panel h2").text_content() == HOSTILE[0]
    for name in HOSTILE[:5]:
        page.locator("#search").fill(name)
        assert name in page.locator("#found").inner_text()
    page.locator("#search").fill("")
    page.locator("#views [data-view=list]").click()
    assert page.locator("img").count() == 0
    assert page.locator("script").count() == 2
    assert "a\\u{2028}b\\u{2029}c" in page.locator("#lists").inner_text()


def test_a_narrow_window_has_the_filters_shut_and_everything_within(opened: Opener) -> None:
    page = opened(hash="#bob")
    page.set_viewport_size({"width": 380, "height": 700})
    page.reload()
    assert page.locator("#filters").get_attribute("open") is None
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 380


def test_a_derived_line_without_its_premises_holds_for_its_own_dates_and_else_cannot_be_said(
    store: Callable[[str], Store],
) -> None:
    kept = store(FACTS.replace("holds: deputy,", "holds: deputy, since: 2005,"))
    drawn = neighbourhood(kept, families=["reporting"])  # who holds which post is left out
    graph = flat(drawn, kept.sources, ())
    found = periods(graph)[
        "constructor.reports_to.ann.via.deputy"
    ]  # derived: 2006 or later to 2007
    assert [(run.start and day_of(run.start), run.held) for run in found] == [
        (None, "not held"),
        ((2006, 1, 1), "undetermined"),
        ((2008, 1, 1), "not held"),
    ]


def test_what_another_source_ended_lasts_no_longer_on_the_page_either(
    store: Callable[[str], Store],
) -> None:
    kept = store("""
        sources: {a: {title: A, date: 2022-03-10}, b: {title: B, date: 2024-06-01},
                  c: {title: C, date: 2025-06-01}}
        organisations: {acme: {name: Acme, evidence: a}}
        people: {ann: {name: Ann, evidence: a}, bob: {name: Bob, evidence: a}}
        posts: {head: {title: head, at: acme, evidence: a}}
        facts:
          - {who: ann, holds: head, since: 2021, evidence: a}
          - {who: ann, holds: head, until: 2024-05, evidence: b}
          - {who: bob, role_at: acme, title: aide, since: 2021, evidence: a}
          - {who: bob, role_at: acme, title: clerk, until: 2024-05, evidence: b}
    """)
    drawn = neighbourhood(kept)
    found = periods(flat(drawn, kept.sources, ()))
    assert len(found) == 7
    for day in (
        (2021, 6, 1),
        (2022, 3, 10),
        (2023, 1, 1),
        (2024, 5, 9),
        (2024, 6, 1),
        (2025, 6, 1),
    ):
        ties = {tie.fact.id: tie for tie in kept.facts(found, Scope(as_of=(day, day)))}
        for key, runs in found.items():
            begun = [run for run in runs if run.start is None or run.start <= day_number(day)]
            said = begun[-1]
            assert said.missing == (ties[key].missing if key in ties else ()), (key, day)
            assert (said.held == NOT_HELD) == (key not in ties), (key, day)
    over = found["ann.holds.head.2021"][-1]
    assert (over.start and day_of(over.start), over.held) == ((2024, 6, 1), NOT_HELD)


def test_a_post_is_on_the_page_when_the_store_has_it_where_it_is(
    store: Callable[[str], Store],
) -> None:
    kept = store("""
        sources: {plan: {title: A, date: 2022-03-01}, board: {title: B, date: 2022-06-30}}
        organisations:
          old: {name: Old, until: 2022-03-31, evidence: board}
          new: {name: New, since: 2022-04-01, evidence: board}
        people: {ann: {name: Ann, evidence: plan}, bo: {name: Bo, evidence: board}}
        posts:
          clerk: {title: clerk, at: old, evidence: plan}
          chief: {title: chief, at: new, evidence: plan}
          chair: {title: chair, at: new, evidence: board}
          top: {title: top, since: 2022-06-01, at: new, evidence: board}
        facts:
          - {who: ann, holds: chief, as: designate, evidence: plan}
          - {who: ann, holds: top, as: designate, since: 2022-01-03, until: 2022-02,
             evidence: plan}
          - {who: bo, holds: top, as: designate, since: 2022-04-15, evidence: board}
          - {who: bo, holds: chair, since: 2022-05-01, evidence: board}
    """)
    found = periods(flat(neighbourhood(kept), kept.sources, ()))
    known = set()
    days = [(2015, 1, 1), (2022, 1, 10), (2022, 2, 10), (2022, 3, 1), (2022, 3, 31), (2022, 4, 1)]
    for day in (*days, (2022, 4, 20), (2022, 6, 1), (2022, 6, 30)):
        ties = {tie.fact.id: tie for tie in kept.facts(found, Scope(as_of=(day, day)))}
        for key, runs in found.items():
            said = [run for run in runs if run.start is None or run.start <= day_number(day)][-1]
            assert said.missing == (ties[key].missing if key in ties else ()), (key, day)
            assert (said.held == NOT_HELD) == (key not in ties), (key, day)
            known.add((key, said.held))
    states = {held for key, held in known if key == "chief.at.new"}
    assert states == {"held", "undetermined"}
    assert ("chair.at.new", NOT_HELD) in known


@given(st.dates())
def test_days_are_numbered_as_browsers_number_them(day: date) -> None:
    assert (
        day_number((day.year, day.month, day.day)) == day.toordinal() - date(1970, 1, 1).toordinal()
    )
    assert day_of(day_number((day.year, day.month, day.day))) == (day.year, day.month, day.day)


def test_the_line_of_somebody_with_two_posts_is_that_of_the_post_with_the_line(
    store: Callable[[str], Store],
) -> None:
    kept = store("""
        organisations: {ayton: {name: Ayton, evidence: cc}}
        people: {ann: {name: Ann, evidence: cc}, bob: {name: Bob, evidence: cc}}
        posts:
          head: {title: head, at: ayton, evidence: cc}
          night: {title: night warden, at: ayton, evidence: cc}
          deputy: {title: deputy, at: ayton, evidence: cc}
        facts:
          - {who: ann, holds: deputy, since: 2001, until: 2004, evidence: cc}
          - {who: ann, holds: night, since: 2004, evidence: cc}
          - {who: bob, reports_to: ann, evidence: cc}
          - {who: ann, reports_to: head, evidence: cc}
          - {who: deputy, reports_to: head, evidence: cc}
          - {who: head, reports_to: night, status: denied, evidence: cc}
    """)
    found = org_chart(flat(neighbourhood(kept), kept.sources, ()))
    assert set(found.lines) == {("deputy", "head"), ("bob", "night")}
    assert found.lines["deputy", "head"][:2] == ["deputy.reports_to.head", "ann.reports_to.head"]
    assert found.tops == ["night", "head"]
    assert found.apart == []


def test_a_tie_made_by_collapsing_is_a_sentence_about_both(store: Callable[[str], Store]) -> None:
    kept = store(FACTS)
    graph = collapse(flat(neighbourhood(kept), kept.sources, ()), "organisation")
    found = ["".join(tie["says"]) for tie in facts_of("".join(write(graph)))["ties"]]
    assert found == ["Ayton Council and Serco are both tied to the deal"]


def test_a_graph_too_large_to_be_quick_is_told_of() -> None:
    graph: Graph = nx.MultiDiGraph()
    graph.add_nodes_from(map(str, range(5_001)))
    assert losses(graph) == [
        "5,001 actors make a slow page: narrow it, "
        "such as with --only, --as-of or --project organisations"
    ]
    graph.remove_node("0")
    assert losses(graph) == []


def test_a_fact_with_a_qualifier_called_via_is_not_taken_for_a_projection(
    store: Callable[[str], Store],
) -> None:
    kept = store("""
    relations:
      backs: {from: [person], to: [person], verb: backs, inverse: is backed by, family: role,
              qualifiers: [via, label]}
    people: {a: {name: Ann}, b: {name: Bob}}
    facts: [{who: a, backs: b, via: a friend, label: L, evidence: cc}]
    """)
    (tie,) = facts_of("".join(write(flat(neighbourhood(kept), kept.sources, ()))))["ties"]
    assert ("".join(tie["says"]), tie["both"]) == ("Ann backs Bob, via: a friend, label: L", False)
    assert tie["more"] == {}  # the sentence has all
