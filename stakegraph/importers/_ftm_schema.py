"""What FollowTheMoney's schemata (4.11) are to us: https://followthemoney.tech/explorer/."""

from __future__ import annotations

from typing import NamedTuple

from stakegraph.importers._values import words
from stakegraph.model.relations import (
    AUTHORITY,
    ORGANISATION,
    PARTNERSHIP,
    PARTNERSHIPS,
    PERSON,
    POST,
    ROLE,
    STRUCTURE,
)

# Schema -> kind of actor and classification; of a LegalEntity nobody knows which kind it is.
ACTORS = {
    "Person": (PERSON, ""),
    "LegalEntity": ("", ""),
    "Organization": (ORGANISATION, ""),
    "Company": (ORGANISATION, "company"),
    "PublicBody": (ORGANISATION, "public body"),
    "Position": (POST, ""),
    "Project": (PARTNERSHIP, "project"),
    "Contract": (PARTNERSHIP, "contract"),
    "License": (PARTNERSHIP, "licence"),
    "CallForTenders": (PARTNERSHIP, "call for tenders"),
}

# Texts that evidence may come from.
DOCUMENTS = words(
    "Document Pages Article PlainText HyperText Table Workbook Image Audio Video Folder Package"
    " Email"
)

EVENTS = frozenset(("Event", "Trip"))


class Tie(NamedTuple):
    """A schema that ties two entities, by the properties that name them.

    `relations` are tried in turn, each with the qualifier that takes `role`; the first that joins
    such actors is taken. One that is none of ours has its wording in `OWN`.
    """

    subject: str
    object: str
    relations: tuple[tuple[str, str], ...]
    role: tuple[str, ...] = ("role",)


TIES = {
    "Ownership": Tie("owner", "asset", (("owns", "share"),), ("percentage",)),
    "Directorship": Tie("director", "organization", (("role_at", "title"), ("directs", "as"))),
    "Membership": Tie("member", "organization", (("member_of", "as"),)),
    "Employment": Tie("employee", "employer", (("role_at", "title"), ("works for", "as"))),
    "Occupancy": Tie("holder", "post", (("holds", ""),), ()),
    "Representation": Tie("agent", "client", (("represents", "as"),)),
    "UnknownLink": Tie("subject", "object", (("is linked to", "as"),)),
    "Payment": Tie("payer", "beneficiary", (("paid", "for"),), ("purpose",)),
    "Debt": Tie("debtor", "creditor", (("owes", ""),), ()),
    "Control": Tie("controller", "controlled", (("controls", "by"),), ("controlType", "role")),
    "Family": Tie("person", "relative", (("is related to", "as"),), ("relationship",)),
    "Associate": Tie("person", "associate", (("is associated with", "as"),), ("relationship",)),
    "Succession": Tie("predecessor", "successor", (("was succeeded by", ""),), ()),
    "ProjectParticipant": Tie(
        "participant", "project", (("partner_in", "as"), ("member_of", "as"))
    ),
    "ContractAward": Tie("supplier", "contract", (("partner_in", "as"), ("member_of", "as")), ()),
}


class Wording(NamedTuple):
    """How a relation that is none of ours is worded."""

    inverse: str
    family: str
    after: str = ""
    symmetric: bool = False


_AMOUNT = "[ {currency}][ {amount}]"
OWN = {
    "directs": Wording("is directed by", ROLE, "[ as {as}]"),
    "works for": Wording("has working for it", ROLE, "[ as {as}]"),
    "represents": Wording("is represented by", AUTHORITY, "[ as {as}]"),
    "is linked to": Wording("is linked to", PARTNERSHIPS, "[ ({as})]", symmetric=True),
    "paid": Wording("was paid by", PARTNERSHIPS, f"{_AMOUNT}[ for {{for}}]"),
    "owes": Wording("is owed by", PARTNERSHIPS, _AMOUNT),
    "controls": Wording("is controlled by", AUTHORITY, "[ by {by}]"),
    "is related to": Wording("is related to", PARTNERSHIPS, "[ ({as})]", symmetric=True),
    "is associated with": Wording("is associated with", PARTNERSHIPS, "[ ({as})]", symmetric=True),
    "was succeeded by": Wording("succeeded", STRUCTURE),
}
# Qualifiers of these relations that are properties under the same name.
AMOUNTS = {"paid": ("amount", "currency"), "owes": ("amount", "currency")}

# Actor property -> relation to the entities that it names; `as` is their part.
LINKS = {
    "parent": ("part_of", ""),
    "organization": ("at", ""),
}
# Undertaking property -> part of the entities that it names.
PARTIES = {"authority": "client", "onBehalfOf": "acted for", "tenderers": "tenderer"}

NAMES = ("name", "title", "summary", "fileName")
ALIASES = ("alias", "weakAlias", "previousName", "abbreviation")
SINCE = ("startDate", "incorporationDate", "inceptionDate", "signatureDate", "contractDate")
UNTIL = ("endDate", "dissolutionDate")

# How to reach somebody, and what proves who somebody is: not read.
PRIVATE = words(
    "email phone address addressEntity passportNumber idNumber socialSecurityNumber taxNumber"
    " personalNumber bankAccount"
)
# Where and when an entity was recorded.
RECORD = words("proof alephUrl indexText modifiedAt retrievedAt recordId namesMentioned")
