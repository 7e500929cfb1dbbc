"""The names in a file of compiled facts, looked up without reading the facts."""

from __future__ import annotations

import sqlite3
from array import array
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from itertools import chain
from typing import NamedTuple

from stakegraph.model.names import (
    ALTERNATIVES,
    BEGINNINGS,
    INITIALS,
    INSIDE,
    JOINED,
    NEAR,
    SURNAME,
    WHOLE,
    WORDS,
    alike,
    fold,
    is_near,
    pairs,
    rank_of,
    share_enough,
    sharing,
)
from stakegraph.store.names import NUMBERS
from stakegraph.store.schema import LAST


class Entry(NamedTuple):
    """What tells an actor from others."""

    id: str
    kind: str
    name: str
    classification: str
    description: str


_RAREST = 8  # words of a name that are looked up together
_ENTRY = "a.id, a.kind, a.name, a.classification, a.description"


class Index:
    """The look-ups of names in an open file of compiled facts."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self._execute = connection.execute

    def named(self, text: str) -> list[Entry]:
        """Return the actors that a text names best, all in the same way, by id.

        It is what `names.matches` gives: each way is tried in turn, on the actors that an index
        says may be named so.
        """
        text = encodable(text)
        same = self._execute(
            f"select {_ENTRY} from actor a where a.id = ?"
            " or a.n = (select actor from also where id = ?)",
            (text, text),
        ).fetchall()
        if same:
            return [Entry(*row) for row in same]
        from stakegraph.model.relations import PERSON

        wanted = fold(text)
        ways = (WHOLE, INITIALS, SURNAME, WORDS, BEGINNINGS, JOINED, INSIDE) if wanted else ()
        for way in ways:
            found = [
                Entry(*row)
                for *row, forms in self._candidates(way, wanted)
                if rank_of(wanted, forms.split("\n"), surnames=row[1] == PERSON) == way
            ]
            if found:
                return sorted(found)
        return []

    def near(self, text: str) -> list[Entry]:
        """Return the few actors whose names are nearest to a mistyped one, as `names.nearest`."""
        wanted = fold(text).split()
        rows = [
            (place, number, likeness)
            for place, word in enumerate(wanted)
            for number, likeness in self._alternatives(word)
        ]
        if not rows:
            return []
        values = ", ".join(f"({place}, {number}, {likeness})" for place, number, likeness in rows)
        found = self._execute(
            f"with meant (place, word, likeness) as (values {values}), likenesses as ("
            "  select b.actor, m.place, max(m.likeness) as best"
            "  from meant m join bearer b on b.word = m.word group by b.actor, m.place"
            "), scores as (select actor, sum(best) as score from likenesses group by actor)"
            f" select s.score, {_ENTRY} from scores s join actor a on a.n = s.actor"
            f" order by s.score desc, a.id limit {NEAR}"
        )
        return [Entry(*row) for score, *row in found if is_near(score, len(wanted))]

    def beginning(self, typed: str, limit: int) -> list[tuple[str, str]]:
        """Return the (id, name) of whose id, or a word of whose name, a text is the beginning."""
        typed = encodable(typed)
        ids = "select id, name from actor where id >= ? and id < ? order by id limit ?"
        found = dict(self._execute(ids, (typed, typed + LAST, limit)))
        folded = fold(typed)
        if not folded or len(found) >= limit:
            return list(found.items())
        first, *rest = folded.split()
        # A word that more are typed behind is typed to its end; `names.begins` says the same.
        end = f"{first}\0" if rest else first + LAST
        rows = self._execute(
            "select a.id, a.name, a.forms from actor a where a.n in ("
            "  select b.actor from word w join bearer b on b.word = w.n"
            "  where w.text >= ? and w.text < ?)",
            (first, end),
        )
        for id, name, forms in rows:
            if f" {folded}" in _spaced(forms):
                found[id] = name
            if len(found) == limit:
                break
        return list(found.items())

    def _candidates(self, way: int, wanted: str) -> Iterable[Sequence[str]]:
        """Return the actors that a folded text may name in one way, and perhaps some more."""
        joined, words = wanted.replace(" ", ""), wanted.split()
        if way == WHOLE:
            return self._actors("select actor from form where joined = ?", joined)
        if way == INITIALS:
            return self._actors("select actor from initials where letters = ?", joined)
        if way == SURNAME:
            return self._actors(
                "select b.actor from word w join bearer b on b.word = w.n where w.text = ?", joined
            )
        if way == WORDS:
            return self._bearing(words)
        if way == BEGINNINGS:
            return self._beginning(words)
        if way == JOINED:
            return self._actors(
                "select actor from form where joined >= ?1 and joined < ?2 union"
                " select b.actor from word w join bearer b on b.word = w.n"
                " where w.text >= ?1 and w.text < ?2",
                joined,
                joined + LAST,
            )
        if len(joined) < 4:
            return ()
        inside = pairs(joined) - {f"^{joined[0]}", f"{joined[-1]}$"}
        having = [set(words) for words in self._words_having(inside)]
        numbers = set.intersection(*having) if len(having) == len(inside) else ()
        return self._actors(f"select actor from bearer where word in ({_listed(numbers)})")

    def _bearing(self, words: Sequence[str]) -> Iterable[Sequence[str]]:
        """Return the actors in whose names all of some words stand."""
        numbers = []
        for word in words:
            row = self._execute("select bearers, n from word where text = ?", (word,)).fetchone()
            if row is None:
                return ()
            numbers.append(row)
        # The rarest words leave few; whether these have the others is told by their forms.
        (_, rarest), *others = sorted(numbers)[:_RAREST]
        besides = "".join(
            " and exists (select 1 from bearer where word = ? and actor = b.actor)" for _ in others
        )
        return self._actors(
            f"select b.actor from bearer b where b.word = ?{besides}",
            rarest,
            *(number for _, number in others),
        )

    def _beginning(self, words: Sequence[str]) -> Iterable[Sequence[str]]:
        """Return the actors in whose names stands a word that begins with the rarest of some."""
        counts = []
        for word in words:
            count, *_ = self._execute(
                "select sum(bearers) from word where text >= ? and text < ?", (word, word + LAST)
            ).fetchone()
            if count is None:
                return ()
            counts.append((count, word))
        _, rarest = min(counts)
        return self._actors(
            "select b.actor from word w join bearer b on b.word = w.n"
            " where w.text >= ? and w.text < ?",
            rarest,
            rarest + LAST,
        )

    def _actors(self, numbers: str, *given: object) -> Iterable[Sequence[str]]:
        """Return the actors whose numbers a query gives, each with its folded forms."""
        return self._execute(
            f"select {_ENTRY}, a.forms from actor a where a.n in ({numbers})",
            given,
        )

    def _alternatives(self, word: str) -> list[tuple[int, int]]:
        """Return (number, likeness) of the words that one may have been meant to be."""
        own = pairs(word)
        counts = Counter(chain.from_iterable(self._words_having(own)))
        (packed,) = self._execute("select value from meta where key = 'pairs'").fetchone()
        sizes = array(NUMBERS, packed)
        shared = {n: sharing(count, len(own), sizes[n]) for n, count in counts.items()}
        numbers = [n for n, much in shared.items() if share_enough(much)]
        rows = self._execute(f"select text, n from word where n in ({_listed(numbers)})")
        best = sorted((-shared[n], text, n) for text, n in rows)
        found = {text: n for _, text, n in best[:ALTERNATIVES]}
        return [(found[text], likeness) for text, likeness in alike(word, found).items()]

    def _words_having(self, letters: Collection[str]) -> list[array[int]]:
        """Return for each pair of letters that any word has the numbers of those words."""
        marks = ", ".join("?" * len(letters))
        query = f"select words from pair where letters in ({marks})"
        return [array(NUMBERS, words) for (words,) in self._execute(query, list(letters))]


def has_errors(connection: sqlite3.Connection) -> bool:
    """Return whether the facts of an open file are at fault, so that nothing is to be answered."""
    query = "select 1 from problem where severity = 'error' limit 1"
    return connection.execute(query).fetchone() is not None


def encodable(text: str) -> str:
    """Return a text as SQLite can take it; what it cannot, half a character, no id or name has."""
    return text.encode("utf-8", "replace").decode()


def _listed(numbers: Iterable[int]) -> str:
    return ", ".join(map(str, numbers))


def _spaced(forms: str) -> str:
    """Return folded forms with a space before each word."""
    return f" {forms}".replace("\n", "\n ")
