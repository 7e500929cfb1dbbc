"""A made-up world of stakeholders, drawn organisation by organisation from a seed.

Each organisation comes as one `Block` with its departments, posts, people and facts, and with ties
to organisations that came before: the better tied one is, the likelier it is chosen, so that a few
become hubs and most stay small. A block in the middle holds the actors that are asked for.
"""

from collections.abc import Iterator

from story import plant
from telling import NEWEST, Block, Fields, Teller
from wording import AREAS, BECAUSE, PARTS, RANKS, TITLES, VENTURES

SMALLEST = 300  # facts, with room for what is asked for
_CITIES = 3  # organisations that many others have to do with


class World(Teller):
    """Draws blocks until the facts are as many as wanted."""

    def __init__(self, facts: int, seed: int) -> None:
        super().__init__(max(facts, SMALLEST), seed)
        self.known: list[tuple[str, str]] = []  # organisations so far, as (id, kind)
        self.urn: list[int] = []  # their numbers, once more for each tie
        self.ventures: list[str] = []
        self.leavers: list[str] = []  # people who may turn up elsewhere

    def blocks(self) -> Iterator[Block]:
        """Yield all blocks; their facts together are as many as wanted."""
        planted = False
        while True:
            room, organisations = self.wanted - self.written, len(self.known)
            if not planted and self.written >= self.wanted // 3:
                planted = True
                self.block = Block()
                plant(self)
            else:
                self.block = Block()
                self.organisation(min(120, max(4, self.wanted // 40)))
            if len(self.block.facts) > room:
                self.fill(room, organisations)
                yield self.block
                return
            self.written += len(self.block.facts)
            yield self.block

    def fill(self, room: int, organisations: int) -> None:
        """Say promises of the first organisations where a whole block has no room any more."""
        self.block = Block()
        for count in range(room):
            one = self.known[count % organisations][0]
            other = self.known[(count + 1) % organisations][0]
            what = f"{self.draw.choice(AREAS)}, as item {count + 1} of the programme has it"
            self.block.said.clear()
            self.fact(one, "promised", other, what=what)

    # ---- organisations ----

    def organisation(self, most: int) -> None:
        """Draw an organisation with at most so many posts."""
        draw = self.draw
        kind = draw.choices(("public body", "company", "charity"), (45, 35, 20))[0]
        name = self.organisation_name(kind)
        org = self.actor("organisations", name, kind=kind, **self.described(0.5))
        units = self.departments(org, name)
        seats = min(most, 2 + int(draw.paretovariate(1.2) * 3))
        posts = self.tree(org, units, seats)
        self.people_of(org, posts, units)
        self.ties(org, kind, posts)
        self.known.append((org, kind))
        self.urn.append(len(self.known) - 1)

    def organisation_name(self, kind: str) -> str:
        """Return a name; the first few are those of the hubs."""
        hubs = ("Ministry of Local Services", "Union of Regions", "National Works Fund")
        at = len(self.known)
        return hubs[at] if at < _CITIES else super().organisation(kind)

    def departments(self, org: str, name: str) -> list[str]:
        units: list[str] = []
        for area in self.draw.sample(AREAS, self.draw.choice((0, 0, 1, 2, 3, 4))):
            unit = self.actor("organisations", f"{name}: {area}"[:90], kind="department")
            above = self.draw.choice(units) if len(units) > 1 and self.draw.random() < 0.3 else org
            self.fact(unit, "part_of", above)
            units.append(unit)
        return units

    def tree(self, org: str, units: list[str], seats: int) -> list[str]:
        """Draw posts and their reporting lines: spans of 3 to 12, at most 6 levels."""
        draw = self.draw
        top = self.post(RANKS[0], org)
        posts, open_ = [top], [(top, 1)]
        while len(posts) < seats and open_:
            above, level = open_.pop(draw.randrange(max(0, len(open_) - 4), len(open_)))
            for _ in range(min(draw.choice((3, 3, 4, 4, 5, 6, 8, 12)), seats - len(posts))):
                house = draw.choice(units) if units and draw.random() < 0.2 else org
                post = self.post(f"{RANKS[min(level, 5)]} {draw.choice(AREAS)}", house)
                self.fact(post, "reports_to", above)
                posts.append(post)
                if level < 5:
                    open_.append((post, level + 1))
            if len(posts) > 3 and draw.random() < 0.06:
                low, high = posts[-1], posts[1]
                self.fact(low, "reports_to", high, line="dotted")
        return posts

    def post(self, title: str, house: str) -> str:
        remit = {"remit": self.draw.choice(AREAS)} if self.draw.random() < 0.1 else {}
        return self.actor("posts", title, at=house, **remit, **self.described(0.25))

    # ---- people ----

    def people_of(self, org: str, posts: list[str], units: list[str]) -> None:
        draw = self.draw
        for post in posts:
            holders = draw.choices((0, 1, 2, 3), (15, 55, 22, 8))[0]
            self.holders(post, holders)
        for _ in range(draw.randint(1, 5)):
            person = self.someone()
            title = draw.choice(TITLES)
            remit = {"remit": draw.choice(AREAS)} if draw.random() < 0.15 else {}
            self.fact(person, "role_at", org, title=title, **remit, **self.term())
        for unit in units:
            for _ in range(draw.randint(0, 3)):
                self.fact(self.someone(), "member_of", unit, **self.term())

    def holders(self, post: str, count: int) -> None:
        """Let people hold a post in turn: each starts when the one before ends."""
        draw = self.draw
        months = sorted(draw.sample(range(1996 * 12, NEWEST, 24), count))
        turns = [self.date(month) for month in months]
        for turn, since in enumerate(turns):
            until = turns[turn + 1] if turn + 1 < count else ""
            dates = {"since": since, "until": until}
            if count == 1 and draw.random() < 0.25:
                dates = {}
            self.fact(self.someone(), "holds", post, **dates)
        if turns and draw.random() < 0.006:  # a planted conflict: two in one seat
            self.fact(self.someone(), "holds", post, since=turns[-1])

    def someone(self) -> str:
        """Return a new person, or now and then one who was elsewhere before."""
        draw = self.draw
        if self.leavers and draw.random() < 0.18:
            return self.leavers[int(len(self.leavers) * draw.random())]
        person = self.actor("people", self.person(), **self.described(0.4))
        if draw.random() < 0.3:
            self.leavers.append(person)
        return person

    # ---- ties ----

    def ties(self, org: str, kind: str, posts: list[str]) -> None:
        """Tie an organisation to earlier ones."""
        draw = self.draw
        if not self.known or draw.random() < 0.01:
            return
        for _ in range(draw.choice((0, 0, 0, 1, 1, 2))):
            self.venture(org)
        for _ in range(min(60, 2 + int(draw.paretovariate(1.3) * 3))):
            other, other_kind = self.pick()
            relation = draw.choices(
                ("works_with", "commissioned", "funds", "accountable_to", "owns", "appointed",
                 "assessed", "member_of"),
                (30, 22, 15, 12, 6, 4, 5, 6),
            )[0]  # fmt: skip
            extra = self.qualified(relation, kind, other_kind)
            if extra is not None:
                subject = org
                if relation in ("accountable_to", "appointed") and draw.random() < 0.3:
                    subject = posts[0]
                self.fact(subject, relation, other, **extra)
        if self.ventures:
            for _ in range(draw.randint(0, 5)):
                venture = self.ventures[int(len(self.ventures) * draw.random())]
                stance = draw.choices(("supports", "opposes", "neutral_on"), (6, 3, 1))[0]
                subject = org if draw.random() < 0.5 else self.someone()
                if not any((subject, each, venture) in self.block.said
                           for each in ("supports", "opposes", "neutral_on")):  # fmt: skip
                    self.fact(subject, stance, venture, why=draw.choice(BECAUSE))
        if draw.random() < 0.2:
            self.event(org)

    def qualified(self, relation: str, kind: str, other: str) -> Fields | None:
        """Return the qualifiers of a tie of two kinds of body, or None if it makes no sense."""
        draw = self.draw
        match relation:
            case "owns":
                if kind != "company" or other == "public body":
                    return None
                return {"share": f"{draw.randint(5, 100)}%", **self.term()}
            case "commissioned":
                return {"for": f"the running of {draw.choice(AREAS)}", **self.term()}
            case "works_with":
                return {"on": draw.choice(AREAS), **self.term()}
            case "assessed":
                result = draw.choice(("good", "adequate", "inadequate", "outstanding"))
                return {"result": result, "since": self.date()}
            case "appointed":
                return {"as": draw.choice(PARTS), "since": self.date()}
        return self.term()

    def venture(self, org: str) -> None:
        """Draw a partnership of an organisation and two to seven earlier ones."""
        draw = self.draw
        kind = draw.choice(VENTURES)
        name = f"{self.place()} {kind} for {draw.choice(AREAS)}"
        venture = self.actor("partnerships", name, kind=kind, **self.term())
        self.ventures.append(venture)
        self.fact(org, "partner_in", venture, **{"as": draw.choice(PARTS)})
        for other in dict.fromkeys(self.pick()[0] for _ in range(draw.randint(2, 7))):
            self.fact(other, "partner_in", venture, **{"as": draw.choice(PARTS)})

    def pick(self) -> tuple[str, str]:
        """Choose an earlier organisation: mostly one that has many ties already."""
        draw = self.draw
        place = draw.random()
        if place < 0.04:
            at = draw.randrange(min(_CITIES, len(self.known)))
        elif place < 0.45:
            at = self.urn[int(len(self.urn) * draw.random())]
        else:
            at = draw.randrange(len(self.known))
        self.urn.append(at)
        return self.known[at]

    def event(self, org: str) -> None:
        who = [org, *dict.fromkeys(self.pick()[0] for _ in range(self.draw.randint(0, 3)))]
        self.serial += 1
        said = {"what": f"The board hears that {self.sentence(1)}", "on": self.date()}
        event = {**said, "who": list(dict.fromkeys(who)), "evidence": [self.citation()]}
        self.block.entries["events"][f"event-{self.serial:07}"] = event
