"""What goes from step to step of a compilation by Spark: records of one form, as Arrow batches."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple, get_type_hints

import msgspec

from stakegraph.errors import Problem
from stakegraph.store.tables import batches

if TYPE_CHECKING:
    import pyarrow

_AT_ONCE = 2000  # records

encode = msgspec.msgpack.Encoder().encode
decode = msgspec.msgpack.Decoder().decode
decode_problem = msgspec.msgpack.Decoder(Problem).decode


class Record(NamedTuple):
    """One thing that is known: an entry, a fact, a problem, a conflict, or that an id is mentioned.

    `shard` is the part of the work that it goes to, which takes its records in the order of `step`.
    `n` counts those of a kind; `subject_number` and `object_number` are the `n` of a fact's ends.
    `same_subject` and `same_object` are the ends of a fact once actors that are others are united.
    `cited` are sources; `words`, `numbers` and `blob` are what a kind of record has besides.
    """

    kind: str
    shard: int = 0
    step: int = 0
    n: int = 0
    id: str = ""
    subject: str = ""
    relation: str = ""
    object: str = ""
    subject_kind: str = ""
    object_kind: str = ""
    same_subject: str = ""
    same_object: str = ""
    subject_number: int = -1
    object_number: int = -1
    flags: int = 0
    key: int = 0
    file: int = 0
    line: int = 0
    col: int = 0
    cited: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()
    blob: bytes = b""


_SPARK: dict[Any, str] = {str: "string", int: "bigint", bytes: "binary"}
_SPARK |= {tuple[str, ...]: "array<string>", tuple[int, ...]: "array<bigint>"}
TYPES = {name: _SPARK[type] for name, type in get_type_hints(Record).items()}
SCHEMA = ", ".join(f"`{name}` {type}" for name, type in TYPES.items())


def received(given: Iterable[pyarrow.RecordBatch]) -> Iterator[Record]:
    """Yield the records of Arrow batches."""
    return map(Record._make, received_rows(given))


def received_rows(given: Iterable[pyarrow.RecordBatch]) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of Arrow batches."""
    for batch in given:
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def sent(records: Iterable[Record]) -> Iterator[pyarrow.RecordBatch]:
    """Yield records as Arrow batches."""
    yield from sent_rows(records, TYPES)


def sent_rows(rows: Iterable[Any], types: dict[str, str]) -> Iterator[pyarrow.RecordBatch]:
    """Yield rows as Arrow batches of columns of Spark's types."""
    import pyarrow

    of = {
        "string": pyarrow.string(),
        "bigint": pyarrow.int64(),
        "int": pyarrow.int32(),
        "double": pyarrow.float64(),
        "binary": pyarrow.binary(),
        "array<string>": pyarrow.list_(pyarrow.string()),
        "array<bigint>": pyarrow.list_(pyarrow.int64()),
    }
    schema = pyarrow.schema([(name, of[type]) for name, type in types.items()])
    gc.disable()  # looking for cycles after every few records takes long
    try:
        for some in batches(rows, _AT_ONCE):
            columns = zip(*some, strict=True)
            arrays = [
                _array(column, field.type) for column, field in zip(columns, schema, strict=True)
            ]
            yield pyarrow.RecordBatch.from_arrays(arrays, schema=schema)
    finally:
        gc.enable()


def _array(column: tuple[Any, ...], type: pyarrow.DataType) -> pyarrow.Array:
    """Return a column, as text what is to be text: what JSON says may be a number."""
    import pyarrow

    try:
        return pyarrow.array(column, type)
    except pyarrow.ArrowTypeError:
        if type != pyarrow.string():
            raise
        return pyarrow.array([None if one is None else str(one) for one in column], type)
