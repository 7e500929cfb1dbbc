"""Duplicates: pairs of actors that may be the same, with what speaks for it.

Nothing is joined, and two that the facts or their identifiers tell apart are not proposed.
"""

from collections import defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import combinations

from stakegraph.graph.neighbourhood import Graph, actor_of
from stakegraph.model.facts import Actor
from stakegraph.model.identifiers import differing, shared
from stakegraph.model.names import IDENTIFIER, bare, forms, initials
from stakegraph.model.personal_names import without_titles
from stakegraph.model.relations import PERSON, POST
from stakegraph.questions.results import Ref, Result, ref
from stakegraph.text.folding import fold

# How alike two names must be, from 0 to 1, their words sorted (difflib's ratio).
ALIKE = 0.88

_SURELY = ": surely one"


class Candidate(Result, frozen=True, kw_only=True):
    """Two actors of one kind that may be the same, and the signals that say so.

    They are `surely` one where a register calls both the same.
    """

    one: Ref
    other: Ref
    signals: tuple[str, ...]
    surely: bool


class Duplicates(Result, frozen=True, kw_only=True):
    """The pairs that may be the same: what is sure first, then what has most signals."""

    candidates: tuple[Candidate, ...]


def duplicates(graph: Graph) -> Duplicates:
    """Propose pairs of actors whose identifiers or names say that they may be one."""
    found = []
    for one, other in sorted(_pairs(graph)):
        actors = actor_of(graph, one), actor_of(graph, other)
        same = shared(*(actor.ids for actor in actors))
        surely = any(each.proves for each in same)
        if not surely and (graph.has_edge(one, other) or graph.has_edge(other, one)):
            continue  # nobody works with, owns or belongs to itself
        if _are_told_apart(*actors) or _are_told_apart(*actors[::-1]):
            continue
        differ = [*differing(*(actor.ids for actor in actors))]
        if differ and not surely:
            continue
        signals = [f"both have {each}{_SURELY * each.proves}" for each in same]
        signals += [f"but {ours} and {theirs} differ" for ours, theirs in differ]
        if not any(map(_is_without_name, actors)):
            signals += _signals(*actors)
        if signals:
            common = _near(graph, one) & _near(graph, other)
            if common:
                names = ", ".join(sorted(actor_of(graph, id).name for id in common))
                signals.append(f"both are tied to {names}")
            one_ref, other_ref = map(ref, actors)
            pair = Candidate(one=one_ref, other=other_ref, signals=tuple(signals), surely=surely)
            found.append(pair)
    found.sort(key=lambda pair: (not pair.surely, -len(pair.signals), pair.one.id, pair.other.id))
    return Duplicates(candidates=tuple(found))


def _pairs(graph: Graph) -> set[tuple[str, str]]:
    """Return the pairs of one kind that share an identifier, a word's beginning or initials.

    The names of posts, and of those who have none, are not compared.
    """
    buckets: dict[tuple[str, str], set[str]] = defaultdict(set)
    for id in graph:
        actor = actor_of(graph, id)
        for each in actor.ids:
            buckets[actor.kind, f"{IDENTIFIER}{each.form}"].add(id)
        if _is_without_name(actor):
            continue
        for form in forms(actor):
            folded = fold(form)
            keys = {word[:4] for word in folded.split() if len(word) > 2}
            keys |= {each.replace(" ", "") for each in (folded, without_titles(folded))}
            for key in keys | {initials(folded)}:
                if key:
                    buckets[actor.kind, key].add(id)
    # A word that very many names have in common tells nobody apart.
    return {
        pair for ids in buckets.values() if len(ids) < 100 for pair in combinations(sorted(ids), 2)
    }


def _is_without_name(actor: Actor) -> bool:
    """Return whether a name tells nothing: posts differ by where they are."""
    return actor.kind == POST or bool(actor.unnamed)


def _are_told_apart(one: Actor, other: Actor) -> bool:
    return other.id in (each.id for each in one.different_from)


def _signals(one: Actor, other: Actor) -> Iterator[str]:
    """Yield what the names of two actors have in common."""
    ours, theirs = ({fold(form) for form in forms(actor)} for actor in (one, other))
    same = ours & theirs
    if same:
        yield f"both are called {min(same)!r}"
        return
    short = {initials(name) for name in ours} & theirs
    short |= {initials(name) for name in theirs} & ours
    if short - {""}:
        yield f"{max(short).upper()} are the initials of one and a name of the other"
    if one.kind == PERSON:
        ours, theirs = ({without_titles(name) for name in each} for each in (ours, theirs))
        if ours & theirs:
            yield "their names differ by titles alone"
            return
    elif {bare(name) for name in ours} & {bare(name) for name in theirs}:
        yield "their names differ by the legal form alone"
        return
    alike = max(_likeness(a, b) for a in ours for b in theirs)
    if alike >= ALIKE:
        yield f"their names are alike ({alike:.0%})"
    elif any(_holds(a, b) or _holds(b, a) for a in ours for b in theirs):
        yield "the name of one holds the name of the other"
    if one.kind == PERSON and any(_abbreviated(a.split(), b.split()) for a in ours for b in theirs):
        yield "the surnames are the same and the first names begin alike"


def _holds(whole: str, part: str) -> bool:
    """Return whether a name is most of another one.

    Two words or more, all but a few of its words.
    """
    words, fewer = set(whole.split()), set(part.split())
    return len(fewer) > 1 and fewer < words and len(fewer) / len(words) >= 0.6


def _likeness(one: str, other: str) -> float:
    a, b = (" ".join(sorted(name.split())) for name in (one, other))
    return SequenceMatcher(a=a, b=b, autojunk=False).ratio()


def _abbreviated(one: list[str], other: list[str]) -> bool:
    if min(len(one), len(other)) < 2 or one[-1] != other[-1]:
        return False
    return one[0].startswith(other[0]) or other[0].startswith(one[0])


def _near(graph: Graph, id: str) -> set[str]:
    return {*graph.successors(id), *graph.predecessors(id)}
