"""What a reader sees on the HTML page: names, marks, boxes, who somebody is, what filters do."""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from colours import contrast

from stakegraph.exporters.html import write

Opener = Callable[..., Any]

SIZES = ((1440, 900), (1024, 768), (768, 1024), (390, 844))

OVERFLOWING = """() => [...document.querySelectorAll("#chart .box > text")].filter((text) => {
    const box = text.parentNode.firstChild.getBoundingClientRect();
    const own = text.getBoundingClientRect();
    return own.left < box.left || own.right > box.right || own.bottom > box.bottom;
}).length"""

COUNCIL = """
    sources: {cc: {title: Community Care, date: 2013-03-31}}
    organisations: {ayton: {name: Ayton Council, evidence: cc}}
    people: {ann: {name: Ann Roe, evidence: cc}, bob: {name: Bob Berg, evidence: cc},
             cy: {name: Cy Cole, evidence: cc}, di: {name: Di Dale, evidence: cc}}
    posts:
      head: {title: head of care, at: ayton, evidence: cc}
      night: {title: night warden, at: ayton, evidence: cc}
      twin: {title: deputy head, at: ayton, seats: 2, evidence: cc}
      clerk: {title: clerk, at: ayton, evidence: cc}
    facts:
      - {who: ann, holds: head, evidence: cc}
      - {who: ann, holds: night, evidence: cc}
      - {who: bob, holds: twin, evidence: cc}
      - {who: cy, holds: twin, evidence: cc}
      - {who: twin, reports_to: head, evidence: cc}
      - {who: clerk, reports_to: head, evidence: cc}
      - {who: di, supports: ann, status: hedged, evidence: cc}
"""


# Rules for what is pointed at or has the focus, for classes as well: so all controls are at once.
CLASSES_FOR_STATES = """() => {
    const add = (list) => [...list.cssRules].reverse().forEach((rule, at, rules) => {
        if (rule.cssRules?.length) add(rule);
        else if (/:(hover|focus)/.test(rule.selectorText)) list.insertRule(
            rule.cssText.replace(/:hover/g, ".hovered").replace(/:focus(-visible)?/g, ".focused"),
            rules.length - at);
    });
    add(document.styleSheets[0]);
    document.querySelectorAll("details").forEach((one) => { one.open = true; });
}"""

# Of each control that is seen: its ink, the ground beneath it, the ring of the focus, its ground.
COLOURS = """(states) => {
    const all = [...document.querySelectorAll("button, a, summary, input, label, #found li")];
    for (const state of ["hovered", "focused"]) {
        all.forEach((one) => one.classList.toggle(state, states.includes(state)));
    }
    const isSeen = (one) => one.getBoundingClientRect().width > 1
                         && one.getBoundingClientRect().right > 0;
    return all.filter(isSeen).flatMap((one) => {
        const above = [];
        for (let node = one; node; node = node.parentElement) above.push(getComputedStyle(node));
        const ground = above.map((style) => style.backgroundColor).find((c) => !c.endsWith(", 0)"));
        const opacity = above.reduce((product, style) => product * style.opacity, 1);
        const [ring, halo] = [above[0].outlineColor, above[0].boxShadow];
        const parts = [one, ...one.querySelectorAll("*")].filter((node) => node.textContent);
        return (parts.length ? parts : [one]).map((node) => [
            node.textContent || node.id, getComputedStyle(node).color, ground, opacity,
            ring, halo.startsWith("rgb") ? halo : ground]);
    });
}"""


def ministry(posts: int, vacant: int = 7) -> str:
    """Return the facts of a ministry of five directorates; every some post is vacant."""
    lines = [
        "title: A ministry",
        "sources: {o: {title: Organogram, date: 2013-03-31}}",
        "organisations: {m: {name: Ministry of Inland and Coastal Waters, evidence: o}}",
        "posts:",
    ]
    lines += [
        f"  p{at}: {{title: Deputy director of flood defence {at}, at: m, evidence: o}}"
        for at in range(posts)
    ]
    lines += ["people:"]
    held = [at for at in range(posts) if not at or at % vacant]
    lines += [f"  h{at}: {{name: Bartholomew Featherstone {at}, evidence: o}}" for at in held]
    lines += ["facts:"]
    lines += [f"  - {{who: h{at}, holds: p{at}, evidence: o}}" for at in held]
    lines += [
        f"  - {{who: p{at}, reports_to: p{0 if at < 6 else at % 5 + 1}, evidence: o}}"
        for at in range(1, posts)
    ]
    return "\n".join(lines)


@pytest.fixture
def names_of(monkeypatch: pytest.MonkeyPatch) -> Callable[[Any], Any]:
    monkeypatch.syspath_prepend(str(Path(__file__).parents[1] / "bench"))
    found: Callable[[Any], Any] = importlib.import_module("collisions").names_of
    return found


def marks(page: Any) -> dict[str, list[str]]:
    """Return what is written at each mark of the network, by the id of its actor."""
    script = """() => Object.fromEntries([...labels].map(([at, text]) =>
        [actors[at].id, [...text.childNodes].map((row) => row.textContent)]))"""
    found: dict[str, list[str]] = page.evaluate(script)
    return found


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_no_name_covers_a_mark_or_another_name(
    open_page: Opener, names_of: Callable[[Any], Any], size: tuple[int, int]
) -> None:
    page = open_page(ministry(120), "#network:" if size[0] > 500 else "#network:h1", size)
    if size[0] > 500:
        page.evaluate("() => setReach(Infinity)")
    found = names_of(page)
    assert (found.covering, found.cut) == ([], [])
    assert found.shown > 10
    page.evaluate("() => zoom(2.2)")
    found = names_of(page)
    assert (found.covering, found.cut) == ([], [])


@pytest.mark.parametrize("size", SIZES[:3], ids=str)
def test_of_less_than_sixty_marks_each_is_named(
    open_page: Opener, names_of: Callable[[Any], Any], size: tuple[int, int]
) -> None:
    found = names_of(open_page(ministry(26), "#network:", size))
    assert found.shown == found.marks == 27


def test_on_a_telephone_those_around_one_are_drawn_and_each_is_named(
    open_page: Opener, names_of: Callable[[Any], Any]
) -> None:
    page = open_page(ministry(60), "#network:", (390, 844))
    assert page.locator("#start").is_visible()
    page.locator("#start a", has_text="Bartholomew Featherstone 0").click()
    found = names_of(page)
    assert (found.covering, found.cut) == ([], [])
    assert found.shown == found.marks
    assert 6 < found.marks <= 16
    reach, show = (page.locator(at).bounding_box() for at in ("#reach", "#filters"))
    assert reach["x"] + reach["width"] <= show["x"]
    page.locator("#reach").get_by_text("Everything").click()
    assert page.evaluate("() => drawn.marks.length") == 61


def test_whoever_holds_a_post_and_the_post_are_one_mark(open_page: Opener) -> None:
    page = open_page(COUNCIL, "#network:")
    assert marks(page) == {
        "ann": ["Ann Roe", "head of care and 1 more"],
        "ayton": ["Ayton Council"],
        "bob": ["Bob Berg"],
        "clerk": ["clerk"],  # vacant
        "cy": ["Cy Cole"],
        "di": ["Di Dale"],
        "twin": ["deputy head"],  # shared
    }
    lines = page.evaluate(
        "() => drawn.lines.map((l) => [...l.ends.map((at) => actors[at].id), l.tie.verb])"
    )
    assert ["clerk", "ann", "reports to"] in lines
    assert ["twin", "ann", "reports to"] in lines
    assert ["ann", "ayton", "is a post at"] in lines  # of two posts one line
    page.locator("#apart").check()
    assert {"head", "night", "ann"} <= marks(page).keys()


def test_a_post_stands_alone_on_a_day_on_which_nobody_held_it(open_page: Opener) -> None:
    facts = COUNCIL.replace(
        "{who: ann, holds: head, evidence", "{who: ann, holds: head, since: 2010, evidence"
    )
    page = open_page(facts, "#network:@2009-05-01")
    assert marks(page)["head"] == ["head of care"]
    page.locator("#date").fill("2012-05-01")
    assert "head" not in marks(page)


def test_a_crowd_begins_with_the_search_and_the_best_connected(
    open_page: Opener, names_of: Callable[[Any], Any]
) -> None:
    page = open_page(ministry(170))
    start = page.locator("#start")
    assert start.locator("h2").text_content() == "317 actors, 800 lines"
    organisation = start.locator("section", has_text="Organisations").locator("li")
    assert organisation.all_text_contents() == ["Ministry of Inland and Coastal Waters · 316 lines"]
    start.locator("section", has_text="People").locator("a").first.click()
    assert start.is_hidden()
    found = names_of(page)
    assert found.covering == []
    assert 2 < found.marks <= 60
    page.locator("#reach").get_by_text("Everything").click()
    assert page.evaluate("() => drawn.marks.length") == 171
    page.locator("#anew").click()
    assert start.is_visible()


def test_thousands_are_painted_and_can_be_pointed_at(open_page: Opener) -> None:
    page = open_page(ministry(400, vacant=1_000))
    page.get_by_text("Draw everything").click()
    assert page.locator("#overview").is_visible()
    painted = """() => { const pen = overview.getContext('2d');
        const { data } = pen.getImageData(0, 0, overview.width, overview.height);
        return data.some((value) => value > 0); }"""
    page.wait_for_function(painted)
    frame = page.locator("#picture").bounding_box()
    x, y = page.evaluate("() => { const { x, y } = actors[indexOf.get('m')];"
                         " return onScreen(x, y); }")  # fmt: skip
    page.mouse.click(frame["x"] + x, frame["y"] + y)
    assert page.locator("#panel h2").text_content() == "Ministry of Inland and Coastal Waters"


def test_the_panel_says_first_what_somebody_is(open_page: Opener) -> None:
    panel = open_page(COUNCIL, "#ann").locator("#panel")
    assert panel.locator(".lead").all_text_contents() == [
        "head of care, Ayton Council",
        "night warden, Ayton Council",
    ]
    heads = [text.partition(" (")[0] for text in panel.locator("h3").all_text_contents()]
    assert heads == ["Roles", "Reporting lines", "Positions", "Sources"]
    panel = open_page(COUNCIL, "#twin").locator("#panel")
    assert (
        panel.locator(".lead").text_content() == "Post at Ayton Council. Held by Cy Cole, Bob Berg"
    )
    panel = open_page(COUNCIL, "#clerk").locator("#panel")
    assert panel.locator(".lead").text_content() == "Post at Ayton Council. Holder not given."


def test_many_who_say_the_same_are_told_of_together(open_page: Opener) -> None:
    panel = open_page(ministry(40), "#h1").locator("#panel")
    reports = panel.locator(".statement", has=panel.page.locator(".each")).first
    sentence = reports.locator(".sentence").first.text_content()
    assert sentence.startswith("Bartholomew Featherstone 1 manages: Bartholomew")
    assert reports.locator(".evidence").count() == 0
    reports.locator(".each summary").first.click()
    reports.locator(".each .statement").nth(5).wait_for()
    assert reports.locator(".each .statement").count() == 6


def test_filters_act_on_lists_panel_and_counts_and_say_what_they_mean(open_page: Opener) -> None:
    page = open_page(COUNCIL, "#list:")
    hedged = page.locator("label", has_text="hedged")
    assert hedged.locator("small").text_content() == "1"
    stance = page.locator("label", has_text="Positions")
    stance.locator("input").uncheck()
    assert stance.locator("small").text_content() == "0 of 1"
    assert hedged.locator("small").text_content() == "0 of 1"
    lists = page.locator("#lists").inner_text()
    assert "Positions" not in lists
    assert "Di Dale person, 0 lines" in lists
    page.evaluate("() => choose(indexOf.get('di'))")
    assert "1 line not shown: see the filters." in page.locator("#lists").inner_text()
    page.locator(".explained").first.locator("summary").click()
    assert (
        "Who supports, opposes or takes no side on what." in page.locator("#filters").inner_text()
    )


def test_the_slider_says_whether_it_is_on_and_where_it_ends(open_page: Opener) -> None:
    page = open_page(COUNCIL, "#network:")
    assert page.locator("#tally").text_content() == "Off: lines of all times are shown."
    assert page.locator("#slider").get_attribute("aria-valuetext") == "off, at 31 March 2013"
    assert page.locator("#ticks span").all_text_contents() == ["Feb 2013", "May 2013"]
    page.locator("#dated").check()
    assert page.locator("#tally").text_content().startswith("31 March 2013: ")


def test_a_box_of_the_chart_opens_and_closes_with_the_pointer_and_the_keys(
    open_page: Opener,
) -> None:
    page = open_page(ministry(60), "#chart:")
    count = page.locator("#chart .box").count
    assert count() >= 6
    page.locator("#open-all").click()
    assert count() == 60
    page.locator("#close-all").click()
    assert count() == 1
    page.locator("#chart .pill").first.click()
    assert count() == 6
    page.locator("#picture").focus()
    page.evaluate("() => { cursor = indexOf.get('p0'); }")
    page.keyboard.press("Space")
    assert count() == 1
    page.evaluate("() => choose(indexOf.get('h30'))")  # whoever is chosen is to be seen
    assert page.evaluate("() => chartPlaceOf(indexOf.get('h30')) !== null")
    assert count() == 16


def test_the_words_of_a_chart_are_twelve_pixels_high_when_it_opens(open_page: Opener) -> None:
    for size in SIZES:
        page = open_page(ministry(60), "#chart:", size)
        assert page.evaluate("() => 12.5 * camera.k") >= 12
        assert page.evaluate(OVERFLOWING) == 0


def test_the_lines_of_a_chart_are_right_angled(open_page: Opener) -> None:
    page = open_page(ministry(30), "#chart:")
    courses = page.evaluate("() => [...laid.lines.values()]")
    assert courses
    for corners in courses:
        for (x, y), (to_x, to_y) in pairwise(corners):
            assert x == to_x or y == to_y


def test_the_chart_is_off_where_nobody_reports(open_page: Opener) -> None:
    page = open_page("people: {ann: {name: Ann}, bob: {name: Bob}}")
    assert page.locator("#views [data-view=chart]").is_disabled()
    page = open_page(COUNCIL)
    assert not page.locator("#views [data-view=chart]").is_disabled()


def test_a_telephone_begins_with_lists_and_nothing_is_cut(open_page: Opener) -> None:
    page = open_page(ministry(30), "", (390, 844))
    assert page.locator("#views [aria-pressed=true]").text_content() == "Lists"
    for view in ("list", "chart", "network"):
        page.locator(f"#views [data-view={view}]").click()
        assert page.evaluate("() => document.documentElement.scrollWidth") <= 390
    heights = [page.locator(part).bounding_box()["height"] for part in ("header", "#time")]
    assert sum(heights) < 844 / 5


def test_the_printed_page_has_its_legend_sources_and_day(open_page: Opener) -> None:
    page = open_page(COUNCIL, "#network:")
    page.locator("label", has_text="Positions").locator("input").uncheck()
    page.emulate_media(media="print")
    page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    printed = page.locator("#colophon").inner_text()
    assert [*filter(None, printed.splitlines())] == [
        "Latest source: 31 March 2013. Left out: stance. Written by stakegraph from 1 source:",
        "“Community Care”, 31 March 2013",
    ]
    assert page.locator("#choices legend", has_text="Lines").is_visible()
    assert page.locator("#tools").is_hidden()
    inside = """() => { const { x, y, width, height } = svg.viewBox.baseVal;
        const [left, top, right, bottom] = bounds(nameScale());
        return left >= x && top >= y && right <= x + width && bottom <= y + height; }"""
    assert page.evaluate(inside)


def test_the_passage_that_is_cited_opens_on_a_click(
    browser: Any, drawn: Callable[..., Any], tmp_path: Path
) -> None:
    graph = drawn(COUNCIL.replace("{who: bob, holds: twin, evidence: cc}",
                                  "{who: bob, holds: twin, evidence: cc ¶2}"))  # fmt: skip
    graph.graph["sources"][0]["passages"] = {"¶2": ["¶2 Bob has one of the two posts."]}
    path = tmp_path / "page.html"
    path.write_text("".join(write(graph)), encoding="utf-8", newline="")
    page = browser.new_page()
    page.goto(f"{path.as_uri()}#bob")
    passage = page.locator("#panel .passage").first
    assert not passage.locator("blockquote").is_visible()
    passage.locator("summary").click()
    assert passage.locator("blockquote").inner_text() == "¶2 Bob has one of the two posts."
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("hash", ["#network:", "#chart:", "#list:", "#ann"])
def test_controls_can_be_read_pointed_at_and_focused(
    open_page: Opener, hash: str, scheme: str
) -> None:
    page = open_page(COUNCIL, hash)
    page.emulate_media(color_scheme=scheme)
    page.locator("#search").fill("o")
    page.evaluate(CLASSES_FOR_STATES)
    for states in ([], ["hovered"], ["focused"], ["hovered", "focused"]):
        controls = page.evaluate(COLOURS, states)
        assert len(controls) > 30
        for name, ink, ground, opacity, ring, beneath in controls:
            assert (contrast(*map(hexadecimal, (ink, ground))) >= 4.5, opacity) == (True, 1), name
            if "focused" in states:
                assert contrast(*map(hexadecimal, (ring, beneath))) >= 4.5, name


def hexadecimal(colour: str) -> str:
    red, green, blue = map(int, re.findall(r"\d+", colour)[:3])
    return f"#{red:02x}{green:02x}{blue:02x}"


def test_the_first_stop_of_the_tab_key_leads_to_the_lists(open_page: Opener) -> None:
    page = open_page(COUNCIL, "#network:")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.url.endswith("#list:")
    assert page.evaluate("() => document.activeElement.id") == "lists"


def test_a_name_with_hyphens_is_broken_at_them_and_no_word_within(open_page: Opener) -> None:
    page = open_page("people: {ann: {name: Ann Featherstonehaugh-Cholmondeley-Marjoribanks}}")
    rows = page.evaluate("() => broken(actors[0].name, 150, 4)")
    assert rows == ["Ann", "Featherstonehaugh-", "Cholmondeley-", "Marjoribanks"]


UNSURE = """
sources: {g: {title: G, date: 2024-05-02}}
organisations: {acme: {name: Acme}}
people: {ana: {name: Ana Ruiz}, cy: {name: Cy Moss}, dee: {name: Dee Holt}, eve: {name: Eve Fox}}
posts:
  head: {title: head, at: acme}
  dep: {title: deputy, at: acme}
  clerk: {title: clerk, at: acme, vacant: [{since: 2024-01, evidence: g}]}
  aide: {title: aide, at: acme}
  porter: {title: porter, at: acme, vacant: [{since: 2023?, until: 2023-12, evidence: g}]}
facts:
  - {who: ana, holds: head, status: hedged, evidence: g}
  - {who: cy, holds: dep, as: acting, evidence: g}
  - {who: dee, holds: dep, as: designate, evidence: g}
  - {who: eve, holds: aide, since: 2024-09, evidence: g}
  - {who: dep, reports_to: head, evidence: g}
"""


@pytest.mark.parametrize(
    ("address", "lead"),
    [
        ("#head", "Held by Ana Ruiz (hedged)"),
        ("#dep", "Held by Cy Moss (acting)"),
        ("#chart:dep@2024-05-02", "Held by Cy Moss (acting)"),
        ("#clerk", "Vacant."),
        ("#clerk@2024-03-01", "Vacant."),
        ("#clerk@2023-06-01", "Holder not given."),  # it stands empty since then
        ("#clerk@2024-05-20", "Holder not given."),  # no source says that it still did
        ("#porter@2023-06-01", "Holder not given."),  # it may have been filled
        ("#porter@2023-01-01", "Holder not given."),
        ("#aide", "No present holder named."),
    ],
)
def test_how_a_post_is_held_stands_with_its_holder(
    open_page: Opener, address: str, lead: str
) -> None:
    panel = open_page(UNSURE, address).locator("#panel")
    assert panel.locator(".lead").text_content() == f"Post at Acme. {lead}"


def test_what_is_to_come_is_told_with_its_day_to_come(open_page: Opener) -> None:
    first = open_page(UNSURE, "#eve").locator("#panel .statement").first
    assert first.locator(".sentence").text_content() == "Eve Fox is to be the aide."
    assert first.locator(".meta").text_content() == "from September 2024"


@pytest.mark.parametrize(
    ("address", "held", "tally"),
    [
        ("#eve@2024-10-01", "Is to hold on 1 October 2024.", "to hold"),
        ("#eve@2024-06-01", "Is not to hold on 1 June 2024.", "to hold"),
        ("#eve@2024-05-02", "Did not hold on 2 May 2024.", "held"),
        ("#ana@2024-05-02", "Held on 2 May 2024.", "held"),
        ("#gus@2024-05-02", "Still to come on 2 May 2024.", "held"),  # who is designate
        ("#gus@2023-05-02", "Did not hold on 2 May 2023.", "held"),
        ("#fay@2019-05-02", "Held on 2 May 2019.", "held"),
        ("#fay@2022-05-02", "Did not hold on 2 May 2022.", "held"),
        ("#fay@2025-05-02", "Is not to hold on 2 May 2025.", "to hold"),
    ],
)
def test_of_a_day_it_is_said_that_what_is_to_come_is_to_hold(
    open_page: Opener, address: str, held: str, tally: str
) -> None:
    more = UNSURE.replace("since: 2024-09", "since: 2024-09, until: 2030")
    more = more.replace("people: {", "people: {fay: {name: Fay Orr}, gus: {name: Gus Roe}, ")
    more += """
  - {who: fay, role_at: acme, title: clerk, since: 2018, until: 2020, evidence: g}
  - {who: gus, holds: dep, as: designate, since: 2024-05-01, evidence: g}
"""
    page = open_page(more, address)
    assert page.locator("#panel .statement .held").first.text_content() == held
    assert re.search(rf"\d {tally},", page.locator("#tally").text_content())


SUCCESSION = """
    sources: {cc: {title: Community Care, date: 2013-03-31}, dd: {title: Daily, date: 2012-01-01}}
    organisations: {ayton: {name: Ayton Council, evidence: cc}}
    people: {ann: {name: Ann Roe, evidence: cc}, bob: {name: Bob Berg, evidence: cc},
             cy: {name: Cy Cole, evidence: cc}, di: {name: Di Dale, evidence: dd}}
    posts: {head: {title: head of care, at: ayton, evidence: cc},
            twin: {title: warden, at: ayton, seats: 2, evidence: cc}}
    facts:
      - {who: ann, holds: head, since: 2012, evidence: cc}
      - {who: bob, holds: head, since: 2008, until: 2011, evidence: cc}
      - {who: cy, holds: twin, evidence: cc}
      - {who: twin, reports_to: head, evidence: cc}
"""


def test_no_line_says_of_a_person_what_is_true_of_the_post(open_page: Opener) -> None:
    page = open_page(SUCCESSION, "#network:")
    said = page.evaluate(
        "() => drawn.lines.map((line) =>"
        " [...line.ends.map((at) => actors[at].name), wordsOf(line)])"
    )
    assert sorted(said) == [
        ["Ann Roe", "Ayton Council", "is head of care at"],
        ["Bob Berg", "Ann Roe", "was the head of care"],
        ["Cy Cole", "Ann Roe", "reports to"],
        ["Cy Cole", "Ayton Council", "is warden at"],
    ]
    page.locator("label", has_text="derived").locator("input").uncheck()
    said = page.evaluate("() => drawn.lines.map(wordsOf)")
    assert "The head of care is a post at" in said


def test_the_panel_names_the_sources_of_what_it_says_and_no_others(open_page: Opener) -> None:
    panel = open_page(SUCCESSION, "#di").locator("#panel")
    titles = panel.locator("h3", has_text="Sources").locator("~ p")
    assert titles.all_text_contents() == ["“Daily”, 1 January 2012"]


def test_many_sources_of_one_statement_stand_behind_the_first(open_page: Opener) -> None:
    sources = ", ".join(f"s{at}: {{title: T{at}, date: 2013}}" for at in range(30))
    cited = ", ".join(f"s{at}" for at in range(30))
    facts = f"""
    sources: {{{sources}}}
    people: {{ann: {{name: Ann}}, bob: {{name: Bob}}}}
    facts: [{{who: ann, reports_to: bob, evidence: [{cited}]}}]
    """
    panel = open_page(facts, "#ann").locator("#panel")
    statement = panel.locator(".statement")
    assert statement.locator("> div > .evidence > li").count() == 5
    assert statement.locator(".passage summary").text_content() == "25 more sources"
    assert statement.locator(".passage .evidence > li").count() == 25
    assert panel.locator("h3", has_text="Sources").locator("~ p").count() == 30


def test_those_who_have_different_roles_at_a_body_are_told_of_together(open_page: Opener) -> None:
    panel = open_page(ministry(12), "#m").locator("#panel")
    sentences = panel.locator(".statement > .sentence").all_text_contents()
    told = [text for text in sentences if "as one of its people" in text]
    assert len(told) == 1
    assert "Featherstone 2 (Deputy director of flood defence 2), Barth" in told[0]
    assert told[0].endswith("Featherstone 11 (Deputy director of flood defence 11) (11).")


def test_lists_are_in_the_order_of_names_without_articles_and_of_numbers(
    open_page: Opener,
) -> None:
    page = open_page(
        "organisations: {a: {name: the Zoo}, b: {name: Ward 10}, c: {name: Ward 2},"
        " d: {name: an Ark}}",
        "#list:",
    )
    names = page.locator("#lists .entry summary").all_text_contents()
    assert [name.partition(" organisation")[0] for name in names] == [
        "an Ark", "Ward 2", "Ward 10", "the Zoo",
    ]  # fmt: skip


@pytest.mark.parametrize("size", SIZES[2:], ids=str)
def test_a_sheet_leaves_what_is_chosen_in_sight(open_page: Opener, size: tuple[int, int]) -> None:
    page = open_page(ministry(30), "#network:", size)
    for id in ("h1", "m", "p7", "h29"):
        page.evaluate("(id) => { afar = true; choose(indexOf.get(id)); }", id)
        page.wait_for_function("() => !waiting")  # the camera moves in the next frame
        sheet = page.locator("#panel").bounding_box()
        mark = page.locator("#network .actor.chosen").bounding_box()
        assert mark["y"] + mark["height"] < sheet["y"]
        assert sheet["y"] + sheet["height"] <= page.locator("#time").bounding_box()["y"] + 1
        assert page.locator("#panel h2").is_visible()
    page.locator("#panel .grow").click()
    assert page.locator("#panel").bounding_box()["height"] > size[1] / 2
    page.locator("#panel .grow").click()
    assert page.locator("#panel").bounding_box()["height"] < size[1] / 4


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_chart_opens_within_the_window(open_page: Opener, size: tuple[int, int]) -> None:
    for posts in (5, 6, 26):
        page = open_page(ministry(posts), "#chart:", size)
        frame = page.locator("#picture").bounding_box()
        for box in page.locator("#chart .box > rect").all():
            place = box.bounding_box()
            assert frame["x"] <= place["x"]
            assert place["x"] + place["width"] <= frame["x"] + frame["width"]


def test_names_and_the_buttons_above_the_picture_do_not_meet(open_page: Opener) -> None:
    page = open_page(ministry(60), "#network:h1", (1024, 768))
    meeting = """() => { const boxes = (query) => [...document.querySelectorAll(query)]
            .map((one) => one.getBoundingClientRect()).filter(({ width }) => width);
        const meet = (a, b) => a.left < b.right && b.left < a.right
                            && a.top < b.bottom && b.top < a.bottom;
        const buttons = boxes("#stage .buttons");
        return boxes("#network .label").filter((a) => buttons.some((b) => meet(a, b))).length; }"""
    for way in ((0, 0), (0, 300), (200, -250), (-300, 100)):
        page.evaluate("([x, y]) => { camera.x += x; camera.y += y; aim(); rest(); }", way)
        assert page.evaluate(meeting) == 0


def test_a_printed_network_has_every_name_on_the_paper(open_page: Opener) -> None:
    page = open_page(COUNCIL, "#network:ann")
    page.emulate_media(media="print")
    before = page.evaluate("() => ({ ...camera })")
    page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    outside = """() => { const stage = document.getElementById("stage").getBoundingClientRect();
        return [...labels.values()].filter((label) => { const box = label.getBoundingClientRect();
            return !box.width || box.left < stage.left || box.right > stage.right
                || box.top < stage.top || box.bottom > stage.bottom; }).length; }"""
    assert page.evaluate("() => labels.size") == 7
    assert page.evaluate(outside) == 0
    assert page.locator("#panel .behind").first.is_hidden()
    page.evaluate("() => dispatchEvent(new Event('afterprint'))")
    assert page.evaluate("() => ({ ...camera })") == before


def test_a_page_of_nobody_and_an_address_of_a_stranger_say_so(open_page: Opener) -> None:
    page = open_page("sources: {a: {title: A, date: 2024}}")
    assert page.locator("#empty").inner_text() == "Nobody and nothing is among these facts."
    words = "Nobody here has the id “eve” that the address ends in."
    assert open_page(COUNCIL, "#eve").locator("#more").inner_text() == words
    assert words in open_page(COUNCIL, "#list:eve").locator("#lists").inner_text()


def test_keys_in_a_search_that_finds_nobody_choose_nobody(open_page: Opener) -> None:
    page = open_page(COUNCIL, "#network:")
    page.locator("#search").fill("zz")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.locator("#panel").is_hidden()


def test_of_joint_holders_one_whose_name_is_written_from_right_to_left_comes_first(
    open_page: Opener,
) -> None:
    page = open_page(COUNCIL.replace("Bob Berg", "דוד לוי").replace("Cy Cole", "דן כהן"), "#chart:")
    text = page.locator("#chart .box", has_text="deputy head").locator(".holder")
    first, last = page.evaluate(
        """() => { const text = [...document.querySelectorAll("#chart .holder")]
            .find((one) => one.textContent.includes("and 1 more"));
            const at = text.textContent.indexOf("more");
            return [text.getStartPositionOfChar(1).x, text.getStartPositionOfChar(at).x]; }"""
    )
    assert text.count() == 1
    assert first < last
