"""One question: which facts it is asked of, how it is limited, and how its answer is shown."""

import functools
import inspect
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import typer

from stakegraph.cli import options
from stakegraph.cli.places import facts_paths
from stakegraph.errors import CannotWriteError, ExitCode, UsageError
from stakegraph.text import formats

if TYPE_CHECKING:
    from sqlite3 import Connection

    from stakegraph.graph.neighbourhood import Graph, Reach
    from stakegraph.model.names import Directory, Named
    from stakegraph.questions import Result
    from stakegraph.renderers import Answer
    from stakegraph.store import Scope, Store
    from stakegraph.store.keep import Kept

T = TypeVar("T")

_KEYWORD = inspect.Parameter.KEYWORD_ONLY

# The options that every question takes, with their defaults.
SCOPE: dict[str, tuple[Any, Any]] = {
    "as_of": (options.AsOf, ""),
    "firm": (options.Firm, False),
    "source": (options.OneSource, ""),
    "without_source": (options.Without, []),
}
KEEPING: dict[str, tuple[Any, Any]] = {
    "facts": (options.Facts, []),
    "no_cache": (options.NoCache, False),
    "verbose": (options.Verbose, False),
}
SHOWING: dict[str, tuple[Any, Any]] = {
    "cite": (options.Cite, False),
    "limit": (options.Limit, 0),
    "format": (options.Format, "tree"),
}

_MANY = 200_000  # facts that make a graph of gigabytes, or half a minute's work


class Ask:
    """What a command asks its question with."""

    def __init__(
        self,
        facts: Sequence[str] = (),
        no_cache: bool = False,
        verbose: bool = False,
        as_of: str = "",
        firm: bool = False,
        source: str = "",
        without_source: Iterable[str] = (),
    ) -> None:
        self._facts = tuple(facts)
        self._no_cache = no_cache
        self._verbose = verbose
        self._as_of = as_of
        self._firm = firm
        self._source = source
        self._without = tuple(without_source)

    @functools.cached_property
    def paths(self) -> list[str]:
        """Return the paths of the facts, which are said to be the example's where they are."""
        return facts_paths(self._facts)

    @functools.cached_property
    def kept(self) -> "Kept":
        """Return the fact files."""
        from stakegraph.store.keep import kept

        return kept(self.paths)

    @functools.cached_property
    def compiled(self) -> "Connection | None":
        """Return the compiled facts, made now where they must be; None where the files are read."""
        if self._no_cache or not self.kept.is_large:
            return None
        from stakegraph.cli.compiling import opened_or_compiled

        return opened_or_compiled(self.kept, verbose=self._verbose)

    @functools.cached_property
    def directory(self) -> "Directory":
        """Return where names are looked up; a wrong one is told of without reading a fact."""
        if self.compiled is None:
            return self.store
        from stakegraph.store.names import Index

        return Index(self.compiled)

    @functools.cached_property
    def store(self) -> "Store":
        """Return the facts, opened or read once."""
        if self.compiled is None:
            from stakegraph.cli.compiling import tell_of_reading
            from stakegraph.store.keep import in_memory

            tell_of_reading(self.kept.size)
            return in_memory(self.paths)
        from stakegraph.store.sqlite import SqliteStore

        return SqliteStore(self.compiled, self.kept.files)

    def answered(self, question: Callable[[], T]) -> T:
        """Return the answer to a question.

        Where what was compiled turns out to be damaged, it is made anew and asked again.
        """
        try:
            return question()
        except Exception as error:
            if not self._is_damage(error):
                raise
            self._forget()
            return question()

    def done(self, work: Callable[[], None]) -> None:
        """Do what cannot be begun twice; raises CannotWriteError where the index is damaged."""
        try:
            work()
        except Exception as error:
            if not self._is_damage(error):
                raise
            self._forget()
            told = "the index of the facts was damaged and is removed: ask again"
            raise CannotWriteError(told) from error

    def _is_damage(self, error: Exception) -> bool:
        """Return whether an error may come of a damaged file of compiled facts."""
        if self.__dict__.get("compiled") is None:
            return False
        import sqlite3

        shapes = (UnicodeDecodeError, LookupError, TypeError, AssertionError)
        packed = type(error).__module__.startswith("msgspec")
        return packed or isinstance(error, (sqlite3.DatabaseError, *shapes))

    def _forget(self) -> None:
        from stakegraph.store.keep import forget

        if self.compiled:
            self.compiled.close()
        forget(self.kept)
        for name in ("compiled", "directory", "store"):
            self.__dict__.pop(name, None)

    @functools.cached_property
    def scope(self) -> "Scope":
        """Return the facts that count.

        Raises UsageError for a date that is no day or a source that is not there.
        """
        from stakegraph.edtf.dates import DateError, day
        from stakegraph.store import Scope
        from stakegraph.text.suggestions import did_you_mean

        for source in filter(None, (self._source, *self._without)):
            if source not in self.store.sources:
                near = did_you_mean(source, self.store.sources)
                raise UsageError(f"no source has the id {source!r}{near}")
        try:
            as_of = day(self._as_of) if self._as_of else None
        except DateError as error:
            raise UsageError(f"--as-of: {error}") from error
        return Scope(as_of, self._firm, self._source, frozenset(self._without))

    def actor(self, name: str, *kinds: str) -> "Named":
        """Return the actor that a name means; it must be of one of the kinds, if any are given.

        Commands ask this before they import what answers: a wrong name is told of sooner.
        """
        from stakegraph.model.names import resolve_name

        actor = resolve_name(name, self.directory, kinds)
        if kinds and actor.kind not in kinds:
            wanted = " or ".join(kinds)
            message = f"{actor.name} is of kind {actor.kind}; this is asked of: {wanted}"
            raise UsageError(f"{message}; 'stakegraph show {actor.id}' tells what there is")
        return actor

    def graph(
        self,
        *start: "Named",
        families: Iterable[str] = (),
        direction: "Reach" = "both",
        depth: int | None = None,
        most: int | None = None,
    ) -> "Graph":
        """Draw what lies around some actors, or everything if none is given."""
        from stakegraph.graph.neighbourhood import neighbourhood
        from stakegraph.model.relations import FAMILIES

        ids = [actor.id for actor in start] or None
        wanted = tuple(families) or FAMILIES
        if ids is None:
            tell_of_size(self.store)
        limits = {"depth": depth, "most": most}
        return neighbourhood(
            self.store, ids, families=wanted, direction=direction, scope=self.scope, **limits
        )


def tell_of_size(store: "Store") -> None:
    """Say on standard error what the graph of a whole store needs, where that is much."""
    from stakegraph.graph.neighbourhood import BYTES_A_FACT
    from stakegraph.model.sentences import counted

    count = store.size()
    if count >= _MANY:
        size = count * BYTES_A_FACT / 2**30
        print(
            f"stakegraph: up to {counted(count, 'fact')} are drawn into memory as one graph,"
            f" which takes about {size:.1f} GB",
            file=sys.stderr,
        )


def asked(function: Callable[..., None]) -> Callable[..., None]:
    """Make a command of a function that takes an Ask first, with the options that limit it."""

    @functools.wraps(function)
    def run(**given: Any) -> None:
        ask = Ask(**{name: given.pop(name) for name in (*SCOPE, *KEEPING)})
        ask.done(lambda: function(ask, **given))

    return _with_options(run, function, {**SCOPE, **KEEPING})


def question(function: Callable[..., "Result"]) -> Callable[..., None]:
    """Make a command of a function that asks one question.

    The function takes an Ask and what the user named, and gives the result; the command has the
    options that every question has, and shows the result.
    """

    @functools.wraps(function)
    def run(**given: Any) -> None:
        showing = {name: given.pop(name) for name in SHOWING}
        format = formats.known("renderers", showing.pop("format"))
        keeping = {name: given.pop(name) for name in KEEPING}
        scope = {name: given.pop(name) for name in SCOPE}
        ask = Ask(**keeping, **scope)

        def answer() -> "Answer":
            result = function(ask, **given)
            return _answer(ask, function.__name__, {**given, **scope}, result, **showing)

        answered = ask.answered(answer)
        formats.load("renderers", format).show(answered)
        if answered.result.fails:
            raise typer.Exit(ExitCode.FACTS_AT_FAULT)

    return _with_options(run, function, {**SCOPE, **KEEPING, **SHOWING})


def _with_options(
    run: Callable[..., None], function: Callable[..., Any], added: dict[str, tuple[Any, Any]]
) -> Callable[..., None]:
    """Return a command the parameters of a function, the Ask apart, and some options more."""
    _, *own = inspect.signature(function).parameters.values()
    parameters = [parameter.replace(kind=_KEYWORD) for parameter in own]
    parameters += [
        inspect.Parameter(name, _KEYWORD, default=default, annotation=annotation)
        for name, (annotation, default) in added.items()
    ]
    setattr(run, "__signature__", inspect.Signature(parameters))  # noqa: B010
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return run


def _answer(
    ask: Ask, name: str, asked: dict[str, Any], result: "Result", *, cite: bool, limit: int
) -> "Answer":
    from stakegraph.outlines import outline
    from stakegraph.renderers import Answer

    return Answer(
        command=name.replace("_", "-"),
        question=asked,
        result=result,
        outline=outline(result, ask.scope),
        sources=ask.store.sources,
        cite=cite,
        limit=limit,
    )
