"""The index of names: from what a person typed to the actors that it may mean.

It is two tables of SQLite's FTS5 (https://www.sqlite.org/fts5.html). `names` has a row for each
form of a name, with its words and, behind a mark, these joined, their initials and the surname;
`form` says whose it is. `words` has a row for each distinct word, with its trigrams. So each way in
which a text may name an actor is one full-text query. Completing a name loads this module: it
imports the standard library and the folding of names alone.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from stakegraph.errors import UsageError
from stakegraph.model.names import fold, folded_forms, initials

if TYPE_CHECKING:
    from stakegraph.model.facts import Actor

Row: TypeAlias = tuple[int, str, str]  # an actor's number, its kind, its folded forms, a line each

LAST = "\U0010ffff"  # behind a beginning, it comes after all that begins so
NEAREST = 3  # how many of the nearest names are given

_WHOLE, _INITIALS, _SURNAME = "=", "~", "+"  # the marks, which no word begins with

# One statement each, for a script would end the transaction.
_NAMES = (
    "create virtual table names using fts5(tokens, content='', columnsize=0, detail=none,"
    f" prefix='1 2', tokenize=\"ascii tokenchars '_{_WHOLE}{_INITIALS}{_SURNAME}'\")",
    "create table form (n integer primary key, actor integer)",
)
_WORDS = (
    "create virtual table words using fts5(word unindexed, trigrams, columnsize=0, detail=none,"
    " tokenize=\"ascii tokenchars '_^$'\")",
    "create virtual table vocabulary using fts5vocab(names, row)",
)
_ACTORS = """
    create table actor (
        n integer primary key, id text unique, kind text, name text, classification text,
        description text, forms text
    );
    create table also (id text primary key, actor integer) without rowid;
"""

# What the index is filled from, each a `Row`.
NAMED = "select n, kind, forms from actor where forms <> ''"

_ENTRY = "a.id, a.kind, a.name, a.classification, a.description"
_OWNERS = "select distinct actor from names cross join form on form.n = names.rowid"
_FOUND = f"from ({_OWNERS} where names match ?) cross join actor a on a.n = actor"

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


def fill(db: sqlite3.Connection, rows: Iterable[Row] | None = None) -> None:
    """Make the index of some names, of those in the table of actors unless they are given.

    Raises UsageError where SQLite was built without FTS5.
    """
    db.execute("savepoint filling")
    _fill_names(db, rows)
    _fill_words(db)
    db.execute("release filling")


def copy(db: sqlite3.Connection, made: str) -> None:
    """Copy an index from an attached database that holds nothing else."""
    _create(db, _NAMES + _WORDS)
    tables = db.execute(f"select name from {made}.sqlite_master where type = 'table' and rootpage")
    for (table,) in tables.fetchall():
        db.execute(f"replace into main.{table} select * from {made}.{table}")


def index_of(actors: Iterable[Actor]) -> Index:
    """Return the index of actors that are in memory."""
    db = sqlite3.connect(":memory:", isolation_level=None)
    db.executescript(_ACTORS)
    known = list(enumerate(actors))
    db.executemany(
        "insert into actor values (?, ?, ?, ?, ?, ?, ?)",
        (
            (n, *(getattr(actor, field) for field in Entry._fields), "\n".join(folded_forms(actor)))
            for n, actor in known
        ),
    )
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
        self._unfilled = [] if is_filled else [_fill_words, _fill_names]

    def named(self, text: str) -> list[Entry]:
        """Return the actors that a text names best, all in the same way, by id."""
        text = encodable(text)
        same = self._entries(
            f"select {_ENTRY} from actor a where a.id = ?"
            " or a.n = (select actor from also where id = ?)",
            (text, text),
        )
        folded = fold(text)
        if same or not folded:
            return same
        self._fill(words=False)
        for query in _ways(folded):
            found = self._entries(f"select {_ENTRY} {_FOUND} order by a.id", (query,))
            if found:
                return found
        return self._inside(folded.replace(" ", ""))

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
                rows = self._execute(
                    f"select {_ENTRY}, a.forms {_FOUND} limit ?", (query, _BEARING)
                )
                for *entry, forms in rows:
                    found[Entry(*entry)] = max(_likeness(form, meant) for form in forms.split("\n"))
            found = {entry: much for entry, much in found.items() if much >= _NEAR * len(typed)}
            if len(found) >= NEAREST:
                break
        return sorted(found, key=lambda entry: (-found[entry], entry.id))[:NEAREST]

    def beginning(self, typed: str, limit: int) -> list[tuple[str, str]]:
        """Return the (id, name) of whose id, or a word of whose name, a text is the beginning."""
        typed = encodable(typed)
        ids = "select id, name from actor where id >= ? and id < ? order by id limit ?"
        found = dict(self._execute(ids, (typed, typed + LAST, limit)))
        folded = fold(typed)
        if folded and len(found) < limit:
            self._fill(words=False)
            *whole, last = map(_quoted, folded.split())
            rows = self._execute(
                f"select a.id, a.name {_FOUND}"
                " where instr(' ' || replace(a.forms, char(10), char(10) || ' '), ' ' || ?)"
                " limit ?",
                (" AND ".join([*whole, f"{last}*"]), folded, limit),
            )
            found |= dict(rows)
        return list(found.items())[:limit]

    def _fill(self, *, words: bool) -> None:
        while len(self._unfilled) > (not words):
            self._execute("savepoint filling")
            self._unfilled.pop()(self.connection)
            self._execute("release filling")

    def _entries(self, query: str, given: tuple[str, ...]) -> list[Entry]:
        return [Entry(*row) for row in self._execute(query, given)]

    def _inside(self, joined: str) -> list[Entry]:
        """Return the actors that have a text, joined, within a word of their name."""
        if len(joined) < 4:
            return []
        self._fill(words=True)
        query = " AND ".join(map(_quoted, _trigrams(joined)))
        return self._entries(
            f"select {_ENTRY} from actor a where a.n in ("
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

        trigrams = list(map(_quoted, _trigrams(f"^{word}$")))
        rows = self._execute(
            "select word, shared from ("
            "  select words.rowid as n, count(*) as shared"
            f"  from (values {', '.join('(?)' for _ in trigrams)})"
            "  cross join words on words match column1"
            f"  group by 1 order by 2 desc, 1 limit {_SHARING}"
            ") cross join words on words.rowid = n",
            trigrams,
        )
        # Dice's coefficient: a word between its marks has as many trigrams as letters.
        shared = {other: 2 * count / (len(word) + len(other)) for other, count in rows}
        matcher = SequenceMatcher(b=word, autojunk=False)
        found = {}
        for other in sorted(shared, key=lambda other: (-shared[other], other))[:_SIMILAR]:
            matcher.set_seq1(other)
            likeness = int(1000 * matcher.ratio())
            if likeness >= _ALIKE:
                found[other] = likeness
        return found


def _create(db: sqlite3.Connection, tables: Iterable[str]) -> None:
    try:
        for statement in tables:
            db.execute(statement)
    except sqlite3.OperationalError as error:
        if "no such module" not in str(error):
            raise
        raise UsageError(
            "names cannot be looked up: the SQLite of this Python was built without FTS5;"
            " take another build of Python"
        ) from error


def _fill_names(db: sqlite3.Connection, rows: Iterable[Row] | None = None) -> None:
    from stakegraph.model.relations import PERSON

    _create(db, _NAMES)
    tokens = _tokens(db, db.execute(NAMED) if rows is None else rows, PERSON)
    db.executemany("insert into names (rowid, tokens) values (?, ?)", tokens)


def _fill_words(db: sqlite3.Connection) -> None:
    _create(db, _WORDS)
    marks = _WHOLE + _INITIALS + _SURNAME
    known = db.execute("select term from vocabulary where term not glob ?", (f"[{marks}]*",))
    trigrams = ((word, " ".join(_trigrams(f"^{word}$"))) for (word,) in known)
    db.executemany("insert into words (word, trigrams) values (?, ?)", trigrams)


def _tokens(db: sqlite3.Connection, rows: Iterable[Row], person: str) -> Iterator[tuple[int, str]]:
    """Yield the tokens of each form of a name under the number that it is given."""
    number = db.cursor().execute
    for actor, kind, forms in rows:
        for form in filter(None, forms.split("\n")):
            tokens = f"{form} {_WHOLE}{form.replace(' ', '')}"
            short = initials(form)
            if short:
                tokens += f" {_INITIALS}{short}"
            if kind == person:
                tokens += f" {_SURNAME}{form.rpartition(' ')[2]}"
            yield number("insert into form (actor) values (?)", (actor,)).lastrowid or 0, tokens


def _ways(folded: str) -> Iterator[str]:
    """Yield the query of each way in which a text may name an actor, the surest first."""
    joined, words = folded.replace(" ", ""), [_quoted(word) for word in folded.split()]
    for mark in (_WHOLE, _INITIALS, _SURNAME):
        yield _quoted(mark + joined)
    yield " AND ".join(words)
    yield " AND ".join(f"{word}*" for word in words)
    yield f"{_quoted(_WHOLE + joined)}* OR {_quoted(joined)}*"  # whatever spaces were typed


def _quoted(token: str) -> str:
    """Return a token for a query; none has a quotation mark in it."""
    return f'"{token}"'


def _trigrams(text: str) -> list[str]:
    """Return the runs of three letters in a text."""
    return [text[start : start + 3] for start in range(len(text) - 2)]


def _likeness(form: str, meant: list[dict[str, int]]) -> int:
    """Return how like a form of a name is to the words that may be meant."""
    own = form.split()
    return sum(max(words.get(word, 0) for word in own or [""]) for words in meant)
