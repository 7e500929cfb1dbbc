"""Facts as sentences that can be quoted."""

from collections.abc import Mapping

from stakegraph.edtf.words import in_words, span_in_words
from stakegraph.model.facts import Actor, Fact
from stakegraph.model.names import in_sentence
from stakegraph.model.relations import Relation, phrase


def sentence(
    fact: Fact,
    actors: Mapping[str, Actor],
    relation: Relation,
    *,
    backward: bool = False,
    past: bool = False,
) -> str:
    """Say in one sentence what a fact states, beginning with its object if `backward`.

    Of what is `past` it is said that it was, where the relation has words for that. Status and
    dates are not part of the sentence, nor is the full stop.
    """
    subject, object = in_sentence(actors[fact.subject]), in_sentence(actors[fact.object])
    first, last = (object, subject) if backward else (subject, object)
    text = f"{first} {tie_words(fact, relation, backward=backward, past=past)} {last}"
    return capitalised(text + phrase(relation.after, fact.qualifiers))


def tie_words(fact: Fact, relation: Relation, *, backward: bool = False, past: bool = False) -> str:
    """Return what stands between the two names."""
    now, once = (
        (relation.inverse, relation.past_inverse) if backward else (relation.verb, relation.past)
    )
    return phrase(once if past and once else now, fact.qualifiers)


def when(part: Fact | Actor) -> str:
    """Return the dates of a fact or an actor, such as ` (March 2007 to March 2010)`, or ""."""
    span = span_in_words(part.since, part.until)
    if isinstance(part, Fact) and part.attested:
        span = f"in {in_words(part.attested)}"
    return f" ({span})" if span else ""


def capitalised(text: str) -> str:
    """Begin a text with a capital letter."""
    return text[:1].upper() + text[1:]


def enumerated(words: list[str], last: str = "and") -> str:
    """Join words as a sentence does: `a, b and c`."""
    return f" {last} ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def counted(number: int, noun: str, plural: str = "") -> str:
    """Return a number with its noun: `1 fact`, `2 facts`."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"
