"""What the commands are, by family, each with what it shows."""

from typing import Annotated

import typer

from stakegraph.cli._app import COMMANDS, command, families


def _complete(incomplete: str) -> list[str]:
    words = {*COMMANDS, *families()}
    return sorted(word for word in words if word.casefold().startswith(incomplete.casefold()))


@command("Help")
def help(
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="[FAMILY|COMMAND]",
            help="A family of commands, or the beginning of its name; a command.",
            show_default=False,
            autocompletion=_complete,
        ),
    ] = [],  # noqa: B006
) -> None:
    """Print what each command shows, of all or of one family; of one command its options.

    Example: stakegraph help evidence
    """
    wanted = " ".join(words).casefold()
    if wanted in COMMANDS:
        from stakegraph.cli._app import app

        app([*wanted.split(), "--help"], prog_name="stakegraph")
    found = families(wanted)
    if not found:
        from stakegraph.questions.asking import no_such

        message = "no command and no family of commands is called"
        raise no_such(message, wanted, {*COMMANDS, *families()}, ": 'stakegraph help' lists all")
    _print(found)


def _print(found: dict[str, list[str]]) -> None:
    from shutil import get_terminal_size
    from textwrap import wrap

    width = max(len(name) for names in found.values() for name in names) + 4
    room = get_terminal_size().columns - 1
    for number, (family, names) in enumerate(found.items()):
        print(f"{chr(10) if number else ''}{family}")
        for name in names:
            said = COMMANDS[name].help.partition("\n\n")[0].replace("\n", " ")
            first, *more = wrap(said, max(room - width, 20), break_on_hyphens=False)
            print(f"{f'  {name}':{width}}{first}")
            for line in more:
                print(f"{'':{width}}{line}")
