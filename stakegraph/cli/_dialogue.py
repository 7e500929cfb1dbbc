"""A statement asked for on a terminal, field by field."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING

from stakegraph.changes.files import FactFiles, State
from stakegraph.changes.statements import Statement, relation_of
from stakegraph.cli._fields import evidence
from stakegraph.cli._opening import say
from stakegraph.cli._prompt import Complete, asked
from stakegraph.edtf.dates import DateError, parse
from stakegraph.errors import UsageError
from stakegraph.evidence.citations import problems_at
from stakegraph.evidence.passages import Text
from stakegraph.evidence.texts import read_texts
from stakegraph.factfile.discovery import read
from stakegraph.model.facts import FIRMNESS, STATED, Citation
from stakegraph.model.places import is_place, numbered
from stakegraph.model.relations import POST, Relation

if TYPE_CHECKING:
    from stakegraph.factfile.fields import Value

_OFFERED = 50  # names that complete what is typed

Verify = Callable[[str], object]


def completed(statement: Statement, files: FactFiles) -> Statement:
    """Return a statement with what it lacks; where that is all of it, with what else may be said.

    Raises UsageError where somebody stops.
    """
    dialogue = _Dialogue(State({path: read(path) for path in files.paths}))
    try:
        if not (statement.who or statement.relation or statement.to):
            say("Enter leaves out what is not known; Ctrl-D stops, and nothing is written")
            return dialogue.whole()
        return dialogue.ends(statement)
    except EOFError as error:
        raise UsageError("nothing is written") from error


class _Dialogue:
    """What is asked of a statement, with what the fact files say at hand."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.texts: dict[str, Text] = {}

    def ends(self, begun: Statement) -> Statement:
        """Ask who stands in which relation to whom, as far as that is not given."""
        return begun._replace(
            who=begun.who or self.typed("who", self.names, is_wanted=True),
            relation=begun.relation
            or self.typed("relation", self.relations, self.relation, is_wanted=True),
            to=begun.to or self.typed("to whom or what", self.names, is_wanted=True),
        )

    def whole(self) -> Statement:
        """Ask for all that is mostly said of a fact."""
        statement = self.ends(Statement("", "", ""))
        row = self.relation(statement.relation)
        if row.objects == (POST,) and not self.state.store.named(statement.to):
            statement = statement._replace(at=self.typed("at which organisation", self.names))
        choices = dict(row.choices)
        given: dict[str, Value] = {
            name: self.typed(name, _listing(choices.get(name, ()))) for name in row.qualifiers
        }
        given["since"] = self.typed("since", verify=parse)
        given["until"] = self.typed("until", verify=parse)
        given["evidence"] = self.evidence()
        status = self.typed(f"status ({STATED})", _listing(FIRMNESS), _status)
        given["status"] = "" if status == STATED else status
        if status == "inferred":
            given["because"] = self.typed("because", is_wanted=True)
        given["according_to"] = self.typed("according to", self.names)
        given["note"] = self.typed("note")
        return statement._replace(given={name: each for name, each in given.items() if each})

    def evidence(self) -> "Value":
        """Ask for places in sources, each with the words that stand there."""
        places: list[str] = []
        quotes: list[str] = []
        offered = _listing(f"{id} ¶" for id in self.state.store.sources)
        while place := self.typed("more evidence" if places else "evidence", offered, self.cited):
            places.append(place)
            quotes.append(self.typed("quote", verify=partial(self.cited, place)))
        return evidence(places, quotes, ())

    def cited(self, place: str, quote: str = "") -> None:
        """Raise UsageError for no place in a source, or one where its text has no such words."""
        id, _, at = place.strip().partition(" ")
        at = numbered(at.strip())
        if at and not is_place(at):
            raise UsageError(f"{at!r} is no place in {id}: write {id} ¶7, or another place")
        source = self.state.store.source(id)
        if source and id not in self.texts:
            self.texts |= read_texts({id: source}, {})[0]
        if id in self.texts:
            cited = Citation(source=id, at=at, quote=quote)
            for problem in problems_at(cited, self.texts[id]):
                raise UsageError(problem.message)

    def typed(
        self,
        label: str,
        complete: Complete = lambda typed: (),
        verify: Verify = lambda typed: None,
        *,
        is_wanted: bool = False,
    ) -> str:
        """Ask for a text until it is right, and given where it is wanted."""
        while True:
            typed = asked(label, complete)
            try:
                if typed:
                    verify(typed)
                if typed or not is_wanted:
                    return typed
            except (UsageError, DateError) as error:
                say(str(error))

    def names(self, typed: str) -> list[str]:
        """Return the ids that what is typed may become, as in the shell."""
        return [id for id, _ in self.state.store.beginning(typed, _OFFERED)]

    def relations(self, typed: str) -> list[str]:
        """Return the relations that what is typed may become."""
        return _listing(self.state.store.relations)(typed.replace(" ", "_"))

    def relation(self, typed: str) -> Relation:
        """Return the relation that is meant; raises UsageError for none."""
        return relation_of(typed, self.state)[0]


def _listing(words: Iterable[str]) -> Callable[[str], list[str]]:
    """Return what completes a text to one of some words."""
    known = list(words)
    return lambda typed: [word for word in known if word.startswith(typed)]


def _status(typed: str) -> None:
    if typed not in FIRMNESS:
        raise UsageError(f"{typed!r} is none of {', '.join(FIRMNESS)}")
