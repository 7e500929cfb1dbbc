"""Where a role is that is met in a sentence: what it names, or what "its" can mean."""

import re
from collections.abc import Iterable

from stakegraph.drafting.marks import ORGANISATIONS, Role
from stakegraph.drafting.matches import Match
from stakegraph.drafting.names import PLACE, Name, sort_of
from stakegraph.drafting.vocabulary import words
from stakegraph.model.organisation_names import WORDS as ORGANISATION_WORDS
from stakegraph.model.relations import ORGANISATION, PERSON
from stakegraph.text.folding import fold

_AT = re.compile(rf"\W*At (?:the )?(?P<org>{ORGANISATIONS}),? ")
_OF_ALL_SORTS = words(
    "agency association body charity institution organisation organization watchdog"
)
_COMPANY = "company"  # what a firm, a group, a carmaker is


def employer_of(match: Match, role: Role) -> Name | None:
    """Return the organisation that a role is at; `its` is the only one that it can be."""
    if role.employer:
        return role.employer
    if not role.owner:
        at = _AT.match(match.marked.text)
        return match.marked.names(at["org"])[0] if at and not role.is_nobodys else None
    before = [
        name
        for name in match.sentence.names
        if name.end <= role.start and _may_be_called(name, role.owner)
    ]
    found = bodies(before)
    if found and before[0].kind == ORGANISATION:
        return found[0]
    if not found and match.sentence.before:
        found = bodies(
            name for name in match.sentence.before.names if _may_be_called(name, role.owner)
        )
    return found[0] if len({each.whole for each in found}) == 1 else None


def _may_be_called(name: Name, owner: str) -> bool:
    """Return whether an organisation may be what is said with the sort of it: "the union's"."""
    sort = owner.removeprefix("the ").removesuffix("'s")
    if name.kind == PERSON or sort in ("its", "their", "one of its", *_OF_ALL_SORTS):
        return True
    if sort in fold(name.whole).split():
        return True
    kind, own = ORGANISATION_WORDS.get(sort, _COMPANY), sort_of(name.whole)
    return bool(kind and own == kind) or (kind == _COMPANY and not own)


def bodies(names: Iterable[Name]) -> list[Name]:
    """Return the names that may be those of organisations."""
    return [name for name in names if name.kind not in (PERSON, PLACE)]
