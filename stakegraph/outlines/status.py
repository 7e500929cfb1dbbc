"""The status of some facts in words."""

from stakegraph.model.relations import ACTOR_KINDS
from stakegraph.model.sentences import counted, enumerated
from stakegraph.outlines import Item, Outline
from stakegraph.questions.status import Status

_FILES = 3  # that are named
_UNREAD = "not read since they changed, or ever: the next question reads them, once"
_COMMANDS = "All commands: stakegraph --help"
_PLURALS = {"person": "people"}


def outline(result: Status) -> Outline:
    """Put the status of some facts in words, a line for each thing."""
    lines = (
        {"from": _files(result), "read": _UNREAD}
        if result.unread
        else {
            "from": _files(result),
            "actors": _actors(result),
            "facts": _facts(result),
            "sources": counted(result.sources, "source"),
            "problems": _problems(result),
            "conflicts": _conflicts(result),
            "gaps": _gaps(result),
        }
    )
    items = tuple(
        Item(text=text, cells={"what": what, "is": text.removeprefix(f"{what}: ")})
        for what, text in lines.items()
    )
    return Outline(
        title=result.title or "Facts",
        items=items,
        closing=(f"Next: {result.next.command} {result.next.why}.", _COMMANDS),
    )


def _files(result: Status) -> str:
    if result.example:
        return "from the bundled example"
    shown = [*result.files[:_FILES]]
    more = len(result.files) - len(shown)
    size = f" ({result.unread / 1e6:,.1f} MB)" if result.unread else ""
    files = enumerated([*shown, *([f"{more:,} more"] if more else [])])
    they = "it" if len(result.files) == 1 else "they"
    part = f", as far as {they} can be read" if result.errors else ""
    return f"from {files}{size}{part}"


def _actors(result: Status) -> str:
    parts = [
        counted(number, kind, _PLURALS.get(kind, ""))
        for kind in ACTOR_KINDS
        if (number := result.actors.get(kind, 0))
    ]
    total = counted(sum(result.actors.values()), "actor")
    return f"{total}: {', '.join(parts)}" if parts else total


def _facts(result: Status) -> str:
    verb = "follows" if result.derived == 1 else "follow"
    follow = f", from which {result.derived:,} more {verb}" if result.derived else ""
    events = f"; {counted(result.events, 'event')}" if result.events else ""
    return f"{counted(result.facts, 'fact')}{follow}{events}"


def _problems(result: Status) -> str:
    found = [(result.errors, "error"), (result.warnings, "warning")]
    told = [counted(number, noun) for number, noun in found if number]
    return f"problems: {enumerated(told)}" if told else "problems: none"


def _conflicts(result: Status) -> str:
    if result.conflicts is None:
        return "conflicts: not known while there are errors"
    about = "about " if result.about else ""
    return f"conflicts: {about}{result.conflicts:,}" if result.conflicts else "conflicts: none"


def _gaps(result: Status) -> str:
    if result.errors:
        return "gaps: not known while there are errors"
    if result.gaps is None:
        return "gaps: not counted among so many facts"
    return f"gaps: {result.gaps:,}" if result.gaps else "gaps: none"
