"""How fact files are read, by what their names end in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from stakegraph.factfile.reading import Reading
from stakegraph.model.relations import Relation

if TYPE_CHECKING:
    from stakegraph.factfile.blocks import Block

JSON_LINES = ".jsonl"


class Reader(NamedTuple):
    """What reads a kind of fact file.

    `read(data, path, relations)` reads a whole file, `parts(chunks, path, relations, line)` one of
    any size part by part, and `blocks(chunks)` cuts one into files that can be read apart.
    """

    read: Callable[[bytes, str, Mapping[str, Relation]], Reading]
    parts: Callable[[Iterable[bytes], str, Mapping[str, Relation], int], Iterator[Reading]]
    blocks: Callable[[Iterable[bytes]], Iterator[Block]]


def reader(path: str) -> Reader:
    """Return what reads a file of this name; what is not called JSON Lines is YAML."""
    # Each kind alone is loaded, and what cuts a file only for a large one: start-up is felt.
    if path.endswith(JSON_LINES):
        from stakegraph.factfile import jsonl

        return Reader(jsonl.read, jsonl.parts, _blocks_of_lines)
    from stakegraph.factfile import yaml

    return Reader(yaml.read, yaml.parts, _blocks)


def _blocks(chunks: Iterable[bytes]) -> Iterator[Block]:
    from stakegraph.factfile.blocks import blocks

    return blocks(chunks)


def _blocks_of_lines(chunks: Iterable[bytes]) -> Iterator[Block]:
    from stakegraph.factfile.blocks import blocks_of_lines

    return blocks_of_lines(chunks)
