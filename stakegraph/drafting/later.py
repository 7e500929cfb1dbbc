"""What is told as done and begins on a later day: "named chair from next month"."""

import re

from stakegraph.drafting.dates import DAYS
from stakegraph.edtf.grammar import MONTHS_AND_SEASONS

_MONTH = "|".join(name for name in MONTHS_AND_SEASONS.values() if name.istitle())
_SEASON = "spring|summer|autumn|fall|winter"
# When something is to be that is said without a year.
_AHEAD = (
    rf"(?:next (?:week|month|year|{DAYS}|{_MONTH}|{_SEASON}|term|election)|tomorrow|soon|shortly"
    rf"|later (?:today|this|next|in)|(?:in |the |this )*(?:coming|new year|{_SEASON}|due course)"
    r"|(?:at )?the (?:end|start|beginning) of (?:the|this|next))\b"
)
_DAY = rf"(?:(?:on )?(?:{DAYS}|\d\d?\b|(?:the )?\d)|(?:in )?(?:{_MONTH})\b)"
_STARTING = (
    "(?:with effect|effective|taking effect|to take effect|as of|(?:starting|beginning|commencing"
    "|starts|begins|to start|to begin)(?: work| (?:in )?the (?:post|role|job))?)"
)
# Behind a clause of any tense.
_FROM_THEN = re.compile(
    rf",? (?:(?:and|but|who|he|she) )*(?:(?:{_STARTING} )?from (?:{_AHEAD}|{_DAY})"
    rf"|{_STARTING}(?: in| on| from| at)? (?:{_AHEAD}|{_DAY})|{_AHEAD}|pending\b"
    r"|(?:when|once|as soon as) [^.;]*?\b(?!was\b|has\b)\w+s\b)",
    re.IGNORECASE,
)
_HEAD = re.compile(rf"\W*(?:from (?:{_AHEAD}|{_DAY})|{_AHEAD})[^,]*,? ", re.IGNORECASE)
_WILL = re.compile(
    r"[^.;:]{0,60}?,? (?:and|but|who|where|he|she) (?:he |she |they )?"
    r"(?:will|is (?:to|due|set|expected)|are (?:to|due|set|expected))\b"
)
# Behind, before or within a clause in the present tense.
_THEN = re.compile(
    rf"(?:\W|^)(?:{_AHEAD}|on {DAYS}|(?:in|on|from) (?:{_MONTH}|\d)"
    r"|(?:when|once|as soon as|after|until|upon|following)\b)",
    re.IGNORECASE,
)
_CLOSE = re.compile(r"[,.;:]? [^,.;:]*")


def begins_later(before: str, after: str) -> bool:
    """Return whether what stands around a clause says that it holds from a later day only."""
    return bool(_HEAD.fullmatch(before) or _FROM_THEN.match(after))


def goes_on_later(after: str) -> bool:
    """Return whether a clause goes on with what somebody will do: "and will start in May"."""
    return bool(_WILL.match(after))


def is_ahead(before: str, words: str, after: str) -> bool:
    """Return whether what a clause in the present tense tells is yet to come."""
    close = _CLOSE.match(after)
    return any(map(_THEN.search, (before, words, close[0] if close else "")))
