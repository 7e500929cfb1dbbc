"""Gaps: what the facts do not say yet, each with the next question to ask.

A rule is a function that yields gaps; `hangs` counts the answers that would change with it.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain

from stakegraph.edtf import dates
from stakegraph.edtf.words import in_words
from stakegraph.graph.neighbourhood import Graph, actor_of, tie_of
from stakegraph.graph.seats import seats_of
from stakegraph.model.facts import Actor, Fact, Source
from stakegraph.model.names import in_sentence
from stakegraph.model.relations import ORGANISATION, PARTNERSHIP, PERSON, POST, ROLE
from stakegraph.questions.results import Cited, Ref, Result, Statement, cited, ref, statement
from stakegraph.questions.seats import is_limited
from stakegraph.store import Tie


class Gap(Result, frozen=True, kw_only=True):
    """Something that is not said: by which rule, about whom or which fact, and what to ask next.

    `hangs` is how many facts touch the actor, or rest on the fact: how much the gap weighs;
    `evidence` is where the actor or fact was read.
    """

    rule: str
    text: str
    ask: str
    actor: Ref | None
    fact: Statement | None
    hangs: int
    evidence: tuple[Cited, ...] = ()


class Gaps(Result, frozen=True, kw_only=True):
    """All gaps, those that most hangs on first."""

    gaps: tuple[Gap, ...]


class Known:
    """What the rules look at.

    These are the graph, the sources, those that events cite, and what counts as old ("" is
    nothing).
    """

    def __init__(
        self,
        graph: Graph,
        sources: Mapping[str, Source],
        cited_by_events: frozenset[str] = frozenset(),
        older_than: str = "",
    ) -> None:
        self.graph = graph
        self.sources = sources
        self.cited_by_events = cited_by_events
        self.older_than = older_than
        edges = (tie_of(data) for _, _, data in graph.edges(data=True))
        claimed = [tie for tie in edges if tie.fact.status != "denied"]
        # Those derived follow, and those denied are none.
        self.ties = sorted(
            (tie for tie in claimed if not tie.fact.premises), key=lambda tie: tie.fact.id
        )
        self.resting = Counter(id for tie in claimed for id in tie.fact.premises)
        self.into: dict[str, list[Tie]] = defaultdict(list)
        self.touching: Counter[str] = Counter()
        for tie in claimed:
            self.into[tie.fact.object].append(tie)
            self.touching.update({tie.fact.subject, tie.fact.object})

    def ids(self, *kinds: str) -> list[str]:
        """Return the actors of some kinds."""
        return [id for id in sorted(self.graph) if actor_of(self.graph, id).kind in kinds]


Rule = Callable[[Known], Iterator[Gap]]


def no_head(known: Known) -> Iterator[Gap]:
    """Find organisations of which nobody is named."""
    relations = known.graph.graph["relations"]
    for id in known.ids(ORGANISATION):
        actor = actor_of(known.graph, id)
        ties = [t for t in known.into[id] if "title" in relations[t.fact.relation].qualifiers]
        people = [actor_of(known.graph, tie.fact.subject) for tie in ties]
        named = any(one.kind == PERSON and not one.unnamed for one in people)
        if not named and not actor.unnamed and actor.classification not in ("group", "sector"):
            text = f"nobody is named as having a role at {actor.name}"
            yield _of_actor(known, id, "no-head", text, f"who heads {actor.name}?")


def vacant_post(known: Known) -> Iterator[Gap]:
    """Find posts whose holder is not named."""
    for id in known.ids(POST):
        holders = seats_of(known.graph).of_post(id).holders
        if all(actor_of(known.graph, one).unnamed for one in holders):
            post = in_sentence(actor_of(known.graph, id))
            said = "recorded" if is_limited(known.graph) else "named"
            text = f"no holder of the post is {said}: {post.removeprefix('the ')}"
            yield _of_actor(known, id, "vacant-post", text, f"who is {post}?")


def undated_role(known: Known) -> Iterator[Gap]:
    """Find roles of which no start is given."""
    for tie in known.ties:
        relation = known.graph.graph["relations"][tie.fact.relation]
        if relation.family == ROLE and not tie.fact.since:
            yield _of_fact(known, tie, "undated-role", "no start is given", "since when?")


def no_client(known: Known) -> Iterator[Gap]:
    """Find partnerships of which no client is named."""
    for id in known.ids(PARTNERSHIP):
        parts = [tie.fact.qualifiers.get("as", "") for tie in known.into[id]]
        if not any("client" in part for part in parts):
            name = actor_of(known.graph, id).name
            text = f"no client of {name} is named"
            yield _of_actor(known, id, "no-client", text, f"for whom is {name}?")


def undated_partnership(known: Known) -> Iterator[Gap]:
    """Find partnerships of which the start or the end is not given."""
    for id in known.ids(PARTNERSHIP):
        actor = actor_of(known.graph, id)
        lacking = [word for word, on in (("start", actor.since), ("end", actor.until)) if not on]
        if lacking:
            text = f"no {' and no '.join(lacking)} of {actor.name} is given"
            ask = f"from when to when is {actor.name}?"
            yield _of_actor(known, id, "undated-partnership", text, ask)


def one_source(known: Known) -> Iterator[Gap]:
    """Find facts that rest on one source; where there is one source only, that is said once."""
    if len(known.sources) == 1:
        (source,) = known.sources
        ties = [tie for tie in known.ties if tie.fact.evidence]
        if not ties:
            return
        text = f"everything rests on one source, {source}"
        ask = "who else can confirm it?"
        yield Gap(rule="one-source", text=text, ask=ask, actor=None, fact=None, hangs=len(ties))
        return
    for tie in known.ties:
        bearing = {one.source for one in tie.fact.evidence}
        if len(bearing) == 1:
            text = f"it rests on one source, {min(bearing)}"
            yield _of_fact(known, tie, "one-source", text, "who else can confirm it?")


def in_doubt(known: Known) -> Iterator[Gap]:
    """Find facts that a source hedges, disputes or leaves to inference."""
    for tie in known.ties:
        if tie.fact.status in ("hedged", "disputed", "inferred"):
            text = f"it is {tie.fact.status}"
            yield _of_fact(known, tie, "in-doubt", text, "who can say for certain?")


def no_source(known: Known) -> Iterator[Gap]:
    """Find facts for which no source is cited."""
    for tie in known.ties:
        if not tie.fact.evidence:
            yield _of_fact(known, tie, "no-source", "no source is cited", "where was it read?")


def alone(known: Known) -> Iterator[Gap]:
    """Find actors that no fact ties to anybody."""
    for id in known.ids(PERSON, ORGANISATION, POST, PARTNERSHIP):
        if not known.touching[id]:
            name = in_sentence(actor_of(known.graph, id))
            text = f"nothing ties {name} to anybody"
            yield _of_actor(known, id, "alone", text, f"what has {name} to do with the others?")


def unused_source(known: Known) -> Iterator[Gap]:
    """Find sources that nothing cites: no fact, no actor and no event."""
    actors = [actor_of(known.graph, id) for id in known.graph]
    parts: list[Actor | Fact] = [*actors, *(tie.fact for tie in known.ties)]
    used = {one.source for part in parts for one in part.evidence} | known.cited_by_events
    for id in sorted(known.sources.keys() - used):
        text = f"nothing cites the source {id}"
        ask = "what does it say?"
        yield Gap(rule="unused-source", text=text, ask=ask, actor=None, fact=None, hangs=0)


def old(known: Known) -> Iterator[Gap]:
    """Find facts whose latest source is older than a given day, if one is."""
    if not known.older_than:
        return
    for tie in known.ties:
        sources = {one.source for one in tie.fact.evidence} & known.sources.keys()
        dated = [day for id in sources if (day := known.sources[id].date)]
        if dated and all(dates.surely_before(day, known.older_than) for day in dated):
            text = f"its latest source is of {in_words(max(dated, key=dates.order))}"
            yield _of_fact(known, tie, "old", text, "is it still so?")


RULES: tuple[Rule, ...] = (
    no_head,
    vacant_post,
    undated_role,
    no_client,
    undated_partnership,
    one_source,
    in_doubt,
    no_source,
    alone,
    unused_source,
    old,
)


def gaps(
    graph: Graph,
    sources: Mapping[str, Source],
    events: Iterable[Iterable[str]] = (),
    *,
    older_than: str = "",
    ignore: Iterable[str] = (),
) -> Gaps:
    """Return what is not said yet, by every rule but those ignored.

    `events` are the sources that each event cites.
    """
    known = Known(graph, sources, frozenset(chain.from_iterable(events)), older_than)
    found = [gap for rule in RULES for gap in rule(known) if gap.rule not in set(ignore)]
    found.sort(key=lambda gap: (-gap.hangs, gap.rule, gap.text))
    return Gaps(gaps=tuple(found))


def names() -> list[str]:
    """Return the names of the rules."""
    return [rule.__name__.replace("_", "-") for rule in RULES]


def _of_actor(known: Known, id: str, rule: str, text: str, ask: str) -> Gap:
    actor = actor_of(known.graph, id)
    return Gap(
        rule=rule,
        text=text,
        ask=ask,
        actor=ref(actor),
        fact=None,
        hangs=known.touching[id],
        evidence=cited(actor.evidence),
    )


def _of_fact(known: Known, tie: Tie, rule: str, text: str, ask: str) -> Gap:
    fact = statement(known.graph, tie)
    return Gap(
        rule=rule,
        text=f"{fact.text}: {text}",
        ask=ask,
        actor=None,
        fact=fact,
        hangs=1 + known.resting[fact.id],
        evidence=fact.evidence,
    )
