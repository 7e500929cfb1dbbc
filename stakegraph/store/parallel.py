"""What several processes do for a large set of facts: read blocks of its files, apply rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from stakegraph.factfile.blocks import Block, NotPlain
from stakegraph.factfile.readers import reader
from stakegraph.model.relations import Relation
from stakegraph.rules.rule import Rule
from stakegraph.store.batch import Batch, batch_of
from stakegraph.store.groups import Findings, GroupBatch, findings
from stakegraph.store.workers import Workers


class ReadTask(msgspec.Struct, array_like=True):
    """A block of a file to read, with what reading it takes; `name` stands for its path."""

    block: Block
    path: str
    name: str
    relations: dict[str, Relation]


_encode = msgspec.msgpack.Encoder().encode
_decode_task = msgspec.msgpack.Decoder(ReadTask).decode
_decode_batches = msgspec.msgpack.Decoder(list[Batch]).decode
_decode_groups = msgspec.msgpack.Decoder(GroupBatch).decode
_decode_findings = msgspec.msgpack.Decoder(Findings).decode


def read_blocks(
    workers: Workers,
    path: str,
    name: str,
    pieces: Iterable[bytes],
    known: Mapping[str, Relation],
) -> Iterator[Batch | None]:
    """Yield what a file says, block by block; None, last, where a block cannot stand alone."""
    relations = dict(known)
    try:
        tasks = (
            _encode(ReadTask(block, path, name, relations)) for block in reader(path).blocks(pieces)
        )
        for answer in workers.run(f"{__name__}.read_task", tasks):
            batches = _decode_batches(answer)
            yield from batches
            if not batches:
                yield None
    except NotPlain:
        yield None


def read_task(message: bytes, rules: tuple[Rule, ...]) -> bytes:
    """Return what a block of a file says, nothing where it cannot be read by itself."""
    task = _decode_task(message)
    chunks, line = task.block.as_file()
    batches = []
    for reading in reader(task.path).parts(chunks, task.name, task.relations, line):
        if reading.is_broken:  # it may be cut where no entry ends
            return _encode([])
        batches.append(batch_of(reading, rules))
    return _encode(batches)


def find(workers: Workers, groups: Iterable[GroupBatch]) -> Iterator[Findings]:
    """Yield what the rule of each batch of groups finds in it."""
    for answer in workers.run(f"{__name__}.find_task", map(_encode, groups)):
        yield _decode_findings(answer)


def find_task(message: bytes, rules: tuple[Rule, ...]) -> bytes:
    """Return what a rule finds in a batch of groups."""
    return _encode(findings(_decode_groups(message), rules))
