"""What an import has to say of its file: what was left out or changed, and where."""

import re
from collections.abc import Iterable

from stakegraph.cli._opening import say

_SHOWN = 3  # things of one kind

# A note that begins with where in the file something is.
_PLACED = re.compile(r"((?:[^:]+: )?(?:line|item) \S+|\S+:\d+): (.*)", re.DOTALL)
# What differs between two notes of one kind.
_OWN_WORDS = re.compile(r"'[^']*'|\"[^\"]*\"|[0-9][0-9.,]*")
_OF_A_TABLE = "  "  # how the lines of a table begin, which are all shown


def say_notes(notes: Iterable[str], report: str = "") -> None:
    """Say each note once, in its first place and in how many others, and the first few of a kind.

    The further ones are counted; a `report` has them all.
    """
    from stakegraph.model.sentences import counted

    kinds: dict[str, dict[str, list[str]]] = {}
    for note in notes:
        match = _PLACED.fullmatch(note)
        place, said = match.groups() if match else ("", note)
        kind = said if said.startswith(_OF_A_TABLE) else _OWN_WORDS.sub("…", said)
        kinds.setdefault(kind, {}).setdefault(said, []).append(place)
    for found in kinds.values():
        said_of = list(found.items())
        for said, places in said_of[:_SHOWN]:
            others = f" and {counted(len(places) - 1, 'other place')}" if len(places) > 1 else ""
            times = f" ({len(places):,} times)" if others and not places[0] else ""
            say(f"{places[0]}{others}: {said}" if places[0] else f"{said}{times}")
        more = sum(len(places) for _, places in said_of[_SHOWN:])
        if more:
            where = f"they are in {report}" if report else "--report FILE writes them all"
            say(f"  and {more:,} more like the last: {where}")


def write_report(path: str, notes: Iterable[str]) -> None:
    """Write every note into a file, a line each."""
    from stakegraph.cli._output import Output
    from stakegraph.text.escaping import visible

    Output(path, folders=True).write(f"{visible(note)}\n" for note in notes)
