"""What is over or to come is said to be so in every format that has words for it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from stakegraph.exporters import StreamedGraph, flat
from stakegraph.graph.neighbourhood import neighbourhood
from stakegraph.graph.projection import collapse
from stakegraph.store import EVERYTHING, Scope
from stakegraph.store.database import Database
from stakegraph.text import formats

Kept = Callable[[str], Database]

FACTS = """
sources: {s: {title: The plan, date: 2020-01-10}}
organisations:
  acme: {name: Acme, evidence: s}
  zinc: {name: Zinc, evidence: s}
  old: {name: Old House, evidence: s}
people: {ann: {name: Ann Orr, evidence: s}, bo: {name: Bo Ek, evidence: s}}
posts:
  chief: {title: chief executive, at: acme, evidence: s}
  head: {title: head of sales, at: acme, evidence: s}
facts:
  - {who: acme, merged_into: zinc, since: 2021-01-01, evidence: s ¶1}
  - {who: head, reports_to: chief, since: 2021, evidence: s ¶2}
  - {who: zinc, part_of: old, until: 2015, evidence: s ¶3}
  - {who: ann, holds: chief, as: designate, evidence: s ¶4}
  - {who: zinc, neutral_on: acme, since: 2022, evidence: s ¶5}
  - {who: bo, role_at: zinc, title: chair, in: 2008, evidence: s ¶6}
  - {who: bo, member_of: old, until: ../2020-01-10, evidence: s ¶7}
"""
SAID = ["is to merge into", "is to report to", "was part of", "is to take no side on"]
SAID += ["was chair at", "was a member of"]
UNSAID = ["merged into", "reports to", "is part of", "takes no side on", "is chair at"]
UNSAID += ["is a member of"]

# Those with words for what is between two actors; svg, png and pdf are drawn from dot.
STREAMED = ["csv", "cyjs", "cypher", "ftm", "gexf", "graphml", "json"]
WORDED = [*STREAMED, "dot", "html", "markdown", "mermaid", "turtle", "yed"]


def written(name: str, kept: Database, scope: Scope = EVERYTHING) -> str:
    writer = formats.load("exporters", name)
    graph: Any = flat(neighbourhood(kept, scope=scope), kept.sources, kept.events(scope=scope))
    if hasattr(writer, "STREAMS"):
        graph = StreamedGraph(kept, scope=scope)
    files = (
        writer.write_files(graph) if hasattr(writer, "write_files") else [("", writer.write(graph))]
    )
    text = "".join("".join(pieces) for _, pieces in files)
    if name == "json":  # which has the rows of the relations as well, with all their words
        return json.dumps(json.loads(text)["edges"])
    if name == "html":
        return text.partition('id="facts"')[2].partition("</script>")[0]
    if name == "turtle":  # where relations have labels of their own
        return text.partition("\n<urn:stakegraph:relation:")[0]
    return text


@pytest.mark.parametrize("name", WORDED)
def test_what_is_over_or_to_come_is_told_so(name: str, store: Kept) -> None:
    text = written(name, store(FACTS))
    # FollowTheMoney has entities for these, which have no words.
    schemata = [SAID[0], *SAID[4:]] if name == "ftm" else []
    assert [words for words in SAID if words not in text] == schemata
    assert [words for words in UNSAID if words in text] == []


@pytest.mark.parametrize("name", WORDED)
def test_of_a_day_what_held_on_it_is_told_as_of_now(name: str, store: Kept) -> None:
    day = ((2023, 1, 1), (2023, 1, 1))
    text = written(name, store(FACTS), Scope(as_of=day))
    assert [words for words in SAID if words in text] == []


@pytest.mark.parametrize("name", [*STREAMED, "dot", "mermaid", "yed"])
@pytest.mark.parametrize("since", ["", ", since: 2019", ", since: 2021-06-01"])
def test_whoever_is_designate_is_not_told_to_be(name: str, since: str, store: Kept) -> None:
    text = written(name, store(FACTS.replace("as: designate", f"as: designate{since}")))
    assert "is to be" in text


def test_where_no_source_is_dated_nothing_is_over_or_to_come(store: Kept) -> None:
    text = written("graphml", store(FACTS.replace(", date: 2020-01-10", "")))
    assert [words for words in SAID if words in text] == []


@pytest.mark.parametrize("families", [("role",), ("structure", "role"), ("reporting", "stance")])
def test_the_tense_of_a_tie_depends_on_no_other_that_is_drawn(
    families: tuple[str, ...], store: Kept
) -> None:
    """The holding from which a role follows is of the last day that the post had that holder."""
    kept = store("""
        sources: {s: {title: S, date: 2018}, t: {title: T, date: 2020-03-01}}
        organisations: {acme: {name: Acme}}
        people: {bo: {name: Bo}, cy: {name: Cy}}
        posts: {head: {title: head, at: acme}, chief: {title: chief, at: acme}}
        facts:
          - {who: bo, holds: head, evidence: s}
          - {who: cy, holds: head, evidence: t}
          - {who: head, reports_to: chief, evidence: s}
        """)
    whole = flat(neighbourhood(kept), {}, [])
    some = flat(neighbourhood(kept, families=families), {}, [])
    near = flat(neighbourhood(kept, ["bo"], depth=1), {}, [])
    tenses = {key: data.get("tense", "") for *_, key, data in whole.edges(keys=True, data=True)}
    assert tenses["bo.holds.head"] == tenses["bo.role_at.acme.via.head"] == "last attested"
    for part in (some, near):
        for *_, key, data in part.edges(keys=True, data=True):
            assert data.get("tense", "") == tenses[key], key


def test_a_tie_through_another_is_to_come_where_one_of_the_two_is(store: Kept) -> None:
    facts = FACTS.replace("at: acme,", "at: acme, seats: 2,")
    kept = store(f"{facts}  - {{who: bo, holds: chief, evidence: s ¶6}}\n")
    people = collapse(flat(neighbourhood(kept), {}, []), "person")
    ((*_, tie),) = people.edges(data=True)
    assert (tie["label"], tie["tense"]) == ("both tied to chief executive", "to come")


def test_a_part_to_come_is_a_membership_only_where_a_date_says_so(store: Kept) -> None:
    def parts(name: str, fact: str) -> tuple[list[str], bool]:
        kept = store(f"""
            sources: {{s: {{title: S, date: 2020-01-10}}}}
            organisations: {{acme: {{name: Acme}}}}
            people: {{ann: {{name: Ann}}}}
            posts: {{chief: {{title: chief, at: acme}}}}
            partnerships: {{pact: {{name: Pact, since: 2030}}}}
            facts: [{{who: {fact}, evidence: s}}]
            """)
        writer = formats.load("exporters", name)
        graph = flat(neighbourhood(kept), kept.sources, [])
        text = "".join(writer.write(graph))
        said = "\n".join(writer.losses(graph))
        if name == "popolo":
            dates = [one.get("start_date", "") for one in json.loads(text)["memberships"]]
            return dates, "no date says that they are to come: 1 membership" in said
        if name == "turtle":
            nodes = [node for node in text.split(" .\n") if "org:Membership" in node]
            return ["time:" in text for _ in nodes], False
        rows = [json.loads(line) for line in text.splitlines()]
        held = {"Occupancy", "ProjectParticipant", "Membership"}
        dates = [
            row["properties"].get("startDate", [""])[0] for row in rows if row["schema"] in held
        ]
        return dates, "UnknownLink" in said

    designate = (
        "ann, holds: chief, as: designate",
        "ann, holds: chief, as: designate, since: 2019",
    )
    for fact in (*designate, "acme, partner_in: pact"):
        assert parts("popolo", fact) == ([], True)
        assert parts("ftm", fact) == ([], True)
        assert parts("turtle", fact) == ([], False)
    dated = "ann, holds: chief, since: 2021-05-01"
    assert parts("popolo", dated) == (["2021-05-01"], False)
    assert parts("ftm", dated) == (["2021-05-01"], False)
    assert parts("turtle", dated) == ([True], False)
