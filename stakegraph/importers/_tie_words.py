"""The words of a relation that a file names as it likes, as they stand in a sentence."""

from __future__ import annotations

from stakegraph.importers._values import words

_AUXILIARIES = words(
    "is are was were be been has have had does did may might can could will would shall should "
    "must not"
)
_PREPOSITIONS = words("of to by for with at in from on as under over between against into via")
_PAST = words("met gave paid sold bought led ran sent told won lost knew wrote built made took saw")
# Participles that say what is so; others of this form say what somebody did.
_STATES = words(
    "connected related linked associated affiliated allied tied attached opposed employed owned "
    "controlled held based registered located interested involved subordinated"
)


def phrase(label: str) -> tuple[str, str]:
    """Return a relation's verb, and what stands behind the object where the label is a noun.

    `supplies` is a verb, `intermediary of` "is intermediary of", `governance` "is tied to: ...".
    """
    said = " ".join(label.replace("_", " ").split())
    parts = said.casefold().split()
    if not parts or parts[0] in _AUXILIARIES or _is_verb(parts[0]):
        return said, ""
    if parts[-1] in _PREPOSITIONS:
        is_act = parts[0].endswith("ed") and parts[0] not in _STATES and parts[-1] != "by"
        return (said if is_act else f"is {said}"), ""
    return (said, "") if parts[0].endswith("ed") else ("is tied to", f": {said}")


def _is_verb(word: str) -> bool:
    """Return whether a word may be a verb of the third person, or of the past."""
    return word in _PAST or (word.endswith("s") and not word.endswith(("ss", "us", "is")))
