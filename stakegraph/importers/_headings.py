"""The heading of a column -> what the column may say, and how likely."""

from __future__ import annotations

import re
from functools import cache

from stakegraph.importers._amounts import heading_of
from stakegraph.importers._known_headings import HEADINGS
from stakegraph.text.folding import fold

# What a word before `=` in an option may be, beside the names above and all headings.
ROLES = tuple(HEADINGS)

# Of a person, where another column has the other part of the name.
BARE_NAMES = frozenset(("name", "nom", "nome", "nombre", "naam", "imie", "namn", "navn"))
# What may be the start of an employment as well as of a post.
EMPLOYED_SINCE = frozenset(
    ("start", "startdate", "begin", "begindate", "startdatum", "effectivedate", "datededebut",
     "fechadeinicio", "datainizio", "datadiinizio", "begindatum", "datadeinicio", "beginn")
)  # fmt: skip


# That a column of dates has ends in it, whatever else its heading says.
_END = re.compile(
    r"\b(?:ends?|ended|expir\w*|until|left|leaving|resign\w*|terminat\w*|ceas\w*|retire\w*|ende"
    r"|endet|bis|austritts?|ablauf|ausscheiden|fin|sortie|cessation|echeance|cese|baja|hasta"
    r"|vencimiento|cessazione|scadenza|einde|uit dienst|tot|koniec|zakonczenia|odwolania"
    r"|termino|saida|fim|slut|slutdatum|upphor\w*|avgick|avgang|fratrad\w*|fratradt)\b"
)
_PERCENT = re.compile("percent|prozent|procent|pourcent|porcent")
# What stands behind a heading for the words of what has an id in a column beside it.
OF_WORDS = ("label", "text", "name")
_NUMBERS = {"no", "nr", "number", "num", "code", "key", "ref", "uid"}
# The types that Neo4j writes behind the name of a property.
_TYPED = re.compile(
    r":(?:int|long|float|double|boolean|byte|short|char|string|(?:local)?date(?:time)?"
    r"|(?:local)?time|duration|point)(?:\[\])?$"
)
_ASIDE = re.compile(r"\s*[(\[].*[)\]]\s*$")


def is_of_ends(heading: str) -> bool:
    """Return whether a heading says that something ends."""
    return bool(_END.search(fold(heading)))


def is_of_percent(heading: str) -> bool:
    """Return whether a heading says that numbers are of a hundred."""
    return bool(_PERCENT.search(letters(heading)))


def letters(heading: str) -> str:
    """Return the letters and digits of a heading, in which headings are compared."""
    if heading.startswith(":"):  # Neo4j, which names a group of ids in brackets
        heading = heading.partition("(")[0]
    spelled = heading.replace("#", " no ").replace("%", " percent ").replace("№", " no ")
    return re.sub(r"[\W_]+", "", fold(spelled))


def roles_of(heading: str) -> tuple[str, ...]:
    """Return what a column of such a heading may say."""
    known = _by_heading()
    spelled = (heading, _ASIDE.sub("", heading), _TYPED.sub("", heading))
    found = next((roles for each in spelled if (roles := known.get(letters(each)))), ())
    found = found or _composed(letters(heading))
    bare, currency = ("", "") if found else heading_of(heading)
    return ("amount",) if currency and letters(bare) in _ranks()["amount"] else found


def _composed(heading: str) -> tuple[str, ...]:
    """Return what a heading of two parts may say: `Manager User ID`, `Org. Unit Text`."""
    known = _by_heading()
    for end in OF_WORDS:
        roles = known.get(heading.removesuffix(end), ()) if heading.endswith(end) else ()
        if words := tuple(role for role in roles if not role.endswith("id")):
            return words
    ranks = _ranks()
    behind = {heading.removeprefix(one) for one in ranks["manager"] if heading.startswith(one)}
    if behind & (ranks["id"].keys() | _NUMBERS):
        return ("manager id",)
    return ("manager email",) if behind & ranks["email"].keys() else ()


def preference(role: str, heading: str) -> int:
    """Return how likely a heading is that of a role: of two columns the lower number counts."""
    return _ranks()[role].get(letters(heading), 1_000)


@cache
def _ranks() -> dict[str, dict[str, int]]:
    ranks: dict[str, dict[str, int]] = {}
    for role, headings in HEADINGS.items():
        of_role = ranks[role] = {letters(role): 0}
        for rank, heading in enumerate(headings.split(";"), 1):
            of_role.setdefault(letters(heading), rank)
    return ranks


@cache
def _by_heading() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for role, headings in _ranks().items():
        for heading in headings:
            found[heading] = (*found.get(heading, ()), role)
    return found
