"""Where a benchmark runs: its folder with generated files, and how often things are run."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from typing import NamedTuple

from generate import asked
from story import Asked
from timing import Command, Failed, Figures, Run, run

HERE = os.path.dirname(os.path.abspath(__file__))
STOKE = os.path.join(HERE, "..", "..", "data", "stoke.yaml")
OURS = (sys.executable, "-m", "stakegraph")

# Up to here a file need not be compiled: answers may come from the text itself.
SMALL = 20_000

# The files over which the first question was asked in this run.
_BEGUN: set[tuple[str, int]] = set()


class Measure(NamedTuple):
    """A row to be measured: what, with how many facts (0: the bundled file), and how."""

    what: str
    facts: int
    figures: Callable[[], Figures]


class Setting(NamedTuple):
    """The folder of generated files, the sizes and runs that were asked for."""

    folder: str
    sizes: tuple[int, ...]
    runs: int
    seed: int
    peers: str  # the folder in which the other programs are installed

    @property
    def middling(self) -> tuple[int, ...]:
        """Return the sizes that every program can stand."""
        return tuple(size for size in self.sizes if 10_000 <= size <= 100_000) or self.sizes[:1]

    def place(self, name: str) -> str:
        """Return the path of a file in the folder."""
        return os.path.join(self.folder, name)

    def made(self, name: str, script: str, *words: str) -> str:
        """Return the path of a file that a script here writes as its first argument."""
        path = self.place(name)
        if not os.path.exists(path):
            half = f"{path}.part"
            run(Command((sys.executable, os.path.join(HERE, script), half, *words)))
            os.replace(half, path)
        return path

    def facts(self, size: int) -> str:
        """Return the path of the fact file of a size."""
        words = (f"--facts={size}", f"--seed={self.seed}", f"--edges={self._edges(size)}")
        return self.made(f"facts-{size}-{self.seed}.yaml", "generate.py", *words)

    def edges(self, size: int) -> str:
        """Return the path of the edges of the fact file of a size."""
        facts = self.facts(size)
        if not os.path.exists(self._edges(size)):
            os.remove(facts)
            self.facts(size)
        return self._edges(size)

    def _edges(self, size: int) -> str:
        return self.place(f"edges-{size}-{self.seed}.tsv")

    def asked(self, size: int) -> Asked:
        """Return what there is to ask for."""
        return asked(size, self.seed)

    def ours(self, size: int, *words: str, code: int = 0) -> Command:
        """Return a question over the file of a size (0: the bundled one), with its own cache."""
        path = self.facts(size) if size else STOKE
        env = {"XDG_CACHE_HOME": self.place(f"cache-{size}"), "STAKEGRAPH_FACTS": path}
        return Command((*OURS, *words), env, code)

    def warm(self, size: int, *words: str, code: int = 0) -> Command:
        """Return the same once the file is compiled; raise Failed if nothing compiles it."""
        if size and (self.folder, size) not in _BEGUN:
            self.first(size)
        if size > SMALL and not self.kept(size):
            raise Failed("the first question leaves no compiled form in the cache folder")
        return self.ours(size, *words, code=code)

    def first(self, size: int) -> Run:
        """Ask the first question with an empty cache."""
        _BEGUN.add((self.folder, size))
        shutil.rmtree(self.place(f"cache-{size}"), ignore_errors=True)
        return run(self.ours(size, "who-reports-to", self.asked(size).manager))

    def kept(self, size: int) -> int:
        """Return how many bytes the cache has, the names for completion apart."""
        return sum(map(os.path.getsize, _files(self.place(f"cache-{size}"))))


def inside(*words: str, timed: bool = True) -> Command:
    """Return a run of `inside.py`, which times a part of itself."""
    return Command((sys.executable, os.path.join(HERE, "inside.py"), *words), inside=timed)


def _files(folder: str) -> Iterator[str]:
    for place, _, names in os.walk(folder):
        yield from (os.path.join(place, name) for name in names if not name.startswith("names-"))
