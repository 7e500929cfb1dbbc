"""What is read of a file: its bytes, or the open file, of which a reader takes a part at a time."""

from __future__ import annotations

import io
from codecs import getincrementaldecoder
from collections.abc import Iterator
from contextlib import suppress
from typing import BinaryIO

from stakegraph.errors import UsageError

Content = bytes | BinaryIO

_PIECE = 1 << 20  # bytes
_MOST = 1 << 30  # bytes that are read at once
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def opened(data: Content) -> BinaryIO:
    """Return a file from its beginning."""
    if isinstance(data, bytes):
        return io.BytesIO(data)
    data.seek(0)
    return data


def whole(data: Content) -> bytes:
    """Return all that is in a file; raises UsageError where that is far too much."""
    if isinstance(data, bytes):
        return data
    found = opened(data).read(_MOST + 1)
    if len(found) > _MOST:
        name = getattr(data, "name", "")
        told = f"{name}: the file" if name else "the file"
        raise UsageError(f"{told} has more than {_MOST >> 20:,} MB, and is read at once")
    return found


def head(data: Content, size: int) -> bytes:
    """Return how a file begins."""
    return data[:size] if isinstance(data, bytes) else opened(data).read(size)


def encoding(data: Content) -> str:
    """Return UTF-8 or, with its mark, UTF-16."""
    return "utf-16" if head(data, 2).startswith(_UTF_16) else "utf-8-sig"


def is_encoded(data: Content, encoding: str) -> bool:
    """Return whether a file is text of an encoding."""
    decoder = getincrementaldecoder(encoding)()
    file = opened(data)
    try:
        while piece := file.read(_PIECE):
            decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def text_lines(data: Content, encoding: str) -> Iterator[str]:
    """Yield the lines of a text, each with its end, whichever it is."""
    text = io.TextIOWrapper(opened(data), encoding, "replace", newline="")
    try:
        yield from text
    finally:
        with suppress(ValueError):  # where the file was closed before all was read
            text.detach()  # which leaves it open
