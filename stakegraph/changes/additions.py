"""Entries put into a fact file: sources, actors, events, facts, given as data."""

from collections.abc import Callable, Iterator, Sequence
from difflib import unified_diff
from typing import NamedTuple

from stakegraph.changes.entries import look, stated
from stakegraph.changes.files import Change, Edit, FactFiles, State
from stakegraph.errors import UsageError
from stakegraph.factfile import yaml
from stakegraph.factfile.citing import further_evidence
from stakegraph.factfile.fields import Fields, Value, entries
from stakegraph.factfile.layout import spliced
from stakegraph.factfile.mentions import what_of
from stakegraph.factfile.splicing import splice
from stakegraph.factfile.writer import entry
from stakegraph.model.facts import Fact, Origin, united


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

    They go into one file, all of them or none. Where that states a fact already, what is new of its
    evidence is put there. Raises UsageError for an entry that no fact file may have, whose id is
    taken, or with which nothing new is said, and as `FactFiles.change` does.
    """
    additions: list[Addition] = []
    facts: list[Fact] = []

    def edit(state: State) -> Edit:
        additions[:] = plan(state)
        path = files.path(state, (id for each in additions for id in cited(each.given)))
        data = state.contents[path]
        new: list[Addition] = []
        known: list[tuple[Origin, list[Value]]] = []
        facts.clear()
        for each in additions:
            verified, fact = _verified(each, state)
            here = _stated_here(fact, state, path) if fact else None
            if fact:
                facts.append(fact)
            if fact and here:
                known.append((here.origin, _further(fact, here, state)))
            else:
                new.append(verified)
        lines: list[str] = []
        for origin, evidence in sorted(known, reverse=True):  # lines above stay where they are
            cited_now = spliced(data, further_evidence(data, path, origin[1:], evidence))
            lines += _new_lines(data, cited_now)
            data = cited_now
        for each in new:
            found = splice(data, path, *each)
            lines += found.text.decode().strip("\r\n").splitlines()
            data = found.into(data)
        return Edit({path: data}, lines, {id for each in additions for id in cited(each.given)})

    change = files.change(edit, dry=dry)
    (path,) = change.edit.contents
    now = [stated(change.after, fact) for fact in facts]
    return Added(path, additions, [*filter(None, now)], change.edit.lines, change)


def _new_lines(before: bytes, after: bytes) -> list[str]:
    """Return the lines of a file that it did not have before."""
    old, new = (data.decode("utf-8-sig").splitlines() for data in (before, after))
    found = [line[1:] for line in unified_diff(old, new, n=0, lineterm="") if line[0] == "+"]
    return found[1:]  # without the name of the file


def cited(given: Fields) -> Iterator[str]:
    """Yield the ids of the sources that an entry cites."""
    evidence: Value = given.get("evidence", ())
    for each in evidence if isinstance(evidence, tuple) else (evidence,):
        yield str(each["source"]) if isinstance(each, dict) else str(each).partition(" ")[0]


def _verified(addition: Addition, state: State) -> tuple[Addition, Fact | None]:
    """Return an entry with its fields in their order and in their plainest form, and its fact.

    Raises UsageError for what is wrong with it alone, or has an id that is taken.
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
    verified = next(Addition(*each) for each in entries(reading) if each[:2] == (section, key))
    return verified, None if key else reading.facts[0]


def _stated_here(fact: Fact, state: State, path: str) -> Fact | None:
    """Return the fact of a file that states the same as one, as it is there, if there is one."""
    said = stated(state, fact)
    known = look(state, "fact", said.id) if said else None
    here = [origin for origin in known.origins if origin.path == path] if known else []
    found = (each for each in state.reading(path).facts if each.origin in here)
    return next((each for each in found if stated(state, each) == said), None)


def _further(fact: Fact, here: Fact, state: State) -> list[Value]:
    """Return the evidence that one of two facts that state the same has and the other has not.

    Raises UsageError where there is none, or something else is said of the fact besides.
    """
    known = {(each.source, each.at, text) for each in here.evidence for text in ("", each.quote)}
    further: list[Value] = [
        each.given
        for each in united(fact.evidence)
        if (each.source, each.at, each.quote) not in known
    ]
    said = {name: getattr(fact, name) for name in ("id", "because", "note")}
    own = [name for name, text in said.items() if text not in ("", getattr(here, name))]
    if not further or own:
        known_as = stated(state, here)
        edit = f"'stakegraph edit {known_as.id if known_as else here.id}'"
        what = f", without this {own[0]}" if own else ""
        raise UsageError(f"{here.origin} states this already{what}: {edit} opens it")
    return further
