"""An id renamed wherever it stands in the fact files."""

from collections.abc import Iterator

from stakegraph.changes.entries import Found, find
from stakegraph.changes.files import Change, Edit, FactFiles, State
from stakegraph.errors import UsageError, shortened
from stakegraph.factfile.layout import spliced
from stakegraph.factfile.mentions import Mention, What, mentions
from stakegraph.factfile.renaming import renaming
from stakegraph.factfile.schema import is_id
from stakegraph.factfile.validation import no_id

# What shares its ids with others.
_SPACES: dict[What, tuple[What, ...]] = {"fact": ("fact", "event"), "event": ("fact", "event")}


def rename(
    files: FactFiles, id: str, new: str, *, of: str = "", dry: bool = False
) -> tuple[Found, Change]:
    """Give what has an id another one, and return what it is with the change.

    Raises UsageError where nothing has the id, or the new one is taken or stands for something
    somewhere, and as `FactFiles.change` does.
    """
    found: list[Found] = []

    def plan(state: State) -> Edit:
        what = _declared(state, id, of)
        found.append(what)
        if not is_id(new):
            raise UsageError(no_id(new))
        _refuse_taken(state, what, new)
        contents = {}
        for path, data in state.contents.items():
            there = renaming(data, path, what.what, id, new, state.store.relations)
            contents[path] = spliced(data, there)
        return Edit(contents)

    # Every warning that names the id is another one now.
    change = files.change(plan, dry=dry, warn=False)
    return found[0], change


def _declared(state: State, id: str, of: str) -> Found:
    """Return what an id is given to in a file; raises UsageError for one that is made of others."""
    what = find(state, id, of)
    if what.what == "fact":
        given = (each.id for each in _mentions(state, id) if each.declares and each.what == "fact")
        if not any(given):
            message = f"the id {id} is made of what the fact says: 'stakegraph edit {id}'"
            raise UsageError(f"{message} opens it, to give it an 'id'")
    if what.id != id:
        raise UsageError(f"nothing has the id {shortened(id)!r}: did you mean {what.id!r}?")
    return what


def _refuse_taken(state: State, what: Found, new: str) -> None:
    space = _SPACES.get(what.what, (what.what,))
    for each in _mentions(state, new):
        if each.what in space:
            says = "has" if each.declares else "mentions"
            raise UsageError(f"{new!r} is taken: an entry {says} it already")


def _mentions(state: State, id: str) -> Iterator[Mention]:
    for path, data in state.contents.items():
        yield from mentions(data, path, {*state.store.relations}, (id,))
