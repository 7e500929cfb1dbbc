"""The graph -> another program's file."""

import os
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, Annotated

import typer

from stakegraph.cli._app import command
from stakegraph.cli._asking import asked
from stakegraph.cli._opening import say, waiting
from stakegraph.cli._options import Only, Out
from stakegraph.cli._output import Output
from stakegraph.errors import UsageError
from stakegraph.text import formats

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import ModuleType

    from stakegraph.exporters import FlatGraph
    from stakegraph.graph.neighbourhood import Graph
    from stakegraph.model.facts import Source
    from stakegraph.questions.asking import Ask


_NAMED = 4  # files that are named one by one


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
    with_passages: Annotated[
        bool,
        typer.Option(
            "--with-passages",
            help="Also what stands in the cited places, which is its publisher's.",
        ),
    ] = False,
) -> None:
    """Write the graph in another program's format.

    A format of several files wants --out, a folder or the beginning of their names. Of what is
    written to files it is said on standard error in one line: the format, how much, and where.

    Example: stakegraph export --to graphml
    """
    from stakegraph.questions.asking import families

    format = _format(to, out)
    writer = formats.load("exporters", format)
    known = getattr(writer, "FLAVOURS", ())
    if flavour and flavour not in known:
        there = f"there are: {', '.join(known)}" if known else "this format has none"
        raise UsageError(f"--flavour {flavour!r}: {there}")
    if with_passages and not hasattr(writer, "PASSAGES"):
        raise UsageError(f"the format has no place for passages; these have: {_with_passages()}")
    if hasattr(writer, "write_files"):
        if out in ("", "-"):
            raise UsageError("the format has several files: say where with --out")
    else:
        output = _output(ask, writer, out)
    if hasattr(writer, "write_facts"):
        if not out and hasattr(writer, "BINARY"):
            raise UsageError("the format is no text: say where with --out FILE")
        if project:
            raise UsageError("--project collapses a graph: this format holds the facts themselves")
    store, kept = ask.store, ask.session.kept

    def shown() -> AbstractContextManager[None]:
        return waiting(f"writing {format}", kept) if out not in ("", "-") else nullcontext()

    if hasattr(writer, "write_facts"):
        from stakegraph.exporters._stated import Stated

        stated = Stated(store, families(only), ask.scope)
        with shown():
            output.write(writer.write_facts(stated))
        if output.is_file:
            given = stated.given
            _say_written(format, given["actors"], given["facts"], "stated fact", [out])
        return
    with shown():
        if hasattr(writer, "STREAMS") and not project and not with_passages:
            graph = _streamed(ask, only)
        else:
            graph = _graph(ask, only, project)
        losses = writer.losses(graph)
    if with_passages:
        _add_passages(graph, store.sources)
    for loss in losses:
        say(loss)
    options = {"flavour": flavour} if flavour else {}
    paths = []
    with shown():
        if hasattr(writer, "write_files"):
            for name, pieces in writer.write_files(graph, **options):
                paths.append(writer.path(out, name))
                Output(paths[-1], kept.files, folders=True).write(pieces)
        else:
            output.write(writer.write(graph, **options))
            paths += [out] * output.is_file
    if paths:
        _say_written(format, graph.number_of_nodes(), graph.number_of_edges(), "tie", paths)


def _say_written(format: str, actors: int, ties: int, tie: str, paths: list[str]) -> None:
    """Say of what a file was made, and where it is; of many files the folder."""
    from stakegraph.model.sentences import counted, enumerated

    where = enumerated(paths)
    if len(paths) > _NAMED:
        where = f"{os.path.commonpath(paths)} ({counted(len(paths), 'file')})"
    made_from = f"{counted(actors, 'actor')} and {counted(ties, tie)}"
    say(f"written to {where}: {format}, made from {made_from}")


def _format(to: str, out: str) -> str:
    suffix = os.path.splitext(out)[1].lstrip(".").lower()
    name = to or _SUFFIXES.get(suffix, suffix)
    if not name:
        raise UsageError(f"name a format with --to, or a file with --out: {_WRITERS}")
    return name


def _with_passages() -> str:
    writers = formats.names("exporters")
    return ", ".join(
        name for name in writers if hasattr(formats.load("exporters", name), "PASSAGES")
    )


def _output(ask: "Ask", writer: "ModuleType", out: str) -> Output:
    """Return where the one file of a format goes."""
    from stakegraph.text.escaping import xml_references

    return Output(
        out,
        ask.session.kept.files,
        is_binary=hasattr(writer, "BINARY"),
        escape=xml_references if hasattr(writer, "XML") else None,
    )


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


def _add_passages(graph: "FlatGraph", sources: "Mapping[str, Source]") -> None:
    """Let the sources of a graph have what stands in the places of them that are cited.

    Not of a saved text that is another than its checksum's: of that is told.
    """
    from stakegraph.exporters._values import citations
    from stakegraph.model.places import PARAGRAPH
    from stakegraph.questions.evidence import passages
    from stakegraph.questions.results import Cited

    parts = [
        *(data for _, data in graph.nodes(data=True)),
        *(data for *_, data in graph.edges(keys=True, data=True)),
        *graph.graph["events"],
    ]
    evidence = [
        Cited(source=source, at=at, quote=quote)
        for part in parts
        for source, at, quote in citations(part)
    ]
    found: dict[str, dict[str, dict[int, str]]] = {}
    changed = set()
    for passage in passages(evidence, sources):
        if passage.changed:
            changed.add(passage.cited.source)
            continue
        at = found.setdefault(passage.cited.source, {}).setdefault(passage.cited.at, {})
        at |= {each.number: each.text for each in passage.paragraphs}
    for source in graph.graph["sources"]:
        if source["id"] in found:
            source["passages"] = {
                at: [f"{PARAGRAPH}{number} {text}" for number, text in sorted(there.items())]
                for at, there in sorted(found[source["id"]].items())
            }
    for id in sorted(changed):
        say(f"{id}: no passages, since its saved text is not the one of its sha256")
