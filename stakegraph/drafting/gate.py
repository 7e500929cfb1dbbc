"""What proposals must pass: they are facts of the language, and their words stand in the article.

Both are looked at by the code of `check` and of `verify`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from stakegraph.errors import Problem, UsageError
from stakegraph.evidence.citations import verify
from stakegraph.evidence.passages import Text
from stakegraph.factfile import writer
from stakegraph.factfile.fields import Bare, Fields, Value, of_actor, of_relation, of_source
from stakegraph.factfile.schema import ENTRIES, VERSION
from stakegraph.graph.neighbourhood import around_facts, tie_of
from stakegraph.model.facts import STATED, Source
from stakegraph.model.relations import ACTOR_KINDS, RELATIONS
from stakegraph.questions.results import statement
from stakegraph.store.database import Database
from stakegraph.store.loading import inspect_files, sound

Entries = Mapping[str, Mapping[str, Fields]]


class Gate:
    """What the text of an article and the facts let pass.

    Raises UsageError for a source that no fact file may have.
    """

    def __init__(self, source: Source, text: Text, store: Database) -> None:
        self.source = source
        self.text = text
        self.store = store
        for problem in self._misfits(Trial({}, {}, source, store)):
            raise UsageError(problem.message)

    def refusals(
        self, entries: Mapping[str, Mapping[str, Fields]], facts: Sequence[Fields]
    ) -> dict[int, list[str]]:
        """Return why facts are refused, by their numbers from 1; they may need some entries."""
        refused = {
            number: reasons
            for number, fact in enumerate(facts, 1)
            if (reasons := [*self._lacking(fact)])
        }
        for check in (self._misfits, self._unfounded):
            left = {n: fact for n, fact in enumerate(facts, 1) if n not in refused}
            trial = Trial(entries, left, self.source, self.store)
            for problem in check(trial) if left else ():
                for number in trial.meant(problem):
                    refused.setdefault(number, []).append(problem.message)
        return refused

    def _lacking(self, fact: Fields) -> Iterator[str]:
        """Say what citations a fact lacks: each is of the article, and has a place and a quote."""
        evidence = fact.get("evidence", ())
        cited = evidence if isinstance(evidence, tuple) else (evidence,)
        if not cited:
            yield "no evidence is given"
        for each in cited:
            given = each if isinstance(each, dict) else {"source": str(each).partition(" ")[0]}
            if given.get("source") != self.source.id:
                yield f"the article is {self.source.id!r}, and not {given.get('source', '')!r}"
            elif not (given.get("at") and given.get("quote")):
                write = f"{{source: {self.source.id}, at: ¶7, quote: words that stand there}}"
                yield f"write evidence as {write}"

    def _misfits(self, trial: "Trial") -> list[Problem]:
        """Return what would be wrong with a fact file."""
        problems = inspect_files([(trial.path, trial.data)])[1]
        return [problem for problem in problems if problem.severity == "error"]

    def _unfounded(self, trial: "Trial") -> list[Problem]:
        """Return what the text does not bear out; a proposal may waive nothing of it."""
        facts = sound(*inspect_files([(trial.path, trial.data)])).everything()
        found = verify(facts, {self.source.id: self.text})
        return [*found.problems, *found.waived]


class Trial:
    """A fact file of the entries that some facts need, and of these, under their numbers."""

    path = "proposals"

    def __init__(
        self, entries: Entries, facts: Mapping[int, Fields], source: Source, store: Database
    ) -> None:
        self._given = entries, facts, source, store
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
        """Return the facts in the words of answers, of those that can be read, by their numbers."""
        store = inspect_files([(self.path, self.data)])[0]
        graph = around_facts(store, store.everything().facts)
        found: dict[int, str] = {}
        for *_, data in graph.edges(keys=True, data=True):
            said = statement(graph, tie_of(data))
            status = f"{said.status}: " * (said.status != STATED)
            for number in self._about[said.line - 1]:
                found[number] = f"{status}{said.text}"
        _, facts, *_ = self._given
        for number in facts.keys() - found.keys() if len(facts) > 1 else ():
            found |= self._alone(number).sentences()  # one that is stated twice
        return dict(sorted(found.items()))

    def _alone(self, number: int) -> "Trial":
        entries, facts, source, store = self._given
        return Trial(entries, {number: facts[number]}, source, store)

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


def _naming(id: str, facts: Mapping[int, Fields]) -> Iterator[int]:
    for number, fact in facts.items():
        if id in fact.values():
            yield number
