"""What every generated statement has: ids, dates of varied precision, a status, evidence."""

from random import Random
from typing import Any

from wording import AREAS, BECAUSE, QUOTES, Namer, slug

Fields = dict[str, Any]

NEWEST = 2024 * 12  # in months


class Block:
    """What is said of one organisation: entries by section, and facts."""

    def __init__(self) -> None:
        self.entries: dict[str, dict[str, Fields]] = {
            section: {}
            for section in ("organisations", "people", "posts", "partnerships", "events")
        }
        self.facts: list[Fields] = []
        self.said: set[tuple[str, str, str]] = set()


class Teller(Namer):
    """Adds entries and facts to the block that is being drawn."""

    def __init__(self, wanted: int, seed: int) -> None:
        super().__init__(Random(seed))
        self.wanted = wanted
        self.sources = max(5, wanted // 200)
        self.written = 0  # facts in earlier blocks
        self.serial = 0
        self.block = Block()

    def actor(self, section: str, name: str, **fields: Any) -> str:
        self.serial += 1
        id = f"{slug(name)[:28].rstrip('-')}-{self.serial:07}"
        self.entry(section, id, name, **fields)
        return id

    def entry(self, section: str, id: str, name: str, **fields: Any) -> None:
        named = {"title" if section == "posts" else "name": name}
        given = {**named, **fields, "evidence": self.evidence(False)}
        self.block.entries[section][id] = given

    def fact(
        self, subject: str, relation: str, object: str, plain: bool = False, **fields: Any
    ) -> None:
        """Add a fact, unless it is one of an actor to itself or is said already."""
        said = (subject, relation, object)
        if subject == object or said in self.block.said:
            return
        self.block.said.add(said)
        draw = self.draw
        status = draw.random() + plain
        if relation in ("holds", "reports_to", "part_of"):
            status += 0.05  # the frame of an organisation is mostly plain
        if status < 0.04:
            fields |= {"status": "hedged"}
        elif status < 0.07:
            fields |= {"status": "inferred", "because": draw.choice(BECAUSE)}
        elif status < 0.095:
            fields |= {"status": "disputed"}
        elif status < 0.105:
            fields |= {"status": "denied"}
        if draw.random() < 0.82:
            fields |= {"note": self.sentence(draw.choice((1, 2, 3, 3)))}
        evidence = self.evidence(True)
        self.block.facts.append({"who": subject, relation: object, **fields, "evidence": evidence})

    def described(self, share: float) -> Fields:
        if self.draw.random() >= share:
            return {}
        words = f"works on {self.draw.choice(AREAS)} and {self.draw.choice(AREAS)} in "
        return {"description": f"{words}{self.place()} and {self.place()}"}

    def term(self) -> Fields:
        """Return a start, an end, both or neither."""
        draw = self.draw
        start = draw.randrange(1992 * 12, NEWEST - 48)
        end = min(start + draw.randrange(24, 120), NEWEST)
        given = draw.random()
        if given < 0.3:
            return {}
        since = "../" + self.date(start) if given > 0.97 else self.date(start)
        return {"since": since, **({"until": self.date(end)} if given > 0.7 else {})}

    def date(self, month: int | None = None) -> str:
        """Write a month as sources give dates: a year, a month, a day, about or in doubt."""
        draw = self.draw
        if month is None:
            month = draw.randrange(1992 * 12, NEWEST)
        year, number = month // 12, month % 12 + 1
        form = draw.random()
        if form < 0.25:
            text = f"{year}"
        elif form < 0.72:
            text = f"{year}-{number:02}"
        elif form < 0.97:
            text = f"{year}-{number:02}-{draw.randint(1, 28):02}"
        else:
            return f"{year}-{draw.randint(21, 24)}"
        mark = draw.random()
        return text + ("~" if mark < 0.06 else "?" if mark < 0.08 else "")

    def evidence(self, full: bool) -> list[Any]:
        draw = self.draw
        if not full:
            return [self.citation()]
        kind = draw.random()
        if kind < 0.05:
            source, at = self.citation().split(" ", 1)
            return [{"source": source, "at": at, "quote": draw.choice(QUOTES)}]
        if kind < 0.2:
            return list(dict.fromkeys((self.citation(), self.citation())))
        return [self.citation()]

    def citation(self) -> str:
        """Cite one of the sources that were read about this time, seldom another one."""
        draw = self.draw
        about = self.sources * self.written // self.wanted + int(draw.gauss(0, 1.5))
        number = about if draw.random() < 0.9 else draw.randrange(self.sources)
        number = max(0, min(self.sources - 1, number))
        place = draw.randint(1, 40)
        range_ = f"-{place + draw.randint(1, 3)}" if draw.random() < 0.05 else ""
        return f"src-{number + 1:06} ¶{place}{range_}"
