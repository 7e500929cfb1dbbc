"""A file of proposals: facts in the language of fact files that nobody has accepted yet.

    proposals: 1
    article: texts/gazette.txt
    source: gazette
    people:
      ana-ruiz: {name: Ana Ruiz, evidence: gazette ¶1}
    facts:
      # 1. Ana Ruiz is head of press at Harbour Trust
      - {who: ana-ruiz, ...}
    decided:
      1: accepted

What is decided of them stands at its end, a line each, under their numbers.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct, field

from stakegraph.errors import FactsError, Problem
from stakegraph.factfile import writer
from stakegraph.factfile.document import parse
from stakegraph.factfile.fields import Bare, Fields
from stakegraph.factfile.placed import Items, Plain, Table
from stakegraph.factfile.schema import ENTRIES
from stakegraph.model.facts import Place

VERSION = "1"
ACCEPTED, CHANGED, REJECTED = "accepted", "changed", "rejected"
DECISIONS = (ACCEPTED, CHANGED, REJECTED)
_NO_PROPOSALS = "these are no proposals: a file of some begins with 'proposals: 1'"
_KEYS = ("proposals", "article", "source", *ENTRIES, "facts", "decided")


class Proposals(Struct):
    """What a file of proposals says.

    `article` is the path of the text that they are drawn from, as it is named from the file, and
    `source` the id of it; `entries` are those of actors, and of the source, that the facts lack.
    `decided` are the decisions by the numbers of the facts, from 1.
    """

    article: str
    source: str
    entries: dict[str, dict[str, Fields]] = field(default_factory=dict)
    facts: list[Fields] = field(default_factory=list)
    decided: dict[int, str] = field(default_factory=dict)

    @property
    def open(self) -> list[int]:
        """Return the numbers of the facts that nobody has decided on."""
        return [number for number in range(1, len(self.facts) + 1) if number not in self.decided]


def write(proposals: Proposals, sentences: Sequence[str]) -> str:
    """Return the text of a file, with each fact in a sentence above it."""
    header: Fields = {
        "proposals": Bare(VERSION),
        "article": proposals.article,
        "source": proposals.source,
    }
    lines = [writer.fields(header, 0)]
    for section in ENTRIES:
        given = proposals.entries.get(section, {})
        lines += [f"\n{section}:\n"] * bool(given)
        lines += [writer.entry(id, fields) for id, fields in given.items()]
    lines += ["\nfacts:\n"] * bool(proposals.facts)
    for number, (fact, sentence) in enumerate(zip(proposals.facts, sentences, strict=True), 1):
        lines.append(f"  # {number}. {' '.join(sentence.split())}\n{writer.entry('', fact)}")
    return "".join(lines)


def read(data: bytes, path: str) -> Proposals:
    """Return what a file of proposals says; raises FactsError for one that is none."""
    root, problems = parse(data, path)
    if not isinstance(root, Table) or root.get("proposals") != VERSION:
        problems.append(_problem(path, (1, 1), _NO_PROPOSALS, "version"))
        raise FactsError(problems)
    problems += [
        _problem(path, root.keys_at[key], f"unknown key {key!r}", "unknown-key")
        for key in root
        if key not in _KEYS
    ]
    facts = root.get("facts", Items())
    decided = root.get("decided", Table((1, 1)))
    problems += [*_misfits(root, path)]
    if problems:
        raise FactsError(problems)
    return Proposals(
        article=str(root["article"]),
        source=str(root["source"]),
        entries={section: _plain(root[section]) for section in ENTRIES if section in root},
        facts=[_plain(fact) for fact in facts],
        decided={int(number): str(decision) for number, decision in decided.items()},
    )


def decision(data: bytes, number: int, decided: str) -> bytes:
    """Return the line that puts down a decision at the end of a file of proposals."""
    line_end = b"\r\n" if b"\r\n" in data else b"\n"
    begun = b"" if data.endswith(b"\n") else line_end
    opening = (
        b"" if re.search(rb"^decided:", data, re.MULTILINE) else line_end + b"decided:" + line_end
    )
    return begun + opening + f"  {number}: {decided}".encode() + line_end


def _misfits(root: Table, path: str) -> Iterator[Problem]:
    """Yield what is wrong with the shape of a file."""
    for key in ("article", "source"):
        if not isinstance(root.get(key), str) or not root[key]:
            yield _problem(path, (1, 1), f"{key!r} is missing", "missing-key")
    for section in ENTRIES:
        given = root.get(section, Table((1, 1)))
        if not isinstance(given, Table) or not all(
            isinstance(one, Table) for one in given.values()
        ):
            message = f"{section}: write one entry a line, each under an id of its own"
            yield _problem(path, root.values_at[section], message)
    facts = root.get("facts", Items())
    if not isinstance(facts, Items) or not all(isinstance(fact, Table) for fact in facts):
        yield _problem(path, root.values_at["facts"], "facts: write a list of '- who: ...'")
        return
    decided = root.get("decided", Table((1, 1)))
    if not isinstance(decided, Table):
        yield _problem(
            path, root.values_at["decided"], "decided: write lines such as '1: accepted'"
        )
        return
    for number, word in decided.items():
        if word not in DECISIONS or not (number.isdecimal() and 0 < int(number) <= len(facts)):
            message = (
                f"{number}: {word}: write the number of a fact, and one of {', '.join(DECISIONS)}"
            )
            yield _problem(path, decided.keys_at[number], message)


def _problem(path: str, place: Place, message: str, rule: str = "wrong-type") -> Problem:
    return Problem(path, *place, "error", message, rule)


def _plain(value: Any) -> Any:
    """Return a value of a document as a writer takes it."""
    if isinstance(value, Table):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, Items):
        return tuple(map(_plain, value))
    return Bare(value) if isinstance(value, Plain) else str(value)
