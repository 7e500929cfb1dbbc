"""Signals that end a command: what it was writing is removed, and nothing is printed."""

import atexit
import signal
import sys
from types import FrameType
from typing import Any

# As in a shell: 128 and the number of the signal.
_BASE = 128
_ENDING = [
    getattr(signal, name) for name in ("SIGINT", "SIGHUP", "SIGTERM") if hasattr(signal, name)
]
_AGAIN = 0.001  # seconds


class Signals:
    """What ends a command from outside; `exit_code` is 0 until one of the signals has come.

    Each is turned into SystemExit, so that whatever is unfinished is removed on the way out; those
    that come meanwhile are ignored. What the caller ignores, as nohup does, stays ignored.
    """

    def __init__(self) -> None:
        self.exit_code = 0
        self._before: dict[int, Any] = {}

    def __enter__(self) -> "Signals":
        for number in _ENDING:
            handler = signal.getsignal(number)
            if handler not in (signal.SIG_IGN, None):
                self._before[number] = handler
                signal.signal(number, self._end)
        self._unraisable = sys.unraisablehook
        sys.unraisablehook = self._raise_again
        return self

    def __exit__(self, *_: object) -> None:
        # Python itself takes a while to leave, in which an interrupt would print a traceback.
        atexit.register(_by_default, list(self._before))
        sys.unraisablehook = self._unraisable
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def _end(self, number: int, _: FrameType | None) -> None:
        for other in self._before:
            signal.signal(other, signal.SIG_IGN)
        self.exit_code = self.exit_code or _BASE + number
        sys.exit(self.exit_code)

    def _raise_again(self, unraisable: "sys.UnraisableHookArgs") -> None:
        """Raise SystemExit once more where Python had to drop it: while it removed an object."""
        if self.exit_code and unraisable.exc_type is SystemExit and hasattr(signal, "setitimer"):
            signal.signal(signal.SIGALRM, self._end)
            signal.setitimer(signal.ITIMER_REAL, _AGAIN)
        else:
            self._unraisable(unraisable)


def _by_default(numbers: list[int]) -> None:
    for number in numbers:
        signal.signal(number, signal.SIG_DFL)
