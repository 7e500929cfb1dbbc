"""docs/tutorial.md as it should be: its files made, its commands run one after the other.

python tests/tutorial.py            print it as it should be
python tests/tutorial.py --write    make it so
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "tutorial.md"
# A file (its name stands behind the language of the block), or a session with what is printed.
_BLOCK = re.compile(
    r"```(?:text (?P<file>\S+)|(?P<session>console))\n(?P<inside>.*?)```\n", re.DOTALL
)
_COMMAND = re.compile(r"^\$ ((?:.*\\\n)*.*)$", re.MULTILINE)


def page() -> str:
    """Return the tutorial with what its commands print."""
    with tempfile.TemporaryDirectory() as folder:
        return _BLOCK.sub(
            lambda block: _done(block, Path(folder)), PAGE.read_text(encoding="utf-8")
        )


def _done(block: re.Match[str], folder: Path) -> str:
    """Return a block as it is after its file is there, or its commands were run, in a folder."""
    if block["file"]:
        (folder / block["file"]).write_text(block["inside"], encoding="utf-8")
        return block[0]
    lines = [f"$ {one}\n{printed(one, folder)}" for one in _COMMAND.findall(block["inside"])]
    return f"```console\n{''.join(lines)}```\n"


def printed(command: str, folder: Path) -> str:
    """Return what a command prints in a shell, on both streams, without spaces at ends of lines."""
    environment = {name: os.environ[name] for name in ("HOME", "PATH") if name in os.environ}
    environment |= {"COLUMNS": "100", "NO_COLOR": "1", "PYTHONPATH": str(ROOT)}
    environment |= {"LC_ALL": "C.UTF-8", "XDG_CACHE_HOME": str(folder / ".cache")}
    shell = f'stakegraph() {{ "{sys.executable}" -m stakegraph "$@"; }}\n{command}\n'
    done = subprocess.run(
        ["bash", "-c", shell],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=120,
    )
    text = done.stdout.decode().strip("\n")
    return "".join(f"{line.rstrip()}\n" for line in text.split("\n")) if text else ""


if __name__ == "__main__":
    if "--write" in sys.argv:
        PAGE.write_text(page(), encoding="utf-8")
    else:
        sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
        sys.stdout.write(page())
