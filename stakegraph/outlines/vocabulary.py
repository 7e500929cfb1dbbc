"""The vocabulary of fact files in words."""

from itertools import groupby

from stakegraph.model.relations import HEADINGS, PARTNERSHIP, PARTNERSHIPS, REPORTING
from stakegraph.model.sentences import counted, enumerated
from stakegraph.outlines import Item, Outline
from stakegraph.questions.vocabulary import Described, Kind, Kinds, Qualifier, Relations

# What a relation is that has a column of this name.
MEANS = {
    "symmetric": "it holds both ways",
    "acyclic": "a circle of it is a mistake",
    "exclusive": "there is one at a time",
    "act": "it is done once, on a day",
    "of_post": "it says where a post is",
    "partners": "those whom it ties to one partnership are partners",
    "client": "its subject is a client of its object",
    "divides": "its subjects have shares of its object",
}
_PARTNERS = "its two ends are partners"  # where it goes to no partnership
_LINE = "it is a reporting line, from who is below to who is above"


def outline(result: Relations | Kinds) -> Outline:
    """Put relations, or kinds of actor, in words."""
    return _relations(result) if isinstance(result, Relations) else _kinds(result)


def means(row: Described) -> str:
    """Say what a relation means besides its words."""
    fills = f"who has it has {row.fills} where the post is" if row.fills else ""
    contrary = f"{row.contrary} is contrary to it" if row.contrary else ""
    said = {**MEANS}
    if PARTNERSHIP not in row.objects:
        said["partners"] = _PARTNERS if row.family == PARTNERSHIPS else ""
    line = _LINE if row.family == REPORTING else ""
    return "; ".join(filter(None, (line, *(said[name] for name in row.means), fills, contrary)))


def ends(row: Described) -> str:
    """Say between which kinds of actor a relation is."""
    return f"from {enumerated([*row.subjects], 'or')} to {enumerated([*row.objects], 'or')}"


def taken(qualifier: Qualifier) -> str:
    """Name a qualifier, with the values that it may have."""
    choices = enumerated([*qualifier.choices], "or")
    return f"{qualifier.name} ({choices})" if choices else qualifier.name


def _relations(result: Relations) -> Outline:
    groups = []
    by_family = sorted(result.relations, key=lambda row: [*HEADINGS].index(row.family))
    for family, rows in groupby(by_family, key=lambda row: row.family):
        items = tuple(map(_relation, rows))
        heading = HEADINGS[family]
        heading = heading if heading == family else f"{family}: {heading}"
        groups.append(Item(text=heading, items=items))
    own = sum(row.own for row in result.relations)
    closing = counted(len(result.relations), "relation")
    if own:
        some = "" if own == len(result.relations) else f"{own} of them "
        closing += f", {some}declared in these facts"
    return Outline(
        title="Relations" + (f": {result.of}" if result.of else ""),
        items=tuple(groups),
        closing=(f"{closing}.",),
    )


def _relation(row: Described) -> Item:
    told, said = row.example, means(row)
    now = told.forward, told.backward
    others = {
        "of what is over": (told.past, told.past_backward),
        "of what is to come": (told.future, told.future_backward),
    }
    qualifiers = ", ".join(map(taken, row.qualifiers))
    notes = (
        "declared in these facts" if row.own else "",
        told.fact,
        "; ".join(dict.fromkeys(now)),
        *(f"{of}: {'; '.join(dict.fromkeys(one))}" for of, one in others.items() if one != now),
        said,
    )
    return Item(
        text=f"{row.key}: {ends(row)}" + (f"; takes {qualifiers}" if qualifiers else ""),
        cells={
            "relation": row.key,
            "from": ", ".join(row.subjects),
            "to": ", ".join(row.objects),
            "takes": qualifiers,
        },
        notes=tuple(filter(None, notes)),
    )


def _kinds(result: Kinds) -> Outline:
    items = tuple(map(_kind, result.kinds))
    closing = "'stakegraph relations' shows what may be said between them."
    return Outline(title="Kinds of actor", items=items, closing=(closing,))


def _kind(kind: Kind) -> Item:
    others = ", ".join(name for name in kind.fields if name != kind.named_by)
    words = ", ".join(kind.kinds)
    notes = (
        f"kind: {words}" if words else "",
        f"also: {others}",
        f"relations from it: {', '.join(kind.relations_from)}",
        f"relations to it: {', '.join(kind.relations_to)}",
    )
    return Item(
        text=f"{kind.key}: listed under {kind.section}, named by its {kind.named_by}",
        cells={"kind": kind.key, "section": kind.section, "named by": kind.named_by},
        notes=tuple(filter(None, notes)),
    )
