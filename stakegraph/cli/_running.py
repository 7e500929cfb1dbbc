"""A command in its process: its streams, the signals that end it, its errors, its exit code."""

import sys

from stakegraph.cli._signals import Signals
from stakegraph.cli._streams import discard_answer, open_streams
from stakegraph.errors import FactsError, StakegraphError


def run() -> None:
    """Run the command that the arguments name; raises SystemExit with its exit code."""
    with Signals() as signals:
        try:
            open_streams()
            _run(signals)
        except BaseException:
            if not signals.exit_code:
                raise
            discard_answer()
            sys.exit(signals.exit_code)  # whatever became of it on its way


def _run(signals: Signals) -> None:
    from stakegraph.cli._app import app, register

    register()
    try:
        try:
            app(prog_name="stakegraph")
        finally:
            if not signals.exit_code:
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
