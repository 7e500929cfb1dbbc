"""Values of one type as bytes, and back: what lies in a file instead of in memory."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from msgspec import msgpack

T = TypeVar("T")

_PICKLED = pickle.dumps(0, pickle.HIGHEST_PROTOCOL)[:2]  # with which no MessagePack begins


class Code(Generic[T]):
    """Values of a type as bytes, and back."""

    def __init__(self, type: Any) -> None:
        self._encode = msgpack.Encoder(enc_hook=_plain).encode
        self._decode: Callable[[bytes], T] = msgpack.Decoder(type).decode

    def encode(self, value: T) -> bytes:
        try:
            return self._encode(value)
        except UnicodeEncodeError:  # half of a character
            return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)

    def decode(self, data: bytes) -> T:
        if data.startswith(_PICKLED):
            found: T = pickle.loads(data)  # noqa: S301  (of what `encode` wrote)
            return found
        return self._decode(data)


def _plain(value: Any) -> str:
    """Return a number of a JSON file, a text of a class of its own, as the text that it is."""
    if isinstance(value, str):
        return str(value)
    raise NotImplementedError
