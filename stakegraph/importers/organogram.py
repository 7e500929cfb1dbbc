"""Read an organogram: the senior posts of a UK government body, a CSV file of data.gov.uk.

Each row is a post with a unique reference, its holder's name and the reference of the post that it
reports to. What the file leaves open stays open: a seat without a named holder has none, and one
name in two posts is two people. Contact columns are never read.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from stakegraph.factfile.reading import Reading
from stakegraph.importers._content import Content
from stakegraph.importers._organogram_places import Places
from stakegraph.importers._organogram_table import (
    GONE,
    JUNIOR,
    NEEDED_JUNIOR,
    NEEDED_SENIOR,
    NOTHING,
    SENIOR,
    TOP,
    TWO,
    VACANT,
    Row,
    Table,
    decimal,
    digits,
    lacking,
    number,
    spans,
)
from stakegraph.importers._snapshots import united_states as united_states
from stakegraph.model.facts import STATED, Actor, Citation, Status, Vacancy
from stakegraph.model.personal_names import without_titles
from stakegraph.model.relations import ORGANISATION, PERSON, POST
from stakegraph.text.folding import fold

_SAME = ("title", "organisation", "unit")  # in two rows of one reference: they are one post
_MANY = 20  # posts of one reference: it is none
_WHOLE = ("", "1", "1.0", "1.00")


class _Post(Struct, eq=False):
    """A post, with the rows that describe it: several when it is shared, none when it has none."""

    reference: str
    rows: list[Row]
    id: str = ""
    remarks: list[str] = field(default_factory=list)
    cited: list[Citation] = field(default_factory=list)


def read(data: Content, path: str, *, junior: tuple[str, Content] | None = None) -> Reading:
    """Read a file of senior posts and, given as (path, bytes), that of the junior posts below them.

    A vacancy has no date yet: `united_states` gives it that of the file. Never raises for what the
    files say.
    """
    reading = Reading()
    senior = Table(reading, data, path, SENIOR, NEEDED_SENIOR)
    below = Table(reading, junior[1], junior[0], JUNIOR, NEEDED_JUNIOR) if junior else None
    if below and below.source.id == senior.source.id:
        below.source = replace(below.source, id=f"{below.source.id}-junior")
    if not reading.problems:
        _Organogram(reading, senior, below).read()
    reading.notes += (sentence for _, sentence in sorted(senior.notes))
    if below:
        reading.notes += (f"{below.name}: {sentence}" for _, sentence in sorted(below.notes))
    return reading


class _Organogram(Places):
    """The rows on their way to a Reading."""

    def __init__(self, reading: Reading, senior: Table, junior: Table | None) -> None:
        super().__init__(reading, senior)
        self.junior = junior
        self.named: dict[str, int] = {}
        self.by_reference: dict[str, list[_Post]] = defaultdict(list)
        self.by_digits: dict[str, set[str]] = defaultdict(set)

    def read(self) -> None:
        self.reading.sources += [table.source for table in (self.senior, self.junior) if table]
        posts = list(self.posts())
        places = [self.place(post.rows[0]) for post in posts]
        for post, (prefix, _) in zip(posts, places, strict=True):
            name = post.reference or post.rows[0]["title"] or "post"
            post.id = self.fresh(prefix, name)
        if self.junior:
            self.count(self.junior)
        for post, (_, house) in zip(posts, places, strict=True):
            self.seat(post, house)
        self.lines(posts)
        self.reading.actors = sorted(
            self.reading.actors, key=lambda actor: (ORGANISATION, POST, PERSON).index(actor.kind)
        )
        houses = Counter(row["organisation"] or row["parent"] for row in self.senior.rows)
        name = next((name for name, _ in houses.most_common() if name), "")
        self.reading.title = f"Senior posts: {self.spelling.get(name, name)}".removesuffix(": ")

    # Posts

    def posts(self) -> Iterator[_Post]:
        """Yield the posts of the rows: rows of one reference and title share one."""
        for row in self.senior.rows:
            reference = row["reference"]
            if row["valid"].casefold() not in ("", "1", "1.0", "true", "yes", "y"):
                self.note(f"the file says {row['valid']!r} under 'Valid?': kept", row.line)
            if NOTHING.fullmatch(reference.casefold()):
                self.note(f"the post has no reference ({reference!r}): kept", row.line)
                yield _Post("", [row])
                continue
            known = self.by_reference[reference]
            same = [post for post in known if post.rows[0].key(*_SAME) == row.key(*_SAME)]
            first = known[0].rows[0] if known else row
            if not same:
                if known:
                    message = f"{reference} is another post in line {first.line}, "
                    message += f"{first['title']!r}: kept as two posts"
                    self.note(message, row.line)
                post = _Post(reference, [row])
                known.append(post)
                self.by_digits[digits(reference)].add(reference)
                yield post
            elif equal := [other.line for other in same[0].rows if other.cells == row.cells]:
                self.note(f"line {equal[0]} once more: left out", row.line)
            else:
                line = same[0].rows[0].line
                message = f"{reference} is the same post in line {line}: kept as one that is shared"
                self.note(message, row.line)
                same[0].rows.append(row)

    def meant(self, reference: str, table: Table, row: Row) -> list[_Post]:
        """Return the posts that a reference may mean, those that were eliminated last."""
        if reference not in self.by_reference:
            near = self.by_digits.get(digits(reference), set())
            if len(near) != 1:
                return []
            (other,) = near
            table.note(f"{reference!r} is taken for the post {other!r}", row.line)
            reference = other
        found = self.by_reference[reference]
        return [post for post in found if not _is_gone(post)] or found

    def seat(self, post: _Post, house: Actor | None) -> None:
        """Add a post, where it is and who holds it."""
        first = post.rows[0]
        shared = len(post.rows) > 1
        holders: dict[str, list[Row]] = defaultdict(list)
        for row in post.rows:
            why = lacking(row["name"])
            if why:
                self.note(f"{row['name']!r} is no name ({why}): no holder", row.line)
                words = f": the file has {row['name']!r} for a name" if row["name"] else ""
                post.remarks.append(f"{why}{words}")
            else:
                holders[row["name"]].append(row)
            if shared and row["fte"] not in _WHOLE:
                post.remarks.append(f"{row['name']}: {row['fte']} FTE")
        remarks = dict.fromkeys([*post.remarks, *(row["notes"] for row in post.rows)])
        is_vacant = all(lacking(row["name"]) == VACANT for row in post.rows)
        about = [f"grade {first['grade']}" if first["grade"] else "", first["profession"]]
        if not shared and first["fte"] not in _WHOLE:
            about.append(f"{first['fte']} FTE")
        function = first["function"]
        headings = first.key("title", "unit", "organisation")
        evidence = (*self.senior.cite(post.rows), *post.cited)
        self.actor(
            post.id,
            POST,
            first["title"] or f"post {post.reference}",
            post.rows,
            aliases=(post.reference,) if post.reference else (),
            shared=len(holders) > 1,
            vacant=(Vacancy(evidence=evidence),) if is_vacant else (),
            remit="" if function.casefold() in headings else function,
            description="; ".join(filter(None, about)),
            note="; ".join(filter(None, remarks)),
            evidence=evidence,
        )
        if house:
            self.fact(post.id, "at", house.id, post.rows, evidence=evidence)
        else:
            self.note("the post is at no organisation", first.line)
        for name, rows in holders.items():
            self.holder(name, rows, post)

    def holder(self, name: str, rows: list[Row], post: _Post) -> None:
        known = self.named.setdefault(name.casefold(), rows[0].line)
        if known != rows[0].line:
            message = f"{name} is named in line {known} too: kept as two people, since a name is "
            message += "no proof; if they are one, say so with 'same_as'"
            self.note(message, rows[0].line)
        if TWO.search(name):
            self.note(f"{name!r} may be two people: kept as one name", rows[0].line)
        person = self.actor(self.fresh(_untitled(name), post.reference), PERSON, name, rows)
        self.fact(person.id, "holds", post.id, rows)

    # Reporting lines

    def lines(self, posts: list[_Post]) -> None:
        """Add who reports to whom, and say what is odd about it."""
        above: dict[str, list[str]] = {}
        tops = []
        for post in posts:
            said: dict[str, list[Row]] = defaultdict(list)
            for row in post.rows:
                said[row["manager"]].append(row)
            for reference, rows in said.items():
                found = self.managers(reference, post, rows[0])
                if not found:
                    tops.append(rows[0].line)
                status: Status = "hedged" if len(found) > 1 else STATED
                note = f"the file has several posts {reference!r}" if len(found) > 1 else ""
                for manager in found:
                    if manager is post:
                        self.note("the post reports to itself: kept", rows[0].line)
                    elif manager.id not in above.setdefault(post.id, []):
                        above[post.id].append(manager.id)
                    line = (post.id, "reports_to", manager.id)
                    self.fact(*line, rows, status=status, certainty=status, note=note)
        at = {post.id: post.rows[0].line for post in posts}
        if len(tops) != 1:
            where = f": lines {', '.join(map(str, tops))}" if tops else ""
            self.note(f"{len(tops)} posts report to nobody{where}")
        for ring in _circles(above):
            where = ", ".join(str(at[id]) for id in ring)
            self.note(f"a circle of reporting lines, kept: lines {where}", at[ring[-1]])

    def managers(self, reference: str, post: _Post, row: Row) -> list[_Post]:
        """Return the posts that a row may say its post reports to; none at the top."""
        found = self.meant(reference, self.senior, row)
        if len(found) > 1:
            found = [manager for manager in found if manager is not post]
        if len(found) > _MANY:
            self.note(f"{reference!r} is {len(found)} posts: too many for lines to all", row.line)
            return []
        if len(found) > 1:
            self.note(f"{reference!r} is {len(found)} posts: a hedged line to each", row.line)
        is_top = TOP.fullmatch(reference.casefold())
        if not found and not is_top and NOTHING.fullmatch(reference.casefold()):
            self.note(f"no manager is given ({reference!r})", row.line)
        elif not found and not is_top:
            found = [self.missing(reference, row)]
        if found and not found[0].rows:
            message = f"the manager, post {reference!r}, is not in the file: kept by its reference"
            self.note(message, row.line)
        return found

    def missing(self, reference: str, row: Row) -> _Post:
        """Add a post that the file has no row for."""
        post = _Post(reference, [], id=self.fresh(self.place(row)[0], reference))
        self.by_reference[reference] = [post]
        description = "named as a manager; the file has no row for it"
        given = {"aliases": (reference,), "description": description}
        self.actor(post.id, POST, f"post {reference}", [row], **given)
        return post

    def count(self, table: Table) -> None:
        """Put down at each post how many junior posts there are below it."""
        below: dict[str, list[Row]] = defaultdict(list)
        of: dict[str, _Post] = {}
        for row in table.rows:
            found = self.meant(row["manager"], table, row)
            if len(found) != 1:
                why = f"{len(found)} senior posts are" if found else "no senior post is"
                table.note(f"{why} {row['manager']!r}: the row is left out", row.line)
            elif number(row["fte"]) is None:
                table.note(f"{row['fte']!r} is no number: the row is left out", row.line)
            else:
                of[found[0].id] = found[0]
                below[found[0].id].append(row)
        for id, rows in below.items():
            numbers: dict[str, float] = defaultdict(float)
            for row in rows:
                grade = f" ({row['grade']})" if row["grade"] else ""
                numbers[f"{row['title'] or 'without title'}{grade}"] += number(row["fte"]) or 0
            listed = ", ".join(f"{decimal(count)} {title}" for title, count in numbers.items())
            total = decimal(sum(numbers.values()))
            lines = f"{table.name}, lines {spans([row.line for row in rows])}"
            of[id].remarks.append(f"{total} junior posts (FTE) below it: {listed} ({lines})")
            of[id].cited += table.cite(rows[:1])


def _is_gone(post: _Post) -> bool:
    return bool(post.rows) and all(lacking(row["name"]) == GONE for row in post.rows)


def _untitled(name: str) -> str:
    """Return a full name without titles, so that another file may add or leave out a `Dr`."""
    first, space, _ = (bare := without_titles(fold(name))).partition(" ")
    return bare if space and len(first) > 1 else name


def _circles(above: Mapping[str, list[str]]) -> Iterator[list[str]]:
    """Yield the circles that lines upward close."""
    done: set[str] = set()
    for start in above:
        trail = {} if start in done else {start: iter(above[start])}
        while trail:
            below = next(reversed(trail))
            for manager in trail[below]:
                if manager in trail:
                    passed = list(trail)
                    yield passed[passed.index(manager) :]
                elif manager not in done:
                    trail[manager] = iter(above.get(manager, ()))
                    break
            else:
                del trail[below]
                done.add(below)
