"""A file of proposals: written, read again, and what is no such file."""

from __future__ import annotations

import pytest

from stakegraph.drafting.proposals import Proposals, decision, read, write
from stakegraph.errors import FactsError
from stakegraph.factfile.fields import Bare

WRITTEN = """\
proposals: 1
article: texts/gazette.txt
source: gazette

people:
  ana:
    name: "yes"
    evidence: gazette ¶1

facts:
  # 1. Yes is chair at Acme
  - who: ana
    role_at: acme
    title: "chair: a title"
    since: 2024-05
    evidence:
      source: gazette
      at: ¶1
      quote: Yes, “chair”
"""


def test_what_is_written_is_read_again() -> None:
    given = Proposals(
        article="texts/gazette.txt",
        source="gazette",
        entries={"people": {"ana": {"name": "yes", "evidence": "gazette ¶1"}}},
        facts=[
            {
                "who": "ana",
                "role_at": "acme",
                "title": "chair: a title",
                "since": Bare("2024-05"),
                "evidence": {"source": "gazette", "at": "¶1", "quote": "Yes, “chair”"},
            }
        ],
    )
    text = write(given, ["Yes is chair\n  at Acme"])
    assert text.replace("'", '"') == WRITTEN.replace("'", '"')
    assert read(text.encode(), "p.yaml") == given


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_decisions_stand_at_the_end_and_change_no_other_byte(line_end: str) -> None:
    data = WRITTEN.replace("\n", line_end).encode()
    once = data + decision(data, 1, "rejected")
    assert once.endswith(f"{line_end}decided:{line_end}  1: rejected{line_end}".encode())
    again = once + decision(once, 2, "accepted")
    assert again == once + f"  2: accepted{line_end}".encode()
    assert read(once, "p.yaml").open == []
    assert read(once, "p.yaml").decided == {1: "rejected"}


def test_a_file_that_ends_in_the_middle_of_a_line_is_ended_first() -> None:
    data = WRITTEN.rstrip("\n").encode()
    assert read(data + decision(data, 1, "changed"), "p.yaml").decided == {1: "changed"}


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("", ["p.yaml:1:1: these are no proposals: a file of some begins with 'proposals: 1'"]),
        ("stakegraph: 1\n",
         ["p.yaml:1:1: these are no proposals: a file of some begins with 'proposals: 1'"]),
        ("proposals: 2\n",
         ["p.yaml:1:1: these are no proposals: a file of some begins with 'proposals: 1'"]),
        ("proposals: 1\narticle: a\n", ["p.yaml:1:1: 'source' is missing"]),
        ("proposals: 1\narticle: a\nsource: s\nmood: glad\n", ["p.yaml:4:1: unknown key 'mood'"]),
        ("proposals: 1\narticle: a\nsource: s\nfacts: none\n",
         ["p.yaml:4:8: facts: write a list of '- who: ...'"]),
        ("proposals: 1\narticle: a\nsource: s\npeople: [ana]\n",
         ["p.yaml:4:9: people: write one entry a line, each under an id of its own"]),
        ("proposals: 1\narticle: a\nsource: s\nfacts:\n  - who: a\ndecided:\n  2: accepted\n",
         ["p.yaml:7:3: 2: accepted: write the number of a fact, and one of accepted, changed, "
          "rejected"]),
        ("proposals: 1\narticle: a\nsource: s\nfacts:\n  - who: a\ndecided:\n  1: perhaps\n",
         ["p.yaml:7:3: 1: perhaps: write the number of a fact, and one of accepted, changed, "
          "rejected"]),
        ("proposals: 1\narticle: a\nsource: s\ndecided: all\n",
         ["p.yaml:4:10: decided: write lines such as '1: accepted'"]),
    ],
)  # fmt: skip
def test_what_is_no_file_of_proposals_is_refused(text: str, problems: list[str]) -> None:
    with pytest.raises(FactsError) as refused:
        read(text.encode(), "p.yaml")
    said = [f"{one.path}:{one.line}:{one.column}: {one.message}" for one in refused.value.problems]
    assert said == problems
