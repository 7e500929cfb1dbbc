"""What is written as a fact file is read back as the same facts, whatever its texts hold."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from examples import examples
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from msgspec import Struct, structs

from stakegraph.edtf import dates
from stakegraph.errors import WAIVABLE
from stakegraph.factfile import jsonl, line_writer
from stakegraph.factfile.reading import Reading
from stakegraph.factfile.writer import inline, losses, write
from stakegraph.factfile.yaml import read
from stakegraph.model.facts import (
    Actor,
    Alias,
    Citation,
    Different,
    Event,
    Fact,
    Origin,
    Source,
    Vacancy,
)
from stakegraph.model.relations import MEANINGS, RELATIONS, Relation

ORIGIN = Origin("x", 1, 1)
MENTORS = Relation(
    "mentors", ("person",), ("person", "post"), "role", "mentors", "is mentored by",
    "mentored [{topic}|well]", "was mentored by", after="[ in {y}]", qualifiers=("y", "topic"),
    symmetric=True, acyclic=True, exclusive=True, act=True,
)  # fmt: skip


def written(reading: Reading) -> str:
    return "".join(write(reading))


def again(text: str) -> Reading:
    found = read(text.encode(), "f.yaml")
    assert found.problems == []
    return found


def said(part: Any) -> Any:
    """Everything but where it stood; in the order of no importance, that of the facts, sorted."""
    if isinstance(part, Reading):
        lists = {name: list(map(said, getattr(part, name))) for name in ("sources", "events")}
        actors = sorted((said(actor) for actor in part.actors), key=lambda actor: actor["id"])
        facts = sorted(map(said, part.facts), key=repr)
        return {"title": part.title, **lists, "actors": actors, "facts": facts}
    if isinstance(part, Struct):
        names = {field.name for field in structs.fields(part)} - {"origin"}
        return {name: said(getattr(part, name)) for name in sorted(names)}
    if isinstance(part, dict):
        return sorted(part.items())
    return tuple(map(said, part)) if isinstance(part, tuple) else part


IDS = st.sampled_from(
    [
        "ann",
        "bob",
        "serco",
        "007",
        "1e3",
        "0x1f",
        "0o7",
        "null",
        "true",
        "no",
        "y",
        "on",
        "2007-03-13",
        "1.5",
        "a.b-c_d",
        "12",
        "3_4",
    ]
)
DATES = st.sampled_from(["", "2007", "2008-05?", "../2007-06", "2007-03/..", "..", "2001~", "201X"])
NASTY = st.sampled_from(
    [
        *(
            "NO",
            "~",
            "null",
            "=",
            "<<",
            "12:30",
            "1_000",
            "0o17",
            ".inf",
            "-.5",
            "+44",
            "2007",
            "n",
        ),
        *("- a", "-a", "? a", ": a", "a: b", "a:", "a #b", "#a", "&a", "*a", "!a", "|", ">-", "%a"),
        *(
            "@a",
            "`a",
            "'",
            '"',
            "\\",
            "it's",
            'say "it\'s"',
            "{a}",
            "[a]",
            "a, b",
            "---",
            "...",
            ",",
        ),
        *(
            "\n",
            "a\nb",
            "a\nb\n",
            "a\n\nb",
            "a\n b",
            " a\nb",
            "a \nb",
            "a\nb\n\n",
            "a\tb",
            "\r",
            "a\r\nb",
        ),
        *(
            " a",
            "a ",
            "a  b",
            "\x1b[31m",
            "\x00",
            "\x7f",
            "\x85",
            "\xa0",
            "\u2028",
            "\u202e",
            "\ufeff",
        ),
        *("\ufffe", "\U0001ffff", "می‌خواهم", "👩‍💻", "word " * 40 + "end", "word  " * 40 + "end"),
        *(
            "x" * 150,
            "# word " * 30 + "end",
            "a: b " * 30 + "end",
            "- " * 80 + "end",
            "\n" + "a " * 90,
        ),
    ]
)
TEXTS = st.text(min_size=1, max_size=12) | NASTY
MAYBE = st.just("") | TEXTS
QUANTITIES = {
    "share": st.sampled_from(("", "60 %", "25 to 50 %", "75% or more", "a majority")),
    "amount": st.sampled_from(("", "EUR 1,000", "1000 EUR", "£2.5m", "about €2m")),
}
PLACES = st.sampled_from(
    [
        "",
        "¶7",
        "¶ 7",
        "p. 3",
        "pp. 3-4",
        "12:30",
        "1:02:30",
        "line 9",
        "pp. xi, 113-16",
        "§ 4.2",
        "#:~:text=a:b,c",
        "0:12:30-0:13:10",
        "item people/12",
        "item a,b]",
        "item a#b",
        "item [0]:x",
        "item '\"",
        "item \x01",
    ]
)
CITATIONS = st.builds(
    Citation,
    source=IDS,
    at=PLACES,
    quote=MAYBE,
    origin=st.just(ORIGIN),
    said_as=st.lists(TEXTS, max_size=2).map(tuple),
    waive=st.lists(st.tuples(st.sampled_from([*WAIVABLE]), TEXTS), max_size=2, unique_by=min).map(
        lambda pairs: tuple((rule, dict(pairs)[rule]) for rule in WAIVABLE if rule in dict(pairs))
    ),
)
EVIDENCE = st.lists(CITATIONS, max_size=3).map(tuple)
STATUS = st.sampled_from(["stated", "hedged", "disputed", "denied", "inferred"])
SPAN = {"since": DATES, "until": DATES}
# Of the two dates of what stands within an entry one is given, and the end is not too soon.
SPANS = st.tuples(DATES, DATES).filter(
    lambda span: any(span) and not (all(span) and dates.surely_before(span[1], span[0]))
)
VACANCIES = st.builds(
    lambda span, evidence: Vacancy(since=span[0], until=span[1], evidence=evidence),
    SPANS,
    EVIDENCE,
)
CLASSES = st.sampled_from(["", "company", "public body"])
OF_KIND: dict[str, dict[str, Any]] = {
    "person": {"unnamed": MAYBE},
    "organisation": {"unnamed": MAYBE, "classification": CLASSES, **SPAN},
    "post": {
        "remit": MAYBE,
        "seats": st.sampled_from([1, 2, 12]),
        "shared": st.booleans(),
        "vacant": st.lists(VACANCIES, max_size=2).map(tuple),
        **SPAN,
    },
    "partnership": {"classification": MAYBE, **SPAN},
}


def parts(part: type[Any], **given: Any) -> st.SearchStrategy[Any]:
    return st.builds(part, origin=st.just(ORIGIN), **given)


BORNE = st.lists(
    st.tuples(TEXTS, st.lists(SPANS, max_size=2, unique=True)),
    max_size=2,
    unique_by=lambda given: given[0],
)


def with_aliases(given: tuple[Actor, list[tuple[str, list[tuple[str, str]]]]]) -> Actor:
    actor, names = given
    dated = tuple(Alias(name, *span) for name, spans in names for span in spans)
    aliases = tuple(name for name, _ in names)
    # A reason without `same_as` is that of the one whom an actor is different from.
    is_for_one = not actor.same_as and len(actor.different_from) == 1
    because = "" if is_for_one else actor.because
    return structs.replace(actor, aliases=aliases, alias_dates=dated, because=because)


DIFFERENT = st.builds(Different, IDS, TEXTS)
ACTORS = st.one_of(
    parts(
        Actor,
        id=IDS,
        kind=st.just(kind),
        name=TEXTS,
        plural=st.booleans(),
        description=MAYBE,
        note=MAYBE,
        evidence=EVIDENCE,
        same_as=st.just("") | IDS,
        different_from=st.lists(DIFFERENT, max_size=2, unique=True).map(tuple),
        because=MAYBE,
        **given,
    )
    for kind, given in OF_KIND.items()
)
ACTORS = st.tuples(ACTORS, BORNE).map(with_aliases)
RELATION = st.sampled_from([MENTORS, *RELATIONS.values()])


@st.composite
def facts(draw: st.DrawFn) -> Fact:
    row = draw(RELATION)
    choices = {key: st.sampled_from(["", *values]) for key, values in row.choices}
    qualifiers = {
        key: text
        for key in row.qualifiers
        if (text := draw(choices.get(key, QUANTITIES.get(key, MAYBE))))
    }
    said = draw(st.fixed_dictionaries(SPAN) | st.fixed_dictionaries({"attested": DATES}))
    status = draw(STATUS)
    return draw(
        parts(
            Fact,
            id=st.just("") | IDS,
            subject=IDS,
            relation=st.just(row.key),
            object=IDS,
            qualifiers=st.just(qualifiers),
            status=st.just(status),
            certainty=st.just(status),
            because=MAYBE,
            note=MAYBE,
            evidence=EVIDENCE,
            **{name: st.just(date) for name, date in said.items()},
        )
    )


def several(part: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Any]]:
    return st.lists(part, max_size=3, unique_by=lambda each: each.id)


SOURCES = parts(
    Source, id=IDS, title=TEXTS, publisher=MAYBE, date=DATES, url=MAYBE, text=MAYBE, note=MAYBE
)
EVENTS = parts(
    Event,
    id=IDS,
    what=TEXTS,
    on=DATES,
    who=st.lists(IDS, max_size=3).map(tuple),
    status=STATUS,
    because=MAYBE,
    note=MAYBE,
    evidence=EVIDENCE,
)
READINGS = st.builds(
    Reading,
    title=MAYBE,
    relations=st.just({**RELATIONS, "mentors": MENTORS}),
    sources=several(SOURCES),
    actors=several(ACTORS),
    events=several(EVENTS),
    facts=st.lists(facts(), max_size=3),
)


@examples(8, suppress_health_check=[HealthCheck.too_slow])
@given(READINGS)
def test_what_is_written_is_read_back_as_the_same(reading: Reading) -> None:
    found = again(written(reading))
    assert said(found) == said(reading)
    assert found.relations == reading.relations


@given(READINGS)
def test_what_is_written_line_by_line_is_read_back_as_the_same(reading: Reading) -> None:
    text = "".join(line_writer.write(reading))
    found = jsonl.read(text.encode(), "x.jsonl")
    assert found.problems == []
    assert said(found) == said(reading)
    assert found.relations == reading.relations
    assert "\x1b" not in text


def test_relations_stand_before_all_that_may_need_them_where_lines_are_read_apart() -> None:
    text = """
stakegraph: 1
sources: {s: {title: T}}
people: {ana: {name: Ana}, bob: {name: Bob}}
relations:
  mentors: {from: [person], to: [person], verb: mentors, inverse: is mentored by, family: role}
facts: [{who: ana, mentors: bob, evidence: s}]
"""
    lines = [*line_writer.write(read(text.encode(), "f.yaml"))]
    sections = [json.loads(line).get("section") for line in lines]
    assert sections == [None, "relations", "sources", "people", "people", None]


@pytest.mark.parametrize("text", ['it\'s "so"', "it's a\\b", "''\"", "'"])
def test_a_text_with_quotation_marks_of_both_kinds_comes_back(text: str) -> None:
    assert yaml.safe_load(inline(text)) == text


BARE = {
    "stakegraph",
    "date",
    "since",
    "until",
    "in",
    "on",
    *MEANINGS,
    "plural",
    "seats",
    "shared",
}


def values(part: Any, key: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(part, dict):
        for name, value in part.items():
            yield from values(value, name)
    elif isinstance(part, list):
        for value in part:
            yield from values(value, key)
    else:
        yield key, part


@examples(3, suppress_health_check=[HealthCheck.too_slow])
@given(READINGS)
def test_other_readers_take_no_text_for_anything_else(reading: Reading) -> None:
    text = written(reading)
    as_texts = list(values(yaml.load(text, yaml.BaseLoader)))
    misread = [
        (key, typed, value)
        for (key, typed), (_, value) in zip(as_texts, values(yaml.safe_load(text)), strict=True)
        if typed != value and key not in BARE
    ]
    assert misread == []
    assert "\x1b" not in text


FILE = """\
stakegraph: 1
title: Who runs it

sources:
  cc:
    title: Community Care
    date: 2008-03-13
    note: >-
      a note that is longer than a line can be, with "quotes", it's apostrophes, a colon: here, and
      a # too, so that it is folded into several lines

organisations:
  serco:
    name: Serco
    aliases:
      - Serco plc
      - '1987'
      - name: a + b
        until: 2001
    plural: true
    kind: company
    since: 1987
    evidence: [cc ¶2, cc 12:30]

people:
  ann:
    name: Ann "the boss" O'Brien
    description: |-
      first line
      second line
    evidence:
      - cc ¶2
      - source: cc
        at: ¶3
        quote: "it's: so"

posts:
  head:
    title: 'head: of all'
    at: serco
    seats: 2
    shared: true
    vacant:
      - since: 2007
        until: 2008-01
        evidence: cc ¶7
    evidence: cc ¶7

events:
  fair:
    what: "a \\e[31m fair"
    on: 2007
    who: [ann, serco]
    evidence: cc

relations:
  mentors:
    from: [person]
    to: [person, post]
    verb: mentors
    inverse: is mentored by
    past: mentored
    past_inverse: was mentored by
    family: role
    symmetric: true
    act: true

facts:
  - who: ann
    holds: head
    as: acting
    in: 2008
    status: inferred
    because: she signs
    evidence: cc ¶7
  - who: head
    at: serco
    since: 2008
    evidence: cc ¶7
"""


def test_a_file_that_is_written_as_we_write_is_written_as_it_was() -> None:
    assert written(again(FILE)).replace("\\x1B", "\\e") == FILE


@pytest.mark.parametrize(
    "changed",
    [
        "status: hedged",
        "until: 2009",
        "note: a note",
        "id: own-id",
        "evidence: [cc ¶7, cc ¶8]",
    ],
)
def test_where_a_post_is_stays_a_fact_where_it_says_more_than_the_post(changed: str) -> None:
    evidence = "" if "evidence" in changed else "evidence: cc ¶7, "
    found = again(f"""\
stakegraph: 1
posts:
  head: {{title: Head, evidence: cc ¶7}}
facts:
  - {{who: head, at: serco, {evidence}{changed}}}
""")
    text = written(found)
    assert "  - who: head\n    at: serco\n" in text
    assert said(again(text)) == said(found)


def test_of_two_places_of_a_post_one_is_its_entrys_and_one_a_fact() -> None:
    found = again("""\
stakegraph: 1
posts:
  head: {title: Head, at: serco}
facts:
  - {who: head, at: tact}
""")
    assert (
        written(found)
        == """\
stakegraph: 1

posts:
  head:
    title: Head
    at: serco

facts:
  - who: head
    at: tact
"""
    )


def test_half_a_character_is_replaced_and_that_is_said() -> None:
    origin = Origin("in.json", 4, 1)
    ann = Actor(id="ann", kind="person", name="A\ud800nn", origin=origin)
    bob = Actor(id="bob", kind="person", name="B\ufffdb", origin=origin)
    reading = Reading(actors=[ann, bob])
    assert [actor.name for actor in again(written(reading)).actors] == ["A\ufffdnn", "B\ufffdb"]
    assert list(losses(reading)) == [
        "in.json:4: half of a character (a lone surrogate) is replaced by U+FFFD"
    ]


def test_the_file_is_written_piece_by_piece() -> None:
    origin = Origin("x", 1, 1)
    people = [Actor(id=f"p{n}", kind="person", name=f"P {n}", origin=origin) for n in range(50)]
    pieces = list(write(Reading(actors=people)))
    assert len(pieces) == 51
    assert pieces[:2] == ["stakegraph: 1\n", "\npeople:\n  p0:\n    name: P 0\n"]


def test_nothing_is_a_file_without_sections() -> None:
    assert written(Reading()) == "stakegraph: 1\n"


def test_a_question_mark_within_brackets_is_quoted_for_the_pure_parser() -> None:
    actor = Actor(id="a", kind="person", name="A", aliases=("0?",), origin=Origin("x", 1, 1))
    text = written(Reading(actors=[actor]))
    assert "aliases: ['0?']" in text
    assert yaml.load(text, yaml.BaseLoader)["people"]["a"]["aliases"] == ["0?"]
