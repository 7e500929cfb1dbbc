"""Processes that do the work that needs no table, beside one another.

What they do are functions `task(message, rules) -> message` of this package; messages are bytes.
Each process reads tasks from its standard input and answers on its standard output, so that it ends
when the command does, however that ends. `concurrent.futures` would start the caller's own script
again in each of them, or fork it whatever threads it has.
"""

from __future__ import annotations

import os
import struct
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pkgutil import resolve_name
from typing import IO, TYPE_CHECKING

import msgspec

from stakegraph.rules.rule import Rule
from stakegraph.store.groups import Findings, GroupBatch, findings

if TYPE_CHECKING:
    import subprocess

_RUN = "import sys; from stakegraph.store.workers import work; work(sys.argv[1])"
_MOST = 4
_MUCH = 3 << 20  # bytes of messages after which cycles are looked for

Task = Callable[[bytes, tuple[Rule, ...]], bytes]


_encode = msgspec.msgpack.Encoder().encode
_decode_groups = msgspec.msgpack.Decoder(GroupBatch).decode
_decode_findings = msgspec.msgpack.Decoder(Findings).decode


class WorkerFailed(OSError):
    """A process ended before its time."""


class Workers:
    """Some processes, to be closed; without any, this process does the work itself.

    `rules` is the dotted name of the table of rules.
    """

    def __init__(self, count: int, rules: str) -> None:
        self.name = rules
        self.rules: tuple[Rule, ...] = resolve_name(rules)
        self.processes = self._started(rules, count) if count else []

    def _started(self, rules: str, count: int) -> list[subprocess.Popen[bytes]]:
        import subprocess  # a small set has no use for it

        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        return [
            subprocess.Popen(  # noqa: S603
                [sys.executable, "-P", "-c", _RUN, rules],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env=environment,
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

    def findings(self, groups: Iterable[GroupBatch]) -> Iterator[Findings]:
        """Yield what the rule of each batch of groups finds in it."""
        if not self.processes:
            for batch in groups:
                yield findings(batch, self.rules)
            return
        for answer in self.run(f"{__name__}.find_task", map(_encode, groups)):
            yield _decode_findings(answer)

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


def processors() -> int:
    """Return how many processes are worth having: one for every processor, if there are several."""
    ours = getattr(os, "sched_getaffinity", None)
    count = len(ours(0)) if ours else os.cpu_count() or 1
    return min(count, _MOST) if count > 1 else 0


def find_task(message: bytes, rules: tuple[Rule, ...]) -> bytes:
    """Return what a rule finds in a batch of groups."""
    return _encode(findings(_decode_groups(message), rules))


def work(rules: str) -> None:
    """Do what comes until no more does."""
    import gc
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the command that is interrupted ends this
    gc.disable()  # looking for cycles after every few facts takes long
    known: tuple[Rule, ...] = resolve_name(rules)
    done = 0
    while (name := receive(sys.stdin.buffer)) is not None:
        message = receive(sys.stdin.buffer) or b""
        send(sys.stdout.buffer, _task(name.decode())(message, known))
        done += len(message)
        if done > _MUCH:
            del message
            gc.collect()
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
