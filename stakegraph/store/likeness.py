"""How like the words of names are to those that somebody mistyped."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from stakegraph.errors import DamagedIndex
from stakegraph.store.name_queries import quoted
from stakegraph.store.name_tables import trigrams

_SHARING = 64  # words that share most trigrams with one
_SIMILAR = 12  # of these, how many are compared with it
_ALIKE = 700  # how like two words must be, in thousandths, for one to be the other mistyped

Rows = Callable[..., Iterator[Any]]  # of a query on the tables of names


def similar(rows: Rows, word: str) -> dict[str, int]:
    """Return the words that one may have been meant to be, each with how like it is.

    The likeness is difflib's ratio in thousandths; an equal word has 1,000.
    """
    # Only a mistake needs it: difflib costs a tenth of a small command's start.
    from difflib import SequenceMatcher

    own = list(map(quoted, trigrams(f"^{word}$")))
    found = rows(
        "select word, shared from ("
        "  select words.rowid as n, count(*) as shared"
        f"  from (values {', '.join('(?)' for _ in own)})"
        "  cross join words on words match column1"
        f"  group by 1 order by 2 desc, 1 limit {_SHARING}"
        ") found left join word on word.n = found.n",
        *own,
    )
    shared_by = dict(found)
    if not all(isinstance(other, str) for other in shared_by):
        raise DamagedIndex("a word is not what was written")
    # Dice's coefficient: a word between its marks has as many trigrams as letters.
    shared = {other: 2 * count / (len(word) + len(other)) for other, count in shared_by.items()}
    matcher = SequenceMatcher(b=word, autojunk=False)
    likely = {}
    for other in sorted(shared, key=lambda other: (-shared[other], other))[:_SIMILAR]:
        matcher.set_seq1(other)
        ratio = int(1000 * matcher.ratio())
        if ratio >= _ALIKE:
            likely[other] = ratio
    return likely


def likeness(form: str, meant: list[dict[str, int]]) -> int:
    """Return how like a form of a name is to the words that may be meant."""
    own = form.split()
    return sum(max(words.get(word, 0) for word in own or [""]) for words in meant)
