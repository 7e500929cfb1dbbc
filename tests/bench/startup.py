"""Measure start-up: whole processes of stakegraph against bare programs, in turn, as medians.

Run by hand, on a quiet machine: python tests/bench/startup.py [RUNS]
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time

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

# Modules are compiled once, as they are for everybody who has not switched that off.
CLEAN = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}

IMPORTS = "import typer, yaml, networkx, rich.tree, msgspec"


def main() -> None:
    """Print one row a comparison: medians in milliseconds, their ratio, the ratio allowed."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    with tempfile.TemporaryDirectory() as folder:
        bare = os.path.join(folder, "bare.py")
        with open(bare, "w", encoding="utf-8") as file:
            file.write(BARE)
        ours = [sys.executable, "-m", "stakegraph"]
        typing = {"_STAKEGRAPH_COMPLETE": "complete_bash", "COMP_CWORD": "2"}
        typing |= {"COMP_WORDS": "stakegraph who-reports-to Row", "XDG_CACHE_HOME": folder}
        typed = {"_BARE_COMPLETE": "complete_bash", "COMP_CWORD": "2", "COMP_WORDS": "bare one x"}
        rows = [
            ("who-reports-to Rowney", [*ours, "who-reports-to", "Rowney"], {},
             [sys.executable, "-c", IMPORTS], {}, 1.25),
            ("--help", [*ours, "--help"], {}, [sys.executable, bare, "--help"], {}, 1.2),
            ("a completion", ours, typing, [sys.executable, bare], typed, 1.2),
        ]  # fmt: skip
        print(f"{'':24}{'ours':>8}{'bare':>8}{'ratio':>8}{'at most':>9}   (ms, medians of {runs})")
        for name, command, env, other, other_env, limit in rows:
            timed(command, env)
            timed(other, other_env)
            pairs = [(timed(command, env), timed(other, other_env)) for _ in range(runs)]
            mine, theirs = (statistics.median(column) for column in zip(*pairs, strict=True))
            ratio = statistics.median(a / b for a, b in pairs)
            print(f"{name:24}{mine:8.0f}{theirs:8.0f}{ratio:8.2f}{limit:9.2f}")


def timed(command: list[str], env: dict[str, str]) -> float:
    """Give the milliseconds that a command takes as a whole process."""
    start = time.perf_counter()
    subprocess.run(command, env={**CLEAN, **env}, capture_output=True, check=False)
    return (time.perf_counter() - start) * 1000


if __name__ == "__main__":
    main()
