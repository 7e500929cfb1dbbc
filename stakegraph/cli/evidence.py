"""Commands about evidence, doubt and time."""

from typing import TYPE_CHECKING, Annotated

import typer

from stakegraph.cli.app import command
from stakegraph.cli.asking import Ask, question
from stakegraph.cli.options import MaybeName
from stakegraph.errors import UnknownName, UsageError

if TYPE_CHECKING:
    from stakegraph.graph.neighbourhood import Graph
    from stakegraph.model.facts import Source
    from stakegraph.questions import Result

# How many ids before and behind a mistyped one are looked at: an id begins with its subject's.
_BESIDE = 100


@command
@question
def why(
    ask: Ask,
    fact: Annotated[str, typer.Argument(help="The id of a fact or an event, or a name.")],
    other: Annotated[
        str, typer.Argument(help="The name of another actor.", show_default=False)
    ] = "",
) -> "Result":
    """Show why something is said: the evidence of a fact, or what a derived one follows from.

    Give the id of a fact or an event, as --cite shows it, or the names of two actors.

    Example: stakegraph why ged-rowney.role_at.stoke-council.via.director
    """
    from stakegraph.graph.neighbourhood import ids_between
    from stakegraph.questions.evidence import why, why_event, why_tied
    from stakegraph.store.scoping import event_counts
    from stakegraph.text.suggestions import did_you_mean

    if not other:
        event = ask.store.event(fact)
        if event and event_counts(event, ask.scope):
            return why_event(event, ask.store.sources)
        graph = _around(ask, [fact])
        beside = ask.store.ids_beside(fact, _BESIDE)
        if not graph and not event and fact not in beside:
            near = did_you_mean(fact, beside)
            told = "; --cite shows the ids, and two names ask why those are tied"
            raise UnknownName(f"no fact has the id {fact!r}{near or told}")
        return why(graph, [fact] if graph else [], ask.store.sources)
    one, two = ask.actor(fact), ask.actor(other)
    between = ids_between(ask.graph(one, depth=1), one.id, two.id)
    graph = _around(ask, between, one.id, two.id)
    return why_tied(graph, one.id, two.id, ask.store.sources)


def _around(ask: Ask, ids: "list[str]", *ends: str) -> "Graph":
    """Draw some facts with their premises and with what disputes them."""
    from stakegraph.graph.neighbourhood import around_facts

    graph = around_facts(ask.store, ids, ask.scope, ends=ends)
    rivals: list[str] = [id for *_, data in graph.edges(data=True) for id in data["against"]]
    return around_facts(ask.store, [*ids, *rivals], ask.scope, ends=ends) if rivals else graph


@command
@question
def sources(ask: Ask) -> "Result":
    """Show each source, and how many facts rest on it alone.

    Example: stakegraph sources
    """
    from stakegraph.questions.evidence import sources

    return sources(ask.graph(), _sources(ask), _cited_by_events(ask))


def _sources(ask: Ask) -> "dict[str, Source]":
    """Return the sources that count."""
    scope = ask.scope
    return {
        id: source
        for id, source in ask.store.sources.items()
        if id not in scope.without and scope.source in ("", id)
    }


def _cited_by_events(ask: Ask) -> "list[list[str]]":
    """Return for each event that counts the sources that it cites."""
    events = ask.store.events(scope=ask.scope)
    return [[cited.source for cited in event.evidence] for event in events]


@command
@question
def conflicts(ask: Ask) -> "Result":
    """Show the facts that cannot all be true, side by side.

    Example: stakegraph conflicts
    """
    from stakegraph.graph.neighbourhood import around_facts
    from stakegraph.questions.conflicts import conflicts

    pairs = ask.store.conflicts()
    ids = dict.fromkeys(fact.id for _, one, other in pairs for fact in (one, other))
    return conflicts(around_facts(ask.store, ids, ask.scope), pairs)


@command
@question
def timeline(ask: Ask, name: MaybeName = "") -> "Result":
    """Show events, starts and ends in order, of all or of one actor.

    With --as-of, what had come to pass by that day.

    Example: stakegraph timeline Shaftesbury
    """
    who = ask.actor(name).id if name else None

    from stakegraph.graph.neighbourhood import neighbourhood
    from stakegraph.questions.timeline import timeline

    # What has ended by the day is no less part of what came to pass.
    scope = ask.scope._replace(as_of=None)
    graph = neighbourhood(ask.store, [who] if who else None, depth=1, scope=scope)
    return timeline(graph, ask.store.events(who, scope), who, as_of=ask.scope.as_of)


@command
@question
def positions(ask: Ask, name: MaybeName = "") -> "Result":
    """Show who supports, opposes or takes no side on what.

    Example: stakegraph positions "Elaine Simpson"
    """
    who = ask.actor(name) if name else None

    from stakegraph.questions.positions import positions

    if who is None:
        return positions(ask.graph(families=["stance"]))
    return positions(ask.graph(who, families=["stance"], depth=1), who.id)


@command
@question
def gaps(
    ask: Ask,
    older_than: Annotated[
        str,
        typer.Option(
            metavar="DATE", help="Show what no later source confirms.", show_default=False
        ),
    ] = "",
    ignore: Annotated[
        list[str],
        typer.Option(
            metavar="RULE", help="Leave out this rule; may be repeated.", show_default=False
        ),
    ] = [],  # noqa: B006
) -> "Result":
    """Show what the facts do not say yet, each gap with the next question to ask.

    Example: stakegraph gaps --ignore undated-role
    """
    from stakegraph.edtf.dates import DateError, parse
    from stakegraph.questions.gaps import gaps, names
    from stakegraph.text.suggestions import did_you_mean

    for rule in ignore:
        if rule not in names():
            raise UsageError(f"no rule is called {rule!r}{did_you_mean(rule, names())}")
    try:
        older = parse(older_than).text if older_than else ""
    except DateError as error:
        raise UsageError(f"--older-than: {error}") from error
    return gaps(ask.graph(), _sources(ask), _cited_by_events(ask), older_than=older, ignore=ignore)


@command
@question
def what_if(ask: Ask) -> "Result":
    """Show which answers fall if a source had not been written, or only what is stated counts.

    Give --without-source ID, --source ID or --firm.

    Example: stakegraph what-if --firm
    """
    from stakegraph.graph.neighbourhood import neighbourhood
    from stakegraph.questions.whatif import what_if
    from stakegraph.store import Scope

    # Compared with the same day: what falls, falls for want of evidence and not of time.
    if ask.scope._replace(as_of=None) == Scope():
        raise UsageError("what if what? Give --without-source ID, --source ID or --firm")
    whole = neighbourhood(ask.store, scope=Scope(as_of=ask.scope.as_of))
    return what_if(whole, ask.graph())
