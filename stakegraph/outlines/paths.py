"""Paths in words: each route as sentences."""

from stakegraph.edtf.words import span_in_words
from stakegraph.model.facts import DERIVED
from stakegraph.model.relations import UNCONNECTING
from stakegraph.model.sentences import capitalised, counted, enumerated
from stakegraph.outlines import Item, Outline, label, labelled, named
from stakegraph.questions.paths import Component, Paths, Route, Stop


def outline(result: Paths) -> Outline:
    """Put how two actors are connected in words."""
    start, end = named(result.start), named(result.end)
    title = f"From {start} to {end}"
    if result.start.id == result.end.id:
        return Outline(title=title, closing=("Both names mean the same actor.",))
    if result.shortest:
        hops = counted(result.shortest, "hop")
        none = f"No route of at most {counted(result.max_hops, 'hop')}; the shortest has {hops}: "
        return Outline(title=title, closing=(f"{none}try --max-hops {result.shortest}.",))
    if not result.routes:
        limits = _limits(result)
        apart = tuple(_component(each, result) for each in result.components)
        none = "No route was found" if result.unwalked else "No route connects them"
        if result.apart:
            at_once = f"No route of at most {counted(result.max_hops, 'hop')}"
            none = f"{at_once} {'was found' if result.unwalked else 'is known'}{limits}"
            limits = (
                f" whose hops may all have held on one day; without --together the shortest has"
                f" {counted(result.apart, 'hop')}"
            )
        return Outline(title=title, closing=(f"{none}{limits}.", *apart, *_left_out(result)))
    items = tuple(
        _route(route, number, asked=result.together)
        for number, route in enumerate(result.routes, 1)
    )
    closing: tuple[str, ...] = ()
    if result.firm:
        hops = counted(result.firm, "hop")
        closing = (
            f"Every hop of another route is stated, or follows: --firm shows it, {hops} long.",
        )
    if not any(route.together for route in result.routes):
        closing += ("--together looks for a route whose hops may all have held on one day.",)
    return Outline(title=title, items=items, closing=(*closing, *_left_out(result)))


def _limits(result: Paths) -> str:
    """Return the options that limit the routes, as they may be typed."""
    options = (("--only", result.only), ("--avoid", result.avoid))
    words = [f"{option} {word}" for option, given in options for word in given]
    return f" with {enumerated(words)}" if words else ""


def _left_out(result: Paths) -> tuple[str, ...]:
    """Say whose ties were too many to look at."""
    if not result.unwalked:
        return ()
    hubs = enumerated(
        [f"{named(one.actor)} ({counted(one.ties, 'tie')})" for one in result.unwalked]
    )
    return (
        "There is more here than one search looks at: what lies behind those with the most ties "
        f"on record was left out, such as {hubs}. --only WORD narrows the search.",
    )


def _route(route: Route, number: int, *, asked: bool) -> Item:
    stops = {stop.actor.id: stop for stop in route.stops}
    hops = []
    for count, hop in enumerate(route.hops, 1):
        stop = stops.pop(hop.end.id, None)
        notes = [_explained(stop)] if stop else []
        notes += [f"also: {labelled(fact)}" for fact in hop.also]
        facts = (hop.fact, *hop.also)
        cells = {"hop": str(count), "statement": hop.fact.text}
        hops.append(
            Item(text=hop.fact.text, cells=cells, facts=facts, notes=tuple(notes), number=count)
        )
    if not route.weakest:
        follows = any(hop.fact.status == DERIVED for hop in route.hops)
        firm = f"every hop is stated{' or follows from what is stated' if follows else ''}"
    else:
        fact = route.hops[route.weakest - 1].fact
        why = ", ".join(filter(None, (label(fact), "undetermined" if fact.missing else "")))
        firm = f"{route.doubtful} of them in doubt; the weakest is hop {route.weakest}, {why}"
        if len(route.hops) == 1:
            firm = why
    when = _when(route, asked=asked) if len(route.hops) > 1 else ""
    text = f"Route {number}: {counted(len(route.hops), 'hop')}{when}; {firm}"
    return Item(text=text, items=tuple(hops), sequence=True)


def _when(route: Route, *, asked: bool) -> str:
    """Say that hops never held on one day, on which days each did; if asked, that all may have."""
    if route.together:
        span = span_in_words(route.since, route.until)
        return f", which may have held at once{f' ({span})' if span else ''}" if asked else ""
    spans = [span_in_words(hop.since, hop.until) for hop in route.hops]
    days = "; ".join(f"hop {count}: {span}" for count, span in enumerate(spans, 1) if span)
    return f", which never {'all ' if len(spans) > 2 else ''}held on one day ({days})"


def _explained(stop: Stop) -> str:
    kind = stop.actor.classification or stop.actor.kind
    span = span_in_words(stop.since, stop.until)
    what = f"{stop.actor.name}: {kind}{f', {span}' if span else ''}"
    return f"{what}; {stop.description}" if stop.description else what


def _component(component: Component, result: Paths) -> str:
    """Say whom an actor is connected with, whether its name is of one or of several."""
    start, others = named(component.of), component.size - 1
    ways = "so limited, " if _limits(result) else ""
    if not others:
        is_told = result.only or not {*UNCONNECTING}.isdisjoint(result.families)
        unwalked = "" if is_told else " (opinions and places are not followed)"
        return capitalised(f"{ways}no route leads from {start} to anybody{unwalked}.")
    members = enumerated([named(member) for member in component.members])
    whom = "" if others == len(component.members) else ", among them"
    to = f"{'more than ' if component.more else ''}{counted(others, 'other')}"
    leads = "a route leads" if others == 1 else "routes lead"
    return capitalised(f"{ways}{leads} from {start} to {to}{whom or ':'} {members}.")
