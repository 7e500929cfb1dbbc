"""Which schema of FollowTheMoney an actor or a fact has, and in which field what goes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from stakegraph.exporters import _values as values
from stakegraph.model.relations import STANCE

if TYPE_CHECKING:
    from stakegraph.exporters import FlatGraph

ORGANISATIONS = frozenset(("Organization", "Company", "PublicBody"))
PARTIES = ORGANISATIONS | {"Person"}  # FollowTheMoney's LegalEntity


class Edge(NamedTuple):
    """The schema for a relation between entities of these schemas, and its fields."""

    relation: str
    schema: str
    subject: str
    subjects: frozenset[str]
    object: str
    objects: frozenset[str]
    role: tuple[str, ...] = ()  # the qualifiers that its field for the role takes
    field: str = "role"


# The first row that fits counts.
EDGES = (
    Edge("holds", "Occupancy", "holder", frozenset(("Person",)), "post", frozenset(("Position",))),
    Edge("role_at", "Employment", "employee", frozenset(("Person",)), "employer", ORGANISATIONS,
          ("title",)),
    Edge("member_of", "Membership", "member", PARTIES, "organization", ORGANISATIONS, ("as",)),
    Edge("member_of", "ProjectParticipant", "participant", PARTIES, "project",
          frozenset(("Project",)), ("as",)),
    Edge("partner_in", "ProjectParticipant", "participant", PARTIES, "project",
          frozenset(("Project",)), ("as",)),
    Edge("funds", "Payment", "payer", PARTIES, "beneficiary", PARTIES),
    Edge("owns", "Ownership", "owner", PARTIES, "asset", frozenset(("Company",)), ("share",),
          "percentage"),
    Edge("delegated_to", "Representation", "client", PARTIES, "agent", PARTIES, ("what",)),
)  # fmt: skip

# A fact that says no more than that it is so becomes a field of its subject.
FIELDS = {"at": "organization", "part_of": "parent"}

# An undertaking of its own, with the part of each end: the qualifier that names it.
PROJECTS = {"commissioned": ("for", "commissioner", "contractor")}

SPANS = {  # the fields of a schema for since and until
    "Position": ("inceptionDate", "dissolutionDate"),
    "Project": ("startDate", "endDate"),
    **dict.fromkeys(ORGANISATIONS, ("incorporationDate", "dissolutionDate")),
}


def schema_of(node: Mapping[str, Any]) -> str:
    """Return the schema of an actor."""
    if node["type"] == "organisation":
        classes = {"company": "Company", "public body": "PublicBody"}
        return classes.get(node.get("classification", ""), "Organization")
    return {"person": "Person", "post": "Position", "partnership": "Project"}[node["type"]]


def is_field(edge: Mapping[str, Any]) -> bool:
    """Return whether a fact is a field of its subject rather than an entity."""
    return edge["type"] in FIELDS and values.is_bare(edge) and not edge.get("quotes")


def edge_of(graph: FlatGraph, subject: str, object: str, edge: Mapping[str, Any]) -> Edge | None:
    """Return the row of the schema that fits a fact, if there is one."""
    ends = schema_of(graph.nodes[subject]), schema_of(graph.nodes[object])
    fits = (
        row
        for row in EDGES
        if row.relation == edge["type"] and ends[0] in row.subjects and ends[1] in row.objects
    )
    return next(fits, None)


def is_unknown(graph: FlatGraph, subject: str, object: str, edge: Mapping[str, Any]) -> bool:
    """Return whether a fact has no schema of its own and becomes an UnknownLink."""
    known = edge["type"] in PROJECTS or edge["family"] == STANCE or is_field(edge)
    is_note = edge["status"] == "denied"
    return not known and not is_note and edge_of(graph, subject, object, edge) is None
