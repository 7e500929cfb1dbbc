"""The shape of a fact file: one record per kind of entry, as msgspec structs.

The same structs validate what was read and give the JSON Schema that editors use (`json_schema`).
"""

import re
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, cast

import msgspec
from msgspec import Meta, Struct

from stakegraph.errors import WAIVABLE
from stakegraph.model.relations import MEANINGS, Classification, Family, Relation

VERSION = "1"
# Python's $ also matches before a last line end; an editor's does not.
ID_PATTERN = r"^[a-z0-9][a-z0-9._-]*(?!\n)$"

is_id = re.compile(ID_PATTERN).match
Id = Annotated[str, Meta(pattern=ID_PATTERN, description="lower-case letters, digits, . _ -")]
Text = Annotated[str, Meta(min_length=1)]
# An editor reads `2007` as a number where we read the text that was typed.
Edtf = Annotated[
    str,
    Meta(
        min_length=1,
        description="an EDTF date, such as 2007, 2007-03, 2007-03-13, 2001~, 2008-05?, ../2007-06",
        extra_json_schema={"format": "edtf"},
    ),
]
Share = Annotated[
    str,
    Meta(
        min_length=1,
        description="a percentage, or between two: 60 %, 25 to 50 %, more than 25 %, 75 % or more",
        extra_json_schema={"format": "share"},
    ),
]
Amount = Annotated[
    str,
    Meta(
        min_length=1,
        description="money of one currency: EUR 1,000, 1000 EUR, £2.5m, about €2m, US$1m to 2m",
        extra_json_schema={"format": "amount"},
    ),
]
# The types of qualifiers that are no plain words.
QUANTITIES = {"share": Share, "amount": Amount}
Version = Annotated[str, Meta(pattern="^1$")]
SHA256_PATTERN = r"^[0-9A-Fa-f]{64}(?!\n)$"
Sha256 = Annotated[str, Meta(pattern=SHA256_PATTERN, description="64 hexadecimal digits")]
LANGUAGE_PATTERN = r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*(?!\n)$"
Language = Annotated[str, Meta(pattern=LANGUAGE_PATTERN, description="a tag, such as en, pt-BR")]
# A truth value to an editor, the text `true` or `false` to us.
Flag = Literal["true", "false"]
COUNT_PATTERN = r"^[1-9][0-9]{0,5}(?!\n)$"
# A number to an editor, a text of digits to us.
Count = Annotated[str, Meta(pattern=COUNT_PATTERN, description="a whole number from 1")]
Kind = Literal["person", "organisation", "post", "partnership"]
GivenStatus = Literal["stated", "hedged", "disputed", "denied", "inferred"]


class Record(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What every entry of a fact file is.

    `DATES` are the fields that hold dates, and with the truth values they are `NO_TEXTS`: what
    other YAML readers take them for is what they are.
    """

    DATES: ClassVar[frozenset[str]] = frozenset()
    NO_TEXTS: ClassVar[frozenset[str]] = frozenset()


if TYPE_CHECKING:

    class WaiverRecord(Record, frozen=True, kw_only=True):
        """Why findings of `verify` on a citation do not count, by rule."""

else:
    WaiverRecord = msgspec.defstruct(
        "WaiverRecord",
        [(rule.replace("-", "_"), Text, "") for rule in WAIVABLE],
        bases=(Record,),
        namespace={"__doc__": "Why findings of `verify` on a citation do not count, by rule."},
        frozen=True,
        kw_only=True,
        omit_defaults=True,
        rename="kebab",
    )


class EvidenceRecord(Record, frozen=True, kw_only=True):
    """A place in a source, with the words that stand there.

    `said_as` is how these name an end of the fact, where they do not give its name.
    """

    source: Id
    at: Text = ""
    quote: Text = ""
    said_as: Text | Annotated[tuple[Text, ...], Meta(min_length=1)] = ""
    waive: WaiverRecord = WaiverRecord()


Speakers = Text | tuple[Text, ...]
Evidence = Text | EvidenceRecord | list[Text | EvidenceRecord]


class SourceRecord(Record, frozen=True, kw_only=True):
    """A text that facts are drawn from, where it can be read, and what became of it."""

    DATES = frozenset(("date", "accessed", "retracted", "corrected"))
    NO_TEXTS = DATES

    title: Text
    author: Text = ""
    publisher: Text = ""
    date: Edtf = ""
    language: Language = ""
    url: Text = ""
    archived: Text = ""
    accessed: Edtf = ""
    text: Text = ""
    sha256: Sha256 = ""
    retracted: Edtf = ""
    corrected: Edtf = ""
    reliability: Text = ""
    note: Text = ""


class AliasRecord(Record, frozen=True, kw_only=True):
    """A further name that was borne for a time."""

    DATES = frozenset(("since", "until"))
    NO_TEXTS = DATES

    name: Text
    since: Edtf = ""
    until: Edtf = ""


Aliases = tuple[Text | AliasRecord, ...]
# By scheme: `{lei: 529900T8BM49AURSDO55, gb-coh: "00000001"}`.
Identifiers = dict[Id, Text | Annotated[tuple[Text, ...], Meta(min_length=1)]]


class DifferenceRecord(Record, frozen=True, kw_only=True):
    """An actor that this one is not, with how that is known where `because` of the entry is not."""

    id: Id
    because: Text


Differences = Text | DifferenceRecord | list[Text | DifferenceRecord]


class ActorRecord(Record, frozen=True, kw_only=True):
    """What people, organisations, posts and partnerships have in common.

    `ids` are what registers and catalogues call it, by scheme; `same_as` is the id of the same
    actor under another id, `different_from` that of one who looks like this one and is not,
    `because` how that is known; `plural` says that the name takes a verb of several: "the other
    parties support".
    """

    NO_TEXTS = frozenset(("plural",))

    aliases: Aliases = ()
    ids: Identifiers = {}
    plural: Flag = "false"
    description: Text = ""
    note: Text = ""
    evidence: Evidence = ""
    same_as: Id = ""
    different_from: Differences = ""
    because: Text = ""


class PersonRecord(ActorRecord, frozen=True, kw_only=True):
    """A person; `unnamed` says why somebody known to exist is not named."""

    name: Text
    unnamed: Text = ""


class OrganisationRecord(ActorRecord, frozen=True, kw_only=True):
    """An organisation, or a part or group of some."""

    DATES = frozenset(("since", "until"))
    NO_TEXTS = DATES | {"plural"}

    name: Text
    kind: Classification | Literal[""] = ""
    unnamed: Text = ""
    since: Edtf = ""
    until: Edtf = ""


class VacancyRecord(Record, frozen=True, kw_only=True):
    """When a post stood empty: since, until, or both."""

    DATES = frozenset(("since", "until"))
    NO_TEXTS = DATES

    since: Edtf = ""
    until: Edtf = ""
    evidence: Evidence = ""


class PostRecord(ActorRecord, frozen=True, kw_only=True):
    """A post at an organisation, whoever holds it; `seats` may be held at once, or it is shared."""

    DATES = frozenset(("since", "until"))
    NO_TEXTS = DATES | {"plural", "seats", "shared"}

    title: Text
    at: Id = ""
    remit: Text = ""
    seats: Count = "1"
    shared: Flag = "false"
    vacant: tuple[VacancyRecord, ...] = ()
    since: Edtf = ""
    until: Edtf = ""


class PartnershipRecord(ActorRecord, frozen=True, kw_only=True):
    """A joint undertaking of several members: a contract, an alliance, a consortium."""

    DATES = frozenset(("since", "until"))
    NO_TEXTS = DATES | {"plural"}

    name: Text
    kind: Text = ""
    since: Edtf = ""
    until: Edtf = ""


class EventRecord(Record, frozen=True, kw_only=True):
    """A dated happening; `according_to` says whose word it is."""

    DATES = frozenset(("on",))
    NO_TEXTS = DATES

    what: Text
    on: Edtf = ""
    who: tuple[Id, ...] = ()
    status: GivenStatus = "stated"
    because: Text = ""
    according_to: Speakers = ""
    note: Text = ""
    evidence: Evidence = ""


class RelationRecord(Record, frozen=True, kw_only=True, rename={"from_": "from"}):
    """A relation of one's own, with the columns of the built-in ones.

    `from` and `to` are the kinds that it joins; `fills` and `contrary` name other relations.
    """

    NO_TEXTS = frozenset(MEANINGS)

    from_: tuple[Kind, ...]
    to: tuple[Kind, ...]
    verb: Text
    inverse: Text
    family: Family
    qualifiers: tuple[Text, ...] = ()
    choices: dict[Text, tuple[Text, ...]] = msgspec.field(default_factory=dict)
    examples: dict[Text, Text] = msgspec.field(default_factory=dict)
    past: Text = ""
    past_inverse: Text = ""
    after: Text = ""
    plural: Text = ""
    plural_inverse: Text = ""
    future: Text = ""
    future_inverse: Text = ""
    symmetric: Flag = "false"
    acyclic: Flag = "false"
    exclusive: Flag = "false"
    act: Flag = "false"
    of_post: Flag = "false"
    partners: Flag = "false"
    client: Flag = "false"
    divides: Flag = "false"
    fills: Text = ""
    contrary: Text = ""


class FactRecord(Record, frozen=True, kw_only=True):
    """What every fact has besides its relation, the other end and the relation's qualifiers.

    `in` is when it was so, where neither start nor end is known; `according_to` whose word it is,
    the id of an actor or words, or several of these.
    """

    DATES = frozenset(("since", "until", "in"))
    NO_TEXTS = DATES

    who: Id
    id: Id = ""
    since: Edtf = ""
    until: Edtf = ""
    attested: Edtf = msgspec.field(default="", name="in")
    status: GivenStatus = "stated"
    because: Text = ""
    according_to: Speakers = ""
    note: Text = ""
    evidence: Evidence = ""


ENTRIES: dict[str, type[Record]] = {
    "sources": SourceRecord,
    "organisations": OrganisationRecord,
    "people": PersonRecord,
    "posts": PostRecord,
    "partnerships": PartnershipRecord,
    "events": EventRecord,
    "relations": RelationRecord,
}


@cache
def fact_record(relation: Relation) -> type[FactRecord]:
    """Return the shape of a fact that states one relation: its other end and its qualifiers."""
    choices = dict(relation.choices)
    return record_of(
        [(relation.key, Id)],
        [
            (name, _one_of(choices[name]) if name in choices else QUANTITIES.get(name, Text), "")
            for name in relation.qualifiers
        ],
    )


def record_of(ends: list[Any], qualifiers: list[Any]) -> type[FactRecord]:
    """Return the shape of a fact with these fields for the other end and these qualifiers."""
    fields = [*ends, *qualifiers]
    made = msgspec.defstruct("Fact", fields, bases=(FactRecord,), frozen=True, kw_only=True)
    return cast("type[FactRecord]", made)


def _one_of(choices: tuple[str, ...]) -> Any:
    return Literal[(*choices, "")]
