"""Further evidence is put into an entry of any style, and no other byte of the file changes."""

from __future__ import annotations

import pytest

from stakegraph.errors import CannotWriteError
from stakegraph.factfile.citing import further_evidence
from stakegraph.factfile.document import parse
from stakegraph.factfile.fields import Value
from stakegraph.factfile.layout import spliced

QUOTED: Value = {"source": "h", "at": "¶7", "quote": "so, then"}


def cited(text: str, *further: Value, path: str = "f.yaml") -> str:
    """Return a file of which the entry that has `who: ann` cites more."""
    lines = text.split("\n")
    line = next(number for number, each in enumerate(lines) if "who" in each and "ann" in each)
    column = 0 if path.endswith(".jsonl") else lines[line].index("- ") + 2
    data = text.encode()
    place = (line + 1, column + 1)
    return spliced(data, further_evidence(data, path, place, further)).decode()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("g ¶1", "[g ¶1, h]"),
        ("g ¶1  # seen", "[g ¶1, h]  # seen"),
        ("g pp. 3, 4", "['g pp. 3, 4', h]"),
        ("g\n      ¶1", "[g ¶1, h]"),
        ("'g  ¶1'", "['g  ¶1', h]"),
        ('"g \\\n      ¶1"', '["g \\\n      ¶1", h]'),
        ("{source: g, at: ¶1}", "[{source: g, at: ¶1}, h]"),
        ("[g ¶1]", "[g ¶1, h]"),
        ("[g ¶1, 'g ¶2' , ]", "[g ¶1, 'g ¶2', h , ]"),
        ("[g ¶1, # one\n      g ¶2 # two\n    ]", "[g ¶1, # one\n      g ¶2, h # two\n    ]"),
        ("\n      - g ¶1\n      # last", "\n      - g ¶1\n      # last\n      - h"),
        ("\n    - g ¶1", "\n    - g ¶1\n    - h"),
        ("\n      -  g ¶1\n", "\n      -  g ¶1\n      - h\n"),
        (
            "\n      # one\n      source: g\n\n      quote: |\n        a\n\n        b\n"
            "      at: ¶1",
            "\n      # one\n      - source: g\n\n        quote: |\n          a\n\n          b\n"
            "        at: ¶1\n      - h",
        ),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\n    note: n\n  - {who: bob, supports: ann}\n"])
def test_what_is_cited_follows_what_was(before: str, after: str, end: str) -> None:
    opening = "# Mine.\nstakegraph: 1\nfacts:\n  - who: ann\n    supports: bob\n    evidence: "
    text = opening + before + end
    assert cited(text, "h") == opening + after + end
    assert cited(text.replace("\n", "\r\n"), "h") == (opening + after + end).replace("\n", "\r\n")
    assert parse(cited(text, "h", QUOTED).encode(), "f.yaml")[0]["facts"][0]["evidence"][-2:] == [
        "h",
        QUOTED,
    ]


def test_what_cites_nothing_cites_now() -> None:
    text = "stakegraph: 1\nfacts:\n  - {who: ann, supports: bob}\n  - who: bob\n"
    assert cited(text, "h") == text.replace("bob}", "bob, evidence: h}")
    text = "stakegraph: 1\nfacts:\n  - who: ann\n    supports: bob\n\n  - who: bob\n"
    assert cited(text, "h ¶1", "h ¶2") == text.replace(
        "supports: bob\n", "supports: bob\n    evidence: [h ¶1, h ¶2]\n"
    )


def test_an_entry_in_one_line_stays_in_it() -> None:
    text = "stakegraph: 1\nfacts:\n  - {who: ann, evidence: g ¶1, supports: bob} # so\n"
    assert cited(text, QUOTED) == text.replace(
        "evidence: g ¶1", "evidence: [g ¶1, {source: h, at: ¶7, quote: 'so, then'}]"
    )
    text = 'stakegraph: 1\nfacts:\n  - {"who": "ann", "evidence": "g"}\n'
    assert cited(text, "h") == text.replace('"g"', '["g", "h"]')


def test_lines_of_json_cite_more() -> None:
    first = '\ufeff{"stakegraph": 1}\r\n'
    last = '\r\n{"who": "bob", "supports": "ann"}\r\n'
    for before, after in (
        ('"note": "ä\\u00e4", "evidence": "g", "supports": "bob"', '["g", "h"]'),
        ('"evidence": [ "g" ], "note": "\\"evidence\\": 1"', '[ "g" , "h"]'),
        ('"evidence": {"source": "g"}', '[{"source": "g"}, "h"]'),
    ):
        text = f'{first}{{"who": "ann", {before}}}{last}'
        given = before.split('"evidence": ')[1].split(', "')[0]
        assert cited(text, "h", path="f.jsonl") == text.replace(given, after, 1)
    text = f'{first}{{"who": "ann", "supports": "bob"}} {last}'
    assert cited(text, "h", path="f.jsonl") == text.replace('bob"}', 'bob", "evidence": "h"}', 1)


def test_what_cannot_be_added_to_is_refused() -> None:
    text = "stakegraph: 1\nfacts:\n  - who: ann\n    evidence: >-\n      g\n      ¶1\n"
    with pytest.raises(CannotWriteError) as raised:
        cited(text, "h")
    assert str(raised.value) == (
        "f.yaml:3: evidence here cannot be added to without changing what it says: write h yourself"
    )
