"""What if: which answers fall when less is believed."""

from collections.abc import Iterable

import networkx as nx

from stakegraph.graph.neighbourhood import Graph, actor_of, firmness, tie_of
from stakegraph.model.attribution import fields_of
from stakegraph.model.relations import FAMILIES, UNCONNECTING
from stakegraph.questions.results import Ref, Result, Statement, ref, statement
from stakegraph.store import Tie


class Fallen(Result, frozen=True, kw_only=True):
    """The facts of one family that fall, derived ones included."""

    family: str
    facts: tuple[Statement, ...]


class Severed(Result, frozen=True, kw_only=True):
    """Actors who were connected with the rest and no longer are."""

    members: tuple[Ref, ...]


class Reworded(Result, frozen=True, kw_only=True):
    """A fact that remains, of which other dates or words are told: as it was, and as it is."""

    before: Statement
    after: Statement


class WhatIf(Result, frozen=True, kw_only=True):
    """What falls: facts by family, connections, and how many facts there were and remain.

    `weakened` are facts that remain and can be said less surely, `reworded` those of which other
    dates or words are told, `instead` those that come to be shown because what said the same has
    fallen; of the `actors` less is told, or they are not there any more, though no fact about them
    falls.
    """

    fallen: tuple[Fallen, ...]
    weakened: tuple[Statement, ...]
    reworded: tuple[Reworded, ...]
    actors: tuple[Ref, ...]
    instead: tuple[Statement, ...]
    severed: tuple[Severed, ...]
    before: int
    after: int


def what_if(whole: Graph, less: Graph) -> WhatIf:
    """Compare a graph with the same graph of a narrower scope."""
    relations = whole.graph["relations"]
    before, after = _ties(whole), _ties(less)
    lost = [tie for key, tie in before.items() if key not in after]
    weaker = [
        tie for key, tie in after.items() if key in before and _doubt(tie) != _doubt(before[key])
    ]
    same = [key for key, tie in after.items() if key in before and tie not in weaker]
    told = ((statement(whole, before[key]), statement(less, after[key])) for key in same)
    ends = {end for tie in lost for end in (tie.fact.subject, tie.fact.object)}
    fewer = [id for id in sorted(set(whole) - ends) if _less_told(whole, less, id)]
    new = [tie for key, tie in after.items() if key not in before]
    fallen = []
    for family in FAMILIES:
        ties = [tie for tie in lost if relations[tie.fact.relation].family == family]
        if ties:
            facts = tuple(statement(whole, tie) for tie in sorted(ties, key=firmness))
            fallen.append(Fallen(family=family, facts=facts))
    return WhatIf(
        fallen=tuple(fallen),
        weakened=tuple(statement(less, tie) for tie in sorted(weaker, key=firmness)),
        reworded=tuple(
            Reworded(before=then, after=now) for then, now in told if then.text != now.text
        ),
        actors=tuple(ref(actor_of(whole, id)) for id in fewer),
        instead=tuple(statement(less, tie) for tie in sorted(new, key=firmness)),
        severed=tuple(_severed(whole, less)),
        before=len(before),
        after=len(after),
    )


def _less_told(whole: Graph, less: Graph, id: str) -> bool:
    """Return whether an actor is not there any more, or entries say less of it."""
    return id not in less or fields_of(actor_of(whole, id)) != fields_of(actor_of(less, id))


def _ties(graph: Graph) -> dict[str, Tie]:
    return {str(key): tie_of(data) for *_, key, data in graph.edges(keys=True, data=True)}


def _doubt(tie: Tie) -> tuple[object, ...]:
    return tie.missing, tie.fact.certainty


def _severed(whole: Graph, less: Graph) -> Iterable[Severed]:
    """Yield the groups that split off: of each component that breaks, all parts but the largest.

    Where nothing but single actors is left of it, all of them are cut off.
    """
    before, after = _connections(whole), _connections(less)
    after.add_nodes_from(before)
    for component in nx.connected_components(before):
        parts = sorted(nx.connected_components(after.subgraph(component)), key=_size)
        alone = len(component) > 1 and len(parts[-1]) == 1
        for part in parts if alone else parts[:-1]:
            members = sorted(part, key=lambda member: (actor_of(whole, member).name, member))
            yield Severed(members=tuple(ref(actor_of(whole, id)) for id in members))


def _size(part: set[str]) -> tuple[int, list[str]]:
    return len(part), sorted(part)


def _connections(graph: Graph) -> "nx.Graph[str]":
    """Return who is connected with whom: by any fact that is not denied, an opinion apart."""
    relations = graph.graph["relations"]
    plain: nx.Graph[str] = nx.Graph()
    plain.add_nodes_from(sorted(graph))
    for subject, object, data in graph.edges(data=True):
        fact = data["fact"]
        if fact.status != "denied" and relations[fact.relation].family not in UNCONNECTING:
            plain.add_edge(subject, object)
    return plain
