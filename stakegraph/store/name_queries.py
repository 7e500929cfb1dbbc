"""The ways in which a text may name an actor, as full-text queries on the tables of names.

What a query finds is held against the forms of the actor's names, for an index may be damaged.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from stakegraph.model.identifiers import compared
from stakegraph.model.names import IDENTIFIER, initials
from stakegraph.model.personal_names import is_title, surnames
from stakegraph.store.name_tables import END, INITIALS, WHOLE, ends

_INITIALS = 3  # letters that stand for as many first names


def called(folded: str) -> str:
    """Return the query of those who are called so, whatever spaces were typed."""
    return quoted(WHOLE + folded.replace(" ", ""))


def identified(text: str) -> str:
    """Return the query of those whom a register calls so; of a link its last part counts."""
    return " OR ".join(quoted(IDENTIFIER + form) for form in _identifiers(text))


def bears_identifier(forms: Iterable[str], text: str) -> bool:
    """Return whether a text is what a register calls an actor."""
    wanted = _identifiers(text)
    parted = (form.removeprefix(IDENTIFIER).split() for form in forms if form[:1] == IDENTIFIER)
    return any("".join(parts) in wanted or parts[-1] in wanted for parts in parted)


def abbreviated(folded: str) -> str:
    """Return the query of those whose initials these are."""
    return quoted(INITIALS + folded.replace(" ", ""))


def all_words(folded: str) -> str:
    """Return the query of those who have all these words in a name, in whatever order.

    A letter alone is an initial: J Smith may be John Smith.
    """
    words = folded.split()
    return " AND ".join(
        beginning(word)
        if is_unspaced(word) or (len(words) > 1 and _is_initial(word))
        else quoted(word)
        for word in words
    )


def ways(folded: str) -> Iterator[str]:
    """Yield the query of each way in which parts of a name may be typed, the surest first."""
    words = folded.split()
    yield " AND ".join(map(beginning, words))
    yield f"{called(folded)}* OR {quoted(folded.replace(' ', ''))}*"
    yield " AND ".join(map(beginning, _spelt_out(words)))


def bears(forms: Iterable[str], folded: str) -> bool:
    """Return whether a text names an actor in one of these ways."""
    joined, words = folded.replace(" ", ""), folded.split()
    return any(
        joined in form.replace(" ", "")
        or joined == initials(form)
        or _begin(form, words)
        or _begin(form, _spelt_out(words))
        for form in forms
    )


def may_be_surname(folded: str, forms: Iterable[str]) -> bool:
    """Return whether a text may be the surname of a person who is called so."""
    return any({*folded.split()} <= {*surnames(form)} for form in forms)


def is_person(kind: str) -> bool:
    """Return whether a kind of actor is that of people."""
    # The table of relations is loaded where a name is looked up: completing one does not need it.
    from stakegraph.model.relations import PERSON

    return kind == PERSON


def beginning(word: str) -> str:
    """Return the query of a word's beginning, or of a part of one that has no spaces in it."""
    return f"{quoted(END + word if is_unspaced(word) else word)}*"


def is_unspaced(word: str) -> bool:
    """Return whether a word is of a script that has no spaces between the parts of a name."""
    return bool(ends(word))


def quoted(token: str) -> str:
    """Return a token for a query; none has a quotation mark in it."""
    return f'"{token}"'


def _identifiers(text: str) -> list[str]:
    last = text.rstrip("/").rpartition("/")[2]
    return [*filter(None, dict.fromkeys(map(compared, (text, last))))]


def _is_initial(word: str) -> bool:
    return len(word) == 1 and word.isalpha()


def _spelt_out(words: list[str]) -> list[str]:
    """Return some words with the initials that stand first apart: JR Smith is J R Smith."""
    first, *rest = words
    are_initials = rest and 1 < len(first) <= _INITIALS and not is_title(first)
    return [*first, *rest] if are_initials else words


def _begin(form: str, words: Iterable[str]) -> bool:
    """Return whether a form has words that begin so, or holds them where it has no spaces."""
    own = form.split()
    return all(
        any(word in each if is_unspaced(word) else each.startswith(word) for each in own)
        for word in words
    )
