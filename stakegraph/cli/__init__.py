"""The command line: the only package that reads arguments.

A command is made from the row of a question, or is a module; what they share begins with `_`.
"""

import sys

# Python looks for garbage among new objects after so many of them, among older ones after so many
# times, and among all after so many times of that.
_COLLECTED = (100_000, 2, 2)


def main() -> None:
    """Run the program and leave with its exit code."""
    # Nothing is imported outside: an interrupt may come at once.
    try:
        import atexit
        import gc

        # What a command makes lasts to its end, for the most part: to look for garbage as often as
        # Python does, and once more at the end, takes a fifth of a short command's time.
        gc.set_threshold(*_COLLECTED)
        atexit.register(gc.freeze)
        from stakegraph.cli._running import run

        run()
    except KeyboardInterrupt:
        sys.exit(130)
