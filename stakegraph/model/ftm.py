"""FollowTheMoney's schemata (4.11), and the actors, relations and fields that they are here.

https://followthemoney.tech/explorer/
"""

from typing import NamedTuple

from stakegraph.model.phrases import slots
from stakegraph.model.relations import (
    AUTHORITY,
    ORGANISATION,
    PARTNERSHIP,
    PARTNERSHIPS,
    PERSON,
    POST,
    RELATIONS,
    ROLE,
    SUCCESSION,
)

# Schema -> kind of actor and classification; of a LegalEntity nobody knows which kind it is.
ACTORS = {
    "Person": (PERSON, ""),
    "LegalEntity": ("", ""),
    "Organization": (ORGANISATION, ""),
    "Company": (ORGANISATION, "company"),
    "PublicBody": (ORGANISATION, "public body"),
    "Territory": (ORGANISATION, "place"),
    "Position": (POST, ""),
    "Project": (PARTNERSHIP, "project"),
    "Contract": (PARTNERSHIP, "contract"),
    "License": (PARTNERSHIP, "licence"),
    "CallForTenders": (PARTNERSHIP, "call for tenders"),
}
# What classifies an organisation of no schema of its own -> its topic.
TOPICS = {"union": "pol.union", "party": "pol.party", "fund": "fin.fund"}
_PERSONS = frozenset(("Person",))
_POSITIONS = frozenset(("Position",))
_PROJECTS = frozenset(("Project",))
_COMPANIES = frozenset(("Company",))
_TERRITORIES = frozenset(("Territory",))
ORGANISATIONS = (
    frozenset(schema for schema, (kind, _) in ACTORS.items() if kind == ORGANISATION) - _TERRITORIES
)
PARTIES = ORGANISATIONS | _PERSONS  # FollowTheMoney's LegalEntity

# The properties of a schema that name the two entities which it ties.
ENDS = {
    "Ownership": ("owner", "asset"),
    "Directorship": ("director", "organization"),
    "Membership": ("member", "organization"),
    "Employment": ("employee", "employer"),
    "Occupancy": ("holder", "post"),
    "Representation": ("agent", "client"),
    "UnknownLink": ("subject", "object"),
    "Payment": ("payer", "beneficiary"),
    "Debt": ("debtor", "creditor"),
    "Control": ("controller", "controlled"),
    "Family": ("person", "relative"),
    "Associate": ("person", "associate"),
    "Succession": ("predecessor", "successor"),
    "ProjectParticipant": ("participant", "project"),
    "ContractAward": ("supplier", "contract"),
    "CourtCaseParty": ("party", "case"),
}


# Scheme of identifiers -> the property that holds it: of whatever, of parties, of organisations.
IDS = {
    "wikidata": ("wikidataId", frozenset(ACTORS)),
    "lei": ("leiCode", PARTIES),
    "duns": ("dunsCode", PARTIES),
    "bic": ("swiftBic", PARTIES),
    "ru-inn": ("innCode", PARTIES),
    "ru-ogrn": ("ogrnCode", PARTIES),
    "cn-uscc": ("uscCode", PARTIES),
    "us-uei": ("uniqueEntityId", PARTIES),
    "icij": ("icijId", PARTIES),
    "opencorporates": ("opencorporatesUrl", PARTIES),
    "permid": ("permId", ORGANISATIONS),
    "imo": ("imoNumber", ORGANISATIONS),
    "us-cik": ("cikCode", _COMPANIES),
}
OPENCORPORATES = "https://opencorporates.com/companies/"


# Schemata that have an amount of money, in `amount` and `currency`.
VALUES = frozenset(("Payment", "Debt", "ContractAward"))


class Edge(NamedTuple):
    """The schema that a relation becomes between entities of some schemata.

    `qualifier` is the one that the schema's `field` takes; `backward` says that the schema has the
    object first.
    """

    relation: str
    schema: str
    subjects: frozenset[str]
    objects: frozenset[str]
    qualifier: str = ""
    field: str = "role"
    backward: bool = False

    @property
    def ends(self) -> tuple[str, str]:
        """Return the properties that name subject and object."""
        one, other = ENDS[self.schema]
        return (other, one) if self.backward else (one, other)


# The first row that fits counts.
EDGES = (
    Edge("holds", "Occupancy", _PERSONS, _POSITIONS),
    Edge("role_at", "Employment", _PERSONS, ORGANISATIONS, "title"),
    Edge("member_of", "Membership", PARTIES, ORGANISATIONS, "as"),
    Edge("partner_in", "ProjectParticipant", PARTIES, _PROJECTS, "as"),
    Edge("member_of", "ProjectParticipant", PARTIES, _PROJECTS, "as"),
    Edge("funds", "Payment", PARTIES, PARTIES),
    Edge("donated_to", "Payment", PARTIES, PARTIES, "for", "purpose"),
    Edge("invested_in", "Payment", PARTIES, PARTIES),
    Edge("lent_to", "Debt", PARTIES, PARTIES, backward=True),
    Edge("owns", "Ownership", PARTIES, _COMPANIES, "share", "percentage"),
    Edge("acquired", "Ownership", PARTIES, _COMPANIES, "share", "percentage"),
    Edge("succeeded", "Succession", ORGANISATIONS, ORGANISATIONS, backward=True),
    Edge("merged_into", "Succession", ORGANISATIONS, ORGANISATIONS),
    Edge("represents", "Representation", PARTIES, PARTIES, "as"),
    Edge("delegated_to", "Representation", PARTIES, PARTIES, "what", backward=True),
    Edge("related_to", "Family", _PERSONS, _PERSONS, "as", "relationship", backward=True),
)

# What a source may say of itself and a document has no field for.
OF_DOCUMENT = ("language", "archived", "sha256", "retracted", "corrected", "reliability")


class Field(NamedTuple):
    """The field of its subject that a fact becomes which says no more than that it is so."""

    relation: str
    name: str
    subjects: frozenset[str]
    objects: frozenset[str]


FIELDS = (
    Field("part_of", "parent", ORGANISATIONS, ORGANISATIONS),
    Field("part_of", "partOf", _TERRITORIES, _TERRITORIES),
    Field("at", "organization", _POSITIONS, ORGANISATIONS),
)
FIELD_NAMES = tuple(row.name for row in FIELDS)


class Undertaking(NamedTuple):
    """What a relation becomes that FollowTheMoney has an entity of its own for.

    It has the `schema`, and is named by the qualifier `name`; `party` is the schema of what ties
    either end to it, as one of the `parts`. A `qualifier` is a `field` of it.
    """

    relation: str
    schema: str
    name: str
    party: str
    parts: tuple[str, str]
    since: str = "startDate"
    until: str = "endDate"
    qualifier: str = ""
    field: str = ""


UNDERTAKINGS = (
    Undertaking(
        "commissioned", "Project", "for", "ProjectParticipant", ("commissioner", "contractor")
    ),
    Undertaking(
        *("sued", "CourtCase", "over", "CourtCaseParty", ("plaintiff", "defendant")),
        *("fileDate", "closeDate", "court", "court"),
    ),
)

SPANS = {  # the fields of a schema for since and until
    "Position": ("inceptionDate", "dissolutionDate"),
    "Project": ("startDate", "endDate"),
    **dict.fromkeys(ORGANISATIONS, ("incorporationDate", "dissolutionDate")),
}


class Tie(NamedTuple):
    """What a schema that ties two entities is here.

    `relations` are tried in turn, each with the qualifier that takes `role`; the first that joins
    such actors is taken. One that is none of ours has its wording in `OWN`. `backward` says that
    the schema has the object first.
    """

    relations: tuple[tuple[str, str], ...]
    role: tuple[str, ...] = ("role",)
    backward: bool = False


# Another program means less by some schemata than our own export does.
TIES = {
    row.schema: Tie(
        tuple((one.relation, one.qualifier) for one in EDGES if one.schema == row.schema),
        (row.field,) if row.qualifier else (),
    )
    for row in EDGES
} | {
    "Directorship": Tie((("role_at", "title"), ("directs", "as"))),
    "Employment": Tie((("role_at", "title"), ("works for", "as"))),
    "Representation": Tie((("represents", "as"),)),
    "UnknownLink": Tie((("is linked to", "as"),)),
    "Payment": Tie((("paid", "for"),), ("purpose",)),
    "Debt": Tie((("owes", ""),), ()),
    "Control": Tie((("controls", "by"),), ("controlType", "role")),
    "Family": Tie((("related_to", "as"),), ("relationship",), backward=True),
    "Associate": Tie((("is associated with", "as"),), ("relationship",)),
    "Succession": Tie((("was succeeded by", ""),), ()),
    "ContractAward": Tie((("partner_in", "as"), ("member_of", "as")), ()),
}


class Wording(NamedTuple):
    """How a relation that is none of ours is worded."""

    inverse: str
    family: str
    after: str = ""
    symmetric: bool = False


OWN = {
    "directs": Wording("is directed by", ROLE, "[ as {as}]"),
    "works for": Wording("has working for it", ROLE, "[ as {as}]"),
    "is linked to": Wording("is linked to", PARTNERSHIPS, "[ ({as})]", symmetric=True),
    "paid": Wording("was paid by", PARTNERSHIPS, "[ {amount}][ for {for}]"),
    "owes": Wording("is owed by", PARTNERSHIPS, "[ {amount}]"),
    "controls": Wording("is controlled by", AUTHORITY, "[ by {by}]"),
    "is associated with": Wording("is associated with", PARTNERSHIPS, "[ ({as})]", symmetric=True),
    "was succeeded by": Wording("succeeded", SUCCESSION),
}
AMOUNT = ("amount", "currency")
CONVERTED = {"amountEur": "EUR", "amountUsd": "USD"}  # which may stand alone
PERCENTAGE = "percentage"

# Undertaking property -> part of the entities that it names.
PARTS = {"authority": "client", "onBehalfOf": "acted for", "tenderers": "tenderer"}

# Texts that evidence may come from.
DOCUMENTS = frozenset(
    (
        *("Document", "Pages", "Article", "PlainText", "HyperText", "Table", "Workbook", "Image"),
        *("Audio", "Video", "Folder", "Package", "Email"),
    )
)
EVENTS = frozenset(("Event", "Trip"))

NAMES = ("name", "title", "summary", "fileName")
ALIASES = ("alias", "weakAlias", "previousName", "abbreviation")
SINCE = ("startDate", "incorporationDate", "inceptionDate", "signatureDate", "contractDate")
UNTIL = ("endDate", "dissolutionDate")

# How to reach somebody, and what proves who somebody is: not read.
PRIVATE = frozenset(
    (
        *("email", "phone", "address", "addressEntity", "passportNumber", "idNumber", "taxNumber"),
        *("socialSecurityNumber", "personalNumber", "bankAccount"),
    )
)
# Where and when an entity was recorded.
RECORD = frozenset(
    ("proof", "alephUrl", "indexText", "modifiedAt", "retrievedAt", "recordId", "namesMentioned")
)


def undertaking(relation: str) -> Undertaking | None:
    """Return the undertaking that a fact of a relation becomes, if it becomes one."""
    return next((row for row in UNDERTAKINGS if row.relation == relation), None)


def schema_of(kind: str, classification: str) -> str:
    """Return the schema of an actor: the one of its classification, or the one for all others."""
    if kind == ORGANISATION:
        known = (schema for schema, of in ACTORS.items() if of == (kind, classification))
        return next(known, "Organization")
    return next(schema for schema, (known, _) in ACTORS.items() if known == kind)


def has_amount(relation: str) -> bool:
    """Return whether a relation of ours, or one of `OWN`, has an amount."""
    row = RELATIONS.get(relation)
    return "amount" in (row.qualifiers if row else slots(OWN[relation].after)[0])
