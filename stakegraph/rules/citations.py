"""Citations checked against the texts of their sources: the place exists, the words stand there.

A text is either a page that numbers its paragraphs (`¶7 ...` at the beginning of a line, up to the
next number or blank line) or the source itself: then its paragraphs are the lines that are not
blank, counted from 1. Pages end in a form feed, as `pdftotext` has them; a time (`12:30`) stands at
the beginning of a line and counts up to the next.
"""

import os
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher

from stakegraph.errors import Problem, UsageError, shortened
from stakegraph.model.facts import Actor, Citation, Event, Fact, Facts, Source, citations
from stakegraph.model.names import bare, forms
from stakegraph.model.relations import PERSON, POST
from stakegraph.text.files import pieces
from stakegraph.text.folding import fold

_MARKED = re.compile(r"\s*¶ ?(\d{1,9})\b[.:]?\s*(.*)$")
_NUMBERED = re.compile(r"(¶|pp?\.|line) ?(\d+)(?:[-–](\d+))?")
_TIME = re.compile(r"\W{0,2}((?:\d+:)?\d{1,3}:\d\d)\b")
_LIKE = {**dict.fromkeys(map(ord, "‘’ʼ`´"), "'"), **dict.fromkeys(map(ord, "“”„«»"), '"')}
_LIKE |= dict.fromkeys((*range(0x2010, 0x2016), 0x2212), "-")
_POSSESSIVE = re.compile(r"['’]s\b", re.IGNORECASE)


class Text:
    """The text of a source, by the places that can be cited in it."""

    def __init__(self, text: str) -> None:
        lines = text.split("\n")
        numbered = enumerate((line for line in lines if line.strip()), 1)
        self.paragraphs = _marked(lines) or dict(numbered)
        self._lines = dict(enumerate(lines, 1))
        pages = text.removesuffix("\f").split("\f")
        self._pages = dict(enumerate(pages, 1)) if "\f" in text else {}
        self._times = _timed(lines)
        self._plain: dict[str, str] = {}
        self._words: dict[str, str] = {}

    def whole(self) -> str:
        """Return all paragraphs as one text."""
        return "\n".join(self.paragraphs.values())

    def at(self, place: str) -> str | None:
        """Return what stands in a place: all of it for "", None where there is no such place."""
        if not place:
            return self.whole()
        match = _NUMBERED.fullmatch(place)
        if match is None:
            return self._times.get(_clock(place))
        units, first, last = self._units(match[1]), match[2], match[3] or match[2]
        if max(len(first), len(last)) > 9 or int(last) > max(units, default=0):
            return None
        found = [units.get(number) for number in range(int(first), int(last) + 1)]
        return None if None in found or not found else "\n".join(filter(None, found))

    def plain(self, place: str) -> str:
        """Return what stands in a place as quotations are compared, worked out once."""
        if place not in self._plain:
            self._plain[place] = _plain(self.at(place) or "")
        return self._plain[place]

    def words(self, place: str) -> str:
        """Return what stands in a place as names are compared, worked out once."""
        if place not in self._words:
            self._words[place] = _words(self.at(place) or "")
        return self._words[place]

    def has(self, place: str) -> str:
        """Say which places there are of the kind that a place is."""
        match = _NUMBERED.fullmatch(place)
        if not self.paragraphs:
            return "its text is empty"
        if match is None:
            return "no line of its text begins with that time"
        units = self._units(match[1])
        if not units:
            return "its text has no page breaks (form feeds)"
        word = {"¶": "paragraphs are ¶", "line": "lines are "}.get(match[1], "pages are ")
        return f"its {word}{min(units)} to {word[-1].strip()}{max(units)}"

    def _units(self, kind: str) -> dict[int, str]:
        return {"¶": self.paragraphs, "line": self._lines}.get(kind, self._pages)


def _marked(lines: Iterable[str]) -> dict[int, str]:
    """Return the paragraphs that a page numbers, each up to the next or to a blank line."""
    found: dict[int, str] = {}
    number = None
    for line in lines:
        match = _MARKED.match(line)
        if match:
            number = int(match[1])
            found[number] = match[2]
        elif number is not None and line.strip():
            found[number] += f"\n{line}"
        else:
            number = None
    return found


def _timed(lines: Iterable[str]) -> dict[str, str]:
    """Return what is said from each time that begins a line up to the next."""
    found: dict[str, str] = {}
    time = None
    for line in lines:
        match = _TIME.match(line)
        time = _clock(match[1]) if match else time
        if time is not None:
            found[time] = f"{found[time]}\n{line}" if time in found else line
    return found


def _clock(time: str) -> str:
    """Return a time without leading zeros: 00:02:30 is 2:30."""
    return time.lstrip("0:") or "0"


def read_texts(
    sources: Mapping[str, Source], given: Mapping[str, str]
) -> tuple[dict[str, Text], list[Problem]]:
    """Read the texts of sources: the copies given by path, else what the source's `text` names.

    A source without a text is passed over. Raises UsageError where a copy that was given cannot be
    read; a `text` that cannot be read is a problem of the fact file.
    """
    texts: dict[str, Text] = {}
    problems: list[Problem] = []
    for source in sources.values():
        path = given.get(source.id)
        if path is not None:
            try:
                texts[source.id] = Text(_read(path))
            except (OSError, ValueError) as error:
                raise UsageError(f"{path}: {_reason(error)}") from error
        elif source.text:
            path = os.path.join(os.path.dirname(source.origin.path), source.text)
            try:
                texts[source.id] = Text(_read(path))
            except (OSError, ValueError) as error:  # no path may hold a NUL
                message = f"the text of {source.id} cannot be read: {path}: {_reason(error)}"
                problems.append(Problem(*source.origin, "error", message, "no-text", "text"))
    return texts, problems


def verify(facts: Facts, texts: Mapping[str, Text]) -> Iterator[Problem]:
    """Check every citation of a source that has a text; derived facts rest on their premises.

    An `item` is a part of a file of data, which no text numbers: it is passed over.
    """
    called = _called(facts)
    for part in facts.cited():
        if isinstance(part, Fact) and part.premises:
            continue
        checked = {
            field: cited
            for field, cited in citations(part)
            if cited.source in texts and not cited.at.startswith("item ")
        }
        wrong = [
            problem._replace(field=field)
            for field, cited in checked.items()
            for problem in _place(cited, texts[cited.source])
        ]
        yield from wrong
        own = [cited for field, cited in checked.items() if field.startswith("evidence")]
        # What is not mentioned here may be mentioned where there is no text to look into.
        if own and len(own) == len(part.evidence) and not wrong:
            found = " ".join(texts[cited.source].words(cited.at) for cited in own)
            yield from _ends(part, own[0], found, facts, called)


def _place(cited: Citation, text: Text) -> Iterator[Problem]:
    """Check that the place of a citation exists and that its quotation stands there."""
    there = text.at(cited.at)
    if there is None:
        message = f"{cited.source} has no {cited.at}: {text.has(cited.at)}"
        yield _problem(cited, message, "missing-place")
    elif cited.quote and _plain(cited.quote) not in text.plain(cited.at):
        quote = _plain(cited.quote)
        paragraphs = (f"¶{number}" for number in text.paragraphs)
        elsewhere = [place for place in paragraphs if quote in text.plain(place)]
        if elsewhere:
            message = f"the quotation stands in {', '.join(elsewhere)}, not in {cited.at}"
            yield _problem(cited, message, "quote-moved")
        else:
            near = _nearest(quote, text.plain(cited.at))
            message = f"the quotation is not in {cited}; the nearest words are “{near}”"
            yield _problem(cited, message, "quote-not-found")


def _ends(
    part: Actor | Fact | Event,
    cited: Citation,
    found: str,
    facts: Facts,
    called: Mapping[str, list[str]],
) -> Iterator[Problem]:
    """Check that everyone whom a part is about is mentioned in what it cites."""
    if isinstance(part, Fact):
        ends: tuple[str, ...] = (part.subject, part.object)
    else:
        ends = part.who if isinstance(part, Event) else (part.id,)
    words = f" {found} "
    for end in ends:
        actor = facts.actors[end]
        if not any(f" {form} " in words for form in called[end]) and not actor.unnamed:
            places = ", ".join(str(each) for each in part.evidence)
            message = f"{part.id}: {shortened(actor.name)} is not mentioned in {places}"
            yield _problem(cited, message, "end-not-mentioned")


def _called(facts: Facts) -> dict[str, list[str]]:
    """Return for each actor what a text may call it.

    These are its names, without the legal form as well, a person's surname, a name's initials, for
    a post its holders; an unnamed actor by its description.
    """
    called: dict[str, list[str]] = defaultdict(list)
    for actor in facts.actors.values():
        # Where an actor was not named, a text calls it what its entry does.
        described = [each.name for each in actor.joined]
        for form in (*(forms(actor) or (actor.name, *actor.aliases)), *described):
            words = _words(form)
            called[actor.id] += [words, words.removeprefix("the "), bare(words)]
            if actor.kind == PERSON:
                called[actor.id] += words.split()[-1:]
            initials = "".join(word[0] for word in form.split() if word[0].isupper())
            if len(initials) > 2:
                called[actor.id].append(initials.casefold())
    for fact in facts.facts.values():
        if facts.actors[fact.object].kind == POST and facts.relations[fact.relation].fills:
            called[fact.object] += called[fact.subject]
    return {id: list(filter(None, names)) for id, names in called.items()}


def _words(text: str) -> str:
    """Return the words of a text for comparing names: folded, without the possessive."""
    return fold(_POSSESSIVE.sub("", text))


def _plain(text: str) -> str:
    """Unify what does not make a quotation another one: composition, space, quotes and dashes."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_LIKE).split())


def _nearest(quote: str, text: str) -> str:
    """Return the words of a text that are most like a quotation, as many as it has."""
    words, size = text.split(), len(quote.split())
    windows = (
        " ".join(words[start : start + size]) for start in range(max(1, len(words) - size + 1))
    )
    matcher = SequenceMatcher(b=quote, autojunk=False)
    best, likeness = "", -1.0
    for window in windows:
        matcher.set_seq1(window)
        # The two upper bounds are cheap, and settle nearly all of a long text.
        if min(matcher.real_quick_ratio(), matcher.quick_ratio()) > likeness:
            ratio = matcher.ratio()
            if ratio > likeness:
                best, likeness = window, ratio
    return best


def _read(path: str) -> str:
    text = b"".join(pieces(path)).decode("utf-8-sig")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _reason(error: OSError | ValueError) -> str:
    if isinstance(error, UnicodeDecodeError):
        return "it is not UTF-8"
    return (isinstance(error, OSError) and error.strerror) or str(error)


def _problem(cited: Citation, message: str, rule: str) -> Problem:
    return Problem(*cited.origin, "error", message, rule, f"evidence/{cited.number}")
