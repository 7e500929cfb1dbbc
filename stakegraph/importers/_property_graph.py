"""A graph made elsewhere, or by us: nodes and edges with attributes -> a reading.

What the attributes are called decides what they mean, whatever the format: `label`, `type`, `start`
and the like, as we write them and as other programs do.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from stakegraph.errors import shortened
from stakegraph.factfile.reading import Reading
from stakegraph.importers._builder import CLASSIFICATIONS, Builder
from stakegraph.importers._evidence import add_sources, citations, split, tables
from stakegraph.importers._graph_vocabulary import DRAWING, KINDS, own_names
from stakegraph.importers._identifiers import identifier, scheme_called
from stakegraph.importers._nodes_and_edges import (
    Data,
    Edge,
    Node,
    relation_of,
    under_own_names,
)
from stakegraph.importers._own_graph import own_fields, own_wording
from stakegraph.importers._resolution import resolve
from stakegraph.importers._values import remark, text, texts, words
from stakegraph.model.qualifiers import NUMBERS
from stakegraph.model.relations import (
    ACTOR_KINDS,
    ORGANISATION,
    RELATIONS,
)

_SHOWN = 20  # names in one remark


# What follows from the rest and is worked out again.
_FOLLOWS = words(
    "fact family certainty rule premises undetermined disputed_by label weight retracted undirected"
)
_TIE = words("type start end attested status because note evidence quotes fact according_to")


def reading(
    path: str,
    nodes: Iterable[Node],
    edges: Sequence[Edge],
    about: Mapping[str, Any] | None = None,
    notes: Iterable[str] = (),
    builder: Builder | None = None,
) -> Reading:
    """Read a graph; `about` are the attributes of the graph itself, as `writers.flat` has them.

    A `builder` knows of further files of it, or sources.
    """
    return _Graph(builder or Builder(path), nodes, edges, about or {}, notes).read()


class _Graph:
    def __init__(
        self,
        builder: Builder,
        nodes: Iterable[Node],
        edges: Sequence[Edge],
        about: Mapping[str, Any],
        notes: Iterable[str],
    ) -> None:
        self.builder = builder
        self.builder.notes.extend(notes)
        self.nodes = [node._replace(data=own_names(node.data)) for node in nodes]
        self.edges = [under_own_names(edge) for edge in edges]
        self.about = about
        # Every edge that we write names its fact and the relation's family.
        self.ours = (
            all(text(node.data.get("type")) in ACTOR_KINDS for node in self.nodes)
            and all("fact" in edge.data and "family" in edge.data for edge in self.edges)
            and bool(self.nodes)
        )
        self.unknown: dict[str, list[str]] = defaultdict(list)
        self.drawing: set[str] = set()
        self.verbs: dict[str, str] = {}  # of relations that are none of ours

    def read(self) -> Reading:
        if self.ours:
            self.builder.keep_ids()
            self.sources()
        for node in self.nodes:
            self.node(node)
        self.own_relations()
        derived = [edge for edge in self.edges if edge.data.get("status") == "derived"]
        for edge in self.edges:
            if edge.data.get("status") != "derived":
                self.edge(edge)
        self.events()
        if derived:
            self.builder.note(f"{len(derived)} derived facts left out: they follow from the others")
        if self.drawing:
            drawn = ", ".join(sorted(self.drawing))
            self.builder.note(f"how nodes and edges are drawn is left out: {drawn}")
        for kind, names in self.unknown.items():
            called = f"of the type {kind!r}, which is no kind of actor here," if kind else "untyped"
            count = f"{len(names)} node{'s' * (len(names) > 1)}"
            some = ", ".join(map(shortened, names[:_SHOWN])) + (
                ", ..." if len(names) > _SHOWN else ""
            )
            self.builder.note(f"{count} {called} taken for what the edges need: {some}")
        title = self.about.get("title")
        self.builder.title = title if isinstance(title, str) else ""
        return resolve(self.builder)

    def sources(self) -> None:
        """Add the sources that the graph lists, and those that it only cites."""
        datas = [*(node.data for node in self.nodes), *(edge.data for edge in self.edges)]
        cited = (one for data in datas for one in split(data.get("evidence")))
        add_sources(self.builder, self.about.get("sources"), cited)

    def node(self, node: Node) -> None:
        data = dict(node.data)
        wanted = text(data.pop("type", ""))
        folded = re.sub(r"[\s_-]", "", wanted.casefold())
        kind = KINDS.get(folded, "")
        classification = text(data.pop("classification", ""))
        if folded in CLASSIFICATIONS:
            kind, classification = ORGANISATION, classification or CLASSIFICATIONS[folded]
        name = text(data.pop("label", ""))
        if not kind:
            self.unknown[wanted].append(name or node.key)
        elif kind == "partnership" and folded != kind and not classification:
            classification = wanted
        given = self.evidence(data, node.at)
        given |= {
            field: text(data.pop(called, ""))
            for field, called in (
                ("since", "start"),
                ("until", "end"),
                ("description", "description"),
                ("remit", "remit"),
                ("unnamed", "unnamed"),
            )
        }
        if self.ours:
            given |= own_fields(self.builder, data, node.at)
        else:
            schemes = [name for name in data if scheme_called(name)]
            given["ids"] = [
                identifier(name, one) for name in schemes for one in texts(data.pop(name))
            ]
        note = text(data.pop("note", ""))
        aliases = split(data.pop("aliases", None))
        left = {name: value for name, value in self.undrawn(data).items() if name != "retracted"}
        rest = remark({**({"type": wanted} if not kind else {}), **left})
        note = "; ".join(filter(None, (note, given.pop("remark"), rest)))
        self.builder.actor(
            node.key,
            kind,
            name,
            node.at,
            classification=classification,
            aliases=aliases,
            note=note,
            **given,
        )

    def own_relations(self) -> None:
        """Declare the relations that are none of ours, worded as their edges are labelled."""
        rows = self.about.get("relations")
        rows = rows if isinstance(rows, dict) else {}
        groups: dict[str, list[Edge]] = defaultdict(list)
        for edge in self.edges:
            label, known = relation_of(edge)
            if known is None:
                groups[label].append(edge)
        for label, edges in groups.items():
            row = rows.get(label)
            row = row if isinstance(row, dict) else {}
            plain = [edge for edge in edges if not (self.ours and "tense" in edge.data)]
            labels = {text(edge.data.get("label")) for edge in plain}
            verb = text(row.get("verb")) or (labels.pop() if len(labels) == 1 else "")
            family = text(row.get("family")) or text(edges[0].data.get("family"))
            loose = [edge for edge in edges if not edge.directed]
            if loose and len(loose) < len(edges):
                for edge in loose:
                    self.builder.note(f"an edge of {label!r} without a direction got one", edge.at)
            symmetric = text(row.get("symmetric")) == "true" or len(loose) == len(edges)
            self.verbs[label] = verb
            self.builder.relations.declare(
                label,
                verb=verb,
                family=family,
                symmetric=symmetric,
                templates=bool(row) and self.ours,
                **own_wording(row),
            )

    def edge(self, edge: Edge) -> None:
        label, known = relation_of(edge)
        relation, backward = known or (self.builder.relations.declare(label), False)
        ends = (edge.target, edge.source) if backward else (edge.source, edge.target)
        if known and not edge.directed and not RELATIONS[relation].symmetric:
            said = f"an edge of {label!r} has no direction; read as from {ends[0]} to {ends[1]}"
            self.builder.note(said, edge.at)
        data = dict(edge.data)
        given = self.evidence(data, edge.at)
        if edge.evidence:
            given["evidence"] = edge.evidence
        remarks = [text(data.get("note")), given.pop("remark")]
        words = text(data.get("label"))
        if words not in ("", label, self.verbs.get(label)) and not self.ours:
            remarks.append(f"label: {words}")
        weight = text(data.get("weight"))
        qualifiers = {
            # A name that graph programs take for their own is written with a `_` behind it.
            name.removesuffix("_"): value
            for name, value in self.undrawn(data).items()
            if name not in _TIE | _FOLLOWS
            and not (self.ours and name in ("name", "tense", *NUMBERS))
        }
        if weight not in ("", "1", "1.0"):
            qualifiers["strength"] = weight  # which `weight` would be, were it not a number
        self.builder.fact(
            ends[0],
            relation,
            ends[1],
            edge.at,
            {name: ", ".join(texts(value)) for name, value in qualifiers.items()},
            id=_own_id(edge, ends[0], relation, ends[1]),
            since=data.get("start"),
            until=data.get("end"),
            attested=data.get("attested"),
            status=data.get("status"),
            because=data.get("because"),
            according_to=tuple(split(data.get("according_to"))),
            note="; ".join(filter(None, remarks)),
            **given,
        )

    def events(self) -> None:
        for index, event in enumerate(tables(self.about.get("events"))):
            data = dict(event)
            at = f"item graph/events/{index}"
            given = self.evidence(data, at)
            given["note"] = "; ".join(filter(None, (text(data.get("note")), given.pop("remark"))))
            given |= {name: text(data.get(name)) for name in ("on", "status", "because")}
            given["according_to"] = tuple(split(data.get("according_to")))
            self.builder.event(
                text(data.get("id")), text(data.get("what")), texts(data.get("who")), at, **given
            )

    def evidence(self, data: Data, at: str) -> dict[str, Any]:
        """Take the evidence out of some attributes: citations where it can be read as such."""
        written, quotes = split(data.pop("evidence", None)), data.pop("quotes", None)
        quoted = quotes if isinstance(quotes, list) else text(quotes).split("; ") if quotes else []
        fits = len(quoted) == len(written)
        if self.ours:
            evidence = citations(self.builder, written, at, map(text, quoted) if fits else ())
            if evidence:
                unread = remark({"quotes": text(quotes)}) if quotes and not fits else ""
                return {"remark": unread, "evidence": evidence}
        return {"remark": remark({"evidence": written, "quotes": quotes})}

    def undrawn(self, data: Data) -> Data:
        """Return the attributes that say something of what a node or an edge stands for."""
        drawn = {name for name in data if name.casefold() in DRAWING}
        self.drawing |= drawn
        return {name: value for name, value in data.items() if name not in drawn}


def _own_id(edge: Edge, subject: str, relation: str, object: str) -> str:
    """Return the id that a fact of ours was given, or "" where it would get the same again."""
    id = text(edge.data.get("fact"))
    return "" if id.startswith(f"{subject}.{relation}.{object}") else id
