"""Tenses: whether a tie of a graph is current, former or to come, by the day of the latest source.

Now is that day, never the clock's: the same facts give the same answers. Where no source that
counts is dated there is no now, and of a question about a day all that is shown is of that day:
neither has tenses.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from stakegraph.edtf import dates
from stakegraph.edtf.dates import Day, iso, parse
from stakegraph.edtf.spans import NEVER, Span, closed
from stakegraph.edtf.validity import Dating, sure, validity, vouched
from stakegraph.graph.neighbourhood import Graph, actor_of
from stakegraph.graph.seats import seats_of
from stakegraph.model.facts import Fact
from stakegraph.model.relations import DESIGNATE
from stakegraph.store import Tie

Tense = Literal["", "current", "last attested", "to come", "former"]

TENSES: tuple[Tense, ...] = ("", "current", "last attested", "to come", "former")
PRESENT: tuple[Tense, ...] = ("", "current")

# The graph attributes that keep them by the ids of facts, and by post whom the latest sources name.
_KEPT, _NAMED = "tenses", "named"


def tense(graph: Graph, *ties: Tie) -> Tense:
    """Return the tense of what some ties say together.

    What surely ended before now is former, what surely begins after it to come. Of who holds a post
    and is not said to have left it, while a later source names somebody else or nobody, it is only
    known when that was last attested, and so of what was so `in` a time gone by. Acts have none:
    they were done, or are to come. What follows has that of its premises.
    """
    found = [_tense(graph, tie.fact) for tie in ties]
    return max(found, key=TENSES.index, default="")


def is_present(graph: Graph, tie: Tie) -> bool:
    """Return whether a tie is of now, or of the time asked for."""
    return tense(graph, tie) in PRESENT


def is_of_past(graph: Graph, tie: Tie) -> bool:
    """Return whether it may be said in the past alone, whatever its tense.

    So it is with what was so `in` a time gone by, and what ended by now, nobody says when.
    """
    now: str = graph.graph["now"]
    known = tense(graph, tie)
    if known != "current" or not tie.fact.until:
        return known == "former" or (known == "last attested" and bool(tie.fact.attested))
    first, last = dates.order(tie.fact.until)
    return first < dates.order(now)[0] and last <= dates.order(now)[1]


def attested(graph: Graph, tie: Tie) -> str:
    """Return the last day on which a source vouches for a stated tie, "" if none does."""
    day = _last_attested(dating_of(graph, tie))
    return iso(day) if day else ""


def dating_of(graph: Graph, tie: Tie) -> Dating | None:
    """Return what is said of the time of a stated tie; None where it is as long as its ends are."""
    found: Dating | None = graph.graph["dating"](tie.fact)
    return found


def long_ago(graph: Graph, day: str) -> bool:
    """Return whether a day lies more than a year before now."""
    now: str = graph.graph["now"]
    if not now or not day:
        return False
    year, month, number = now.split("-")
    return day < f"{int(year) - 1:04}-{month}-{number}"


def latest(ties: Iterable[Tie], graph: Graph) -> list[Tie]:
    """Return those of the ties that come first in the order of tenses."""
    ranked = [(TENSES.index(tense(graph, tie)), tie) for tie in ties]
    first = min((rank for rank, _ in ranked), default=0)
    return [tie for rank, tie in ranked if rank == first]


def _tense(graph: Graph, fact: Fact) -> Tense:
    known: dict[str, Tense] = graph.graph.setdefault(_KEPT, {})
    if fact.id not in known:
        known[fact.id] = _found(graph, fact)
    return known[fact.id]


def _found(graph: Graph, fact: Fact) -> Tense:
    now: str = graph.graph["now"]
    row = graph.graph["relations"][fact.relation]
    if row.fills and fact.qualifiers.get("as") == DESIGNATE:
        return "to come"  # and holds nothing on any day
    if not now or graph.graph["scope"].as_of:
        return ""
    if fact.premises:
        premises = (graph.graph["stated"](id) for id in fact.premises)
        return max((_tense(graph, each) for each in premises), key=TENSES.index)
    dating: Dating | None = graph.graph["dating"](fact)
    if dating is None:
        return "" if row.act else "current"
    span, whole = _now(graph), validity(dating).possible
    if row.act:
        return "to come" if whole.low >= span.high else ""
    if fact.attested and dates.order(fact.attested)[0] < dates.order(now)[0]:
        return "last attested"  # of a time that may be gone by: nothing is said of now
    if whole.high <= span.low:
        return "former"
    if whole.low >= span.high:
        return "to come"
    return "last attested" if row.fills and _is_followed(graph, fact, dating) else "current"


def _is_followed(graph: Graph, fact: Fact, dating: Dating) -> bool:
    """Return whether a later source names another holder of a post of one seat, or nobody.

    Where the post of a premise is not drawn, nobody else who held it is known.
    """
    if fact.object not in graph:
        return False
    post = actor_of(graph, fact.object)
    if dating.span[1] or post.shared or post.seats > 1 or fact.qualifiers.get("as"):
        return False
    mine = max((span.high for span in sure(dating)), default=None)
    if mine is None:  # of sources of which no day is known, the last that they may be of
        days = filter(None, (parse(text).surely_to for text in dating.attested))
        mine = max((closed(day, day).high for day in days), default=None)
    last = _last_named(graph, post.id)
    return mine is not None and any(
        begun >= mine for person, begun in last if person != fact.subject
    )


def _last_named(graph: Graph, post: str) -> list[tuple[str, int]]:
    """Return the two whom the latest sources name as holders of a post, each with when.

    Where a post is said to have stood empty, that is nobody: "".
    """
    known: dict[str, list[tuple[str, int]]] = graph.graph.setdefault(_NAMED, {})
    if post not in known:
        latest: dict[str, int] = {}
        now = _now(graph).high  # what is to come follows nobody yet
        for tie in seats_of(graph).of_post(post).holdings:
            dating = dating_of(graph, tie)
            if dating and not tie.fact.qualifiers.get("as"):
                begun = [span.low for span in sure(dating) if span.low < now]
                latest[tie.fact.subject] = max([latest.get(tie.fact.subject, -NEVER), *begun])
        for empty in actor_of(graph, post).vacant:
            day = parse(empty.since).surely_to if empty.since else parse(empty.until).surely_from
            begun = [closed(day, day).low] if day else []
            latest[""] = max([latest.get("", -NEVER), *(low for low in begun if low < now)])
        known[post] = sorted(latest.items(), key=lambda each: -each[1])[:2]
    return known[post]


def _now(graph: Graph) -> Span:
    """Return the day of the latest source, of a graph that has one."""
    day = parse(graph.graph["now"]).earliest
    assert day is not None
    return closed(day, day)


def _last_attested(dating: Dating | None) -> Day | None:
    days = vouched(dating) if dating else ()
    return days[-1] if days else None
