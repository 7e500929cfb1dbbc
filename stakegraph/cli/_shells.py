"""Completion in shells that would not take what does not begin as it is typed: an id for a surname.

What Typer's scripts for bash and zsh read is printed here in the place of what Typer would print.
fish takes what it gets.
"""

import io
import os
import re
import sys
from collections.abc import Callable
from contextlib import redirect_stdout, suppress

from stakegraph.errors import ExitCode

_ASKS = "_STAKEGRAPH_COMPLETE"

# What zsh is to evaluate: `compadd -U` takes all words. Where they do not go on from what is typed,
# the first is put in its place, the next at further tabulators: what they begin with together would
# say nothing of it.
_ZSH = (
    "local -a words told; words=({words}); told=({told}); compadd -U -l -d told -a words; "
    "(( $#words > 1 )) && [[ -n ${{words:#${{(b)PREFIX}}*}} ]] && compstate[insert]=menu"
)
# A word in which something stands before a quotation mark that is not closed.
_QUOTED_WITHIN = re.compile(r"""(?:[^'"\\]|\\.)+(?:'[^']*|"[^"]*)""")


def show_completions(program: Callable[[], object]) -> None:
    """Print what a program completes the words of a shell to and leave, where one asks that."""
    asked = os.environ.get(_ASKS, "")
    if asked == "complete_bash":
        print("\n".join(_for_bash([word for word, _ in _lines(program)])))
    elif asked == "complete_zsh":  # Typer gives fish the same in plain lines
        os.environ |= {_ASKS: "complete_fish", "_TYPER_COMPLETE_FISH_ACTION": "get-args"}
        print(_for_zsh(_lines(program)))
    else:
        return
    sys.exit(ExitCode.ANSWERED)


def _lines(program: Callable[[], object]) -> list[tuple[str, str]]:
    """Return the words that a program prints for what is typed, each with what tells of it."""
    with redirect_stdout(io.StringIO()) as shown, suppress(SystemExit):
        program()
    found = (line.partition("\t") for line in shown.getvalue().splitlines() if line)
    return [(word, told) for word, _, told in found]


def _for_zsh(found: list[tuple[str, str]]) -> str:
    words = " ".join(_quoted(word) for word, _ in found)
    told = " ".join(_quoted(f"{word} -- {help}" if help else word) for word, help in found)
    return _ZSH.format(words=words, told=told) if found else "_files"


def _for_bash(found: list[str]) -> list[str]:
    """Return the words that bash is to take.

    It puts what they begin with together in the place of what is typed, which is one of them where
    they do not go on from it; and it replaces only what follows a quotation mark: none fits there.
    """
    words = os.environ.get("COMP_WORDS", "").split("\n")
    number = int(os.environ.get("COMP_CWORD", "0"))
    typed = words[number] if number < len(words) else ""
    if _QUOTED_WITHIN.fullmatch(typed):
        return []
    plain = re.sub(r"""['"\\]""", "", typed)
    is_replaced = len(found) > 1 and not all(word.startswith(plain) for word in found)
    return [plain, *found] if is_replaced else found


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"
