"""What may be missing of an actor, a fact or a source: the rules by which gaps are found."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any, Literal, NamedTuple

from stakegraph.edtf import dates
from stakegraph.edtf.words import in_words
from stakegraph.graph.neighbourhood import Graph, actor_of, tie_of
from stakegraph.graph.seats import seats_of
from stakegraph.graph.tenses import dating_of
from stakegraph.graph.vacancies import vacancy
from stakegraph.model.facts import Actor, Fact, Source, citations
from stakegraph.model.names import in_sentence
from stakegraph.model.relations import (
    ACTOR_KINDS,
    HEADLESS,
    ORGANISATION,
    PARTNERSHIP,
    PERSON,
    POST,
    ROLE,
)
from stakegraph.questions.results import told_apart
from stakegraph.questions.seats import is_limited, is_there
from stakegraph.store import Tie


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
        every = [tie_of(data) for _, _, data in graph.edges(data=True)]
        self.facts = [tie.fact for tie in every]
        claimed = [tie for tie in every if tie.fact.status != "denied"]
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

    def posts(self) -> list[str]:
        """Return the posts that there still may be."""
        return [id for id in self.ids(POST) if is_there(self.graph, id)]

    def organisations(self) -> list[str]:
        """Return the named organisations that somebody may head now."""
        actors = (actor_of(self.graph, id) for id in self.ids(ORGANISATION))
        return [
            actor.id
            for actor in actors
            if not actor.unnamed and actor.classification not in HEADLESS
            if is_there(self.graph, actor.id)
        ]

    def roles(self) -> list[Tie]:
        """Return the facts about roles."""
        relations = self.graph.graph["relations"]
        return [tie for tie in self.ties if relations[tie.fact.relation].family == ROLE]

    def confirmable(self) -> list[Tie]:
        """Return the facts that another source might confirm: none where there is one alone."""
        return [] if len(self.sources) == 1 else self.ties

    @cached_property
    def cited(self) -> frozenset[str]:
        """Return the sources that a fact, a denial too, an actor or an event cites."""
        actors = [actor_of(self.graph, id) for id in self.graph]
        parts: list[Actor | Fact] = [*actors, *self.facts]
        return self.cited_by_events.union(
            one.source for part in parts for _, one in citations(part)
        )


class Missing(NamedTuple):
    """What a rule finds: a sentence, or the rest of one that begins with a fact; what to ask."""

    text: str
    ask: str
    detail: str = ""


class Rule(NamedTuple):
    """A rule: what it is called, what it looks at, and what is missing of one such thing.

    That is an actor, given by its id, a tie, or a source, given by its id.
    """

    name: str
    of: Literal["actor", "fact", "source"]
    looks_at: Callable[[Known], Sequence[Any]]
    missing: Callable[[Known, Any], Missing | None]


def no_head(known: Known, id: str) -> Missing | None:
    """Find that nobody is named who has a role at an organisation, as no mere member has.

    One who sits there as something, such as its chair, has one.
    """
    relations = known.graph.graph["relations"]
    facts = [(tie.fact, relations[tie.fact.relation]) for tie in known.into[id]]
    officers = [
        fact
        for fact, row in facts
        if "title" in row.qualifiers or (row.family == ROLE and fact.qualifiers.get("as"))
    ]
    people = [actor_of(known.graph, fact.subject) for fact in officers]
    if any(one.kind == PERSON and not one.unnamed for one in people):
        return None
    name = actor_of(known.graph, id).name
    return Missing(f"no officer of {name} is named", f"who heads {name}?")


def vacant_post(known: Known, id: str) -> Missing | None:
    """Find that the holder of a post is not named, nor that it stands empty."""
    holders = seats_of(known.graph).of_post(id).holders
    if vacancy(known.graph, id) or not all(actor_of(known.graph, one).unnamed for one in holders):
        return None
    post = in_sentence(told_apart(known.graph, id))
    said = "recorded" if is_limited(known.graph) else "named"
    text = f"no holder of the post is {said}: {post.removeprefix('the ')}"
    return Missing(text, f"who is {post}?")


def undated_role(known: Known, tie: Tie) -> Missing | None:
    """Find that no start of a role is given, nor of what it lasts as long as."""
    dating = dating_of(known.graph, tie)
    if dating is None or dating.since or tie.fact.attested:
        return None
    return Missing("no start is given", "since when?")


def no_client(known: Known, id: str) -> Missing | None:
    """Find that no client of a partnership is named."""
    relations, ties = known.graph.graph["relations"], known.into[id]
    if any(
        "client" in tie.fact.qualifiers.get("as", "") or relations[tie.fact.relation].client
        for tie in ties
    ):
        return None
    name = actor_of(known.graph, id).name
    return Missing(f"no client of {name} is named", f"for whom is {name}?")


def undated_partnership(known: Known, id: str) -> Missing | None:
    """Find that the start or the end of a partnership is not given."""
    actor = actor_of(known.graph, id)
    lacking = [word for word, on in (("start", actor.since), ("end", actor.until)) if not on]
    if not lacking:
        return None
    detail = f"no {' and no '.join(lacking)}"
    text = f"{detail} of {actor.name} is given"
    return Missing(text, f"from when to when is {actor.name}?", detail)


def one_source(known: Known, tie: Tie) -> Missing | None:
    """Find that a fact rests on one source."""
    bearing = {one.source for one in tie.fact.evidence}
    if len(bearing) != 1:
        return None
    return Missing(f"it rests on one source, {min(bearing)}", "who else can confirm it?")


def in_doubt(known: Known, tie: Tie) -> Missing | None:
    """Find that a source hedges or disputes a fact, or leaves it to inference."""
    if tie.fact.status not in ("hedged", "disputed", "inferred"):
        return None
    return Missing(f"it is {tie.fact.status}", "who can say for certain?")


def no_source(known: Known, tie: Tie) -> Missing | None:
    """Find that no source is cited for a fact."""
    return None if tie.fact.evidence else Missing("no source is cited", "where was it read?")


def alone(known: Known, id: str) -> Missing | None:
    """Find that no fact ties an actor to anybody."""
    if known.touching[id]:
        return None
    name = in_sentence(actor_of(known.graph, id))
    return Missing(f"nothing ties {name} to anybody", f"what has {name} to do with the others?")


def unused_source(known: Known, id: str) -> Missing | None:
    """Find that nothing cites a source: no fact, no actor and no event."""
    if id in known.cited:
        return None
    return Missing(f"nothing cites the source {id}", "what does it say?")


def old(known: Known, tie: Tie) -> Missing | None:
    """Find that the latest source of a fact is older than a given day, if one is."""
    sources = {one.source for one in tie.fact.evidence} & known.sources.keys()
    dated = [day for id in sources if (day := known.sources[id].date)]
    if not dated or not all(dates.surely_before(day, known.older_than) for day in dated):
        return None
    text = f"its latest source is of {in_words(max(dated, key=dates.order))}"
    return Missing(text, "is it still so?", text)


RULES: tuple[Rule, ...] = (
    Rule("no-head", "actor", Known.organisations, no_head),
    Rule("vacant-post", "actor", Known.posts, vacant_post),
    Rule("undated-role", "fact", Known.roles, undated_role),
    Rule("no-client", "actor", lambda known: known.ids(PARTNERSHIP), no_client),
    Rule("undated-partnership", "actor", lambda known: known.ids(PARTNERSHIP), undated_partnership),
    Rule("one-source", "fact", Known.confirmable, one_source),
    Rule("in-doubt", "fact", lambda known: known.ties, in_doubt),
    Rule("no-source", "fact", lambda known: known.ties, no_source),
    Rule("alone", "actor", lambda known: known.ids(*ACTOR_KINDS), alone),
    Rule("unused-source", "source", lambda known: sorted(known.sources), unused_source),
    Rule("old", "fact", lambda known: known.ties if known.older_than else (), old),
)
