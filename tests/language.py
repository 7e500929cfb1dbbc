"""The lists of docs/fact-files.md, as the program has them: sections, fields, kinds, relations,
statuses, rules; and what the commands of its examples print of the fact file at its top.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any, get_args, get_origin

import msgspec
from mappings import Names, names_of_kinds, names_of_relations

from stakegraph.errors import RULES
from stakegraph.factfile.descriptions import FIELDS, STATUSES
from stakegraph.factfile.schema import (
    ENTRIES,
    Count,
    Edtf,
    Evidence,
    FactRecord,
    Flag,
    GivenStatus,
    Id,
    Identifiers,
    Text,
)
from stakegraph.model.relations import ACTOR_KINDS, HEADINGS, RELATIONS
from stakegraph.outlines.vocabulary import ends, means, taken
from stakegraph.questions.vocabulary import kinds, relations

PAGE = Path(__file__).parent.parent / "docs" / "fact-files.md"
_BLOCK = re.compile(
    r"```yaml\n(?P<facts>.*?)```\n"
    r"|```console\n\$ (?P<command>stakegraph [^\n]*)\n.*?```\n",
    re.DOTALL,
)

_OF_SECTION = {
    "sources": "what was read",
    "organisations": "organisations, their parts, groups of people, and places",
    "people": "people",
    "posts": "posts, apart from who holds them",
    "partnerships": "joint undertakings of several: a contract, an alliance, a consortium",
    "events": "dated happenings, for `stakegraph timeline`",
    "relations": "relations of the file's own",
    "facts": "a list: one statement each",
}


def page(output: Callable[[str], str]) -> str:
    """Return docs/fact-files.md as it should be; `output` returns what a command prints."""
    text = PAGE.read_text(encoding="utf-8")
    for name, lines in _blocks().items():
        begin, end = (f"<!-- {name}: {side} -->\n" for side in ("begin", "end"))
        before, found, rest = text.partition(begin)
        _, also, after = rest.partition(end)
        assert found, f"docs/fact-files.md lacks the line {begin.strip()}"
        assert also, f"docs/fact-files.md lacks the line {end.strip()}"
        text = before + begin + "\n" + "\n".join(lines) + "\n\n" + end + after
    return answered(text, output)


def answered(text: str, output: Callable[[str], str]) -> str:
    """Return a text with what its commands print: below its first fact file, of the facts in it."""

    def block(found: re.Match[str]) -> str:
        if found["command"]:
            return f"```console\n$ {found['command']}\n{output(found['command'])}```\n"
        if not os.path.exists(path):
            Path(path).write_text(found["facts"], encoding="utf-8")
            os.environ["STAKEGRAPH_FACTS"] = path
        return found[0]

    asked = os.environ.get("STAKEGRAPH_FACTS", "")
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "stakegraph.yaml")
        try:
            return _BLOCK.sub(block, text)
        finally:
            os.environ["STAKEGRAPH_FACTS"] = asked


def _blocks() -> dict[str, list[str]]:
    sections = {**{name: f"`{name}`" for name in ENTRIES}, "facts": "`facts`"}
    return {
        "sections": _table(
            ("section", "what stands there"),
            [(sections[name], _OF_SECTION[name]) for name in sections],
        ),
        "kinds": [*_kinds(), "", *_fields(*(kind.section for kind in ACTOR_KINDS.values()))],
        "facts": _fields("facts"),
        "statuses": _table(
            ("status", "what it means"),
            [(f"`{status}`", STATUSES[status]) for status in get_args(GivenStatus)],
        ),
        "relations": [*_relations()],
        "columns": _fields("relations"),
        "others": [
            *_others("kind of actor", names_of_kinds()),
            "",
            *_others("relation", names_of_relations()),
        ],
        "more": [*_fields("sources"), "", *_fields("events")],
        "rules": _table(
            ("rule", "what is wrong"), [(f"`{rule}`", said) for rule, said in RULES.items()]
        ),
    }


def _kinds() -> Iterator[str]:
    rows = [
        (f"`{kind.key}`", f"`{kind.section}`", ", ".join(f"`{one}`" for one in kind.kinds) or "")
        for kind in kinds(RELATIONS).kinds
    ]
    rows = [(*row[:2], row[2] or ("any text" if row[0] == "`partnership`" else "")) for row in rows]
    yield from _table(("actor", "section", "its `kind`"), rows)


def _relations() -> Iterator[str]:
    for family, rows in groupby(_in_order(), key=lambda row: row.family):
        yield from (f"### {HEADINGS[family].capitalize()} (`{family}`)", "")
        yield from _table(
            ("relation", "between", "takes", "reads"),
            [
                (
                    f"`{row.key}`",
                    "; ".join(filter(None, (ends(row), means(row)))),
                    ", ".join(
                        taken(one).replace(one.name, f"`{one.name}`", 1) for one in row.qualifiers
                    ),
                    f"{row.example.forward}.<br>{row.example.backward}.",
                )
                for row in rows
            ],
        )
        yield ""


def _in_order() -> list[Any]:
    return sorted(relations(RELATIONS).relations, key=lambda row: [*HEADINGS].index(row.family))


def _others(what: str, named: Iterable[tuple[str, Names]]) -> list[str]:
    """Return what kinds of actor or relations are called elsewhere; no name is an empty cell."""
    heads = (what, "Turtle: W3C ORG and others", "Popolo", "FollowTheMoney")
    rows = []
    for key, names in named:
        cells = ("; ".join(_WORD.sub(r"`\g<0>`", one) for one in found) for found in names)
        rows.append((f"`{key}`", *cells))
    return _table(heads, rows)


# Names, among words that say how they go together.
_WORD = re.compile(r"\b(?!(?:and|of|topic)\b)[\w:.]+")


def _fields(*sections: str) -> list[str]:
    """Return the fields of the entries of some sections, those that must be given first."""
    found: dict[tuple[str, str, str], list[str]] = {}
    for section in sections:
        fields = msgspec.structs.fields(ENTRIES.get(section, FactRecord))
        assert {field.encode_name for field in fields} == FIELDS[section].keys(), section
        for field in sorted(fields, key=lambda field: not field.required):
            name = field.encode_name
            shown = f"`{name}`, needed" if field.required else f"`{name}`"
            row = (shown, _type(field.type), FIELDS[section][name])
            found.setdefault(row, []).append(section)
    several = len(sections) > 1
    heads = (
        ("field", "of", "holds", "says") if several else (f"of `{sections[0]}`", "holds", "says")
    )
    rows = []
    for row, of in sorted(found.items(), key=lambda pair: "needed" not in pair[0][0]):
        told = "all" if len(of) == len(sections) else ", ".join(f"`{one}`" for one in of)
        rows.append((row[0], told, *row[1:]) if several else row)
    return _table(heads, rows)


_MANY = 10  # choices that are not repeated
_TYPES: Mapping[Any, str] = {
    Id: "an id",
    Text: "a text",
    Edtf: "a date",
    Count: "a number",
    Flag: "`true` or `false`",
    Evidence: "evidence",
    Identifiers: "a table",
}


def _type(wanted: Any) -> str:
    """Say what a field holds."""
    if wanted in _TYPES:
        return _TYPES[wanted]
    if get_origin(wanted) in (dict, tuple):
        return "a table" if get_origin(wanted) is dict else "a list"
    parts = (wanted, *get_args(wanted))
    if any(get_origin(part) in (list, tuple) for part in parts):
        return "a text, or a list"
    choices = [one for part in parts for one in get_args(part) if one and isinstance(one, str)]
    shown = ", ".join(f"`{one}`" for one in choices)
    return "a text" if not choices else shown if len(choices) < _MANY else "one of the above"


def _table(heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> list[str]:
    lines = [heads, ("---",) * len(heads), *rows]
    return [f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |" for row in lines]
