"""What our kinds of actor and relations are called in other programs' words, as exports write them.

Of each relation a fact between actors of all kinds is exported; what becomes of it is read there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from itertools import groupby, product
from typing import Any, NamedTuple, get_args

from stores import checked, store_of

from stakegraph.exporters import flat, ftm, popolo, turtle
from stakegraph.graph.neighbourhood import neighbourhood
from stakegraph.model.relations import (
    ACTOR_KINDS,
    ORGANISATION,
    RELATIONS,
    Classification,
)

_OURS = "urn:stakegraph:"
_PLAIN = ("parent_id", "area_id", "organization_id")  # Popolo's keys of an actor that name another
_LISTS = ("persons", "organizations", "posts", "areas")
# Of organisations those between which exports tell.
_KINDS_OF_END = {ORGANISATION: ("", "company", "team", "place")}
_UNKNOWN = "UnknownLink"


class Stated(NamedTuple):
    """A fact: its id, and those of its ends."""

    id: str
    subject: str
    object: str


class Names(NamedTuple):
    """What something is called in Turtle, in Popolo and by FollowTheMoney, alternatives apart."""

    turtle: tuple[str, ...]
    popolo: tuple[str, ...]
    ftm: tuple[str, ...]


def names_of_kinds() -> Iterator[tuple[str, Names]]:
    """Yield each kind of actor, and each of organisations, with its names."""
    found = [(key, key, "") for key in ACTOR_KINDS]
    found += [(one, ORGANISATION, one) for one in get_args(Classification)]
    for key, kind, classification in found:
        written = _Exports([("a", kind, classification)])
        (list_of,) = (name for name in _LISTS if written.popolo[name])
        entity = written.ftm["a"]
        topics = entity["properties"].get("topics", [])
        schema = " of topic ".join((entity["schema"], *topics))
        yield key, Names((written.types("actor:a")[0],), (list_of,), (schema,))


def names_of_relations() -> Iterator[tuple[str, Names]]:
    """Yield each relation with its names, those of our own left out."""
    for row in RELATIONS.values():
        pairs = [*product(_ends(row.subjects), _ends(row.objects))]
        actors, facts = [], []
        for number, (one, other) in enumerate(pairs):
            fact = Stated(f"f{number}", f"s{number}", f"o{number}")
            actors += [(fact.subject, *one), (fact.object, *other)]
            facts.append(fact)
        written = _Exports(actors, row.key, facts)
        yield (
            row.key,
            Names(
                _alternatives(map(written.turtle_name, facts)),
                _alternatives(map(written.popolo_name, facts)),
                _alternatives(map(written.ftm_name, facts), last=_UNKNOWN),
            ),
        )


def _ends(kinds: Iterable[str]) -> Iterator[tuple[str, str]]:
    return ((kind, of) for kind in kinds for of in _KINDS_OF_END.get(kind, ("",)))


def _section(actor: tuple[str, str, str]) -> tuple[str, str]:
    _, kind, _ = actor
    return kind, ACTOR_KINDS[kind].section


def _alternatives(found: Iterable[str], last: str = "") -> tuple[str, ...]:
    return tuple(sorted(dict.fromkeys(filter(None, found)), key=lambda name: name == last))


class _Exports:
    """Some facts as three exports have them."""

    def __init__(
        self,
        actors: Iterable[tuple[str, str, str]],
        relation: str = "",
        facts: Iterable[Stated] = (),
    ) -> None:
        lines = ["stakegraph: 1"]
        for (kind, section), of in groupby(sorted(actors, key=_section), _section):
            lines.append(f"{section}:")
            lines += [
                f"  {id}: {{{ACTOR_KINDS[kind].named_by}: {id}{is_of and f', kind: {is_of}'}}}"
                for id, _, is_of in of
            ]
        lines.append("facts:" if facts else "")
        lines += [f"- {{id: {id}, who: {one}, {relation}: {other}}}" for id, one, other in facts]
        given, problems = checked("\n".join(lines))
        assert [problem for problem in problems if problem.severity == "error"] == []
        kept = store_of(given)
        graph = flat(neighbourhood(kept), kept.sources, kept.events())
        self.text = "".join(turtle.write(graph))
        self.popolo: dict[str, Any] = json.loads("".join(popolo.write(graph)))
        lines = "".join(ftm.write(graph)).splitlines()
        self.ftm = {entity["id"]: entity for entity in map(json.loads, lines)}

    def types(self, node: str) -> list[str]:
        """Return the classes of a node of Turtle; none where it is not there."""
        found = re.search(rf"^<{_OURS}{re.escape(node)}>\n  a ([^;.]+?) [;.]$", self.text, re.M)
        return found[1].split(", ") if found else []

    def turtle_name(self, fact: Stated) -> str:
        """Return the property that a fact becomes, the class of what it is besides, or both."""
        subject, object = (f"<{_OURS}actor:{id}>" for id in (fact.subject, fact.object))
        plain = [
            *re.findall(rf"^{subject}\n(?:  .*\n)*?  (\S+:\S+) {object}", self.text, re.M),
            *re.findall(rf"^{object}\n(?:  .*\n)*?  (\S+:\S+) {subject}", self.text, re.M),
        ]
        kinds = [*self.types(f"fact:{fact.id}"), *self.types(f"fact:{fact.id}#change")]
        found = [*plain, *(kind for kind in kinds if kind.startswith("org:"))]
        return " and ".join(name for name in found if _OURS not in name)

    def popolo_name(self, fact: Stated) -> str:
        """Return the key that a fact becomes, or the list in which it stands."""
        if any(record["id"] == fact.id for record in self.popolo["memberships"]):
            return "memberships"
        (record,) = (
            one for name in _LISTS for one in self.popolo[name] if one["id"] == fact.subject
        )
        return next((key for key in _PLAIN if record.get(key) == fact.object), "")

    def ftm_name(self, fact: Stated) -> str:
        """Return the schemata that a fact becomes, or the property of its subject."""
        schemata = [
            entity["schema"]
            for id, entity in self.ftm.items()
            if id.split(".")[:2] == ["fact", fact.id]
        ]
        if schemata:
            return " and ".join(dict.fromkeys(schemata))
        given = self.ftm[fact.subject]["properties"]
        (name,) = (name for name, values in given.items() if values == [fact.object])
        return f"{name}"
