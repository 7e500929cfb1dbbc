"""Reading fact files, writing GraphML, and routes: against the libraries that do the like."""

import os
from collections.abc import Iterator
from functools import partial

from setting import Measure, Setting, inside
from timing import Command, Figures, compare, megabytes, run, shown

_LIBRARIES = {"csafe": "yaml.load with CSafeLoader", "json": "json.loads of the same data"}


def reading(setting: Setting) -> Iterator[Measure]:
    """Compare the reader with PyYAML's C loader, and with JSON as a floor, all without `gc`."""
    for size in setting.middling:
        for how in ("parts", "read"):
            for other in _LIBRARIES:
                figures = partial(_reading, setting, size, how, other)
                yield Measure(f"factfile.yaml.{how}", size, figures)


def _reading(setting: Setting, size: int, how: str, other: str) -> Figures:
    path = setting.facts(size)
    theirs = path
    if other == "json":
        theirs = setting.place(f"facts-{size}-{setting.seed}.json")
        if not os.path.exists(theirs):
            run(inside("as_json", theirs, path))
    figures = compare(
        inside("read", how, path), _LIBRARIES[other], inside("read", other, theirs), setting.runs
    )
    speed = os.path.getsize(path) / 1e6 / _seconds(figures.ours)
    return figures._replace(ours=f"{figures.ours} ({speed:.1f} MB/s)")


def _seconds(text: str) -> float:
    number, unit = text.split(" ")
    return float(number) / (1000 if unit == "ms" else 1)


def exporting(setting: Setting) -> Iterator[Measure]:
    """Compare GraphML written by us and by networkx, the writing alone and the whole process."""
    for size in setting.middling:
        for what, figures in (
            ("GraphML, the writing alone", _writing),
            ("export --to graphml", _compiled),
            ("export --to graphml --no-cache", _uncached),
        ):
            yield Measure(what, size, partial(figures, setting, size))
    for size in setting.sizes:
        if size > max(setting.middling):
            yield Measure("export --to graphml", size, partial(_alone, setting, size))


def _writing(setting: Setting, size: int) -> Figures:
    path, ours, theirs = setting.facts(size), *_outs(setting)
    return compare(
        inside("write", "ours", path, ours),
        "write_graphml_lxml of the graph in memory",
        inside("write", "networkx", path, theirs),
        setting.runs,
    )


def _compiled(setting: Setting, size: int) -> Figures:
    ours, theirs = _outs(setting)
    command = setting.warm(size, "export", "--to", "graphml", "--out", ours)
    return _whole(setting, size, command, theirs)


def _uncached(setting: Setting, size: int) -> Figures:
    ours, theirs = _outs(setting)
    command = setting.ours(size, "export", "--no-cache", "--to", "graphml", "--out", ours)
    return _whole(setting, size, command, theirs)


def _whole(setting: Setting, size: int, command: Command, out: str) -> Figures:
    theirs = inside("export", "networkx", setting.facts(size), out, timed=False)
    return compare(command, "load, then write_graphml_lxml", theirs, setting.runs)


def _alone(setting: Setting, size: int) -> Figures:
    out, _ = _outs(setting)
    took = run(setting.warm(size, "export", "--to", "graphml", "--out", out))
    kept = megabytes(os.path.getsize(out))
    os.remove(out)
    return Figures(ours=shown(took.seconds), against=f"a file of {kept}", peak=megabytes(took.peak))


def _outs(setting: Setting) -> tuple[str, str]:
    return setting.place("ours.graphml"), setting.place("theirs.graphml")


def routes(setting: Setting) -> Iterator[Measure]:
    """Compare `path` in the largest file with libraries that load all edges first."""
    size = max(setting.sizes)
    for library, call in (
        ("networkx", "bidirectional_shortest_path"),
        ("igraph", "get_shortest_path"),
    ):
        for whole in (True, False):
            against = f"{library}: load the edges, then {call}" if whole else f"{call} alone"
            figures = partial(_route, setting, size, library, against, whole)
            yield Measure("path", size, figures)


def _route(setting: Setting, size: int, library: str, against: str, whole: bool) -> Figures:
    asked = setting.asked(size)
    ours = setting.warm(size, "path", *asked.far)
    theirs = inside("route", library, setting.edges(size), *asked.far_ids, timed=not whole)
    return compare(ours, against, theirs, setting.runs)
