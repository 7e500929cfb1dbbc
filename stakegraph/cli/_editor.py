"""The editor that somebody works with, opened at a line."""

import os
import shlex
import shutil
import subprocess
from typing import TYPE_CHECKING

from stakegraph.cli._changing import can_ask
from stakegraph.errors import UsageError

if TYPE_CHECKING:
    from stakegraph.model.facts import Origin

# How editors are told of a line, by what they are called, and to be waited for.
_WAYS = {
    "+{line} {path}": "vi vim nvim gvim nano pico emacs emacsclient micro kak mg joe jed ne gedit",
    "--wait --goto {path}:{line}:{column}": "code code-insiders codium vscodium cursor windsurf",
    "--wait {path}:{line}:{column}": "subl zed",
    "--wait --line {line} {path}": "idea pycharm",
    "--wait +{line} {path}": "bbedit",
    "-w -l {line} {path}": "mate",
    "--block -l {line} {path}": "kate",
    "{path}:{line}:{column}": "hx helix",
}
_ARGUMENTS = {name: way for way, names in _WAYS.items() for name in names.split()}
_USUAL = ("nano", "vi")


def open_at(place: "Origin") -> None:
    """Open a place in the user's editor, and wait until it is closed; raises UsageError."""
    path, line, column = place
    editor = _editor()
    if not editor:
        raise UsageError(f"{path}:{line}: no editor is named to open this with: set $EDITOR")
    name = os.path.basename(editor[0]).removesuffix(".exe")
    way = _ARGUMENTS.get(name, "{path}").split()
    arguments = [word.format(path=path, line=line, column=column) for word in way]
    try:
        done = subprocess.run([*editor, *arguments], check=False)  # noqa: S603
    except OSError as error:
        raise UsageError(f"{editor[0]} cannot be run: {error.strerror or error}") from error
    if done.returncode:
        raise UsageError(f"{editor[0]} ended with exit code {done.returncode}: see {path}:{line}")


def _editor() -> list[str]:
    """Return the words of the command that is the user's editor, [] where there is none."""
    for name in ("VISUAL", "EDITOR"):
        if words := shlex.split(os.environ.get(name, "")):
            return words
    usual = filter(None, map(shutil.which, _USUAL)) if can_ask() else ()
    return [*usual][:1]
