"""Fact files with some bytes changed, set against what PyYAML reads in them."""

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from stakegraph.factfile import jsonl
from stakegraph.factfile import yaml as fact_files

ROOT = Path(__file__).parents[2]
_FILES = [ROOT / "data" / "stoke.yaml", *sorted((ROOT / "tests" / "cases").glob("*.yaml"))]
_PIECES = [
    *(bytes([byte]) for byte in b"\n {}[]\"'#%@`~,:-?|>&*!\t\r\x00\xff\\"),
    *(b": ", b"- ", b"&a ", b"*a", b"!!x ", b"<<: ", b"? ", b"| ", b"> ", b"---\n", b"...\n"),
    *(b"\xc2\x85", b"\xe2\x80\xa8", b"\xef\xbb\xbf", b"2007-13", b"\\x", b"\n\n", b"  "),
]
_AT_ONCE = 40


def mutants(rng: random.Random, _: Path) -> Iterator[str]:
    """Yield for each of some changed files what is wrong with how it is read, or ""."""
    data = rng.choice(_FILES).read_bytes()
    if len(data) > 20_000:
        start = data.find(b"\n", rng.randrange(len(data)))
        data = data[: 2000 + data.find(b"\n", 2000) % 500] + data[start : start + 8000]
    for _ in range(_AT_ONCE):
        yield _fault(_changed(rng, data))


def _changed(rng: random.Random, data: bytes) -> bytes:
    for _ in range(rng.choice((1, 1, 2, 5))):
        at, to = sorted(rng.randrange(len(data) + 1) for _ in range(2))
        to = min(to, at + rng.choice((0, 1, 3, 40)))
        piece = rng.choice((rng.choice(_PIECES), rng.randbytes(1), data[at:to] * 2, b""))
        data = data[:at] + piece + data[to:]
    return data


def _fault(data: bytes) -> str:
    try:
        reading = fact_files.read(data, "f.yaml")
        jsonl.read(data, "f.jsonl")
    except Exception as error:
        return f"{type(error).__name__}: {error}: {data!r}"
    if any(problem.severity == "error" for problem in reading.problems):
        return ""
    try:
        theirs = yaml.load(data, getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    except yaml.YAMLError as error:
        return f"it is read, and to PyYAML it is no YAML: {error}: {data!r}"
    ours = sorted((actor.id, actor.name) for actor in reading.actors)
    if ours != sorted(_named(theirs)) or len(reading.facts) < len(theirs.get("facts") or ()):
        return f"other actors or facts than PyYAML finds: {data!r}"
    return ""


def _named(theirs: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for section in ("people", "organisations", "posts", "partnerships"):
        for id, entry in (theirs.get(section) or {}).items():
            yield id, entry.get("name") or entry.get("title") or entry.get("unnamed")
