"""The third step: facts that cannot all be true, found among those that may be compared at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from stakegraph.model.facts import Fact, Facts
from stakegraph.rules.conflicts import RULES, conflicts
from stakegraph.store.compiler.build import Build, batches, listed
from stakegraph.store.schema import DISPUTED, DOUBTFUL

Numbered: TypeAlias = tuple[int, Fact]


def find_clashes(build: Build) -> None:
    """Add every pair of facts that clash, and mark both as disputed."""
    order = [rule.__name__.replace("_", "-") for rule in RULES]
    found: dict[tuple[str, str], str] = {}
    numbers: dict[str, int] = {}
    for facts in _slices(build):
        stated = Facts(relations=build.relations, facts={fact.id: fact for _, fact in facts})
        known = {fact.id: number for number, fact in facts}
        for rule, one, other in conflicts(stated):
            pair = (one.id, other.id)
            found[pair] = min(rule, found.get(pair, rule), key=order.index)
            numbers |= {id: known[id] for id in pair}
    rows = [(one, other, rule) for (one, other), rule in found.items()]
    build.db.executemany("insert into conflict values (?, ?, ?)", rows)
    build.db.executemany(
        f"update fact set flags = flags | {DISPUTED | DOUBTFUL} where n = ?",
        [(number,) for number in numbers.values()],
    )


def _slices(build: Build) -> Iterator[list[Numbered]]:
    """Yield facts in slices: those of one actor that may clash, and those that fill one post."""
    rows = build.relations.values()
    exclusive = build.coded(row for row in rows if row.exclusive)
    contrary = {key for row in rows if row.contrary for key in (row.key, row.contrary)}
    stances = build.coded(build.relations[key] for key in contrary)
    crowded = build.numbers_of(
        "select subject from fact group by subject, relation, object having count(*) > 1"
        f" union select subject from fact where relation in ({exclusive})"
        " group by subject, relation having count(*) > 1"
        f" union select subject from fact where relation in ({stances})"
        " group by subject, object having count(*) > 1"
    )
    for some in batches(crowded, 500):
        facts = _facts(build, f"f.subject in ({listed(some)})")
        lines = (fact for _, fact in facts if build.relations[fact.relation].exclusive)
        # Whoever fills a post is in the same place of a line as the post.
        yield facts + _holding(build, {build.numbers[line.object] for line in lines})
    several = build.numbers_of("select post from held group by post having count(*) > 1")
    for posts in batches(several, 500):
        yield _holding(build, posts)


def _holding(build: Build, posts: Iterable[int]) -> list[Numbered]:
    return _facts(build, f"f.n in (select n from held where post in ({listed(posts)}))")


def _facts(build: Build, condition: str) -> list[Numbered]:
    return [(number, fact) for number, _, fact in build.facts_where(condition)]
