"""How fact files are read, by what their names end in."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from stakegraph.factfile import blocks, jsonl, yaml
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


_YAML = Reader(yaml.read, yaml.parts, blocks.blocks)
_JSON_LINES = Reader(jsonl.read, jsonl.parts, blocks.blocks_of_lines)


def reader(path: str) -> Reader:
    """Return what reads a file of this name; what is not called JSON Lines is YAML."""
    return _JSON_LINES if path.endswith(jsonl.SUFFIX) else _YAML
