"""Conflicts: facts that cannot all be true, side by side."""

from collections.abc import Iterable

import networkx as nx

from stakegraph.edtf.dates import iso
from stakegraph.edtf.spans import Span, common, days
from stakegraph.graph.neighbourhood import Graph, actor_of, tie_of
from stakegraph.graph.tenses import dating_of
from stakegraph.model.facts import Fact
from stakegraph.questions.results import Ref, Result, Statement, ref, statement
from stakegraph.questions.seats import Span as Days
from stakegraph.questions.seats import organisation_of
from stakegraph.rules.conflicts import spans
from stakegraph.store import Tie


class Conflict(Result, frozen=True, kw_only=True):
    """Facts that clash, by the rule that says so; all are kept.

    `post` is the one that they fill, of so many `seats`, and `organisation` where that is; `days`
    are those on which all of them surely were so.
    """

    rule: str
    facts: tuple[Statement, ...]
    post: Ref | None
    organisation: Ref | None
    seats: int
    days: Days | None


class Conflicts(Result, frozen=True, kw_only=True):
    """The groups of facts that clash; `crowded` facts do so in groups too large for all pairs.

    `possible` are facts that may clash, as far as their dates and sources can tell: they dispute
    each other not.
    """

    conflicts: tuple[Conflict, ...]
    crowded: int = 0
    possible: bool = False


def conflicts(
    graph: Graph,
    pairs: Iterable[tuple[str, Fact, Fact]],
    crowded: int = 0,
    *,
    possible: bool = False,
) -> Conflicts:
    """Return the groups of facts that clash, of pairs of which both are in the graph."""
    ties = {key: tie_of(data) for _, _, key, data in graph.edges(keys=True, data=True)}
    groups: nx.Graph[tuple[str, str]] = nx.Graph()
    for rule, one, other in pairs:
        if one.id in ties and other.id in ties:
            groups.add_edge((rule, one.id), (rule, other.id))
    found = []
    for group in sorted(map(sorted, nx.connected_components(groups))):
        rule = group[0][0]
        found.append(_conflict(graph, rule, [ties[id] for _, id in group], possible=possible))
    order = sorted(found, key=lambda conflict: conflict.facts[0].id)
    return Conflicts(crowded=crowded, possible=possible, conflicts=tuple(order))


def _conflict(graph: Graph, rule: str, ties: list[Tie], *, possible: bool) -> Conflict:
    relations = graph.graph["relations"]
    fills = {tie.fact.object for tie in ties if relations[tie.fact.relation].fills}
    post = actor_of(graph, fills.pop()) if len(fills) == 1 else None
    return Conflict(
        rule=rule,
        facts=tuple(statement(graph, tie) for tie in ties),
        post=ref(post) if post else None,
        organisation=organisation_of(graph, post.id) if post else None,
        seats=post.seats if post else 0,
        days=None if possible or rule == "dates-differ" else _days(graph, ties),
    )


def _days(graph: Graph, ties: list[Tie]) -> Days | None:
    """Return the first time at which all were so, in days, if there is one."""
    shared: list[Span] | None = None
    for tie in ties:
        dating = dating_of(graph, tie)
        own = spans(dating) if dating else ()
        found = own if shared is None else [common(a, b) for a in shared for b in own]
        shared = [span for span in found if span]
    if not shared:
        return None
    first, last = days(min(shared))
    return Days(since=iso(first), until=iso(last))
