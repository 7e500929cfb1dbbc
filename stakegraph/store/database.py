"""Facts in a database: a question finds what its answer needs, and reads no more.

The database is one that `build` made, in memory or in a file, and never written to by a question.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping
from functools import cached_property, lru_cache, partial
from itertools import islice

from stakegraph.edtf.spans import common
from stakegraph.edtf.validity import Dating
from stakegraph.errors import DamagedIndex
from stakegraph.model.facts import Actor, Event, Fact, Facts
from stakegraph.rules.inference import inner_span
from stakegraph.store import EVERYTHING, Direction, Link, Scope, Tie, schema, scoping
from stakegraph.store.admission import (
    actor_counts,
    actor_within,
    any_counts,
    cited_within,
    event_counts,
)
from stakegraph.store.disputes import Disputes
from stakegraph.store.names import Row, encodable
from stakegraph.store.records import FACT, REMEMBERED
from stakegraph.store.schema import DENIED, DERIVED, DOUBTFUL, HIDDEN
from stakegraph.store.succession import Named, is_followed, named_last
from stakegraph.text.folding import fold

_LOOKED_AT = 1000  # facts that are looked at for others like one
_FEW = 16  # actors of whom it is remembered who has which part in them

_Part = tuple[tuple[str, str], ...]  # the qualifiers of a fact, however their letters are written
_ENDS = ("subject", "object")


class Database(Disputes):
    """A store over an open database."""

    @cached_property
    def now(self) -> Callable[[Scope], str]:
        """Return what gives the day of the latest source that facts within a scope cite."""
        return lru_cache(None)(self._read_now)

    @cached_property
    def disputing(self) -> Callable[[str, Scope], tuple[str, ...]]:
        """Return what gives the ids of the facts within a scope that dispute one."""
        return lru_cache(REMEMBERED)(partial(scoping.disputing, self))

    @cached_property
    def named_last(self) -> Callable[[str, Scope], list[Named]]:
        """Return what gives whom the latest sources name as holders of a post, with when."""
        return lru_cache(REMEMBERED)(self._named_last)

    def actors(
        self, ids: Iterable[str] | None = None, scope: Scope = EVERYTHING
    ) -> Iterator[Actor]:
        """Yield the actors of these ids, or all that count by id, each as the scope sees it."""
        if ids is not None:
            ids = list(ids)
            self._need("actor", "id", ids)
            found: Iterable[Actor] = filter(None, map(self._actor, ids))
        else:
            every = map(self._actor_of, self._all("actor"))
            found = (one for one in every if actor_counts(self.sources, one, scope))
        return (actor_within(self.sources, one, scope) for one in found)

    def hop(
        self,
        ids: Iterable[str] | None,
        relations: Container[str],
        direction: Direction,
        scope: Scope,
        *,
        derived: bool = True,
    ) -> Iterator[Tie]:
        """Yield the ties that leave ("out") or reach ("in") these actors, or all there are."""
        wanted = self._wanted(relations, scope)
        if not derived:
            wanted = f"{wanted} and not f.flags & {DERIVED}"
        if ids is None:
            yield from self._ties(self._every(wanted), scope)
            return
        ids, end = list(ids), "subject" if direction == "out" else "object"
        self._need("fact", end, ids)
        for id in ids:
            yield from self._sorted(self._ties(self._near(id, end, wanted), scope))

    def joining(
        self, pairs: Mapping[str, Collection[str]], relations: Container[str], scope: Scope
    ) -> Iterator[Tie]:
        """Yield the ties that lead from each of some actors to those named with it.

        They are looked for at the end that has fewer facts: the other one may have thousands.
        """
        wanted = self._wanted(relations, scope)
        named: set[str] = set().union(*pairs.values())
        self._need("actor", "id", named.union(pairs))
        leaving = {id: self._facts(id, "subject") for id in pairs}
        reaching = {id: self._facts(id, "object") for id in named}
        far = {id: {other for other in others if leaving[id] <= reaching[other]}
               for id, others in pairs.items()}  # fmt: skip
        near = {id: set(others) - far[id] for id, others in pairs.items()}
        self._need("fact", "subject", [id for id, others in far.items() if others])
        self._need("fact", "object", {other for others in near.values() for other in others})
        for id in pairs:
            found = self._between(id, far[id], near[id], wanted)
            yield from self._sorted(self._ties(found, scope))

    def degrees(self, ids: Iterable[str], relations: Container[str]) -> dict[str, int]:
        """Return how many facts of some relations leave or reach each of some actors."""
        wanted = self._wanted(relations, None)
        count = "select count(*) from fact f"
        return {
            id: sum(n for end in _ENDS for (n,) in self._near(id, end, wanted, count)) for id in ids
        }

    def links(
        self,
        ids: Iterable[str],
        relations: Container[str],
        scope: Scope,
        *,
        is_exact: bool = False,
    ) -> Iterator[Link]:
        """Yield whom these actors are tied to, whichever way the facts point, without the facts.

        Whether the premises of what follows were ever so together is looked at where that is to be
        `is_exact`: no index has it.
        """
        ids = list(ids)
        for end in _ENDS:
            self._need("fact", end, ids)
        if is_exact or scope != EVERYTHING or self.retracted:
            yield from scoping.links(self, ids, relations, scope)
            return
        wanted = f"{self._wanted(relations, scope)} and not flags & {DENIED}"
        found = f"select far.id, f.flags & {DOUBTFUL} from fact f left join actor far on far.n = f."
        for id in ids:
            for near, end in (_ENDS, _ENDS[::-1]):
                for far, doubtful in self._near(id, near, wanted, found + end):
                    if far is None:
                        raise DamagedIndex("an end of a fact is not there")
                    yield Link(id, far, bool(doubtful))

    def facts(self, ids: Iterable[str], scope: Scope) -> Iterator[Tie]:
        """Yield the facts of these ids that count; ids that no fact has are passed over."""
        ids = list(ids)
        self._need("fact", "id", ids)
        for fact, flags in (found for id in ids for found in self._found(id)):
            tie = scoping.tie(self, fact, scope, flags)
            if tie:
                yield tie

    def ids_beside(self, id: str, count: int) -> list[str]:
        """Return the ids of facts of the same subject that come next to an id, so many each way."""
        id = encodable(id)
        near = self.near_ids(id)
        ids = sorted(tie.fact.id for tie in self.hop(near, self.relations, "out", EVERYTHING))
        place = bisect_left(ids, id)
        if id in ids and not any(self._found(id)):
            raise DamagedIndex(f"the index of facts does not find {id}")
        return ids[max(place - count, 0) : place + count]

    def events(self, who: str | None = None, scope: Scope = EVERYTHING) -> Iterator[Event]:
        """Yield the events that an actor took part in, or all, as far as they count, by id."""
        if who is None:
            found = self._all("event")
        else:
            self._need("took_part", "actor", [who])
            number = self._number(who)
            self._count("actor", number)
            taken = "n in (select event from took_part where actor = ?)"
            found = self._rows(f"select * from event where {taken} order by id", number)
        for event in map(self._event_of, found):
            if event_counts(event, scope):
                yield cited_within(event, scope)

    def is_one_of_several(self, fact: Fact) -> bool:
        """Return whether others stand in the same relation to the same, with the same qualifiers.

        They may do so at the same time: other than a post and who does so by it. Who does so by a
        post does where several may hold that, and else one after the other. Of very many others,
        only the first are looked at.
        """
        post = self._post_of(fact)
        if post and post.is_for_several:
            return True
        return any(
            one.subject != fact.subject
            and one.id not in fact.premises
            and fact.id not in one.premises
            and not (post and {*one.premises}.intersection(fact.premises))
            and common(inner_span(one), inner_span(fact))
            for one in self._parts(fact.object, fact.relation)[_part(fact)]
        )

    @cached_property
    def _parts(self) -> Callable[[str, str], Mapping[_Part, list[Fact]]]:
        """Return what gives who stand in a relation to somebody, by the part that they have."""
        return lru_cache(_FEW)(self._read_parts)

    def _read_parts(self, object: str, relation: str) -> Mapping[_Part, list[Fact]]:
        wanted = f"{self._stating(lambda row: row.key == relation)} and not f.flags & {DENIED}"
        found: Mapping[_Part, list[Fact]] = defaultdict(list)
        for row in islice(self._near(object, "object", wanted), _LOOKED_AT):
            fact = self._fact_of(row)
            found[_part(fact)].append(fact)
        return found

    def _post_of(self, fact: Fact) -> Actor | None:
        """Return the post by which somebody has a role or a part, if it follows from one."""
        held = (one for one in map(self.fact, fact.premises) if self.relations[one.relation].fills)
        return next((self.actor(one.object) for one in held), None)

    def about(self, fact: Fact) -> Iterator[Fact]:
        """Yield the facts that tie the same two in the same relation, by the same word."""
        other = self._number(fact.object)
        wanted = f"f.object = {other} and {self._stating(lambda row: row.key == fact.relation)}"
        for row in self._near(fact.subject, "subject", f"{wanted} and not f.flags & {DERIVED}"):
            found = self._fact_of(row)
            if found.ties == fact.ties:
                yield found

    def dating(self, fact: Fact, scope: Scope) -> Dating | None:
        """Return what is said of the time of a stated fact; None if it is while its ends are."""
        return scoping.dating_of(self, fact, scope)

    def is_followed(self, fact: Fact, scope: Scope) -> bool:
        """Return whether a later source names another holder, or nobody, or a contrary view."""
        dating = self.dating(fact, scope)
        return bool(dating and is_followed(self, fact, dating, scope))

    def met(self, facts: Iterable[Fact], scope: Scope) -> bool:
        """Return whether some stated facts may have been so on one day, as far as is known."""
        return scoping.met(self, facts, scope)

    def everything(self, *, derived: bool = True) -> Facts:
        """Return all facts in memory, each part under its id."""
        for table in ("fact", "actor", "source"):
            self._verify(table)
        wanted = "true" if derived else f"not f.flags & {DERIVED}"
        found = (self._fact_of(row) for row in self._rows(f"{FACT} where {wanted} order by f.n"))
        actors = self._rows("select * from actor where kind <> '' order by n")
        return Facts(
            title=self.title,
            relations=self.relations,
            sources={
                id: self.sources[id] for (id,) in self._rows("select id from source order by n")
            },
            actors={actor.id: actor for actor in map(self._actor_of, actors)},
            facts={fact.id: fact for fact in found},
            events={event.id: event for event in self.events()},
        )

    def _between(
        self, id: str, far: Collection[str], near: Collection[str], wanted: str
    ) -> Iterator[Row]:
        """Yield the rows of facts from an actor, found there or at some who are `near`."""
        if far:
            yield from (row for row in self._near(id, "subject", wanted) if row[3] in far)
        for other in near:
            yield from (row for row in self._near(other, "object", wanted) if row[1] == id)

    def _facts(self, id: str, end: str) -> int:
        """Return how many facts have an actor at one end."""
        counts = schema.COUNTS[end][1]
        rows = self._rows(f"select facts from {counts} where actor = ?", self._number(id))
        return sum(facts for (facts,) in rows)

    def _wanted(self, relations: Container[str], scope: Scope | None) -> str:
        """Return the condition on facts of some relations that may be within a scope."""
        hidden = f" and not f.flags & {HIDDEN}" if scope == EVERYTHING else ""
        if all(key in relations for key in self._keys):
            return f"true{hidden}"
        return f"{self._stating(lambda row: row.key in relations)}{hidden}"

    def _sorted(self, ties: Iterable[Tie]) -> Iterator[Tie]:
        return iter(sorted(ties, key=lambda tie: tie.fact.id))

    def _ties(self, found: Iterable[Row], scope: Scope) -> Iterator[Tie]:
        for row in found:
            fact = self._fact_of(row)
            tie = scoping.tie(self, fact, scope, row[4])
            if tie:
                yield tie

    def _named_last(self, post: str, scope: Scope) -> list[Named]:
        return named_last(self, actor_within(self.sources, self.actor(post), scope), scope)

    def _read_now(self, scope: Scope) -> str:
        """Return the day of the latest source that facts within a scope cite."""
        self._verify("citing")
        rows = self._rows(
            "select source, day from citing where firm or not ? order by day desc", scope.firm
        )
        for source, day in rows:
            if any_counts([source], scope):
                return str(day)
        return ""


def _part(fact: Fact) -> _Part:
    return tuple(sorted((name, fold(text)) for name, text in fact.qualifiers.items()))
