"""What W3C ORG, FOAF, PROV and Dublin Core call our kinds of actor and relations.

https://www.w3.org/TR/vocab-org/
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from stakegraph.exporters._turtle_terms import ref

if TYPE_CHECKING:
    from stakegraph.graph.neighbourhood import Graph

CLASSES = {
    "person": "foaf:Person",
    "organisation": "org:Organization",
    "post": "org:Post",
    "partnership": "org:OrganizationalCollaboration",
}
KINDS = {
    **dict.fromkeys(
        ("company", "public body", "charity", "regulator", "union", "party", "university", "court"),
        "org:FormalOrganization",
    ),
    **dict.fromkeys(("department", "team", "committee", "board"), "org:OrganizationalUnit"),
    "place": "dcterms:Location",
}

# What ORG, FOAF and PROV have a word for; the other relations are terms of our own.
PREDICATES = {
    "reports_to": "org:reportsTo",
    "holds": "org:holds",
    "at": "org:postIn",
    "part_of": "org:subOrganizationOf",
    "role_at": "org:memberOf",
    "member_of": "org:memberOf",
    "partner_in": "org:memberOf",
    "represents": "prov:actedOnBehalfOf",
    "located_in": "foaf:based_near",
}
# What they become instead between a unit and its whole, or between two places.
BETWEEN = {
    ("org:subOrganizationOf", "org:OrganizationalUnit", "org:FormalOrganization"): "org:unitOf",
    ("org:subOrganizationOf", "dcterms:Location", "dcterms:Location"): "dcterms:isPartOf",
}
_BEFORE, _AFTER = "org:originalOrganization", "org:resultingOrganization"
# A change of organisations, for ORG an event: which end of it subject and object are.
CHANGES = {
    "succeeded": (_AFTER, _BEFORE),
    "merged_into": (_BEFORE, _AFTER),
    "demerged_from": (_AFTER, _BEFORE),
}
BACKWARD = {"delegated_to": "prov:actedOnBehalfOf"}  # whoever is given powers acts for the giver


def class_of(node: Mapping[str, Any]) -> str:
    """Return the class of an actor."""
    kinds = KINDS if node["type"] == "organisation" else {}
    return kinds.get(node.get("classification", ""), CLASSES[node["type"]])


def predicate_of(graph: Graph, subject: str, object: str, edge: Mapping[str, Any]) -> str:
    """Return the property of a fact: one that others know, else one of our own."""
    predicate = PREDICATES.get(edge["type"]) or ref("relation", edge["type"])
    ends = class_of(graph.nodes[subject]), class_of(graph.nodes[object])
    return BETWEEN.get((predicate, *ends), predicate)
