"""Vacancies of a graph: when posts are said to have stood empty, and whether that is so now."""

from __future__ import annotations

from typing import NamedTuple

from stakegraph.edtf.spans import Span, possible
from stakegraph.edtf.standing import standing
from stakegraph.edtf.validity import Dating, validity
from stakegraph.graph.neighbourhood import Graph, actor_of
from stakegraph.graph.seats import seats_of
from stakegraph.graph.tenses import PRESENT, Tense, dating_of, is_present, span_of
from stakegraph.model.facts import Vacancy
from stakegraph.store import Tie


class Empty(NamedTuple):
    """That a post stood empty; `missing` says why it cannot be said of the time asked for."""

    vacancy: Vacancy
    tense: Tense = ""
    missing: tuple[str, ...] = ()


def vacancies(graph: Graph, post: str) -> list[Empty]:
    """Return when a post is said to have stood empty, in the order in which that is said."""
    found = []
    when = graph.graph["scope"].as_of
    for vacancy in actor_of(graph, post).vacant:
        dating = _dating(graph, vacancy)
        missing = standing(when, [dating]).missing if when else ()
        found.append(Empty(vacancy, _tense(graph, post, dating), missing))
    return found


def vacancy(graph: Graph, post: str) -> Empty | None:
    """Return the vacancy of a post that is of now, or that surely was at the time asked for."""
    now = [each for each in vacancies(graph, post) if each.tense in PRESENT and not each.missing]
    return now[-1] if now else None


def _dating(graph: Graph, vacancy: Vacancy) -> Dating:
    sources = graph.graph["store"].sources
    dates = {sources[cited.source].date for cited in vacancy.evidence if cited.source in sources}
    return Dating(vacancy.since, vacancy.until, tuple(sorted(dates - {""})))


def _tense(graph: Graph, post: str, dating: Dating) -> Tense:
    """Return the tense of a vacancy, which is over once somebody holds the post.

    Where no dated source tells what is now, one that ends is taken to be over.
    """
    if graph.graph["scope"].as_of:
        return ""
    whole = validity(dating).possible
    if now := graph.graph["now"]:
        today = span_of(now)
        if whole.high <= today.low:
            return "former"
        if whole.low >= today.high:
            return "to come"
    elif dating.until:
        return "former"
    holdings = seats_of(graph).of_post(post).holdings
    filled = any(_ends_after(graph, tie, whole) for tie in holdings if is_present(graph, tie))
    return "former" if filled and actor_of(graph, post).seats == 1 else "current"


def _ends_after(graph: Graph, holding: Tie, vacancy: Span) -> bool:
    """Return whether somebody may hold a post after a vacancy began, and not for another."""
    dating = dating_of(graph, holding)
    lasts = dating is None or possible(*dating.span).high > vacancy.low
    return lasts and not holding.fact.qualifiers.get("as")
