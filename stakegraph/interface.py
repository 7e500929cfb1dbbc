"""The Python interface: facts that are opened once and asked, with a method for each question."""

from __future__ import annotations

import inspect
import os
import warnings
from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from stakegraph.errors import UsageError
from stakegraph.questions.question import SCOPE, Parameter, Question
from stakegraph.questions.registry import QUESTIONS
from stakegraph.questions.session import Session

if TYPE_CHECKING:
    import networkx as nx

    from stakegraph.questions.asking import Ask
    from stakegraph.renderers import Answer

T = TypeVar("T")

_ONE = inspect.Parameter.POSITIONAL_OR_KEYWORD
_KEYWORD = inspect.Parameter.KEYWORD_ONLY


def open(*paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]]) -> Facts:
    """Return the facts of files, folders or globs, which may stand in a list.

    Without a path, those of $STAKEGRAPH_FACTS, else of `stakegraph.yaml` or `facts/` in the working
    folder, else the bundled example, of which a warning is given. What the files say later does not
    count. Raises FactsError with every error of every file, UsageError where there is no file.
    """
    from stakegraph.factfile.discovery import example, usual_paths

    given = [os.fspath(path) for each in paths for path in _several(each)]
    if paths and not given:
        raise UsageError("the list of paths is empty")
    found = given or usual_paths()
    if not found:
        told = "stakegraph answers from the bundled example: open(PATH) opens your own facts"
        warnings.warn(told, stacklevel=2)
    session = Session(lambda: found or [example()])
    session.answered(lambda: session.store.title)
    return Facts(session)


class Facts:
    """The facts of some files: each question of the command line is a method.

    Names are typed as on the command line: an id, a name, an alias, a surname or a part of a name.
    """

    def __init__(self, session: Session) -> None:
        self._session = session

    @property
    def title(self) -> str:
        """Return what the facts are about, or ""."""
        return self._session.store.title

    def to_networkx(
        self,
        *,
        as_of: str | date = "",
        firm: bool = False,
        source: str = "",
        according_to: str = "",
        without_source: str | Iterable[str] = (),
    ) -> nx.MultiDiGraph[str]:
        """Return the facts that count as a plain graph, which `networkx.write_graphml` takes.

        An edge has its fact's id as key. Attributes are texts: dates are EDTF, what is several is
        joined with "; ", what is not given is left out. As of a day, each edge says as `held` that
        it is `held` or `undetermined`; what is not held is not drawn.
        """
        given = (as_of, firm, source, according_to, without_source)
        limits = {row.name: _value(row, value) for row, value in zip(SCOPE, given, strict=True)}
        return self._ask(limits, _plain)

    def close(self) -> None:
        """Close what is open of the facts; a further question opens it again."""
        self._session.close()

    def __enter__(self) -> Facts:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        from stakegraph.model.sentences import counted

        store = self._session.store
        title = self.title or ", ".join(self._session.paths)
        facts, sources = counted(store.size(), "fact"), counted(len(store.sources), "source")
        return f"<Facts: {title}; {facts} from {sources}>"

    def _ask(self, limits: dict[str, Any], question: Callable[[Ask], T]) -> T:
        from stakegraph.questions.asking import Ask

        return self._session.answered(lambda: question(Ask(self._session, **limits)))


def _method(question: Question) -> Callable[..., Answer[Any]]:
    """Return the method that asks a question."""
    takes = (*question.takes, *SCOPE)
    parameters = [inspect.Parameter("self", inspect.Parameter.POSITIONAL_ONLY)]
    parameters += map(_parameter, takes)
    signature = inspect.Signature(parameters, return_annotation="Answer[Any]")

    def ask(*arguments: Any, **options: Any) -> Answer[Any]:
        bound = signature.bind(*arguments, **options)
        bound.apply_defaults()
        facts: Facts = bound.arguments["self"]
        given = {row.name: _value(row, bound.arguments[row.keyword]) for row in takes}
        limits = {row.name: given.pop(row.name) for row in SCOPE}
        return facts._ask(limits, lambda asked: _answer(asked, question, given))

    ask.__name__ = question.method
    ask.__qualname__ = f"Facts.{question.method}"
    parts = (question.sentence, question.more, f"Example: {question.python_call()}")
    ask.__doc__ = "\n\n".join(filter(None, parts))
    setattr(ask, "__signature__", signature)  # noqa: B010
    return ask


def _answer(ask: Ask, question: Question, given: dict[str, Any]) -> Answer[Any]:
    from stakegraph.renderers import answer

    return answer(ask, question, given, ask.answer(question, given))


def _parameter(row: Parameter) -> inspect.Parameter:
    """Return an argument or option of a method as its row has it."""
    default = inspect.Parameter.empty if row.default is None else row.default
    if isinstance(default, list):
        default, annotation = (), "str | Iterable[str]"
    elif row.type in ("flag", "count"):
        annotation = type(default).__name__
    else:
        more = {"day": " | date", "date": " | date", "place": " | PathLike[str]"}
        annotation = f"str{more.get(row.type, '')}"
    kind = _KEYWORD if row.option else _ONE
    return inspect.Parameter(row.keyword, kind, default=default, annotation=annotation)


def _value(row: Parameter, value: Any) -> Any:
    """Return a value as the command line gives it.

    Raises TypeError for one of another type, UsageError for a count that is too small.
    """
    if isinstance(row.default, list):
        texts = [*_several(value)]
        if not all(isinstance(text, str) for text in texts):
            raise TypeError(f"{row.keyword} must be texts, not {value!r}")
        return texts
    if row.type == "count" and type(value) is int:
        if row.least is not None and value < row.least:
            raise UsageError(f"{row.keyword} is {value}: it must be {row.least} or more")
        return value
    if row.type in ("day", "date") and isinstance(value, date):
        value = value.isoformat()
    elif row.type == "place" and isinstance(value, os.PathLike):
        value = os.fspath(value)
    wanted = str if row.default is None else type(row.default)
    if type(value) is not wanted:
        raise TypeError(f"{row.keyword} must be {wanted.__name__}, not {value!r}")
    return value


def _several(value: Any) -> Iterable[Any]:
    """Return one text or path as a list of it, and a list of them as it is."""
    return [value] if isinstance(value, str | os.PathLike) else value


def _plain(ask: Ask) -> nx.MultiDiGraph[str]:
    """Return everything that counts as a graph of texts alone."""
    import networkx as nx

    from stakegraph.edtf.standing import HELD, UNDETERMINED
    from stakegraph.exporters import flat

    drawn = flat(ask.graph(), {}, ())
    plain: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    plain.graph |= {"title": _text(title)} if (title := drawn.graph["title"]) else {}
    for id, data in drawn.nodes(data=True):
        plain.add_node(id, **{name: _text(value) for name, value in data.items()})
    for subject, object, key, data in drawn.edges(keys=True, data=True):
        told = {name: _text(value) for name, value in data.items()}
        if ask.scope.as_of:
            told["held"] = UNDETERMINED if "undetermined" in data else HELD
        plain.add_edge(subject, object, key=key, **told)
    return plain


def _text(value: Any) -> str:
    """Return an attribute as a text that XML can hold."""
    from stakegraph.text.escaping import xml_characters

    return xml_characters("; ".join(value) if isinstance(value, list) else value)


for _question in QUESTIONS:
    setattr(Facts, _question.method, _method(_question))
