"""A command in its process: its streams, the signals that end it, its errors, its exit code."""

import os
import sys
from functools import partial

from stakegraph.cli._signals import Signals
from stakegraph.cli._streams import NARROWEST, discard_answer, fitted, open_streams
from stakegraph.errors import ExitCode, FactsError, StakegraphError

_MOST = 10_000  # characters of a line, or lines
_DIGITS = 9


def run() -> None:
    """Run the command that the arguments name; raises SystemExit with its exit code."""
    with Signals() as signals:
        try:
            open_streams()
            _bound_widths()
            _run(signals)
        except BaseException:
            if not signals.exit_code:
                raise
            discard_answer()
            sys.exit(signals.exit_code)  # whatever became of it on its way


def _bound_widths() -> None:
    """Let nothing that the environment says of a terminal's size be none, or beyond all use."""
    for name in ("COLUMNS", "LINES", "TERMINAL_WIDTH"):
        given = os.environ.get(name, "").strip()
        size = int(given[:_DIGITS]) if given.isascii() and given.isdigit() else 0
        if not size:
            os.environ.pop(name, None)
        elif not NARROWEST <= size <= _MOST:
            os.environ[name] = str(max(NARROWEST, min(size, _MOST)))


def _run(signals: Signals) -> None:
    from stakegraph.cli._app import app, register

    register()
    try:
        try:
            program = partial(app, prog_name="stakegraph")
            if "_STAKEGRAPH_COMPLETE" in os.environ:
                from stakegraph.cli._shells import show_completions

                show_completions(program)
            program()
        finally:
            if not signals.exit_code:
                sys.stdout.flush()
    except MemoryError:
        print("stakegraph: there is not enough memory for this", file=sys.stderr)
        sys.exit(ExitCode.FACTS_AT_FAULT)
    except FactsError as error:
        from stakegraph.cli._problems import show

        show(error.problems, "text", sys.stderr)
        sys.exit(error.exit_code)
    except StakegraphError as error:
        from stakegraph.text.escaping import visible

        for line in f"stakegraph: {error}".split("\n"):
            print(fitted(visible(line), sys.stderr), file=sys.stderr)
        sys.exit(error.exit_code)
