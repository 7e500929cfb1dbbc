"""Who is mentioned in a text: an actor by its names, a post by its holders as well."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from stakegraph.model.facts import Actor, Event, Fact, Facts
from stakegraph.model.names import bare, forms
from stakegraph.model.relations import PERSON, POST
from stakegraph.rules.typography import has_word, readings
from stakegraph.text.folding import fold

_POSSESSIVE = re.compile(r"['’]s\b", re.IGNORECASE)


class Mentions:
    """What a text may call each actor."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.called = _called(facts)

    def missing(self, part: Actor | Fact | Event, words: str) -> Iterator[Actor]:
        """Yield those whom a part is about and whom words, folded as names are, do not mention."""
        if isinstance(part, Fact):
            ends: tuple[str, ...] = (part.subject, part.object)
        else:
            ends = part.who if isinstance(part, Event) else (part.id,)
        for end in ends:
            actor = self.facts.actors[end]
            if not actor.unnamed and not any(has_word(words, form) for form in self.called[end]):
                yield actor


def folded(texts: Iterable[str]) -> str:
    """Return the words of some texts as names are compared, without the possessive."""
    read = dict.fromkeys(each for text in texts for each in sorted(readings(text)))
    return " ".join(fold(_POSSESSIVE.sub("", each)) for each in read)


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
            words = folded([form])
            called[actor.id] += [words, words.removeprefix("the "), bare(words)]
            if actor.kind == PERSON:
                called[actor.id] += words.split()[-1:]
            initials = "".join(word[0] for word in form.split() if word[0].isupper())
            if len(initials) > 2:
                called[actor.id].append(initials.casefold())
    for fact in facts.facts.values():
        if facts.actors[fact.object].kind == POST and facts.relations[fact.relation].fills:
            called[fact.object] += called[fact.subject]
    return {id: [*filter(None, dict.fromkeys(names))] for id, names in called.items()}
