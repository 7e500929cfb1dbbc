"""The pictures of the README show what the program prints and draws today."""

from __future__ import annotations

import re
from collections import Counter
from importlib.metadata import version
from typing import Any

import pictures
import pytest
from lxml import etree

SVG = "{http://www.w3.org/2000/svg}"


def texts(picture: str) -> list[str]:
    """Return what is written in a picture, piece by piece."""
    root = etree.fromstring(picture.encode())
    return ["".join(text.itertext()).replace("\xa0", " ") for text in root.iter(f"{SVG}text")]


def shapes(picture: str) -> Counter[str]:
    """Return how many marks and lines of each kind a picture has, wherever they stand."""
    root = etree.fromstring(picture.encode())
    named = (str(node.get("class", "")) for node in root.iter())
    return Counter(name for name in named if name.startswith(("actor ", "tie ")))


def stored(name: str) -> str:
    return (pictures.FOLDER / name).read_text(encoding="utf-8")


@pytest.mark.skipif(
    int(version("rich").partition(".")[0]) < 15, reason="older Rich draws terminals differently"
)
def test_the_terminal_shows_what_a_command_prints() -> None:
    shown = texts(stored("terminal.svg"))
    assert shown == texts(pictures.terminal()), "run: python tests/pictures.py"
    assert "Kath O'Dwyer" in " ".join(shown)


def test_the_network_is_the_one_that_the_page_draws(browser: Any) -> None:
    wanted = pictures.network(browser)
    picture = stored("network.svg")
    assert shapes(picture) == shapes(wanted), "run: python tests/pictures.py"
    # Which names have room depends on the fonts of the machine.
    names = re.sub(r"\s", "", "".join(texts(picture)))
    assert all(name in names for name in ("GedRowney", "Serco", "KevinWilliams"))
    assert "prefers-color-scheme: dark" in picture
    assert "<script" not in picture
