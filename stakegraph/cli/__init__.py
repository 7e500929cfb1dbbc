"""The command line: the only package that reads arguments.

A command is made from the row of a question, or is a module; what they share begins with `_`.
"""

import errno
import io
import os
import sys

from stakegraph.errors import ExitCode, FactsError, StakegraphError

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)


def main() -> None:
    """Run the program and leave with its exit code."""
    from stakegraph.cli._app import app, register

    register()

    for stream in (sys.stdout, sys.stderr):
        encoding = (stream.encoding or "utf-8").lower()
        if isinstance(stream, io.TextIOWrapper) and not encoding.startswith("utf"):
            stream.reconfigure(errors="backslashreplace")
    try:
        try:
            app(prog_name="stakegraph")
        finally:
            sys.stdout.flush()
    except FactsError as error:
        from stakegraph.cli._problems import show

        show(error.problems, "text", sys.stderr)
        sys.exit(error.exit_code)
    except StakegraphError as error:
        from stakegraph.text.escaping import visible

        for line in f"stakegraph: {error}".split("\n"):
            print(visible(line), file=sys.stderr)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        # Whoever read the answer has seen enough.
        _print_no_more()
        sys.exit(ExitCode.ANSWERED)
    except OSError as error:
        if error.errno not in _FULL:
            raise
        print(f"stakegraph: the answer cannot be written: {error.strerror}", file=sys.stderr)
        _print_no_more()
        sys.exit(ExitCode.FACTS_AT_FAULT)


def _print_no_more() -> None:
    """Let nothing more be printed, not even at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
