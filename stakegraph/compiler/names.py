"""The last step: indexes of the names, so that nobody has to read them all to find one."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable

import msgspec

from stakegraph.compiler.build import Build
from stakegraph.names import initials, pairs, tails
from stakegraph.stores.schema import NUMBERS

_AT_ONCE = 20_000  # actors


class Indexed(msgspec.Struct, array_like=True, gc=False):
    """The rows of some actors for the tables of names; words are not yet numbered."""

    forms: list[tuple[str, int, int]]
    initials: list[tuple[str, int]]
    borne: list[tuple[str, int]]


_encode = msgspec.msgpack.Encoder().encode
_read_forms = msgspec.msgpack.Decoder(list[tuple[int, str]]).decode
_read_indexed = msgspec.msgpack.Decoder(Indexed).decode


def task(message: bytes) -> bytes:
    """Take the folded forms of some actors' names apart."""
    found = Indexed([], [], [])
    for actor, forms in _read_forms(message):
        for form in forms.split("\n"):
            words = form.split()
            if not words:
                continue
            whole, *ends = tails(words)
            found.forms.append((whole, actor, 1))
            found.forms += [(end, actor, 0) for end in ends[:-1]]
            short = initials(form)
            if short:
                found.initials.append((short, actor))
            found.borne += [(word, actor) for word in words]
    return _encode(found)


def index_names(build: Build) -> None:
    """Index every folded form of a name: whole, by its words, by their pairs of letters."""
    db = build.db
    words: dict[str, int] = {}
    db.execute("create temp table forms (joined text, actor integer, whole integer)")
    db.execute("create temp table borne (word integer, actor integer)")
    for answer in build.workers.run("names", _messages(build)):
        found = _read_indexed(answer)
        borne = [(words.setdefault(word, len(words)), actor) for word, actor in found.borne]
        db.executemany("insert into forms values (?, ?, ?)", found.forms)
        db.executemany("insert into borne values (?, ?)", borne)
        db.executemany("insert or ignore into initials values (?, ?)", found.initials)
    # In their order, so that each page is written once.
    db.execute("insert into form select distinct * from forms order by 1, 2, 3")
    db.execute("insert into bearer select distinct * from borne order by 1, 2")
    db.execute("drop table forms")
    db.execute("drop table borne")
    bearers = dict(db.execute("select word, count(*) from bearer group by word"))
    _insert(build, words, bearers)


def _messages(build: Build) -> Iterable[bytes]:
    rows = build.db.execute("select n, forms from actor where forms <> ''")
    while some := rows.fetchmany(_AT_ONCE):
        yield _encode(some)


def _insert(build: Build, words: dict[str, int], bearers: dict[int, int]) -> None:
    having: dict[str, array[int]] = defaultdict(lambda: array(NUMBERS))
    counts = array(NUMBERS)
    for number, word in enumerate(words):
        own = pairs(word)
        counts.append(len(own))
        for letters in own:
            having[letters].append(number)
    rows = ((number, word, bearers[number]) for word, number in words.items())
    build.db.executemany("insert into word values (?, ?, ?)", rows)
    lists = ((letters, having[letters].tobytes()) for letters in sorted(having))
    build.db.executemany("insert into pair values (?, ?)", lists)
    build.db.execute("insert into meta values ('pairs', ?)", (counts.tobytes(),))
