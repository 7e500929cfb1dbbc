"""What actors are as the sources that count tell of them, where files or sources differ."""

from __future__ import annotations

import pytest

from stakegraph.model.attribution import evidence_of, otherwise
from stakegraph.model.facts import Actor
from stakegraph.store import Scope
from stakegraph.store.loading import inspect_files

HEAD = """
stakegraph: 1
title: T
sources:
  a: {title: A, date: 2010-01-01}
  b: {title: B, date: 2015-01-01}
  c: {title: C, date: 2020-01-01}
  d: {title: D, date: 2020-01-01}
  e: {title: E, date: 2021-01-01}
organisations:
"""
HEAD_OF_2 = "stakegraph: 1\norganisations:\n"
WITHOUT_A, WITHOUT_B, WITHOUT_C = (Scope(without=frozenset(one)) for one in "abc")


def seen(scope: Scope, *entries: str) -> Actor:
    """Return the actor x of files that each have an entry of it, as a scope sees it."""
    texts = [f"{HEAD_OF_2 if n else HEAD}  {entry}\n" for n, entry in enumerate(entries)]
    files = [(f"{n}.yaml", text.encode()) for n, text in enumerate(texts)]
    database, problems = inspect_files(files)
    assert not [problem for problem in problems if problem.severity == "error"]
    (actor,) = database.actors(["x"], scope)
    return actor


NAMED = ("x: {name: P, evidence: a}", "x: {name: Q, evidence: b}", "x: {name: R, evidence: c}")


@pytest.mark.parametrize(
    ("scope", "name", "aliases"),
    [
        (Scope(), "R", ("P", "Q")),
        (WITHOUT_A, "R", ("Q",)),
        (WITHOUT_B, "R", ("P",)),
        (WITHOUT_C, "Q", ("P",)),
        (Scope(source="a"), "P", ()),
        (Scope(source="d"), "R", ()),  # of which nothing is told: it must have a name
        (Scope(without=frozenset("abc")), "R", ()),
    ],
)
def test_a_body_has_the_name_that_the_latest_source_gives_it_of_those_that_count(
    scope: Scope, name: str, aliases: tuple[str, ...]
) -> None:
    actor = seen(scope, *NAMED)
    assert (actor.name, actor.aliases) == (name, aliases)


@pytest.mark.parametrize(
    ("scope", "since", "until"),
    [
        (Scope(), "2001", "2018/2019"),
        (WITHOUT_A, "", "2018/2019"),
        (WITHOUT_C, "2001", "2019"),  # the other end of the two that differ is what is told
        (Scope(source="c"), "", "2018"),
        (Scope(source="b"), "", ""),
    ],
)
def test_what_some_of_the_sources_tell_is_told_where_one_of_them_counts(
    scope: Scope, since: str, until: str
) -> None:
    actor = seen(
        scope,
        "x: {name: X, since: 2001, evidence: a}",
        "x: {name: X, until: 2018, evidence: c}",
        "x: {name: X, until: 2019, evidence: d}",
        "x: {name: X, evidence: b}",
    )
    assert (actor.since, actor.until) == (since, until)


@pytest.mark.parametrize(
    ("entries", "scope", "until"),
    [
        # who tells it cites nothing: it is the author's own word
        (("x: {name: X, until: 2018}", "x: {name: X, evidence: a}"), WITHOUT_A, "2018"),
        (("x: {name: X, until: 2018, evidence: [a, b]}",), WITHOUT_A, "2018"),
        (("x: {name: X, until: 2018, evidence: a}",), WITHOUT_A, ""),
        (("x: {name: X, until: 2018}",), WITHOUT_A, "2018"),
        (("x: {name: X, until: 2018}",), Scope(source="a"), ""),
        # two tell the same, one of whom counts
        (("x: {name: X, until: 2018, evidence: a}",
          "x: {name: X, until: 2018, evidence: b}",
          "x: {name: X, evidence: c}"), WITHOUT_A, "2018"),
    ],
)  # fmt: skip
def test_a_date_stays_where_somebody_who_counts_gives_it(
    entries: tuple[str, ...], scope: Scope, until: str
) -> None:
    assert seen(scope, *entries).until == until


@pytest.mark.parametrize(
    ("entries", "scope", "fields"),
    [
        # what stands by two sources is decided anew where one of them is left out
        (
            (
                "x: {name: P, since: 1990, description: p, evidence: a}",
                "x: {name: Q, since: 1991, description: q, evidence: b}",
                "x: {name: P, since: 1990, description: p, evidence: c}",
            ),
            WITHOUT_C,
            {"name": "Q", "since": "1991", "description": "q", "aliases": ("P",)},
        ),
        # of two of one day nothing is said, but that each says otherwise
        (
            (
                "x: {name: P, kind: company, evidence: c}",
                "x: {name: Q, kind: charity, evidence: d}",
                "x: {name: R, kind: fund, evidence: e}",
            ),
            Scope(without=frozenset("e")),
            {"name": "P", "classification": "", "aliases": ("Q",)},
        ),
        # an entry without sources says nothing by one, and another says the same by it
        (
            ("x: {name: X, kind: charity}", "x: {name: X, kind: charity, evidence: b}"),
            Scope(source="b"),
            {"classification": "charity"},
        ),
        # a name that one source has as the present one, and another with its end
        (
            (
                "x: {name: P, evidence: a}",
                "x: {name: Q, aliases: [{name: P, until: 2018-12-31}], evidence: b}",
            ),
            WITHOUT_B,
            {"name": "P", "aliases": (), "alias_dates": ()},
        ),
        (
            ("x: {name: P, evidence: a}", "x: {name: Q, aliases: [P], evidence: b}"),
            WITHOUT_A,
            {"name": "Q", "aliases": ("P",)},
        ),
        (
            ("x: {name: X, aliases: [Z], description: z, evidence: a}",),
            WITHOUT_A,
            {"name": "X", "aliases": (), "description": ""},
        ),
        (
            (
                "x: {name: X, aliases: [Y], evidence: a}",
                "x: {name: X, aliases: [{name: Y, until: 2008}], evidence: b}",
            ),
            WITHOUT_B,
            {"aliases": ("Y",), "alias_dates": ()},
        ),
        (
            ("x: {name: X, evidence: a}", "x: {name: X, plural: true, evidence: b}"),
            WITHOUT_B,
            {"plural": False},
        ),
        # who is the same keeps its names behind those of the one that it is
        (
            (
                "x: {name: P, evidence: c}",
                "x: {name: Q, evidence: d}",
                "x: {name: R, evidence: e}",
                "y: {name: S, kind: fund, same_as: x, because: known, evidence: a}",
            ),
            Scope(without=frozenset("e")),
            {"name": "P", "aliases": ("Q", "S"), "classification": "fund"},
        ),
        # what one who is not named is called describes the one who is, behind what that is
        (
            (
                "x: {name: a clerk, unnamed: withheld, evidence: a}",
                "y: {name: Ann, description: tall, same_as: x, because: known, evidence: b}",
                "z: {name: an aunt, unnamed: withheld, same_as: x, because: known, evidence: c}",
            ),
            WITHOUT_A,
            {"name": "Ann", "unnamed": "", "description": "tall; an aunt", "aliases": ()},
        ),
        (
            (
                "x: {name: P, evidence: a}",
                "y: {name: S, same_as: x, because: known, evidence: a}",
            ),
            WITHOUT_A,
            {"name": "P", "joined": ()},
        ),
    ],
)
def test_each_field_is_what_the_entries_say_whose_sources_count(
    entries: tuple[str, ...], scope: Scope, fields: dict[str, object]
) -> None:
    actor = seen(scope, *entries)
    assert {name: getattr(actor, name) for name in fields} == fields


def test_what_sources_say_otherwise_is_said_by_those_that_count() -> None:
    entries = (
        "x: {name: P, evidence: [a, b]}",
        "x: {name: Q, evidence: c}",
    )
    said = [(one.field, one.value, one.sources) for one in otherwise(seen(WITHOUT_B, *entries))]
    assert said == [("name", "P", ("a",))]
    assert otherwise(seen(WITHOUT_C, *entries)) == ()


def test_a_body_that_is_another_tells_its_own_dates_and_words() -> None:
    entries = (
        "x: {name: X, since: 2001, until: 2019, description: one, evidence: a}",
        "x: {name: X, description: two, evidence: b}",
        "y: {name: Y, until: 2018, description: three, same_as: x, because: known, evidence: c}",
        "z: {name: Z, since: 2001, same_as: x, because: known, evidence: d}",
    )
    whole = seen(Scope(), *entries)
    assert (whole.since, whole.until, whole.description) == ("2001", "2019", "two; three")
    assert [(one.value, one.sources) for one in otherwise(whole)] == [("one", ("a",))]
    without_a = seen(WITHOUT_A, *entries)
    assert (without_a.since, without_a.until) == ("2001", "2018")
    assert (without_a.description, without_a.aliases) == ("two; three", ("Y", "Z"))
    without_c = seen(WITHOUT_C, *entries)
    assert (without_c.until, without_c.description) == ("2019", "two")
    assert [one.id for one in without_c.joined] == ["z"]


def test_when_a_post_stood_empty_is_told_by_the_sources_that_count() -> None:
    entry = "x: {name: X, evidence: a}\nposts:\n  p:\n    title: P\n    vacant: {vacant}\n"
    vacant = "[{since: 2010, until: 2011, evidence: a}, {since: 2012, evidence: [a, b]}]"
    text = HEAD + "  " + entry.replace("{vacant}", vacant)
    database, _ = inspect_files([("x.yaml", text.encode())])
    (post,) = database.actors(["p"], WITHOUT_A)
    assert [(one.since, [cited.source for cited in one.evidence]) for one in post.vacant] == [
        ("2012", ["b"])
    ]


@pytest.mark.parametrize(
    ("scope", "count"), [(WITHOUT_A, 0), (WITHOUT_B, 1), (Scope(source="a"), 1)]
)
def test_when_a_post_stood_empty_is_told_by_what_its_entry_cites(scope: Scope, count: int) -> None:
    entry = "x: {name: X}\nposts:\n  p: {title: P, vacant: [{since: 2010}], evidence: a}\n"
    database, _ = inspect_files([("x.yaml", f"{HEAD}  {entry}".encode())])
    (post,) = database.actors(["p"], scope)
    assert len(post.vacant) == count


def test_an_entry_without_sources_counts_beside_one_that_is_left_out() -> None:
    texts = (f"{HEAD}  x: {{name: X, since: 1990}}\n", HEAD_OF_2 + "  x: {name: X, evidence: b}\n")
    files = [(f"{n}.yaml", text.encode()) for n, text in enumerate(texts)]
    database, _ = inspect_files(files)
    assert [actor.since for actor in database.actors(scope=WITHOUT_B)] == ["1990"]
    assert [actor.id for actor in database.actors(scope=Scope(source="a"))] == []


def test_that_a_post_stood_empty_counts_as_the_entry_that_says_so() -> None:
    post = "posts:\n  p: {title: P, evidence: a}\n"
    more = "stakegraph: 1\nposts:\n  p: {title: P, vacant: [{since: 2011}], evidence: b}\n"
    files = [("1.yaml", f"{HEAD}  x: {{name: X}}\n{post}".encode()), ("2.yaml", more.encode())]
    database, _ = inspect_files(files)
    scopes = (WITHOUT_A, WITHOUT_B, Scope(source="a"), Scope(source="b"), Scope())
    found = [len(next(database.actors(["p"], scope)).vacant) for scope in scopes]
    assert found == [1, 0, 0, 1, 1]


def test_the_start_and_the_end_of_a_body_are_cited_from_who_tells_them() -> None:
    actor = seen(
        Scope(),
        "x: {name: X, since: 1990, evidence: a}",
        "x: {name: X, until: 2008, evidence: c}",
        "x: {name: X, until: 2009, evidence: d}",
        "x: {name: X, kind: company}",
    )
    assert [one.source for one in evidence_of(actor, "since")] == ["a"]
    assert [one.source for one in evidence_of(actor, "until")] == ["c", "d"]
    assert evidence_of(actor, "classification") == ()
