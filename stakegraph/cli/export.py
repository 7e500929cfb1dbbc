"""The graph -> another program's file."""

import os
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from stakegraph.cli._app import command
from stakegraph.cli._asking import asked
from stakegraph.cli._options import Only, Out
from stakegraph.errors import UsageError
from stakegraph.text import formats

if TYPE_CHECKING:
    from types import ModuleType

    from stakegraph.exporters import FlatGraph
    from stakegraph.graph.neighbourhood import Graph
    from stakegraph.questions.asking import Ask
    from stakegraph.text.files import Piece


def _complete_writer(incomplete: str) -> list[str]:
    return [name for name in formats.names("exporters") if name.startswith(incomplete)]


_WRITERS = ", ".join(formats.names("exporters"))

# Suffixes that are not the name of their format.
_SUFFIXES = {"mmd": "mermaid", "ttl": "turtle", "cql": "cypher", "gv": "dot", "db": "sqlite"}


@command("Other programs")
@asked
def export(
    ask: "Ask",
    to: Annotated[
        str,
        typer.Option(
            metavar="FORMAT",
            help=f"One of: {_WRITERS}.",
            show_default="the suffix of FILE",
            autocompletion=_complete_writer,
        ),
    ] = "",
    out: Out = "",
    only: Only = [],  # noqa: B006
    project: Annotated[
        str,
        typer.Option(
            metavar="KIND", help="Collapse to people or to organisations.", show_default=False
        ),
    ] = "",
    flavour: Annotated[
        str,
        typer.Option(
            metavar="NAME", help="For csv: gephi, spreadsheet, neo4j.", show_default=False
        ),
    ] = "",
) -> None:
    """Write the graph in another program's format.

    A format of several files wants --out, a folder or the beginning of their names.

    Example: stakegraph export --to graphml
    """
    from stakegraph.text.files import save

    writer = formats.load("exporters", _format(to, out))
    known = getattr(writer, "FLAVOURS", ())
    if flavour and flavour not in known:
        there = f"there are: {', '.join(known)}" if known else "this format has none"
        raise UsageError(f"--flavour {flavour!r}: {there}")
    if hasattr(writer, "write_store"):
        _save_store(ask, writer, out, only, project)
        return
    if hasattr(writer, "STREAMS") and not project:
        graph = _streamed(ask, only)
    else:
        graph = _graph(ask, only, project)
    for loss in writer.losses(graph):
        print(f"stakegraph: {loss}", file=sys.stderr)
    options = {"flavour": flavour} if flavour else {}
    if hasattr(writer, "write_files"):
        if not out:
            raise UsageError("the format has several files: say where with --out")
        for name, pieces in writer.write_files(graph, **options):
            save(writer.path(out, name), pieces, folders=True)
    elif out:
        save(out, writer.write(graph, **options))
    else:
        _print(writer.write(graph, **options))


def _format(to: str, out: str) -> str:
    suffix = os.path.splitext(out)[1].lstrip(".").lower()
    name = to or _SUFFIXES.get(suffix, suffix)
    if not name:
        raise UsageError(f"name a format with --to, or a file with --out: {_WRITERS}")
    return name


def _save_store(ask: "Ask", writer: "ModuleType", out: str, only: list[str], project: str) -> None:
    """Write a format that is made of the facts themselves, not of a graph."""
    from stakegraph.questions.asking import families
    from stakegraph.text.files import save

    if project:
        raise UsageError("--project collapses a graph: this format holds the facts themselves")
    if not out and hasattr(writer, "BINARY"):
        raise UsageError("the format is no text: say where with --out FILE")
    pieces = writer.write_store(ask.store, families(only), ask.scope)
    if out:
        save(out, pieces)
    else:
        _print(pieces)


def _streamed(ask: "Ask", only: list[str]) -> "FlatGraph":
    from stakegraph.exporters import StreamedGraph
    from stakegraph.questions.asking import families

    return StreamedGraph(ask.store, families=families(only), scope=ask.scope)


def _graph(ask: "Ask", only: list[str], project: str) -> "Graph":
    from stakegraph.exporters import flat
    from stakegraph.graph.projection import KINDS, collapse
    from stakegraph.questions.asking import families
    from stakegraph.text.suggestions import did_you_mean

    if project and project not in KINDS:
        there = ", ".join(KINDS)
        raise UsageError(f"--project {project!r}{did_you_mean(project, KINDS)} ({there})")
    drawn = ask.graph(families=families(only))
    graph = flat(drawn, ask.store.sources, ask.store.events(scope=ask.scope))
    return collapse(graph, KINDS[project]) if project else graph


def _print(pieces: Iterator["Piece"]) -> None:
    for piece in pieces:
        if isinstance(piece, bytes):
            sys.stdout.buffer.write(piece)
        else:
            sys.stdout.write(piece)
