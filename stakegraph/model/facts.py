"""What a set of fact files says: sources, actors, facts and events, each with where it stands.

All parts are frozen. Dates stay the EDTF text that was written (`dates.py` reads it). Vocabulary:
Popolo for actors (`classification`, `aliases`), W3C ORG for posts, PROV for evidence.
"""

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from itertools import combinations
from typing import Any, Literal, NamedTuple, TypeVar

from msgspec import Struct, field
from msgspec.structs import replace

from stakegraph.edtf import dates
from stakegraph.model.identifiers import Identifier
from stakegraph.model.qualifiers import SHARE, may_be_one_share
from stakegraph.model.relations import ACTING, DESIGNATE, Relation

Status = Literal["stated", "hedged", "disputed", "denied", "inferred", "derived"]

STATED: Status = "stated"
DERIVED: Status = "derived"

# What is said of a part that rests on sources alone that are.
RETRACTED = "source retracted"

# How firm each status is, firmest first: what is derived is as firm as its weakest premise.
FIRMNESS: tuple[Status, ...] = ("stated", "hedged", "inferred", "disputed", "denied")

Place = tuple[int, int]


class Origin(NamedTuple):
    """Where an entry stands in a fact file; lines and columns count from 1."""

    path: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"


class Part(Struct, frozen=True, kw_only=True, gc=False):
    """What every part of the facts has: where it was written.

    Frozen as they are, no parts form a cycle: Python need not look for any among millions.
    """

    origin: Origin


_NOWHERE = Origin("", 0, 0)


class Citation(Struct, frozen=True, kw_only=True, array_like=True):
    """A place in a source that bears a fact out (`at`: `¶7`, `p. 3`, `12:30`, `line 9`, or "").

    `said_as` are words that name there whom the fact is about; `waive` has the rules by which
    `verify` may find nothing in it, each with the reason.
    It is the citation of that `number`, from 1, in the entry of `origin`, where these are given;
    else it stands in the entry of its part, and its number there is its place among the evidence.
    Where its source is `retracted`, whoever keeps the facts says so.
    """

    source: str
    at: str = ""
    quote: str = ""
    number: int = 0
    origin: Origin = _NOWHERE
    said_as: tuple[str, ...] = ()
    waive: tuple[tuple[str, str], ...] = ()
    retracted: bool = False

    @property
    def given(self) -> "str | dict[str, Any]":
        """Return it as an entry has it: in a text where it is no more than a place."""
        if not (self.quote or self.said_as or self.waive):
            return str(self)
        said_as = self.said_as[0] if len(self.said_as) == 1 else self.said_as
        more = {"quote": self.quote, "said_as": said_as, "waive": dict(self.waive)}
        further = {name: value for name, value in more.items() if value}
        return {"source": self.source, "at": self.at, **further}

    def __str__(self) -> str:
        return f"{self.source} {self.at}".rstrip()


class Alias(Struct, frozen=True, array_like=True):
    """A further name that an actor has or had, with the days on which it was borne."""

    name: str
    since: str = ""
    until: str = ""

    def __str__(self) -> str:
        return f"{self.name} ({self.since or '..'} to {self.until or '..'})"


class Vacancy(Struct, frozen=True, kw_only=True, array_like=True):
    """That a post stood empty; one of the dates may be "".

    It is the `number`-th of the entry of `origin`, where these are given, as with a citation.
    """

    since: str = ""
    until: str = ""
    evidence: tuple[Citation, ...] = ()
    number: int = 0
    origin: Origin = _NOWHERE

    def __str__(self) -> str:
        cited = ", ".join(map(str, self.evidence))
        return f"{self.since or '..'} to {self.until or '..'}{cited and f' [{cited}]'}"


Numbered = TypeVar("Numbered", Citation, Vacancy)


class Source(Part, frozen=True, kw_only=True):
    """A text that facts are drawn from; `text` is the path of a saved copy, for checking.

    `archived` is the address of a copy that lasts, `accessed` the day on which the source was read,
    `sha256` the checksum of the saved copy. `retracted` and `corrected` are the days on which its
    publisher did so, with the reason in `note`; `reliability` is on a scale of the author's own.
    """

    id: str
    title: str
    author: str = ""
    publisher: str = ""
    date: str = ""
    language: str = ""
    url: str = ""
    archived: str = ""
    accessed: str = ""
    text: str = ""
    sha256: str = ""
    retracted: str = ""
    corrected: str = ""
    reliability: str = ""
    note: str = ""


# What a source says of itself, in the order in which it is written.
OF_SOURCE = tuple(name for name in Source.__struct_fields__ if name not in ("origin", "id"))


class Joined(Struct, frozen=True):
    """An actor that another one is: the id and name it had, and how that is known."""

    id: str
    name: str
    because: str


class Different(Struct, frozen=True):
    """An actor that another one is not, whatever their names say, and how that is known."""

    id: str
    because: str


class Told(Struct, frozen=True, array_like=True):
    """What some entries say of one field of an actor, with what they cite.

    Without sources it is what an entry says that cites none.
    """

    field: str
    value: str
    sources: tuple[str, ...] = ()


class Actor(Part, frozen=True, kw_only=True):
    """A person, organisation, post or partnership, by `kind`.

    `alias_dates` are those of the `aliases` that were borne for a time, `ids` are what registers
    call it, and `plural` says that the name takes a verb of several. `classification` is what kind
    of organisation or partnership it is; `unnamed` the reason why somebody known to exist is not
    named; `remit` what a post is responsible for, `seats` how many may hold it at once, `shared`
    that any number may, `vacant` when it stood empty. `same_as` is the id of the actor that this
    one is, for the reason `because`; once the two are joined, that one has this one among `joined`.
    `different_from` are actors that it is not, though they may look like it. `told` is what its
    entries say where they cite different sources, of this id and then of each of those `joined`
    (`attribution.py` works with it); `later` says, of one named as on a day, by what name it went
    since.
    """

    id: str
    kind: str
    name: str
    aliases: tuple[str, ...] = ()
    alias_dates: tuple[Alias, ...] = ()
    ids: tuple[Identifier, ...] = ()
    plural: bool = False
    classification: str = ""
    remit: str = ""
    seats: int = 1
    shared: bool = False
    vacant: tuple[Vacancy, ...] = ()
    description: str = ""
    unnamed: str = ""
    since: str = ""
    until: str = ""
    note: str = ""
    evidence: tuple[Citation, ...] = ()
    same_as: str = ""
    different_from: tuple[Different, ...] = ()
    because: str = ""
    joined: tuple[Joined, ...] = ()
    told: tuple[tuple[Told, ...], ...] = ()
    later: str = ""

    @property
    def is_for_several(self) -> bool:
        """Return whether it is a post that more than one may hold at once."""
        return self.shared or self.seats > 1

    @property
    def also(self) -> tuple[str, ...]:
        """Return the further ids that mean this actor."""
        return tuple(each.id for each in self.joined)


class Fact(Part, frozen=True, kw_only=True):
    """One statement: `subject` stands in `relation` to `object`.

    `attested` (`in` in a file) is when it was so, where neither start nor end is known.
    `according_to` says whose word it is: ids of actors, or words.
    `certainty` is the status, or for a derived fact the status of its weakest premise. A derived
    fact names the `rule` that made it and the ids of its `premises`, none of them derived; where
    facts in `covered_by` count, which say the same, it is not shown as well. Of a fact within a
    scope, `retracted` says that it, or a premise of it, rests on sources alone that are.
    `ended_elsewhere` says that this one gives no end, but another that states the same does, that
    who was to hold a post, or held it for a time, took it up, or that another gives another share
    of the same, or the end of any; of a derived one, that something else bounds a premise of it.
    """

    id: str
    subject: str
    relation: str
    object: str
    qualifiers: dict[str, str] = field(default_factory=dict)
    since: str = ""
    until: str = ""
    attested: str = ""
    status: Status = STATED
    certainty: Status = STATED
    because: str = ""
    note: str = ""
    evidence: tuple[Citation, ...] = ()
    according_to: tuple[str, ...] = ()
    rule: str = ""
    premises: tuple[str, ...] = ()
    covered_by: tuple[str, ...] = ()
    retracted: bool = False
    ended_elsewhere: bool = False

    @property
    def identity(self) -> tuple[Hashable, ...]:
        """Return what makes two statements the same statement."""
        return (
            *(self.subject, self.relation, self.object, self.since, self.until, self.status),
            *((self.attested,) if self.attested else ()),
            *((self.according_to,) if self.according_to else ()),
            *sorted(self.qualifiers.items()),
        )

    @property
    def is_firm(self) -> bool:
        """Return whether a source says so plainly that is not retracted."""
        return self.status == STATED and not (self.retracted or retracted(self.evidence))

    @property
    def is_end(self) -> bool:
        """Return whether it says firmly until when it was so: what is alike lasted no longer."""
        return bool(self.until) and self.is_firm

    @property
    def is_designation(self) -> bool:
        """Return whether it says that somebody is to hold a post, and does not hold it yet."""
        return self.qualifiers.get("as") == DESIGNATE

    @property
    def is_provisional(self) -> bool:
        """Return whether it says that somebody holds a post for another, or is only to hold it."""
        return self.is_designation or self.qualifiers.get("as") in ACTING

    @property
    def ties(self) -> tuple[Hashable, ...]:
        """Return who is tied to what in it, and whose word that is."""
        return (self.subject, self.relation, self.object, self.according_to)

    @property
    def is_for_good(self) -> bool:
        """Return whether it says firmly that somebody is something, and as nothing less."""
        return self.is_firm and "as" not in self.qualifiers

    def takes_up(self, other: "Fact") -> bool:
        """Return whether it says firmly that one holds what another says they hold for a time."""
        return self.is_for_good and other.is_provisional and self.ties == other.ties

    def has_another_share(self, other: "Fact") -> bool:
        """Return whether it says firmly that one has another share of a thing than another says."""
        shares = SHARE in self.qualifiers and SHARE in other.qualifiers and self.is_firm
        is_of_same = shares and self.ties == other.ties
        return is_of_same and not may_be_one_share(self.qualifiers, other.qualifiers)

    def ends_any_share(self, other: "Fact") -> bool:
        """Return whether it says firmly until when somebody had any share of a thing."""
        is_of_same = self.is_end and SHARE in other.qualifiers and self.ties == other.ties
        return is_of_same and self.qualifiers.items() <= other.qualifiers.items()

    @property
    def alike(self) -> tuple[Hashable, ...]:
        """Return what facts have in common that differ in their dates and sources alone."""
        return (*self.ties, *sorted(self.qualifiers.items()))


class Event(Part, frozen=True, kw_only=True):
    """A dated happening; `who` are the ids of the actors that took part.

    `according_to` says whose word it is: ids of actors, or words.
    """

    id: str
    what: str
    on: str = ""
    who: tuple[str, ...] = ()
    status: Status = STATED
    because: str = ""
    note: str = ""
    evidence: tuple[Citation, ...] = ()
    according_to: tuple[str, ...] = ()


# What an event says, in the order in which it is written.
OF_EVENT = tuple(name for name in Event.__struct_fields__ if name not in ("origin", "id"))


# The tables of a graph beside those of its nodes and ties, with their columns.
RECORDS = {"events": ("id", *OF_EVENT, "quotes"), "sources": ("id", *OF_SOURCE)}


class Facts(Struct, frozen=True, kw_only=True):
    """Everything that one file, or several merged, say; each part under its id."""

    relations: Mapping[str, Relation]
    title: str = ""
    sources: dict[str, Source] = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)
    facts: dict[str, Fact] = field(default_factory=dict)
    events: dict[str, Event] = field(default_factory=dict)

    def cited(self) -> Iterator[Actor | Fact | Event]:
        """Yield every part that can carry evidence."""
        yield from self.actors.values()
        yield from self.facts.values()
        yield from self.events.values()


def numbered(given: Iterable[Numbered], origin: Origin) -> tuple[Numbered, ...]:
    """Return what a part has several of, each with its number and the entry it stands in."""
    return tuple(
        each if each.number else replace(each, number=number, origin=origin)
        for number, each in enumerate(given, 1)
    )


def citations(part: Actor | Event | Fact) -> Iterator[tuple[str, Citation]]:
    """Yield every citation of a part, with the field of its entry in which it stands."""
    for cited in numbered(part.evidence, part.origin):
        yield f"evidence/{cited.number}", cited
    for empty in numbered(part.vacant, part.origin) if isinstance(part, Actor) else ():
        for cited in numbered(empty.evidence, empty.origin):
            yield f"vacant/{empty.number}/evidence/{cited.number}", cited


def weakest(statuses: Iterable[Status]) -> Status:
    """Return the least firm of some statuses."""
    return max(statuses, key=FIRMNESS.index)


def retracted(evidence: Collection[Citation]) -> bool:
    """Return whether what has this evidence rests on sources alone that are retracted."""
    return bool(evidence) and all(cited.retracted for cited in evidence)


def apart(*facts: Fact) -> bool:
    """Return whether two of some facts surely have no day in common."""
    return any(
        dates.apart(one.since, one.until, other.since, other.until)
        for one, other in combinations(facts, 2)
    )


def united(evidence: Iterable[Citation]) -> tuple[Citation, ...]:
    """Return some citations, of those that cite the same words of the same place the first.

    It has with it what the others say of how somebody is named there, and what they waive.
    """
    found: dict[tuple[str, str, str], Citation] = {}
    for cited in evidence:
        key = (cited.source, cited.at, cited.quote)
        same = found.setdefault(key, cited)
        if (same.said_as, same.waive) != (cited.said_as, cited.waive):
            said_as = tuple(dict.fromkeys((*same.said_as, *cited.said_as)))
            waive = tuple({**dict(cited.waive), **dict(same.waive)}.items())
            found[key] = replace(same, said_as=said_as, waive=waive)
    return tuple(found.values())
