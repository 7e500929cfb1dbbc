"""Ids of ours for the actors of another program."""

from __future__ import annotations

import re
from typing import NamedTuple

from stakegraph.factfile.schema import ID_PATTERN
from stakegraph.factfile.validation import slug
from stakegraph.importers._stored_mapping import StoredDict
from stakegraph.importers._values import readable_slug
from stakegraph.model.facts import Actor

_ID = re.compile(ID_PATTERN)
_LONGEST = 200  # characters; YAML has no keys of more than 1,024
# Ids that tell a reader less than the name does: 12, n0, a UUID, a hash.
_OPAQUE = re.compile(r"\d+|[a-z]{1,4}[-_.]?\d+|(?=.*\d)[0-9a-f.-]{16,}")
_TAIL = 12  # characters of a foreign id that tell two of one name apart


def is_id(text: str) -> bool:
    """Return whether a text can be one of our ids, and no longer than anybody would type."""
    return len(text) <= _LONGEST and bool(_ID.match(text))


class Called(NamedTuple):
    """What an actor is called here, and its kind."""

    id: str
    kind: str


def distinct_ids(actors: StoredDict[Actor], *, keep: bool) -> StoredDict[Called]:
    """Return each actor an id, by its foreign one: that itself, where it can be and says something.

    Else it is made of the name, with the end of the foreign id where several bear the name, so
    that it does not depend on their order; of one with a tab, what stands behind that. With `keep`
    whatever can be an id stays.
    """
    ids = StoredDict[Called](Called)
    bases = StoredDict[Called](Called)
    taken = StoredDict[bool](bool)  # by id: that one has it
    times = StoredDict[int](int)
    for key, actor in actors.pairs():
        if is_id(key) and (keep or not _OPAQUE.fullmatch(key)):
            ids[key] = Called(key, actor.kind)
            taken[key] = True
        else:
            base = readable_slug(actor.name) or readable_slug(key) or actor.kind
            bases[key] = Called(base, actor.kind)
            times[base] = times.get(base, 0) + 1
    for key, (base, kind) in bases.pairs():
        id = base
        if id in taken or times[base] > 1:
            tail = slug(key.rpartition("\t")[2])[-_TAIL:].strip("-._") or "x"
            id, number = f"{base}-{tail}", 2
            while id in taken:
                id, number = f"{base}-{tail}-{number}", number + 1
        taken[id] = True
        ids[key] = Called(id, kind)
    return ids
