"""What somebody asks for taken out of the fact files that say it: a fact, an actor, a source."""

from stakegraph.changes.entries import Found, find
from stakegraph.changes.files import Change, Edit, FactFiles, State
from stakegraph.errors import UsageError
from stakegraph.factfile.layout import spliced
from stakegraph.factfile.removal import removal


def remove(files: FactFiles, text: str, *, of: str = "", dry: bool = False) -> tuple[Found, Change]:
    """Take out every entry that says what a text means, and return that with the change.

    Raises UsageError for a fact that is a field of a post, and as `find` and
    `FactFiles.change` do: what others mention cannot be taken out.
    """
    found: list[Found] = []

    def plan(state: State) -> Edit:
        what = find(state, text, of)
        found.append(what)
        if what.is_field:
            entry = str(what.origins[0])
            message = f"{what.id} is 'at' of the post in {entry}: 'stakegraph edit {what.id}'"
            raise UsageError(f"{message} opens it there")
        contents = dict(state.contents)
        for origin in sorted(what.origins, reverse=True):
            data = contents[origin.path]
            contents[origin.path] = spliced(data, removal(data, origin.path, origin[1:]))
        return Edit(contents)

    change = files.change(plan, dry=dry)
    return found[0], change
