"""The fourth step: facts that follow from facts, one post or one line after the other."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias, overload

import msgspec
from msgspec.structs import replace

from stakegraph.model.facts import STATED, Facts
from stakegraph.model.relations import REPORTING, Relation
from stakegraph.rules.inference import covering, following, longer_id
from stakegraph.store import packing
from stakegraph.store.compiler.build import Build, batches, listed
from stakegraph.store.schema import DENIED, DISPUTED, DOUBTFUL, HIDDEN

# What goes to and from a process: a fact's id, subject, relation, object, flags and itself packed,
# the actors and relations as numbers.
Numbered: TypeAlias = tuple[str, int, int, int, int, bytes]


class Slice(msgspec.Struct, array_like=True, gc=False):
    """Facts that rules look at together, with the ids of their ends, and the posts that they fill.

    `keys` are the relations by number.
    """

    relations: dict[str, Relation]
    keys: list[str]
    facts: list[Numbered]
    ids: dict[int, str]
    posts: list[tuple[str, str, str, str, str, bytes]]


_COLUMNS = "id, subject, relation, object, flags, packed"

_encode = msgspec.msgpack.Encoder().encode
_read_slice = msgspec.msgpack.Decoder(Slice).decode
_read_facts = msgspec.msgpack.Decoder(list[Numbered]).decode


def task(message: bytes) -> bytes:
    """Return what follows from a slice."""
    told = _read_slice(message)
    files, ids, keys = _Numbers(), told.ids, told.keys
    facts = {}
    disputed = set()
    for id, subject, code, object, flags, packed in told.facts:
        facts[id] = packing.fact_of(id, ids[subject], keys[code], ids[object], packed, files)
        if flags & DISPUTED:
            disputed.add(id)
    actors = {row[0]: packing.actor_of(row[:5], row[5], files) for row in told.posts}
    stated = Facts(relations=told.relations, actors=actors, facts=facts)
    numbers = {id: number for number, id in ids.items()}
    codes = {key: code for code, key in enumerate(keys)}
    found: list[Numbered] = []
    for fact in following(stated):
        flags = DOUBTFUL if fact.certainty != STATED else 0
        if disputed and not disputed.isdisjoint(fact.premises):
            flags = DISPUTED | DOUBTFUL
        ends = numbers[fact.subject], codes[fact.relation], numbers[fact.object]
        found.append((fact.id, *ends, flags, packing.pack_fact(fact, int(fact.origin.path))))
    return _encode(found)


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
    build.derived_from = build.next_number()
    messages = (_encode(each) for each in _slices(build))
    for answer in build.workers.run("follows", messages):
        # Facts are numbered on: behind the last is the next.
        build.db.executemany(
            "insert into fact values (null, ?, ?, ?, ?, ?, ?)", _read_facts(answer)
        )
    (build.facts,) = build.db.execute("select count(*) from fact").fetchone()


def settle_derived(build: Build) -> None:
    """Tell derived facts apart by id, and hide those that stated ones say already."""
    _tell_apart(build)
    _cover(build)


def _slices(build: Build) -> Iterator[Slice]:
    """Yield who fills some posts and where these are, then some lines and who fills their ends."""
    rows = build.relations.values()
    lines = build.coded(row for row in rows if row.family == REPORTING)
    lines_query = f"select n from fact where relation in ({lines}) and not flags & {DENIED}"
    for posts in batches(build.numbers_of("select distinct post from held")):
        among = f"select n from held where post in ({listed(posts)})"
        housing = f"select n from housed where post in ({listed(posts)})"
        yield _slice(build, _rows(build, f"n in ({among} union all {housing})"), posts)
    for some in batches(build.numbers_of(lines_query)):
        between = _rows(build, f"n in ({listed(some)})")
        among = f"select n from held where post in ({listed(_ends(between))})"
        yield _slice(build, between + _rows(build, f"n in ({among})"), ())


def _rows(build: Build, condition: str) -> list[Numbered]:
    return build.db.execute(f"select {_COLUMNS} from fact where {condition}").fetchall()


def _ends(facts: Iterable[Numbered]) -> set[int]:
    return {end for _, subject, _, object, _, _ in facts for end in (subject, object)}


def _slice(build: Build, facts: list[Numbered], posts: Iterable[int]) -> Slice:
    actors = build.db.execute(
        "select id, kind, name, classification, description, packed from actor"
        f" where n in ({listed(posts)})"
    ).fetchall()
    ids = {number: build.ids[number] for number in _ends(facts)}
    return Slice(dict(build.relations), list(build.codes), facts, ids, actors)


def _tell_apart(build: Build) -> None:
    """Return a longer id to each derived fact whose id another fact has."""
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
