"""Citations checked against the texts of their sources: the place exists, the words stand there."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import cache

from msgspec import Struct, field

from stakegraph.errors import Problem, shortened
from stakegraph.evidence.mentions import Mentions, ends, folded
from stakegraph.evidence.passages import ITEM, Text, is_numbered
from stakegraph.evidence.quotations import Quotable, nearest
from stakegraph.evidence.typography import has_word, shown
from stakegraph.model.facts import Actor, Citation, Event, Fact, Facts, citations

END_NOT_MENTIONED = "end-not-mentioned"  # the one rule that is not of a place and its words alone

_LIKE = 0.7  # from which on words may be another form of a name


class Verification(Struct, kw_only=True):
    """What was found, what of it is waived in the fact file, and how much was looked at.

    `checked` counts facts, citations and quotes; `unplaced` are the citations whose place no text
    numbers: their words were looked for in the whole text.
    """

    problems: list[Problem] = field(default_factory=list)
    waived: list[Problem] = field(default_factory=list)
    checked: Counter[str] = field(default_factory=Counter)
    unplaced: int = 0


class _Checked(Quotable):
    """The text of a source as quotations and names are looked for in it."""

    def __init__(self, text: Text) -> None:
        super().__init__(text)
        self.words = cache(lambda place: folded(self.texts(place)))

    def texts(self, place: str) -> list[str]:
        """Return what stands in a place, with and without what pages have besides their text."""
        return [*self.text.joined(place), *self.text.joined(place, bare=True)]

    def names(self, cited: Citation) -> list[str]:
        """Return the words that a citation says name somebody, as far as they stand there."""
        words = map(folded, zip(cited.said_as, strict=True))
        return [each for each in words if each and has_word(self.words(cited.at), each)]


def verify(facts: Facts, texts: Mapping[str, Text]) -> Verification:
    """Check every citation of a source that has a text; derived facts rest on their premises.

    An `item` is a part of a file of data, which no text numbers: it is passed over.
    """
    found = Verification()
    known = {source: _Checked(text) for source, text in texts.items()}
    mentions = Mentions(facts)
    said = _said(facts, known)
    for part in facts.cited():
        if isinstance(part, Fact) and part.premises:
            continue
        checked = [  # two entries of one fact may have their citations under the same name
            (name, cited)
            for name, cited in citations(part)
            if cited.source in texts and not cited.at.startswith(ITEM)
        ]
        found.checked["fact"] += isinstance(part, Fact) and bool(checked)
        found.checked["citation"] += len(checked)
        found.checked["quote"] += sum(bool(cited.quote) for _, cited in checked)
        found.unplaced += sum(not is_numbered(cited.at) for _, cited in checked)
        wrong: list[tuple[Problem, tuple[Citation, ...]]] = [
            (problem._replace(field=name), (cited,))
            for name, cited in checked
            for problem in _place(cited, known[cited.source])
        ]
        own = [cited for name, cited in checked if name.startswith("evidence")]
        is_known = all(_is_waived(each) and each[0].rule != "missing-place" for each in wrong)
        # What is not mentioned here may be mentioned where there is no text to look into.
        if own and len(own) == len(part.evidence) and is_known:
            lost = _ends(part, own, mentions, known, said)
            wrong += [(problem, tuple(own)) for problem in lost]
        for each in wrong:
            (found.waived if _is_waived(each) else found.problems).append(each[0])
    return found


def problems_at(cited: Citation, text: Text) -> Iterator[Problem]:
    """Yield what is wrong with the place and the words of a citation, by the text of its source."""
    return _place(cited, _Checked(text))


def _said(facts: Facts, known: Mapping[str, _Checked]) -> dict[tuple[str, str, str], list[str]]:
    """Return how the texts name actors, by source, place and actor, as the actors' entries say."""
    said: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for actor in facts.actors.values():
        for cited in actor.evidence:
            if cited.said_as and cited.source in known:
                said[cited.source, cited.at, actor.id] += known[cited.source].names(cited)
    return said


def _is_waived(found: tuple[Problem, tuple[Citation, ...]]) -> bool:
    """Return whether one of the citations that a problem is about waives it."""
    problem, cited = found
    return any(problem.rule == rule for each in cited for rule, _ in each.waive)


def _place(cited: Citation, text: _Checked) -> Iterator[Problem]:
    """Check that the place of a citation exists, and that what is said to stand there does."""
    if text.text.runs(cited.at) is None:
        message = f"{cited.source} has no {cited.at}: {text.text.has(cited.at)}"
        yield _problem(cited, message, "missing-place")
        return
    if cited.quote and (found := text.finding(cited.quote, cited.at, str(cited))):
        yield _problem(cited, found.message, found.rule)
    names = text.names(cited)
    for words in cited.said_as:
        if folded([words]) not in names:
            near = nearest(words, shown(text.text.at(cited.at) or ""))
            message = f"“{shortened(words)}” (said_as) is not in {cited}; "
            message += f"the nearest words are “{near}”"
            yield _problem(cited, message, "said-as-not-found")


def _ends(
    part: Actor | Fact | Event,
    own: list[Citation],
    mentions: Mentions,
    known: Mapping[str, _Checked],
    said: Mapping[tuple[str, str, str], list[str]],
) -> Iterator[Problem]:
    """Check that those whom a part is about are mentioned in what it cites.

    They are so too where the part's citations, or those of the actor's own entry for the same
    place, say by what words.
    """
    words = " ".join(known[cited.source].words(cited.at) for cited in own)
    missing = [
        actor
        for actor in mentions.missing(part, words)
        if not any(said.get((cited.source, cited.at, actor.id)) for cited in own)
    ]
    # What an end's own entry has first is the name of that end and of no other.
    taken = {
        name
        for end in ends(part)
        for cited in own
        for name in said.get((cited.source, cited.at, end), ())[:1]
    }
    names = [
        name for cited in own for name in known[cited.source].names(cited) if name not in taken
    ]
    places = ", ".join(map(str, part.evidence))
    if 0 < len(names) < len(missing):
        actors = " and ".join(shortened(actor.name) for actor in missing)
        message = f"{part.id}: {actors} are not mentioned in {places}, and said_as has words for "
        message += f"{len(names)} of them: write a list, with words for each"
        yield _problem(own[0], message, END_NOT_MENTIONED)
    for actor in missing if not names else ():
        texts = (known[cited.source].text.at(cited.at) or "" for cited in own)
        near = nearest(actor.name, shown("\n".join(texts)), _LIKE)
        told = f"; the nearest words are “{near}”" if near else ""
        message = f"{part.id}: {shortened(actor.name)} is not mentioned in {places}{told}"
        yield _problem(own[0], message, END_NOT_MENTIONED)


def _problem(cited: Citation, message: str, rule: str) -> Problem:
    return Problem(*cited.origin, "error", message, rule, f"evidence/{cited.number}")
