"""What sentences state, as patterns over their marks, in the `language` of these: a table.

`says` is what is stated: a relation, or what becomes of a role: somebody `has` or `had` it, it
`begins`, `ends`, somebody `leaves` it, one person `follows` another in it.
"""

from typing import NamedTuple

from stakegraph.model.relations import RELATIONS


class Pattern(NamedTuple):
    """A way in which a sentence says something.

    `is_passive` needs a form of "be" before its verb, where it has one; otherwise none may be
    there. A role has the `title`, where no word of the sentence is one ("" where it has none). What
    is said aside, whatever becomes of the sentence around it, `keeps` one of its groups in that.
    """

    says: str
    text: str
    is_passive: bool = False
    title: str | None = None
    keeps: str = ""

    @property
    def is_aside(self) -> bool:
        """Return whether it is said in passing."""
        return bool(self.keeps)

    @property
    def is_act(self) -> bool:
        """Return whether it says that something was done, and not how it is."""
        row = RELATIONS.get(self.says)
        return row.act if row else self.says not in ("has", "had")


# fmt: off
# Port Ltd, a subsidiary of Bolt plc, said: read before roles, which are at organisations.
OF_ORGANISATIONS = (
    Pattern("owns", "{org}, [which {be} ][the |an |a |its ]{few}subsidiary[ company] of"
            " [the ]{owner}{comma}", keeps="org"),
    Pattern("part_of", "{org}, [which {be} ][a |an |the ]({few}(unit|division|arm|branch) |part )of"
            " [the ]{whole}{comma}", keeps="org"),
    Pattern("owns", "{org}, [which {be} ][(now|wholly|majority|partly|part|jointly) ]owned by"
            " [the ]{owner}{when}{comma}", keeps="org"),
    Pattern("owns", "{owner}, [which {be} ][the |a ](parent|owner|parent company|parent group) of"
            " [the ]{org}{comma}", keeps="owner"),
    Pattern("owns", "{org}, in which [the ]{owner} {verb:own hold} [a |an ]{share}[ stake| share]"
          "{comma}", keeps="org"),
    Pattern("owns", "{org}, which [the ]{owner} {verb:own}{when}{comma}", keeps="org"),
    Pattern("owns", "{owner}-owned {org}", keeps="org"),
    Pattern("owns", "{owner}'[s] {few}subsidiary[,] {org}", keeps="org"),
)
ASIDES = (
    # Ana Ruiz (head of press, Port Trust)
    Pattern("has", "{who} {open}{role}[, [the ]{org}]{when}{close}", keeps="who"),
    # Ana Ruiz, head of press, Port Trust,
    Pattern("has", "{who}, {then}{role}, [the ]{org}{mark}", keeps="who"),
    # Ana Ruiz and Bob Lee, directors of the trust,
    Pattern("has", "{people}, {then}{role}{when}{at_the_time}{plural_apart}", keeps="people"),
    # Ana Ruiz, 54, until 2022 the trust's head of press,
    Pattern("has", "{who},[{on}[,]] {then}{role}[[,] and {other_role}]{when}{at_the_time}{apart}",
            keeps="who"),
    # Ana Ruiz, who is the trust's head of press,
    Pattern("has", "{who}[,] who {be} {role}{when}", keeps="who"),
    # As head of press of the trust, Ana Ruiz says
    Pattern("has", "(A|a)s {role}, {who}{present}", keeps="who"),
    Pattern("had", "(A|a)s {role}, {who}{past}", keeps="who"),
    # the trust's head of press Ana Ruiz; the trust's head of press, Ana Ruiz,
    Pattern("has", "{then}{role} {people}", keeps="people"),
    Pattern("has", "{role}, {people}{no_list}", keeps="people"),
    # Ana Ruiz of the trust
    Pattern("has", "{surely_who} of [the ]{surely_org}{goes_on}", keeps="who", title=""),
    # Ana Ruiz and other members of the trust
    Pattern("member_of", "{party} and (other|fellow) members of [the ]{org}", keeps="party"),
    # Ana Ruiz's husband, Bob Lee; Bob Lee, Ana Ruiz's husband,
    Pattern("related_to", "{whose}'s [(late|first|second|former|eldest|elder|younger|twin) ]{kin}"
            "[,] {who}", keeps="who"),
    Pattern("related_to", "{who}, {whose}'s {kin}{comma}", keeps="who"),
    Pattern("related_to", "{who}, [the |a ]{kin} of {whose}{comma}", keeps="who"),
)
STATEMENTS = (
    Pattern("has", "{people} {be} {role}[[,] and {other_role}]{when}"),
    Pattern("has", "{org}'[s] {role} {be} {people}{when}"),
    Pattern("has", "{role} {be} {people}{when}{stop}"),
    Pattern("has", "{org}, whose {role} {be} {people}{when}"),
    Pattern("has", "{org}, whose {role}[,] {people}"),
    Pattern("begins", "{people} {verb:become}[ also] {role}{when}"),
    Pattern("begins", "{people} {verb:take_over start begin return}[ again] as {role}{when}"),
    Pattern("begins", "{people} {verb:take_up} (the|his|her|their|a) (post|role|job|position)"
            " (of|as) {role}{when}"),
    Pattern("begins", "{people} {verb:appoint reappoint name elect choose select hire recruit"
            " promote install confirm make swear_in}{when}[ by [the ]{by}] "
            "[from {some_role} ][as |to (be |become |the post of )|to ]{role}"
            "[ by [the ]{by_whom}]{when}",
            is_passive=True),
    Pattern("begins", "{by} {verb:appoint reappoint name elect choose select hire recruit promote"
            " install make} {people} [as |to (be |become |the post of )|to ]{role}{when}"),
    Pattern("begins", "(its|the) (b|B)oard[ of (d|D)irectors] {verb:appoint reappoint name elect"
            " choose select hire recruit promote} {people} [as |to be |to ]{role}{when}"),
    Pattern("begins", "{by} {verb:appoint name choose hire recruit} {people} to (succeed|replace)"
            " {other} as {role}{when}"),
    Pattern("begins", "{people} {verb:leave resign quit} [from ][the ]{place}{when} to (become|be)"
            " {role}"),
    Pattern("begins", "{org} {verb:appoint elect add} {people} to (its|the) board{when}",
            title="board member"),
    Pattern("begins", "{people} {verb:join} [the ]{org} as {role}{when}"),
    Pattern("begins", "{people} {verb:join} (the board of [the ]{org}|[the ]{its}'[s] board){when}",
            title="board member"),
    Pattern("begins", "{people} {verb:join} [the ]{org}{when}{joined}", title=""),
    Pattern("has", "{people} {verb:sit serve} on the board of [the ]{org}{when}",
            title="board member"),
    Pattern("has", "{people} {verb:serve act work} (as {role}|(for|at) [the ]{org} as {other_role})"
            "{when}"),
    Pattern("has", "{people} {verb:work} (for|at) [the ]{org}{when}{not_as}", title=""),
    Pattern("has", "{people} {verb:employ} by [the ]{org}{when}{not_as}",
            is_passive=True, title=""),
    Pattern("has", "{people} {verb:chair} [the ]{org}{when}", title="chair"),
    Pattern("has", "{org} {verb:chair} by {people}{when}", is_passive=True, title="chair"),
    Pattern("has", "{people} {verb:head} [the ]{org}{when}", title="head"),
    Pattern("has", "{org} {verb:head} by {people}{when}", is_passive=True, title="head"),
    Pattern("ends", "{people} {verb:resign retire step_down stand_down quit leave depart}{when}"
            " (as|from (being|the (post|position) of|(his|her|their) (post|role|job|position)[s]"
            " as))"
            " {role}{when}"
            "[ and (was|is|has been) (replaced|succeeded|followed) by {other}]"),
    Pattern("ends", "{people} {verb:dismiss sack fire remove oust}{when} (as|from (being|"
            "(his|her|their|the) (post|role|job|position) (as|of))) {role}{when}"
            "[ and [was |is ](replaced|succeeded|followed) by {other}]", is_passive=True),
    Pattern("ends", "{people} {verb:resign leave quit} [from ][the ]{org}{when}{left}", title=""),
    Pattern("leaves", "{people} {verb:resign retire step_down stand_down quit leave depart die}"
            "[ in {some_place}]{when}{gone}"),
    Pattern("follows", "{who} {verb:succeed replace follow take_over_from} {other} as {role}"
            "{when}"),
    Pattern("follows", "{other} {verb:succeed replace follow} [{on} ]by {who}[ as {role}]{when}",
            is_passive=True),
    Pattern("follows", "{other} {verb:succeed replace follow} as {role} by {who}{when}",
            is_passive=True),
    Pattern("reports_to", "{people}[,] {verb:report} [directly |straight |in turn ]to [the ]"
            "{manager}"),
    Pattern("commissioned", "{org} {verb:award give hand} {winners} (a|the|an|its)"
            " {few}(contract|commission)[ for {remit}]{when}{contract_ends}"),
    Pattern("commissioned", "{org} {verb:award give hand} (a|the|an|its) {worth}contract"
            "{worth_after} to {winners}{when}"),
    Pattern("commissioned", "{winners} {verb:award give hand} (a|the|an|its) {worth}contract"
            "{worth_after}{clause} by [the ]{org}{when}", is_passive=True),
    Pattern("commissioned", "contract{worth_after} {verb:award give hand} to {winners} by [the ]"
            "{org}{when}", is_passive=True),
    Pattern("commissioned", "{winners} {verb:win secure} (a|the|an) {worth}contract{worth_after}"
            "{clause} from [the ]{org}{when}"),
    Pattern("commissioned", "{org} {verb:commission hire contract engage retain} [the ]{winners}"
            "{task}"),
    Pattern("commissioned", "{winners} {verb:commission hire contract engage retain} by [the ]{org}"
            "{when}{not_as}", is_passive=True),
    Pattern("works_with", "{party} {verb:work partner collaborate cooperate co-operate team_up}"
            "[ closely| together| in partnership| in turn| in its turn][ on {clause}] with [the ]"
            "{others}{when}"),
    Pattern("works_with", "{org} and [the ]{place} {verb:form set_up launch create agree announce}"
            "[ on] [a |an |their ]{few}"
            "(joint venture|partnership|alliance|consortium|collaboration){when}"),
    Pattern("owns", "{owner} {verb:own hold have} {part}[the ]{sort}{orgs}{when}"),
    Pattern("owns", "{org} {verb:own} by [the ]{owner}{when}", is_passive=True),
    Pattern("owns", "{org} {be} [a |an |the ]{few}subsidiary[ company] of [the ]{owner}{when}"),
    Pattern("owns", "{owner} {be} [the ](parent|owner|parent company|parent group) of [the ]{org}"
            "{when}"),
    Pattern("acquired", "{owner} {verb:buy acquire take purchase take_over} {part}[the ]{sort}"
            "{orgs}{price}{when}"),
    Pattern("acquired", "{owner} {verb:complete}[ on] (its|the|his|her) (purchase|acquisition|"
            "takeover) of [the ]{org}{price}{when}"),
    Pattern("acquired", "{org} {verb:acquire buy purchase take_over} by [the ]{owner}{price}"
            "{when}", is_passive=True),
    Pattern("part_of", "{org} {be} [a |an |the ]({few}(unit|division|arm|branch) |part )of [the ]"
            "{whole}{when}"),
    Pattern("merged_into", "{org} {verb:merge} into [the ]{whole}{when}"),
    Pattern("member_of", "{party} {be} [a |an |the ]{few}member[s] of [the ]{org}{when}"),
    Pattern("audits", "{org} {verb:audit} [the ]{others}{when}"),
    Pattern("audits", "{others} {verb:audit} by [the ]{org}{when}", is_passive=True),
    Pattern("regulates", "{org} {verb:regulate} [the ]{others}{when}"),
    Pattern("regulates", "{others} {verb:regulate} by [the ]{org}{when}", is_passive=True),
    Pattern("advises", "{party} {verb:advise} [the ]{others}{when}"),
    Pattern("advises", "{others} {verb:advise} by [the ]{party}{when}", is_passive=True),
    Pattern("sued", "{party} {verb:sue} [the ]{others}{when}"),
    Pattern("sued", "{others} {verb:sue} by [the ]{party}{when}", is_passive=True),
    Pattern("invested_in", "{party} {verb:invest} [{amount} ]in [the ]{others}{when}"),
    Pattern("donated_to", "{party} {verb:donate give} {amount} to [the ]{others}{when}"),
    Pattern("donated_to", "{others} {verb:receive accept} {amount} from [the ]{party}{when}"),
    Pattern("funds", "{org} {verb:fund finance} [the ]{place}{when}"),
    Pattern("funds", "{place} {verb:fund finance} by [the ]{org}{when}", is_passive=True),
    Pattern("funds", "{place} {verb:receive win} (a|an) {worth}grant[ of {clause}] from [the ]{org}"
            "{when}"),
)
# fmt: on
