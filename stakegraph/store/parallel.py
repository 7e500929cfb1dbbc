"""What several processes do for a large set of facts: read blocks of its files, apply rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

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


_DECLARING = b"relations"  # which stands where a block declares any
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
    """Yield what a file says, block by block; None, last, where a block cannot stand alone.

    The relations that its first block declares are known to all others.
    """
    relations = dict(known)
    try:
        blocks = iter(reader(path).blocks(pieces))
        first = next(blocks)
        apart, rest = (
            ([first], blocks) if _DECLARING in first.text else ([], chain([first], blocks))
        )
        for some in (apart, rest):
            tasks = (_encode(ReadTask(block, path, name, relations)) for block in some)
            for answer in workers.run(f"{__name__}.read_task", tasks):
                batches = _decode_batches(answer)
                if some is apart:
                    relations |= {row.key: row for each in batches for row, _, _ in each.declared}
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
