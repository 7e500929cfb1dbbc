"""Conflicts: facts that cannot all be true, side by side."""

from collections.abc import Iterable

from stakegraph.graph.neighbourhood import Graph, tie_of
from stakegraph.model.facts import Fact
from stakegraph.questions.results import Result, Statement, statement


class Conflict(Result, frozen=True, kw_only=True):
    """Two facts that clash, by the rule that says so; both are kept."""

    rule: str
    one: Statement
    other: Statement


class Conflicts(Result, frozen=True, kw_only=True):
    """The pairs of facts that clash; `crowded` facts do so in groups too large for all pairs."""

    conflicts: tuple[Conflict, ...]
    crowded: int = 0


def conflicts(graph: Graph, pairs: Iterable[tuple[str, Fact, Fact]], crowded: int = 0) -> Conflicts:
    """Return the pairs of which both facts are in the graph."""
    ties = {key: tie_of(data) for _, _, key, data in graph.edges(keys=True, data=True)}
    return Conflicts(
        crowded=crowded,
        conflicts=tuple(
            Conflict(
                rule=rule,
                one=statement(graph, ties[one.id]),
                other=statement(graph, ties[other.id]),
            )
            for rule, one, other in pairs
            if one.id in ties and other.id in ties
        ),
    )
