"""One page that opens offline, to look through a graph: network, org chart, lists, evidence.

Page, style and script are ours (`page/`). A strict Content-Security-Policy names the one script and
the one style by their hashes; the facts are JSON that nothing in them can break out of, and the
script makes text of them, never markup. What needs judgement is worked out here: places, sentences,
and for each line the days on which it held, did not, or cannot be said to.
"""

from __future__ import annotations

import html
import json
import os
import re
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from stakegraph.edtf import dates
from stakegraph.edtf.validity import Dating
from stakegraph.edtf.words import in_words
from stakegraph.exporters._html_places import chart_boxes, node_places
from stakegraph.exporters._html_ties import cited_places, tie_record
from stakegraph.exporters._org_chart import org_chart
from stakegraph.exporters._packing import Point
from stakegraph.exporters._palette import INSIDE, LINES, OUTLINE
from stakegraph.exporters._periods import day_number, periods, periods_of
from stakegraph.exporters._values import VacancyInWords, attributed, vacancies, when
from stakegraph.model.relations import ACTOR_KINDS, FAMILIES, HEADINGS
from stakegraph.model.sentences import capitalised, counted, of_source
from stakegraph.text.escaping import visible

if TYPE_CHECKING:
    from stakegraph.graph.neighbourhood import Graph

PASSAGES = True

SLOW = 5_000  # actors; with more than this it takes long to write and to open

_PAGE = os.path.join(os.path.dirname(__file__), "page")
_SCRIPTS = (
    "model.js",
    "camera.js",
    "units.js",
    "names.js",
    "places.js",
    "network.js",
    "overview.js",
    "chart.js",
    "boxes.js",
    "statements.js",
    "panel.js",
    "lists.js",
    "time.js",
    "filters.js",
    "finder.js",
    "hands.js",
    "colophon.js",
    "page.js",
)


def write(graph: Graph) -> Iterator[str]:
    """Write a flat graph as one HTML page, which loads nothing and needs nothing besides."""
    style = _colours() + _read("page.css")
    script = '"use strict";\n' + "\n".join(map(_read, _SCRIPTS))
    title = visible(graph.graph["title"]) or "A graph of stakeholders"
    policy = (
        f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; "
        "base-uri 'none'; form-action 'none'"
    )
    parts = {
        "POLICY": policy,
        "TITLE": html.escape(title),
        "STYLE": style,
        "FACTS": _json(_page(graph, title)),
        "SCRIPT": script,
    }
    for piece in re.split(r"(\{\{[A-Z]+\}\})", _read("page.html")):
        yield parts[piece[2:-2]] if piece.startswith("{{") else piece


def losses(graph: Graph) -> list[str]:
    """Say what the page will not hold, which is nothing, or that it holds too much to be quick."""
    if len(graph) <= SLOW:
        return []
    return [
        f"{counted(len(graph), 'actor')} make a slow page: narrow it, "
        f"such as with --only, --as-of or --project organisations"
    ]


def _colours() -> str:
    """Return the palette as the custom properties and the classes that the style is written with.

    Only a screen is ever dark: paper stays white.
    """
    flat = {"edge": OUTLINE}
    flat |= {f"k-{kind}": colour for kind, colour in INSIDE.items()}
    flat |= {f"f-{family}": colour for family, colour in LINES.items()}
    light, dark = (
        "".join(f"--{name}:{colour[at]};" for name, colour in flat.items()) for at in (0, 1)
    )
    classes = "".join(
        f".{name}{{--{'inside' if name[0] == 'k' else 'line'}:var(--{name})}}\n"
        for name in flat
        if name != "edge"
    )
    return (
        f":root{{{light}}}\n@media screen and (prefers-color-scheme:dark)"
        f"{{:root{{{dark}}}}}\n{classes}"
    )


def _read(name: str) -> str:
    with open(os.path.join(_PAGE, name), encoding="utf-8") as file:
        return file.read()


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _json(data: object) -> str:
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return re.sub("[<>&\u2028\u2029]", lambda match: f"\\u{ord(match[0]):04x}", text)


def _visible_texts(value: Any) -> Any:
    """Make all texts of a record safe to show; only line ends are kept."""
    match value:
        case str():
            return "\n".join(map(visible, re.split("\r\n|\r|\n", value)))
        case dict():
            return {name: _visible_texts(item) for name, item in value.items()}
        case list() | tuple():
            return [_visible_texts(item) for item in value]
    return value


def _page(graph: Graph, title: str) -> dict[str, Any]:
    index = {id: at for at, id in enumerate(graph)}
    places = node_places(graph)
    held = periods(graph)
    links = {source["id"]: source.get("url", "") for source in graph.graph["sources"]}
    issued = {source["id"]: source.get("date", "") for source in graph.graph["sources"]}
    ties = list(graph.edges(keys=True, data=True))
    numbers = {data["fact"]: at for at, (*_, data) in enumerate(ties)}
    records = [
        tie_record(graph, (one, other), data, index, numbers, links) for one, other, _, data in ties
    ]
    reasons: dict[tuple[str, ...], int] = {}
    for record in records:
        runs = held[record["id"]]
        record["from"] = [run.start for run in runs[1:]]
        record["held"] = [run.held for run in runs]
        record["why"] = [reasons.setdefault(run.missing, len(reasons)) for run in runs]
    events = sorted(graph.graph["events"], key=lambda event: dates.order(event.get("on", "..")))
    data = {
        "title": title,
        "kinds": {key: kind.section for key, kind in ACTOR_KINDS.items()},
        "families": {family: capitalised(HEADINGS[family]) for family in FAMILIES},
        "actors": [
            _actor(id, data, places[id], links, issued) for id, data in graph.nodes(data=True)
        ],
        "ties": records,
        "reasons": list(reasons),
        "sources": [_source(source) for source in graph.graph["sources"]],
        "events": [_event(graph, event, index, links) for event in events],
        "chart": chart_boxes(graph, org_chart(graph), index, numbers),
        "days": _days(graph),
    }
    return dict(_visible_texts(data))


def _actor(
    id: str,
    data: Mapping[str, Any],
    place: Point,
    links: Mapping[str, str],
    issued: Mapping[str, str],
) -> dict[str, Any]:
    given = ("aliases", "ids", "description", "remit", "unnamed", "note")
    vacant = [_vacancy(empty, issued) for empty in vacancies(data)]
    return {
        "id": id,
        "name": data["label"],
        "kind": data["type"],
        "what": data.get("classification", data["type"]),
        "x": place[0],
        "y": place[1],
        "when": when(data),
        "evidence": cited_places(data, links),
        **{name: data[name] for name in given if name in data},
        **({"vacant": vacant} if vacant else {}),
    }


def _vacancy(empty: VacancyInWords, issued: Mapping[str, str]) -> dict[str, Any]:
    """Return on which days a post stood empty, as of a line, and that in words."""
    days = sorted(issued[id] for id in empty.sources if issued.get(id))
    runs = periods_of([Dating(empty.since, empty.until, tuple(days))])
    return {
        "from": [run.start for run in runs[1:]],
        "held": [run.held for run in runs],
        "when": empty.words,
    }


def _source(source: Mapping[str, Any]) -> dict[str, Any]:
    url = source.get("url", "")
    date = source.get("date", "")
    given = ("id", "title", "author", "publisher", "note", "passages")
    return {
        **{name: source[name] for name in given if name in source},
        "when": in_words(date) if date else "",
        "url": url if re.match(r"https?://[^\s]+$", url, re.IGNORECASE) else "",
        "further": [*of_source(source)],
    }


def _event(
    graph: Graph, event: Mapping[str, Any], index: Mapping[str, int], links: Mapping[str, str]
) -> dict[str, Any]:
    given = ("what", "status", "because", "note", "retracted")
    return {
        **{name: event[name] for name in given if name in event},
        "what": event["what"] + attributed(graph, event),
        "when": capitalised(in_words(event["on"])) if "on" in event else "No date given",
        "who": [index[id] for id in event.get("who", ()) if id in index],
        "evidence": cited_places(event, links),
    }


def _days(graph: Graph) -> Sequence[int]:
    """Return the first and the last day that matter, and the one to begin with, or nothing."""
    issued = [source["date"] for source in graph.graph["sources"] if "date" in source]
    given = [
        data[name]
        for rows in (graph.nodes(data=True), graph.edges(data=True))
        for *_, data in rows
        for name in ("start", "end")
        if name in data
    ]
    parsed = [dates.parse(text) for text in (*issued, *given)]
    known = [day for date in parsed for day in (date.earliest, date.latest) if day]
    if not known:
        return ()
    latest = [day for text in issued if (day := dates.parse(text).latest)]
    return (
        day_number(min(known)) - 31,
        day_number(max(known)) + 31,
        day_number(max(latest or known)),
    )
