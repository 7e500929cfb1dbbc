"""What the rules of `draft` find of what is there to find: written into docs/drafting.md.

python tests/drafting/measure.py            print the figures
python tests/drafting/measure.py --write    put them into docs/drafting.md
python tests/drafting/measure.py FILE...    print those of files of the CoNLL04 corpus

`developed.yaml` has the sentences with which the rules were made. Each says which people and
organisations it names, who has which role where, and what ties it states. What is proposed of it
is compared with all of that, and with nothing left out: who is named and has no tie counts as
missed.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import corpus
import yaml

from stakegraph.drafting.facts import draft
from stakegraph.evidence.passages import Text
from stakegraph.factfile.discovery import read
from stakegraph.model.facts import Origin, Source
from stakegraph.model.personal_names import without_titles
from stakegraph.model.relations import RELATIONS
from stakegraph.store.loading import inspect_files
from stakegraph.text.folding import fold

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
DOCUMENT = ROOT / "docs" / "drafting.md"
PAGE = ROOT / "seeds" / "community-care-2008-03-13.md"
BEGIN, END = "<!-- figures: begin -->\n", "<!-- figures: end -->\n"
WHAT = ("people", "organisations", "titles", "employers", "other ties")
# In the corpus, where members work for what they are members of.
ANNOTATED = ("people", "organisations", "working for")
SOURCE = Source(id="s", title="S", date="2024-12-31", origin=Origin("", 0, 0))
STORE = inspect_files([])[0]

Found = dict[str, set[Any]]


class Score(NamedTuple):
    """How many of those proposed are right, and how many there are to be found."""

    right: int
    proposed: int
    there: int

    def __str__(self) -> str:
        precision = f"{self.right / self.proposed:.2f}" if self.proposed else "-"
        recall = f"{self.right / self.there:.2f}" if self.there else "-"
        return f"{self.right} | {self.proposed} | {self.there} | {precision} | {recall}"


def proposed(text: str) -> Found:
    """Return what is proposed of a text, in names."""
    made = draft(Text(text), SOURCE, STORE)
    named = {
        id: (section, str(given.get("name") or given["title"]))
        for section, some in made.entries.items()
        for id, given in some.items()
    }
    found: Found = {what: set() for what in {*WHAT, *ANNOTATED}}
    for fact in made.facts:
        ((relation, id),) = [(key, str(fact[key])) for key in RELATIONS if key in fact]
        who, (section, other) = named[str(fact["who"])][1], named[id]
        title = str(fact.get("title", ""))
        if section == "posts":
            title = f"{fact.get('as', '')} {other}".strip()
        elif title or relation == "role_at":
            found["employers"].add((who, other))
        else:
            found["other ties"].add((who, relation, other))
        if relation == "member_of":
            found["working for"].add((who, other))
        if title:
            remit = f" for {fact['remit']}" if fact.get("remit") else ""
            found["titles"].add((who, title + remit))
    for section, name in named.values():
        if section in found:
            found[section].add(name)
    found["working for"] |= found["employers"]
    return _compared(found)


def wanted(item: Mapping[str, Any]) -> Found:
    """Return what there is to be found in a sentence, as its entry says."""
    roles = item.get("roles", ())
    return _compared(
        {
            "people": {*item.get("people", ())},
            "organisations": {*item.get("organisations", ())},
            "titles": {(who, title) for who, title, _ in roles if title},
            "employers": {(who, employer) for who, _, employer in roles if employer},
            "other ties": {tuple(tie) for tie in item.get("ties", ())},
            "working for": {tuple(pair) for pair in item.get("works_for", ())},
        }
    )


def scores(items: Sequence[Mapping[str, Any]]) -> dict[str, Score]:
    """Return the scores of some sentences by what is found."""
    pairs = [(proposed(item["text"]), wanted(item)) for item in items]
    return {
        what: Score(
            sum(len(found[what] & there[what]) for found, there in pairs),
            sum(len(found[what]) for found, _ in pairs),
            sum(len(there[what]) for _, there in pairs),
        )
        for what in {*WHAT, *ANNOTATED}
    }


def sentences(name: str) -> list[dict[str, Any]]:
    """Return the sentences of a file, with the right answers."""
    found: list[dict[str, Any]] = yaml.safe_load((HERE / name).read_text(encoding="utf-8"))
    return found


def article() -> list[dict[str, Any]]:
    """Return the bundled page, with what is to be found in it."""
    (item,) = sentences("article.yaml")
    return [{**item, "text": read(str(PAGE)).decode()}]


def figures() -> str:
    """Return the tables of docs/drafting.md."""
    made = sentences("developed.yaml")
    sets = {
        f"{len(made)} sentences with which the rules were made": made,
        "the bundled page about an article": article(),
    }
    return "\n".join([*(table(title, items, WHAT) for title, items in sets.items()), "", ""])


def table(title: str, items: Sequence[Mapping[str, Any]], what: Iterable[str]) -> str:
    """Return the scores of some sentences as a table in Markdown."""
    found = scores(items)
    lines = ["", f"{title[0].upper()}{title[1:]}:", ""]
    lines += ["| | right | proposed | there | precision | recall |"]
    lines += ["| --- | --- | --- | --- | --- | --- |"]
    return "\n".join([*lines, *(f"| {each} | {found[each]} |" for each in what)])


def document() -> str:
    """Return docs/drafting.md as it should be."""
    before, _, rest = DOCUMENT.read_text(encoding="utf-8").partition(BEGIN)
    return before + BEGIN + figures() + END + rest.partition(END)[2]


def _compared(found: Found) -> Found:
    """Return names and what is said of them as they are compared, people without their titles."""
    return {
        what: {_plain(each, what != "organisations") for each in some}
        for what, some in found.items()
    }


def _plain(value: Any, is_person: bool) -> Any:
    if isinstance(value, tuple):
        return tuple(_plain(each, is_person and n == 0) for n, each in enumerate(value))
    return without_titles(fold(value)) if is_person else fold(value).removeprefix("the ")


if __name__ == "__main__":
    if paths := [Path(each) for each in sys.argv[1:] if each != "--write"]:
        for path in paths:
            there = [*corpus.sentences(path)]
            print(table(f"{len(there)} sentences of {path.name}", there, ANNOTATED))
    elif "--write" in sys.argv:
        DOCUMENT.write_text(document(), encoding="utf-8")
    else:
        print(figures())
