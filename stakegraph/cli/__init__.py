"""The command line: the only package that reads arguments.

A command is made from the row of a question, or is a module; what they share begins with `_`.
"""

import sys


def main() -> None:
    """Run the program and leave with its exit code."""
    # Nothing is imported outside: an interrupt may come at once.
    try:
        from stakegraph.cli._running import run

        run()
    except KeyboardInterrupt:
        sys.exit(130)
