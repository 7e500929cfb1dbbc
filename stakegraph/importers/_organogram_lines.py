"""Who reports to whom in an organogram: the posts that the references of its rows may mean."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from msgspec import Struct, field

from stakegraph.factfile.reading import Reading
from stakegraph.importers._organogram_places import Places
from stakegraph.importers._organogram_table import GONE, NOTHING, TOP, Row, Table, digits, lacking
from stakegraph.model.facts import STATED, Citation, Status
from stakegraph.model.relations import POST

_MANY = 20  # posts of one reference: it is none


class Post(Struct, eq=False):
    """A post, with the rows that describe it: several when it is shared, none when it has none."""

    reference: str
    rows: list[Row]
    id: str = ""
    remarks: list[str] = field(default_factory=list)
    cited: list[Citation] = field(default_factory=list)


class Lines(Places):
    """The posts of a file by their references, and the lines between them."""

    def __init__(self, reading: Reading, senior: Table) -> None:
        super().__init__(reading, senior)
        self.by_reference: dict[str, list[Post]] = defaultdict(list)
        self.by_digits: dict[str, set[str]] = defaultdict(set)

    def lines(self, posts: list[Post]) -> None:
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

    def managers(self, reference: str, post: Post, row: Row) -> list[Post]:
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

    def missing(self, reference: str, row: Row) -> Post:
        """Add a post that the file has no row for."""
        post = Post(reference, [], id=self.fresh(self.place(row)[0], reference))
        self.by_reference[reference] = [post]
        description = "named as a manager; the file has no row for it"
        given = {"aliases": (reference,), "description": description}
        self.actor(post.id, POST, f"post {reference}", [row], **given)
        return post

    def meant(self, reference: str, table: Table, row: Row) -> list[Post]:
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


def _is_gone(post: Post) -> bool:
    return bool(post.rows) and all(lacking(row["name"]) == GONE for row in post.rows)


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
