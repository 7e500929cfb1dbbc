"""Two actors that are one, said in the entry of one of them."""

from stakegraph.changes.entries import look
from stakegraph.changes.files import Change, Edit, FactFiles, State
from stakegraph.errors import UsageError
from stakegraph.factfile.fields import Fields
from stakegraph.factfile.splicing import further_fields
from stakegraph.model.names import Named, resolve_name


def merge(
    files: FactFiles, kept: str, other: str, because: str, *, dry: bool = False
) -> tuple[Named, Named, Change]:
    """Say of one actor that it is another one, whose id is kept, and how that is known.

    Returns the two, and the change. Raises UsageError where they are one already or the other has a
    reason for something else, and as names and `FactFiles.change` do.
    """
    meant: list[Named] = []

    def plan(state: State) -> Edit:
        one, same = (resolve_name(name, state.store) for name in (kept, other))
        meant[:] = [one, same]
        if one.id == same.id:
            raise UsageError(f"{kept!r} and {other!r} are one already: {one.id}")
        entry = look(state, "actor", same.id)
        assert entry  # the store has it of one of the files
        both = {each.id: each for each in state.store.actors([one.id, same.id])}
        if {one.id, same.id} & {each.id for two in both.values() for each in two.different_from}:
            raise UsageError(f"{one.id} and {same.id} are said to be different")
        actor = both[same.id]
        if actor.because or actor.different_from:
            message = f"{same.id} has a 'because' already: 'stakegraph edit {same.id}'"
            raise UsageError(f"{message} opens it, to add 'same_as: {one.id}'")
        origin = entry.origins[0]
        data = state.contents[origin.path]
        given: Fields = {"same_as": one.id, "because": because}
        splice = further_fields(data, origin.path, origin[1:], given)
        return Edit({origin.path: splice.into(data)})

    change = files.change(plan, dry=dry)
    return meant[0], meant[1], change
