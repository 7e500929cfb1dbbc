"""Differences in words."""

from collections.abc import Callable

from stores import store_of

from stakegraph.graph.neighbourhood import neighbourhood
from stakegraph.model.facts import Facts
from stakegraph.outlines import Outline
from stakegraph.outlines.diff import outline
from stakegraph.questions.diff import State, diff

Lines = Callable[[Outline], list[str]]

OLD = """
people: {a: {name: Ann}, b: {name: Bob}, c: {name: Cid}}
facts: [{who: a, works_with: b, id: f, evidence: cc}]
"""


def test_the_answers_are_counted_beside_the_differences(
    facts: Callable[[str], Facts], lines: Lines
) -> None:
    texts = {"old": OLD, "new": OLD.replace("works_with: b", "works_with: c")}
    states = [State(neighbourhood(store_of(facts(texts[name]))), name=name) for name in texts]
    assert lines(outline(diff(*states, answers=True))) == [
        "From old to new",
        "1 fact on partnerships and other ties changed.",
        "  facts changed",
        "    Ann works with Cid (f)",
        "      - object: b -> c",
        "  answers, partnerships and other ties changed",
        "    Ann works with Cid (f)",
        "      - statement: Ann works with Bob -> Ann works with Cid",
        "1 difference, and 1 in the answers.",
    ]
    assert lines(outline(diff(*states)))[-1] == "1 difference."


def test_differences_of_the_evidence_alone_are_told_apart(
    facts: Callable[[str], Facts], lines: Lines
) -> None:
    old = OLD + "sources: {cc: {title: CC}, dd: {title: DD}}"
    texts = {"old": old, "new": old.replace("evidence: cc", "evidence: [cc, dd]")}
    stores = {name: store_of(facts(text)) for name, text in texts.items()}
    states = [
        State(neighbourhood(store), store.events(), store.sources.values(), name)
        for name, store in stores.items()
    ]
    assert lines(outline(diff(*states))) == [
        "From old to new",
        "  facts changed",
        "    Ann works with Bob (f)",
        "      - evidence: cc -> cc; dd",
        "1 difference, 1 of the evidence alone.",
    ]


POSTS = """
sources: {one: {title: One, date: 2015}, both: {title: Both}}
organisations: {town: {name: Town}}
people: {a: {name: Ann}, b: {name: Bob}, c: {name: Cid}}
posts: {head: {title: head, at: town}, clerk: {title: clerk, at: town}, aide: {title: aide}}
facts:
- {who: a, holds: head, evidence: one line 2}
- {who: b, holds: clerk, evidence: one line 3}
- {who: clerk, reports_to: head, evidence: one line 3}
- {who: aide, reports_to: head, evidence: one line 4}
- {who: c, holds: aide, evidence: both p. 1}
"""


def opening(facts: Callable[[str], Facts], old: str, new: str) -> str:
    stores = [store_of(facts(text)) for text in (old, new)]
    states = [State(neighbourhood(store), store.events()) for store in stores]
    return outline(diff(*states)).opening[0]


def test_posts_are_counted_with_their_people(facts: Callable[[str], Facts]) -> None:
    new = POSTS.replace("{title: aide}", "{title: aide}, cook: {title: cook}")
    new = new.replace("who: a, holds: head", "who: c, holds: head")
    new = new.replace("who: aide, reports_to: head", "who: aide, reports_to: clerk")
    # What comes with a post is not counted beside it, nor is a line that changed its manager.
    new += "- {who: b, holds: cook}\n- {who: cook, reports_to: clerk}\n"
    assert opening(facts, POSTS, new) == "1 post new, 1 holder and 1 manager changed."
    assert opening(facts, new, POSTS) == "1 post gone, 1 holder and 1 manager changed."


def test_actors_and_facts_of_each_sort_are_counted(facts: Callable[[str], Facts]) -> None:
    more = "partnerships: {deal: {name: Deal}}\nevents: {vote: {what: A vote}}\nfacts:"
    new = POSTS.replace("name: Cid}", "name: Cid}, d: {name: Dee}, e: {name: Eve}")
    new = new.replace("name: Ann", "name: Anne").replace("facts:", more)
    new += "- {who: d, works_with: e}\n- {who: e, works_with: a}\n"
    assert opening(facts, POSTS, new) == (
        "2 people new, 1 changed; 1 partnership new; 2 facts on partnerships and other ties new; "
        "1 event new."
    )


def test_a_term_that_changed_is_no_other_holder(facts: Callable[[str], Facts]) -> None:
    dated = POSTS.replace("holds: head,", "holds: head, since: 2001,")
    assert opening(facts, POSTS, dated) == "1 fact on roles changed."
    denied = POSTS + "- {who: b, holds: head, status: denied}\n"
    assert opening(facts, POSTS, denied) == "1 fact on roles new."
