"""Processes that do the work that needs no table, beside one another.

What they do are functions `task(message, rules) -> message` of this package; messages are bytes.
Each process reads tasks from its standard input and answers on its standard output, so that it ends
when the command does, however that ends; it has a group of its own, which no terminal interrupts.
`concurrent.futures` would start the caller's own script again in each of them, or fork it whatever
threads it has.
"""

from __future__ import annotations

import os
import struct
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pkgutil import resolve_name
from typing import IO

from stakegraph.rules.rule import Rule

_RUN = "import sys; from stakegraph.store.workers import work; work(sys.argv[1])"
_MUCH = 3 << 20  # bytes of messages after which cycles are looked for

Task = Callable[[bytes, tuple[Rule, ...]], bytes]


class WorkerFailed(OSError):
    """A process ended before its time."""


class Workers:
    """Some processes, to be closed.

    `rules` is the dotted name of the table of rules.
    """

    def __init__(self, count: int, rules: str) -> None:
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        self.rules = rules
        self.processes = [
            subprocess.Popen(  # noqa: S603
                [sys.executable, "-P", "-c", _RUN, rules],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env=environment,
                process_group=0 if os.name == "posix" else None,
            )
            for _ in range(count)
        ]

    def run(self, task: str, messages: Iterable[bytes]) -> Iterator[bytes]:
        """Yield what a task, by its dotted name, makes of each message, in their order.

        A process goes on with the next message before its last answer is taken up.
        """
        idle = list(self.processes)
        busy: deque[subprocess.Popen[bytes]] = deque()
        for message in messages:
            process = idle.pop() if idle else busy[0]
            answer = None
            if process in busy:
                busy.popleft()
                answer = _answer(process)
            send(process.stdin, task.encode())
            send(process.stdin, message)
            busy.append(process)
            if answer is not None:
                yield answer
        while busy:
            yield _answer(busy.popleft())

    def begin(self, task: str, message: bytes) -> Callable[[], bytes]:
        """Return a message to the first process, and the function that waits for what it makes."""
        process = self.processes[0]
        send(process.stdin, task.encode())
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


def work(rules: str) -> None:
    """Do what comes until no more does."""
    import gc

    gc.disable()  # looking for cycles after every few facts takes long
    known: tuple[Rule, ...] = resolve_name(rules)
    done = 0
    while (name := receive(sys.stdin.buffer)) is not None:
        message = receive(sys.stdin.buffer) or b""
        answer = _task(name.decode())(message, known)
        try:
            send(sys.stdout.buffer, answer)
        except WorkerFailed:  # the command was killed: nobody waits for it
            os._exit(1)
        done += len(message)
        if done > _MUCH:
            del message
            gc.collect()
            gc.freeze()  # what is left stays: nor is it looked at again
            done = 0


def _task(name: str) -> Task:
    task: Task = resolve_name(name)
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
