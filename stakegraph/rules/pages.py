"""What is printed on the pages of a text besides the text itself: their numbers."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping

_LABEL = re.compile(r"[A-Z]?-?\d{1,6}[a-z]?|[ivxlcdm]+", re.IGNORECASE)


def labels(lines: Iterable[str]) -> set[str]:
    """Return what may be the number of a page: what its first or last line begins or ends with."""
    texts = (line.strip(" -–—[]|\t") for line in lines)
    edges = [text.split() for text in texts if text]
    ends = (word for line in (*edges[:1], *edges[-1:]) for word in (line[0], line[-1]))
    return {word.casefold() for word in ends if _LABEL.fullmatch(word)}


def numbered_before(labels: Mapping[int, Iterable[str]]) -> int:
    """Return how many pages were numbered before the first one, from what each may be numbered.

    That is what half of the pages, and two at least, agree on; else none were.
    """
    votes: Counter[int] = Counter()
    for page, found in labels.items():
        votes.update({int(label) - page for label in found if label.isdecimal()})
    ((before, agreed),) = votes.most_common(1) or [(0, 0)]
    return before if agreed >= 2 and agreed * 2 >= len(labels) else 0
