"""Facts proposed from the text of an article, for somebody to go through."""

import os
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from stakegraph.cli._app import command
from stakegraph.cli._changing import GROUP, Facts
from stakegraph.cli._opening import say
from stakegraph.cli._options import Out
from stakegraph.cli._output import Output
from stakegraph.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from stakegraph.drafting.gate import Gate
    from stakegraph.factfile.fields import Fields
    from stakegraph.store.database import Database

    Entries = Mapping[str, Mapping[str, Fields]]


def _option(name: str, metavar: str, help: str) -> Any:
    return typer.Option(name, metavar=metavar, help=help, show_default=False)


@command(GROUP)
def draft(
    article: Annotated[
        str, typer.Argument(metavar="ARTICLE", help="A text, or the id of a source with one.")
    ],
    facts: Facts = [],  # noqa: B006
    out: Out = "",
    id: Annotated[str, _option("--id", "ID", "The id of the article as a source.")] = "",
    title: Annotated[str, _option("--title", "TEXT", "Its title, if it is a new source.")] = "",
    date: Annotated[
        str, _option("--date", "DATE", "When it appeared: what it says was so, was so by then.")
    ] = "",
    prompt: Annotated[
        bool, typer.Option("--prompt", help="Print what to ask a language model instead.")
    ] = False,
    accept: Annotated[
        str, _option("--accept", "FILE", "Propose what a language model answered, in JSON.")
    ] = "",
) -> None:
    """Propose facts from an article, each with the words that state it.

    They are read by rules, of English text, and go to a file of proposals: 'stakegraph review' goes
    through it. Who is in the facts already is proposed under the known id, and what they state
    already is not proposed.

    Example: stakegraph draft seeds/community-care-2008-03-13.md
    """
    from stakegraph.drafting.actors import Actors
    from stakegraph.drafting.gate import Gate
    from stakegraph.drafting.origins import article_source, article_text

    if prompt and accept:
        raise UsageError("--prompt asks, and --accept takes what was answered: give one of them")
    output = Output(out, [article, accept])
    if os.path.exists(out):
        raise UsageError(f"{out}: the file exists: name another one")
    store = _store(facts)
    given = {"id": id, "title": title, "date": date}
    source, path = article_source(article, store.sources, given)
    text = article_text(path)
    gate = Gate(source, text, store)
    if prompt:
        from stakegraph.drafting.language_models import prompt as asked

        output.write(asked(text, source, store, Actors(store).mentioned(text)))
        return
    if accept:
        entries, kept, said = _answered(accept, gate)
    else:
        entries, kept, said = _drafted(gate)
    if kept:
        _write(output, path, gate, entries, kept)
    for line in said:
        say(line)
    _say(output, len(kept), article)
    if accept and not kept:
        raise typer.Exit(ExitCode.FACTS_AT_FAULT)


def _store(facts: Sequence[str]) -> "Database":
    """Return the store of the facts, an empty one where there are none."""
    from stakegraph.cli._opening import session
    from stakegraph.factfile.discovery import usual_paths
    from stakegraph.store.loading import inspect_files

    paths = [*facts] or usual_paths()
    return session(paths).store if paths else inspect_files([])[0]


def _drafted(gate: "Gate") -> "tuple[Entries, list[Fields], list[str]]":
    """Return what the rules find: entries, facts, and what is said of what is left out."""
    from stakegraph.drafting.facts import draft as drafted
    from stakegraph.model.sentences import counted

    made = drafted(gate.text, gate.source, gate.store)
    refused = gate.refusals(made.entries, made.facts)
    said = [*made.notes]
    if made.known:
        said.append(f"left out, for the facts have it already: {counted(made.known, 'statement')}")
    if made.undated:
        what = counted(made.undated, "statement")
        said.append(f"left out: {what} of what was so; --date says when the article appeared")
    facts = [fact for number, fact in enumerate(made.facts, 1) if number not in refused]
    return made.entries, facts, said


def _answered(path: str, gate: "Gate") -> "tuple[Entries, list[Fields], list[str]]":
    """Return the same of what a language model answered, each refusal in a line."""
    from stakegraph.drafting.language_models import Answer, described
    from stakegraph.text.files import read

    try:
        written = read(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: it is not UTF-8") from error
    answer = Answer(written, path, gate.store)
    refused = {**gate.refusals(answer.entries, answer.facts), **answer.refused}
    said = [
        f"{path}: fact {number} ({described(answer.facts[number - 1], gate.store.relations)}) "
        f"is refused: {reasons[0]}"
        for number, reasons in sorted(refused.items())
    ]
    facts = [fact for number, fact in enumerate(answer.facts, 1) if number not in refused]
    return answer.entries, facts, said


def _write(
    output: Output, article: str, gate: "Gate", entries: "Entries", facts: "list[Fields]"
) -> None:
    """Write a file of proposals, with paths as they are named from there."""
    from msgspec.structs import replace

    from stakegraph.drafting.gate import Trial, needed
    from stakegraph.drafting.proposals import Proposals, write
    from stakegraph.factfile.fields import of_source
    from stakegraph.text.files import relative

    folder = os.path.dirname(output.out) if output.is_file else ""
    path = relative(article, folder)
    wanted = needed(entries, facts)
    if gate.source.id not in gate.store.sources:
        placed = of_source(replace(gate.source, text=path))
        wanted["sources"] = {gate.source.id: placed}
    sentences = Trial(entries, dict(enumerate(facts, 1)), gate.source, gate.store).sentences()
    proposals = Proposals(path, gate.source.id, wanted, facts)
    output.write([write(proposals, [sentences[n] for n in range(1, len(facts) + 1)])])


def _say(output: Output, count: int, article: str) -> None:
    """Say how many statements are proposed, and what to do next."""
    from stakegraph.model.sentences import counted

    if not count:
        say(f"nothing is proposed from {article}")
        return
    where = output.out if output.is_file else "FILE, if they are written there with --out FILE"
    say(f"proposed: {counted(count, 'statement')}; next: stakegraph review {where}")
