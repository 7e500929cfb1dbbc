"""What actors are as the sources that count tell of them, where files or sources differ."""

from __future__ import annotations

import pytest

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
organisations:
"""
WITHOUT_A, WITHOUT_B, WITHOUT_C = (Scope(without=frozenset(one)) for one in "abc")


def seen(scope: Scope, *entries: str) -> Actor:
    """Return the actor x of files that each have an entry of it, as a scope sees it."""
    further = "stakegraph: 1\norganisations:\n"
    texts = [f"{further if n else HEAD}  {entry}\n" for n, entry in enumerate(entries)]
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


def test_a_body_that_is_another_tells_its_own_dates() -> None:
    entries = (
        "x: {name: X, since: 2001, description: one, evidence: a}",
        "y: {name: Y, until: 2018, same_as: x, because: known, evidence: b}",
    )
    assert (seen(WITHOUT_A, *entries).since, seen(WITHOUT_A, *entries).until) == ("", "2018")
    assert (seen(WITHOUT_B, *entries).since, seen(WITHOUT_B, *entries).until) == ("2001", "")
    assert seen(WITHOUT_B, *entries).description == "one"


def test_when_a_post_stood_empty_is_told_by_the_sources_that_count() -> None:
    entry = "x: {name: X, evidence: a}\nposts:\n  p:\n    title: P\n    vacant: {vacant}\n"
    vacant = "[{since: 2010, until: 2011, evidence: a}, {since: 2012, evidence: [a, b]}]"
    text = HEAD + "  " + entry.replace("{vacant}", vacant)
    database, _ = inspect_files([("x.yaml", text.encode())])
    (post,) = database.actors(["p"], WITHOUT_A)
    assert [(one.since, [cited.source for cited in one.evidence]) for one in post.vacant] == [
        ("2012", ["b"])
    ]
