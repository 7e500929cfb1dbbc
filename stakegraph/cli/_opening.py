"""What is told while fact files are compiled: a progress bar on a terminal, a line if wanted."""

import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite3 import Connection

    from stakegraph.store.keep import Kept

_BAR = 3_000_000  # bytes that take a few seconds
_MUCH = 50_000_000  # bytes that take more memory than a small machine has to spare
_TIMES = 15  # a fact in memory takes so many times the bytes that it has in its file


def opened_or_compiled(kept: "Kept", *, verbose: bool = False) -> "Connection | None":
    """Open what is compiled of fact files, compiling them first if need be.

    None where they have an error, or the cache cannot be written: then they are to be read.
    """
    from stakegraph.store.keep import opened

    connection = opened(kept)
    if connection is None and _compile(kept, verbose=verbose):
        connection = opened(kept)
    return connection


def tell_of_reading(size: int) -> None:
    """Say on standard error what reading so many bytes of fact files into memory takes."""
    if size >= _MUCH:
        told = f"{size / 1e6:,.0f} MB of fact files are read into memory, which takes about"
        print(f"stakegraph: {told} {size * _TIMES / 2**30:.1f} GB", file=sys.stderr)


def _compile(kept: "Kept", *, verbose: bool) -> bool:
    """Compile fact files into the cache; say whether it could be done."""
    from stakegraph.model.sentences import counted
    from stakegraph.store.cache import folder
    from stakegraph.store.keep import FAULTY, compile_into_cache
    from stakegraph.text.escaping import visible

    started = time.perf_counter()
    if sys.stderr.isatty() and kept.size >= _BAR:
        fault = _with_bar(kept)
    else:
        fault = compile_into_cache(kept)
    told = ""
    if fault and fault != FAULTY:
        told = f"nothing can be kept in {folder()} ({fault}): each question reads the facts anew"
    elif verbose and not fault:
        files = counted(len(kept.files), "fact file")
        told = f"an index of {files} was made in {time.perf_counter() - started:.1f} s"
        told = f"{told}: {kept.target}"
    if told:
        print(f"stakegraph: {visible(told)}", file=sys.stderr)
    return not fault


def _with_bar(kept: "Kept") -> str:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    from stakegraph.store.keep import compile_into_cache

    columns = (TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("reading the facts, once", total=kept.size)

        def read(size: int) -> None:
            progress.update(task, advance=size)
            if progress.finished:
                progress.update(task, visible=False)
                progress.add_task("indexing the facts, once", total=None)

        return compile_into_cache(kept, read)
