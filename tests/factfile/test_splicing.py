"""An entry is put into a fact file of any style, and no other byte of it changes."""

from __future__ import annotations

import pytest
from examples import examples
from factstyles import TEXTS, place_of, styled
from hypothesis import given
from hypothesis import strategies as st

from stakegraph.errors import CannotWriteError
from stakegraph.factfile.document import parse
from stakegraph.factfile.fields import Fields
from stakegraph.factfile.jsonl import read as read_lines
from stakegraph.factfile.layout import spliced as without
from stakegraph.factfile.removal import removal
from stakegraph.factfile.splicing import further_fields, splice
from stakegraph.factfile.yaml import read

NEW: Fields = {"title": "New: a", "publisher": "", "date": "2020-01-01"}
FACT: Fields = {"who": "a", "reports_to": "b", "evidence": ("cc ¶1", "cc ¶2")}


def spliced(text: str, section: str = "sources", key: str = "new", path: str = "f.yaml") -> str:
    entry = NEW if key else FACT
    return splice(text.encode(), path, section, key, entry).into(text.encode()).decode()


def test_an_entry_follows_the_last_of_its_section_and_its_comments() -> None:
    text = """\
stakegraph: 1
sources:
    a: {title: "A"}  # the first
    # more of a

# who there is
people: {ann: {name: Ann}}
"""
    assert (
        spliced(text)
        == """\
stakegraph: 1
sources:
    a: {title: "A"}  # the first
    # more of a
    new:
        title: 'New: a'
        date: '2020-01-01'

# who there is
people: {ann: {name: Ann}}
"""
    )


def test_no_blank_line_is_added_to_a_text_that_keeps_those_at_its_end() -> None:
    for end in ("A\n", "A\n\n"):
        text = f"stakegraph: 1\nsources:\n a:\n  title: A\n  note: |+\n   {end}"
        assert spliced(text, "people") == (
            f"{text}people:\n new:\n  title: 'New: a'\n  date: '2020-01-01'\n"
        )


def test_a_section_that_is_not_there_follows_those_before_it() -> None:
    text = "stakegraph: 1\ntitle: T\n\n# who\npeople:\n   ann:\n      name: Ann\n"
    assert spliced(text) == (
        "stakegraph: 1\ntitle: T\n\nsources:\n   new:\n      title: 'New: a'\n"
        "      date: '2020-01-01'\n\n# who\npeople:\n   ann:\n      name: Ann\n"
    )
    assert spliced(text, "facts", "") == (
        text + "\nfacts:\n   - who: a\n     reports_to: b\n     evidence: [cc ¶1, cc ¶2]\n"
    )


def test_an_entry_stands_in_brackets_where_those_of_its_section_do() -> None:
    text = "stakegraph: 1\nsources: {\n  a: {title: A}, # the first\n}\n"
    assert spliced(text) == (
        "stakegraph: 1\nsources: {\n"
        "  a: {title: A}, new: {title: 'New: a', date: '2020-01-01'}, # the first\n}\n"
    )
    assert spliced("stakegraph: 1\nsources: {}\n") == (
        "stakegraph: 1\nsources: {new: {title: 'New: a', date: '2020-01-01'}}\n"
    )


def test_what_is_json_stays_json() -> None:
    text = '{"stakegraph": 1, "facts": [{"who": "a", "reports_to": "b"}]}'
    assert spliced(text) == (
        '{"stakegraph": 1, "facts": [{"who": "a", "reports_to": "b"}], '
        '"sources": {"new": {"title": "New: a", "date": "2020-01-01"}}}'
    )
    assert spliced(text, "facts", "") == (
        '{"stakegraph": 1, "facts": [{"who": "a", "reports_to": "b"}, '
        '{"who": "a", "reports_to": "b", "evidence": ["cc ¶1", "cc ¶2"]}]}'
    )


def test_a_line_is_added_to_json_lines() -> None:
    line = '{"section": "sources", "id": "new", "title": "New: a", "date": "2020-01-01"}'
    assert spliced('{"stakegraph": 1}\n', path="f.jsonl") == f'{{"stakegraph": 1}}\n{line}\n'
    assert spliced('{"stakegraph": 1}', path="f.jsonl") == f'{{"stakegraph": 1}}\n{line}\n'
    assert spliced('{"stakegraph": 1}\r\n', path="f.jsonl") == f'{{"stakegraph": 1}}\r\n{line}\r\n'
    assert read_lines(spliced('{"stakegraph": 1}\n', path="f.jsonl").encode(), "f").problems == []


def test_the_ends_of_lines_and_the_byte_order_mark_stay() -> None:
    before = b"\xef\xbb\xbfstakegraph: 1\r\nsources:\r\n  \xc3\xa9: {title: \xf0\x9f\x98\x80}"
    before = before.replace(b"\xc3\xa9", b"a")
    assert splice(before, "f.yaml", "sources", "new", NEW).into(before) == (
        before + b"\r\n  new:\r\n    title: 'New: a'\r\n    date: '2020-01-01'\r\n"
    )


def test_a_fact_stands_in_the_column_of_the_others() -> None:
    text = "stakegraph: 1\nfacts:\n-\n    who: a\n    reports_to: b\n"
    assert spliced(text, "facts", "") == (
        f"{text}- who: a\n  reports_to: b\n  evidence: [cc ¶1, cc ¶2]\n"
    )


def test_blank_lines_that_belong_to_a_text_stay_with_it() -> None:
    kept = "stakegraph: 1\nsources:\n  a:\n    title: |+\n      A\n\n\n"
    assert spliced(kept).startswith(f"{kept}  new:\n")
    clipped = kept.replace("+", "")
    assert spliced(clipped).startswith(clipped.rstrip("\n") + "\n  new:\n")
    assert spliced(clipped).endswith("'\n\n\n")


def test_where_the_file_would_say_something_else_the_entry_is_refused() -> None:
    text = "stakegraph: 1\nsources:\n  a:\n    title: |\n      A"  # which ends in no line end
    with pytest.raises(CannotWriteError) as refused:
        spliced(text)
    assert str(refused.value).split("\n") == [
        "f.yaml: an entry in line 5 would change what the file says there: write it yourself, "
        "such as",
        "    new:",
        "      title: 'New: a'",
        "      date: '2020-01-01'",
    ]


@examples(16)
@given(before=styled(), section=st.sampled_from(["sources", "people", "facts"]), title=TEXTS)
def test_the_file_less_the_addition_is_the_file_before(
    before: bytes, section: str, title: str
) -> None:
    key = "" if section == "facts" else "new"
    entry: Fields = {"note": title, **({"title" if section == "sources" else "name": title})}
    if section == "facts":
        entry = {"who": "a", "reports_to": "b", "note": title}
    found = splice(before, "f.yaml", section, key, entry)
    after = found.into(before)
    assert after[: found.at] + after[found.at + len(found.text) :] == before
    # What is added and taken out again leaves the file as it was, but for an end of its last line.
    less = without(after, removal(after, "f.yaml", place_of(after, section, key)))
    assert less in (before, before + b"\n", before + b"\r\n")
    one, other = read(before, "f"), read(after, "f")
    assert len(other.problems) == len(one.problems)
    sources, actors = [
        [(part.id, getattr(part, name), part.note) for part in parts]
        for name, parts in (("title", other.sources), ("name", other.actors))
    ]
    expected = [("new", title, title)]
    assert sources == [(part.id, part.title, part.note) for part in one.sources] + (
        expected if section == "sources" else []
    )
    assert sorted(actors) == sorted(
        [(part.id, part.name, part.note) for part in one.actors]
        + (expected if section == "people" else [])
    )


@given(before=styled(), title=TEXTS)
def test_fields_are_added_to_the_last_entry_of_a_section(before: bytes, title: str) -> None:
    root = parse(before, "f.yaml")[0]
    if "people" not in root:
        return
    key = [*root["people"]][-1]
    found = further_fields(before, "f.yaml", place_of(before, "people", key), {"because": title})
    after = found.into(before)
    assert after[: found.at] + after[found.at + len(found.text) :] == before
    root["people"][key]["because"] = title
    assert parse(after, "f.yaml") == (root, [])
