"""Tenses: whether a tie is current, former or to come, by the day of the latest source.

Now is that day, never the clock's: the same facts give the same answers. Where no source that
counts is dated there is no now, and of a question about a day all that is shown is of that day:
neither has tenses.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from stakegraph.edtf import dates
from stakegraph.edtf.dates import iso, parse
from stakegraph.edtf.spans import Span, closed
from stakegraph.edtf.validity import Dating, told_at_start, validity, vouched
from stakegraph.graph.neighbourhood import Graph
from stakegraph.model.facts import Fact
from stakegraph.model.lifetimes import begins_after, place
from stakegraph.store import Scope, Store, Tie

Tense = Literal["", "current", "last attested", "to come", "former"]

TENSES: tuple[Tense, ...] = ("", "current", "last attested", "to come", "former")
PRESENT: tuple[Tense, ...] = ("", "current")

_KEPT = "tenses"  # the graph attribute that keeps them
_AT_HAND = 50_000  # facts, and posts, about which what was found out is kept


class Tenses:
    """The tenses of the facts of a store within a scope, whatever of them is drawn."""

    def __init__(self, store: Store, scope: Scope) -> None:
        self._store, self._scope = store, scope
        self._fills = frozenset(row.key for row in store.relations.values() if row.fills)
        self._now = "" if scope.as_of else store.now(scope)
        self._known: dict[str, Tense] = {}

    def of(self, fact: Fact) -> Tense:
        """Return the tense of a fact.

        What surely ended by now is former, what surely begins after it to come. Of who holds a
        post and is not said to have left it, while a later source names somebody else or nobody, it
        is only known when that was last attested, and so of what was so `in` a time gone by. Acts
        have none: they were done, or are to come. What follows has that of its premises.
        """
        if fact.relation in self._fills and fact.is_designation:
            # Who is to come holds nothing on any day.
            is_over = self._now and self._of_stated(fact) == "former"
            return "former" if is_over else "to come"
        if self._scope.as_of and self._store.relations[fact.relation].of_post:
            # What counts before there is the post is where somebody is to come.
            life = self._store.lifetime(fact.subject, self._scope)
            return "to come" if begins_after(life, self._scope.as_of) else ""
        if not self._now:
            return ""
        if fact.id not in self._known:
            row = self._store.relations[fact.relation]
            if fact.until and not row.act and self._is_past(fact.until):
                return "former"  # whatever becomes of its ends
            if len(self._known) >= _AT_HAND:
                self._known.clear()
            premises = map(self._store.fact, fact.premises)
            self._known[fact.id] = (
                max(map(self.of, premises), key=TENSES.index)
                if fact.premises
                else self._of_stated(fact)
            )
        return self._known[fact.id]

    def _of_stated(self, fact: Fact) -> Tense:
        row = self._store.relations[fact.relation]
        dating = self._store.dating(fact, self._scope)
        if dating is None:  # a post is where it is, for as long as there is one
            dating = place(self._store.lifetime(fact.subject, self._scope))
        now, whole = span_of(self._now), validity(dating).possible
        if row.act:
            return "to come" if whole.low >= now.high else ""
        if whole.high <= now.low:
            return "former"
        if fact.attested and self._may_be_past(fact.attested):
            return "last attested"  # of a time that may be gone by: nothing is said of now
        if whole.low >= now.high:
            return "to come"
        return "last attested" if self._store.is_followed(fact, self._scope) else "current"

    def _may_be_past(self, date: str) -> bool:
        return dates.order(date)[0] < dates.order(self._now)[0]

    def _is_past(self, end: str) -> bool:
        """Return whether an end surely came by now: on its very day, what ends is still so."""
        return self._may_be_past(end) and dates.order(end)[1] <= dates.order(self._now)[1]


def tense(graph: Graph, *ties: Tie) -> Tense:
    """Return the tense of what some ties say together, as `Tenses` has it."""
    if _KEPT not in graph.graph:
        graph.graph[_KEPT] = Tenses(graph.graph["store"], graph.graph["scope"])
    tenses: Tenses = graph.graph[_KEPT]
    return max((tenses.of(tie.fact) for tie in ties), key=TENSES.index, default="")


def is_present(graph: Graph, tie: Tie) -> bool:
    """Return whether a tie is of now, or of the time asked for."""
    return tense(graph, tie) in PRESENT


def wording(tense: Tense) -> Tense:
    """Return the tense of the words that tell what has a tense.

    What is known of an earlier time alone is told in the past.
    """
    return "former" if tense == "last attested" else tense


def attested(graph: Graph, tie: Tie) -> str:
    """Return the last day on which a source vouches for a stated tie, "" if none does.

    One of the very month or year in which it is said to begin tells of it on its day, whichever
    came first.
    """
    dating = dating_of(graph, tie)
    if dating is None:
        return ""
    days = vouched(dating) or told_at_start(dating)
    return iso(days[-1]) if days else ""


def dating_of(graph: Graph, tie: Tie) -> Dating | None:
    """Return what is said of the time of a stated tie; None where it is as long as its ends are."""
    found: Dating | None = graph.graph["dating"](tie.fact)
    return found


def long_ago(graph: Graph, day: str) -> bool:
    """Return whether a day lies more than a year before now."""
    now: str = graph.graph["now"]
    if not now or not day:
        return False
    year, month, number = now.split("-")
    return day < f"{int(year) - 1:04}-{month}-{number}"


def latest(ties: Iterable[Tie], graph: Graph) -> list[Tie]:
    """Return those of the ties that come first in the order of tenses."""
    ranked = [(TENSES.index(tense(graph, tie)), tie) for tie in ties]
    first = min((rank for rank, _ in ranked), default=0)
    return [tie for rank, tie in ranked if rank == first]


def span_of(now: str) -> Span:
    """Return the span of the day that now is."""
    day = parse(now).earliest
    assert day is not None
    return closed(day, day)
