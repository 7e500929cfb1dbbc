"""Terms, and what follows from them: properties that hold whatever is stated of whom and when."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any, NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from stakegraph.graph.neighbourhood import Graph, neighbourhood
from stakegraph.questions.conflicts import conflicts
from stakegraph.questions.lines import Line
from stakegraph.questions.reporting import chain, org_chart, who_reports_to
from stakegraph.questions.roles import roles
from stakegraph.store import EVERYTHING, Scope
from stakegraph.store.database import Database

Keep = Callable[[str], Database]

PEOPLE = ("ann", "bob", "cid")
POSTS = ("head", "deputy")
DAYS = [date(2020, 1, 1) + timedelta(days) for days in range(0, 60, 3)]

TOWN = """
sources:
  early: {title: Early, date: 2020-01-10}
  late: {title: Late, date: 2020-02-10}
  never: {title: Never}
organisations: {town: {name: Town, evidence: late}}
people: {ann: {name: Ann}, bob: {name: Bob}, cid: {name: Cid}}
posts:
  head: {title: head, at: town}
  deputy: {title: deputy, at: town}
facts:
- {who: deputy, reports_to: head, evidence: late}
"""


class Term(NamedTuple):
    person: str
    post: str
    since: str
    until: str
    source: str

    @property
    def entry(self) -> str:
        dates = "".join(
            f", {side}: {on}" for side, on in (("since", self.since), ("until", self.until)) if on
        )
        return f"- {{who: {self.person}, holds: {self.post}{dates}, evidence: {self.source}}}\n"


@st.composite
def _terms(draw: st.DrawFn) -> Term:
    since, until = sorted((draw(st.sampled_from(DAYS)), draw(st.sampled_from(DAYS))))
    forms = st.sampled_from(["{}", "{:%Y-%m}", "", "{}~"])
    return Term(
        draw(st.sampled_from(PEOPLE)),
        draw(st.sampled_from(POSTS)),
        draw(forms).format(since),
        draw(forms).format(until),
        draw(st.sampled_from(["early", "late", "never", "[early, late]"])),
    )


TERMS = st.lists(_terms(), min_size=1, max_size=5, unique=True)


def text(terms: Iterable[Term]) -> str:
    return TOWN + "".join(term.entry for term in terms)


def drawn(store: Database, day: date | None = None) -> Graph:
    on = (day.year, day.month, day.day) if day else None
    return neighbourhood(store, scope=Scope(as_of=(on, on)) if on else EVERYTHING)


def pairs(lines: Iterable[Line], other: str, *, up: bool) -> set[tuple[str, str, bool]]:
    """Return who is below and above in the first of some lines, and whether that is held."""
    found = set()
    for line in lines:
        far = line.seat.person.id if line.seat.person else line.seat.post and line.seat.post.id
        ends = (other, far) if up else (far, other)
        found.add((*ends, not line.facts[0].missing))
    return found  # type: ignore[return-value]


@given(TERMS)
def test_what_holds_on_a_day_has_a_line_in_the_answer_without_a_day(
    store: Keep, terms: list[Term]
) -> None:
    kept = store(text(terms))
    whole = drawn(kept)
    for person in PEOPLE:
        known = pairs(who_reports_to(whole, person).reports, person, up=False)
        ends = {(below, above) for below, above, _ in known}
        for day in DAYS[::4]:
            of_day = pairs(who_reports_to(drawn(kept, day), person).reports, person, up=False)
            held = {(below, above) for below, above, is_held in of_day if is_held}
            assert {pair for pair in held if pair[0] in PEOPLE} <= ends


@given(TERMS, st.sampled_from(DAYS))
def test_a_line_is_the_same_asked_from_below_and_from_above(
    store: Keep, terms: list[Term], day: date
) -> None:
    graph = drawn(store(text(terms)), day)
    from_above = set().union(
        *(pairs(who_reports_to(graph, id).reports, id, up=False) for id in PEOPLE)
    )
    from_below = set().union(*(pairs(chain(graph, id).managers, id, up=True) for id in PEOPLE))
    people = {pair for pair in from_above if pair[0] in PEOPLE}
    assert people == {pair for pair in from_below if pair[1] in PEOPLE}
    # Whoever is in a line that is held holds a post of it then, and `roles` says so.
    holders = {
        role.holder.id
        for role in roles(graph).roles
        if role.holder and role.post and not role.facts[0].missing
    }
    assert {end for below, above, held in people if held for end in (below, above)} <= holders


@given(TERMS)
def test_all_in_a_chart_have_their_line_from_below(store: Keep, terms: list[Term]) -> None:
    graph = drawn(store(text(terms)))
    for top in org_chart(graph).tops:
        for holder in top.seat.holders:
            for line in top.beyond:
                if line.seat.person and holder.person.id != line.seat.person.id:
                    managers = pairs(
                        chain(graph, line.seat.person.id).managers, line.seat.person.id, up=True
                    )
                    above = {far for _, far, _ in managers}
                    assert above & {each.person.id for each in top.seat.holders}


@given(TERMS, st.sampled_from(PEOPLE), st.sampled_from(DAYS))
def test_what_is_attested_on_another_day_disputes_nothing(
    store: Keep, terms: list[Term], person: str, day: date
) -> None:
    attested = {date(2020, 1, 10), date(2020, 2, 10), day}
    further = TOWN.replace("facts:", "").replace(
        "  never:", f"  other: {{title: Other, date: {day}}}\n  never:"
    )
    undated = [term._replace(since="", until="") for term in terms]
    head, _, facts = text(undated).partition("facts:")
    more = f"- {{who: {person}, holds: head, evidence: other}}\n"
    before = store(head + "facts:" + facts)
    after = store(further.partition("- {who: deputy")[0] + "facts:" + facts + more)
    if len(attested) == 3:
        ids = {fact.id for _, *both in before.conflicts()[0] for fact in both}
        assert {fact.id for _, *both in after.conflicts()[0] for fact in both} == ids


RENAMED = {"ann": "zoe", "bob": "a-a", "cid": "m.m", "head": "x9", "deputy": "b0", "town": "k"}


def _titled(source: str) -> str:
    return source.replace("title: head", "title: Head").replace("title: deputy", "title: Deputy")


def _renamed(source: str) -> str:
    ids = "|".join(RENAMED)
    return re.sub(
        rf"(?<![\w.-])({ids})(?=[,:}} ]|$)(?!, at)",
        lambda match: RENAMED[match[1]],
        _titled(source),
        flags=re.MULTILINE,
    )


@given(TERMS)
def test_the_names_of_ids_change_no_answer(store: Keep, terms: list[Term]) -> None:
    one = store(
        text(terms).replace("title: head", "title: Head").replace("title: deputy", "title: Deputy")
    )
    other = store(_renamed(text(terms)))
    for name, ask in {"chart": org_chart, "roles": roles}.items():
        said = [_said(ask(drawn(kept))) for kept in (one, other)]  # type: ignore[operator]
        assert said[0] == said[1], name
    assert _said(_conflicts(one)) == _said(_conflicts(other))


def _conflicts(store: Database) -> Any:
    return conflicts(drawn(store), *store.conflicts())


def _said(value: Any) -> Any:
    """Return what a result says in words and dates, without ids, and without an order."""
    if isinstance(value, tuple | list):
        return sorted((_said(each) for each in value), key=repr)
    if hasattr(value, "__struct_fields__"):
        left_out = ("id", "subject", "object", "premises", "against", "line", "file")
        return [
            (name, _said(getattr(value, name)))
            for name in value.__struct_fields__
            if name not in left_out
        ]
    return value
