"""Partners: who takes part in the same partnerships, and who works with whom otherwise."""

from stakegraph.graph.neighbourhood import Graph, actor_of, firmness, ties_in, ties_out
from stakegraph.model.relations import PARTNERSHIP, PARTNERSHIPS
from stakegraph.questions.actors import Otherwise, otherwise
from stakegraph.questions.results import Ref, Result, Statement, ref, statement
from stakegraph.store import Tie


class Partner(Result, frozen=True, kw_only=True):
    """An actor tied to the one asked about, or to a partnership, or to another partner.

    `part` is the part taken in a partnership (`lead`, `client`), else "". `facts` say how it is
    tied, the firmest first; `partners` are its own further partners, or `ties` says how many ties
    it has, where they are too many to show.
    """

    actor: Ref
    part: str
    facts: tuple[Statement, ...]
    partners: tuple["Partner", ...]
    ties: int


class Partnership(Result, frozen=True, kw_only=True):
    """A partnership with everyone in it; `part` is that of the actor asked about."""

    partnership: Ref
    since: str
    until: str
    description: str
    part: str
    facts: tuple[Statement, ...]
    members: tuple[Partner, ...]
    otherwise: tuple[Otherwise, ...]


class Partners(Result, frozen=True, kw_only=True):
    """The partnerships of an actor, and its partners by other ties."""

    of: Ref
    partnerships: tuple[Partnership, ...]
    others: tuple[Partner, ...]


def partners(graph: Graph, id: str) -> Partners:
    """Return the partners of an organisation or person, or the members of a partnership."""
    if _is_partnership(graph, id):
        return Partners(of=_ref(graph, id), partnerships=(_partnership(graph, id, ""),), others=())
    near = _near(graph, id)
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
    )


def _partnership(graph: Graph, id: str, asker: str) -> Partnership:
    actor = actor_of(graph, id)
    own = [tie for far, tie in _ties(graph, id) if far == asker]
    return Partnership(
        partnership=ref(actor),
        since=actor.since,
        until=actor.until,
        description=actor.description,
        part=_part(own),
        otherwise=otherwise(actor),
        facts=tuple(statement(graph, tie) for tie in own),
        members=tuple(
            _partner(graph, far, id, {id, asker}) for far in _near(graph, id) if far != asker
        ),
    )


def _partner(
    graph: Graph, id: str, through: str, known: set[str], *, further: bool = True
) -> Partner:
    """Describe a partner by its ties to one actor, with its own further partners one level down."""
    ties = [tie for far, tie in _ties(graph, id) if far == through]
    ties_in_all: int = graph.graph["unwalked"].get(id, 0) if further else 0
    goes_on = further and not ties_in_all
    beyond = [far for far in _near(graph, id) if far not in known] if goes_on else []
    return Partner(
        actor=_ref(graph, id),
        part=_part(ties),
        facts=tuple(statement(graph, tie) for tie in ties),
        partners=tuple(_partner(graph, far, id, known, further=False) for far in beyond),
        ties=ties_in_all,
    )


def _near(graph: Graph, id: str) -> list[str]:
    """Return who is tied to an actor by a partnership tie, the firmest first, then by name."""
    best: dict[str, Tie] = {}
    for far, tie in _ties(graph, id):
        best.setdefault(far, tie)
    return sorted(best, key=lambda far: (firmness(best[far])[:2], actor_of(graph, far).name))


def _ties(graph: Graph, id: str) -> list[tuple[str, Tie]]:
    """Return the partnership ties of an actor with who is at the far end, the firmest first."""
    relations = graph.graph["relations"]
    both = [(tie.fact.object, tie) for tie in ties_out(graph, id)]
    both += [(tie.fact.subject, tie) for tie in ties_in(graph, id)]
    kept = [
        (far, tie)
        for far, tie in both
        if relations[tie.fact.relation].family == PARTNERSHIPS and tie.fact.status != "denied"
    ]
    return sorted(kept, key=lambda row: firmness(row[1]))


def _is_partnership(graph: Graph, id: str) -> bool:
    return actor_of(graph, id).kind == PARTNERSHIP


def _part(ties: list[Tie]) -> str:
    return next((tie.fact.qualifiers["as"] for tie in ties if "as" in tie.fact.qualifiers), "")


def _ref(graph: Graph, id: str) -> Ref:
    return ref(actor_of(graph, id))
