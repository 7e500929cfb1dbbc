"""Partners: who takes part in the same partnerships, and who works with whom otherwise.

Who funds, owns or commissions is no partner for it: those ties are told apart, in their own words.
"""

from functools import partial
from itertools import product, starmap

from msgspec.structs import replace

from stakegraph.edtf.spans import common
from stakegraph.edtf.validity import Dating, validity
from stakegraph.graph.neighbourhood import Graph, actor_of, firmness, ties_in, ties_out
from stakegraph.graph.tenses import TENSES, dating_of, tense
from stakegraph.model.relations import ORGANISATION, PARTNERSHIP, PARTNERSHIPS
from stakegraph.questions.actors import Otherwise, otherwise
from stakegraph.questions.amounts import Amounts, amounts
from stakegraph.questions.results import Ref, Result, Statement, ref, statement
from stakegraph.store import Tie


class Partner(Result, frozen=True, kw_only=True):
    """An actor tied to the one asked about, or to a partnership, or to another partner.

    `facts` say how it is tied: what is so now first, the firmest of it first. `parts` are the parts
    taken in a partnership (`lead`, `client`) in that order. Where they are not `together`, its part
    and that of the actor asked about had surely no day in common. `partners` are its own further
    partners, or `ties` says how many ties of it are on record, where they are too many to show.
    """

    actor: Ref
    parts: tuple[str, ...]
    facts: tuple[Statement, ...]
    together: bool
    partners: tuple["Partner", ...]
    ties: int


class Related(Result, frozen=True, kw_only=True):
    """An actor that is tied by what makes no partners, and the facts that say how."""

    actor: Ref
    facts: tuple[Statement, ...]


class Partnership(Result, frozen=True, kw_only=True):
    """A partnership with everyone in it; `parts` are those of the actor asked about.

    `related` are those tied to the partnership that take no part in it.
    """

    partnership: Ref
    since: str
    until: str
    description: str
    parts: tuple[str, ...]
    facts: tuple[Statement, ...]
    members: tuple[Partner, ...]
    otherwise: tuple[Otherwise, ...]
    related: tuple[Related, ...]


class Partners(Result, frozen=True, kw_only=True):
    """The partnerships of an actor, its partners without one, and to whom it is related else.

    `amounts` sum the amounts of its own ties.
    """

    of: Ref
    partnerships: tuple[Partnership, ...]
    others: tuple[Partner, ...]
    related: tuple[Related, ...]
    amounts: tuple[Amounts, ...]


def partners(graph: Graph, id: str) -> Partners:
    """Return the partners of an organisation or person, or the members of a partnership."""
    if _is_partnership(graph, id):
        whole = _partnership(graph, id, "")
        return Partners(
            of=_ref(graph, id),
            partnerships=(whole,),
            others=(),
            related=(),
            amounts=amounts(graph, id),
        )
    near = _tied(graph, id)
    partnerships = tuple(
        _partnership(graph, far, id) for far in near if _is_partnership(graph, far)
    )
    shown = {member.actor.id for partnership in partnerships for member in partnership.members}
    return Partners(
        of=_ref(graph, id),
        partnerships=partnerships,
        others=tuple(
            # Whoever is a member above has its own partners shown there.
            _partner(graph, far, id, {id}, further=far not in shown)
            for far in near
            if not _is_partnership(graph, far)
        ),
        related=_related(graph, id),
        amounts=amounts(graph, id),
    )


def _partnership(graph: Graph, id: str, asker: str) -> Partnership:
    actor = actor_of(graph, id)
    members = _tied(graph, id)
    own = members.pop(asker, [])
    return Partnership(
        partnership=ref(actor),
        since=actor.since,
        until=actor.until,
        description=actor.description,
        parts=_parts(own),
        otherwise=otherwise(actor),
        facts=tuple(statement(graph, tie) for tie in own),
        members=tuple(
            replace(
                _partner(graph, far, id, {id, asker}),
                together=not own or any(starmap(partial(_meet, graph), product(own, ties))),
            )
            for far, ties in members.items()
        ),
        related=_related(graph, id, leaving_out=asker),
    )


def _partner(
    graph: Graph, id: str, through: str, known: set[str], *, further: bool = True
) -> Partner:
    """Describe a partner by its ties to one actor, with its own further partners one level down."""
    near = _tied(graph, id)
    ties_in_all: int = graph.graph["unwalked"].get(id, 0) if further else 0
    goes_on = further and not ties_in_all
    beyond = [far for far in near if far not in known] if goes_on else []
    return Partner(
        actor=_ref(graph, id),
        parts=_parts(near[through]),
        facts=tuple(statement(graph, tie) for tie in near[through]),
        together=True,
        partners=tuple(_partner(graph, far, id, known, further=False) for far in beyond),
        ties=ties_in_all,
    )


def _meet(graph: Graph, one: Tie, other: Tie) -> bool:
    """Return whether two ties may have held on one day."""
    datings = [dating_of(graph, tie) or Dating() for tie in (one, other)]
    return bool(common(*(validity(dating).possible for dating in datings)))


def _related(graph: Graph, id: str, leaving_out: str = "") -> tuple[Related, ...]:
    """Return those tied to an actor by what makes no partners, but one."""
    return tuple(
        Related(actor=_ref(graph, far), facts=tuple(statement(graph, tie) for tie in ties))
        for far, ties in _tied(graph, id, partners=False).items()
        if far != leaving_out
    )


def _tied(graph: Graph, id: str, *, partners: bool = True) -> dict[str, list[Tie]]:
    """Return who is tied to an actor, by ties that make partners or by the others.

    The firmest come first, then it goes by name; of the ties of each those of now come first, and
    of these the firmest.
    """
    relations = graph.graph["relations"]
    both = [(tie.fact.object, tie) for tie in ties_out(graph, id)]
    both += [(tie.fact.subject, tie) for tie in ties_in(graph, id)]
    found: dict[str, list[Tie]] = {}
    for far, tie in sorted(both, key=lambda row: firmness(row[1])):
        row = relations[tie.fact.relation]
        within = _is_partnership(graph, tie.fact.object)
        belongs = row.family == PARTNERSHIPS or (within and row.partners)
        # Whoever is no organisation has a role in a partnership, and is no partner.
        is_role = within and actor_of(graph, tie.fact.subject).kind != ORGANISATION
        fits = belongs and (row.partners and not is_role) == partners
        if fits and tie.fact.status != "denied":
            found.setdefault(far, []).append(tie)
    first = {far: (firmness(ties[0])[:2], actor_of(graph, far).name) for far, ties in found.items()}
    return {
        far: sorted(found[far], key=lambda tie: TENSES.index(tense(graph, tie)))
        for far in sorted(found, key=first.__getitem__)
    }


def _is_partnership(graph: Graph, id: str) -> bool:
    return actor_of(graph, id).kind == PARTNERSHIP


def _parts(ties: list[Tie]) -> tuple[str, ...]:
    parts = (tie.fact.qualifiers.get("as", "") for tie in ties)
    return tuple(dict.fromkeys(filter(None, parts)))


def _ref(graph: Graph, id: str) -> Ref:
    return ref(actor_of(graph, id))
