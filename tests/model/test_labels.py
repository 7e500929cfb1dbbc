"""What people call a relation."""

from __future__ import annotations

from collections import Counter

import pytest

from stakegraph.model.labels import _NOUNS, _OTHER_WORDS, label, labels, meant, with_noun
from stakegraph.model.relations import RELATIONS


@pytest.mark.parametrize(
    ("said", "key", "is_backward"),
    [
        ("reports_to", "reports_to", False),
        ("manages", "reports_to", True),
        ("owned by", "owns", True),
        ("is owned by", "owns", True),
        ("appointed_by", "appointed", True),
        ("Works With", "works_with", False),
    ],
)
def test_a_relation_is_called_by_its_words_from_either_end(
    said: str, key: str, is_backward: bool
) -> None:
    assert labels(RELATIONS)[label(said)] == meant(said, RELATIONS) == (key, is_backward)


@pytest.mark.parametrize(
    "said", ["owned", "was owned by", "is to own", "is", "was", "", "works_for"]
)
def test_what_is_over_or_says_nothing_names_no_relation(said: str) -> None:
    assert label(said) not in labels(RELATIONS)


@pytest.mark.parametrize(
    ("said", "key", "is_backward"),
    [
        ("owned", "owns", False),
        ("was owned by", "owns", True),
        ("works_for", "role_at", False),
        ("led-by", "role_at", True),
        ("subsidiary of", "owns", True),
        ("partners_with", "works_with", False),
    ],
)
def test_a_word_for_a_relation_leads_to_it(said: str, key: str, is_backward: bool) -> None:
    assert meant(said, RELATIONS) == (key, is_backward)


@pytest.mark.parametrize("said", ["is", "", "zebra"])
def test_other_words_lead_to_none(said: str) -> None:
    assert meant(said, RELATIONS) is None


def test_another_word_is_one_for_a_single_relation_that_has_no_such_word_itself() -> None:
    words = [word for pair in _OTHER_WORDS.values() for some in pair for word in some.split()]
    words += [word for some in _NOUNS.values() for word in some.split()]
    assert [word for word, count in Counter(words).items() if count > 1] == []
    assert [word for word in words if label(word) in labels(RELATIONS)] == []
    assert (_OTHER_WORDS | _NOUNS).keys() <= RELATIONS.keys()


@pytest.mark.parametrize(
    ("noun", "relation"), [("Shareholder of", "owns"), ("partner", "works_with"), ("chair of", "")]
)
def test_a_noun_that_says_the_same_is_the_relation_and_one_that_says_more_is_not(
    noun: str, relation: str
) -> None:
    assert with_noun(noun) == relation
    assert meant(noun, RELATIONS) == ((relation, False) if relation else ("role_at", False))
