"""The kinds of actor and the relations between them, one row each.

Graph, trees, sentences, exports, schema and checks read these rows; no other module knows a
relation by name. Terms follow W3C ORG (post, reports to, holds) and Popolo (classification).
"""

from typing import Literal, NamedTuple, get_args

from stakegraph.model.qualifiers import is_fit


class ActorKind(NamedTuple):
    """One kind of actor.

    `section` is where a fact file lists such actors; `named_by` the field that holds their name.
    Ties of the families in `bounds` last no longer than such an actor, and those of the families in
    `bounds_own` no longer than their subject; where it `gives_dates`, they last as long as it does,
    unless they are dated themselves.
    """

    key: str
    section: str
    named_by: str = "name"
    bounds: tuple[str, ...] = ()
    bounds_own: tuple[str, ...] = ()
    gives_dates: bool = False

    def limits(self, relation: "Relation", *, is_subject: bool) -> bool:
        """Return whether a tie lasts no longer than such an end; what was done stays done."""
        families = (*self.bounds, *(self.bounds_own if is_subject else ()))
        return relation.family in families and not relation.act


PERSON = "person"
ORGANISATION = "organisation"
POST = "post"
PARTNERSHIP = "partnership"

Classification = Literal[
    "company",
    "public body",
    "charity",
    "department",
    "team",
    "sector",
    "group",
    "regulator",
    "union",
    "party",
    "university",
    "court",
    "fund",
    "committee",
    "board",
    "place",
]
# Organisations that nobody heads.
HEADLESS: tuple[Classification, ...] = ("sector", "group", "place")

REPORTING = "reporting"
ROLE = "role"
STRUCTURE = "structure"
SUCCESSION = "succession"
PARTNERSHIPS = "partnership"
AUTHORITY = "authority"
STANCE = "stance"
LOCATION = "location"

Family = Literal[
    "reporting",
    "role",
    "structure",
    "succession",
    "partnership",
    "authority",
    "stance",
    "location",
]
FAMILIES: tuple[str, ...] = get_args(Family)
# Two who think alike, or are in one town, are not connected by that.
UNCONNECTING = (STANCE, LOCATION)

# What is so only while both are there, and what only while its subject is: there are views of what
# has ended, which has none any more and is nowhere.
_WHILE_THERE = (REPORTING, ROLE, STRUCTURE, PARTNERSHIPS, AUTHORITY)
_WHILE_IT_IS_THERE = (STANCE, LOCATION)

ACTOR_KINDS = {
    kind.key: kind
    for kind in (
        ActorKind(PERSON, "people"),
        ActorKind(ORGANISATION, "organisations", "name", _WHILE_THERE, _WHILE_IT_IS_THERE),
        ActorKind(POST, "posts", "title", _WHILE_THERE, _WHILE_IT_IS_THERE),
        ActorKind(
            PARTNERSHIP,
            "partnerships",
            bounds=_WHILE_THERE,
            bounds_own=_WHILE_IT_IS_THERE,
            gives_dates=True,
        ),
    )
}

# How somebody holds a post who does not have it for good, or not yet.
ACTING = ("acting", "interim")
DESIGNATE = "designate"

# What each family is called over its facts.
HEADINGS = {
    REPORTING: "reporting lines",
    ROLE: "roles",
    STRUCTURE: "structure",
    SUCCESSION: "predecessors and successors",
    PARTNERSHIPS: "partnerships and other ties",
    AUTHORITY: "authority",
    STANCE: "positions",
    LOCATION: "places",
}


class Relation(NamedTuple):
    """One relation that a fact may state between two actors.

    `verb` and `inverse` are what stands between the two names, read forward and backward, and
    `after` what follows them; `past` and `past_inverse` are what stands there of what is over, ""
    where that is said in the same words, `plural` and `plural_inverse` behind a name of several and
    `future` and `future_inverse` behind "is to", "" where the first word tells. In square brackets
    stands what depends on qualifiers: `[the {as}|a partner]` is "the lead" where `as: lead` is
    given and "a partner" where it is not.

    `choices` are the values that a qualifier may have, of those that have a closed list of them,
    `examples` such as a description shows, and under `who` and the relation's own key its two ends.

    The columns behind tell what the relation means:
    `symmetric`   it holds both ways;
    `acyclic`     a circle of it is a mistake;
    `exclusive`   one subject has one such object at a time;
    `fills`       its subject fills its object, a post, and so has there the relation named here;
    `of_post`     it says where its subject, a post, is;
    `act`         it is done once, and then has been done ever after;
    `contrary`    the relation that nobody has to the same object at the same time;
    `partners`    it makes partners: of its two ends, or of all organisations that it ties to one
                  partnership;
    `client`      its subject is a client of its object;
    `divides`     its object is a whole of which its subjects have shares at one time.
    """

    key: str
    subjects: tuple[str, ...]
    objects: tuple[str, ...]
    family: str
    verb: str
    inverse: str
    past: str = ""
    past_inverse: str = ""
    after: str = ""
    plural: str = ""
    plural_inverse: str = ""
    future: str = ""
    future_inverse: str = ""
    qualifiers: tuple[str, ...] = ()
    choices: tuple[tuple[str, tuple[str, ...]], ...] = ()
    examples: tuple[tuple[str, str], ...] = ()
    symmetric: bool = False
    acyclic: bool = False
    exclusive: bool = False
    fills: str = ""
    of_post: bool = False
    act: bool = False
    contrary: str = ""
    partners: bool = False
    client: bool = False
    divides: bool = False

    def takes(self, qualifier: str, value: str) -> bool:
        """Return whether a fact of the relation may have such a qualifier."""
        choices = dict(self.choices).get(qualifier, (value,))
        has_place = qualifier in self.qualifiers and value in choices
        return has_place and is_fit(qualifier, value)

    @property
    def seats(self) -> bool:
        """Return whether the relation ties a post to who holds it or to where it is."""
        return bool(self.fills) or self.of_post


# The columns that word a relation, those that give values of its qualifiers, the truth values, and
# those that name another relation.
WORDINGS = (
    *("verb", "inverse", "past", "past_inverse", "after", "plural", "plural_inverse"),
    *("future", "future_inverse"),
)
OF_QUALIFIERS = ("choices", "examples")
MEANINGS = (
    *("symmetric", "acyclic", "exclusive", "act", "of_post", "partners", "client", "divides"),
)
NAMING = ("fills", "contrary")

_PERSONS = (PERSON,)
_POSTS = (POST,)
_ORGANISATIONS = (ORGANISATION,)
_PARTNERSHIPS = (PARTNERSHIP,)
_SEATED = (PERSON, POST)
_PARTIES = (PERSON, ORGANISATION)
_POWERS = (PERSON, ORGANISATION, POST)
_BODIES = (ORGANISATION, PARTNERSHIP)
_TRADERS = (PERSON, ORGANISATION, PARTNERSHIP)
_ANY = (PERSON, ORGANISATION, POST, PARTNERSHIP)

# fmt: off
RELATIONS = {
    row.key: row
    for row in (
        Relation("reports_to", _SEATED, _POWERS, REPORTING, "reports to", "manages",
                 "reported to", "managed",
                 after="[ (a {line} line)]", qualifiers=("line",), acyclic=True, exclusive=True,
                 examples=(("line", "dotted"),)),

        Relation("holds", _PERSONS, _POSTS, ROLE, "is", "is", "was", "was",
                 after="[ ({as})]", qualifiers=("as",), choices=(("as", (*ACTING, DESIGNATE)),),
                 fills="role_at", examples=(("as", "acting"),)),
        Relation("role_at", _PERSONS, _ORGANISATIONS, ROLE,
                 "[is {title}|has a role] at", "has as [its {title}|one of its people]",
                 "[was {title}|had a role] at", "had as [its {title}|one of its people]",
                 after="[, responsible for {remit}]", qualifiers=("title", "remit"),
                 examples=(("title", "treasurer"), ("remit", "pensions"))),
        Relation("member_of", _POWERS, _ORGANISATIONS + _PARTNERSHIPS, ROLE,
                 "is [the {as}|a member] of", "has as [its {as}|a member]",
                 "was [the {as}|a member] of", "had as [its {as}|a member]", qualifiers=("as",),
                 partners=True, examples=(("as", "chair"),)),

        Relation("at", _POSTS, _ORGANISATIONS, STRUCTURE, "is a post at", "has among its posts",
                 "was a post at", "had among its posts", of_post=True),
        Relation("part_of", _ORGANISATIONS, _ORGANISATIONS, STRUCTURE, "is part of", "includes",
                 "was part of", "included", acyclic=True),

        Relation("succeeded", _ORGANISATIONS, _ORGANISATIONS, SUCCESSION,
                 "succeeded", "was succeeded by", future="succeed", act=True),
        Relation("merged_into", _ORGANISATIONS, _ORGANISATIONS, SUCCESSION,
                 "merged into", "took in", future="merge into", future_inverse="take in", act=True),
        Relation("demerged_from", _ORGANISATIONS, _ORGANISATIONS, SUCCESSION,
                 "demerged from", "split off", future="demerge from", future_inverse="split off",
                 act=True),

        Relation("partner_in", _ORGANISATIONS, _PARTNERSHIPS, PARTNERSHIPS,
                 "is [the {as}|a partner] in", "has as [its {as}|a partner]",
                 "was [the {as}|a partner] in", "had as [its {as}|a partner]",
                 after="[, with a share of {share#}][ ({share!})][, for {amount}]",
                 qualifiers=("as", "share", "amount"), partners=True, divides=True,
                 examples=(("as", "lead"), ("share", "60 %"), ("amount", "£5 million"))),
        Relation("works_with", _PARTIES, _PARTIES, PARTNERSHIPS, "works with", "works with",
                 "worked with", "worked with",
                 after="[ on {on}]", qualifiers=("on",), symmetric=True,
                 partners=True, examples=(("on", "flood maps"),)),
        Relation("commissioned", _BODIES, _TRADERS, PARTNERSHIPS,
                 "commissioned", "was commissioned by", future="commission",
                 after="[ for {for}]", qualifiers=("for",), act=True, client=True,
                 examples=(("for", "a study"),)),
        Relation("funds", _ORGANISATIONS, _ANY, PARTNERSHIPS, "funds", "is funded by",
                 "funded", "was funded by", after="[ with {amount}]", qualifiers=("amount",),
                 examples=(("funds", "bolt"), ("amount", "£5 million"))),
        Relation("owns", _PARTIES, _ORGANISATIONS, PARTNERSHIPS,
                 "owns[ {share#} of]", "is[ {share#}] owned by",
                 "owned[ {share#} of]", "was[ {share#}] owned by", after="[ ({share!})]",
                 qualifiers=("share",), divides=True, examples=(("share", "40 %"),)),
        Relation("acquired", _TRADERS, _BODIES, PARTNERSHIPS,
                 "acquired[ {share#} of]", "[had {share#} of it|was] acquired by",
                 plural_inverse="[had {share#} of them|were] acquired by",
                 future="acquire[ {share#} of]",
                 after="[ ({share!})][ for {amount}]", qualifiers=("share", "amount"), act=True,
                 examples=(("share", "40 %"), ("amount", "£5 million"))),
        Relation("invested_in", _TRADERS, _BODIES, PARTNERSHIPS,
                 "invested[ {amount}] in", "received an investment[ of {amount}] from",
                 future="invest[ {amount}] in",
                 future_inverse="receive an investment[ of {amount}] from",
                 after="[ for a share of {share#}][ ({share!})]", qualifiers=("amount", "share"),
                 act=True, examples=(("amount", "£5 million"), ("share", "40 %"))),
        Relation("lent_to", _TRADERS, _TRADERS, PARTNERSHIPS,
                 "lent[ {amount}] to", "borrowed[ {amount}] from",
                 future="lend[ {amount}] to", future_inverse="borrow[ {amount}] from",
                 after="[ for {for}]", qualifiers=("amount", "for"), act=True,
                 examples=(("who", "acme"), ("lent_to", "bolt"), ("amount", "£5 million"),
                           ("for", "a crane"))),
        Relation("donated_to", _TRADERS, _ANY, PARTNERSHIPS,
                 "donated[ {amount}] to", "received a donation[ of {amount}] from",
                 future="donate[ {amount}] to",
                 future_inverse="receive a donation[ of {amount}] from",
                 after="[ for {for}]", qualifiers=("amount", "for"), act=True,
                 examples=(("donated_to", "acme"), ("amount", "£5,000"), ("for", "posters"))),
        Relation("sued", _TRADERS, _ANY, PARTNERSHIPS, "sued", "was sued by", future="sue",
                 after="[ over {over}][ before {court}]", qualifiers=("over", "court"), act=True,
                 examples=(("who", "acme"), ("sued", "bolt"), ("over", "a patent"),
                           ("court", "the High Court"))),
        Relation("advises", _ANY, _ANY, PARTNERSHIPS, "advises", "is advised by",
                 "advised", "was advised by", after="[ on {on}]", qualifiers=("on",),
                 examples=(("advises", "acme"), ("on", "safety"))),
        Relation("represents", _ANY, _ANY, PARTNERSHIPS, "represents", "is represented by",
                 "represented", "was represented by",
                 after="[ as {as}][ in {place}]", qualifiers=("as", "place"),
                 examples=(("represents", "acme"), ("as", "its lawyer"), ("place", "the talks"))),
        Relation("related_to", _PERSONS, _PERSONS, PARTNERSHIPS,
                 "is [the {as} of|related to]", "[has a {as},|is related to]",
                 "was [the {as} of|related to]", "[had a {as},|was related to]",
                 qualifiers=("as",), examples=(("as", "sister"),)),

        Relation("accountable_to", _POWERS, _POWERS, AUTHORITY,
                 "is accountable to", "holds to account", "was accountable to", "held to account",
                 examples=(("accountable_to", "acme"),)),
        Relation("appointed", _POWERS, _POWERS, AUTHORITY, "appointed", "was appointed by",
                 future="appoint",
                 after="[ as {as}]", qualifiers=("as",), act=True,
                 examples=(("who", "acme"), ("as", "its chair"))),
        Relation("assessed", _POWERS, _POWERS, AUTHORITY, "assessed", "was assessed by",
                 future="assess",
                 after="[, with the result: {result}]", qualifiers=("result",), act=True,
                 examples=(("who", "acme"), ("assessed", "bolt"), ("result", "poor"))),
        Relation("intervened_in", _POWERS, _ORGANISATIONS, AUTHORITY,
                 "intervened in", "was subject to intervention by",
                 future="intervene in", act=True,
                 examples=(("who", "acme"), ("intervened_in", "bolt"))),
        Relation("delegated_to", _POWERS, _POWERS, AUTHORITY,
                 "delegated [{what}|powers] to", "was given [{what}|powers] by",
                 future="delegate [{what}|powers] to",
                 qualifiers=("what",), act=True, examples=(("what", "hiring"),)),
        Relation("promised", _POWERS, _POWERS, AUTHORITY, "promised", "was given a promise by",
                 future="promise",
                 after="[: {what}]", qualifiers=("what",), act=True,
                 examples=(("what", "a new quay"),)),

        Relation("audits", _POWERS, _BODIES, AUTHORITY, "audits", "is audited by",
                 "audited", "was audited by", examples=(("who", "acme"), ("audits", "bolt"))),
        Relation("regulates", _POWERS, _ANY, AUTHORITY, "regulates", "is regulated by",
                 "regulated", "was regulated by",
                 examples=(("who", "acme"), ("regulates", "bolt"))),

        Relation("supports", _PARTIES, _ANY, STANCE, "supports", "is supported by",
                 "supported", "was supported by",
                 after="[: {why}]", qualifiers=("why",), contrary="opposes",
                 examples=(("supports", "alliance"), ("why", "it brings work"))),
        Relation("opposes", _PARTIES, _ANY, STANCE, "opposes", "is opposed by",
                 "opposed", "was opposed by",
                 after="[: {why}]", qualifiers=("why",), contrary="supports",
                 examples=(("opposes", "alliance"), ("why", "it costs too much"))),
        Relation("neutral_on", _PARTIES, _ANY, STANCE, "takes no side on", "is given no view by",
                 "took no side on", "was given no view by",
                 after="[: {why}]", qualifiers=("why",),
                 examples=(("neutral_on", "alliance"), ("why", "it has no view"))),

        Relation("located_in", _ANY, _ORGANISATIONS, LOCATION,
                 "is located in", "is home to", "was located in", "was home to",
                 examples=(("who", "acme"), ("located_in", "leeds"))),
    )
}
# fmt: on
