"""What a writer gives of a streamed graph is, byte for byte, what it gives of the whole one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stores import store_of

from stakegraph.exporters import StreamedGraph, flat, once
from stakegraph.graph.neighbourhood import neighbourhood
from stakegraph.model.facts import Actor, Alias, Citation, Event, Fact, Facts, Origin, Source, Told
from stakegraph.model.relations import FAMILIES, RELATIONS
from stakegraph.store import EVERYTHING, Scope
from stakegraph.store.database import Database
from stakegraph.store.loading import load
from stakegraph.text import formats

WRITERS = {name: formats.load("exporters", name) for name in formats.names("exporters")}
STREAMING = {name: writer for name, writer in WRITERS.items() if hasattr(writer, "STREAMS")}

SCOPES = [
    EVERYTHING,
    Scope(as_of=((2007, 6, 1), (2007, 6, 1))),
    Scope(firm=True),
    Scope(source="cc"),
    Scope(without=frozenset({"cc"})),
    Scope(as_of=((1990, 1, 1), (1990, 1, 1)), firm=True, source="cc"),
]
SOME_FAMILIES = [FAMILIES, ("reporting",), ("stance", "partnership")]

ORIGIN = Origin("x", 1, 1)
TEXTS = st.text(max_size=9) | st.sampled_from(["a; b", "<&>\"'", "\x1b[31m\x00", "=1+1", "\ud800"])
MAYBE = st.just("") | TEXTS
# What has a type is of that type in every fact that is answered from.
TYPED = {
    "share": st.sampled_from(["", "60 %", "25 to 50 %", "about a third", "a majority"]),
    "amount": st.sampled_from(["", "EUR 1,000", "£1m to £2.5m", "about 5 GBP"]),
}
DATES = st.sampled_from(["", "", "2007", "2001~", "2010-03-05", "../2007-06"])
CITED = st.builds(
    Citation,
    origin=st.just(ORIGIN),
    source=st.sampled_from(["cc", "echo"]),
    at=st.just("") | st.sampled_from(["¶7", "p. 3"]),
    quote=MAYBE,
)
EVIDENCE = st.lists(CITED, max_size=2).map(tuple)
# One of them begins another, and some are the ids of facts as well.
NAMES = ["a", "a-b", "a.b", "b", "c", "a.funds.b", "d", "z"]


BORNE = st.builds(Alias, TEXTS.filter(bool), DATES, DATES)
TOLD = st.builds(
    Told,
    field=st.sampled_from(["name", "description", "classification"]),
    value=TEXTS.filter(bool),
    sources=st.sampled_from([("cc",), ("echo",), ("cc", "echo")]),
) | st.builds(Told, st.just("until"), DATES.filter(bool), st.sampled_from([("cc",), ("echo",)]))


def _actor(id: str) -> st.SearchStrategy[Actor]:
    return st.builds(
        Actor,
        origin=st.just(ORIGIN),
        id=st.just(id),
        kind=st.sampled_from(["person", "organisation", "post", "partnership"]),
        name=TEXTS.filter(bool),
        aliases=st.lists(TEXTS.filter(bool), max_size=2).map(tuple),
        alias_dates=st.lists(st.builds(Alias, TEXTS.filter(bool), DATES, DATES), max_size=1).map(
            tuple
        ),
        told=st.just(()) | st.lists(TOLD, min_size=1, max_size=3).map(lambda some: (tuple(some),)),
        classification=st.sampled_from(["", "company", "charity"]),
        description=MAYBE,
        since=DATES,
        until=DATES,
        evidence=EVIDENCE,
    )


@st.composite
def _fact(draw: st.DrawFn) -> Fact:
    row = RELATIONS[draw(st.sampled_from(sorted(RELATIONS)))]
    subject, object = draw(st.sampled_from(NAMES)), draw(st.sampled_from(NAMES))
    status = draw(st.sampled_from(["stated", "stated", "hedged", "disputed", "denied"]))
    return Fact(
        origin=ORIGIN,
        id=draw(st.sampled_from([f"{subject}.{row.key}.{object}", f"{object}-1", "m", "n-2"])),
        subject=subject,
        relation=row.key,
        object=object,
        qualifiers={
            name: text for name in row.qualifiers if (text := draw(TYPED.get(name, MAYBE)))
        },
        since=draw(DATES),
        until=draw(DATES),
        status=status,  # type: ignore[arg-type]
        certainty=status,  # type: ignore[arg-type]
        note=draw(MAYBE),
        evidence=draw(EVIDENCE),
    )


@st.composite
def _facts(draw: st.DrawFn) -> Facts:
    stated = draw(st.lists(_fact(), max_size=12, unique_by=lambda fact: fact.id))
    event = Event(origin=ORIGIN, id="e", what="it happened", on=draw(DATES), who=("a", "z"))
    sources = {id: Source(origin=ORIGIN, id=id, title=id, date="2008") for id in ("cc", "echo")}
    return store_of(
        Facts(
            relations=RELATIONS,
            title=draw(MAYBE),
            sources=sources,
            actors={id: draw(_actor(id)) for id in NAMES},
            facts={fact.id: fact for fact in stated},
            events={"e": event},
        )
    ).everything()


def whole(store: Database, families: Collection[str], scope: Scope) -> Any:
    drawn = neighbourhood(store, families=families, scope=scope)
    return flat(drawn, store.sources, store.events(scope=scope))


def written(writer: ModuleType, graph: Any) -> Iterator[tuple[str, str]]:
    yield "losses", "\n".join(writer.losses(graph))
    if hasattr(writer, "write"):
        yield "", "".join(writer.write(graph))
        return
    for flavour in writer.FLAVOURS:
        for name, pieces in writer.write_files(graph, flavour=flavour):
            yield f"{flavour} {name}", "".join(pieces)


def same(store: Database, families: Collection[str], scope: Scope) -> None:
    graph = whole(store, families, scope)
    streamed = StreamedGraph(store, families=families, scope=scope)
    assert streamed.graph == graph.graph
    assert list(streamed.nodes(data=True)) == list(graph.nodes(data=True))
    edges = list(graph.edges(keys=True, data=True))
    assert list(streamed.edges(keys=True, data=True)) == edges
    assert streamed.number_of_nodes() == len(graph)
    assert streamed.number_of_edges() == len(edges)
    assert [id for id in (*NAMES, "nobody") if id in streamed] == [
        id for id in NAMES if id in graph
    ]
    for id in graph:
        assert streamed.nodes[id] == graph.nodes[id]
        assert [*streamed.out_edges(id, data=True)] == [*graph.out_edges(id, data=True)]
    for name, writer in STREAMING.items():
        assert dict(written(writer, streamed)) == dict(written(writer, graph)), name


@pytest.mark.parametrize("families", SOME_FAMILIES)
@pytest.mark.parametrize("scope", SCOPES)
def test_the_example_is_the_same(scope: Scope, families: tuple[str, ...]) -> None:
    same(store_of(load(["data/stoke.yaml"])), families, scope)


@given(_facts(), st.sampled_from(SCOPES), st.sampled_from(SOME_FAMILIES))
def test_any_facts_are_the_same(facts: Facts, scope: Scope, families: tuple[str, ...]) -> None:
    same(store_of(facts), families, scope)


def test_actors_that_do_not_count_are_there_where_a_fact_reaches_them(
    store: Callable[[str], Database],
) -> None:
    kept = store("""
        sources: {cc: {title: C}, echo: {title: E}}
        people:
          ann: {name: Ann, evidence: cc}
          bob: {name: Bob, evidence: echo}
          cat: {name: Cat, evidence: echo}
        facts: [{who: bob, works_with: ann, evidence: cc}]
        """)
    streamed = StreamedGraph(kept, scope=Scope(source="cc"))
    assert [id for id, _ in streamed.nodes(data=True)] == ["ann", "bob"]
    assert ("bob" in streamed, "cat" in streamed) == (True, False)


def test_what_was_found_out_of_a_streamed_graph_is_kept(
    store: Callable[[str], Database],
) -> None:
    kept = store("people: {ann: {name: Ann}}")
    streamed, graph = StreamedGraph(kept), whole(kept, FAMILIES, EVERYTHING)
    times = []
    for each in (streamed, streamed, graph, graph):
        once(times.append, each)
    assert times == [streamed, graph, graph]
