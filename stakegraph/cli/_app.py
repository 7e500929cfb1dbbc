"""The Typer application, and how commands join it."""

import inspect
import sys
from collections.abc import Callable
from importlib import import_module
from typing import Annotated, Any, TypeVar

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

Function = TypeVar("Function", bound=Callable[..., Any])

# The families of commands, in the order in which help lists them; each is a module here.
FAMILIES = (
    "reporting",
    "connections",
    "actors",
    "evidence",
    "comparing",
    "files",
    "exchange",
    "importing",
    "caching",
)

_COMMANDS: dict[str, Callable[..., Any]] = {}


def command(function: Function) -> Function:
    """Make a function a command of the same name; its docstring is the command's help.

    A name that Python keeps for itself has an underscore behind it: `import_`.
    """
    _COMMANDS[function.__name__.rstrip("_").replace("_", "-")] = function
    return function


def register() -> None:
    """Make the commands of all families known: importing a module does."""
    for family in FAMILIES:
        import_module(f"stakegraph.cli.{family}")


class _LateGroup(TyperGroup):
    """A group that reads a command's parameters only when that command is run or completed.

    Reading those of all commands costs a fifth of a small command's time.
    """

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.commands = {
            name: TyperCommand(
                name, help=inspect.getdoc(function), rich_help_panel=_family(function)
            )
            for name, function in _COMMANDS.items()
        }

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        name, found, rest = super().resolve_command(ctx, args)
        if name and found:
            alone = typer.Typer(add_completion=False)
            alone.command(name)(_COMMANDS[name])
            found = get_command(alone)
        return name, found, rest


def _family(function: Callable[..., Any]) -> str:
    """Return what the commands of a function's module are about, as its docstring begins."""
    about = (sys.modules[function.__module__].__doc__ or "").partition("\n")[0]
    return about.removeprefix("Commands about ").rstrip(".").capitalize()


app = typer.Typer(cls=_LateGroup, no_args_is_help=True, pretty_exceptions_enable=False)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        print(f"stakegraph {version('stakegraph')}")
        raise typer.Exit


@app.callback()
def stakegraph(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Explore who reports to whom, who holds which role and who is whose partner.

    Answers come from fact files: what somebody read about organisations and people, each
    statement with its source. Names may be ids, aliases, surnames or parts of a name.

    Start with: stakegraph list
    """
