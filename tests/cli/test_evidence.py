"""Commands about evidence, as a newcomer uses them."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

TOWN = """\
stakegraph: 1
sources:
  cc: {title: A Report, publisher: Community Care, date: 2008-03-13, url: "https://cc.example/1"}
  echo: {title: The Echo, date: 2009-01}
people:
  ann: {name: Ann Lee, evidence: cc ¶1}
  bob: {name: Bob, evidence: cc ¶1}
  cid: {name: Cid, evidence: echo}
organisations: {town: {name: Town, evidence: cc ¶1}}
posts: {head: {title: head, at: town, evidence: cc ¶1}, clerk: {title: clerk, evidence: cc ¶1}}
events:
  vote: {what: A vote, on: 2008~, who: [ann], status: hedged, evidence: echo p. 2}
facts:
- {who: ann, holds: head, since: 2006, evidence: {source: cc, at: ¶2, quote: Lee has led it}}
- {who: cid, holds: head, since: 2007-05, evidence: echo p. 3}
- {who: clerk, reports_to: head, status: hedged, evidence: cc ¶2}
- {who: bob, reports_to: cid, status: inferred, because: they share an office, evidence: echo p. 4}
- {who: bob, supports: ann, why: she is able, evidence: cc ¶9}
"""


@pytest.fixture
def town(here: Path) -> Path:
    path = here / "stakegraph.yaml"
    path.write_text(TOWN, encoding="utf-8")
    return path


CITING = [
    "who-reports-to Rowney",
    "chain Kath",
    "org-chart",
    "roles",
    "partners Serco",
    'path "Kevin Williams" Rowney',
    "show Serco",
    "list",
    "find care",
    "timeline",
    "positions",
    "gaps",
    "what-if --firm",
]


@pytest.mark.usefixtures("example")
@pytest.mark.parametrize("line", CITING)
def test_cite_puts_id_status_and_place_under_every_line_that_has_a_source(
    line: str, run: Run
) -> None:
    shown = run(*shlex.split(line), "--cite").out.splitlines()
    marked = [number for number, text in enumerate(shown) if re.search(r" \[cc[^]]*\]$", text)]
    bare = []
    for number in marked:
        beneath = ""
        for text in shown[number + 1 :]:
            if "── " in text:
                break
            beneath += text + "\n"
        if not re.search(r"\S+; (stated|hedged|inferred|denied|derived).*cc ¶\d", beneath):
            bare.append(shown[number])
    assert marked != []
    assert bare == []


@pytest.mark.usefixtures("example")
@pytest.mark.parametrize("line", CITING)
def test_without_cite_a_line_has_a_short_mark(line: str, run: Run) -> None:
    assert re.search(r" \[cc ¶\d+(, ¶\d+)*\]$", run(*shlex.split(line)).out, re.MULTILINE)


@pytest.mark.usefixtures("town")
def test_footnotes_can_be_taken_over_as_they_are(run: Run) -> None:
    assert (
        run("roles", "Town", "--cite", "--format", "md").out
        == """\
**Roles at Town**

- *disputed:* Ann Lee: head (since 2006)[^1][^2]
  - *against it: cid.holds.head (see: stakegraph why ann.holds.head)*
- *disputed:* Cid: head (since May 2007)[^3][^2]
  - *against it: ann.holds.head (see: stakegraph why cid.holds.head)*

[^1]: Community Care, “A Report”, 13 March 2008, ¶2, <https://cc.example/1#:~:text=Lee%20has%20led%20it>: “Lee has led it” (cc)
[^2]: Community Care, “A Report”, 13 March 2008, ¶1, <https://cc.example/1> (cc)
[^3]: “The Echo”, January 2009, p. 3 (echo)
"""  # noqa: E501
    )


@pytest.mark.usefixtures("town")
def test_why_shows_quote_status_place_source_and_what_disputes_it(run: Run) -> None:
    assert run("why", "ann.holds.head") == (
        0,
        """\
Why this is said
└── disputed: Ann Lee is the head (since 2006) [cc ¶2]
      against it: cid.holds.head (see: stakegraph why ann.holds.head)
    ├── id: ann.holds.head
    ├── status: stated
    ├── evidence: cc ¶2: “Lee has led it”
    ├── written in stakegraph.yaml, line 14
    └── against it: Cid is the head (since May 2007) [echo p. 3]; id: cid.holds.head

cc: Community Care, “A Report”, 13 March 2008, https://cc.example/1
echo: “The Echo”, January 2009
""",
        "",
    )


@pytest.mark.usefixtures("town")
def test_why_takes_a_derived_fact_apart_and_names_the_weakest_premise(run: Run) -> None:
    shown = run("why", "clerk", "Lee").out.splitlines()
    assert shown[0] == "What joins clerk and Ann Lee"
    assert "disputed, derived from hedged: The clerk reports to Ann Lee" in shown[1]
    tree = [re.sub("^[ │├└─]+", "", line) for line in shown[2:]]
    assert (
        "rule: when posts stand in a reporting line, so do their holders, while both hold them"
        in tree
    )
    assert "2 premises; the weakest is number 1, hedged" in tree
    assert tree.index("hedged: The clerk reports to the head [cc ¶2]") < tree.index(
        "disputed: Ann Lee is the head (since 2006) [cc ¶2]"
    )
    assert tree.count("status: hedged") == tree.count("status: stated") == 1


@pytest.mark.usefixtures("town")
def test_why_of_an_inference_gives_its_reason(run: Run) -> None:
    shown = run("why", "bob.reports_to.cid").out
    assert "because they share an office" in shown
    assert "status: inferred" in shown


@pytest.mark.usefixtures("town")
@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("ann.hold.head", "no fact has the id 'ann.hold.head': did you mean 'ann.holds.head'?"),
        ("zzz", "no fact has the id 'zzz'; --cite shows the ids, and two names ask why"),
    ],
)
def test_an_unknown_fact_gets_a_hint(run: Run, asked: str, told: str) -> None:
    ran = run("why", asked)
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err


@pytest.mark.usefixtures("town")
@pytest.mark.parametrize(
    "options", [["--without-source", "cc"], ["--as-of", "2001-01-01"], ["--source", "echo"]]
)
def test_a_fact_that_does_not_count_is_not_an_unknown_one(run: Run, options: list[str]) -> None:
    ran = run("why", "ann.holds.head", *options)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.endswith("\nThe fact is in the files, but does not count with these options.\n")


@pytest.mark.usefixtures("town")
def test_two_who_nothing_joins_are_told_of_path(run: Run) -> None:
    ran = run("why", "Bob", "Town")
    assert ran.code == 0
    assert "No fact joins them directly; 'stakegraph path' shows" in ran.out


@pytest.mark.usefixtures("town")
def test_sources_tell_what_rests_on_each_alone(run: Run) -> None:
    assert (
        run("sources").out
        == """\
Sources
├── cc: Community Care, “A Report”, 13 March 2008, https://cc.example/1: cited by 4 facts, 4 of \
which rest on it alone; 5 actors and 0 events cite it
└── echo: “The Echo”, January 2009: cited by 2 facts, 2 of which rest on it alone; 1 actor and \
1 event cite it

2 sources.
"""
    )


@pytest.mark.usefixtures("town")
def test_a_source_left_out_is_as_if_it_had_not_been_written(run: Run) -> None:
    assert "disputed" in run("roles", "Town").out
    roles = run("roles", "Town", "--without-source", "echo").out
    assert ("Cid" in roles, "disputed" in roles, "Ann Lee" in roles) == (False, False, True)
    for command in ("sources", "gaps"):
        title, *lines = run(command, "--without-source", "echo").out.splitlines()
        assert title.endswith(", without echo")
        assert "echo" not in "".join(lines)
    assert "A vote" not in run("timeline", "--without-source", "echo").out
    assert run("conflicts", "--without-source", "echo").out.endswith("No two facts clash.\n")


@pytest.mark.usefixtures("example")
@pytest.mark.parametrize("line", [*CITING, "conflicts", "duplicates", "sources"])
def test_every_command_takes_a_source_out(line: str, run: Run) -> None:
    ran = run(*shlex.split(line), "--without-source", "cc")
    assert ran.code == 0
    assert "[cc" not in ran.out or line.startswith("what-if")


@pytest.mark.usefixtures("town")
def test_an_unknown_source_gets_a_hint(run: Run) -> None:
    ran = run("roles", "--without-source", "ecko")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "stakegraph: no source has the id 'ecko': did you mean 'echo'?\n"


@pytest.mark.usefixtures("town")
def test_conflicts_stand_side_by_side_with_their_sources(run: Run) -> None:
    assert (
        run("conflicts", "--cite").out
        == """\
Conflicts
└── two people in one post at once: head, Town (31 May 2007 to 13 March 2008)
    ├── disputed: Ann Lee is the head (since 2006) [cc ¶2]
    │     against it: cid.holds.head (see: stakegraph why ann.holds.head)
    │     ann.holds.head; disputed; since 2006; cc ¶2
    └── disputed: Cid is the head (since May 2007) [echo p. 3]
          against it: ann.holds.head (see: stakegraph why cid.holds.head)
          cid.holds.head; disputed; since May 2007; echo p. 3

1 conflict.
"""
    )


@pytest.mark.usefixtures("town")
def test_what_if_wants_to_know_what(run: Run) -> None:
    told = "stakegraph: what if what? Give --without-source ID, --source ID or --firm\n"
    assert run("what-if") == (2, "", told)
    assert run("what-if", "--as-of", "2008-01-01") == (2, "", told)


@pytest.mark.usefixtures("town")
def test_what_if_lists_the_answers_that_fall(run: Run) -> None:
    shown = run("what-if", "--without-source", "echo").out
    assert "Bob reports to Cid" in shown
    assert "Cid is head at Town" in shown
    assert "Ann Lee is the head" not in shown
    assert "connected with nobody any more: Bob and Cid" in shown


@pytest.mark.usefixtures("town")
def test_gaps_leave_out_what_is_ignored_and_refuse_an_unknown_rule(run: Run) -> None:
    assert "[one-source]" in run("gaps").out
    assert "one-source" not in run("gaps", "--ignore", "one-source").out
    assert "[old, one-source]" in run("gaps", "--older-than", "2009").out
    ran = run("gaps", "--ignore", "one-sorce")
    assert (ran.code, ran.err) == (
        2,
        "stakegraph: no rule is called 'one-sorce': did you mean 'one-source'?\n",
    )
    assert run("gaps", "--older-than", "soon").code == 2


@pytest.mark.usefixtures("town")
def test_as_of_a_day_held_and_undetermined_are_two_groups_and_the_rest_is_gone(run: Run) -> None:
    shown = run("roles", "--as-of", "2007-06-15", "--without-source", "echo").out
    assert "Ann Lee" in shown
    assert "cannot be said" not in shown
    shown = run("roles", "Town", "--as-of", "2008-06-01").out
    _, held, doubtful = re.split(r"on 1 June 2008\n|.*cannot be said for 1 June 2008\n", shown)
    assert ("Cid" in held, "Ann" in held, "Ann" in doubtful) == (True, False, True)
    assert "no source after 13 March 2008 says it lasted" in doubtful
    assert "Ann" not in run("roles", "Town", "--as-of", "2005-12-31").out


@pytest.mark.usefixtures("town")
@pytest.mark.parametrize(
    "line", ["why ann.holds.head", "sources", "conflicts", "timeline", "positions", "gaps"]
)
def test_json_has_the_command_the_question_and_the_answer(line: str, run: Run) -> None:
    shown = json.loads(run(*line.split(), "--format", "json").out)
    assert shown["command"] == line.split()[0]
    assert shown["answer"]


def test_why_takes_an_event_as_well(run: Callable[..., Any], example: Any) -> None:
    ran = run("why", "shaftesbury-leaves")
    assert ran.code == 0
    assert "hedged: Shaftesbury Young People's involvement in Stoke may end [cc ¶23]" in ran.out
    assert "date: May 2008 (uncertain)" in ran.out
    assert "evidence: cc ¶23" in ran.out
