"""Entries put into a fact file: sources, actors, events, facts, given as data."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from stakegraph.changes.entries import look, stated
from stakegraph.changes.files import Change, Edit, FactFiles, State
from stakegraph.errors import UsageError
from stakegraph.factfile import yaml
from stakegraph.factfile.fields import Fields, Value, entries
from stakegraph.factfile.mentions import what_of
from stakegraph.factfile.splicing import splice
from stakegraph.factfile.writer import entry
from stakegraph.model.facts import Fact
from stakegraph.rules.merge import place


class Addition(NamedTuple):
    """An entry that is to be put under an id into a section, or a fact ("") into `facts`."""

    section: str
    key: str
    given: Fields


class Added(NamedTuple):
    """What was added, or would be, to the file of a path.

    `facts` are those among it as they are now, `lines` what stands in the file now.
    """

    path: str
    additions: Sequence[Addition]
    facts: Sequence[Fact]
    lines: Sequence[str]
    change: Change


def add(
    files: FactFiles, plan: Callable[[State], Sequence[Addition]], *, dry: bool = False
) -> Added:
    """Add the entries that a plan gives for what the files say; of a `dry` change none is written.

    They go into one file, all of them or none. Raises UsageError for an entry that no fact file may
    have, whose id is taken, or that states what is stated there already, and as
    `FactFiles.change` does.
    """
    additions: list[Addition] = []

    def edit(state: State) -> Edit:
        additions[:] = plan(state)
        path = files.path(state, (id for each in additions for id in cited(each.given)))
        data = state.contents[path]
        lines: list[str] = []
        for each in additions:
            found = splice(data, path, *_verified(each, state, path))
            lines += found.text.decode().strip("\r\n").splitlines()
            data = found.into(data)
        return Edit({path: data}, lines)

    change = files.change(edit, dry=dry)
    (path,) = change.edit.contents
    count = sum(not each.key for each in additions)
    facts = [stated(change.after, fact) for fact in _last(change.after, path, count)]
    return Added(path, additions, [*filter(None, facts)], change.edit.lines, change)


def _last(state: State, path: str, count: int) -> Sequence[Fact]:
    """Return so many of the last facts of a file."""
    facts = state.reading(path).facts
    return facts[len(facts) - count :]


def cited(given: Fields) -> Iterator[str]:
    """Yield the ids of the sources that an entry cites."""
    evidence: Value = given.get("evidence", ())
    for each in evidence if isinstance(evidence, tuple) else (evidence,):
        yield str(each["source"]) if isinstance(each, dict) else str(each).partition(" ")[0]


def _verified(addition: Addition, state: State, path: str) -> Addition:
    """Return an entry with its fields in their order and in their plainest form.

    Raises UsageError for what is wrong with it alone, is there already, or has its id.
    """
    section, key, given = addition
    text = f"stakegraph: 1\n{section}:\n{entry(key, given)}"
    reading = yaml.read(text.encode(), "", state.store.relations)
    for problem in reading.problems:
        if problem.severity == "error":
            raise UsageError(f"nothing is written: {problem.message}")
    if key and (known := look(state, what_of(section), key)):
        taken = known.origins[0].path
        raise UsageError(f"{taken}: there is an entry {key!r} in {section} already")
    for fact in reading.facts if not key else ():
        _refuse_stated(fact, state, path)
    return next(Addition(*each) for each in entries(reading) if each[:2] == (section, key))


def _refuse_stated(fact: Fact, state: State, path: str) -> None:
    """Raise UsageError where a file states a fact already."""
    said = stated(state, fact)
    known = look(state, "fact", said.id) if said else None
    if known and (here := [origin for origin in known.origins if origin.path == path]):
        edit = f"'stakegraph edit {known.id}'"
        raise UsageError(f"{place(here[0])} states this already: {edit} adds evidence to it")
