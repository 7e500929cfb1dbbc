"""The fourth step: facts that follow from facts, one post or one line after the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from msgspec.structs import replace

from stakegraph.compiler.build import Build, FactRow, batches, listed
from stakegraph.derive import covering, following, longer_id
from stakegraph.model import Actor, Fact, Facts
from stakegraph.relations import REPORTING
from stakegraph.stores.schema import DENIED, DISPUTED, DOUBTFUL, HIDDEN


def derive(build: Build) -> None:
    """Add what follows, and hide what stated facts say already."""
    build.derived_from = build.next_number()
    number = build.derived_from
    for facts, actors in _slices(build):
        stated = Facts(relations=build.relations, actors=actors, facts=facts)
        rows: list[FactRow] = []
        for fact in following(stated):
            disputed = any(id in build.disputed for id in fact.premises)
            rows.append(
                build.fact_row(number, fact.id, fact, DISPUTED | DOUBTFUL if disputed else 0)
            )
            number += 1
        build.insert_facts(rows)
    _tell_apart(build)
    _cover(build)
    (build.facts,) = build.db.execute("select count(*) from fact").fetchone()


Slice = tuple[dict[str, Fact], dict[str, Actor]]


def _slices(build: Build) -> Iterator[Slice]:
    """Give the facts in slices: who fills some posts, and where; some lines, and who fills ends."""
    rows = build.relations.values()
    places = build.coded(row for row in rows if row.of_post)
    lines = build.coded(row for row in rows if row.family == REPORTING)
    for posts in batches(build.numbers_of("select distinct post from held")):
        held = _facts(build, f"f.n in (select n from held where post in ({listed(posts)}))")
        held |= _facts(build, f"f.subject in ({listed(posts)}) and f.relation in ({places})")
        yield held, build.actors_of(posts)
    for some in batches(
        build.numbers_of(f"select n from fact where relation in ({lines}) and not flags & {DENIED}")
    ):
        between = _facts(build, f"f.n in ({listed(some)})")
        ends = {
            build.numbers[end] for fact in between.values() for end in (fact.subject, fact.object)
        }
        held = _facts(build, f"f.n in (select n from held where post in ({listed(ends)}))")
        yield between | held, {}


def _facts(build: Build, condition: str) -> dict[str, Fact]:
    return {fact.id: fact for _, _, fact in build.facts_where(condition)}


def _tell_apart(build: Build) -> None:
    """Give a longer id to each derived fact whose id another fact has."""
    for some in batches(build.same_ids(), 500):
        rows = [
            build.fact_row(number, longer_id(fact), fact, flags & (DISPUTED | DOUBTFUL))
            for number, flags, fact in build.facts_with(some)
            if fact.rule
        ]
        build.replace_facts(rows)


def _cover(build: Build) -> None:
    """Hide the derived facts that stated ones say already."""
    same: dict[int, list[int]] = defaultdict(list)
    for derived, stated in build.db.execute(
        "select d.n, f.n from fact d cross join fact f on f.subject = d.subject"
        " and f.relation = d.relation and f.object = d.object where d.n >= ?1 and f.n < ?1",
        (build.derived_from,),
    ):
        same[derived].append(stated)
    for some in batches(same.items(), 500):
        numbers = {number for derived, stated in some for number in (derived, *stated)}
        facts = build.facts_where(f"f.n in ({listed(numbers)})")
        known = {number: (flags, fact) for number, flags, fact in facts}
        rows = []
        for derived, stated in some:
            flags, fact = known[derived]
            covered_by = covering(fact, [known[number][1] for number in stated])
            if covered_by:
                hidden = replace(fact, covered_by=covered_by)
                rows.append(build.fact_row(derived, fact.id, hidden, flags | HIDDEN))
        build.replace_facts(rows)
