"""Fact files -> a database of facts, in which a question finds what it needs.

A small set of facts lies in memory, a large one in a file: the same rules are applied to the same
tables. What many facts need is done by several processes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

RULES = "stakegraph.rules.RULES"

_MUCH = 10_000_000  # bytes of fact files that are read by several processes
_PIECE = 1 << 20  # bytes that are read at once

Progress = Callable[[int], None]


class File(NamedTuple):
    """A fact file: its name, its size in bytes, and what yields its bytes piece by piece."""

    name: str
    size: int
    pieces: Callable[[], Iterable[bytes]]
