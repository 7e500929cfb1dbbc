"""An entry put into the text of a fact file: no other byte of it changes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stakegraph.errors import UsageError
from stakegraph.factfile.document import parse
from stakegraph.factfile.splicing import spliced

FIELDS = {"title": "Trust: new head", "date": "2024-05", "note": "no"}


def added(text: str, path: str = "f.yaml") -> str:
    return spliced(text.encode(), path, "sources", "new", FIELDS).decode()


BLOCK = """\
    title: 'Trust: new head'
    date: 2024-05
    note: 'no'
"""


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", f"sources:\n  new:\n{BLOCK}"),
        ("sources:\n", f"  new:\n{BLOCK}"),
        ("sources:\n  a: {title: A}  # first\n", f"  new:\n{BLOCK}"),
        ("sources:\n  a:\n    title: >-\n      A\n      B\n", f"  new:\n{BLOCK}"),
        ("sources:\n  a:\n    title: A\n    # of a\n  # b: {title: B}\n", f"  new:\n{BLOCK}"),
    ],
)
@pytest.mark.parametrize("people", ["", "# people\npeople: {ann: {name: Ann}}\n"])
def test_an_entry_comes_at_the_end_of_its_section(before: str, after: str, people: str) -> None:
    head = "# mine\nstakegraph: 1\n"
    whole = head + before + people
    expected = head + before + (people + after if not before else after + people)
    assert added(whole) == expected


def test_the_indentation_and_the_line_ends_are_those_of_the_file() -> None:
    text = "stakegraph: 1\r\nsources:\r\n   a:\r\n      title: A\r\n\r\nfacts: []\r\n"
    lines = "   new:\n      title: 'Trust: new head'\n      date: 2024-05\n      note: 'no'\n"
    cut = text.index("\r\nfacts")
    assert added(text) == text[:cut] + lines.replace("\n", "\r\n") + text[cut:]


@pytest.mark.parametrize(
    ("section", "after"),
    [
        ("{}", "{new: {title: 'Trust: new head', date: 2024-05, note: 'no'}}"),
        (
            "{a: {title: A}, }",
            "{a: {title: A}, new: {title: 'Trust: new head', date: 2024-05, note: 'no'}, }",
        ),
    ],
)
def test_an_entry_in_braces_comes_behind_the_last_one(section: str, after: str) -> None:
    assert added(f"stakegraph: 1\nsources: {section}  # s\n") == (
        f"stakegraph: 1\nsources: {after}  # s\n"
    )


def test_a_file_without_a_last_line_end_gets_none() -> None:
    text = "stakegraph: 1\nsources:\n  a: {title: A}"
    assert added(text) == f"{text}\n  new:\n{BLOCK}".removesuffix("\n")
    assert added('{"stakegraph": 1}', "f.jsonl").endswith('"note": "no"}')


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("stakegraph: 1\nsources: {new: {title: A}}\n", "an entry 'new' in sources already"),
        ("{stakegraph: 1, sources: {}}\n", "in braces: write the entry there by hand"),
        ("stakegraph: 1\nsources: [a]\n", "the entry cannot be put into sources"),
        ("stakegraph: 1\nsources: none\n", "the entry cannot be put into sources"),
        ("stakegraph: 1\nstakegraph: 1\n", "the file has an error"),
        ("stakegraph: 1\ntitle: T\n...\n", "the entry cannot be put into sources"),
    ],
)  # fmt: skip
def test_where_none_can_be_put_in_the_file_is_refused(text: str, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        added(text)


TITLES = st.sampled_from(
    [
        *("A", "'it''s'", '"a \\u00e9 \\" b"', "a # b", "Über"),
        *(">-\n{0}  folded\n{0}  # text", "|\n{0}  kept\n{0}  lines", "|+\n{0}  kept\n\n"),
    ]
)


@st.composite
def files(draw: st.DrawFn) -> str:
    """Draw the text of a fact file in some style, with comments where any may stand."""
    newline = draw(st.sampled_from(["\n", "\r\n"]))
    step, comment = draw(st.integers(1, 5)), st.sampled_from(["", "", "  # note", "   "])
    between = st.sampled_from(["", "", "\n", "# alone\n", "  # indented\n", "\n\n# two\n"])
    lines = draw(between) + "stakegraph: 1" + draw(comment) + "\n"
    for section in draw(st.permutations(["sources", "people", "posts"])):
        style = draw(st.sampled_from(["block", "flow", "none", "mixed"]))
        lines += draw(between)
        if style == "none":
            continue
        field = "title" if section != "people" else "name"
        ids = draw(st.lists(st.sampled_from(["a", "b.c", "d_e"]), unique=True, min_size=1))
        if style == "flow":
            inside = ", ".join(f"{id}: {{{field}: A}}" for id in ids)
            lines += (
                f"{section}: {{{inside}{draw(st.sampled_from(['', ',', ' ']))}}}{draw(comment)}\n"
            )
            continue
        lines += f"{section}:{draw(comment)}\n"
        for id in ids:
            lines += draw(between).replace("\n# ", f"\n{' ' * step}# ")
            if style == "mixed" and draw(st.booleans()):
                lines += f"{' ' * step}{id}: {{{field}: A}}{draw(comment)}\n"
                continue
            title = draw(TITLES).format(" " * 2 * step)
            lines += f"{' ' * step}{id}:\n{' ' * 2 * step}{field}: {title}\n"
    end = draw(st.sampled_from(["", "\n", "# the end\n", "# the end"]))
    text = lines + end
    if draw(st.booleans()):
        text = text.rstrip("\n")
    return draw(st.sampled_from(["", "\ufeff"])) + text.replace("\n", newline)


@settings(max_examples=300, deadline=None)
@given(files())
def test_the_file_less_the_addition_is_the_file_before(text: str) -> None:
    before = text.encode()
    root, problems = parse(before, "f.yaml")
    if problems:
        return
    try:
        after = spliced(before, "f.yaml", "sources", "new", FIELDS)
    except UsageError as error:
        assert "cannot be put" in str(error)  # noqa: PT017
        return
    size = len(after) - len(before)
    assert size > 0
    assert any(after[:n] + after[n + size :] == before for n in range(len(before) + 1))
    again, problems = parse(after, "f.yaml")
    assert not problems
    entry = again["sources"].pop("new")
    assert dict(entry) == FIELDS
    assert {**root, "sources": root.get("sources", {})} == again
