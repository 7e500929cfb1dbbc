"""Tables of words: written as texts, looked up as sets, met as regular expressions."""

import re
from collections.abc import Iterable


def words(table: str) -> frozenset[str]:
    """Return the words of a table, or its phrases, where strokes part these."""
    some = table.split("|") if "|" in table else table.split()
    return frozenset(" ".join(each.split()) for each in some)


def either(some: Iterable[str]) -> str:
    """Return a regular expression of some phrases, or of those of a table, the longest first."""
    found = words(some) if isinstance(some, str) else some
    return "|".join(map(re.escape, sorted(found, key=lambda each: (-len(each), each))))
