"""What a relation is called: its key, and the words that it has, read forward and backward."""

import re
from collections.abc import Mapping

from stakegraph.model.phrases import phrase
from stakegraph.model.relations import Relation

Labels = dict[str, tuple[str, bool]]


def labels(relations: Mapping[str, Relation]) -> Labels:
    """Return the keys of relations by what they are called, and whether that is said backward.

    What they are called is in the form that `label` gives it.
    """
    found: Labels = {}
    for row in relations.values():
        if not row.symmetric:
            found.setdefault(label(phrase(row.inverse, {})), (row.key, True))
        found.setdefault(label(phrase(row.verb, {})), (row.key, False))
    # "is" says nothing by itself: A is B.
    found.pop("is", None)
    return found | {label(key): (key, False) for key in relations}


def label(text: str) -> str:
    """Return the form in which words for a relation are compared."""
    return re.sub(r"[\W_]+", "", text.casefold())
