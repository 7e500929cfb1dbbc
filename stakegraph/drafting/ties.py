"""Ties between two names, or between one and several."""

from stakegraph.drafting.matches import Match
from stakegraph.drafting.names import SEVERAL
from stakegraph.drafting.statement import Statement
from stakegraph.drafting.vocabulary import words
from stakegraph.model.relations import RELATIONS

# The groups of a pattern that are the two ends of a tie.
_ENDS = {
    "owns": (("owner",), ("org", "orgs")),
    "acquired": (("owner",), ("org", "orgs")),
    "part_of": (("org",), ("whole",)),
    "merged_into": (("org",), ("whole",)),
    "reports_to": (("people",), ("manager",)),
    "commissioned": (("org",), ("winners",)),
    "works_with": (("party", "org"), ("others", "place")),
    "member_of": (("party",), ("org",)),
    "funds": (("org",), ("place",)),
    "audits": (("org",), ("others",)),
    "regulates": (("org",), ("others",)),
    "advises": (("party",), ("others",)),
    "sued": (("party",), ("others",)),
    "invested_in": (("party",), ("others",)),
    "donated_to": (("party",), ("others",)),
    "related_to": (("who",), ("whose",)),
}
# What people do as often as firms: of a name of several words nothing else shows which it is.
_OF_PEOPLE_TOO = ("owns", "invested_in", "donated_to")
_QUALIFIERS = ("share", "for", "as", "amount")
# What says something of a share alone: who holds a firm need not own it.
_OF_SHARES = words("has have had having hold holds held holding take takes took taking")
# What two have from then on, rather than at the time.
_BEGINNING = words("form|forms|formed|launch|launched|set up|created")


def ties(match: Match) -> list[Statement] | None:
    """Return the ties that a match states; None where it is not what its pattern is for."""
    subjects, objects = (match.names(*groups) for groups in _ENDS[match.pattern.says])
    if {each.whole for each in subjects} & {each.whole for each in objects}:
        return None
    row = RELATIONS[match.pattern.says]
    if row.key in _OF_PEOPLE_TOO and _is_doubtful(match):
        return []
    verb, time, said = match.given.get("verb", ""), match.time, match.manner
    if verb in _OF_SHARES and {"share", "stake"}.isdisjoint(match.given):
        return None
    is_act = row.act
    since = time.at if is_act else time.since or (time.at if verb in _BEGINNING else "")
    until = "" if is_act else time.until
    is_dated = bool(since or until)
    qualifiers = {
        name: match.marked.written(match.given[name]) for name in _QUALIFIERS if name in match.given
    }
    if "stake" in match.given:
        qualifiers["share"] = f"{match.given['stake']} stake"
    return [
        Statement(
            relation=match.pattern.says, subject=subject, object=object,
            start=match.span[0], end=match.span[1], qualifiers=qualifiers, since=since, until=until,
            attested="" if is_dated or is_act else time.at,
            was=said.was and not (is_act or match.pattern.is_passive or is_dated or time.at),
            is_over=said.is_over and not is_act, status=said.status,
        )
        for subject in subjects
        for object in objects
    ]  # fmt: skip


def _is_doubtful(match: Match) -> bool:
    """Return whether who does it may as well be a person as an organisation."""
    names = match.names("owner", "party") if "verb" in match.given else []
    return any(name.kind == SEVERAL for name in names)
