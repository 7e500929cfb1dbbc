"""Actors that one name may mean, told apart: a post by where it is and by who holds it."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from stakegraph.errors import shortened
from stakegraph.model.names import Named
from stakegraph.store.schema import DENIED

_SHOWN = 3  # of those who are named for a post

Rows = Callable[..., Iterator[Any]]


def told_apart(rows: Rows, actors: Sequence[Named], files: Sequence[str] = ()) -> list[str]:
    """Return actors in words, of which no two say the same: where they would, where they stand.

    `rows` yields the rows of a query on the tables in which the actors are, `files` are the names
    of the fact files where these tables do not have them.
    """
    from stakegraph.model.relations import POST, Relation

    known = [(n, Relation(*json.loads(row))) for n, row in rows("select n, row from relation")]
    of_post = [n for n, row in known if row.of_post]
    fills = [n for n, row in known if row.fills]
    said = []
    for actor in actors:
        what, holders = actor.classification or actor.kind, ""
        if actor.kind == POST:
            places = _names(rows, actor.id, "subject", of_post)
            what += f" at {places}" if places else ""
            named = _names(rows, actor.id, "object", fills)
            holders = f"named for it: {named}" if named else ""
        told = ": ".join(filter(None, (what, shortened(actor.description))))
        said.append((shortened(actor.name), told, holders))
    seen = Counter(said)
    found = []
    for actor, one in zip(actors, said, strict=True):
        place = _place(rows, actor.id, files) if seen[one] > 1 else ""
        name, *more = *one, place
        found.append(f"{name} ({'; '.join(filter(None, more))})")
    return found


def _names(rows: Rows, id: str, end: str, relations: Sequence[int]) -> str:
    """Return the names of those to whom facts of some relations tie an actor, the first of many."""
    other = "object" if end == "subject" else "subject"
    some = ", ".join(map(str, relations))
    query = (
        f"select a.name from fact f join actor a on a.n = f.{other} where f.{end} ="
        f" (select n from actor where id = ?) and f.relation in ({some}) and not f.flags & {DENIED}"
        " order by f.n"
    )
    names = [*dict.fromkeys(shortened(name) for (name,) in rows(query, id))]
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return ", ".join(names[:_SHOWN]) + more


def _place(rows: Rows, id: str, files: Sequence[str]) -> str:
    """Return the file and the line in which an actor stands."""
    query = "select a.file, path, line from actor a left join file on file.n = a.file where id = ?"
    (n, path, line), *_ = rows(query, id)
    return f"{os.path.basename(files[n] if files else os.fsdecode(path))}:{line}"
