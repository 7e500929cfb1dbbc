"""Fact files of YAML as JSON Lines, entry by entry, for comparing the two."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import yaml

from stakegraph.factfile.schema import ENTRIES

_LITERAL = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?|true|false")


def json_lines(text: str) -> str:
    """Return what a fact file of YAML says, entry by entry, in the order of sections.

    What YAML takes for a number or a truth value is one here. What is no entry is left out.
    """
    root = yaml.compose(text, yaml.CBaseLoader)
    assert isinstance(root, yaml.MappingNode)
    head, lines = [], []
    places = {name: place for place, name in enumerate(("stakegraph", "title", *ENTRIES, "facts"))}
    for key, value in sorted(root.value, key=lambda field: places.get(field[0].value, 0)):
        if key.value in ("stakegraph", "title"):
            head.append(_field(key, value))
        elif isinstance(value, yaml.MappingNode) and key.value != "facts":
            for id, entry in value.value:
                if isinstance(entry, yaml.MappingNode):
                    more = [f'"section": "{key.value}"', f'"id": {json.dumps(id.value)}']
                    lines.append(more + [_field(*field) for field in entry.value])
        elif isinstance(value, yaml.SequenceNode) and key.value == "facts":
            facts = [fact for fact in value.value if isinstance(fact, yaml.MappingNode)]
            lines += [[_field(*field) for field in fact.value] for fact in facts]
    return "".join(f"{{{', '.join(line)}}}\n" for line in ([head, *lines] if head else lines))


def _field(key: yaml.Node, value: yaml.Node) -> str:
    return f"{json.dumps(key.value, ensure_ascii=False)}: {_value(value)}"


def _value(node: yaml.Node) -> str:
    if isinstance(node, yaml.MappingNode):
        return "{" + ", ".join(_field(*field) for field in node.value) + "}"
    if isinstance(node, yaml.SequenceNode):
        return "[" + ", ".join(map(_value, node.value)) + "]"
    if isinstance(node, yaml.ScalarNode) and not node.style and _LITERAL.fullmatch(node.value):
        return str(node.value)
    return json.dumps(node.value, ensure_ascii=False)


def without_places(problems: list[tuple[str, ...]]) -> Iterator[tuple[str, str, str]]:
    """Yield the severity, message and rule of problems, in order, without what depends on lines."""
    found = [
        (each[3], re.sub(r"(line |:)\d+|\S+\.(yaml|jsonl)", "", each[4]), each[5])
        for each in problems
    ]
    yield from sorted(found)
