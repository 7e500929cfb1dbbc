"""A folder of linked Markdown pages, one per actor, which Obsidian opens and GitHub shows.

Links are relative Markdown links, which both follow; names stand in the front matter, where
Obsidian looks for aliases. https://help.obsidian.md/aliases
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from stakegraph.edtf.words import in_words
from stakegraph.exporters._markdown_text import escaped, quoted, web_link
from stakegraph.exporters._values import (
    as_actor,
    attributed,
    says_to_come,
    vacancies,
    when,
    words_behind,
    words_between,
)
from stakegraph.model.facts import DERIVED, STATED
from stakegraph.model.names import in_sentence
from stakegraph.model.relations import ACTOR_KINDS, FAMILIES, HEADINGS
from stakegraph.model.sentences import capitalised, counted, of_source
from stakegraph.text.folding import sort_key

if TYPE_CHECKING:
    from stakegraph.graph.neighbourhood import Graph

PASSAGES = True

INDEX = "README.md"
SOURCES = "_sources.md"  # no id begins with an underscore
EVENTS = "_events.md"

# Names that are no files on Windows; and `readme.md` is README.md there and on a Mac.
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d|readme)(\.|$)")

Attributes = Mapping[str, Any]


def write_files(graph: Graph) -> Iterator[tuple[str, Iterator[str]]]:
    """Write the pages: an index, the sources, the events if there are any, and each actor's."""
    yield INDEX, _index(graph)
    yield SOURCES, _sources(graph)
    if graph.graph["events"]:
        yield EVENTS, _events(graph)
    events: dict[str, list[Attributes]] = {}
    for event in graph.graph["events"]:
        for id in event.get("who", ()):
            events.setdefault(id, []).append(event)
    for id in graph:
        yield page(id), _actor(graph, id, events.get(id, []))


def path(out: str, name: str) -> str:
    """Return the path of a page."""
    return os.path.join(out, name)


def losses(graph: Graph) -> list[str]:
    """Say what the pages will not hold: nothing."""
    return []


def page(id: str) -> str:
    """Return the name of an actor's page."""
    return f"_{id}.md" if _RESERVED.match(id) else f"{id}.md"


def _index(graph: Graph) -> Iterator[str]:
    yield f"# {escaped(graph.graph['title'] or 'Stakeholders')}\n\n"
    facts, actors = counted(graph.number_of_edges(), "fact"), counted(len(graph), "actor")
    others = [f"[sources]({SOURCES})", *([f"[events]({EVENTS})"] if graph.graph["events"] else [])]
    yield f"{facts} on {actors}; {', '.join(others)}.\n"
    by_kind: dict[str, list[str]] = {}
    for id, data in graph.nodes(data=True):
        by_kind.setdefault(data["type"], []).append(id)
    for kind in sorted(by_kind, key=list(ACTOR_KINDS).index):
        yield f"\n## {capitalised(ACTOR_KINDS[kind].section)}\n\n"
        for _, id in sorted((sort_key(graph.nodes[id]["label"]), id) for id in by_kind[kind]):
            description = graph.nodes[id].get("description", "")
            yield f"- {_link(graph, id)}{': ' if description else ''}{escaped(description)}\n"


def _sources(graph: Graph) -> Iterator[str]:
    yield "# Sources: what was read\n"
    for source in graph.graph["sources"]:
        yield f"\n## {source['id']}\n\n{web_link(source)}\n"
        names = ("author", "publisher", "date")
        given = [escaped(source[name]) for name in names if name in source]
        given += map(escaped, of_source(source))
        yield f"\n{', '.join(given)}\n" if given else ""
        yield from _note(source)
        for place, paragraphs in source.get("passages", {}).items():
            yield f"\n**{escaped(place) or 'quoted'}**\n"
            yield from (f"\n> {escaped(text)}\n" for text in paragraphs)


def _events(graph: Graph) -> Iterator[str]:
    yield "# Events: what happened\n\n"
    for event in graph.graph["events"]:
        yield from _event(graph, event)


def _actor(graph: Graph, id: str, events: list[Attributes]) -> Iterator[str]:
    data = graph.nodes[id]
    yield from _front_matter(id, data)
    yield f"\n# {escaped(data['label'])}\n\n"
    yield f"{capitalised(_what(data))}. {_evidence(data)}\n"
    yield from _note(data)
    sections: dict[str, list[str]] = {}
    ties = [*graph.out_edges(id, keys=True, data=True), *graph.in_edges(id, keys=True, data=True)]
    for subject, object, key, fact in sorted(ties, key=lambda tie: tie[2]):
        line = "".join(_fact(graph, subject, object, key, fact, backward=subject != id))
        lines = sections.setdefault(fact["family"], [])
        if line not in lines:  # a tie to oneself leaves and arrives
            lines.append(line)
    for family in FAMILIES:
        if family in sections:
            yield f"\n## {capitalised(HEADINGS[family])}\n\n"
            yield from sections[family]
    if events:
        yield "\n## Events\n\n"
        for event in events:
            yield from _event(graph, event)
    yield f"\n[All actors]({INDEX}), [sources]({SOURCES})\n"


def _front_matter(id: str, data: Attributes) -> Iterator[str]:
    yield f"---\nid: {quoted(id)}\ntitle: {quoted(data['label'])}\naliases:\n"
    for alias in dict.fromkeys((data["label"], *data.get("aliases", ()))):
        yield f"  - {quoted(alias)}\n"
    for name in ("type", "classification", "start", "end"):
        if name in data:
            yield f"{name}: {quoted(data[name])}\n"
    yield "---\n"


def _what(data: Attributes) -> str:
    also = [escaped(alias) for alias in data.get("aliases", ())]
    span = when(data)
    parts = (
        escaped(data.get("classification") or data["type"]),
        escaped(data.get("description", "")),
        escaped(", ".join(data.get("ids", ()))),
        f"responsible for {escaped(data['remit'])}" if "remit" in data else "",
        f"not named: {escaped(data['unnamed'])}" if "unnamed" in data else "",
        f"also {', '.join(also)}" if also else "",
        span,
        *(f"said to be vacant: {escaped(empty.words)}" for empty in vacancies(data)),
    )
    return "; ".join(filter(None, parts))


def _fact(
    graph: Graph, subject: str, object: str, key: str, fact: Attributes, *, backward: bool
) -> Iterator[str]:
    tense = fact.get("tense", "")
    sentence = _sentence(graph, subject, object, fact, backward=backward)
    # The words themselves tell what is former or to come, if the relation has such words.
    row = graph.graph["relations"].get(fact["type"], {})
    is_to_come = says_to_come(graph, fact, backward=backward)
    told = is_to_come or (tense == "former" and row["past"])
    day = when(fact, act=row.get("act", False), to_come=tense == "to come")
    span = ", ".join(filter(None, (day, "" if told else tense)))
    sentence += (f" ({span})" if span else "") + escaped(attributed(graph, fact))
    yield f"- {sentence}. {_standing(fact)} {_evidence(fact)}\n"
    doubts = escaped(fact.get("undetermined", ""))
    remarks = (
        ("because", escaped(fact.get("because", ""))),
        ("cannot say whether it held:", doubts),
        ("rests on", "a source alone that is retracted" if "retracted" in fact else ""),
        ("disputed by", ", ".join(f"`{id}`" for id in fact.get("disputed_by", ()))),
        ("follows from", ", ".join(f"`{id}`" for id in fact.get("premises", ()))),
        ("note:", escaped(fact.get("note", ""))),
        ("fact", f"`{key}`"),
    )
    yield from (f"  - {word} {text}\n" for word, text in remarks if text)
    for words in filter(None, fact.get("quotes", ())):
        yield f"  - “{escaped(words)}”\n"


def _sentence(graph: Graph, subject: str, object: str, fact: Attributes, *, backward: bool) -> str:
    if fact["type"] not in graph.graph["relations"]:  # a projection drew it
        one, other = _named(graph, subject, first=True), _named(graph, object)
        return f"{one} and {other}: {escaped(fact['label'])}"
    after = words_behind(graph, fact)
    after = f" {escaped(after)}" if after[:1] == " " else escaped(after)
    ends = (object, subject) if backward else (subject, object)
    one, other = _named(graph, ends[0], first=True), _named(graph, ends[1])
    words = words_between(graph, subject, object, fact, backward=backward)
    return f"{one} {escaped(words)} {other}{after}"


def _event(graph: Graph, event: Attributes) -> Iterator[str]:
    day = f"{capitalised(in_words(event['on']))}: " if "on" in event else ""
    what = escaped(event["what"] + attributed(graph, event))
    yield f"- {day}{what}. {_standing(event)} {_evidence(event)}\n"
    who = ", ".join(_link(graph, id) for id in event.get("who", ()) if id in graph)
    because = event.get("because", "")
    remarks = (
        who,
        f"because {escaped(because)}" if because else "",
        escaped(event.get("note", "")),
    )
    yield from (f"  - {text}\n" for text in remarks if text)


def _standing(part: Attributes) -> str:
    if part["status"] == DERIVED and part["certainty"] != STATED:
        return f"Derived from {part['certainty']}."
    return f"{capitalised(part['status'])}."


def _evidence(part: Attributes) -> str:
    places = (place.partition(" ") for place in part.get("evidence", ()))
    cited = [f"{_cited(id)}{space}{escaped(at)}" for id, space, at in places]
    return f"Evidence: {', '.join(cited)}." if cited else "No evidence."


def _cited(source: str) -> str:
    # GitHub leaves the dots of a heading out of its anchor, Obsidian keeps them.
    anchor = "" if "." in source else f"#{source}"
    return f"[{escaped(source)}]({SOURCES}{anchor})"


def _note(part: Attributes) -> Iterator[str]:
    if "note" in part:
        yield f"\nNote: {escaped(part['note'])}\n"


def _named(graph: Graph, id: str, *, first: bool = False) -> str:
    """Name an actor as a sentence does; the first is whose page it is, the other is linked."""
    data = graph.nodes[id]
    before, _, after = in_sentence(as_actor(id, data)).partition(data["label"])
    if first:
        return f"{escaped(capitalised(before + data['label']))}{after}"
    return f"{before}{_link(graph, id)}{after}"


def _link(graph: Graph, id: str) -> str:
    return f"[{escaped(graph.nodes[id]['label'])}]({page(id)})"
