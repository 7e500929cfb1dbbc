"""The Typer application, and how commands join it."""

import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from textwrap import fill
from typing import Annotated, Any, NamedTuple, TypeVar

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from stakegraph.errors import UsageError
from stakegraph.questions.registry import QUESTIONS

Function = TypeVar("Function", bound=Callable[..., Any])

# The commands that are no questions, in the order in which help lists them; each is a module here.
MODULES = (
    *("init", "add", "draft", "review", "edit", "remove", "rename", "merge"),
    *("check", "verify", "sources", "schema", "export", "import_", "compile", "cache", "help"),
)
# Two words for one command.
ALIASES = {"add source": "sources add"}


class Command(NamedTuple):
    """A command: its help, under which heading it stands, and what makes the function to run."""

    help: str
    group: str
    function: Callable[[], Callable[..., Any]]


COMMANDS: dict[str, Command] = {}

_WIDTH = 76
_SUMMARY = """\
Usage: stakegraph COMMAND [NAMES] [OPTIONS]

Explore who reports to whom, who holds which role and who is whose partner.
Answers come from fact files: what somebody read, each fact with its source.
Names may be ids, aliases, surnames or parts of a name.

{}

  stakegraph help [FAMILY]    what each command shows
  stakegraph COMMAND --help   its options, with an example
  --install-completion        let the shell complete names; --version

Start with: stakegraph list
"""

# What Typer raises for wrong arguments, which it has no public name for.
_WrongCall: Any = typer.BadParameter.__base__


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


@contextmanager
def _told_plainly() -> Iterator[None]:
    """Let what Typer says of wrong arguments be an error as any other, in one line."""
    try:
        yield
    except _WrongCall as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            print(error.format_message())
            raise
        said = error.format_message().rstrip(".").replace(". Did you", "; did you")
        path = error.ctx.command_path if error.ctx else "stakegraph"
        raise UsageError(f"{said[:1].lower()}{said[1:]}: see '{path} --help'") from None


def families(beginning: str = "") -> dict[str, list[str]]:
    """Return the names of the commands by family, of those whose name begins so."""
    found: dict[str, list[str]] = {}
    for name, row in COMMANDS.items():
        if row.group.casefold().startswith(beginning.casefold()):
            found.setdefault(row.group, []).append(name)
    return found


def summary() -> str:
    """Return what the program is for and the names of its commands by family, in 24 lines."""
    # `help` lists what stands under a command of the same family.
    by_family = {
        family: [name for name in names if name.partition(" ")[0] not in names or " " not in name]
        for family, names in families().items()
    }
    width = max(map(len, by_family)) + 2
    lines = []
    for family, names in by_family.items():
        words = fill(
            ", ".join(names), _WIDTH - width, break_long_words=False, break_on_hyphens=False
        )
        lines += [
            f"  {family if not number else '':{width}}{part}"
            for number, part in enumerate(words.split("\n"))
        ]
    return _SUMMARY.format("\n".join(lines))


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

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse the arguments of the program itself; without a command it shows the status."""
        option = args[0].partition("=")[0] if args else ""
        named = next((word for word in args if word in COMMANDS), "")
        if option in ("", "--facts") and not (named or ctx.resilient_parsing):
            args = ["status", *args]
        elif named and option.startswith("-") and not _knows(self, option, ctx):
            message = (
                f"{option} comes after the command: stakegraph {named} ... {' '.join(args[:1])}"
            )
            raise UsageError(message)
        return super().parse_args(ctx, args)

    def make_context(self, *args: Any, **extra: Any) -> Any:
        """Parse the arguments of the program itself; raises UsageError for wrong ones."""
        with _told_plainly():
            return super().make_context(*args, **extra)

    def invoke(self, ctx: Any) -> Any:
        """Parse the arguments of a command, and run it; raises UsageError for wrong ones."""
        with _told_plainly():
            return super().invoke(ctx)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write what the program is for, and the names of its commands by family."""
        formatter.write(summary())

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        name, found, rest = super().resolve_command(ctx, args)
        under = [each for each in (*COMMANDS, *ALIASES) if each.startswith(f"{name} ")]
        if under and rest and f"{name} {rest[0]}" in under:
            name, rest = f"{name} {rest[0]}", rest[1:]
            name = ALIASES.get(name, name)
        if name and found:
            alone = typer.Typer(add_completion=False)
            row = COMMANDS[name]
            alone.command(name, help=_unwrapped(row.help))(row.function())
            found = get_command(alone)
            if name in args and under and rest and not _takes(found, rest[0], ctx):
                there = ", ".join(f"'{each}'" for each in (name, *under))
                raise UsageError(f"no command is called '{name} {rest[0]}'; there are {there}")
        return name, found, rest

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:
        """Return what may be typed next, word by word."""
        return [one for one in super().shell_complete(ctx, incomplete) if " " not in one.value]


def _knows(group: Any, option: str, ctx: Any) -> bool:
    """Return whether an option is one of the program itself."""
    return any(option in parameter.opts for parameter in group.get_params(ctx))


def _unwrapped(text: str) -> str:
    """Return paragraphs without line ends within, so that they are broken where a terminal ends."""
    return "\n\n".join(" ".join(part.split()) for part in text.split("\n\n"))


def _takes(command: Any, word: str, ctx: Any) -> bool:
    """Return whether a command may be followed by a word that is no option."""
    is_option = word.startswith("-") or ctx.resilient_parsing
    return is_option or any(each.param_type_name == "argument" for each in command.params)


app = typer.Typer(cls=_LateGroup, pretty_exceptions_enable=False)


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
    """Explore who reports to whom, who holds which role and who is whose partner."""
