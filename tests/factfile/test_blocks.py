"""Blocks of a fact file say together what the file does, wherever it is cut."""

from __future__ import annotations

from contextlib import suppress

import pytest
import yaml
from factfiles import FILES
from hypothesis import given
from hypothesis import strategies as st

from stakegraph.factfile.blocks import NotPlain, blocks
from stakegraph.factfile.reading import Reading
from stakegraph.factfile.yaml import parts

PEOPLE = "".join(f"  p{n}: {{name: P {n}}}\n" for n in range(9))
FACTS = "".join(f"  - who: p{n}\n    works_with: p{n + 1}\n" for n in range(8))
FILE = f"# one\nstakegraph: 1\ntitle: T\n\npeople:\n  # they\n{PEOPLE}\nfacts:\n{FACTS}"


def chunks(data: bytes, size: int) -> list[bytes]:
    return [data[at : at + size] for at in range(0, len(data), size)]


def said(readings: list[Reading]) -> list[list[object]]:
    """Return every part with where it stands, in the order of the file, and the problems."""
    names = ("sources", "actors", "events", "facts")
    found = [[each for reading in readings for each in getattr(reading, name)] for name in names]
    return [*found, sorted(each for reading in readings for each in reading.problems)]


def by_blocks(data: bytes, size: int) -> list[list[object]]:
    found: list[Reading] = []
    for block in blocks(chunks(data, 7), size):
        text, line = block.as_file()
        found += parts(text, "f.yaml", line=line)
        if found[-1].is_broken:
            raise NotPlain
    return said(found)


@pytest.mark.parametrize("size", [1, 40, 100, 200, 10_000])
def test_a_file_is_cut_between_its_entries(size: int) -> None:
    cut = list(blocks(chunks(FILE.encode(), 7), size))
    assert b"".join(block.text for block in cut) == FILE.encode()
    assert [block.line for block in cut] == [
        FILE.encode()[: FILE.encode().index(block.text)].count(b"\n") + 1 for block in cut
    ]
    assert len(cut) > 3 or size > 100
    assert by_blocks(FILE.encode(), size) == said([*parts([FILE.encode()], "f.yaml")])


def test_a_section_given_twice_is_noticed_from_block_to_block() -> None:
    text = FILE + "people:\n  late: {name: Late}\n"
    with pytest.raises(NotPlain):
        list(blocks(chunks(text.encode(), 7), 50))


@pytest.mark.parametrize("quote", ['"', "'"])
def test_a_cut_within_a_text_is_noticed(quote: str) -> None:
    text = (
        f"stakegraph: 1\nfacts:\n  - who: a\n    note: {quote}one\n  - who: b\n  - who: c{quote}\n"
    )
    with pytest.raises(NotPlain):
        by_blocks(text.encode(), 30)


@given(FILES, st.integers(1, 500))
def test_blocks_say_what_the_file_says_or_that_they_cannot(
    file: dict[str, object], size: int
) -> None:
    file.pop("relations", None)  # a later block is told of them
    dumped = yaml.safe_dump(file, sort_keys=False).replace("stakegraph: '1'", "stakegraph: 1")
    data = dumped.encode()
    with suppress(NotPlain):
        found = by_blocks(data, size)
        assert found == said([*parts([data], "f.yaml")])
