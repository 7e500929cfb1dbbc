"""Sentences of the corpus that the rules are measured with, as they are read."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent


@pytest.fixture
def corpus(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(HERE))
    return importlib.import_module("corpus")


@pytest.fixture
def read(corpus: Any, tmp_path: Path) -> Callable[[str], list[dict[str, Any]]]:
    """Return the sentences that are read of words with their tags, a word a line."""

    def read(*some: str) -> list[dict[str, Any]]:
        lines = []
        for n, words in enumerate(some):
            lines.append(f"#doc {n}")
            for number, word in enumerate(words.splitlines()):
                text, tag, *rest = word.split()
                relations = ("['Work_For']", f"[{rest[0]}]") if rest else ("['N']", f"[{number}]")
                lines.append("\t".join((str(number), text, tag, *relations)))
        path = tmp_path / "test.txt"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return [*corpus.sentences(path)]

    return read


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("Port Ltd . , the carrier 's owner", "Port Ltd., the carrier's owner"),
        ("` ` We won , ' ' she said .", "“We won,” she said."),
        ('he said " so " and " then . "', "he said “so” and “then.”"),
        ("the Governors ' Association ( GA ) lost", "the Governors' Association (GA) lost"),
        ("-LRB- 11 , 700 acres -RRB-", "(11,700 acres)"),
        ("it doesn 't matter ; he 'll go", "it doesn't matter; he'll go"),
    ],
)
def test_words_and_marks_are_put_together(corpus: Any, words: str, text: str) -> None:
    assert corpus.plain(words.split()) == text


def test_names_are_read_whole_and_each_person_once(read: Any) -> None:
    assert read(
        "Mr. B-Peop\nTerry I-Peop\nBranstad I-Peop 7\nof O\nthe O\nPort B-Org\n"
        "' I-Org\nBoard I-Org\nsaid O\nBranstad B-Peop 7\nwon O\n. O",
        "PORT B-Org\nWINS O\nAT O\nLAST O",
    ) == [
        {
            "text": "Mr. Terry Branstad of the Port' Board said Branstad won.",
            "people": {"Mr. Terry Branstad"},
            "organisations": {"Port' Board"},
            "works_for": {("Mr. Terry Branstad", "Port' Board")},
        },
        {
            "text": "Port Wins AT Last",
            "people": set(),
            "organisations": {"Port"},
            "works_for": set(),
        },
    ]
