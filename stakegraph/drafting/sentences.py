"""A sentence with marks in it, from which statements are taken."""

import re

from stakegraph.drafting.dates import date_spans
from stakegraph.drafting.marks import SURE_ORGANISATIONS, Marked, Thing
from stakegraph.drafting.names import Names
from stakegraph.drafting.pronouns import pronouns
from stakegraph.drafting.titles import titles
from stakegraph.drafting.vocabulary import either
from stakegraph.drafting.words_of_names import SORTED, SORTS

# What says of an organisation behind it of what sort it is: "the private consultancy Port Ltd".
_SORT = re.compile(
    rf"\b(?:(?:{either(SORTED)}) )*(?:{either(SORTS)}) (?={SURE_ORGANISATIONS})", re.IGNORECASE
)
_ACRONYM = re.compile(rf"(?<={SURE_ORGANISATIONS}) \((?:the )?({SURE_ORGANISATIONS})\)")


class Sentence:
    """A sentence with its names and its marks; `before` is the one before it in its paragraph."""

    def __init__(self, text: str, names: Names, before: "Sentence | None" = None) -> None:
        self.text = text
        self.before = before
        spans = list(date_spans(text))
        posts = list(titles(text))
        taken = [span for span, _ in spans] + [(post.start, post.end) for post in posts]
        self.names = names.names(text, taken)
        self.names += [*pronouns(text, self.names, before.names if before else ())]
        self.names.sort()
        things: list[tuple[int, int, str, Thing]] = [(*span, "date", date) for span, date in spans]
        things += [(post.start, post.end, "title", post) for post in posts]
        things += [(name.start, name.end, name.kind, name) for name in self.names]
        self.marked = Marked(text)
        for start, end, kind, thing in sorted(things, key=lambda each: -each[0]):
            self.marked.mark(start, end, kind, thing)
        self.marked.remove_all(_SORT)
        self._learn_acronyms(names)

    def _learn_acronyms(self, names: Names) -> None:
        """Take in, and take out, the capital letters behind the name that they stand for."""
        for match in reversed([*_ACRONYM.finditer(self.marked.text)]):
            full, *_ = self.marked.names(self.marked.text[match.start() - 1])
            acronym, *_ = self.marked.names(match[1])
            letters = "".join(word[0] for word in full.text.split() if word[0].isupper())
            if acronym.text == letters:
                names.learn_acronym(acronym, full)
                self.marked.remove(*match.span())
