"""A graph made elsewhere, or by us: nodes and edges with attributes -> a reading.

What the attributes are called decides what they mean, whatever the format: `label`, `type`, `start`
and the like, as we write them and as other programs do.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from stakegraph.errors import shortened
from stakegraph.factfile.reading import Reading
from stakegraph.importers._builder import CLASSIFICATIONS, Builder
from stakegraph.importers._dates import edtf
from stakegraph.importers._evidence import add_sources, citations, split, tables
from stakegraph.importers._graph_vocabulary import DRAWING, KINDS, own_names
from stakegraph.importers._identifiers import identifier, identifiers, scheme_called
from stakegraph.importers._relations import relation_called
from stakegraph.importers._resolution import resolve
from stakegraph.importers._values import remark, text, texts, words
from stakegraph.model.facts import Alias, Citation, Vacancy
from stakegraph.model.qualifiers import NUMBERS
from stakegraph.model.relations import (
    ACTOR_KINDS,
    MEANINGS,
    NAMING,
    ORGANISATION,
    RELATIONS,
    WORDINGS,
)

Data = dict[str, Any]

_SHOWN = 20  # names in one remark


class Node(NamedTuple):
    """A node; `at` is its place in the file."""

    key: str
    data: Data
    at: str


class Edge(NamedTuple):
    """An edge; one without a direction says the same of both ends."""

    source: str
    target: str
    data: Data
    at: str
    directed: bool = True
    evidence: tuple[Citation, ...] = ()


# What follows from the rest and is worked out again.
_FOLLOWS = words(
    "fact family certainty rule premises undetermined disputed_by label weight retracted undirected"
)
_SPAN = r"(?:since (\S+))? ?(?:until (\S+))?"
_VACANCY = re.compile(rf"{_SPAN}(?: \((.*)\))?")
_DATED_ALIAS = re.compile(rf"(.*) \({_SPAN}\)", re.DOTALL)
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
        self.edges = [_under_own_names(edge) for edge in edges]
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
            given |= self.further(data, node.at)
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

    def further(self, data: Data, at: str) -> dict[str, Any]:
        """Take out of some attributes what only a graph of ours says of an actor."""
        given: dict[str, Any] = {}
        seats = text(data.pop("seats", ""))
        if seats.isdecimal() and 0 < len(seats) < 7 and int(seats):
            given["seats"] = int(seats)
        for name in ("plural", "shared"):
            if text(data.pop(name, "")) == "true":
                given[name] = True
        vacant = [_VACANCY.fullmatch(one) for one in split(data.pop("vacant", None))]
        given["ids"] = identifiers(split(data.pop("ids", None)))
        given["vacant"] = tuple(
            Vacancy(
                since=edtf(match[1] or ""),
                until=edtf(match[2] or ""),
                evidence=citations(self.builder, (match[3] or "").split(", "), at),
            )
            for match in vacant
            if match and (edtf(match[1] or "") or edtf(match[2] or ""))
        )
        dated = [_DATED_ALIAS.fullmatch(one) for one in split(data.pop("alias_dates", None))]
        given["alias_dates"] = tuple(
            Alias(match[1], edtf(match[2] or ""), edtf(match[3] or ""))
            for match in dated
            if match and (edtf(match[2] or "") or edtf(match[3] or ""))
        )
        return given

    def own_relations(self) -> None:
        """Declare the relations that are none of ours, worded as their edges are labelled."""
        rows = self.about.get("relations")
        rows = rows if isinstance(rows, dict) else {}
        groups: dict[str, list[Edge]] = defaultdict(list)
        for edge in self.edges:
            label, known = _relation(edge)
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
                inverse=text(row.get("inverse")),
                family=family,
                symmetric=symmetric,
                after=text(row.get("after")),
                **{
                    name: text(row.get(name))
                    for name in (*WORDINGS[2:], *NAMING)
                    if name != "after"
                },
                **{name: text(row.get(name)) == "true" for name in MEANINGS if name != "symmetric"},
                choices=_of_qualifiers(row.get("choices"), lambda value: tuple(texts(value))),
                examples=_of_qualifiers(row.get("examples"), text),
                templates=bool(row) and self.ours,
            )

    def edge(self, edge: Edge) -> None:
        label, known = _relation(edge)
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


def _under_own_names(edge: Edge) -> Edge:
    """Return an edge with our names of its attributes; `title` is a qualifier of some relations."""
    named = edge._replace(data=own_names(edge.data))
    known = _relation(named)[1]
    kept = RELATIONS[known[0]].qualifiers if known else ()
    return edge._replace(data=own_names(edge.data, kept)) if kept else named


def _relation(edge: Edge) -> tuple[str, tuple[str, bool] | None]:
    """Return what an edge calls its relation, and which of ours that is, if any."""
    labels = [text(edge.data.get(name)) for name in ("type", "label")]
    for label in labels:
        known = relation_called(label)
        if known:
            return label, known
    return next((label for label in labels if label.strip()), "is linked to"), None


def _of_qualifiers(given: Any, value: Callable[[Any], Any]) -> tuple[tuple[str, Any], ...]:
    """Return what a column of a relation says of its qualifiers."""
    said = given.items() if isinstance(given, dict) else ()
    return tuple((name, value(each)) for name, each in said)


def _own_id(edge: Edge, subject: str, relation: str, object: str) -> str:
    """Return the id that a fact of ours was given, or "" where it would get the same again."""
    id = text(edge.data.get("fact"))
    return "" if id.startswith(f"{subject}.{relation}.{object}") else id
