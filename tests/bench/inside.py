"""What is timed within one process of its own: python tests/bench/inside.py TASK WORDS ...

Prints {"seconds": ...} of the part that counts; loading what it works on does not.
"""

import gc
import importlib
import json
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

_CHUNK = 1 << 16


def read(how: str, path: str) -> float:
    """Time reading a fact file: `parts`, `read`, `csafe` (PyYAML), `json` (the data as JSON).

    Python's garbage collector is off for each of them, as our reader turns it off for itself.
    """
    gc.disable()
    with open(path, "rb") as file:
        data = file.read()
    task: Callable[[], Any]
    if how == "json":
        task = lambda: json.loads(data)  # noqa: E731
    elif how == "csafe":
        import yaml

        task = lambda: yaml.load(data, yaml.CSafeLoader)  # noqa: E731
    else:
        reader = importlib.import_module("stakegraph.factfile.yaml")
        if not hasattr(reader, how):
            sys.exit(f"stakegraph.factfile.yaml has no {how}")
        if how == "parts":
            del data

            def chunks() -> Iterator[bytes]:
                with open(path, "rb") as file:
                    while piece := file.read(_CHUNK):
                        yield piece

            task = lambda: sum(len(part.facts) for part in reader.parts(chunks(), path))  # noqa: E731
        else:
            task = lambda: reader.read(data, path)  # noqa: E731
    return _timed(task)


def as_json(path: str, source: str) -> float:
    """Write the data of a fact file as JSON, every scalar as text."""
    import yaml

    with open(source, "rb") as file:
        data = yaml.load(file, yaml.CBaseLoader)
    with open(path, "w", encoding="utf-8") as file:
        json.dump(data, file, ensure_ascii=False)
    return 0.0


def write(how: str, path: str, out: str) -> float:
    """Time writing the graph of a fact file, which is in memory, as GraphML."""
    graph = _flat(path)
    if how == "networkx":
        _join(graph)
    return _timed(lambda: _write(how, graph, out))


def export(how: str, path: str, out: str) -> float:
    """Do the whole: load a fact file, draw its graph, write it."""
    start = time.perf_counter()
    write(how, path, out)
    return time.perf_counter() - start


def route(how: str, path: str, start: str, end: str) -> float:
    """Time one shortest path, with all edges loaded."""
    with open(path, encoding="utf-8") as file:
        edges = [line.rstrip("\n").split("\t") for line in file]
    if how == "networkx":
        import networkx as nx

        graph: Any = nx.Graph()
        graph.add_edges_from(edges)
        return _timed(lambda: nx.bidirectional_shortest_path(graph, start, end))
    import igraph

    numbers: dict[str, int] = {}
    pairs = [tuple(numbers.setdefault(id, len(numbers)) for id in edge) for edge in edges]
    whole = igraph.Graph(len(numbers), pairs)
    return _timed(lambda: whole.get_shortest_path(numbers[start], numbers[end]))


def _timed(task: Callable[[], Any]) -> float:
    start = time.process_time()  # other programs on the machine count less in it
    kept = task()
    seconds = time.process_time() - start
    del kept
    return seconds


def _flat(path: str) -> Any:
    from stores import store_of

    from stakegraph.exporters import flat
    from stakegraph.graph.neighbourhood import neighbourhood
    from stakegraph.store.loading import load

    store = store_of(load([path]))
    return flat(neighbourhood(store), store.sources, store.events())


def _join(graph: Any) -> None:
    """Make texts of what networkx refuses to write."""
    graph.graph.clear()
    datas = [data for _, data in graph.nodes(data=True)]
    datas += [data for _, _, data in graph.edges(data=True)]
    for data in datas:
        for name, value in data.items():
            if isinstance(value, list):
                data[name] = "; ".join(value)


def _write(how: str, graph: Any, out: str) -> None:
    if how == "networkx":
        import networkx as nx

        nx.write_graphml_lxml(graph, out)
        return
    from stakegraph.exporters import graphml

    with open(out, "w", encoding="utf-8") as file:
        file.writelines(graphml.write(graph))


TASKS = {task.__name__: task for task in (read, as_json, write, export, route)}

if __name__ == "__main__":
    print(json.dumps({"seconds": TASKS[sys.argv[1]](*sys.argv[2:])}))
