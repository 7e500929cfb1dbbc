"""Evidence in words."""

from collections.abc import Callable
from pathlib import Path

from stores import store_of

from stakegraph.graph.neighbourhood import around_facts
from stakegraph.model.facts import Facts
from stakegraph.outlines import Outline
from stakegraph.outlines.evidence import outline
from stakegraph.questions.evidence import sources, why
from stakegraph.rules.inference import INFERENCES, in_words

Load = Callable[[str], Facts]
Lines = Callable[[Outline], list[str]]

TOWN = """
people: {ann: {name: Ann}}
organisations: {town: {name: Town}}
posts: {head: {title: head, at: town}}
facts:
- who: ann
  holds: head
  status: hedged
  note: as of spring
  evidence: [{source: cc, at: ¶2, quote: may lead}, cc ¶3]
"""


def test_a_derived_fact_is_a_tree_down_to_what_is_stated(facts: Load, lines: Lines) -> None:
    store = store_of(facts(TOWN))
    role = "ann.role_at.town.via.head"
    assert lines(outline(why(around_facts(store, [role]), [role], store.sources))) == [
        "Why this is said",
        "  derived from hedged: Ann is head at Town",
        "    id: ann.role_at.town.via.head",
        "    rule: whoever holds a post has that role at the post's organisation",
        "    2 premises; the weakest is number 1, hedged",
        "      hedged: Ann is the head",
        "        id: ann.holds.head",
        "        status: hedged",
        "        evidence: cc ¶2: “may lead”",
        "        evidence: cc ¶3",
        "        note: as of spring",
        "        written in facts.yaml, line 8",
        "      The head is a post at Town",
        "        id: head.at.town",
        "        status: stated",
        "        evidence: no source is cited",
        "        written in facts.yaml, line 6",
        "cc: “Community Care”, 13 March 2008",
    ]


def test_every_rule_that_derives_is_told_in_words() -> None:
    assert all(" " in in_words(rule.name) for rule in INFERENCES)


def test_a_source_is_one_line(facts: Load, lines: Lines) -> None:
    store = store_of(facts(TOWN))
    graph = around_facts(store, ["ann.holds.head"])
    assert lines(outline(sources(graph, store.sources, [["cc"]]))) == [
        "Sources",
        "  cc: “Community Care”, 13 March 2008: cited by 1 fact, 1 of which rests on it alone;"
        " 0 actors and 1 event cite it",
        "1 source.",
    ]
    assert lines(outline(sources(graph, {}, []))) == ["Sources", "No source is listed."]


def test_a_denial_is_not_told_as_if_its_source_said_so(facts: Load, lines: Lines) -> None:
    text = """
        people: {ann: {name: Ann}, bob: {name: Bob}}
        facts:
        - {who: ann, reports_to: bob, evidence: cc ¶1}
        - {who: ann, reports_to: bob, status: denied, evidence: cc ¶2}
        """
    store = store_of(facts(text))
    said, denied = "ann.reports_to.bob.stated", "ann.reports_to.bob.denied"
    printed = lines(outline(why(around_facts(store, [said, denied]), [said], store.sources)))
    assert f"    against it: denied: Ann reports to Bob [cc ¶2]; id: {denied}" in printed


def test_the_cited_passage_is_shown_with_the_quoted_words_marked(
    facts: Load, lines: Lines, tmp_path: Path
) -> None:
    (tmp_path / "s.txt").write_text("One.\n\nAnn may lead it.\nThree.\nFour.\nFive.\n", "utf-8")
    store = store_of(
        facts(f"""
        sources:
          s: {{title: S, text: "{tmp_path}/s.txt", sha256: "{"0" * 64}"}}
          gone: {{title: G, text: nowhere.txt}}
        people: {{ann: {{name: Ann}}, bo: {{name: Bo}}}}
        facts:
          - who: ann
            reports_to: bo
            evidence: [{{source: s, at: ¶2-5, quote: may lead}}, s ¶2-5, s, gone ¶1, s ¶9]
        """)
    )
    fact = "ann.reports_to.bo"
    shown = lines(outline(why(around_facts(store, [fact]), [fact], store.sources)))
    assert shown[4:14] == [
        "    evidence: s ¶2-5: “may lead”",
        "      ¶2 Ann >>may lead<< it.",
        "      and 3 more paragraphs: stakegraph sources read s ¶2-5",
        "      the saved text is not the one of the sha256 of s",
        "    evidence: s ¶2-5",
        "      ¶2 Ann may lead it.",
        "      ¶3 Three.",
        "      ¶4 Four.",
        "      and 1 more paragraph: stakegraph sources read s ¶2-5",
        "      the saved text is not the one of the sha256 of s",
    ]
    assert shown[14:17] == ["    evidence: s", "    evidence: gone ¶1", "    evidence: s ¶9"]
