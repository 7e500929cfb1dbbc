"""Places in a source, as people cite them: ¶7-9, pp. xii, 113-16, p. 20 n. 53, § 4.2, 0:12:30.

A place is one step, or several, each within the one before it: a note on a page, a paragraph of an
annex. A step names a unit and which of them are meant: one, a range, or a list of both.
"""

import re
from typing import NamedTuple

PARAGRAPH, PAGE, LINE, TIME, NOTE = "¶", "p.", "line", "time", "note"

# The units, each with its spellings: what may stand with a full stop may stand without.
_SPELLINGS = {
    PARAGRAPH: "¶¶ ¶ paragraphs paragraph paras para pars par",
    PAGE: "pages page pp p seiten seite páginas página págs pág стр",
    LINE: "lines line ll l",
    NOTE: "footnotes footnote endnotes endnote notes note fnn fns fn nn n",
    "§": """§§ § sections section secs sec ss s clauses clause cl articles article arts art rules
        rule regulations regulation regs reg recitals recital rn""",
    "annex": """annexes annexe annex appendices appendix app schedules schedule sch exhibit
        attachment document doc""",
    "chapter": """chapters chapter chs ch parts part pt titles title volumes volume vols vol books
        book bk no""",
    "col.": "columns column cols col",
    "row": "rows row cells cell records record",
    "slide": "slides slide sheets sheet",
    "figure": "figures figure figs fig tables table tab boxes box plate map",
    "question": "questions question qq q verses verse vv v folios folio fols fol",
}
_KINDS = {word: kind for kind, words in _SPELLINGS.items() for word in words.split()}
_SYMBOLS = [word for word in _KINDS if not word.isalpha()]
_WORDS = sorted((word for word in _KINDS if word.isalpha()), key=len, reverse=True)

# One of a unit: 12, 12a, A-3, 4.2(b)(ii), xii, IV, B. In "12f." the letter is "and the following".
_PIECE = r"(?:[A-Z]-\d+|\d+(?:(?!ff?\b)[a-zA-Z])?|[A-Z]{1,2}\d*|[ivxlcdm]+|[IVXLCDM]+|[a-z]\d*)"
_LABEL = rf"{_PIECE}(?:[./:]{_PIECE})*(?:\({_PIECE}\))*"
_DASH = r"\s?[-–—]\s?"
_UNIT_NAME = rf"(?:(?:{'|'.join(_SYMBOLS)})\s?|(?i:{'|'.join(_WORDS)})(?:\.\s?|\s|(?=\d)))"
_UNIT = re.compile(rf"({_UNIT_NAME})(?=[\da-zA-Z])")
_SPAN = re.compile(
    rf"({_LABEL})(?:{_DASH}(?:{_UNIT_NAME})?({_LABEL})|(?<=\d)\s?(f|ff|et seqq?)\b\.?)?"
    r"(?:(?!\w)|(?=n\d))"
)
_CLOCK = r"(?:\d+:)?\d{1,3}:\d\d(?:[.,]\d+)?"
_TIMES = re.compile(rf"({_CLOCK})(?:{_DASH}({_CLOCK}))?(?![\w:])")
_AND = re.compile(r"\s?(?:[,&]|\band\b)\s?", re.IGNORECASE)
_SPACE = re.compile(r"[\s,]*")
# What is not divided into steps: a part of a file of data, of a web page, a sheet of its own name.
_WHOLE = re.compile(r'item \S+|#\S+|sheet "[^";]+"(?:,? .+)?', re.IGNORECASE)
_ROMAN = dict(zip("ivxlcdm", (1, 5, 10, 50, 100, 500, 1000), strict=True))


class Span(NamedTuple):
    """From one to another of a unit: the same where one is meant, `last` "" for all that follow."""

    first: str
    last: str


class Step(NamedTuple):
    """Which ones of a unit are meant."""

    kind: str
    spans: tuple[Span, ...]


def is_place(text: str) -> bool:
    """Return whether a text is a place in a source."""
    return bool(_WHOLE.fullmatch(text) or steps(text))


def numbered(text: str) -> str:
    """Return a place as it is typed, of a mere number the paragraph."""
    paragraph = f"{PARAGRAPH}{text}"
    is_number = text[:1].isdecimal() and not is_place(text) and is_place(paragraph)
    return paragraph if is_number else text


def steps(place: str) -> tuple[Step, ...]:
    """Return the steps of a place, or () where it has none or is no place."""
    found: list[Step] = []
    at = 0
    while at < len(place):
        step, end = _step(place, at)
        if step is None:
            return ()
        if found and found[-1].kind == step.kind:  # p. 3, p. 5
            found[-1] = Step(step.kind, found[-1].spans + step.spans)
        else:
            found.append(step)
        space = _SPACE.match(place, end)
        at = space.end() if space else end
        if at == end < len(place) and place[end].isalnum() and place[end] != "n":  # "p. 3p. 5"
            return ()
        if end < at == len(place):
            return ()
    return tuple(found)


def number(label: str) -> int | None:
    """Return the number that a label is, in Arabic or Roman figures, or None if it is none."""
    if label.isdecimal():
        return int(label) if len(label) <= 9 else None
    values = [_ROMAN.get(letter, 0) for letter in label.casefold()]
    if not values or not all(values):
        return None
    following = [*values[1:], 0]
    return sum(-one if one < next else one for one, next in zip(values, following, strict=True))


def seconds(clock: str) -> float:
    """Return how many seconds a time is from the beginning: 12:30 is 750, as 0:12:30 is."""
    total = 0.0
    for part in clock.replace(",", ".").split(":"):
        total = total * 60 + float(part[:18])
    return total


def _step(place: str, at: int) -> tuple[Step | None, int]:
    """Return the step that begins at a character of a place, and where it ends."""
    unit = _UNIT.match(place, at)
    kind = _KINDS[unit[1].strip().rstrip(".").casefold()] if unit else TIME
    value = _SPAN if unit else _TIMES
    end = unit.end() if unit else at
    spans: list[Span] = []
    while match := value.match(place, end):
        spans.append(_span(match))
        end = match.end()
        more = _AND.match(place, end)
        further = more and value.match(place, more.end())
        if not more or not further or _UNIT.match(place, more.end()):
            break
        if match[1].isdecimal() and further[1].islower():  # "p. 7, cc p. 8": that is a source
            break
        end = more.end()
    return (Step(kind, tuple(spans)) if spans else None), end


def _span(match: re.Match[str]) -> Span:
    first, last = match[1], match[2] or match[1]
    if first.isdecimal() and last.isdecimal() and len(last) < len(first):  # 113-16
        last = first[: -len(last)] + last
    following = match.re is _SPAN and match[3]
    if following:
        one = number(first)
        last = str(one + 1) if following.casefold() == "f" and one is not None else ""
    return Span(first, last)
