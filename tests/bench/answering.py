"""Start-up, the first question over a file, and those that follow."""

import statistics
import sys
from collections.abc import Iterator
from functools import partial

from setting import OURS, Measure, Setting
from timing import Command, Figures, compare, megabytes, run, shown, times

BARE = """
import typer

app = typer.Typer()


@app.command()
def one(name: str, loud: bool = False) -> None:
    "One."


@app.command()
def two(name: str, loud: bool = False) -> None:
    "Two."


app(prog_name="bare")
"""
IMPORTS = "import typer, yaml, networkx, rich.tree, msgspec"

# A question by its command: what the generated files are asked, and what the bundled one is.
_STOKE = {
    "who-reports-to": ("Rowney",),
    "chain": ("Kath O'Dwyer",),
    "roles": ("Kath O'Dwyer",),
    "partners": ("Serco",),
    "show": ("Tact",),
    "why": ("ged-rowney.role_at.stoke-council.via.director",),
    "path": ("Kevin Williams", "Rowney"),
}


def start(setting: Setting) -> Iterator[Measure]:
    """Compare whole commands over the bundled file with bare programs."""
    bare = _bare(setting)
    imports = Command((sys.executable, "-c", IMPORTS))
    helped, typing = Command((*OURS, "--help")), _typing(setting, 0, "Row")
    typer = "a bare Typer program"
    rows = (
        (
            "who-reports-to",
            setting.ours(0, "who-reports-to", "Rowney"),
            "its imports (at most 1.25)",
            imports,
        ),
        ("--help", helped, f"{typer} (at most 1.2)", Command((*bare, "--help"))),
        ("a completion", typing, f"{typer} (at most 1.2)", _bare_typing(bare)),
    )
    for what, ours, against, theirs in rows:
        yield Measure(what, 0, partial(compare, ours, against, theirs, setting.runs))


def compiled(setting: Setting) -> Iterator[Measure]:
    """Time the first question with an empty cache folder."""
    for size in setting.sizes:
        yield Measure("the first question, cache empty", size, partial(_first, setting, size))


def _first(setting: Setting, size: int) -> Figures:
    setting.facts(size)
    took = [setting.first(size)]
    took += [setting.first(size) for _ in range(times(took[0].seconds, setting.runs) - 1)]
    seconds = statistics.median(each.seconds for each in took)
    peak = statistics.median(each.peak for each in took)
    kept = setting.kept(size)
    cache = f"a cache of {megabytes(kept)}" if kept else "nothing is kept"
    return Figures(
        ours=shown(seconds),
        against=f"{size / seconds:,.0f} facts/s; {cache}",
        runs=len(took),
        peak=megabytes(peak),
    )


def warm(setting: Setting) -> Iterator[Measure]:
    """Compare later questions with the same ones over the bundled file."""
    for size in setting.sizes:
        asked = setting.asked(size)
        names = {
            "who-reports-to": (asked.manager,),
            "chain": (asked.report,),
            "roles": (asked.person,),
            "partners": (asked.organisation,),
            "show": (asked.organisation,),
            "why": (asked.fact,),
            "path": asked.far,
        }
        for question, words in names.items():
            yield Measure(question, size, partial(_question, setting, size, question, words))
        yield Measure("a completion", size, partial(_completion, setting, size))
        yield Measure("did you mean", size, partial(_mistyped, setting, size))


def _question(setting: Setting, size: int, question: str, words: tuple[str, ...]) -> Figures:
    ours = setting.warm(size, question, *words)
    theirs = setting.ours(0, question, *_STOKE[question])
    return compare(ours, "the bundled file", theirs, setting.runs)


def _completion(setting: Setting, size: int) -> Figures:
    setting.warm(size)
    ours = _typing(setting, size, setting.asked(size).prefix)
    run(ours)  # keeps the names
    theirs = _bare_typing(_bare(setting))
    return compare(ours, "a bare Typer program", theirs, setting.runs)


def _mistyped(setting: Setting, size: int) -> Figures:
    ours = setting.warm(size, "show", setting.asked(size).misspelt, code=2)
    theirs = Command((*_bare(setting), "one"), code=2)
    return compare(ours, "a bare Typer program", theirs, setting.runs)


def _bare(setting: Setting) -> tuple[str, ...]:
    path = setting.place("bare.py")
    with open(path, "w", encoding="utf-8") as file:
        file.write(BARE)
    return sys.executable, path


def _typing(setting: Setting, size: int, typed: str) -> Command:
    command = setting.ours(size)
    words = f"stakegraph who-reports-to {typed}"
    env = {"_STAKEGRAPH_COMPLETE": "complete_bash", "COMP_CWORD": "2", "COMP_WORDS": words}
    return command._replace(env={**command.env, **env})


def _bare_typing(bare: tuple[str, ...]) -> Command:
    env = {"_BARE_COMPLETE": "complete_bash", "COMP_CWORD": "2", "COMP_WORDS": "bare one x"}
    return Command(bare, env)
