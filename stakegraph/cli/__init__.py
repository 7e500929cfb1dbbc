"""The command line: the only package that reads arguments.

A command is made from the row of a question, or is a module; what they share begins with `_`.
"""

import sys

_OBJECTS = 10_000  # made before the collector of garbage looks at them


def main() -> None:
    """Run the program and leave with its exit code."""
    # Nothing is imported outside: an interrupt may come at once.
    try:
        import atexit
        import gc

        # What a command makes lasts to its end, for the most part: to look for rubbish as often as
        # Python does, and once more at the end, takes a fifth of a short command's time.
        gc.set_threshold(_OBJECTS)
        atexit.register(gc.freeze)
        from stakegraph.cli._running import run

        run()
    except KeyboardInterrupt:
        sys.exit(130)
