"""The Typer application, and how commands join it."""

import inspect
from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import Annotated, Any, NamedTuple, TypeVar

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from stakegraph.errors import UsageError
from stakegraph.questions.registry import QUESTIONS

Function = TypeVar("Function", bound=Callable[..., Any])

# The commands that are no questions, in the order in which help lists them; each is a module here.
MODULES = (
    *("init", "add", "edit", "remove", "rename", "merge"),
    *("check", "verify", "sources", "schema", "export", "import_", "cache"),
)
# Two words for one command.
ALIASES = {"add source": "sources add"}


class Command(NamedTuple):
    """A command: its help, under which heading it stands, and what makes the function to run."""

    help: str
    group: str
    function: Callable[[], Callable[..., Any]]


COMMANDS: dict[str, Command] = {}


def command(group: str, under: str = "") -> Callable[[Function], Function]:
    """Make a function a command of the same name; its docstring is the command's help.

    A name that Python keeps for itself has an underscore behind it: `import_`. A command that
    stands `under` another one has two words: `sources read`.
    """

    def known(function: Function) -> Function:
        name = f"{under} {function.__name__.rstrip('_').replace('_', '-')}".lstrip()
        COMMANDS[name] = Command(inspect.getdoc(function) or "", group, lambda: function)
        return function

    return known


def register() -> None:
    """Make the commands known: those of the questions, then those that are modules."""
    from stakegraph.cli._asking import asks

    for question in QUESTIONS:
        make = partial(asks, question)
        COMMANDS[question.name] = Command(question.help, question.group, make)
    for name in MODULES:
        import_module(f"stakegraph.cli.{name}")


class _LateGroup(TyperGroup):
    """A group that reads a command's parameters only when that command is run or completed.

    Reading those of all commands costs a fifth of a small command's time.
    """

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.commands = {
            name: TyperCommand(name, help=row.help, rich_help_panel=row.group)
            for name, row in COMMANDS.items()
        }

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        name, found, rest = super().resolve_command(ctx, args)
        under = [each for each in (*COMMANDS, *ALIASES) if each.startswith(f"{name} ")]
        if under and rest and f"{name} {rest[0]}" in under:
            name, rest = f"{name} {rest[0]}", rest[1:]
            name = ALIASES.get(name, name)
        if name and found:
            alone = typer.Typer(add_completion=False)
            row = COMMANDS[name]
            alone.command(name, help=row.help)(row.function())
            found = get_command(alone)
            if name in args and under and rest and not _takes(found, rest[0], ctx):
                there = ", ".join(f"'{each}'" for each in (name, *under))
                raise UsageError(f"no command is called '{name} {rest[0]}'; there are {there}")
        return name, found, rest

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:
        """Return what may be typed next, word by word."""
        return [one for one in super().shell_complete(ctx, incomplete) if " " not in one.value]


def _takes(command: Any, word: str, ctx: Any) -> bool:
    """Return whether a command may be followed by a word that is no option."""
    is_option = word.startswith("-") or ctx.resilient_parsing
    return is_option or any(each.param_type_name == "argument" for each in command.params)


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
