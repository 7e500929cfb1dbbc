"""A fact file of proposals and of those of the facts whom they name, to be looked at as such."""

from collections.abc import Iterable, Iterator, Mapping

from msgspec.structs import replace

from stakegraph.edtf.dates import surely_before
from stakegraph.errors import Problem
from stakegraph.factfile import writer, yaml
from stakegraph.factfile.fields import Bare, Fields, Value, of_actor, of_relation, of_source
from stakegraph.factfile.schema import ENTRIES, VERSION
from stakegraph.model.facts import STATED, Fact, Source
from stakegraph.model.relations import ACTOR_KINDS, RELATIONS
from stakegraph.model.sentences import is_worded_as_to_come, sentence, when
from stakegraph.store.database import Database

Entries = Mapping[str, Mapping[str, Fields]]


class Trial:
    """A fact file of the entries that some facts need, and of these, under their numbers."""

    path = "proposals"

    def __init__(
        self, entries: Entries, facts: Mapping[int, Fields], source: Source, store: Database
    ) -> None:
        self._relations = store.relations
        self._day = source.date
        self._about: list[tuple[int, ...]] = []  # the facts that each line is about
        self._pieces: list[str] = []
        self._add(writer.fields({"stakegraph": Bare(VERSION)}, 0), ())
        found = _needed(entries, facts.values(), source, store)
        for section in ENTRIES:
            given = found.get(section, {})
            self._add(f"{section}:\n" * bool(given), ())
            for id, fields in given.items():
                self._add(writer.entry(id, fields), tuple(_naming(id, facts)))
        self._add("facts:\n", ())
        for number, fact in facts.items():
            self._add(writer.entry("", fact), (number,))
        self.data = "".join(self._pieces).encode()

    def meant(self, problem: Problem) -> tuple[int, ...]:
        """Return the numbers of the facts that a problem is about."""
        return self._about[problem.line - 1]

    def sentences(self) -> dict[int, str]:
        """Return the facts as sentences, of those that can be read, by their numbers."""
        reading = yaml.read(self.data, self.path, self._relations)
        actors = {actor.id: actor for actor in reading.actors}
        found: dict[int, str] = {}
        for fact in reading.facts:
            if {fact.subject, fact.object} <= actors.keys():
                for number in self._about[fact.origin.line - 1]:
                    row = reading.relations[fact.relation]
                    tense = _tense(fact, self._day)
                    is_told = is_worded_as_to_come(row, fact.qualifiers, tense)
                    said = sentence(fact, actors, row, tense=tense)
                    said += when(fact, act=row.act, to_come=is_told)
                    found[number] = said if fact.status == STATED else f"{fact.status}: {said}"
        return found

    def _add(self, text: str, numbers: tuple[int, ...]) -> None:
        self._pieces.append(text)
        self._about += [numbers] * text.count("\n")


def needed(entries: Entries, facts: Iterable[Fields]) -> dict[str, dict[str, Fields]]:
    """Return those of some entries that facts name, with those that these name in turn."""
    named = {value for fact in facts for value in fact.values() if isinstance(value, str)}
    every = {id: given for some in entries.values() for id, given in some.items()}
    for id in [*(named & every.keys())]:
        named |= {str(every[id][name]) for name in ("at", "same_as") if name in every[id]}
    found = {
        section: {id: given for id, given in some.items() if id in named}
        for section, some in entries.items()
    }
    return {section: some for section, some in found.items() if some}


def _needed(
    entries: Entries, facts: Iterable[Fields], source: Source, store: Database
) -> dict[str, dict[str, Fields]]:
    """Return the entries that some facts need, those of the facts that are known as well."""
    facts = [*facts]
    found = needed(entries, facts)
    rows = store.relations
    found["relations"] = {key: of_relation(rows[key]) for key in rows if key not in RELATIONS}
    found["sources"] = {source.id: of_source(source)}
    new = {id for section in found.values() for id in section}
    named: dict[str, Value] = {
        str(fact[key]): "" for fact in facts for key in ("who", *rows) if key in fact
    }
    for actor in store.actors(id for id in named if id not in new):
        plain = replace(actor, same_as="", different_from=(), evidence=(), vacant=())
        found.setdefault(ACTOR_KINDS[actor.kind].section, {})[actor.id] = of_actor(plain)
    return found


def _tense(fact: Fact, day: str) -> str:
    """Return whether something was so by a day, or surely begins after it."""
    if day and fact.since and surely_before(day, fact.since):
        return "to come"
    is_to_end = fact.until and day and surely_before(day, fact.until)
    return "former" if (fact.attested or fact.until) and not is_to_end else ""


def _naming(id: str, facts: Mapping[int, Fields]) -> Iterator[int]:
    for number, fact in facts.items():
        if id in fact.values():
            yield number
