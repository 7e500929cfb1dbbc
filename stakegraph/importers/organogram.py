"""Read an organogram: the senior posts of a UK government body, a CSV file of data.gov.uk.

Each row is a post with a unique reference, its holder's name and the reference of the post that it
reports to. What the file leaves open stays open: a seat without a named holder has none, and one
name in two posts is two people. Contact columns are never read.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator

from msgspec.structs import replace

from stakegraph.factfile.reading import Reading
from stakegraph.importers._content import Content
from stakegraph.importers._organogram_lines import Lines, Post
from stakegraph.importers._organogram_table import (
    JUNIOR,
    NEEDED_JUNIOR,
    NEEDED_SENIOR,
    NOTHING,
    SENIOR,
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
from stakegraph.model.facts import Actor, Vacancy
from stakegraph.model.personal_names import without_titles
from stakegraph.model.relations import ORGANISATION, PERSON, POST
from stakegraph.text.folding import fold

_SAME = ("title", "organisation", "unit")  # in two rows of one reference: they are one post
_WHOLE = ("", "1", "1.0", "1.00")


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


class _Organogram(Lines):
    """The rows on their way to a Reading."""

    def __init__(self, reading: Reading, senior: Table, junior: Table | None) -> None:
        super().__init__(reading, senior)
        self.junior = junior
        self.named: dict[str, int] = {}

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

    def posts(self) -> Iterator[Post]:
        """Yield the posts of the rows: rows of one reference and title share one."""
        for row in self.senior.rows:
            reference = row["reference"]
            if row["valid"].casefold() not in ("", "1", "1.0", "true", "yes", "y"):
                self.note(f"the file says {row['valid']!r} under 'Valid?': kept", row.line)
            if NOTHING.fullmatch(reference.casefold()):
                self.note(f"the post has no reference ({reference!r}): kept", row.line)
                yield Post("", [row])
                continue
            known = self.by_reference[reference]
            same = [post for post in known if post.rows[0].key(*_SAME) == row.key(*_SAME)]
            first = known[0].rows[0] if known else row
            if not same:
                if known:
                    message = f"{reference} is another post in line {first.line}, "
                    message += f"{first['title']!r}: kept as two posts"
                    self.note(message, row.line)
                post = Post(reference, [row])
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

    def seat(self, post: Post, house: Actor | None) -> None:
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

    def holder(self, name: str, rows: list[Row], post: Post) -> None:
        known = self.named.setdefault(name.casefold(), rows[0].line)
        if known != rows[0].line:
            message = f"{name} is named in line {known} too: kept as two people, since a name is "
            message += "no proof; if they are one, say so with 'same_as'"
            self.note(message, rows[0].line)
        if TWO.search(name):
            self.note(f"{name!r} may be two people: kept as one name", rows[0].line)
        person = self.actor(self.fresh(_untitled(name), post.reference), PERSON, name, rows)
        self.fact(person.id, "holds", post.id, rows)

    def count(self, table: Table) -> None:
        """Put down at each post how many junior posts there are below it."""
        below: dict[str, list[Row]] = defaultdict(list)
        of: dict[str, Post] = {}
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


def _untitled(name: str) -> str:
    """Return a full name without titles, so that another file may add or leave out a `Dr`."""
    first, space, _ = (bare := without_titles(fold(name))).partition(" ")
    return bare if space and len(first) > 1 else name
