"""The names in a database, looked up: from what a person typed to the actors that it may mean.

Each way in which a text may name an actor is one full-text query on the tables of `name_tables`.
Completing a name loads this module: it imports the standard library and the folding of names alone.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import TYPE_CHECKING, Any, NamedTuple

from stakegraph.errors import DamagedIndex
from stakegraph.model.names import folded_forms, initials
from stakegraph.store.name_tables import INITIALS, SURNAME, WHOLE, fill_names, fill_words, trigrams
from stakegraph.store.schema import INDEXES, LAST, TABLES, checksum
from stakegraph.text.folding import fold

if TYPE_CHECKING:
    from stakegraph.model.facts import Actor

NEAREST = 3  # how many of the nearest names are given

# What an index leads to and is not there, has no columns.
_OWNERS = "select distinct actor from names left join form on form.n = names.rowid"
_FOUND = f"from ({_OWNERS} where names match ?) left join actor a on a.n = actor"

_TYPED = 8  # words of a mistyped name that are looked at
_LETTERS = 100  # of each of them
_LEFT_OUT = 2  # how many of its words a near name may lack
_BEARING = 100  # actors that are compared of those whose names have the same words
_SHARING = 64  # words that share most trigrams with one
_SIMILAR = 12  # of these, how many are compared with it
_ALIKE = 700  # how like two words must be, in thousandths, for one to be the other mistyped
_NEAR = 450  # how like a name must be to what was typed, in thousandths a word


class Entry(NamedTuple):
    """What tells an actor from others."""

    id: str
    kind: str
    name: str
    classification: str
    description: str


def index_of(actors: Iterable[Actor]) -> Index:
    """Return the index of actors that are in memory."""
    db = sqlite3.connect(":memory:", isolation_level=None)
    db.executescript(TABLES + INDEXES["actor_id"])
    known = list(enumerate(actors))
    for n, actor in known:
        named = [getattr(actor, field) for field in Entry._fields]
        row = (n, *named, "\n".join(folded_forms(actor)), "{}", 0, 0, 0)
        marks = ", ".join("?" * (len(row) + 1))
        db.execute(f"insert into actor values ({marks})", (*row, checksum(*row)))
    also = ((id, n) for n, actor in known for id in actor.also)
    db.executemany("insert into also values (?, ?)", also)
    return Index(db, is_filled=False)


def encodable(text: str) -> str:
    """Return a text as SQLite can take it; what it cannot, half a character, no id or name has."""
    return text.encode("utf-8", "replace").decode()


class Index:
    """The look-ups of names in a database.

    What of the index is not filled yet is filled by the first look-up that needs it: of a small set
    the trigrams are needed where a name is wrong alone.
    """

    def __init__(self, connection: sqlite3.Connection, *, is_filled: bool = True) -> None:
        self.connection = connection
        self._execute = connection.execute
        self._unfilled = [] if is_filled else [fill_words, fill_names]

    def has_errors(self) -> bool:
        """Return whether the facts are at fault, so that nothing is to be answered."""
        query = "select 1 from problem where severity = 'error' limit 1"
        return any(True for _ in self._rows(query))

    def named(self, text: str) -> list[Entry]:
        """Return the actors that a text names best, all in the same way, by id."""
        text = encodable(text)
        same = self._entries(
            "select * from actor a where a.id = ? or a.n = (select actor from also where id = ?)",
            (text, text),
        )
        folded = fold(text)
        if same or not folded:
            return [*same]
        self._fill(words=False)
        for query in _ways(folded):
            found = self._entries(f"select a.* {_FOUND} order by a.id", (query,))
            if found:
                break
        else:
            found = self._inside(folded.replace(" ", ""))
        if not all(_bears(forms, folded) for forms in found.values()):
            raise DamagedIndex("the index of names leads to somebody else")
        return [*found]

    def near(self, text: str) -> list[Entry]:
        """Return the few actors whose names are nearest to a mistyped one, the nearest first.

        Each word typed may be one of the words here that are most like it. Those who bear all of
        them, in whatever order, are compared first, then those who lack one, or two.
        """
        self._fill(words=True)
        typed = fold(encodable(text)).split()[:_TYPED]
        meant = [words for word in typed if (words := self._similar(word[:_LETTERS]))]
        found: dict[Entry, int] = {}
        for count in range(len(meant), max(len(typed) - _LEFT_OUT - 1, 0), -1):
            for some in combinations(meant, count):
                query = " AND ".join(f"({' OR '.join(map(_quoted, words))})" for words in some)
                bearing = self._entries(f"select a.* {_FOUND} limit ?", (query, _BEARING))
                for entry, forms in bearing.items():
                    found[entry] = max(_likeness(form, meant) for form in forms)
            found = {entry: much for entry, much in found.items() if much >= _NEAR * len(typed)}
            if len(found) >= NEAREST:
                break
        if any(entry.id == text for entry in found):
            raise DamagedIndex(f"the index of actors does not find {text}")
        return sorted(found, key=lambda entry: (-found[entry], entry.id))[:NEAREST]

    def beginning(self, typed: str, limit: int) -> list[tuple[str, str]]:
        """Return the (id, name) of whose id, or a word of whose name, a text is the beginning."""
        typed = encodable(typed)
        ids = "select id, name from actor where id >= ? and id < ? order by id limit ?"
        found = dict(self._rows(ids, typed, typed + LAST, limit))
        folded = fold(typed)
        if folded and len(found) < limit:
            self._fill(words=False)
            *whole, last = map(_quoted, folded.split())
            rows = self._rows(
                f"select a.id, a.name {_FOUND}"
                " where instr(' ' || replace(a.forms, char(10), char(10) || ' '), ' ' || ?)"
                " limit ?",
                *(" AND ".join([*whole, f"{last}*"]), folded, limit),
            )
            found |= dict(rows)
        return list(found.items())[:limit]

    def _fill(self, *, words: bool) -> None:
        while len(self._unfilled) > (not words):
            self._unfilled.pop()(self.connection)

    def _rows(self, query: str, *given: object) -> Iterator[Any]:
        """Yield the rows of a query; raises DamagedIndex where they cannot be read."""
        try:
            # A cursor itself would be closed with this, which fails once the database is closed.
            yield from (row for row in self._execute(query, given))
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            raise DamagedIndex(str(error)) from error

    def _entries(self, query: str, given: tuple[object, ...]) -> dict[Entry, list[str]]:
        """Return the actors whose rows a query finds, each with the forms of its names."""
        found = {}
        for *row, sum in self._rows(query, *given):
            if sum != checksum(*row):
                raise DamagedIndex("an actor is not what was written")
            found[Entry(*row[1:6])] = row[6].split("\n")
        return found

    def _inside(self, joined: str) -> dict[Entry, list[str]]:
        """Return the actors that have a text, joined, within a word of their name."""
        if len(joined) < 4:
            return {}
        self._fill(words=True)
        query = " AND ".join(map(_quoted, trigrams(joined)))
        return self._entries(
            "select * from actor a where a.n in ("
            "  select actor from words cross join names on names match '\"' || word || '\"'"
            "  cross join form on form.n = names.rowid where words match ? and instr(word, ?)"
            ") order by a.id",
            (query, joined),
        )

    def _similar(self, word: str) -> dict[str, int]:
        """Return the words that one may have been meant to be, each with how like it is.

        The likeness is difflib's ratio in thousandths; an equal word has 1,000.
        """
        # Only a mistake needs it: difflib costs a tenth of a small command's start.
        from difflib import SequenceMatcher

        own = list(map(_quoted, trigrams(f"^{word}$")))
        rows = self._rows(
            "select word, shared from ("
            "  select words.rowid as n, count(*) as shared"
            f"  from (values {', '.join('(?)' for _ in own)})"
            "  cross join words on words match column1"
            f"  group by 1 order by 2 desc, 1 limit {_SHARING}"
            ") left join words on words.rowid = n",
            *own,
        )
        shared_by = dict(rows)
        if not all(isinstance(other, str) for other in shared_by):
            raise DamagedIndex("a word is not what was written")
        # Dice's coefficient: a word between its marks has as many trigrams as letters.
        shared = {other: 2 * count / (len(word) + len(other)) for other, count in shared_by.items()}
        matcher = SequenceMatcher(b=word, autojunk=False)
        found = {}
        for other in sorted(shared, key=lambda other: (-shared[other], other))[:_SIMILAR]:
            matcher.set_seq1(other)
            likeness = int(1000 * matcher.ratio())
            if likeness >= _ALIKE:
                found[other] = likeness
        return found


def _ways(folded: str) -> Iterator[str]:
    """Yield the query of each way in which a text may name an actor, the surest first."""
    joined, words = folded.replace(" ", ""), [_quoted(word) for word in folded.split()]
    for mark in (WHOLE, INITIALS, SURNAME):
        yield _quoted(mark + joined)
    yield " AND ".join(words)
    yield " AND ".join(f"{word}*" for word in words)
    yield f"{_quoted(WHOLE + joined)}* OR {_quoted(joined)}*"  # whatever spaces were typed


def _bears(forms: Iterable[str], folded: str) -> bool:
    """Return whether a text names an actor in one of these ways."""
    joined, words = folded.replace(" ", ""), folded.split()
    return any(
        joined in form.replace(" ", "")
        or joined == initials(form)
        or all(any(own.startswith(word) for own in form.split()) for word in words)
        for form in forms
    )


def _quoted(token: str) -> str:
    """Return a token for a query; none has a quotation mark in it."""
    return f'"{token}"'


def _likeness(form: str, meant: list[dict[str, int]]) -> int:
    """Return how like a form of a name is to the words that may be meant."""
    own = form.split()
    return sum(max(words.get(word, 0) for word in own or [""]) for words in meant)
