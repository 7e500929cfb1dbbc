"""A file of proposals as it is gone through: what is open, and what is decided of it."""

import os
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from stakegraph.changes.additions import Added, Addition, add
from stakegraph.changes.files import FactFiles, State
from stakegraph.drafting.actors import is_id_of
from stakegraph.drafting.gate import Gate, Trial, needed
from stakegraph.drafting.origins import article_text, source_of
from stakegraph.drafting.proposals import ACCEPTED, CHANGED, REJECTED, Proposals, decision, read
from stakegraph.errors import UsageError
from stakegraph.evidence.excerpts import excerpts, marked
from stakegraph.evidence.texts import text_path
from stakegraph.factfile.discovery import read as contents
from stakegraph.factfile.fields import Bare, Fields, of_source
from stakegraph.factfile.schema import FactRecord
from stakegraph.model.facts import Source
from stakegraph.model.names import resolve_name
from stakegraph.model.relations import ACTOR_KINDS
from stakegraph.text.files import relative, save
from stakegraph.text.folding import fold
from stakegraph.text.locking import locked

_OF_EVIDENCE = ("at", "quote")
_NAMES = ("name", "title")


class Review:
    """A file of proposals, and the fact files into which they go."""

    def __init__(self, path: str, facts: Sequence[str], into: str = "") -> None:
        self._path = path
        self.proposals: Proposals = read(contents(path), path)
        self._files = FactFiles(facts, into)
        self._acceptance = Acceptance(self.proposals, path, self._files)
        self._known: State | None = None

    def fact(self, number: int) -> Fields:
        """Return a fact that is proposed; raises UsageError for a number of none."""
        if not 0 < number <= len(self.proposals.facts):
            there = f"there are 1 to {len(self.proposals.facts)}"
            raise UsageError(f"{self._path}: nothing is proposed under {number}: {there}")
        return self.proposals.facts[number - 1]

    def accept(self, number: int, fact: Fields | None = None) -> str:
        """Put a fact into the fact file, as it was changed if so; return what it says now.

        Raises as `Acceptance` does.
        """
        proposed = self.fact(number)
        given = proposed if fact is None else fact
        sentence = self.sentence(given)
        self._acceptance.accept(given)
        self._known = None
        self._decide(number, ACCEPTED if given == proposed else CHANGED)
        return sentence

    def lines(self, number: int) -> Sequence[str]:
        """Return what accepting a fact would put into the fact file."""
        return self._acceptance.accept(self.fact(number), dry=True).lines

    def reject(self, number: int) -> None:
        """Put down that a fact is not accepted."""
        self.fact(number)
        self._decide(number, REJECTED)

    def sentence(self, fact: Fields) -> str:
        """Return a fact in a sentence, "" where it is none."""
        state = self._state
        source = self._acceptance.source(state)
        trial = Trial(self._acceptance.entries(state), {1: fact}, source, state.store)
        return trial.sentences().get(1, "")

    def newcomers(self, fact: Fields) -> list[str]:
        """Return the names of the actors that would be new, each with what it is."""
        entries = needed(self._acceptance.entries(self._state), [fact])
        return [
            f"{given.get(kind.named_by, '')} ({given.get('kind') or kind.key})"
            for kind in ACTOR_KINDS.values()
            for given in entries.get(kind.section, {}).values()
        ]

    def passage(self, fact: Fields) -> list[str]:
        """Return the paragraphs that a fact cites, the words that state it marked."""
        cited = fact.get("evidence", ())
        found = []
        for each in cited if isinstance(cited, tuple) else (cited,):
            if isinstance(each, dict):
                place, quote = str(each.get("at", "")), str(each.get("quote", ""))
                shown = excerpts(self._acceptance.text, place, quote) or ()
                found += [marked(one.number, one.text, one.quoted) for one in shown]
        return found

    def changed(self, fact: Fields, line: str) -> Fields:
        """Return a fact with one field as `FIELD: VALUE` says, without it where nothing is said.

        The place and the words are fields as well, `at` and `quote`; an end may be named. Raises
        UsageError for what is no such line, and as names do.
        """
        name, colon, value = (part.strip() for part in line.partition(":"))
        relations = self._state.store.relations
        relation = next((key for key in fact if key in relations), "")
        if not colon or not (name.isidentifier() and name.islower()):
            raise UsageError("write FIELD: VALUE, such as since: 2024-05, or title: director")
        evidence = fact.get("evidence")
        if name in _OF_EVIDENCE and isinstance(evidence, dict):
            return {**fact, "evidence": {**evidence, name: value}}
        if value and name in ("who", relation):
            value = self._end(value)
        plain = {key: each for key, each in fact.items() if key != name}
        return {**fact, name: _bare(name, value)} if value else plain

    def _end(self, text: str) -> str:
        """Return the id of whom a text means: somebody new who is proposed, or somebody known."""
        state = self._state
        for some in self._acceptance.entries(state).values():
            for id, given in some.items():
                if text == id or fold(text) in (fold(str(given.get(key, ""))) for key in _NAMES):
                    return id
        return resolve_name(text, state.store).id

    @property
    def _state(self) -> State:
        if self._known is None:
            self._known = State({path: contents(path) for path in self._files.paths})
        return self._known

    def _decide(self, number: int, decided: str) -> None:
        """Put a decision into the file, behind those that are there."""
        with locked([os.path.dirname(os.path.realpath(self._path))]):
            data = contents(self._path)
            if number not in read(data, self._path).decided:
                save(self._path, [data + decision(data, number, decided)])
        self.proposals.decided[number] = decided


class Acceptance:
    """Puts proposals of a file into fact files."""

    def __init__(self, proposals: Proposals, path: str, files: FactFiles) -> None:
        self._proposals = proposals
        self._files = files
        folder = os.path.dirname(path)
        given = proposals.entries.get("sources", {}).get(proposals.source)
        self._given = source_of(proposals.source, given, path) if given else None
        self.text = article_text(os.path.join(folder, proposals.article))

    def accept(self, fact: Fields, *, dry: bool = False) -> Added:
        """Add a fact with what it needs; of a `dry` one nothing is written.

        Raises UsageError for one whose words do not stand in the article, or that no fact file may
        have, and as `changes` does.
        """
        return add(self._files, lambda state: self._additions(state, fact), dry=dry)

    def _additions(self, state: State, fact: Fields) -> list[Addition]:
        source = self.source(state)
        entries = self.entries(state)
        refused = Gate(source, self.text, state.store).refusals(entries, [fact])
        if refused:
            raise UsageError(f"it is not accepted: {refused[1][0]}")
        found = [
            Addition(section, id, given)
            for section, some in needed(entries, [fact]).items()
            for id, given in some.items()
        ]
        if source is self._given:
            folder = os.path.dirname(self._files.path(state))
            placed = replace(source, text=relative(text_path(source), folder))
            found.insert(0, Addition("sources", source.id, of_source(placed)))
        return [*found, Addition("facts", "", fact)]

    def source(self, state: State) -> Source:
        """Return the source of the article; raises UsageError where neither file has it."""
        source = state.store.source(self._proposals.source) or self._given
        if source is None:
            raise UsageError(f"no source has the id {self._proposals.source!r} here")
        return source

    def entries(self, state: State) -> Mapping[str, Mapping[str, Fields]]:
        """Return the entries of actors that the facts lack still."""
        return {
            section: {id: given for id, given in some.items() if not is_id_of(state.store, id)}
            for section, some in self._proposals.entries.items()
            if section != "sources"
        }


def _bare(name: str, value: str) -> str:
    return Bare(value) if name in FactRecord.NO_TEXTS else value
