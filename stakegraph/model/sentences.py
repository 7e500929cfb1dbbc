"""Facts as sentences that can be quoted."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from stakegraph.edtf.words import in_words, once_in_words, span_in_words
from stakegraph.model.facts import Actor, Fact
from stakegraph.model.lifetimes import span
from stakegraph.model.names import in_sentence
from stakegraph.model.phrases import phrase, slots
from stakegraph.model.relations import DESIGNATE, WORDINGS, Relation

_ONE = re.compile(r"(?:the|its) \{(\w+)\}")
_DATES_OF_SOURCE = ("retracted", "corrected", "accessed")
_OF_SOURCE = {
    "retracted": "retracted",
    "corrected": "corrected",
    "archived": "archived at",
    "accessed": "accessed",
    "language": "language",
    "reliability": "reliability",
}
_ADVERBS = frozenset(("also", "still", "now", "often", "always", "never", "once", "long"))
_ITS = re.compile(r"^((?:to have )?(?:as|among)) its ")
_OF_MANY = frozenset(("member", "partner", "trustee", "governor"))
_OF_SEVERAL = {"is": "are", "was": "were", "has": "have", "does": "do"}
_INFINITIVES = {"is": "be", "was": "be", "had": "have"}


def sentence(
    fact: Fact,
    actors: Mapping[str, Actor],
    relation: Relation,
    *,
    backward: bool = False,
    tense: str = "",
    several: bool = False,
) -> str:
    """Say in one sentence what a fact states, beginning with its object if `backward`.

    Where the relation has words for that, it is said of what is "former" that it was, and of what
    is "to come" that it is to be. Status, dates and the full stop are not part of the sentence.
    """
    subject, object = in_sentence(actors[fact.subject]), in_sentence(actors[fact.object])
    first, last = (object, subject) if backward else (subject, object)
    plural = actors[fact.object if backward else fact.subject].plural
    said = fact.qualifiers
    words = tie_words(
        relation, said, backward=backward, tense=tense, several=several, plural=plural
    )
    return capitalised(f"{first} {words} {last}{behind(relation, said)}")


def behind(relation: Relation, said: Mapping[str, str]) -> str:
    """Return what stands behind the two names, and all that no words have a place for."""
    words = tuple(getattr(relation, column) for column in WORDINGS) if said else ()
    return phrase(relation.after + _unplaced(tuple(relation.qualifiers), words), said)


@cache
def _unplaced(qualifiers: tuple[str, ...], words: tuple[str, ...]) -> str:
    """Return a template of the qualifiers that no words are filled with."""
    placed = {slot for template in words for slot in slots(template)[0]}
    rest = (name for name in qualifiers if words and name not in placed)
    return "".join(f"[, {name.replace('_', ' ')}: {{{name}}}]" for name in rest)


def depends_on_others(relation: Relation, *, backward: bool = False) -> bool:
    """Return whether the words of a relation depend on how many have the same part."""
    return bool(_ONE.search(relation.inverse if backward else relation.verb))


def tie_words(
    relation: Relation,
    said: Mapping[str, str],
    *,
    backward: bool = False,
    tense: str = "",
    several: bool = False,
    plural: bool = False,
) -> str:
    """Return what stands between the two names of a fact that has such qualifiers.

    Of `several` one is "a lead", not "the" or "its", and one whose word tells that there are more
    is "a partner"; a `plural` name has a verb of several.
    """
    now, once, many, later = _columns(relation, backward=backward)
    is_to_come = is_worded_as_to_come(relation, said, tense, backward=backward)
    is_over = tense == "former" and bool(once)
    template = (is_to_come and (later or now)) or (is_over and once) or (plural and many) or now
    template = _ONE.sub(
        lambda one: f"a {{{one[1]}}}" if several or _is_of_many(said.get(one[1], "")) else one[0],
        template,
    )
    words = phrase(template, said)
    if is_to_come:
        words = f"is to {words if later else infinitive(words)}"
    return of_several(words) if plural and (is_over or is_to_come or not many) else words


def _is_of_many(part: str) -> bool:
    """Return whether a part is one that several have, whoever of them is known."""
    return part.rpartition(" ")[2].lower() in _OF_MANY


def is_worded_as_to_come(
    relation: Relation, said: Mapping[str, str], tense: str, *, backward: bool = False
) -> bool:
    """Return whether the words of a fact say that it is to come.

    Who is designate is that already. An act is told in the past, whose infinitive only the relation
    itself knows, unless it is what was done to somebody.
    """
    now, _, _, later = _columns(relation, backward=backward)
    is_told = bool(later) or not relation.act or phrase(now, said).startswith(("was ", "had "))
    return tense == "to come" and is_told and not (relation.fills and said.get("as") == DESIGNATE)


def _columns(relation: Relation, *, backward: bool) -> tuple[str, str, str, str]:
    """Return the words of a relation from one end: of now, of what is over, of several, to come."""
    if backward and not relation.symmetric:  # which has the same words both ways
        past, plural = relation.past_inverse, relation.plural_inverse
        return relation.inverse, past, plural, relation.future_inverse
    return relation.verb, relation.past, relation.plural, relation.future


def infinitive(words: str) -> str:
    """Return the words between two names as they follow "is to": "is part of" as "be part of"."""
    verb, space, rest = words.partition(" ")
    if verb.endswith("ly") or verb in _ADVERBS:
        return verb + space + infinitive(rest)
    return (_INFINITIVES.get(verb) or of_several(verb)) + space + rest


def of_several(words: str) -> str:
    """Return the words between two names as they follow a name of several.

    Their first word is the verb, but for adverbs before it: "supports" becomes "support", "jointly
    owns" "jointly own", "has as its" "have as their".
    """
    verb, space, rest = words.partition(" ")
    if verb.endswith("ly") or verb in _ADVERBS:
        return verb + space + of_several(rest)
    if verb in _OF_SEVERAL:
        verb = _OF_SEVERAL[verb]
    elif verb.endswith("ies") and len(verb) > 4:
        verb = f"{verb[:-3]}y"
    elif verb.endswith(("ches", "shes", "sses", "xes", "zes", "oes")):
        verb = verb[:-2]
    elif verb.endswith("s") and not verb.endswith("ss"):
        verb = verb[:-1]
    return verb + space + _ITS.sub(r"\1 their ", rest)


def when(part: Fact | Actor, *, act: bool = False, to_come: bool = False) -> str:
    """Return the dates of a fact or an actor, such as ` (March 2007 to March 2010)`, or ""."""
    dates = dates_in_words(part.since, part.until, act=act, to_come=to_come)
    if isinstance(part, Fact) and part.attested:
        dates = once_in_words(part.attested)
    return f" ({dates})" if dates else ""


def dates_in_words(since: str, until: str, *, act: bool = False, to_come: bool = False) -> str:
    """Put a start and an end in English; what was done once was done on its day.

    What is `to_come` is "from" its start.
    """
    since, until = span(since, until, act=act)
    if act and since and not until:
        return in_words(since)
    return span_in_words(since, until, to_come=to_come)


def of_source(source: Mapping[str, str]) -> Iterator[str]:
    """Yield what is said of a source besides what it is: its copies, its fate, how good it is."""
    for name, words in _OF_SOURCE.items():
        if source.get(name):
            value = source[name]
            yield f"{words} {in_words(value) if name in _DATES_OF_SOURCE else value}"


def attribution(speakers: str) -> str:
    """Return whose word something is, as it follows a sentence."""
    return f", according to {speakers}" if speakers else ""


def capitalised(text: str) -> str:
    """Begin a text with a capital letter."""
    return text[:1].upper() + text[1:]


def enumerated(words: list[str], last: str = "and") -> str:
    """Join words as a sentence does: `a, b and c`."""
    return f" {last} ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def counted(number: int, noun: str, plural: str = "") -> str:
    """Return a number with its noun: `1 fact`, `2 facts`."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"
