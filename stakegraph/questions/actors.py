"""Actors: who is there, and everything on one of them."""

from collections.abc import Callable, Iterable

from stakegraph.edtf import dates
from stakegraph.graph.neighbourhood import Graph, actor_of, firmness, ties_in, ties_out
from stakegraph.graph.tenses import TENSES, tense
from stakegraph.graph.vacancies import vacancies
from stakegraph.model import attribution
from stakegraph.model.facts import Actor, Event
from stakegraph.model.identifiers import by_scheme
from stakegraph.model.names import forms
from stakegraph.model.relations import FAMILIES, ORGANISATION, PARTNERSHIP, PERSON, POST
from stakegraph.questions.results import (
    Cited,
    Ref,
    Result,
    Statement,
    Vacant,
    cited,
    ref,
    shown,
    statement,
    vacant,
)
from stakegraph.store import Tie
from stakegraph.text.folding import fold, sort_key

Left = Callable[[Iterable[Actor]], Iterable[Actor]]

_ORDER = (PERSON, POST, ORGANISATION, PARTNERSHIP)


class Same(Result, frozen=True, kw_only=True):
    """An entry that is the same actor under another id, and how that is known."""

    id: str
    name: str
    because: str


class Distinct(Result, frozen=True, kw_only=True):
    """Another actor that is not this one, whatever their names say, and how that is known."""

    id: str
    because: str


class Otherwise(Result, frozen=True, kw_only=True):
    """What some sources say of one field, of which a later one says otherwise."""

    field: str
    value: str
    sources: tuple[str, ...]


class Borne(Result, frozen=True, kw_only=True):
    """From when to when one of the aliases was borne."""

    name: str
    since: str
    until: str


class Listed(Result, frozen=True, kw_only=True):
    """An actor with what is said of it in itself.

    `alias_dates` are of aliases borne for a time, `ids` what registers call it, by scheme.
    """

    actor: Ref
    aliases: tuple[str, ...]
    alias_dates: tuple[Borne, ...]
    ids: dict[str, tuple[str, ...]]
    description: str
    remit: str
    since: str
    until: str
    note: str
    evidence: tuple[Cited, ...]
    same: tuple[Same, ...]
    different: tuple[Distinct, ...]
    otherwise: tuple[Otherwise, ...]


class Listing(Result, frozen=True, kw_only=True):
    """The actors of a kind, or those that a text is found in."""

    kind: str
    text: str
    actors: tuple[Listed, ...]


class Happening(Result, frozen=True, kw_only=True):
    """An event that the actor took part in."""

    id: str
    what: str
    on: str
    status: str
    because: str
    note: str
    evidence: tuple[Cited, ...]
    according_to: tuple[str, ...]
    speakers: str


class Family(Result, frozen=True, kw_only=True):
    """The facts of one family of relations, as sentences that begin with the actor."""

    family: str
    facts: tuple[Statement, ...]


class Page(Result, frozen=True, kw_only=True):
    """Everything on one actor; `vacant` is when a post stood empty."""

    of: Listed
    vacant: tuple[Vacant, ...]
    families: tuple[Family, ...]
    events: tuple[Happening, ...]


def listing(actors: Iterable[Actor], kind: str = "", *, there: Left = iter) -> Listing:
    """Return the actors of one kind (`person`) or classification (`company`), or all.

    `there` leaves those of them that are there at the time asked for.
    """
    listed = [actor for actor in actors if kind in ("", actor.kind, actor.classification)]
    return Listing(kind=kind, text="", actors=_sorted(there(listed)))


def find(actors: Iterable[Actor], text: str, *, there: Left = iter) -> Listing:
    """Return the actors that have a text in a name, an id, a description, a remit or a note.

    `there` leaves those of them that are there at the time asked for.
    """
    wanted = fold(text)
    found = [actor for actor in actors if any(wanted in fold(said) for said in _texts(actor))]
    return Listing(kind="", text=text, actors=_sorted(there(found)))


def page(graph: Graph, id: str, events: Iterable[Event] = ()) -> Page:
    """Return everything on one actor: what it is, its ties by family, its events in order."""
    relations = graph.graph["relations"]
    both = [*ties_out(graph, id), *(tie for tie in ties_in(graph, id) if tie.fact.subject != id)]
    families = []
    for family in FAMILIES:
        ties = [tie for tie in both if relations[tie.fact.relation].family == family]
        if ties:
            ties.sort(key=lambda tie: (TENSES.index(tense(graph, tie) or "current"), firmness(tie)))
            facts = tuple(_statement(graph, tie, id) for tie in ties)
            families.append(Family(family=family, facts=facts))
    dated = sorted(events, key=lambda event: (dates.order(event.on or ".."), event.id))
    return Page(
        of=_listed(actor_of(graph, id)),
        vacant=tuple(map(vacant, vacancies(graph, id))),
        families=tuple(families),
        events=tuple(happened(graph, event) for event in dated),
    )


def _statement(graph: Graph, tie: Tie, id: str) -> Statement:
    return statement(graph, tie, backward=tie.fact.subject != id)


def _texts(actor: Actor) -> tuple[str, ...]:
    unnamed = (actor.name,) if actor.unnamed else ()
    described = (actor.description, actor.remit, actor.note, actor.classification)
    return (actor.id, *forms(actor), *unnamed, *map(str, actor.ids), *described)


def _sorted(actors: Iterable[Actor]) -> tuple[Listed, ...]:
    """Return actors by kind, people first, then by name, whatever article stands before it."""

    def key(actor: Actor) -> tuple[int, str, str]:
        return _ORDER.index(actor.kind), sort_key(actor.name), actor.id

    return tuple(map(_listed, sorted(actors, key=key)))


def _listed(actor: Actor) -> Listed:
    return shown(
        Listed,
        actor,
        actor=ref(actor),
        alias_dates=tuple(shown(Borne, one) for one in actor.alias_dates),
        ids=by_scheme(actor.ids),
        evidence=cited(actor.evidence),
        otherwise=otherwise(actor),
        same=tuple(shown(Same, one) for one in actor.joined),
        different=tuple(shown(Distinct, one) for one in actor.different_from),
    )


def otherwise(actor: Actor) -> tuple[Otherwise, ...]:
    """Show what sources say of an actor that differs from what the latest says."""
    return tuple(shown(Otherwise, one) for one in attribution.otherwise(actor))


def happened(graph: Graph, event: Event) -> Happening:
    """Show an event in a result."""
    return shown(
        Happening,
        event,
        evidence=cited(event.evidence),
        speakers=graph.graph["speakers"](event.according_to),
    )
