"""How a command opens its facts, and what it says meanwhile: a bar on a terminal, or a line."""

import functools
import os
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from stakegraph.cli._streams import fitted

if TYPE_CHECKING:
    from stakegraph.questions.session import Session
    from stakegraph.store.keep import Kept, Progress

_BAR = 3_000_000  # bytes that take a few seconds


def session(facts: Sequence[str], *, no_cache: bool = False, verbose: bool = False) -> "Session":
    """Return the facts that a command asks, not opened yet."""
    from stakegraph.questions.session import Session

    return Session(
        lambda: facts_paths(facts),
        cached=not no_cache,
        compile=functools.partial(_compile, verbose=verbose),
        tell=say,
    )


def facts_paths(given: Sequence[str]) -> list[str]:
    """Return the paths of the facts: those given, else the usual ones.

    Else the bundled example, which a line on standard error then says.
    """
    from stakegraph.factfile.discovery import example, usual_paths

    found = list(given) or usual_paths()
    if not found:
        say("answering from the bundled example: --facts PATH asks your own", dim=True)
    return found or [example()]


def say(message: str, *, dim: bool = False) -> None:
    """Print a line on standard error, one that matters less `dim` on a terminal."""
    from stakegraph.errors import concise
    from stakegraph.text.escaping import visible

    line = fitted(visible(f"stakegraph: {concise(message)}"), sys.stderr)
    if dim and sys.stderr.isatty():
        from stakegraph.renderers._terminal import remark

        remark(line)
    else:
        print(line, file=sys.stderr)


@contextmanager
def bar(kept: "Kept", then: str) -> "Iterator[Progress]":
    """Show on a terminal how far many facts are read, then that something else is done with them.

    What is yielded takes the number of bytes that were read.
    """
    if not _takes_long(kept):
        yield lambda _: None
        return
    from stakegraph.renderers._terminal import progress

    with progress() as shown:
        task = shown.add_task("reading the facts, once", total=kept.size)

        def read(size: int) -> None:
            shown.update(task, advance=size)
            if shown.finished:
                shown.update(task, visible=False)
                shown.add_task(then, total=None)

        yield read


@contextmanager
def waiting(doing: str, kept: "Kept") -> "Iterator[None]":
    """Show on a terminal, if there are many facts, what is being done and for how long."""
    if not _takes_long(kept):
        yield
        return
    from stakegraph.renderers._terminal import progress

    with progress() as shown:
        shown.add_task(doing, total=None)
        yield


@contextmanager
def steps(doing: str, kept: "Kept") -> "Iterator[Progress]":
    """Show on a terminal, if there are many facts, at which step something is, and since when.

    What is yielded takes the number of the step. Standard error may go elsewhere meanwhile.
    """
    if not _takes_long(kept):
        yield lambda _: None
        return
    from stakegraph.renderers._terminal import progress

    with (
        open(os.dup(sys.stderr.fileno()), "w", encoding=sys.stderr.encoding) as stream,
        progress(stream) as shown,
    ):
        task = shown.add_task(doing, total=None)
        yield lambda step: shown.update(task, description=f"{doing}: step {step}")


def _compile(kept: "Kept", *, verbose: bool) -> bool:
    """Compile fact files into the cache; return whether it could be done."""
    from stakegraph.model.sentences import counted
    from stakegraph.store.cache import folder
    from stakegraph.store.keep import compile_into_cache

    started = time.perf_counter()
    with bar(kept, "indexing the facts, once") as read:
        fault = compile_into_cache(kept, read)
    if fault:
        say(f"nothing can be kept in {folder()} ({fault}): each question reads the facts anew")
    elif verbose:
        files = counted(len(kept.files), "fact file")
        took = time.perf_counter() - started
        say(f"an index of {files} was made in {took:.1f} s: {kept.target}")
    return not fault


def _takes_long(kept: "Kept") -> bool:
    """Return whether somebody at a terminal would wait for so many facts."""
    return sys.stderr.isatty() and kept.size >= _BAR
