"""What the outline of relations says that own ones mean."""

from __future__ import annotations

import pytest

from stakegraph.model.relations import RELATIONS, Relation
from stakegraph.outlines.vocabulary import means
from stakegraph.questions.vocabulary import relations

LINE = "it is a reporting line, from who is below to who is above"


@pytest.mark.parametrize(
    ("family", "partners", "meant"),
    [
        ("reporting", False, LINE),
        ("authority", False, ""),
        ("partnership", True, "its two ends are partners"),
        ("authority", True, ""),
    ],
)
def test_a_relation_means_what_its_family_makes_of_it(
    family: str, partners: bool, meant: str
) -> None:
    people = ("person",)
    row = Relation(
        "mentors", people, people, family, "mentors", "is mentored by", partners=partners
    )
    (described,) = relations({"mentors": row}).relations
    assert means(described) == meant


def test_reports_to_is_said_to_be_a_line() -> None:
    (row,) = relations({"reports_to": RELATIONS["reports_to"]}).relations
    assert means(row).startswith(LINE)
