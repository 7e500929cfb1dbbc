"""The names in a database, looked up: from what a person typed to the actors that it may mean.

Each way in which a text may name an actor is one full-text query of `name_queries`.
Completing a name loads this module: it imports the standard library and the folding of names alone.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, islice
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from stakegraph.errors import DamagedIndex
from stakegraph.model.articles import without_article
from stakegraph.model.names import indexed_forms
from stakegraph.model.personal_names import is_surname, without_titles
from stakegraph.store.name_queries import (
    abbreviated,
    all_words,
    bears,
    bears_identifier,
    beginning,
    called,
    identified,
    is_person,
    is_unspaced,
    may_be_surname,
    quoted,
    ways,
)
from stakegraph.store.name_tables import fill_names, fill_words, trigrams
from stakegraph.store.schema import INDEXES, LAST, TABLES, checksum
from stakegraph.text.folding import fold

if TYPE_CHECKING:
    from stakegraph.model.facts import Actor
    from stakegraph.model.names import Named

NEAREST = 3  # how many of the nearest names are given

Row: TypeAlias = Sequence[Any]  # of the table of actors

_FORMS = "select rowid as form from names where names match ?"
_TYPED = 8  # words of a mistyped name that are looked at
_LETTERS = 100  # of each of them
_LEFT_OUT = 2  # how many of its words a near name may lack
_BEARING = 100  # actors that are compared of those whose names have the same words
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
        row = (n, *named, "\n".join(indexed_forms(actor)), "{}", 0, 0, 0)
        marks = ", ".join("?" * (len(row) + 1))
        db.execute(f"insert into actor values ({marks})", (*row, checksum(*row)))
    also = ((id, n) for n, actor in known for id in actor.also)
    db.executemany("insert into also values (?, ?)", also)
    return Index(db, is_filled=False)


def encodable(text: str) -> str:
    """Return a text as SQLite can take it; what it cannot, half a character, no id or name has."""
    return text.encode("utf-8", "replace").decode()


def starts(id: str) -> list[str]:
    """Return what the id of a fact begins with that may be the id of its subject, longest first."""
    parts = id.split(".")
    return [".".join(parts[:length]) for length in range(len(parts), 0, -1)]


class Index:
    """The look-ups of names in a database.

    What of the index is not filled yet is filled by the first look-up that needs it: of a small set
    the trigrams are needed where a name is wrong alone.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        files: Sequence[str] = (),
        *,
        is_filled: bool = True,
    ) -> None:
        self.connection = connection
        self.files = files
        self._execute = connection.execute
        self._unfilled = [] if is_filled else [fill_words, fill_names]

    def near_ids(self, id: str) -> list[str]:
        """Return the actor whose id a fact's id begins with, else those that come next to it."""
        for start in starts(id):
            if any(self._of_id(start)):
                return [start]
        near = [*islice(self._before(id), 2), *islice(self._at_or_after(id), 2)]
        return [row[1] for row in near]

    def has_errors(self) -> bool:
        """Return whether the facts are at fault, so that nothing is to be answered."""
        query = "select 1 from problem where severity = 'error' limit 1"
        return any(True for _ in self._rows(query))

    def named(self, text: str) -> list[Entry]:
        """Return the actors that a text names best, all in the same way, by id."""
        text = encodable(text)
        same = self._entries(self._of_id(text))
        for (number,) in () if same else self._rows("select actor from also where id = ?", text):
            same = self._entries(self._of_number(number))
        folded = fold(text)
        if same or not folded:
            return [*same]
        self._fill(words=False)
        borne = self._bearing(identified(text))
        if not all(bears_identifier(forms, text) for forms in borne.values()):
            raise DamagedIndex("the index of identifiers leads to somebody else")
        if borne:
            return sorted(borne | self._bearing(called(folded)))
        # A sentence says "the chair" where the post is called "chair".
        ways = dict.fromkeys((folded, without_article(folded)))
        tries = (self._called(each, by_parts=parts) for each in ways for parts in (False, True))
        return sorted(next(filter(None, tries), {}))

    def near(self, text: str) -> list[Entry]:
        """Return the few actors whose names are nearest to a mistyped one, the nearest first.

        Each word typed may be one of the words here that are most like it. Those who bear all of
        them, in whatever order, are compared first, then those who lack one, or two.
        """
        # Only a mistake needs it.
        from stakegraph.store.likeness import likeness, similar

        self._fill(words=True)
        typed = fold(encodable(text)).split()[:_TYPED]
        meant = [words for word in typed if (words := similar(self._rows, word[:_LETTERS]))]
        found: dict[Entry, int] = {}
        for count in range(len(meant), max(len(typed) - _LEFT_OUT - 1, 0), -1):
            for some in combinations(meant, count):
                query = " AND ".join(f"({' OR '.join(map(quoted, words))})" for words in some)
                bearing = islice(self._of_forms(_FORMS, query), _BEARING)
                for entry, forms in self._entries(bearing).items():
                    found[entry] = max(likeness(form, meant) for form in forms)
            found = {entry: much for entry, much in found.items() if much >= _NEAR * len(typed)}
            if len(found) >= NEAREST:
                break
        if any(entry.id == text for entry in found):
            raise DamagedIndex(f"the index of actors does not find {text}")
        return sorted(found, key=lambda entry: (-found[entry], entry.id))[:NEAREST]

    def told_apart(self, actors: Sequence[Named]) -> list[str]:
        """Return actors in words, of which no two say the same."""
        from stakegraph.store.namesakes import told_apart

        return told_apart(self._rows, actors, self.files)

    def beginning(self, typed: str, limit: int) -> list[tuple[str, str]]:
        """Return the (id, name) of whose id, or a word of whose name, a text is the beginning."""
        typed = encodable(typed)
        found: dict[str, str] = {}
        for _, id, _, name, *_ in islice(self._at_or_after(typed), limit):
            if id >= typed + LAST:
                break
            found[id] = name
        folded = fold(typed)
        if folded and len(found) < limit:
            self._fill(words=False)
            *whole, last = folded.split()
            query = " AND ".join([*map(quoted, whole), beginning(last)])
            # A name without spaces between its parts is completed from any of these.
            before = "" if is_unspaced(last) and not whole else " "
            for _, id, _, name, _, _, forms, *_ in self._of_forms(_FORMS, query):
                if any(f"{before}{folded}" in f" {form}" for form in (forms or "").split("\n")):
                    found[id] = name
                if len(found) == limit:
                    break
        return list(found.items())

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

    def _at_or_after(self, id: str) -> Iterator[Row]:
        """Yield the rows of actors from an id on, in the order of ids."""
        return self._rows("select * from actor where id >= ? order by id", id)

    def _before(self, id: str) -> Iterator[Row]:
        """Yield the rows of actors before an id, the nearest first."""
        return self._rows("select * from actor where id < ? order by id desc", id)

    def _of_id(self, id: str) -> Iterator[Row]:
        """Yield the row of the actor of an id."""
        return (row for row in islice(self._at_or_after(id), 1) if row[1] == id)

    def _of_number(self, number: int) -> Iterator[Row]:
        """Yield the row of the actor of a number."""
        return self._rows("select * from actor where n = ?", number)

    def _of_forms(self, query: str, *given: object) -> Iterator[Row]:
        """Yield the rows of the actors one of whose forms a query finds, each once.

        What the index leads to and is not there, has no columns.
        """
        owners = f"select distinct actor from ({query}) found left join form on form.n = found.form"
        return self._rows(f"select a.* from ({owners}) left join actor a on a.n = actor", *given)

    def _entries(self, rows: Iterable[Row]) -> dict[Entry, list[str]]:
        """Return the actors of some rows, each with the forms of its names."""
        found = {}
        for *row, sum in rows:
            if sum != checksum(*row):
                raise DamagedIndex("an actor is not what was written")
            found[Entry(*row[1:6])] = row[6].split("\n")
        return found

    def _called(self, folded: str, *, by_parts: bool = False) -> dict[Entry, list[str]]:
        """Return the actors that a text names best, with the forms of their names.

        They have its words, or only parts of them. Where nobody has all, the people count who have
        all but titles and what is like them.
        """
        found = self._inexactly(folded) if by_parts else self._exactly(folded)
        untitled = without_titles(folded)
        if not found and untitled != folded:
            found = self._inexactly(untitled) if by_parts else self._exactly(untitled)
            found = {one: each for one, each in found.items() if is_person(one.kind)}
            folded = untitled
        if not all(bears(forms, folded) for forms in found.values()):
            raise DamagedIndex("the index of names leads to somebody else")
        return found

    def _exactly(self, folded: str) -> dict[Entry, list[str]]:
        """Return the actors that are called so, else those whose initials or words these are.

        One that is called so is not surer to be meant than a person with that surname.
        """
        words = all_words(folded)
        found = self._bearing(called(folded))
        if not found:
            return self._bearing(f"{abbreviated(folded)} OR ({words})")
        if is_surname(folded):
            for entry, forms in self._bearing(words).items():
                if is_person(entry.kind) and may_be_surname(folded, forms):
                    found[entry] = forms
        return found

    def _inexactly(self, folded: str) -> dict[Entry, list[str]]:
        """Return the actors that have parts of names as these are, in the surest way."""
        for query in ways(folded):
            found = self._bearing(query)
            if found:
                return found
        return self._inside(folded.replace(" ", ""))

    def _bearing(self, query: str) -> dict[Entry, list[str]]:
        """Return the actors whose names a full-text query finds, each with their forms."""
        return self._entries(self._of_forms(_FORMS, query))

    def _inside(self, joined: str) -> dict[Entry, list[str]]:
        """Return the actors that have a text, joined, within a word of their name."""
        if len(joined) < 4:
            return {}
        self._fill(words=True)
        query = " AND ".join(map(quoted, trigrams(joined)))
        found = (
            "select names.rowid as form from words cross join word on word.n = words.rowid"
            "  cross join names on names match '\"' || word || '\"'"
            " where words match ? and instr(word, ?) order by 1"
        )
        return self._entries(self._of_forms(found, query, joined))
