"""Measure the GraphML export: streamed from a store, against networkx' writer of the same graph.

Run by hand, on a quiet machine: python tests/bench/export.py [FACTS]
"""

import os
import statistics
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable

import networkx as nx

from stakegraph.graph import neighbourhood
from stakegraph.model import Actor, Citation, Fact, Facts, Origin
from stakegraph.relations import RELATIONS
from stakegraph.stores.memory import MemoryStore
from stakegraph.writers import Streamed, flat
from stakegraph.writers.graphml import losses, write

HERE = Origin("facts.yaml", 1, 1)
PAIRS = 5


def main() -> None:
    """Print both times, their ratio, the ratio demanded, and the peaks of memory."""
    store = MemoryStore(facts(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000))
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "out.graphml")
        plain = joined(whole(store))
        ours, theirs = [], []
        for _ in range(PAIRS):
            theirs.append(timed(lambda: nx.write_graphml_lxml(plain, path)))
            ours.append(timed(lambda: save(Streamed(store), path)))
        ratio = statistics.median(b / a for a, b in zip(ours, theirs, strict=True))
        print(f"{store.size():,} facts: {statistics.median(ours):.2f} s streamed,")
        print(f"{statistics.median(theirs):.2f} s by networkx: ratio {ratio:.1f}, at least 3")
        streamed = peak(lambda: save(Streamed(store), path))
        print(f"peak: {streamed:.0f} MB, {peak(lambda: save(whole(store), path)):.0f} MB if drawn")


def facts(count: int) -> Facts:
    """Make facts of a third each: bare, with a quotation and a note, with dates and a status."""
    bare = (Citation(origin=HERE, source="cc", at="¶7"),)
    quoted = (Citation(origin=HERE, source="cc", at="¶8", quote="as it stands in the article"),)
    people = [f"person-{number}" for number in range(count // 4)]
    made = {}
    for number in range(count):
        one, other = people[number % len(people)], people[number * 7 % len(people)]
        forms = (
            {"relation": "reports_to", "evidence": bare},
            {"relation": "supports", "note": "what the source says of it", "evidence": quoted},
            {"relation": "works_with", "since": "2006", "until": "2009-03", "status": "hedged",
             "certainty": "hedged", "qualifiers": {"on": f"plan {number}"}, "evidence": bare},
        )  # fmt: skip
        form = forms[number % 3]
        id = f"{one}.{form['relation']}.{other}-{number}"
        made[id] = Fact(origin=HERE, id=id, subject=one, object=other, **form)  # type: ignore[arg-type]
    actors = {
        id: Actor(origin=HERE, id=id, kind="person", name=id.title(), evidence=bare)
        for id in people
    }
    return Facts(relations=RELATIONS, actors=actors, facts=made)


def whole(store: MemoryStore) -> "nx.MultiDiGraph[str]":
    """Draw all and make it flat."""
    return flat(neighbourhood(store), store.sources, store.events())


def joined(graph: "nx.MultiDiGraph[str]") -> "nx.MultiDiGraph[str]":
    """Make one text of each list, which networkx' writer refuses, and take off the graph's own."""
    graph.graph.clear()
    for rows in (graph.nodes(data=True), graph.edges(data=True)):
        for *_, data in rows:
            data.update({k: "; ".join(v) for k, v in data.items() if isinstance(v, list)})
    return graph


def save(graph: "Streamed | nx.MultiDiGraph[str]", path: str) -> None:
    """Do what `export` does."""
    losses(graph)
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.writelines(write(graph))


def timed(work: Callable[[], object]) -> float:
    """Give the seconds that something takes of a processor."""
    start = time.process_time()
    work()
    return time.process_time() - start


def peak(work: Callable[[], object]) -> float:
    """Give the megabytes that something has at most at the same time."""
    tracemalloc.start()
    work()
    found = tracemalloc.get_traced_memory()[1] / 2**20
    tracemalloc.stop()
    return found


if __name__ == "__main__":
    main()
