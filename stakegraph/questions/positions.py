"""Positions: who supports, opposes or takes no side on what."""

from stakegraph.graph.neighbourhood import Graph, actor_of, firmness, tie_of
from stakegraph.graph.tenses import TENSES, tense, wording
from stakegraph.model.relations import STANCE
from stakegraph.model.sentences import tie_words
from stakegraph.questions.results import Ref, Result, Statement, ref, statement


class Position(Result, frozen=True, kw_only=True):
    """What one actor thinks of another: `stance` in words (`supports`), `why` the reason given."""

    holder: Ref
    stance: str
    on: Ref
    why: str
    fact: Statement


class Positions(Result, frozen=True, kw_only=True):
    """The positions that an actor takes and those taken on it, or all."""

    of: Ref | None
    positions: tuple[Position, ...]


def positions(graph: Graph, id: str | None = None) -> Positions:
    """Return who supports, opposes or is neutral on what, by what it is about; what was, last."""
    relations = graph.graph["relations"]
    ties = [
        tie_of(data)
        for subject, object, data in graph.edges(data=True)
        if relations[data["fact"].relation].family == STANCE and id in (None, subject, object)
    ]
    order = list(relations)
    ties.sort(
        key=lambda tie: (
            actor_of(graph, tie.fact.object).name,
            tie.fact.object,
            TENSES.index(tense(graph, tie)),
            order.index(tie.fact.relation),
            firmness(tie),
        )
    )
    return Positions(
        of=ref(actor_of(graph, id)) if id else None,
        positions=tuple(
            Position(
                holder=ref(actor_of(graph, tie.fact.subject)),
                stance=tie_words(
                    relations[tie.fact.relation],
                    tie.fact.qualifiers,
                    tense=wording(tense(graph, tie)),
                    plural=actor_of(graph, tie.fact.subject).plural,
                ),
                on=ref(actor_of(graph, tie.fact.object)),
                why=tie.fact.qualifiers.get("why", ""),
                fact=statement(graph, tie),
            )
            for tie in ties
        ),
    )
