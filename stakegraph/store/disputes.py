"""Facts that cannot all be true, as far as a scope lets them through."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property, lru_cache
from itertools import islice

from stakegraph.edtf.validity import sure
from stakegraph.model.facts import Fact, retracted
from stakegraph.rules.conflicts import may_be
from stakegraph.rules.rivals import Rivals
from stakegraph.rules.rule import Group, Spans
from stakegraph.store import EVERYTHING, RIVALS, Scope
from stakegraph.store.admission import admitted
from stakegraph.store.names import Row
from stakegraph.store.parts import Parts
from stakegraph.store.records import REMEMBERED
from stakegraph.store.schema import DENIED, DERIVED


class Disputes(Parts):
    """The conflicts of a database: each is kept as its group, and worked out when asked for."""

    def conflicts(
        self, scope: Scope = EVERYTHING, *, possible: bool = False
    ) -> tuple[list[tuple[str, Fact, Fact]], int]:
        """Return the pairs of facts within a scope that clash, each with the first rule to say so.

        Where those that are `possible` are asked for: the pairs that may clash and do not surely.
        Of each conflict only so many pairs are given as RIVALS; the number of facts in those of
        which there are more comes with them.
        """
        found: dict[tuple[str, str], tuple[str, Fact, Fact]] = {}
        crowded = 0
        self._verify("conflict")
        limits = scope._replace(as_of=None)
        wanted = "where disputed" if limits == EVERYTHING else ""
        query = f"select rule, subject, relation, object from conflict {wanted}"
        order = list(self.rules)
        groups = self._possible_groups() if possible else self._rows(query)
        for name, *shared in sorted(groups, key=lambda row: order.index(row[0])):
            rivals = self._rivals(name, limits, *shared)
            clashing = rivals.pairs()
            if possible:
                surely = {frozenset((one.id, other.id)) for one, other in clashing}
                rivals = self._rivals(name, limits, *shared, may_be)
                clashing = (
                    pair
                    for pair in rivals.pairs()
                    if frozenset(fact.id for fact in pair) not in surely
                )
            pairs = list(islice(clashing, RIVALS + 1))
            if len(pairs) > RIVALS:
                crowded += sum(1 for _ in rivals.clashing())
            for one, other in pairs[:RIVALS]:
                found.setdefault((one.id, other.id), (name, one, other))
        return [found[ids] for ids in sorted(found)], crowded

    def rivals(self, id: str, limits: Scope = EVERYTHING) -> Iterator[Fact]:
        """Yield the facts that dispute one within a scope, whatever the day, each once.

        What rests on retracted sources alone is nobody's word any more, and disputes nothing.
        """
        fact = self.fact(id)
        columns = {
            "subject": self._number(fact.subject),
            "relation": self._keys.index(fact.relation),
            "object": self._number(fact.object),
        }
        seen: set[str] = set()
        for rule in self.rules.values():
            if rule.clash and rule.clash.disputes and rule.of(self.relations[fact.relation]):
                over = rule.over if isinstance(rule.over, tuple) else ()
                shared = [columns[name] if name in over else -1 for name in columns]
                for rival in self._rivals(rule.name, limits, *shared).of(fact):
                    if rival.id not in seen and not retracted(rival.evidence):
                        seen.add(rival.id)
                        yield rival

    @cached_property
    def _rivals(self) -> Callable[..., Rivals]:
        return lru_cache(REMEMBERED)(self._read_rivals)

    def _possible_groups(self) -> Iterator[Row]:
        """Yield the groups in which facts may clash: the rule, and what they have in common."""
        self._need_all("fact")
        for rule in self.rules.values():
            if not rule.clash or not isinstance(rule.over, tuple):
                continue
            shared = ", ".join(
                name if name in rule.over else "-1" for name in ("subject", "relation", "object")
            )
            query = (
                f"select '{rule.name}', {shared} from fact f where not f.flags & {DERIVED}"
                f" and {self._stating(rule.of)}"
                f" group by {', '.join(rule.over)} having count(*) > 1"
            )
            yield from self._rows(query)

    def _read_rivals(
        self,
        name: str,
        limits: Scope,
        subject: int,
        relation: int,
        object: int,
        when: Spans = sure,
    ) -> Rivals:
        """Return the group of a conflict: facts within a scope that have so much in common."""
        rule = self.rules[name]
        assert rule.clash
        columns = {"subject": subject, "relation": relation, "object": object}
        shared = {column: number for column, number in columns.items() if number >= 0}
        left_out = DERIVED if rule.denials else DERIVED | DENIED
        found = self._sharing(shared, f"{self._stating(rule.of)} and not f.flags & {left_out}")
        facts = (admitted(self._fact_of(row), limits) for row in found)
        group = Group(self.relations, [fact for fact in facts if fact])
        cited = {one.source for fact in group.facts for one in fact.evidence}
        group.dates = {id: self.sources[id].date for id in cited}
        ends = {getattr(fact, end) for fact in group.facts for end in rule.actors}
        group.actors = {id: self.actor(id) for id in ends}
        if rule.join:
            ends = {getattr(fact, end) for fact in group.facts for end in rule.join.ends}
            wanted = f"{self._stating(rule.join.of)} and not f.flags & {DENIED | DERIVED}"
            for id in sorted(ends):
                group.joined += map(self._fact_of, self._near(id, rule.join.end, wanted))
        return Rivals(rule.clash, group, when)
