"""How fact files are read, by what their names end in."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from stakegraph.factfile import blocks, jsonl
from stakegraph.factfile.blocks import Block
from stakegraph.factfile.reading import Reading
from stakegraph.model.relations import Relation


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
    if path.endswith(jsonl.SUFFIX):
        return Reader(jsonl.read, jsonl.parts, blocks.blocks_of_lines)
    from stakegraph.factfile import yaml  # its parser takes a while to import

    return Reader(yaml.read, yaml.parts, blocks.blocks)
