"""Fact files -> a database of facts, in which a question finds what it needs.

A small set of facts lies in memory, a large one in a file: the same rules are applied to the same
tables. What many facts need is done by several processes.
"""

from __future__ import annotations

import gc
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from hashlib import blake2b
from typing import NamedTuple

import msgspec

from stakegraph.errors import UsageError
from stakegraph.factfile import yaml
from stakegraph.factfile.blocks import Block, blocks
from stakegraph.factfile.pieces import NotPlain
from stakegraph.model.relations import RELATIONS, Relation
from stakegraph.rules.rule import Rule
from stakegraph.store import driver, names
from stakegraph.store.batch import Batch, batch_of
from stakegraph.store.intake import Intake, OtherRelations
from stakegraph.store.schema import APPLICATION, INDEXES, TABLES, VIEWS
from stakegraph.store.settling import deduplicate
from stakegraph.store.tables import Tables
from stakegraph.store.workers import Workers, processors

RULES = "stakegraph.rules.RULES"

_MUCH = 10_000_000  # bytes of fact files that are read by several processes
_PIECE = 1 << 20  # bytes that are read at once

Progress = Callable[[int], None]


class File(NamedTuple):
    """A fact file: its name, its size in bytes, and what yields its bytes piece by piece."""

    name: str
    size: int
    pieces: Callable[[], Iterable[bytes]]
