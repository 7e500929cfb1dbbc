"""Roles: who holds or held which post or role, where, and when."""

from collections.abc import Iterable

from stakegraph.edtf import dates
from stakegraph.graph.neighbourhood import Graph, actor_of, firmness, ties_in, ties_out
from stakegraph.graph.seats import seats_of
from stakegraph.model.facts import DERIVED
from stakegraph.model.relations import PERSON, POST, ROLE
from stakegraph.questions.results import Ref, Result, Statement, ref, statement
from stakegraph.questions.seats import is_limited, organisation_of
from stakegraph.store import Tie


class Role(Result, frozen=True, kw_only=True):
    """What somebody is or was somewhere.

    `holder` is None for a post whose holder is not named; `title` is what they are called there,
    `membership` whether they belong without holding a role.
    """

    holder: Ref | None
    title: str
    post: Ref | None
    organisation: Ref | None
    remit: str
    membership: bool
    since: str
    until: str
    facts: tuple[Statement, ...]


class Roles(Result, frozen=True, kw_only=True):
    """The roles of a person, post or organisation, or all; oldest first, undated last.

    Where `limited`, a holder may be known and not count for the question.
    """

    of: Ref | None
    roles: tuple[Role, ...]
    limited: bool


def roles(graph: Graph, id: str | None = None) -> Roles:
    """Return the roles of a person over time, the people of an organisation or post, or all."""
    if id is None:
        found = [role for node in graph for role in _held_by(graph, node)]
        found += [_vacant(graph, node) for node in _vacancies(graph, graph)]
    else:
        found = _of(graph, id)
    return Roles(
        of=ref(actor_of(graph, id)) if id else None,
        roles=tuple(sorted(found, key=_key)),
        limited=is_limited(graph),
    )


def _of(graph: Graph, id: str) -> list[Role]:
    actor = actor_of(graph, id)
    if actor.kind == POST:
        held = [_role(graph, tie) for tie in _role_ties(graph, ties_in(graph, id))]
        return held or [_vacant(graph, id)]
    if actor.kind == PERSON:
        return _held_by(graph, id)
    people = [_as_held(graph, tie) for tie in _role_ties(graph, ties_in(graph, id))]
    relations = graph.graph["relations"]
    posts = [t.fact.subject for t in ties_in(graph, id) if relations[t.fact.relation].of_post]
    return [*people, *(_vacant(graph, post) for post in _vacancies(graph, posts))]


def _held_by(graph: Graph, id: str) -> list[Role]:
    """Return the roles of one actor; a role that follows from a post is the post's."""
    ties = _role_ties(graph, ties_out(graph, id))
    posts = {tie.fact.object for tie in ties if _fills(graph, tie)}
    shown = [tie for tie in ties if not (tie.fact.status == DERIVED and posts)]
    return [_role(graph, tie) for tie in shown]


def _as_held(graph: Graph, tie: Tie) -> Role:
    """Return the role that a tie to an organisation tells of, with its post where there is one."""
    if tie.fact.status != DERIVED:
        return _role(graph, tie)
    for held in ties_out(graph, tie.fact.subject):
        if _fills(graph, held) and held.fact.id in tie.fact.premises:
            return _role(graph, held, tie.missing)
    return _role(graph, tie)


def _role_ties(graph: Graph, ties: Iterable[Tie]) -> list[Tie]:
    relations = graph.graph["relations"]
    kept = (tie for tie in ties if relations[tie.fact.relation].family == ROLE)
    return sorted((tie for tie in kept if tie.fact.status != "denied"), key=firmness)


def _fills(graph: Graph, tie: Tie) -> bool:
    return bool(graph.graph["relations"][tie.fact.relation].fills)


def _role(graph: Graph, tie: Tie, missing: tuple[str, ...] = ()) -> Role:
    fact = tie.fact
    there = actor_of(graph, fact.object)
    post = there if there.kind == POST else None
    house = organisation_of(graph, post.id) if post else ref(there)
    facts = [tie._replace(missing=tie.missing or missing)]
    if post:
        facts += seats_of(graph).of_post(post.id).places[:1]
    title = post.name if post else fact.qualifiers.get("title", fact.qualifiers.get("as", ""))
    return Role(
        holder=ref(actor_of(graph, fact.subject)),
        title=title,
        post=ref(post) if post else None,
        organisation=house,
        remit=post.remit if post else fact.qualifiers.get("remit", ""),
        membership="title" not in graph.graph["relations"][fact.relation].qualifiers and not post,
        since=fact.since,
        until=fact.until,
        facts=tuple(statement(graph, each) for each in facts),
    )


def _vacancies(graph: Graph, ids: Iterable[str]) -> list[str]:
    return [
        id
        for id in ids
        if actor_of(graph, id).kind == POST and not seats_of(graph).of_post(id).holdings
    ]


def _vacant(graph: Graph, id: str) -> Role:
    post = actor_of(graph, id)
    return Role(
        holder=None,
        title=post.name,
        post=ref(post),
        organisation=organisation_of(graph, id),
        remit=post.remit,
        membership=False,
        since="",
        until="",
        facts=tuple(statement(graph, tie) for tie in seats_of(graph).of_post(id).places),
    )


def _key(role: Role) -> tuple[object, ...]:
    """Sort by holder, those not named last; then by start, undated last."""
    holder = role.holder
    start = dates.order(role.since) if role.since else dates.order("..")
    named = (holder is None, holder.name if holder else "", holder.id if holder else "")
    return (*named, not role.since, start, role.membership, role.title)
