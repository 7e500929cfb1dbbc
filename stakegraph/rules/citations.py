"""Citations checked against the texts of their sources: the place exists, the words stand there."""

from collections.abc import Iterator, Mapping
from functools import cache

from stakegraph.errors import Problem, shortened
from stakegraph.model.facts import Citation, Fact, Facts, citations
from stakegraph.rules.mentions import Mentions, folded
from stakegraph.rules.passages import ITEM, Text
from stakegraph.rules.quotations import Quotable


class _Checked(Quotable):
    """The text of a source as quotations and names are looked for in it."""

    def __init__(self, text: Text) -> None:
        super().__init__(text)
        self.words = cache(lambda place: folded(self.texts(place)))

    def texts(self, place: str) -> list[str]:
        """Return what stands in a place, with and without what pages have besides their text."""
        return [*self.text.joined(place), *self.text.joined(place, bare=True)]


def verify(facts: Facts, texts: Mapping[str, Text]) -> Iterator[Problem]:
    """Check every citation of a source that has a text; derived facts rest on their premises.

    An `item` is a part of a file of data, which no text numbers: it is passed over.
    """
    known = {source: _Checked(text) for source, text in texts.items()}
    mentions = Mentions(facts)
    for part in facts.cited():
        if isinstance(part, Fact) and part.premises:
            continue
        checked = {
            field: cited
            for field, cited in citations(part)
            if cited.source in texts and not cited.at.startswith(ITEM)
        }
        wrong = [
            problem._replace(field=field)
            for field, cited in checked.items()
            for problem in _place(cited, known[cited.source])
        ]
        yield from wrong
        own = [cited for field, cited in checked.items() if field.startswith("evidence")]
        # What is not mentioned here may be mentioned where there is no text to look into.
        if own and len(own) == len(part.evidence) and not wrong:
            words = " ".join(known[cited.source].words(cited.at) for cited in own)
            places = ", ".join(map(str, part.evidence))
            for actor in mentions.missing(part, words):
                message = f"{part.id}: {shortened(actor.name)} is not mentioned in {places}"
                yield _problem(own[0], message, "end-not-mentioned")


def _place(cited: Citation, text: _Checked) -> Iterator[Problem]:
    """Check that the place of a citation exists and that its quotation stands there."""
    if text.text.runs(cited.at) is None:
        message = f"{cited.source} has no {cited.at}: {text.text.has(cited.at)}"
        yield _problem(cited, message, "missing-place")
    elif cited.quote and (found := text.finding(cited.quote, cited.at, str(cited))):
        yield _problem(cited, found.message, found.rule)


def _problem(cited: Citation, message: str, rule: str) -> Problem:
    return Problem(*cited.origin, "error", message, rule, f"evidence/{cited.number}")
