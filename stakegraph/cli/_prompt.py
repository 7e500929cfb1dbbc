"""What is asked of the user on a terminal, where the input does not say it."""

import sys
from collections.abc import Callable, Iterable

from stakegraph.errors import Unsure

Complete = Callable[[str], Iterable[str]]


def typed_answer(unsure: Unsure) -> str:
    """Ask what the input does not say; raises Unsure again for no answer, or for a wrong one."""
    _show(str(unsure).split("\n"), unsure.choices)
    typed = _read("number" if unsure.choices else f"--{unsure.option.replace('_', '-')}")
    typed = _numbered(typed, unsure.choices)
    if not typed or (unsure.choices and typed not in unsure.choices):
        raise unsure
    return unsure.answer.replace("{}", typed)


def chosen(unsure: Unsure) -> str:
    """Ask which of some choices is meant; return "" for none of them."""
    if len(unsure.choices) == 1:
        _show([unsure.question], ())
        typed = unsure.choices[0] if is_agreed(f"make a {unsure.choices[0]}") else ""
    else:
        _show([unsure.question], unsure.choices)
        typed = _numbered(_read("number"), unsure.choices)
    return typed if typed in unsure.choices else ""


def is_agreed(question: str, *, default: bool = False) -> bool:
    """Ask whether something is to be done; return what is `default` for no answer."""
    typed = _read(f"{question}? [{'Y/n' if default else 'y/N'}]").casefold()
    return typed in ("y", "yes") if typed else default


def asked(label: str, complete: Complete = lambda typed: ()) -> str:
    """Ask for a text, "" for none, which the tabulator key completes where that can be.

    Raises EOFError where nobody answers any more.
    """
    if sys.stdout.isatty() and _completed(complete):
        return input(f"{label}: ").strip()
    print(f"{label}: ", end="", file=sys.stderr, flush=True)
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line.strip()


def typed_text(label: str) -> str:
    """Ask for a text; return "" for none, and where nobody answers any more."""
    try:
        return asked(label)
    except EOFError:
        return ""


def _show(lines: Iterable[str], choices: Iterable[str]) -> None:
    from stakegraph.text.escaping import visible

    for line in lines:
        print(visible(line), file=sys.stderr)
    for number, choice in enumerate(choices, 1):
        print(visible(f"  {number}  {choice}"), file=sys.stderr)


def _numbered(typed: str, choices: tuple[str, ...]) -> str:
    if typed.isdecimal() and 0 < int(typed) <= len(choices):
        return choices[int(typed) - 1]
    return typed


def _read(label: str) -> str:
    """Ask on standard error, for what is asked is no part of the answer; return what is typed."""
    print(f"{label}: ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip()


def _completed(complete: Complete) -> bool:
    """Let the tabulator key complete the lines that `input` reads; return whether it can."""
    try:
        import readline
    except ImportError:  # as on Windows
        return False
    found: list[str] = []

    def nth(typed: str, state: int) -> str | None:
        if state == 0:
            found[:] = complete(typed)
        return found[state] if state < len(found) else None

    readline.set_completer_delims("")
    readline.set_completer(nth)
    is_editline = "libedit" in (readline.__doc__ or "")
    readline.parse_and_bind("bind ^I rl_complete" if is_editline else "tab: complete")
    return True
