"""Relations that a foreign file brings along: what it calls them, what they turn out to join."""

from __future__ import annotations

import re
from typing import Any
from zlib import crc32

from msgspec import Struct, field

from stakegraph.factfile.schema import FactRecord
from stakegraph.importers._spellings import OFFICES
from stakegraph.importers._tie_words import phrase
from stakegraph.importers._values import readable_slug, text, words
from stakegraph.model import labels
from stakegraph.model.declarations import misfits, strangers
from stakegraph.model.phrases import slots
from stakegraph.model.relations import (
    ACTOR_KINDS,
    FAMILIES,
    PARTNERSHIPS,
    RELATIONS,
    WORDINGS,
    Relation,
)

# Every fact has these.
_FIELDS = frozenset(FactRecord.__struct_encode_fields__)
_NO_SLOTS = _FIELDS | RELATIONS.keys()
_LONGEST = 60  # characters of a qualifier's name

_ROUND = str.maketrans("[]{}", "()()")
# No relation is called what a fact has as a field, nor what a graph written from facts says of it.
_TAKEN_BY_KEYS = (
    _FIELDS
    | words("label type family fact start end tense certainty quotes rule premises undetermined")
    | words("disputed_by weight retracted according_to")
    | {name for row in RELATIONS.values() for name in row.qualifiers}
)


class _OwnRelation(Struct):
    row: Relation  # without its key and without what it joins
    noun: str = ""  # behind the object, where no verb says what it is
    qualifiers: dict[str, None] = field(default_factory=dict)
    subjects: set[str] = field(default_factory=set)
    objects: set[str] = field(default_factory=set)


class OwnRelations:
    """The relations of one file's own."""

    def __init__(self) -> None:
        self._declared: dict[str, _OwnRelation] = {}
        self._keys: dict[str, str] = {}

    def declare(
        self,
        label: str,
        *,
        verb: str = "",
        inverse: str = "",
        family: str = PARTNERSHIPS,
        symmetric: bool = False,
        after: str = "",
        templates: bool = False,
        **columns: Any,
    ) -> str:
        """Declare a relation, once for each label, and give its key.

        With `templates` the wording may have brackets that depend on qualifiers; only then are
        there further columns.
        """
        if label not in self._keys:
            noun = ""
            more = [columns.get(name, "") for name in WORDINGS]
            if not templates or not all(map(_fillable, (verb, inverse, after, *more))):
                verb, noun = phrase(_words(verb) or _words(label))
                inverse, after, columns = _words(inverse) or (verb if noun else ""), "", {}
            verb = verb or "is linked to"
            inverse = inverse or (verb if symmetric else f'is the object of "{verb}" by')
            family = family if family in FAMILIES else PARTNERSHIPS
            row = Relation("", (), (), family, verb, inverse, after=after, symmetric=symmetric)
            self._declare(label, _OwnRelation(row._replace(**columns), noun))
        return self._keys[label]

    def declare_like(self, row: Relation) -> str:
        """Declare a relation that is worded as one of ours and joins what ours does not."""
        label = f"{row.key} otherwise"
        if label not in self._keys:
            known = {name: getattr(row, name) for name in (*WORDINGS, "family", "symmetric", "act")}
            like = Relation(**{"key": "", "subjects": (), "objects": (), **known})
            self._declare(label, _OwnRelation(like))
        return self._keys[label]

    def use(
        self, key: str, subject: str, object: str, qualifiers: dict[str, str]
    ) -> dict[str, str]:
        """Widen a relation to what one fact needs; return the qualifiers under names it takes."""
        own = self._declared.get(key)
        if own is None:
            return qualifiers
        own.subjects.add(subject)
        own.objects.add(object)
        named: dict[str, str] = {}
        for name, value in qualifiers.items():
            taken = self._qualifier(name)
            named[taken] = f"{named[taken]}; {value}" if taken in named else value
        own.qualifiers |= dict.fromkeys(named)
        return named

    def rows(self) -> dict[str, Relation]:
        """Return the relations that facts use."""
        used = {key: own for key, own in self._declared.items() if own.subjects}
        rows = {
            key: own.row._replace(
                key=key,
                subjects=tuple(kind for kind in ACTOR_KINDS if kind in own.subjects),
                objects=tuple(kind for kind in ACTOR_KINDS if kind in own.objects),
                after=own.row.after
                or own.noun + "".join(f"[, {name}: {{{name}}}]" for name in own.qualifiers),
                qualifiers=tuple(_slots(own.row) | own.qualifiers),
                fills=self._keys.get(own.row.fills, own.row.fills),
                contrary=self._keys.get(own.row.contrary, own.row.contrary),
            )
            for key, own in used.items()
        }
        known = {**RELATIONS, **rows}
        plain = Relation("", (), (), "", "", "")._asdict()
        for key, row in rows.items():
            # What the file says of it may be no more than what its facts need.
            unfit: Any = {name: plain[name] for name, _ in (*misfits(row), *strangers(row, known))}
            rows[key] = row._replace(**unfit)
        return rows

    def _declare(self, label: str, own: _OwnRelation) -> None:
        key = re.sub("[^a-z0-9]+", "_", readable_slug(label))[:40].strip("_")
        if not re.match("[a-z]", key):
            key = f"tie_{key}".strip("_")
        while key in RELATIONS or key in _TAKEN_BY_KEYS or key in self._declared:
            key += "_"
        self._declared[key] = own
        self._keys[label] = key

    def _qualifier(self, name: str) -> str:
        """Make a name one that a qualifier can have."""
        made = re.sub("[^a-z0-9]+", "_", name.casefold()).strip("_")
        if len(made) > _LONGEST:
            made = f"{made[:_LONGEST]}_{crc32(name.encode()):08x}"
        if not re.match("[a-z]", made):
            made = f"q_{made}".rstrip("_")
        while made in RELATIONS or made in _FIELDS or made in self._declared:
            made += "_"
        return made


def relation_called(label: str) -> tuple[str, bool] | None:
    """Return the relation of ours that a label means, and whether it is said backward."""
    return _LABELS.get(labels.label(label))


def _words(verb: str) -> str:
    """Make a text safe to stand in a relation's wording, where brackets mean something."""
    return " ".join(text(verb).translate(_ROUND).split())


def _slots(row: Relation) -> dict[str, None]:
    """Return the qualifiers that a relation's wording has a place for."""
    return dict.fromkeys(name for part in WORDINGS for name in slots(getattr(row, part))[0])


def _fillable(template: str) -> bool:
    """Return whether qualifiers can fill every slot of a wording."""
    filled, left = slots(template)
    named = (re.fullmatch("[a-z][a-z0-9_]*", name) and name not in _NO_SLOTS for name in filled)
    return not left and all(named)


# Nouns of which one is something at a body.
_OFFICE = re.compile(rf"(?:is )?(?:the |an? )?((?:[\w-]+ )*(?:{OFFICES})) (?:of|at)", re.IGNORECASE)
_LABELS = labels.labels(RELATIONS)


def called(written: str) -> dict[str, str]:
    """Return the type that a word for a relation stands for, with a title where it has one.

    `chair of` is a role with the title chair.
    """
    if relation_called(written):
        return {"type": written}
    office = _OFFICE.fullmatch(written.replace("_", " "))
    if office:
        return {"type": "role_at", "title": office[1].lower()}
    return {"type": labels.with_noun(written) or written.lower() * written.isupper() or written}


def relation_with_verb(label: str) -> tuple[str, dict[str, str]] | None:
    """Return the relation of ours whose verb a label is, its qualifiers filled in."""
    for key, pattern in _VERBS:
        match = pattern.fullmatch(label)
        if match:
            found = match.groupdict()
            return key, {name[1:]: value for name, value in found.items() if value}
    return None


def _pattern(verb: str) -> re.Pattern[str]:
    """Make of `[is {title}|has a role] at` what matches it with or without a title."""

    def choice(part: str) -> str:
        given, bar, otherwise = part.partition("|")
        slots = re.sub(r"\\{(\w+)(?:\\#|!)?\\}", r"(?P<_\1>.+)", re.escape(given))
        return f"(?:{re.escape(otherwise)}|{slots})" if bar else f"(?:{slots})?"

    pieces = re.split(r"\[([^\[\]]*)\]", verb)
    made = [choice(piece) if i % 2 else re.escape(piece) for i, piece in enumerate(pieces)]
    return re.compile("".join(made), re.DOTALL)


# The plainest verbs first: "is part of" is no membership as "part".
_VERBS = sorted(
    ((row.key, _pattern(row.verb)) for row in RELATIONS.values() if row.verb != "is"),
    key=lambda pair: "?P" in pair[1].pattern,
)
