"""Where the facts are when nobody says."""

import os
import sys
from collections.abc import Sequence

from stakegraph.text.formats import PACKAGE

VARIABLE = "STAKEGRAPH_FACTS"
USUAL = ("stakegraph.yaml", "facts")


def facts_paths(given: Sequence[str]) -> list[str]:
    """Return the paths of the fact files that a command is about.

    These are the ones given, else those of $STAKEGRAPH_FACTS, else `stakegraph.yaml` or `facts/` in
    the working folder, else the bundled example, which a line on standard error then says.
    """
    found = _paths(given)
    if found:
        return found
    example = bundled()
    told = "answering from the bundled example: --facts PATH asks your own"
    print(f"stakegraph: {told}", file=sys.stderr)
    return [example]


def quiet_paths(given: Sequence[str]) -> list[str]:
    """Return the same without saying so."""
    return _paths(given) or [bundled()]


def bundled() -> str:
    """Return the path of the example: in the wheel inside the package, in a checkout beside it."""
    places = (os.path.join(PACKAGE, "bundled"), os.path.dirname(PACKAGE))
    files = [os.path.join(place, "data", "stoke.yaml") for place in places]
    return next(filter(os.path.exists, files), files[0])


def _paths(given: Sequence[str]) -> list[str]:
    if given:
        return list(given)
    variable = os.environ.get(VARIABLE, "")
    if variable:
        return variable.split(os.pathsep)
    return [path for path in USUAL if os.path.exists(path)][:1]
