"""What a relation that a fact file declares must meet, by itself and beside the others."""

from collections.abc import Iterator, Mapping

from stakegraph.model.relations import (
    ACTING,
    DESIGNATE,
    NAMING,
    OF_QUALIFIERS,
    ORGANISATION,
    PERSON,
    POST,
    Relation,
)

_HELD_AS = (*ACTING, DESIGNATE)


def misfits(row: Relation) -> Iterator[tuple[str, str]]:
    """Yield the columns of a relation that do not fit its others, each with what is wrong."""
    ends = {"choices": (), "examples": ("who", row.key)}
    for column in OF_QUALIFIERS:
        for name, _ in getattr(row, column):
            if name not in (*row.qualifiers, *ends[column]):
                yield column, f"{name!r} is none of the qualifiers of {row.key}"
    for name, value in row.examples:
        if name in row.qualifiers and not row.takes(name, value):
            yield "examples", f"{value!r} is none of the choices of {name!r}"
    if row.of_post and (row.subjects, row.objects) != ((POST,), (ORGANISATION,)):
        yield "of_post", "where a post is needs 'from: [post]' and 'to: [organisation]'"
    if row.fills and (row.subjects, row.objects) != ((PERSON,), (POST,)):
        yield "fills", "who fills a post needs 'from: [person]' and 'to: [post]'"
    if row.fills and "as" in row.qualifiers and not _is_of_holders(row):
        words = ", ".join(_HELD_AS)
        yield "fills", f"how a post is held is one of these: write 'choices: {{as: [{words}]}}'"


def strangers(row: Relation, relations: Mapping[str, Relation]) -> Iterator[tuple[str, str]]:
    """Yield the columns that name a relation which cannot stand there, each with what is wrong."""
    for column in NAMING:
        named = getattr(row, column)
        if named and (named not in relations or named == row.key):
            yield column, f"no other relation is called {named!r}"
    filled = relations.get(row.fills)
    if filled and not (PERSON in filled.subjects and ORGANISATION in filled.objects):
        yield "fills", f"{filled.key!r} joins no person to an organisation"


def paired(relations: Mapping[str, Relation]) -> dict[str, Relation]:
    """Return some relations, each with a contrary that is the contrary of another."""
    found = dict(relations)
    for row in relations.values():
        other = found.get(row.contrary)
        if other and not other.contrary:
            found[other.key] = other._replace(contrary=row.key)
    return found


def _is_of_holders(row: Relation) -> bool:
    choices = dict(row.choices).get("as", ("",))
    return all(choice in _HELD_AS for choice in choices)
