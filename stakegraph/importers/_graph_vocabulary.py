"""What other programs call the attributes of a graph and the kinds of its nodes."""

from collections.abc import Collection
from typing import Any

from stakegraph.importers._values import words

# What other programs call what we call the first of each.
_NAMES = {
    name: row.split()[0]
    for row in (
        "label name title caption nodelabel edgelabel displayname",
        "type kind category nodetype node_type edgetype relation relationship interaction",
        "start since from_date start_date startdate valid_from",
        "end until to_date end_date enddate valid_to",
        "aliases alias",
        "description summary",
        "note notes comment comments",
        *words("weight status because evidence quotes classification remit unnamed"),
    )
    for name in row.split()
}
# What some formats say once more under another name.
_REPEATS = words("name relation interaction kind")
KINDS = {
    name: row.split()[0]
    for row in (
        "person people human individual persons",
        "organisation organization organisations organizations org institution agency legalentity "
        "lei",
        "post posts position role seat office",
        "partnership partnerships contract consortium alliance project jointventure",
    )
    for name in row.split()
}
# Where and how a program drew a node or an edge: nothing about what it stands for.
DRAWING = words("x y z r g b a size color colour viz shape_type xpos ypos zpos width height fill")


def own_names(data: dict[str, Any], kept: Collection[str] = ()) -> dict[str, Any]:
    """Return attributes under our names; of two that mean the same the one that has our name.

    Those whose names are `kept` mean something else.
    """
    named: dict[str, Any] = {}
    came: dict[str, str] = {}
    for name, value in data.items():
        if value is None or value in ("", [], {}):
            continue
        folded = name.casefold()
        ours = folded if folded in kept else _NAMES.get(folded.replace(" ", "_"), name)
        if ours not in named:
            named[ours], came[ours] = value, name
        elif value == named[ours] and {folded, came[ours].casefold()} & _REPEATS:
            continue
        elif name == ours:
            named[came[ours]], named[ours] = named[ours], value
            came[ours] = name
        else:
            named[name] = value
    return named
