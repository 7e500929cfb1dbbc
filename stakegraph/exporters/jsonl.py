"""JSON Lines: our own fact file for machines, one entry a line."""

from __future__ import annotations

from collections.abc import Iterator

from stakegraph.exporters._stated import Stated
from stakegraph.factfile import fields
from stakegraph.factfile.line_writer import header, line
from stakegraph.model.facts import Actor
from stakegraph.model.relations import ACTOR_KINDS, RELATIONS


def write_facts(stated: Stated) -> Iterator[str]:
    """Write the stated facts within a scope, each with its id; the others follow from them again.

    The saved copy of a source is named as in the fact file that names it. An actor that is another
    one keeps an entry under its id, without what is part of the entry of the other now.
    """
    yield header(stated.title)
    for source in stated.sources():
        yield line("sources", source.id, fields.of_source(source))
    for key, row in stated.relations.items():
        if key not in RELATIONS:
            yield line("relations", key, fields.of_relation(row))
    for actor in stated.actors():
        yield from _actor(actor)
    for event in stated.events():
        yield line("events", event.id, fields.of_event(event))
    for fact in stated.facts():
        yield line("facts", "", fields.of_fact(fact))


def _actor(actor: Actor) -> Iterator[str]:
    kind = ACTOR_KINDS[actor.kind]
    given = fields.of_actor(actor)
    yield line(kind.section, actor.id, given)
    names = (actor.name, *actor.aliases)
    for each in actor.joined:
        # What describes somebody who is not named there is no name.
        name = each.name if each.name in names else actor.name
        same = {"same_as": actor.id, "because": each.because, "evidence": given["evidence"]}
        yield line(kind.section, each.id, {kind.named_by: name, **same})
