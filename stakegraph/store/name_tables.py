"""The index of names: its tables, filled from the names of actors.

It is two tables of SQLite's FTS5 (https://www.sqlite.org/fts5.html). `names` has a row for each
form of a name, with its words and, behind a mark, these joined, without a person's titles as well,
their initials, and the ends of a word that has no spaces between its parts; one for each identifier
has it behind a mark, with and without its scheme; `form` says whose it is. `words` has the trigrams
of each distinct word, `word` the words. Forms are numbered in the order of their owners' ids, so
that the same are found first wherever names are kept.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from stakegraph.errors import UsageError
from stakegraph.model.names import IDENTIFIER, initials
from stakegraph.model.personal_names import without_titles
from stakegraph.text.folding import is_unspaced

Row: TypeAlias = tuple[int, str, str]  # an actor's number, its kind, its folded forms, a line each

# What the index is filled from, each a `Row`.
NAMED = "select n, kind, forms from actor where forms <> '' order by id"

WHOLE, INITIALS, END = "=", "~", "+"  # the marks, which no word begins with

# One statement each, for a script would end the transaction.
_NAMES = (
    "create virtual table names using fts5(tokens, content='', columnsize=0, detail=none,"
    f" prefix='1 2', tokenize=\"ascii tokenchars '_{WHOLE}{INITIALS}{END}{IDENTIFIER}'\")",
    "create table form (n integer primary key, actor integer)",
)
_WORDS = (
    "create virtual table words using fts5(trigrams, content='', columnsize=0, detail=none,"
    " tokenize=\"ascii tokenchars '_^$'\")",
    "create table word (n integer primary key, word text)",
    "create virtual table vocabulary using fts5vocab(names, row)",
)


def fill(db: sqlite3.Connection, rows: Iterable[Row] | None = None, *, owned: bool = True) -> None:
    """Make the index of some names, of those in the table of actors unless they are given.

    Whose the forms are is told elsewhere unless they are `owned`. Raises UsageError where SQLite
    was built without FTS5.
    """
    fill_names(db, rows, owned=owned)
    fill_words(db)


def fill_names(
    db: sqlite3.Connection, rows: Iterable[Row] | None = None, *, owned: bool = True
) -> None:
    """Index the forms of names by their words."""
    from stakegraph.model.relations import PERSON

    db.execute("savepoint filling")
    _create(db, _NAMES if owned else _NAMES[:1])
    own = db.cursor().execute

    def numbered() -> Iterator[tuple[int, str]]:
        named = _tokens(db.execute(NAMED) if rows is None else rows, PERSON)
        for number, (actor, tokens) in enumerate(named, 1):
            if owned:
                own("insert into form values (?, ?)", (number, actor))
            yield number, tokens

    db.executemany("insert into names (rowid, tokens) values (?, ?)", numbered())
    db.execute("release filling")


def fill_words(db: sqlite3.Connection) -> None:
    """Index the words of the names that are indexed by their trigrams."""
    db.execute("savepoint filling")
    _create(db, _WORDS)
    marks = WHOLE + INITIALS + END + IDENTIFIER
    known = db.execute("select term from vocabulary where term not glob ?", (f"[{marks}]*",))
    db.executemany("insert into word (word) values (?)", known)
    rows = ((n, " ".join(trigrams(f"^{word}$"))) for n, word in db.execute("select * from word"))
    db.executemany("insert into words (rowid, trigrams) values (?, ?)", rows)
    db.execute("release filling")


def copy(db: sqlite3.Connection, made: str) -> None:
    """Copy an index from an attached database that holds nothing else."""
    _create(db, _NAMES + _WORDS)
    tables = db.execute(f"select name from {made}.sqlite_master where type = 'table' and rootpage")
    for (table,) in tables.fetchall():
        db.execute(f"replace into main.{table} select * from {made}.{table}")


def trigrams(text: str) -> list[str]:
    """Return the runs of three letters in a text."""
    return [text[start : start + 3] for start in range(len(text) - 2)]


def ends(word: str) -> list[str]:
    """Return a word and all its ends where the parts of names have no spaces between them."""
    return [word[at:] for at in range(len(word))] if is_unspaced(word) else []


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


def _tokens(rows: Iterable[Row], person: str) -> Iterator[tuple[int, str]]:
    """Yield the tokens of each form of a name with the number of its actor."""
    for actor, kind, forms in rows:
        for form in filter(None, forms.split("\n")):
            if form[0] == IDENTIFIER:
                whole, alone = form.replace(" ", ""), form.rpartition(" ")[2]
                yield actor, f"{whole} {IDENTIFIER}{alone}"
                continue
            tokens = f"{form} {WHOLE}{form.replace(' ', '')}"
            short = initials(form)
            if short:
                tokens += f" {INITIALS}{short}"
            if kind == person and (untitled := without_titles(form)) != form:
                tokens += f" {WHOLE}{untitled.replace(' ', '')}"
            if not form.isascii():
                tokens += "".join(f" {END}{end}" for word in form.split() for end in ends(word))
            yield actor, tokens
