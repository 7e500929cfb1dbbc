"""The fourth step: facts that follow from facts, one post or one line after the other."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias, overload

import msgspec
from msgspec.structs import replace

from stakegraph.compiler.build import Build, ReadRow, batches, listed
from stakegraph.derive import covering, following, longer_id
from stakegraph.model import STATED, Facts
from stakegraph.relations import REPORTING, Relation
from stakegraph.stores import packing
from stakegraph.stores.schema import DENIED, DISPUTED, DOUBTFUL, HIDDEN


class Slice(msgspec.Struct, array_like=True, gc=False):
    """Facts that rules look at together: rows as `Build.rows_where` gives them, and their posts.

    `keys` are the relations by number, `disputed` the ids of the facts that are.
    """

    relations: dict[str, Relation]
    keys: list[str]
    facts: list[ReadRow]
    posts: list[tuple[str, str, str, str, str, bytes]]
    disputed: set[str]


# A derived fact: id, ends, relation, flags, file, packed.
Derived: TypeAlias = tuple[str, str, str, str, int, bytes]

_encode = msgspec.msgpack.Encoder().encode
_read_slice = msgspec.msgpack.Decoder(Slice).decode
_read_derived = msgspec.msgpack.Decoder(list[Derived]).decode


def task(message: bytes) -> bytes:
    """Give what follows from a slice."""
    told = _read_slice(message)
    files = _Numbers()
    facts = {}
    for _, _, id, subject, code, object, packed in told.facts:
        facts[id] = packing.fact_of(id, subject, told.keys[code], object, packed, files)
    actors = {row[0]: packing.actor_of(row[:5], row[5], files) for row in told.posts}
    stated = Facts(relations=told.relations, actors=actors, facts=facts)
    rows: list[Derived] = []
    for fact in following(stated):
        flags = DOUBTFUL if fact.certainty != STATED else 0
        if told.disputed and not told.disputed.isdisjoint(fact.premises):
            flags = DISPUTED | DOUBTFUL
        packed = packing.pack_fact(fact, int(fact.origin.path))
        rows.append((fact.id, fact.subject, fact.relation, fact.object, flags, packed))
    return _encode(rows)


class _Numbers(Sequence[str]):
    """The numbers of files in the place of their names."""

    @overload
    def __getitem__(self, number: int) -> str: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[str]: ...
    def __getitem__(self, number: int | slice) -> str | Sequence[str]:
        return str(number)

    def __len__(self) -> int:
        return sys.maxsize


def derive(build: Build) -> None:
    """Add what follows, and hide what stated facts say already."""
    build.derived_from = number = build.next_number()
    messages = (_encode(each) for each in _slices(build))
    for answer in build.workers.run("follows", messages):
        rows = []
        for id, subject, relation, object, flags, packed in _read_derived(answer):
            ends = build.numbers[subject], build.codes[relation], build.numbers[object]
            rows.append((number, id, *ends, flags, packed))
            number += 1
        build.insert_facts(rows)
    (build.facts,) = build.db.execute("select count(*) from fact").fetchone()


def settle_derived(build: Build) -> None:
    """Tell derived facts apart by id, and hide those that stated ones say already."""
    _tell_apart(build)
    _cover(build)


def _slices(build: Build) -> Iterator[Slice]:
    """Give who fills some posts and where these are, then some lines and who fills their ends."""
    rows = build.relations.values()
    lines = build.coded(row for row in rows if row.family == REPORTING)
    lines_query = f"select n from fact where relation in ({lines}) and not flags & {DENIED}"
    for posts in batches(build.numbers_of("select distinct post from held")):
        among = f"select n from held where post in ({listed(posts)})"
        housing = f"select n from housed where post in ({listed(posts)})"
        facts = [*build.rows_where(f"f.n in ({among} union all {housing})")]
        yield _slice(build, facts, posts)
    for some in batches(build.numbers_of(lines_query)):
        between = [*build.rows_where(f"f.n in ({listed(some)})")]
        ends = {build.numbers[end] for row in between for end in (row[3], row[5])}
        among = f"select n from held where post in ({listed(ends)})"
        yield _slice(build, [*between, *build.rows_where(f"f.n in ({among})")], ())


def _slice(build: Build, facts: list[ReadRow], posts: Iterable[int]) -> Slice:
    actors = build.db.execute(
        "select id, kind, name, classification, description, packed from actor"
        f" where n in ({listed(posts)})"
    ).fetchall()
    disputed = {row[2] for row in facts if row[1] & DISPUTED}
    return Slice(dict(build.relations), list(build.codes), facts, actors, disputed)


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
