"""Commands that ask: made from the rows of the questions, or of a function that takes an Ask."""

import functools
import inspect
import sys
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

import typer

from stakegraph.cli import _options as options
from stakegraph.cli._opening import session
from stakegraph.cli._streams import data_stream
from stakegraph.errors import ExitCode
from stakegraph.questions.question import SCOPE, Question
from stakegraph.text import formats

if TYPE_CHECKING:
    from stakegraph.renderers import Answer

_KEYWORD = inspect.Parameter.KEYWORD_ONLY

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


def asks(question: Question) -> Callable[..., None]:
    """Return the command of a question: it asks what was given and shows the answer."""

    def run(**given: Any) -> None:
        cite, limit, format = (given.pop(name) for name in SHOWING)
        formats.known("renderers", format)
        facts = session(**_taken(given, KEEPING))
        limits = _taken(given, _LIMITS)

        from stakegraph.questions.asking import Ask

        def answer() -> "Answer[Any]":
            ask = Ask(facts, **limits)
            result = ask.answer(question, given)

            from stakegraph.renderers import answer  # which a wrong name need not wait for

            return answer(ask, question, given, result, cite=cite, limit=limit)

        answered = facts.answered(answer)
        renderer = formats.load("renderers", format)
        renderer.show(answered, data_stream() if hasattr(renderer, "UTF8") else sys.stdout)
        if answered.result.fails:
            raise typer.Exit(ExitCode.FACTS_AT_FAULT)

    own = [options.parameter(each) for each in question.takes]
    return with_parameters(run, [*own, *_LIMITS.values(), *_added({**KEEPING, **SHOWING})])


def asked(function: Callable[..., None]) -> Callable[..., None]:
    """Make a command of a function that takes an Ask first, with the options that limit it."""

    @functools.wraps(function)
    def run(**given: Any) -> None:
        facts = session(**_taken(given, KEEPING))
        limits = _taken(given, _LIMITS)

        from stakegraph.questions.asking import Ask

        facts.done(lambda: function(Ask(facts, **limits), **given))

    _, *own = inspect.signature(function).parameters.values()
    return with_parameters(run, [*own, *_LIMITS.values(), *_added(KEEPING)])


def _taken(given: dict[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """Take from what was given the values of some names."""
    return {name: given.pop(name) for name in names}


def _added(rows: Mapping[str, tuple[Any, Any]]) -> list[inspect.Parameter]:
    return [
        inspect.Parameter(name, _KEYWORD, default=default, annotation=annotation)
        for name, (annotation, default) in rows.items()
    ]


def with_parameters(
    run: Callable[..., None], parameters: list[inspect.Parameter]
) -> Callable[..., None]:
    """Return a command with the parameters that Typer is to read."""
    keywords = [parameter.replace(kind=_KEYWORD) for parameter in parameters]
    setattr(run, "__signature__", inspect.Signature(keywords))  # noqa: B010
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in keywords}
    return run


_LIMITS = {each.name: options.parameter(each) for each in SCOPE}
