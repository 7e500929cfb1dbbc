"""Who is mentioned in a text: an actor by its names, a post by its holders as well."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from stakegraph.evidence.typography import has_word, readings
from stakegraph.model.facts import Actor, Event, Fact, Facts
from stakegraph.model.names import bare, forms
from stakegraph.model.personal_names import is_title, surnames, without_titles
from stakegraph.model.relations import PERSON, POST
from stakegraph.text.folding import fold

_POSSESSIVE = re.compile(r"['’]s\b", re.IGNORECASE)


class Mentions:
    """What a text may call each actor."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.called = _called(facts)
        self.bearers: dict[str, set[str]] = defaultdict(set)  # of a surname, by their full names
        for actor in facts.actors.values():
            if actor.kind == PERSON:
                for form in map(fold, forms(actor)):
                    self.bearers[_surname(form)].add(form)

    def missing(self, part: Actor | Fact | Event, words: str) -> Iterator[Actor]:
        """Yield those whom a part is about and whom words, folded as names are, do not mention."""
        for end in ends(part):
            actor = self.facts.actors[end]
            is_called = any(self._is_mentioned(form, end, words) for form in self.called[end])
            if not actor.unnamed and not is_called and not _is_titled(actor, words):
                yield actor

    def _is_mentioned(self, form: str, actor: str, words: str) -> bool:
        """Return whether words have a form of an actor's name, and not in that of somebody else.

        A surname after another person's first name is theirs; "Ann and Bob Lee" is both.
        """
        if not has_word(words, form):
            return False
        own = self.called[actor]
        left = f" {words} "
        for other in sorted(self.bearers.get(form, set()).difference(own), key=len, reverse=True):
            left = left.replace(f" {other} ", "  ")
        return has_word(left, form) or any(
            form in full.split() and all(has_word(words, word) for word in full.split())
            for full in own
            if " " in full
        )


def ends(part: Actor | Fact | Event) -> tuple[str, ...]:
    """Return the ids of those whom a part is about."""
    if isinstance(part, Fact):
        return (part.subject, part.object)
    return part.who if isinstance(part, Event) else (part.id,)


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
                called[actor.id].append(_surname(words))
            initials = "".join(word[0] for word in form.split() if word[0].isupper())
            if len(initials) > 2:
                called[actor.id].append(initials.casefold())
    for fact in facts.facts.values():
        if facts.actors[fact.object].kind == POST and facts.relations[fact.relation].fills:
            called[fact.object] += called[fact.subject]
    return {id: [*filter(None, dict.fromkeys(names))] for id, names in called.items()}


def _surname(folded: str) -> str:
    """Return the last word of a person's name, which is the surname of most."""
    return " ".join(without_titles(folded.partition(" of ")[0]).split()[-1:])


def _is_titled(actor: Actor, words: str) -> bool:
    """Return whether words have a part of a person's name after a title: that is the surname."""
    return actor.kind == PERSON and any(
        is_title(before) and before != "the"
        for form in forms(actor)
        for name in surnames(fold(form))
        for before in re.findall(rf"(\S+) {re.escape(name)}(?!\S)", words)
    )
