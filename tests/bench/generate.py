"""Write a fact file of a given number of facts, the same bytes for the same seed.

python tests/bench/generate.py PATH [--facts 10000] [--seed 1] [--edges PATH] [--lines]

The file is laid out as `stakegraph.factfile.writer` lays it out. `--edges` writes the pairs of
actors that a path may go through as well, one tab-separated pair a line. `--lines` writes JSON
Lines.
"""

import argparse
import json
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from typing import IO, Any

from story import Asked
from telling import Block
from world import World

SEED = 1
SECTIONS = ("organisations", "people", "posts", "partnerships", "events", "facts")
STANCES = ("supports", "opposes", "neutral_on")

_WIDTH = 100


def write(path: str, facts: int, seed: int = SEED, edges: str = "") -> None:
    """Write a fact file, and if wanted the edges of its graph, in little memory."""
    world = World(facts, seed)
    parts: dict[str, IO[bytes]] = {section: tempfile.TemporaryFile() for section in SECTIONS}  # noqa: SIM115
    pairs = open(edges, "w", encoding="utf-8") if edges else None  # noqa: SIM115
    for block in world.blocks():
        _write_block(block, parts)
        if pairs:
            pairs.writelines(f"{one}\t{other}\n" for one, _, other in statements(block, STANCES))
    if pairs:
        pairs.close()
    with open(path, "wb") as file:
        title = f"{world.wanted} generated facts"
        file.write(f"stakegraph: 1\ntitle: {title}\n\nsources:\n".encode())
        for number in range(world.sources):
            file.write("".join(_entry(f"src-{number + 1:06}", _source(world))).encode())
        for section, part in parts.items():
            if part.tell():
                file.write(f"\n{section}:\n".encode())
                part.seek(0)
                shutil.copyfileobj(part, file)
            part.close()


def write_lines(path: str, facts: int, seed: int = SEED) -> None:
    """Write the same facts as JSON Lines, in another order: organisation by organisation."""
    world = World(facts, seed)
    with open(path, "w", encoding="utf-8") as file:
        head = {"stakegraph": 1, "title": f"{world.wanted} generated facts"}
        file.write(_line(head))
        for block in world.blocks():
            for section, entries in block.entries.items():
                for id, fields in entries.items():
                    file.write(_line({"section": section, "id": id, **fields}))
            file.writelines(map(_line, block.facts))
        for number in range(world.sources):
            named = {"section": "sources", "id": f"src-{number + 1:06}"}
            file.write(_line({**named, **_source(world)}))


def blocks(facts: int, seed: int = SEED) -> Iterator[Block]:
    """Yield what `write` writes, organisation by organisation."""
    return World(facts, seed).blocks()


def statements(block: Block, without: Iterable[str] = ()) -> Iterator[tuple[str, str, str]]:
    """Yield the facts of a block as (subject, relation, object), where its posts are included."""
    for id, post in block.entries["posts"].items():
        yield id, "at", post["at"]
    for fact in block.facts:
        subject, (relation, object) = fact["who"], list(fact.items())[1]
        if relation not in without:
            yield subject, relation, object


def asked(facts: int, seed: int = SEED) -> Asked:
    """Return what there is to ask for; it is in every file, whatever the number and the seed."""
    return Asked()


def _source(world: World) -> dict[str, Any]:
    draw = world.draw
    title = f"{world.place()}: {world.sentence(1)}"
    publisher = f"The {world.place()} {draw.choice(('Gazette', 'Herald', 'Observer', 'Echo'))}"
    date = f"{draw.randint(2000, 2024)}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}"
    return {"title": title, "publisher": publisher, "date": date}


def _line(fields: dict[str, Any]) -> str:
    given = {key: value for key, value in fields.items() if value}
    return json.dumps(given, ensure_ascii=False) + "\n"


def _write_block(block: Block, parts: dict[str, IO[bytes]]) -> None:
    for section, entries in block.entries.items():
        for id, fields in entries.items():
            parts[section].write("".join(_entry(id, fields)).encode())
    text = "".join(_item(fact, "  ") for fact in block.facts)
    parts["facts"].write(text.encode())


def _entry(id: str, fields: dict[str, Any]) -> Iterator[str]:
    yield f"  {id}:\n"
    yield from _fields(fields, "    ")


def _fields(fields: dict[str, Any], indent: str) -> Iterator[str]:
    for key, value in fields.items():
        if value:
            yield _field(f"{indent}{key}:", value, indent)


def _field(opening: str, value: Any, indent: str) -> str:
    if isinstance(value, str):
        return _text(opening, value, indent)
    if isinstance(value, dict):
        return f"{opening}\n{''.join(_fields(value, indent + '  '))}"
    if opening.endswith("evidence:") and len(value) == 1:
        return _field(opening, value[0], indent)
    line = f"{opening} [{', '.join(value)}]\n"
    if len(line) <= _WIDTH + 1:
        return line
    return f"{opening}\n{''.join(f'{indent}  - {each}' + chr(10) for each in value)}"


def _item(fields: dict[str, Any], indent: str) -> str:
    lines = "".join(_fields(fields, indent + "  "))
    return f"{indent}- {lines[len(indent) + 2 :]}"


def _text(opening: str, text: str, indent: str) -> str:
    """Write a text in its line, in quotes where it needs them, or folded where it is long."""
    plain = ": " not in text and text[0] not in "\"'"
    line = f"{opening} {text}\n" if plain else f"{opening} '{text.replace(chr(39), chr(39) * 2)}'\n"
    if "'" in text and not plain and '"' not in text:
        line = f'{opening} "{text}"\n'
    if len(line) <= _WIDTH + 1:
        return line
    lines, row = [], indent + "  "
    for word in text.split(" "):
        if row.strip() and len(row) + len(word) >= _WIDTH:
            lines.append(row)
            row = indent + "  "
        row += f" {word}" if row.strip() else word
    return f"{opening} >-\n" + "".join(f"{each}\n" for each in (*lines, row))


def main() -> None:
    """Write what the command line says."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("path")
    parser.add_argument("--facts", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--edges", default="")
    parser.add_argument("--lines", action="store_true")
    given = parser.parse_args()
    if given.lines:
        write_lines(given.path, given.facts, given.seed)
    else:
        write(given.path, given.facts, given.seed, given.edges)


if __name__ == "__main__":
    main()
