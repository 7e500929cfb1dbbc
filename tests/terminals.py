"""A command run on a terminal, as somebody answers what it asks."""

from __future__ import annotations

import os
import select
import subprocess
import sys
import time

_SECONDS = 120
INTERRUPT = "\x03"


def talk(*arguments: str, answers: list[tuple[str, str]], columns: int = 100) -> tuple[int, str]:
    """Run a command on a terminal, and answer each question once it is asked."""
    import fcntl
    import pty
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    with subprocess.Popen(
        [sys.executable, "-m", "stakegraph", *arguments],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={**os.environ, "TERM": "dumb"},
        start_new_session=True,
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # so that Ctrl-C is a signal
    ) as process:
        os.close(theirs)
        seen, left = b"", [*answers]  # bytes: a read may end within a letter
        until = time.monotonic() + _SECONDS
        while time.monotonic() < until:
            if not select.select([ours], [], [], 0.1)[0]:
                if not left and answers and answers[-1][1] == INTERRUPT:
                    os.write(ours, INTERRUPT.encode())  # one just before it reads is not seen
                continue
            try:
                piece = os.read(ours, 65_536)
            except OSError:  # Linux ends a terminal whose other side is closed like this
                break
            if not piece:
                break
            seen += piece
            if left and seen.rstrip(b" ").endswith(left[0][0].encode()):
                os.write(ours, left.pop(0)[1].encode())
        else:
            process.kill()
    os.close(ours)
    shown = seen.decode().replace("\r\n", "\n")
    assert left == [], shown
    return process.returncode, shown
