"""Processes that do the work that needs no table, beside one another.

What they do are the functions `task(message) -> message` of modules of this package; messages are
bytes. Each process is told by its standard input and answers by its standard output, so that it
ends when the command does, however that ends.
"""

from __future__ import annotations

import os
import struct
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from importlib import import_module
from typing import IO

from stakegraph.text.formats import PACKAGE

_RUN = "from stakegraph.store.compiler.workers import work; work()"
_MOST = 4
_MUCH = 3 << 20  # bytes of messages after which cycles are looked for

Task = Callable[[bytes], bytes]


class WorkerFailed(OSError):
    """A process ended before its time."""


class Workers:
    """Some processes, to be closed; without any, this process does the work itself."""

    def __init__(self, count: int) -> None:
        here = (os.path.dirname(PACKAGE), os.environ.get("PYTHONPATH"))
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, here))}
        self.processes = [
            subprocess.Popen(  # noqa: S603
                [sys.executable, "-P", "-c", _RUN],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env=environment,
            )
            for _ in range(count)
        ]

    def run(self, module: str, messages: Iterable[bytes]) -> Iterator[bytes]:
        """Yield what a module makes of each message, in their order.

        A process goes on with the next message before its last answer is taken up.
        """
        if not self.processes:
            yield from map(_task(module), messages)
            return
        idle = list(self.processes)
        busy: deque[subprocess.Popen[bytes]] = deque()
        for message in messages:
            process = idle.pop() if idle else busy[0]
            answer = None
            if process in busy:
                busy.popleft()
                answer = _answer(process)
            send(process.stdin, module.encode())
            send(process.stdin, message)
            busy.append(process)
            if answer is not None:
                yield answer
        while busy:
            yield _answer(busy.popleft())

    def begin(self, module: str, message: bytes) -> Callable[[], bytes]:
        """Return a message to the first process, and the function that waits for what it makes."""
        process = self.processes[0]
        send(process.stdin, module.encode())
        send(process.stdin, message)
        return lambda: _answer(process)

    def close(self) -> None:
        """End the processes."""
        for process in self.processes:
            process.kill()
            for pipe in (process.stdin, process.stdout):
                with suppress(OSError):
                    if pipe:
                        pipe.close()
            process.wait()


def how_many() -> int:
    """Return how many processes are worth having: one for every processor, if there are several."""
    ours = getattr(os, "sched_getaffinity", None)
    count = len(ours(0)) if ours else os.cpu_count() or 1
    return min(count, _MOST) if count > 1 else 0


def work() -> None:
    """Do what comes until no more does."""
    import gc
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the command that is interrupted ends this
    gc.disable()  # looking for cycles after every few facts takes long
    done = 0
    while (module := receive(sys.stdin.buffer)) is not None:
        message = receive(sys.stdin.buffer) or b""
        send(sys.stdout.buffer, _task(module.decode())(message))
        done += len(message)
        if done > _MUCH:
            del message
            gc.collect()
            done = 0


def _task(module: str) -> Task:
    task: Task = import_module(f"stakegraph.store.compiler.{module}").task
    return task


def _answer(process: subprocess.Popen[bytes]) -> bytes:
    answer = receive(process.stdout)
    if answer is None:
        raise WorkerFailed
    return answer


def send(pipe: IO[bytes] | None, message: bytes) -> None:
    """Write a message, so that `receive` can tell where it ends."""
    assert pipe
    try:
        pipe.write(struct.pack(">Q", len(message)))
        pipe.write(message)
        pipe.flush()
    except BrokenPipeError as error:
        raise WorkerFailed from error


def receive(pipe: IO[bytes] | None) -> bytes | None:
    """Return the next message, or None where there is none or only a part of it."""
    assert pipe
    head = pipe.read(8)
    if len(head) < 8:
        return None
    (size,) = struct.unpack(">Q", head)
    message = pipe.read(size)
    return message if len(message) == size else None
