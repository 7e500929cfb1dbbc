"""The last step: indexes of the names, so that nobody has to read them all to find one."""

from __future__ import annotations

from stakegraph.compiler.build import Build
from stakegraph.names import initials, pairs, tails


def index_names(build: Build) -> None:
    """Index every folded form of a name: whole, by its words, by their pairs of letters."""
    words: dict[str, int] = {}
    db = build.db
    db.execute("create temp table borne (word integer, actor integer)")
    rows = db.execute("select n, forms from actor where forms <> ''")
    while some := rows.fetchmany(5000):
        joined: list[tuple[str, int, int]] = []
        letters: list[tuple[str, int]] = []
        borne: list[tuple[int, int]] = []
        for actor, forms in some:
            for form in forms.split("\n"):
                own = form.split()
                if not own:
                    continue
                first, *ends = tails(own)
                joined.append((first, actor, 1))
                joined += ((end, actor, 0) for end in ends[:-1])
                short = initials(form)
                if short:
                    letters.append((short, actor))
                borne += ((words.setdefault(word, len(words)), actor) for word in own)
        db.executemany("insert or ignore into form values (?, ?, ?)", joined)
        db.executemany("insert or ignore into initials values (?, ?)", letters)
        db.executemany("insert into borne values (?, ?)", borne)
    db.execute("insert into bearer select distinct word, actor from borne order by 1, 2")
    db.execute("drop table borne")
    bearers = dict(db.execute("select word, count(*) from bearer group by word"))
    _insert(build, words, bearers)


def _insert(build: Build, words: dict[str, int], bearers: dict[int, int]) -> None:
    rows = []
    letters = []
    for word, number in words.items():
        own = pairs(word)
        rows.append((number, word, len(own), bearers[number]))
        letters += [(two, number) for two in own]
    build.db.executemany("insert into word values (?, ?, ?, ?)", sorted(rows))
    build.db.executemany("insert into pair values (?, ?)", sorted(letters))
