"""What is kept between questions."""

import sys
from typing import Annotated

import typer

from stakegraph.cli._app import command
from stakegraph.errors import ExitCode


@command("What is kept between questions")
def cache(
    clear: Annotated[bool, typer.Option("--clear", help="Remove everything in it.")] = False,
    check: Annotated[
        bool, typer.Option("--check", help="Read everything in it, and say what is damaged.")
    ] = False,
    path: Annotated[bool, typer.Option("--path", help="Print the folder alone.")] = False,
) -> None:
    """Show what is compiled of large fact files, so that a question need not read them.

    It holds nothing that the files do not, and is made anew when they change.

    Example: stakegraph cache --clear
    """
    from stakegraph.model.sentences import counted
    from stakegraph.store.cache import clear as remove_all
    from stakegraph.store.cache import entries, folder
    from stakegraph.text.escaping import visible

    if path:
        print(visible(folder()))
    elif check:
        _check()
    elif clear:
        print(f"stakegraph: {counted(remove_all(), 'file')} removed", file=sys.stderr)
    else:
        print(visible(folder()))
        for file, size, made_from in entries():
            print(f"  {size / 1e6:,.1f} MB  {visible(_described(made_from) or file)}")


def _check() -> None:
    """Print what is damaged; the exit code is 1 where anything is."""
    from stakegraph.store.cache import entries
    from stakegraph.store.damage import faults
    from stakegraph.text.escaping import visible

    is_whole = True
    for file, _, made_from in entries():
        found = faults(file)
        is_whole &= not found
        print(visible(f"{_described(made_from) or file}: {'damaged' if found else 'whole'}"))
        for fault in found:
            print(visible(f"  {fault}"))
    if not is_whole:
        told = "stakegraph: what is damaged is made anew when asked, or removed with --clear"
        print(told, file=sys.stderr)
        raise typer.Exit(ExitCode.FACTS_AT_FAULT)


def _described(files: list[str]) -> str:
    from stakegraph.model.sentences import counted

    more = f" and {counted(len(files) - 1, 'other')}" if len(files) > 1 else ""
    return f"{files[0]}{more}" if files else ""
