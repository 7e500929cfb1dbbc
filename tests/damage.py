"""Files of other programs, damaged: Hypothesis replaces what stands in them, or cuts it out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from typing import Any

from hypothesis import strategies as st

_SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
_MARKUP = r'(?<=")(?=[^"=]*")|(?<=[^"])(?=">)|(?<=>)|(?=<)'


def documents(
    document: Any, *, words: Sequence[str], keys: Sequence[str]
) -> st.SearchStrategy[Any]:
    """Return the strategy that replaces one to three values of a JSON document.

    `words` and `keys` are values and keys that the format may have there.
    """
    values = st.recursive(
        _SCALARS | st.sampled_from([*words, "2007", "\ud800"]),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(keys) | st.text(max_size=3), inner, max_size=5)
        ),
        max_leaves=25,
    )

    @st.composite
    def damaged(draw: st.DrawFn) -> Any:
        made = deepcopy(document)
        for _ in range(draw(st.integers(1, 3))):
            owner, place = draw(st.sampled_from(list(_places(made))))
            owner[place] = draw(values)
        return made

    return damaged()


def texts(text: str, *, words: Sequence[str], between: str = _MARKUP) -> st.SearchStrategy[bytes]:
    """Return the strategy that replaces one to four pieces of a text, of XML or of CSV.

    `between` is the pattern that parts its pieces, `words` are what may stand there.
    """
    values = st.sampled_from([*words, "", "2007", "owns"]) | st.text("ab1 &;<\u202e日", max_size=4)
    separator = "," if "," in between else ""

    @st.composite
    def damaged(draw: st.DrawFn) -> bytes:
        made = text
        for _ in range(draw(st.integers(1, 4))):
            pieces = re.split(between, made)
            pieces[draw(st.integers(0, len(pieces) - 1))] = draw(values)
            made = separator.join(pieces)
        return made.encode("utf-8", "replace")

    return damaged()


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Yield every place in a document that something stands in."""
    items: Any = ()
    if isinstance(value, dict):
        items = list(value.items())
    elif isinstance(value, list):
        items = list(enumerate(value))
    for key, inner in items:
        yield value, key
        yield from _places(inner)
