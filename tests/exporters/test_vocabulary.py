"""Every relation and kind has the name that W3C ORG, Popolo and FollowTheMoney have for it."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from mappings import Names, names_of_kinds, names_of_relations

from stakegraph.model.relations import ACTOR_KINDS, RELATIONS

# Those for which they have none: exports say them in our own words.
AUTHORITY = {
    *("accountable_to", "appointed", "assessed", "intervened_in", "promised"),
    *("audits", "regulates"),
}
STANCES = {"supports", "opposes", "neutral_on"}
DEALINGS = {
    *("works_with", "commissioned", "funds", "owns", "acquired", "invested_in", "lent_to"),
    *("donated_to", "sued", "advises", "related_to"),
}
CHANGES = {"succeeded", "merged_into", "demerged_from"}
NAMELESS = {
    "turtle": AUTHORITY | STANCES | DEALINGS,
    "popolo": {
        *(AUTHORITY | STANCES | DEALINGS | CHANGES),
        *("reports_to", "represents", "delegated_to"),
    },
    "ftm": {
        *AUTHORITY,
        *("reports_to", "demerged_from", "works_with", "advises", "located_in"),
    },
}
UNKNOWN = "UnknownLink"


@pytest.fixture(scope="module")
def relations() -> dict[str, Names]:
    return dict(names_of_relations())


@pytest.mark.parametrize("format", NAMELESS)
def test_a_relation_has_a_name_wherever_there_is_one(
    format: str, relations: dict[str, Names]
) -> None:
    assert relations.keys() == RELATIONS.keys()
    nameless = {
        key for key, names in relations.items() if not {*getattr(names, format)} - {UNKNOWN}
    }
    assert nameless == NAMELESS[format]


def test_a_kind_of_actor_has_a_name_everywhere() -> None:
    found = dict(names_of_kinds())
    assert found.keys() > ACTOR_KINDS.keys()
    for format in NAMELESS:
        assert all(getattr(names, format) for names in found.values())


def test_a_relation_of_two_names_says_which_is_of_which_ends(relations: dict[str, Names]) -> None:
    def named(key: str) -> Iterable[tuple[str, ...]]:
        return tuple(relations[key])

    assert named("part_of") == (
        ("org:subOrganizationOf", "org:unitOf", "dcterms:isPartOf"),
        ("parent_id",),
        ("parent", "partOf", UNKNOWN),
    )
    assert named("owns") == ((), (), ("Ownership", UNKNOWN))
    assert named("holds") == (
        ("org:holds and org:Membership",),
        ("memberships",),
        ("Occupancy",),
    )
