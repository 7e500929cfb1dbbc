"""What a difference between two sets of facts comes to: how many of each sort came, went, changed.

Who holds a post and who manages somebody is compared by who it is, whatever the facts are called.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping

from stakegraph.graph.neighbourhood import Graph, actor_of, tie_of
from stakegraph.model.facts import Fact
from stakegraph.model.relations import ACTOR_KINDS, FAMILIES, REPORTING, Relation
from stakegraph.questions.comparison import Difference, Edit
from stakegraph.questions.results import Ref, Result, ref
from stakegraph.store import Tie
from stakegraph.text.folding import fold

_DATES = frozenset(("since", "until", "attested"))
_VACANCY = frozenset(("vacant", "note"))  # where the note has the words for it

# What is counted, in this order: a part of the facts, and a sort of it.
_COUNTED = (
    *(("actors", kind) for kind in ACTOR_KINDS),
    *(("facts", family) for family in FAMILIES),
    ("events", ""),
    ("sources", ""),
)


class Count(Result, frozen=True, kw_only=True):
    """How many were added, removed and changed of one part, and of one sort of it.

    `of` is `actors`, `facts`, `events` or `sources`; `sort` a kind of actor or a family, else "".
    A fact that comes or goes with its post, or is one of those by which the holders of a post or
    somebody's managers changed, is not counted again; nor is a post for what
    is said of its vacancy, nor what differs in its evidence or the spelling of its name alone.
    """

    of: str
    sort: str
    added: int
    removed: int
    changed: int


class Turnover(Result, frozen=True, kw_only=True):
    """A post whose holders differ, or somebody whose managers do: who they were, and who they are.

    It was there before and is there still.
    """

    place: Ref
    before: tuple[Ref, ...]
    after: tuple[Ref, ...]


def holders(old: Graph, new: Graph) -> tuple[Turnover, ...]:
    """Return the posts whose holders differ."""
    return _turnover(old, new, _holders)


def managers(old: Graph, new: Graph) -> tuple[Turnover, ...]:
    """Return those whose stated reporting lines lead to others than before."""
    return _turnover(old, new, _managers)


def counts(
    changes: Iterable[tuple[str, Difference]],
    old: Graph,
    new: Graph,
    turnover: Iterable[Turnover],
) -> tuple[Count, ...]:
    """Count differences, each given with the part that it is of."""
    told = {each.place.id for each in turnover}
    facts = stated(old) | stated(new)
    found: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for of, difference in changes:
        fields = {edit.field for edit in difference.edits if not _is_aside(edit)}
        if difference.edits and not fields:
            continue
        if of == "facts":
            is_told = _is_told(facts[difference.id].fact, told, old, new) and fields <= _DATES
        else:
            is_told = difference.id in told and fields <= _VACANCY
        if not is_told:
            found[of, difference.sort][difference.change] += 1
    return tuple(
        Count(
            of=of,
            sort=sort,
            added=found[of, sort]["added"],
            removed=found[of, sort]["removed"],
            changed=found[of, sort]["changed"],
        )
        for of, sort in _COUNTED
        if (of, sort) in found
    )


def stated(graph: Graph) -> dict[str, Tie]:
    """Return the ties of a graph that are not derived, by id."""
    ties = (tie_of(data) for _, _, data in graph.edges(data=True))
    return {tie.fact.id: tie for tie in ties if not tie.fact.rule}


def _is_aside(edit: Edit) -> bool:
    """Return whether a field says the same as before, with other evidence or spelled otherwise."""
    is_spelled = edit.field == "name" and fold(edit.before) == fold(edit.after)
    return edit.field == "evidence" or is_spelled


def _is_told(fact: Fact, told: set[str], old: Graph, new: Graph) -> bool:
    """Return whether its post, or a turnover, tells that a fact came, went or has other dates."""
    row: Relation = {**old.graph["relations"], **new.graph["relations"]}[fact.relation]
    place = fact.object if row.fills else fact.subject
    if fact.status == "denied" or not (row.seats or row.family == REPORTING):
        return False
    return place in told or place not in old or place not in new


def _holders(fact: Fact, row: Relation) -> tuple[str, str] | None:
    return (fact.object, fact.subject) if row.fills else None


def _managers(fact: Fact, row: Relation) -> tuple[str, str] | None:
    return (fact.subject, fact.object) if row.family == REPORTING else None


def _turnover(
    old: Graph, new: Graph, pair: Callable[[Fact, Relation], tuple[str, str] | None]
) -> tuple[Turnover, ...]:
    """Return the places, there before and after, whose people differ."""
    before, after = (_by_place(graph, pair) for graph in (old, new))
    return tuple(
        Turnover(
            place=ref(actor_of(new, id)),
            before=_refs(old, before.get(id, ())),
            after=_refs(new, after.get(id, ())),
        )
        for id in sorted(before.keys() | after.keys())
        if id in old and id in new and before.get(id) != after.get(id)
    )


def _by_place(
    graph: Graph, pair: Callable[[Fact, Relation], tuple[str, str] | None]
) -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for fact in (tie.fact for tie in stated(graph).values()):
        ends = pair(fact, graph.graph["relations"][fact.relation])
        if ends and fact.status != "denied":
            found[ends[0]].add(ends[1])
    return found


def _refs(graph: Graph, ids: Iterable[str]) -> tuple[Ref, ...]:
    return tuple(ref(actor_of(graph, id)) for id in sorted(ids))
