"""What is told while fact files are compiled: a progress bar on a terminal, a line if wanted."""

import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stakegraph.keep import Kept

_BAR = 3_000_000  # bytes that take a few seconds


def compile_telling(kept: "Kept", *, verbose: bool) -> bool:
    """Compile fact files into the cache; say whether it could be done."""
    from stakegraph.keep import compile_into_cache
    from stakegraph.words import counted

    started = time.perf_counter()
    if sys.stderr.isatty() and kept.size >= _BAR:
        done = _with_bar(kept)
    else:
        done = compile_into_cache(kept)
    if verbose:
        files = counted(len(kept.files), "fact file")
        told = f"an index of {files} was made in {time.perf_counter() - started:.1f} s"
        told = f"{told}: {kept.target}" if done else f"no index of {files} could be made"
        print(f"stakegraph: {told}", file=sys.stderr)
    return done


def _with_bar(kept: "Kept") -> bool:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    from stakegraph.keep import compile_into_cache

    columns = (TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("reading the facts, once", total=kept.size)

        def read(size: int) -> None:
            progress.update(task, advance=size)
            if progress.tasks[0].completed >= kept.size:
                progress.update(task, description="indexing the facts, once", total=None)

        return compile_into_cache(kept, read)
