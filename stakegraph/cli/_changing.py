"""What the commands that write fact files have in common: options, questions, what they say."""

import sys
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from stakegraph.cli._opening import say
from stakegraph.cli._streams import fitted
from stakegraph.errors import Unsure

if TYPE_CHECKING:
    from stakegraph.changes.additions import Added
    from stakegraph.changes.files import Change
    from stakegraph.changes.names import New
    from stakegraph.model.facts import Fact
    from stakegraph.store import Store

T = TypeVar("T")

GROUP = "Writing facts"

Facts = Annotated[
    list[str],
    typer.Option(
        "--facts",
        metavar="PATH",
        help="A fact file, folder or glob; may be repeated.",
        show_default="$STAKEGRAPH_FACTS, stakegraph.yaml, facts/",
    ),
]
Print = Annotated[bool, typer.Option("--print", help="Print what would change; write nothing.")]
Of = Annotated[
    str,
    typer.Option(
        "--of",
        metavar="WHAT",
        help="Of what the id is, where it is of several: fact, event, actor, source or relation.",
        show_default=False,
    ),
]
Into = Annotated[
    str,
    typer.Option(
        "--into",
        metavar="FILE",
        help="The one of several fact files to write to.",
        show_default="the file of the first source that is cited",
    ),
]
Yes = Annotated[
    bool, typer.Option("--yes", help="Make a new actor of a name that nobody has; ask nothing.")
]
NewActors = Annotated[
    list[str],
    typer.Option(
        "--new",
        metavar="KIND",
        help="Make a new actor of this kind, such as person or company, of a name that nobody has; "
        "or NAME=KIND of that name; may be repeated.",
        show_default=False,
    ),
]


def permitted(yes: bool, given: Sequence[str]) -> "New":
    """Return which actors may be made; raises UsageError for what is no kind."""
    from stakegraph.changes.names import New, kind_of

    named = dict(each.rsplit("=", 1) for each in given if "=" in each)
    kinds = tuple(each for each in given if "=" not in each)
    for word in (*kinds, *named.values()):
        kind_of(word)
    return New(yes, kinds, {" ".join(name.split()): kind for name, kind in named.items()})


def answered(change: "Callable[[New], T]", new: "New") -> T:
    """Return what a change gives once all is known that it must know.

    Who is meant, or whether somebody is new, is asked where somebody can answer, and another name
    where it is none of these; raises Unsure where none is typed.
    """
    from stakegraph.changes.names import NEW

    while True:
        try:
            return change(new)
        except Unsure as unsure:
            if not can_ask():
                raise
            from stakegraph.cli._prompt import chosen, typed_text

            choice = chosen(unsure)
            if not choice:
                other = " ".join(typed_text("another name (Enter stops)").split())
                if not other:
                    raise
                new = new.with_retyped(unsure.option, other)
            elif choice.startswith(NEW):
                kind = choice.removeprefix(NEW)
                new = new._replace(named={**new.named, unsure.option: kind})
            else:
                meant = choice.partition(":")[0]
                new = new._replace(meant={**new.meant, unsure.option: meant})


def can_ask() -> bool:
    """Return whether somebody is there who can be asked."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def say_added(added: "Added", *, dry: bool) -> None:
    """Say what was added: facts as sentences with their ids, and who is new."""
    from stakegraph.text.escaping import visible

    if dry:
        for line in added.lines:
            print(visible(line))
    store = added.change.after.store
    stream = sys.stderr if dry else sys.stdout
    for line in sentences(store, added.facts):
        print(fitted(visible(line), stream), file=stream)
    declared = [*_declared(store, added)]
    if added.facts and declared:
        say(f"new: {', '.join(declared)}")
    elif not dry:
        for line in declared:
            print(fitted(visible(line), stream))
    _say_warnings(added.change, dry=dry)
    if not dry:
        say(f"written to {added.path}")


def _declared(store: "Store", added: "Added") -> Iterator[str]:
    """Yield who or what is new, by id, with what tells it from others."""
    from stakegraph.edtf.words import in_words

    keys = [each.key for each in added.additions if each.key]
    actors = [*store.actors(keys)]
    for actor, told in zip(actors, store.told_apart(actors), strict=True):
        yield f"{actor.id}: {told}"
    for event in filter(None, map(store.event, keys)):
        yield f"{event.id}: {event.what}{f' ({in_words(event.on)})' if event.on else ''}"


def say_change(change: "Change", told: str, *, dry: bool) -> None:
    """Say what was changed; of what is not written, how the files would differ."""
    from stakegraph.text.escaping import visible

    paths = [path for path, data in change.edit.contents.items() if _differs(change, path, data)]
    if dry:
        for path in paths:
            for line in _difference(change, path):
                print(visible(line))
        say(told)
    else:
        print(fitted(visible(told), sys.stdout))
    _say_warnings(change, dry=dry)
    if not dry:
        say(f"written to {', '.join(paths)}")


def _differs(change: "Change", path: str, data: bytes) -> bool:
    return data != change.before.contents[path]


def _difference(change: "Change", path: str) -> Iterator[str]:
    """Yield the lines in which a file differs, as `diff -u` shows them."""
    from difflib import unified_diff

    texts = (each.contents[path].decode("utf-8-sig") for each in (change.before, change.after))
    old, new = (text.splitlines() for text in texts)
    yield from unified_diff(old, new, path, path, lineterm="")


def _say_warnings(change: "Change", *, dry: bool) -> None:
    """Say what `check` warns of since a change."""
    from stakegraph.cli._problems import show

    # No line of a file that is not written can be shown.
    show(change.warnings, "text", sys.stderr, with_lines=not dry)


def sentences(store: "Store", facts: "Sequence[Fact]") -> Iterator[str]:
    """Yield facts as an answer shows them, each with its id and with what disputes it beneath."""
    from stakegraph.graph.neighbourhood import around_facts, tie_of
    from stakegraph.outlines import citations, label
    from stakegraph.questions.results import statement

    graph = around_facts(store, [fact.id for fact in facts])
    ties = {key: tie_of(data) for _, _, key, data in graph.edges(keys=True, data=True)}
    for fact in facts:
        told = statement(graph, ties[fact.id])
        firm = label(told)
        yield f"{firm and f'{firm}: '}{told.text} [{citations(told.evidence) or 'no source'}]"
        yield f"  id: {fact.id}"
        for rival in told.against:
            yield f"  against it: {rival}"
