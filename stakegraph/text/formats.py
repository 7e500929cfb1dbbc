"""The formats we speak: each is one module of `importers`, `exporters` or `renderers`.

The file is the registration: `exporters/graphml.py` makes `--to graphml` and `.graphml` known.
Listing imports none of them, so that help and completion stay quick.
"""

import os
from importlib import import_module
from types import ModuleType

from stakegraph.errors import UsageError

PACKAGE = os.path.dirname(os.path.dirname(__file__))


def names(folder: str) -> list[str]:
    """List the formats of a folder of the package, sorted."""
    files = os.listdir(os.path.join(PACKAGE, folder))
    return sorted(name[:-3] for name in files if name.endswith(".py") and name[0] != "_")


def load(folder: str, name: str) -> ModuleType:
    """Import the module of one format; raises UsageError as `known` does."""
    return import_module(f"stakegraph.{folder}.{known(folder, name)}")


def known(folder: str, name: str) -> str:
    """Return the name of a format; raises UsageError, with those there are, for any other."""
    there = names(folder)
    if name not in there:
        raise UsageError(f"no format is called {name!r}; there are: {', '.join(there)}")
    return name
