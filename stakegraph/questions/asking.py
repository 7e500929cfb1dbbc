"""One question asked: of which facts, within which limits, of whom, and what is drawn for it."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

from stakegraph.errors import Candidate, UnknownName, UsageError, shortened
from stakegraph.questions.question import Drawing, Parameter, Question
from stakegraph.questions.session import Session
from stakegraph.text.folding import fold
from stakegraph.text.suggestions import did_you_mean, nearest

if TYPE_CHECKING:
    from stakegraph.edtf.dates import Period
    from stakegraph.graph.neighbourhood import Graph, Reach
    from stakegraph.model.names import Named
    from stakegraph.questions.results import Result
    from stakegraph.store import Scope, Store

_MANY = 200_000  # facts that make a graph of gigabytes, or half a minute's work


class Ask:
    """What a question is asked with: the facts of a session, within limits as they were typed."""

    def __init__(
        self,
        session: Session,
        *,
        as_of: str = "",
        firm: bool = False,
        source: str = "",
        according_to: str = "",
        without_source: Sequence[str] = (),
    ) -> None:
        self.session = session
        self.limits = {
            "as_of": as_of,
            "firm": firm,
            "source": source,
            "according_to": according_to,
            "without_source": [*without_source],
        }
        self._as_of, self._firm, self._source = as_of, firm, source
        self._without = tuple(without_source)
        self._according_to = according_to

    @functools.cached_property
    def store(self) -> Store:
        """Return the facts, opened or read once."""
        return self.session.store

    @functools.cached_property
    def scope(self) -> Scope:
        """Return the facts that count; what is firm rests on no source that is retracted.

        Raises UsageError for a date that is no day or a source that is not there.
        """
        from stakegraph.store import Scope

        for source in filter(None, (self._source, *self._without)):
            if source not in self.store.sources:
                raise no_such("no source has the id", source, self.store.sources)
        without = frozenset(self._without)
        if self._firm:
            without |= self.store.retracted
        limits = Scope(None, self._firm, self._source, without, self._speaker())
        return limits._replace(as_of=self._period(limits))

    def answer(self, question: Question, given: Mapping[str, Any]) -> Result:
        """Return the answer to a question; `given` has a value for each of its parameters.

        Names are looked up before what answers is imported: a wrong one is told of sooner.
        """
        meant = {each.name: self._meant(each, given[each.name]) for each in question.takes}
        function = _loaded(question.answers)
        result: Result
        if isinstance(question.draws, str):
            result = function(**_loaded(question.draws)(self, **meant))
            return result
        options = {each.name: meant.pop(each.name) for each in question.takes if each.option}
        graph = self._drawn(question.draws, tuple(meant.values()), options)
        result = function(graph, *meant.values(), **options)
        return result

    def actor(self, name: str, *kinds: str) -> Named:
        """Return the actor that a name means; it must be of one of the kinds, if any are given."""
        from stakegraph.model.names import resolve_name

        actor = resolve_name(name, self.session.directory, kinds)
        if kinds and actor.kind not in kinds:
            wanted = " or ".join(kinds)
            message = f"{shortened(actor.name)} is of kind {actor.kind}; this is asked of: {wanted}"
            raise UsageError(f"{message}; 'stakegraph show {actor.id}' tells what there is")
        return actor

    def graph(
        self,
        *ids: str,
        families: Iterable[str] = (),
        direction: Reach = "both",
        depth: int | None = None,
        most: int | None = None,
        derived: bool = True,
    ) -> Graph:
        """Draw what lies around some actors, or without any the whole."""
        from stakegraph.graph.neighbourhood import neighbourhood
        from stakegraph.model.relations import FAMILIES

        if not ids:
            self._tell_of_size()
        return neighbourhood(
            self.store,
            ids or None,
            families=tuple(families) or FAMILIES,
            direction=direction,
            depth=depth,
            most=most,
            derived=derived,
            scope=self.scope,
        )

    def _drawn(
        self, drawing: Drawing, named: Iterable[str | None], options: Mapping[str, Any]
    ) -> Graph:
        ids = [id for id in named if id]
        lifted = not ids or options.get(drawing.lifted_by)
        return self.graph(
            *ids,
            families=drawing.families,
            direction=drawing.direction,
            depth=None if lifted else drawing.depth,
            most=drawing.most,
            derived=drawing.derived,
        )

    def _meant(self, parameter: Parameter, value: Any) -> Any:
        """Return the ids of the actors that a parameter names, None where none is; else the value.

        What else is wrong with a value, the drawing of its question tells.
        """
        if parameter.type != "actor":
            return value
        if isinstance(value, list):
            return [self.actor(name, *parameter.kinds).id for name in value]
        if not value and parameter.default is not None:
            return None
        return self.actor(value, *parameter.kinds).id

    def _period(self, limits: Scope) -> Period | None:
        """Return the day or days asked for; now is the day of the latest source that counts."""
        from stakegraph.edtf.dates import DateError, period

        asked = self._as_of
        if asked.strip().lower() == "now":
            asked = self.store.now(limits)
            if not asked:
                raise UsageError("--as-of now: no source that the facts cite has a sure date")
        try:
            return period(asked) if asked else None
        except DateError as error:
            raise UsageError(f"--as-of: {error}") from error

    def _speaker(self) -> str:
        """Return whose word counts, as the facts have it: the id of an actor, or words."""
        if not self._according_to:
            return ""
        known, asked = self.store.speakers, fold(self._according_to)
        found = [one for one in known if fold(one) == asked]
        found = found or [one for one in known if asked in fold(one)]
        if len(found) == 1:
            return found[0]
        try:
            actor = self.actor(self._according_to).id
        except UnknownName:
            actor = ""
        if actor in known:
            return actor
        if found:
            told = f"--according-to {self._according_to!r} may mean several"
            raise UsageError(told, map(Candidate, found))
        raise no_such("nothing is said according to", self._according_to, known)

    def _tell_of_size(self) -> None:
        """Say what the graph of all facts needs, where that is much."""
        from stakegraph.graph.neighbourhood import BYTES_A_FACT
        from stakegraph.model.sentences import counted

        count = self.store.size()
        if count >= _MANY:
            size = count * BYTES_A_FACT / 2**30
            told = f"up to {counted(count, 'fact')} are drawn into memory as one graph,"
            self.session.tell(f"{told} which takes about {size:.1f} GB")


def families(only: Sequence[str], leaving_out: Iterable[str] = ()) -> list[str]:
    """Return the families named, or all but those that are left out unless they are named.

    Raises UsageError for a family that is not there.
    """
    from stakegraph.model.relations import FAMILIES

    for name in only:
        if name not in FAMILIES:
            raise no_such("no family is called", name, FAMILIES, f" ({', '.join(FAMILIES)})")
    return list(only) or [name for name in FAMILIES if name not in set(leaving_out)]


def no_such(what: str, word: str, known: Iterable[str], more: str = "") -> UsageError:
    """Return the error that tells of a word which is none of those known, with the nearest."""
    known = list(known)
    near = [Candidate(each) for each in nearest(word, known)]
    return UsageError(f"{what} {word!r}{did_you_mean(word, known)}{more}", near)


def _loaded(name: str) -> Any:
    """Return the function that a row names."""
    module, _, function = name.partition(":")
    return getattr(import_module(f"stakegraph.questions.{module}"), function)
