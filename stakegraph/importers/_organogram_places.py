"""Where the posts of an organogram are: its organisations and their units."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from stakegraph.factfile.reading import Reading
from stakegraph.factfile.validation import slug
from stakegraph.importers._organogram_table import NOTHING, Row, Table
from stakegraph.model.facts import Actor, Fact
from stakegraph.model.relations import ORGANISATION
from stakegraph.text.folding import plain_letters


class Places:
    """Adds the organisations and units that rows name to a reading, each once."""

    def __init__(self, reading: Reading, senior: Table) -> None:
        self.reading = reading
        self.senior = senior
        self.note = senior.note
        self.ids: set[str] = set()
        self.houses: dict[tuple[str, ...], Actor] = {}
        self.parts: set[tuple[str, str]] = set()
        self.spelling = self.spellings()

    def fresh(self, *names: str) -> str:
        """Make an id that no other actor has."""
        base = ".".join(slug(plain_letters(name))[:60].strip("-._") for name in names if name)
        id, number = base, 1
        while id in self.ids:
            number += 1
            id = f"{base}-{number}"
        self.ids.add(id)
        return id

    def spellings(self) -> dict[str, str]:
        """Return for each name of an organisation or unit its usual spelling.

        Case does not count.
        """
        lines: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        for row in self.senior.rows:
            for column in ("parent", "organisation", "unit"):
                if row[column]:
                    lines[row[column].casefold()][row[column]].append(row.line)
        usual: dict[str, str] = {}
        for found in lines.values():
            best = max(found, key=lambda name: len(found[name]))
            usual |= dict.fromkeys(found, best)
            for name in found.keys() - {best}:
                times = len(found[name])
                more = f" and {times - 1} times more" if times > 1 else ""
                message = f"{name!r}{more} is taken for {best!r}: only the case differs"
                self.note(message, found[name][0])
        return usual

    def place(self, row: Row) -> tuple[str, Actor | None]:
        """Return the prefix of a post's id and the organisation or unit that it is at."""
        at: Actor | None = None
        prefix = ""
        for column in ("parent", "organisation", "unit"):
            name, is_unit = row[column], column == "unit"
            same = is_unit and name.casefold() in row.key("parent", "organisation")
            if same or NOTHING.fullmatch(name.casefold()):
                continue
            house = self.house(name, prefix if is_unit else "", row)
            if at and at.id != house.id and (house.id, at.id) not in self.parts:
                self.parts.add((house.id, at.id))
                self.fact(house.id, "part_of", at.id, [row])
            prefix = prefix if is_unit and prefix else house.id
            at = house
        return prefix, at

    def house(self, name: str, scope: str, row: Row) -> Actor:
        key = (scope, name.casefold())
        if key not in self.houses:
            usual = self.spelling[name]
            others = (each for each, best in self.spelling.items() if best == usual != each)
            self.houses[key] = self.actor(
                self.fresh(scope, usual), ORGANISATION, usual, [row], aliases=tuple(others)
            )
        return self.houses[key]

    def actor(self, id: str, kind: str, name: str, rows: list[Row], **given: Any) -> Actor:
        given.setdefault("evidence", self.senior.cite(rows))
        origin = self.senior.origin(rows[0].line)
        self.reading.actors.append(Actor(id=id, kind=kind, name=name, origin=origin, **given))
        return self.reading.actors[-1]

    def fact(self, subject: str, relation: str, object: str, rows: list[Row], **given: Any) -> None:
        given.setdefault("evidence", self.senior.cite(rows))
        origin = self.senior.origin(rows[0].line)
        self.reading.facts.append(
            Fact(id="", subject=subject, relation=relation, object=object, origin=origin, **given)
        )
