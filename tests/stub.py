"""What editors and type checkers are shown of the Python interface: `stakegraph/__init__.pyi`.

python tests/stub.py            print it as it should be
python tests/stub.py --write    make it so
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import stakegraph
from stakegraph.interface import Facts
from stakegraph.interface import open as open_facts
from stakegraph.questions.question import Question
from stakegraph.questions.registry import QUESTIONS

STUB = Path(__file__).parent.parent / "stakegraph" / "__init__.pyi"
HEAD = '''\
"""The Python interface; written by `tests/stub.py` from the rows of the questions."""

'''
IMPORTS = {
    "collections.abc": ["Iterable"],
    "datetime": ["date"],
    "os": ["PathLike"],
    "networkx": ["MultiDiGraph"],
}


def stub() -> str:
    """Return the stub file as it should be."""
    imports = {name: [*names] for name, names in IMPORTS.items()}
    for name, place in sorted(stakegraph._PLACES.items()):
        if place != "interface":
            imports.setdefault(f"stakegraph.{place}", []).append(f"{name} as {name}")
    for row in QUESTIONS:
        module, result = _result(row)
        imports.setdefault(module, []).append(result)
    order = sorted(imports, key=lambda name: (_section(name), name))
    lines = []
    for before, name in zip([None, *order], order, strict=False):
        if before and _section(before) != _section(name):
            lines.append("")
        lines += _import(name, sorted({*imports[name]}))
    body = "\n".join([*lines, "", *_function("open", open_facts, "Facts"), "", *_facts()])
    return HEAD + body + "\n"


def _section(name: str) -> int:
    return 2 if name.startswith("stakegraph") else 1 if name == "networkx" else 0


def _import(module: str, names: list[str]) -> Iterator[str]:
    if any(" as " in name for name in names):  # a name that is shown again stands alone
        yield from (f"from {module} import {name}" for name in names)
    else:
        yield f"from {module} import {', '.join(names)}"


def _facts() -> Iterator[str]:
    """Yield the class of the facts, as it has its own methods and those of the questions."""
    yield "class Facts:"
    yield from _indented(_docstring(Facts))
    answers = {row.method: f"Answer[{_result(row)[1]}]" for row in QUESTIONS}
    for name, member in vars(Facts).items():
        if isinstance(member, property):
            yield "    @property"
            member = member.fget
        if inspect.isfunction(member) and (
            not name.startswith("_") or name in ("__enter__", "__exit__")
        ):
            returned = str(answers.get(name) or inspect.signature(member).return_annotation)
            yield from _indented(_function(name, member, returned))


def _function(name: str, function: Any, returned: str) -> Iterator[str]:
    words = []
    for parameter in inspect.signature(function).parameters.values():
        if parameter.kind is parameter.KEYWORD_ONLY and "*" not in words:
            words.append("*")
        words.append(_shown(parameter))
    documented = function.__doc__ is not None
    end = f") -> {_plain(returned)}:" + ("" if documented else " ...")
    if len(words) <= 2:
        yield f"def {name}({', '.join(words)}{end}"
    else:
        yield from (f"def {name}(", *(f"    {word}," for word in words), end)
    if documented:
        yield from _indented(_docstring(function))


def _shown(parameter: inspect.Parameter) -> str:
    if parameter.name == "self":
        return "self"
    star = "*" if parameter.kind is parameter.VAR_POSITIONAL else ""
    text = f"{star}{parameter.name}: {_plain(str(parameter.annotation))}"
    if parameter.default is parameter.empty:
        return text
    default = f'"{parameter.default}"' if isinstance(parameter.default, str) else parameter.default
    return f"{text} = {default}"


def _plain(annotation: str) -> str:
    return annotation.replace("nx.", "").replace("os.PathLike", "PathLike")


def _docstring(thing: Any) -> Iterator[str]:
    first, *others = (inspect.getdoc(thing) or "").splitlines()
    yield f'"""{first}' + ("" if others else '"""')
    if others:
        yield from others
        yield '"""'


def _indented(lines: Iterator[str]) -> Iterator[str]:
    return (f"    {line}" if line else "" for line in lines)


def _result(row: Question) -> tuple[str, str]:
    """Return the module and the name of what answers a question."""
    module, _, name = row.answers.partition(":")
    loaded = import_module(f"stakegraph.questions.{module}")
    returned = inspect.signature(getattr(loaded, name)).return_annotation
    result = getattr(loaded, returned) if isinstance(returned, str) else returned
    return result.__module__, result.__name__


if __name__ == "__main__":
    if "--write" in sys.argv:
        STUB.write_text(stub(), encoding="utf-8")
    else:
        sys.stdout.write(stub())
