"""Completion of actor names in the shell.

What is typed may begin an id or any word of a name; the id is what completes it. Reading YAML would
double the time of a keystroke, so the names are looked up in what is compiled of the facts, which
is done here for small sets as well: a keystroke is felt more than a question.
"""

from collections.abc import Sequence
from typing import Any

import typer

_MOST = 1000  # actors that are offered
_SOON = 2_000_000  # bytes of fact files that are compiled while somebody waits for a key


class _Typed(str):
    """An id that Typer offers although what was typed begins a name and not the id."""

    __slots__ = ()

    def startswith(self, *args: Any) -> bool:
        """Agree: the choice was made already."""
        return True


def complete_actor(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Return the ids, with names as help, that what was typed may become.

    It never raises and never prints: a completion that fails offers nothing.
    """
    try:
        found = _beginning(ctx.params.get("facts") or (), incomplete)
    except Exception:
        return []
    return [(_Typed(id), name) for id, name in found]


def complete_selection(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Return the words, each after its sort, and the ids that what was typed may become."""
    from stakegraph.model.relations import ACTOR_KINDS, FAMILIES, RELATIONS

    sort, colon, typed = incomplete.rpartition(":")
    words = {"family": FAMILIES, "relation": RELATIONS, "kind": ACTOR_KINDS}
    found: list[tuple[str, str]] = [
        (_Typed(f"{each}:{word}"), "")
        for each, known in words.items()
        for word in known
        if word.startswith(typed) and sort in ("", each)
    ]
    actors = complete_actor(ctx, typed) if sort in ("", "actor") else []
    return [*found, *((_Typed(f"{sort}{colon}{id}"), name) for id, name in actors)]


def complete_relation(incomplete: str) -> list[str]:
    """Return the keys of relations that what was typed may become."""
    from stakegraph.model.relations import RELATIONS

    return [key for key in RELATIONS if key.startswith(incomplete.replace(" ", "_"))]


def complete_vocabulary(incomplete: str) -> list[str]:
    """Return the relations and families that what was typed may become."""
    from stakegraph.model.relations import FAMILIES, RELATIONS

    return [word for word in (*FAMILIES, *RELATIONS) if word.startswith(incomplete)]


def _beginning(facts: Sequence[str], typed: str) -> list[tuple[str, str]]:
    from stakegraph.factfile.discovery import example, usual_paths
    from stakegraph.store.keep import compile_into_cache, kept, opened
    from stakegraph.store.names import Index
    from stakegraph.store.parquet import compiled_folder

    paths = list(facts) or usual_paths() or [example()]
    if folder := compiled_folder(paths):
        from stakegraph.store.parquet.blocks import Blocks

        return Blocks(folder.connect()).beginning(typed, _MOST)
    files = kept(paths)
    connection = opened(files)
    if connection is None and files.size <= _SOON:
        if compile_into_cache(files):  # it could not be
            return _read(files.paths, typed)
        connection = opened(files)
    return Index(connection).beginning(typed, _MOST) if connection else []


def _read(paths: Sequence[str], typed: str) -> list[tuple[str, str]]:
    """Find the same in fact files that have an error somewhere: somebody is editing them."""
    from stakegraph.store.loading import inspect

    return inspect(paths)[0].beginning(typed, _MOST)
