"""Applies rules to the facts of open tables: each rule to every group that it looks at."""

from __future__ import annotations

import json
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from stakegraph.errors import Problem
from stakegraph.model.facts import Actor, Event, Fact, citations
from stakegraph.model.names import IDENTIFIER
from stakegraph.model.relations import ACTOR_KINDS
from stakegraph.rules.inference import covering, longer_id
from stakegraph.rules.rule import Bearers, Ended, Lines, Mentions, Over, Rule
from stakegraph.store import rows
from stakegraph.store.batch import key_of
from stakegraph.store.groups import Findings, GroupBatch, group_batches
from stakegraph.store.schema import CONTESTED, DENIED, DERIVED, DISPUTED, DOUBTFUL, HIDDEN, INDEXES
from stakegraph.store.tables import Tables, batches, marks

_AT_ONCE = 500

Find = Callable[[Iterable[GroupBatch]], Iterable[Findings]]


def check(tables: Tables, find: Find, cited: Iterable[str], sources: Iterable[str]) -> None:
    """Put down what the checks find that look at more than one part alone.

    `cited` are the sources that anything cites, `sources` those that are listed.
    """
    unlisted = set(cited).difference(sources)
    for rule in tables.rules:
        if rule.over is Over.UNDECLARED:
            _apply(tables, rule, _undeclared(tables))
        elif rule.over is Over.UNLISTED:
            _apply(tables, rule, _unlisted(tables, unlisted))
        elif rule.over is Over.UNMENTIONED:
            # An entry that could not be read may well be what mentions the actor.
            _apply(tables, rule, () if tables.is_unread else _unmentioned(tables))
        elif rule.over is Over.ENDED:
            _apply(tables, rule, _ended(tables))
        elif rule.over is Over.SHARED:
            _apply(tables, rule, _bearers(tables))
        elif rule.over is Over.WHOLE:
            _apply(tables, rule, _lines(tables, rule))
        elif isinstance(rule.over, tuple) and not rule.clash and not rule.conclude:
            for found in find(group_batches(tables, rule)):
                tables.report(found.problems)


def keep_undeclared(tables: Tables) -> None:
    """Keep the actors that no file declares: facts with such ends can be shown, too."""
    unknown = [number for number, kind in enumerate(tables.kinds) if not kind]
    tables.db.executemany(
        f"insert into actor values ({marks(12)})",
        (rows.summed(number, tables.ids[number], *[""] * 5, "{}", 0, 0, 0) for number in unknown),
    )


def find_conflicts(tables: Tables, find: Find) -> None:
    """Keep the groups of facts that cannot all be true, and mark those that others dispute."""
    for rule in tables.rules:
        if rule.clash:
            disputed, contested = array("q"), array("q")
            for found in find(group_batches(tables, rule)):
                tables.db.executemany(f"insert into conflict values ({marks(5)})", found.conflicts)
                disputed.extend(found.disputed)
                contested.extend(found.contested)
            for numbers, flags in ((contested, CONTESTED), (disputed, DISPUTED | DOUBTFUL)):
                tables.amend_facts(((number,) for number in numbers), flags=f"flags | {flags}")


def infer(tables: Tables, find: Find) -> None:
    """Add the facts that follow, and hide those that stated facts say already."""
    db = tables.db
    first = tables.facts
    db.execute("create temp table derived as select * from fact limit 0")
    for rule in tables.rules:
        if rule.conclude:
            for found in find(group_batches(tables, rule)):
                tables.insert_facts(found.derived, "derived")
    if tables.facts == first:
        return
    # Many rows are added to a table sooner than to its indexes.
    for name in ("fact_key", "fact_out", "fact_in"):
        db.execute(f"drop index {name}")
    db.execute("insert into fact select * from derived order by n")
    db.execute("drop table derived")
    for name in ("fact_key", "fact_out", "fact_in"):
        db.execute(INDEXES[name])
    tell_apart(tables)
    cover(tables, first)


def tell_apart(tables: Tables) -> None:
    """Give a longer id to each derived fact whose id another fact has."""
    db = tables.db
    shared = (
        f"select n from fact where flags & {DERIVED} and key in"
        " (select key from fact group by key having count(*) > 1)"
    )
    for (number,) in db.execute(shared).fetchall():
        fact = tables.fact(number)
        id = longer_id(fact)
        tail = id[len(fact.subject) + len(fact.relation) + len(fact.object) + 2 :]
        tables.amend_facts([(number, key_of(id), tail)], key="?2", tail="?3")


def cover(tables: Tables, first: int) -> None:
    """Hide the facts derived, the first of which has this number, that stated ones say already."""
    same: dict[int, list[int]] = defaultdict(list)
    for derived, stated in tables.db.execute(
        "select d.n, f.n from fact d cross join fact f on f.subject = d.subject"
        " and f.relation = d.relation and f.object = d.object where d.n >= ?1 and f.n < ?1",
        (first,),
    ):
        same[derived].append(stated)
    for number, beside in same.items():
        known = {tables.fact(each).id: each for each in beside}
        ids = covering(tables.fact(number), [tables.fact(each) for each in beside])
        if ids:
            _hide(tables, number, [known[id] for id in ids])


def _apply(tables: Tables, rule: Rule, groups: Iterable[object]) -> None:
    for group in groups:
        problems: Iterable[Problem] = rule.find(group)
        tables.report(problems)


def _undeclared(tables: Tables) -> Iterator[Mentions]:
    for number, kind in enumerate(tables.kinds):
        if not kind:
            yield Mentions(tables.ids[number], _mentioning(tables, number))


def _mentioning(tables: Tables, number: int) -> Iterator[Actor | Event | Fact]:
    facts = list(tables.facts_where("subject = ?1 or object = ?1", number))
    yield from (fact for _, fact in facts)
    events = f"n in (select event from took_part where actor = {number})"
    yield from [event for _, event in tables.events(events)]


def _unlisted(tables: Tables, ids: set[str]) -> Iterator[Mentions]:
    if not ids:
        return
    citing: dict[str, list[Actor | Event | Fact]] = defaultdict(list)
    for part in _parts(tables):
        for source in {cited.source for _, cited in citations(part)} & ids:
            citing[source].append(part)
    for id, parts in citing.items():
        yield Mentions(id, iter(parts))


def _parts(tables: Tables) -> Iterator[Actor | Event | Fact]:
    """Yield every part that can carry evidence."""
    yield from tables.actors_of(range(len(tables.kinds)))
    yield from (event for _, event in tables.events())
    yield from (fact for _, fact in tables.facts_where("true"))


def _unmentioned(tables: Tables) -> Iterator[Actor]:
    alone = [
        number
        for number, kind in enumerate(tables.kinds)
        if kind and not tables.is_mentioned[number]
    ]
    for some in batches(alone, _AT_ONCE):
        yield from list(tables.actors_of(some))


def _ended(tables: Tables) -> Iterator[Ended]:
    """Yield the actors that have an end, with the facts that cannot outlast them."""
    with_end = "select n from actor where entry like '%\"until\"%'"
    for some in batches(tables.numbers_of(with_end), _AT_ONCE):
        for actor in list(tables.actors_of(some)):
            kind = ACTOR_KINDS.get(actor.kind)
            own, others = (
                [
                    row
                    for row in tables.relations.values()
                    if kind and kind.limits(row, is_subject=is_subject)
                ]
                for is_subject in (True, False)
            )
            if actor.until and own:
                query = f"(subject = ?1 and relation in ({tables.coded(own)})"
                query += f" or object = ?1 and relation in ({tables.coded(others)}))"
                query += f" and not flags & {DENIED} order by file, line, col"
                found = tables.facts_where(query, tables.numbers[actor.id])
                yield Ended(actor, [fact for _, fact in found])


def _bearers(tables: Tables) -> Iterator[Bearers]:
    """Yield the actors of each identifier that several bear."""
    db = tables.db
    db.execute("create temp table bearing (form text, actor integer)")
    found = db.execute(f"select n, forms from actor where instr(forms, '{IDENTIFIER}')")
    borne = (
        (form.removeprefix(IDENTIFIER), number)
        for number, forms in found
        for form in forms.split("\n")
        if form.startswith(IDENTIFIER)
    )
    db.executemany("insert into bearing values (?, ?)", borne)
    several = (
        "select form, json_group_array(actor) from bearing"
        " group by form having count(distinct actor) > 1"
    )
    for form, numbers in db.execute(several).fetchall():
        yield Bearers(form, [*tables.actors_of(json.loads(numbers))])
    db.execute("drop table bearing")


def _lines(tables: Tables, rule: Rule) -> Iterator[Lines]:
    for relation in tables.relations.values():
        code = tables.codes[relation.key]
        if rule.of(relation):
            held = f"relation = {code} and not flags & {DENIED}"

            def facts(subject: int, object: int, held: str = held) -> list[Fact]:
                found = tables.facts_where(
                    f"subject = ? and object = ? and {held} order by file, line, col",
                    *(subject, object),
                )
                return [fact for _, fact in found]

            query = f"select subject, object from fact where {held} order by file, line, col"
            yield Lines(relation, tables.db.execute(query), facts)


def _hide(tables: Tables, number: int, covered_by: list[int]) -> None:
    ((entry,),) = tables.db.execute("select entry from fact where n = ?", (number,))
    rule, premises, _ = rows.derivation_of(entry)
    entry = rows.derived_entry(rule, premises, covered_by)
    tables.amend_facts([(number, entry)], flags=f"flags | {HIDDEN}", entry="?2")
