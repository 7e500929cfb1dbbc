"""The vocabulary of fact files: relations, own ones included, and kinds of actor."""

from collections.abc import Iterable, Mapping
from typing import get_args

from stakegraph.factfile.schema import ENTRIES
from stakegraph.factfile.writer import inline
from stakegraph.model.facts import Actor, Fact, Origin
from stakegraph.model.relations import (
    ACTOR_KINDS,
    MEANINGS,
    ORGANISATION,
    PARTNERSHIP,
    PERSON,
    POST,
    RELATIONS,
    Classification,
    Relation,
)
from stakegraph.model.sentences import is_worded_as_to_come, sentence
from stakegraph.questions.results import Result, shown

# Who stands in the examples, by id: the first two of a kind are its usual ends.
_SAMPLES = {
    PERSON: {"ann": "Ann Lee", "bea": "Bea Moss"},
    ORGANISATION: {"acme": "Acme", "bolt": "Bolt Cranes", "leeds": "Leeds"},
    POST: {"head": "head of the harbour", "deputy": "deputy head"},
    PARTNERSHIP: {"alliance": "the Quay Alliance", "pier": "the Pier Project"},
}


class Qualifier(Result, frozen=True, kw_only=True):
    """What more a fact may say: under which name, one of which values ("" is any), an example."""

    name: str
    choices: tuple[str, ...]
    example: str


class Example(Result, frozen=True, kw_only=True):
    """A fact as a fact file has it, and as sentences: of now, over and to come, from both ends."""

    fact: str
    forward: str
    backward: str
    past: str
    past_backward: str
    future: str
    future_backward: str


class Described(Result, frozen=True, kw_only=True):
    """A relation: between which kinds it is, what it means, and how it is said.

    `means` are the columns that are true of it, `fills` and `contrary` the relations that it names;
    one that is `own` is declared in these facts.
    """

    key: str
    family: str
    subjects: tuple[str, ...]
    objects: tuple[str, ...]
    verb: str
    inverse: str
    past: str
    past_inverse: str
    after: str
    plural: str
    plural_inverse: str
    future: str
    future_inverse: str
    qualifiers: tuple[Qualifier, ...]
    means: tuple[str, ...]
    fills: str
    contrary: str
    own: bool
    example: Example


class Relations(Result, frozen=True, kw_only=True):
    """The relations that a fact may state, or those `of` a word, "" for all."""

    of: str
    relations: tuple[Described, ...]


class Kind(Result, frozen=True, kw_only=True):
    """A kind of actor: in which section it stands, what names it, and what else may be said of it.

    `kinds` are what its own field `kind` may say, of an organisation, or says in these facts.
    """

    key: str
    section: str
    named_by: str
    fields: tuple[str, ...]
    kinds: tuple[str, ...]
    relations_from: tuple[str, ...]
    relations_to: tuple[str, ...]


class Kinds(Result, frozen=True, kw_only=True):
    """The kinds of actor."""

    kinds: tuple[Kind, ...]


def relations(
    rows: Mapping[str, Relation], actors: Mapping[str, Actor] | None = None, of: str = ""
) -> Relations:
    """Return relations, described; `actors` are those whom the examples of own ones name."""
    return Relations(of=of, relations=tuple(_described(row, actors or {}) for row in rows.values()))


def kinds(rows: Mapping[str, Relation], in_use: Iterable[str] = ()) -> Kinds:
    """Return the kinds of actor; `in_use` is what classifies any in these facts.

    What classifies partnerships is what their author says.
    """
    listed = get_args(Classification)
    classified = {ORGANISATION: listed, PARTNERSHIP: [one for one in in_use if one not in listed]}
    found = (
        shown(
            Kind,
            kind,
            key=key,
            fields=ENTRIES[kind.section].__struct_encode_fields__,
            kinds=tuple(classified.get(key, ())),
            relations_from=tuple(row.key for row in rows.values() if key in row.subjects),
            relations_to=tuple(row.key for row in rows.values() if key in row.objects),
        )
        for key, kind in ACTOR_KINDS.items()
    )
    return Kinds(kinds=tuple(found))


def _described(row: Relation, actors: Mapping[str, Actor]) -> Described:
    choices, examples = dict(row.choices), dict(row.examples)
    return shown(
        Described,
        row,
        qualifiers=tuple(
            Qualifier(
                name=name, choices=tuple(choices.get(name, ())), example=examples.get(name, "")
            )
            for name in row.qualifiers
        ),
        means=tuple(name for name in MEANINGS if getattr(row, name)),
        own=row.key not in RELATIONS,
        example=_example(row, actors),
    )


def _example(row: Relation, actors: Mapping[str, Actor]) -> Example:
    """Return a fact with the examples of its row; ends that the row does not name are invented."""
    given = dict(row.examples)
    known = {**_sample_actors(), **actors}
    subject, object = given.pop("who", ""), given.pop(row.key, "")
    if subject not in known or known[subject].kind not in row.subjects:
        subject = _sample(row.subjects[0], unlike=object)
    if object not in known or known[object].kind not in row.objects:
        object = _sample(row.objects[0], unlike=subject)
    for name, options in row.choices:
        given.setdefault(name, options[0])
    fact = Fact(
        id="", subject=subject, relation=row.key, object=object, qualifiers=given, origin=_NOWHERE
    )

    def told(tense: str = "", *, backward: bool = False) -> str:
        text = sentence(fact, known, row, backward=backward, tense=tense)
        is_told = tense != "to come" or is_worded_as_to_come(row, given, tense, backward=backward)
        return text if is_told else f"{text} ({tense})"

    fields = {"who": subject, row.key: object, **given}
    return Example(
        fact=f"{{{', '.join(f'{name}: {inline(value)}' for name, value in fields.items())}}}",
        forward=told(),
        backward=told(backward=True),
        past=told("former"),
        past_backward=told("former", backward=True),
        future=told("to come"),
        future_backward=told("to come", backward=True),
    )


_NOWHERE = Origin("", 0, 0)


def _sample(kind: str, unlike: str) -> str:
    return next(id for id in _SAMPLES[kind] if id != unlike)


def _sample_actors() -> dict[str, Actor]:
    return {
        id: Actor(id=id, kind=kind, name=name, origin=_NOWHERE)
        for kind, names in _SAMPLES.items()
        for id, name in names.items()
    }
