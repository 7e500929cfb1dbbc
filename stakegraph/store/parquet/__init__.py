"""Facts in a folder of Parquet: what is in it, how it is written, and how it is asked."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from stakegraph.factfile.discovery import is_remote

if TYPE_CHECKING:
    from stakegraph.store.parquet.folder import Folder


def compiled_folder(paths: Sequence[str]) -> Folder | None:
    """Return the folder of compiled facts that paths name; None where they name fact files.

    Raises UsageError where there is anything beside it, or where it is not whole.
    """
    if not any(is_remote(path) or os.path.isdir(path) for path in paths):
        return None
    from stakegraph.store.parquet.folder import folder_of

    return folder_of(paths)
