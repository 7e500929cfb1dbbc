"""Citations checked against the texts of their sources: the place exists, the words stand there."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from functools import cache

from stakegraph.errors import Problem, shortened
from stakegraph.model.facts import Actor, Citation, Event, Fact, Facts, citations
from stakegraph.model.names import bare, fold, forms
from stakegraph.model.relations import PERSON, POST
from stakegraph.rules.passages import Text

_LIKE = {**dict.fromkeys(map(ord, "‘’ʼ`´"), "'"), **dict.fromkeys(map(ord, "“”„«»"), '"')}
_LIKE |= dict.fromkeys((*range(0x2010, 0x2016), 0x2212), "-")
_POSSESSIVE = re.compile(r"['’]s\b", re.IGNORECASE)


class _Compared:
    """The text of a source as quotations and names are compared, each place worked out once."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.plain = cache(lambda place: _plain(text.at(place) or ""))
        self.words = cache(lambda place: _words(text.at(place) or ""))


def verify(facts: Facts, texts: Mapping[str, Text]) -> Iterator[Problem]:
    """Check every citation of a source that has a text; derived facts rest on their premises.

    An `item` is a part of a file of data, which no text numbers: it is passed over.
    """
    compared = {source: _Compared(text) for source, text in texts.items()}
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
            for problem in _place(cited, compared[cited.source])
        ]
        yield from wrong
        own = [cited for field, cited in checked.items() if field.startswith("evidence")]
        # What is not mentioned here may be mentioned where there is no text to look into.
        if own and len(own) == len(part.evidence) and not wrong:
            found = " ".join(compared[cited.source].words(cited.at) for cited in own)
            yield from _ends(part, own[0], found, facts, called)


def _place(cited: Citation, text: _Compared) -> Iterator[Problem]:
    """Check that the place of a citation exists and that its quotation stands there."""
    there = text.text.at(cited.at)
    if there is None:
        message = f"{cited.source} has no {cited.at}: {text.text.has(cited.at)}"
        yield _problem(cited, message, "missing-place")
    elif cited.quote and _plain(cited.quote) not in text.plain(cited.at):
        quote = _plain(cited.quote)
        elsewhere = [place for place in text.text.units(cited.at) if quote in text.plain(place)]
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


def _problem(cited: Citation, message: str, rule: str) -> Problem:
    return Problem(*cited.origin, "error", message, rule, f"evidence/{cited.number}")
