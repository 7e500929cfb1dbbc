"""The status of some facts: how much there is, what is wrong or missing, what to do next."""

import shlex
from collections.abc import Mapping, Sequence

from stakegraph.model.relations import ACTOR_KINDS
from stakegraph.questions.results import Result


class Next(Result, frozen=True, kw_only=True):
    """The next useful command, and what it does."""

    command: str
    why: str


class Status(Result, frozen=True, kw_only=True):
    """What is loaded, and in which state it is.

    `actors` counts them by kind, `facts` those that are written down, `derived` those that follow.
    How many `conflicts` and `gaps` there are is None where that cannot be known, of facts with
    errors, or takes long; there are `about` so many conflicts where they are too many to be told
    apart. What takes long to read and was not read since it changed is `unread`, so many bytes:
    then nothing else is known.
    """

    title: str
    files: tuple[str, ...]
    example: bool
    actors: dict[str, int]
    facts: int
    derived: int
    events: int
    sources: int
    errors: int
    warnings: int
    conflicts: int | None
    about: bool
    gaps: int | None
    unread: int
    next: Next


def status(
    title: str,
    files: Sequence[str],
    sizes: Mapping[str, int],
    *,
    example: bool = False,
    named: Sequence[str] = (),
    conflicts: int | None = None,
    about: bool = False,
    gaps: int | None = None,
    unread: int = 0,
) -> Status:
    """Return the status of some facts, of which there is so much by `sizes`.

    They are those of the `named` paths, of the usual ones where none is.
    """
    derived, errors = sizes.get("derived", 0), sizes.get("error", 0)
    facts, warnings = sizes.get("facts", 0) - derived, sizes.get("warning", 0)
    return Status(
        title=title,
        files=tuple(files),
        example=example,
        actors={kind: sizes.get(f"kind {kind}", 0) for kind in ACTOR_KINDS},
        facts=facts,
        derived=derived,
        events=sizes.get("events", 0),
        sources=sizes.get("sources", 0),
        errors=errors,
        warnings=warnings,
        conflicts=conflicts,
        about=about,
        gaps=gaps,
        unread=unread,
        next=_next(named, unread, errors, example, facts, conflicts or 0, warnings, gaps or 0),
    )


def _next(
    named: Sequence[str],
    unread: int,
    errors: int,
    example: bool,
    facts: int,
    conflicts: int,
    warnings: int,
    gaps: int,
) -> Next:
    """Return what to do first: what is loaded must be one's own, right, something, and agree."""
    steps = (
        (unread, "check", "reads them, and names each problem"),
        (errors, "check", "names each error, with its line"),
        (example and not named, "init", "begins a fact file of your own"),
        (not facts, "add --help", "shows how facts are added"),
        (conflicts, "conflicts", "shows the facts that cannot all be true"),
        (warnings, "check", "names each warning, with its line"),
        (gaps, "gaps", "shows what the facts do not say yet, and what to ask"),
        (True, "list", "shows who is there"),
    )
    command, why = next((command, why) for due, command, why in steps if due)
    words = ["stakegraph", *command.split()]
    if "--help" not in words:
        words += [word for path in named for word in ("--facts", path)]
    return Next(command=shlex.join(words), why=why)
