"""What the program writes of its own documents: docs/commands.md, in README.md the commands by
family, in docs/fact-files.md the lists, and in both what the examples print.

python tests/reference.py            print them as they should be
python tests/reference.py --write    make them so
"""

from __future__ import annotations

import contextlib
import io
import os
import shlex
import sys
from pathlib import Path

import language

ROOT = Path(__file__).parent.parent
README, COMMANDS = ROOT / "README.md", ROOT / "docs" / "commands.md"
BEGIN, END = "<!-- reference: begin -->\n", "<!-- reference: end -->\n"
_OF_ALL = """\
Facts come from `--facts PATH`, else `$STAKEGRAPH_FACTS`, else `stakegraph.yaml` (or `.yml`,
`.jsonl`) or `facts/` in the working folder, else the bundled example. Answers go to standard
output, everything else to standard error. The exit code is 0 for an answer (an empty one included),
1 when the facts are at fault, 2 when the call is. An actor is named as you know it:
[names.md](names.md). `stakegraph --install-completion` completes names in bash, zsh and fish, from
any of their words. What closed streams, signals and damaged files do:
[robustness.md](robustness.md).

This page is written by `tests/reference.py`: the commands, then what `--help` says of each.
"""
_EXAMPLE = "data/stoke.yaml"
# Read by Typer and Rich when they are imported.
PLAIN = {
    "COLUMNS": "100",
    "NO_COLOR": "1",
    "STAKEGRAPH_FACTS": _EXAMPLE,
    "TERM": "dumb",
    "TERMINAL_WIDTH": "100",
    "_TYPER_FORCE_DISABLE_TERMINAL": "1",
}


def readme() -> str:
    """Return README.md as it should be."""
    text = README.read_text(encoding="utf-8")
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    assert end, "README.md lacks the lines between which the commands stand"
    return language.answered(before + begin + by_family() + end + after, output)


def by_family() -> str:
    """Return the commands by family as a table, each a link to its help."""
    from stakegraph.cli._app import families

    commands()
    lines = ["", "| about | commands |", "| --- | --- |"]
    for family, names in families().items():
        links = [
            f"[`{name}`](docs/commands.md#stakegraph-{name.replace(' ', '-')})"
            for name in names
            if name.partition(" ")[0] not in names or " " not in name
        ]
        lines.append(f"| {family} | {', '.join(links)} |")
    return "\n".join([*lines, "", ""])


def table() -> str:
    """Return the commands as a table: what each shows, and an example."""
    lines = ["| command | what it does | example |", "| --- | --- | --- |"]
    for name, doc in commands().items():
        says = doc.partition("\n")[0]
        example = doc.rpartition("Example: ")[2].strip().replace("|", "\\|")
        lines.append(f"| `{name}` | {says} | `{example}` |")
    return "\n".join([*lines, ""])


def reference() -> str:
    """Return docs/commands.md: the commands, then the help of the program and of every command."""
    parts = [("stakegraph", output("stakegraph --help"))]
    parts += [(f"stakegraph {name}", output(f"stakegraph {name} --help")) for name in commands()]
    helped = "".join(f"\n## {name}\n\n```text\n{help}```\n" for name, help in parts)
    return f"# Commands\n\n{_OF_ALL}\n{table()}{helped}"


def commands() -> dict[str, str]:
    """Return the commands with their help, in the order of the help."""
    from stakegraph.cli import _app

    _app.register()
    return {name: row.help for name, row in _app.COMMANDS.items()}


def output(line: str) -> str:
    """Return what a command prints on standard output, without spaces at the ends of lines."""
    from stakegraph.cli import main

    sys.argv = shlex.split(line)
    printed = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n", write_through=True)
    with contextlib.redirect_stdout(printed), contextlib.suppress(SystemExit):
        main()
    text = printed.buffer.getvalue().decode()  # type: ignore[attr-defined]
    return "\n".join(line.rstrip() for line in text.strip("\n").split("\n")).strip("\n") + "\n"


if __name__ == "__main__":
    os.environ.update(PLAIN)
    os.chdir(README.parent)
    if "--write" in sys.argv:
        COMMANDS.parent.mkdir(exist_ok=True)
        README.write_text(readme(), encoding="utf-8")
        COMMANDS.write_text(reference(), encoding="utf-8")
        language.PAGE.write_text(language.page(output), encoding="utf-8")
    else:
        sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
        sys.stdout.write(readme() + reference() + language.page(output))
