"""The patterns of ties: who owns, buys, commissions or funds what, who is whose kin: tables."""

from typing import Any

from stakegraph.drafting.patterns import Pattern


def _both(says: str, doer: str, verbs: str, done: str, **more: Any) -> tuple[Pattern, Pattern]:
    """Return the patterns of a verb in either voice."""
    return (
        Pattern(says, f"{doer} {{verb:{verbs}}} [the ]{done}{{when}}", **more),
        Pattern(says, f"{done} {{verb:{verbs}}} by [the ]{doer}{{when}}", is_passive=True, **more),
    )


# fmt: off
# What one organisation is to another, beside its name or behind "is".
_PREDICATES = (
    ("owns", "org", "[the |an |a |its ]{few}subsidiary[ company] of [the ]{owner}"),
    ("part_of", "org", "[a |an |the ]({few}(unit|division|arm|branch) |part )of [the ]{whole}"),
    ("owns", "owner", "[the |a ][former ](parent|owner|parent company|parent group) of [the ]"
     "{org}"),
)
# Port Ltd, a subsidiary of Bolt plc, said: read before roles, which are at organisations.
OF_ORGANISATIONS = (
    *(Pattern(says, f"{{{kept}}}, {{then}}[which {{be}} ]{text}{{when}}{{comma}}", keeps=kept)
      for says, kept, text in _PREDICATES),
    Pattern("owns", "{org}, {then}[which {be} ][(wholly|majority|partly|part|jointly)( |-)]"
            "owned by [the ]{owner}{when}{comma}", keeps="org"),
    Pattern("owns", "{org}'[s] [new |former ](parent|owner|parent company|parent group),"
            " [the ]{owner}{no_list}", keeps="owner"),
    Pattern("owns", "(T|t)he [new |former ](parent|owner|parent company|parent group) of [the ]"
            "{org}, [the ]{owner}{no_list}", keeps="owner"),
    Pattern("acquired", "{org}, [which {be} ](bought|acquired|purchased|taken over) by [the ]"
            "{owner}{price}{when}{comma}", keeps="org"),
    Pattern("acquired", "{org}, which [the ]{owner} {verb:buy acquire purchase}{price}{when}"
            "{comma}", keeps="org"),
    Pattern("owns", "{org}, in which [the ]{owner} {verb:own hold} [a |an ]{share}[ stake| share]"
          "{comma}", keeps="org"),
    Pattern("owns", "{org}, which [the ]{owner} {verb:own}{when}{comma}", keeps="org"),
    Pattern("owns", "{owner}-owned {org}", keeps="org"),
    Pattern("owns", "{owner}'[s] {few}subsidiary[,] {org}", keeps="org"),
)
ASIDES = (
    # Ana Ruiz and other members of the trust
    Pattern("member_of", "{party} and (other|fellow) members of [the ]{org}", keeps="party"),
    # Ana Ruiz's husband, Bob Lee; Bob Lee, Ana Ruiz's husband,
    Pattern("related_to", "{whose}'s [(late|first|second|former|eldest|elder|younger|twin) ]{kin}"
            "[,] {who}", keeps="who"),
    Pattern("related_to", "{who}, {whose}'s {kin}{comma}", keeps="who"),
    Pattern("related_to", "{who}, [the |a ]{kin} of {whose}{comma}", keeps="who"),
)
STATEMENTS = (
    *(Pattern(says, f"{{{kept}}} {{be}} {text}{{when}}") for says, kept, text in _PREDICATES),
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
            "{clause} (from|with) [the ]{org}{when}"),
    Pattern("commissioned", "{org} {verb:commission hire contract engage retain} [the ]{winners}"
            "{task}"),
    Pattern("commissioned", "{winners} {verb:commission hire contract engage retain} by [the ]{org}"
            "{when}{not_as}", is_passive=True),
    Pattern("works_with", "{org} {verb:sign have hold}{when} (a|the|its) {worth}contract"
            "{worth_after} with [the ]{place}{when}"),
    Pattern("works_with", "contract{worth_after} between [the ]{org} and [the ]{place} {verb:sign"
            " agree conclude}{when}", is_passive=True),
    Pattern("works_with", "contract{worth_after} between [the ]{org} and [the ]{place} runs{on}"),
    Pattern("works_with", "{party} {verb:work partner collaborate cooperate co-operate team_up}"
            "[ closely| together| in partnership| in turn| in its turn][ on {clause}] with [the ]"
            "{others}{when}"),
    Pattern("works_with", "{org} and [the ]{place} {verb:form set_up launch create agree announce}"
            "[ on] [a |an |their ]{few}"
            "(joint venture|partnership|alliance|consortium|collaboration){when}"),
    Pattern("owns", "{owner} {verb:own hold have} {part}[the ]{sort}{orgs}{when}"),
    Pattern("owns", "{org} {verb:own} by [the ]{owner}{when}", is_passive=True),
    Pattern("acquired", "{owner} {verb:buy acquire take purchase take_over} {part}[the ]{sort}"
            "{orgs}{price}{when}"),
    Pattern("acquired", "{owner} {verb:complete}[ on] (its|the|his|her) (purchase|acquisition|"
            "takeover) of [the ]{org}{price}{when}"),
    Pattern("acquired", "{by} {verb:sell} [the ]{sort}{orgs} to [the ]{owner}{price}{when}"),
    Pattern("acquired", "{org} {verb:sell} to [the ]{owner}{price}{when}", is_passive=True),
    Pattern("acquired", "{org} {verb:acquire buy purchase take_over} by [the ]{owner}{price}"
            "{when}", is_passive=True),
    Pattern("merged_into", "{org} {verb:merge} into [the ]{whole}{when}"),
    Pattern("member_of", "{party} {be} [a |an |the ]{few}member[s] of [the ]{org}{when}"),
    *_both("audits", "{org}", "audit", "{others}"),
    *_both("regulates", "{org}", "regulate", "{others}"),
    *_both("advises", "{party}", "advise", "{others}"),
    *_both("sued", "{party}", "sue", "{others}", is_standing=True),
    Pattern("invested_in", "{party} {verb:invest} [{amount} ]in [the ]{others}{when}"),
    Pattern("lent_to", "{party} {verb:lend} {amount} to [the ]{others}{when}"),
    Pattern("lent_to", "{party} {verb:lend} [the ]{others} {amount}{when}"),
    Pattern("donated_to", "{party} {verb:donate give} {amount} to [the ]{others}{when}"),
    Pattern("donated_to", "{others} {verb:receive accept} {amount} from [the ]{party}{when}"),
    *_both("funds", "{org}", "fund finance", "{place}"),
    Pattern("funds", "{place} {verb:receive win} (a|an) {worth}grant[ of {clause}] from [the ]{org}"
            "{when}"),
)
# fmt: on
