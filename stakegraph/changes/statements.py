"""A statement as it is spoken, put into a fact file: names and words become ids and keys."""

from collections.abc import Mapping
from typing import NamedTuple

from stakegraph.changes.additions import Added, Addition, add
from stakegraph.changes.files import FactFiles, State
from stakegraph.changes.names import NOBODY, Cast, New
from stakegraph.errors import UsageError, shortened
from stakegraph.factfile.fields import Fields, Value
from stakegraph.model.labels import label, labels, meant
from stakegraph.model.relations import ORGANISATION, POST, Relation
from stakegraph.text.suggestions import did_you_mean


class Statement(NamedTuple):
    """A statement: `who` stands in a `relation` `to` somebody, each named as it is typed.

    The relation is its key or its words, forward or backward; `at` is where a post among the two
    is. `given` is what else the fact has, by the names of its fields: qualifiers, dates, evidence.
    """

    who: str
    relation: str
    to: str
    at: str = ""
    given: Mapping[str, Value] = {}


def add_statement(
    files: FactFiles, statement: Statement, new: New = NOBODY, *, dry: bool = False
) -> Added:
    """Add a statement with the actors that it needs, all of it or nothing.

    Raises Unsure where it must be known who is meant, or whether somebody is `new`, and as `add`
    does.
    """
    return add(files, lambda state: additions(statement, state, new), dry=dry)


def additions(statement: Statement, state: State, new: New = NOBODY) -> list[Addition]:
    """Return the entries of a statement, those of actors that are made for it first."""
    row, is_backward = relation_of(statement.relation, state)
    cast = Cast(state.store, new, places_of(statement.given.get("evidence", ())))
    kinds = [row.subjects, row.objects]
    if statement.at and not any(POST in each for each in kinds):
        raise UsageError(f"--at says where a post is: {row.key} joins none")
    place = cast.id(statement.at, (ORGANISATION,)) if statement.at else ""
    names = [statement.who, statement.to][:: -1 if is_backward else 1]
    ends = [cast.id(name, some, place) for name, some in zip(names, kinds, strict=True)]
    if place and POST not in map(cast.kind, ends):
        raise UsageError(f"--at says where a post is: neither {ends[0]} nor {ends[1]} is one")
    given = with_speakers(statement.given, cast)
    fact: Fields = {"who": ends[0], row.key: ends[1], **given}
    return [*cast.additions, Addition("facts", "", fact)]


def relation_of(text: str, state: State) -> tuple[Relation, bool]:
    """Return the relation that a text means, and whether its words are said backward."""
    relations = state.store.relations
    found = labels(relations).get(label(text))
    if found is None:
        key, is_backward = meant(text, relations) or ("", False)
        near = f": did you mean {key!r}?" if key else ""
        if is_backward:
            near = f": did you mean {key!r}, with the names the other way round?"
        near = near or did_you_mean("_".join(text.casefold().split()), relations)
        there = near or f"; there are {', '.join(relations)}"
        raise UsageError(f"no relation is called {shortened(text)!r}{there}")
    key, is_backward = found
    return relations[key], is_backward


def with_speakers(given: Mapping[str, Value], cast: Cast) -> Fields:
    """Return fields in which whose word something is has the id of the actor who is called so."""
    speakers = given.get("according_to", ())
    words = speakers if isinstance(speakers, tuple) else (speakers,)
    ids = tuple(cast.is_there(str(each)) or each for each in words)
    return {**given, "according_to": ids[0] if len(ids) == 1 else ids}


def places_of(evidence: Value) -> Value:
    """Return the places that are cited, without the words that stand there."""
    cited = []
    for each in evidence if isinstance(evidence, tuple) else (evidence,):
        if isinstance(each, dict):
            each = f"{each['source']} {each.get('at', '')}".strip()
        cited.append(each)
    places = tuple(dict.fromkeys(map(str, cited)))
    return places[0] if len(places) == 1 else places
