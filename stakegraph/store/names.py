"""Indexes of the names (to be replaced)."""

from __future__ import annotations

import sqlite3
from array import array
from collections import defaultdict
from collections.abc import Iterable
from itertools import islice

from stakegraph.model.names import initials, pairs

_AT_ONCE = 10_000  # actors
NUMBERS = "I"
NAMES = """
create table form (joined text, actor integer, primary key (joined, actor)) without rowid;
create table initials (
    letters text, actor integer, primary key (letters, actor)
) without rowid;
create table word (n integer primary key, text text unique, bearers integer);
create table pair (letters text primary key, words blob) without rowid;
create table bearer (word integer, actor integer, primary key (word, actor)) without rowid;
"""


def batches(items, size):
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch


def fill(db: sqlite3.Connection, rows: Iterable[tuple[int, str]]) -> None:
    """Index names: whole, by their words, and the words by their pairs of letters."""
    words: dict[str, int] = {}
    db.execute("create temp table forms (joined text, actor integer)")
    db.execute("create temp table borne (word integer, actor integer)")
    for some in batches(rows, _AT_ONCE):
        joined: list[tuple[str, int]] = []
        letters: list[tuple[str, int]] = []
        borne: list[tuple[int, int]] = []
        for actor, forms in some:
            for form in forms.split("\n"):
                own = form.split()
                if not own:
                    continue
                joined.append(("".join(own), actor))
                short = initials(form)
                if short:
                    letters.append((short, actor))
                borne += [(words.setdefault(word, len(words)), actor) for word in own]
        db.executemany("insert into forms values (?, ?)", joined)
        db.executemany("insert into borne values (?, ?)", borne)
        db.executemany("insert or ignore into initials values (?, ?)", letters)
    # In their order, so that each page is written once.
    db.execute("insert into form select distinct * from forms order by 1, 2")
    db.execute("insert into bearer select distinct * from borne order by 1, 2")
    db.execute("drop table forms")
    db.execute("drop table borne")
    _index_words(db, words)


def _index_words(db: sqlite3.Connection, words: dict[str, int]) -> None:
    bearers = dict(db.execute("select word, count(*) from bearer group by word"))
    having: dict[str, array[int]] = defaultdict(lambda: array(NUMBERS))
    counts = array(NUMBERS)
    for number, word in enumerate(words):
        own = pairs(word)
        counts.append(len(own))
        for letters in own:
            having[letters].append(number)
    rows = ((number, word, bearers[number]) for word, number in words.items())
    db.executemany("insert into word values (?, ?, ?)", rows)
    lists = ((letters, having[letters].tobytes()) for letters in sorted(having))
    db.executemany("insert into pair values (?, ?)", lists)
    db.execute("insert into meta values ('pairs', ?)", (counts.tobytes(),))
