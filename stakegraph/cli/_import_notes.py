"""What an import has to say of its file: what was left out or changed, and where."""

import re
from collections import defaultdict
from collections.abc import Iterable

from stakegraph.cli._opening import say

_SHOWN = 3  # things of one kind

# A note that begins with where in the file something is.
_PLACED = re.compile(r"((?:[^:]+: )?(?:line|item) \S+|\S+:\d+): (.*)", re.DOTALL)
# What differs between two notes of one kind.
_OWN_WORDS = re.compile(r"'[^']*'|\"[^\"]*\"|[0-9][0-9.,]*")
_OF_A_TABLE = "  "  # how the lines of a table begin, which are all shown


class _Kind:
    """The notes of one kind: the first few with their first place, and how many more there are."""

    def __init__(self) -> None:
        self.first: dict[str, tuple[str, int]] = {}
        self.more = 0

    def add(self, place: str, said: str) -> None:
        if said in self.first or len(self.first) < _SHOWN:
            first, times = self.first.get(said, (place, 0))
            self.first[said] = first, times + 1
        else:
            self.more += 1


def say_notes(notes: Iterable[str], report: str = "") -> None:
    """Say each note once, in its first place and in how many others, and the first few of a kind.

    The further ones are counted; a `report` has them all.
    """
    from stakegraph.model.sentences import counted

    kinds: dict[str, _Kind] = defaultdict(_Kind)
    for note in notes:
        match = _PLACED.fullmatch(note)
        place, said = match.groups() if match else ("", note)
        kinds[said if said.startswith(_OF_A_TABLE) else _OWN_WORDS.sub("…", said)].add(place, said)
    for kind in kinds.values():
        for said, (place, times) in kind.first.items():
            others = f" and {counted(times - 1, 'other place')}" if times > 1 else ""
            again = f" ({times:,} times)" if others else ""
            say(f"{place}{others}: {said}" if place else f"{said}{again}")
        if kind.more:
            where = f"they are in {report}" if report else "--report FILE writes them all"
            say(f"  and {kind.more:,} more like the last: {where}")


def write_report(path: str, notes: Iterable[str]) -> None:
    """Write every note into a file, a line each."""
    from stakegraph.cli._output import Output
    from stakegraph.text.escaping import visible

    Output(path, folders=True).write(f"{visible(note)}\n" for note in notes)
