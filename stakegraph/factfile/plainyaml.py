"""The plain part of YAML: values that cannot mean anything but what they say at first sight.

A value is given as it stands in the file, and read only if it is surely understood: an unquoted
text in one line, a quoted one without escapes, a text folded after `>-`, and lists and tables of
such. For everything else the answer is None: ask a YAML parser.
"""

import re
from functools import lru_cache

# An unquoted text: where brackets are open it has no comma and no bracket in it, and PyYAML and
# libyaml do not agree on `?`. No tab, and no other line end than \n, may be in the file.
_BEGIN = r"""[^ \n\t\-?:,\[\]{}#&*!|>'"%@`=<~+]"""
LINE = _BEGIN + r"[^\n\t:#]*+(?:(?::(?=[^ \n\t])|(?<! )#)[^\n\t:#]*+)*+(?<! )"
_WORD = _BEGIN + r"[^\n\t:#,\[\]{}?]*+(?::(?=[A-Za-z0-9/])[^\n\t:#,\[\]{}?]*+)*+(?<! )"
_QUOTED = r"""'(?:[^'\n\t]|'')*+'|"[^"\\\n\t]*+\""""
KEY = "[a-z][a-z0-9_]{0,99}+"

WITHIN_LINE = f"(?:{LINE}|{_QUOTED})"
WITHIN_BRACKETS = f"(?:{_WORD}|{_QUOTED})"

_BRACES = rf"\{{{KEY}: {WITHIN_BRACKETS}(?:, +{KEY}: {WITHIN_BRACKETS})*+\}}"
_ITEM = rf"({WITHIN_BRACKETS}|\{{[^{{}}]*+\}})(, ++|\])"
# What a text may begin with that is not surely a text: see `text`.
_UNSURE = frozenset("'\"[{>\n.0123456789")
# Texts that YAML 1.1 takes for something else; of numbers and dates a few too many.
_MISREAD = frozenset(
    ["yes", "Yes", "YES", "no", "No", "NO", "true", "True", "TRUE", "false", "False", "FALSE"]
)
_MISREAD |= frozenset(["on", "On", "ON", "off", "Off", "OFF", "null", "Null", "NULL"])
_NUMBER = r"[0-9.][-+0-9_.:a-fA-FxXoOtTzZ ]*+|\.(?i:inf|nan)"
_MARGIN = re.compile(r"\n +(?=[^ \n])")

Item = str | dict[str, str]
Placed = tuple[Item, int, int]


def text(raw: str) -> str | None:
    """Read one text; None also for an empty one, and one that other readers would misread."""
    begin = raw[0]
    if begin not in _UNSURE:
        return None if raw in _MISREAD else raw
    if begin == "'" and _matches(_QUOTED, raw):
        return raw[1:-1].replace("''", "'") or None
    if begin == '"' and _matches(_QUOTED, raw):
        return raw[1:-1] or None
    if begin == ">":
        return _folded(raw)
    return None if begin in "'\"[{\n" or _matches(_NUMBER, raw) else raw


def texts(raw: str) -> tuple[str, ...] | None:
    """Read a list of texts, `[a, b]` or one `- a` a line."""
    found = [item if isinstance(item, dict) else text(item) for item, *_ in items(raw) or ()]
    given = tuple(item for item in found if isinstance(item, str))
    return given if found and len(given) == len(found) else None


def items(raw: str) -> list[Placed] | None:
    """Split a list into texts, as they stand, and tables of such texts.

    Each comes with the line below the one where the list begins, and its column: in the first line
    that is counted from the beginning of the value, in others from the beginning of the line.
    """
    if raw[0] == "[":
        return _in_brackets(raw)
    margin = _margin(raw)
    if margin is None:
        return None
    begin, *given = raw.split(f"{margin}- ")
    found: list[Placed] = []
    line = 1
    for each in given:
        # An item's first key stands where the spaces of its other lines end.
        item = _item(each, f"{margin}  ")
        if begin or item is None:
            return None
        found.append((item, line, len(margin) + 2))
        line += 1 + each.count("\n")
    return found


def table(raw: str) -> tuple[dict[str, str], int, int] | None:
    """Split a table, `{source: cc, at: ¶7}` or one `source: cc` a line, into its texts."""
    if raw[0] == "{":
        found = _in_braces(raw)
        return (found, 0, 0) if found else None
    margin = _margin(raw)
    found = _in_lines(raw, margin) if margin else None
    return (found, 1, len(margin or "")) if found else None


def _item(item: str, margin: str) -> Item | None:
    if item.startswith("{"):
        return _in_braces(item)
    return item if _matches(WITHIN_LINE, item) else _in_lines(margin + item, margin)


def _in_brackets(raw: str) -> list[Placed] | None:
    found: list[Placed] = []
    position = 1
    while match := _compiled(_ITEM).match(raw, position):
        given = _in_braces(match[1]) if match[1][0] == "{" else match[1]
        if given is None:
            return None
        found.append((given, 0, position))
        position = match.end()
        if match[2] == "]":
            return found if position == len(raw) else None
    return None


def _in_braces(raw: str) -> dict[str, str] | None:
    if not _matches(_BRACES, raw):
        return None
    return _once(_compiled(f"({KEY}): ({WITHIN_BRACKETS})").findall(raw))


def _in_lines(raw: str, margin: str) -> dict[str, str] | None:
    field = rf"{margin}({KEY}): ({WITHIN_LINE}|>-(?:{margin} [^\n\t]*+)++)"
    if not _matches(f"(?:{field})++", raw):
        return None
    return _once(_compiled(field).findall(raw))


def _once(fields: list[tuple[str, str]]) -> dict[str, str] | None:
    """Return fields as a table, if none is given twice."""
    found = dict(fields)
    return found if len(found) == len(fields) else None


def _folded(raw: str) -> str | None:
    """Read a text folded into lines that all begin in the same column and end in no space."""
    margin = _margin(raw[2:])
    lines = raw[2:].split(margin)[1:] if margin else ()
    whole = all(line and " " not in (line[0], line[-1]) and "\n" not in line for line in lines)
    return " ".join(lines) or None if whole else None


def _margin(raw: str) -> str | None:
    """Return the line end and the spaces that a value of several lines begins with."""
    match = _MARGIN.match(raw)
    return match and match[0]


def _matches(pattern: str, raw: str) -> bool:
    return _compiled(pattern).fullmatch(raw) is not None


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
