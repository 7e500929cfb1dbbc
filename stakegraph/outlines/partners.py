"""Partners in words."""

from msgspec.structs import replace

from stakegraph.edtf.words import span_in_words
from stakegraph.model.relations import PARTNERSHIP
from stakegraph.model.sentences import capitalised, counted
from stakegraph.outlines import Item, Outline, cannot_say, named
from stakegraph.outlines.actors import otherwise_in_words
from stakegraph.questions.partners import Partner, Partners, Partnership, Related
from stakegraph.questions.results import Statement


def outline(result: Partners) -> Outline:
    """Put who is whose partner in words."""
    name = named(result.of)
    closing = _closing(result)
    items = [_partnership(partnership) for partnership in result.partnerships]
    if result.of.kind == PARTNERSHIP:
        (item,) = items
        return Outline(title=capitalised(item.text), items=item.items, closing=closing)
    if result.others:
        others = tuple(_other(partner) for partner in result.others)
        items.append(Item(text="directly", items=others))
    items += _apart(result.related)
    title = f"Partners of {name}" if items else name
    return Outline(title=title, items=tuple(items), closing=closing)


def _closing(result: Partners) -> tuple[str, ...]:
    """Count the partners, and apart from them who is tied otherwise."""
    found: dict[str, bool] = {}  # each partner, and whether it surely is one
    for each in result.partnerships:
        within = not each.facts or not all(map(cannot_say, each.facts))
        for partner in each.members:
            sure = within and not all(map(cannot_say, partner.facts))
            found[partner.actor.id] = found.get(partner.actor.id, False) or sure
    for partner in result.others:
        sure = not all(map(cannot_say, partner.facts))
        found[partner.actor.id] = found.get(partner.actor.id, False) or sure
    doubtful = [*found.values()].count(False)
    of = "in" if result.of.kind == PARTNERSHIP else "of"
    closing = counted(len(found), "partner") if found else f"No partner {of} {named(result.of)}"
    closing += "" if found else " is recorded"
    closing += f", of whom {doubtful:,} cannot be said for the day" if doubtful else ""
    groups = (result.related, *(each.related for each in result.partnerships))
    apart = {one.actor.id for group in groups for one in group} - found.keys()
    if not apart:
        return (f"{closing}.",)
    others = counted(len(apart), "other is", "others are")
    return (f"{closing}; {others} tied otherwise than as a partner.",)


def _partnership(partnership: Partnership) -> Item:
    named_after = partnership.partnership
    kind = named_after.classification or "partnership"
    span = span_in_words(partnership.since, partnership.until)
    text = f"{named_after.name} ({', '.join(filter(None, (kind, span)))})"
    if partnership.part:
        text += f", as {partnership.part}"
    members = tuple(_member(partner) for partner in partnership.members)
    return Item(
        text=text,
        cells={"partnership": named_after.name, "part": partnership.part},
        facts=partnership.facts,
        notes=(
            *((partnership.description,) if partnership.description else ()),
            *otherwise_in_words(partnership.otherwise),
        ),
        items=(*members, *_apart(partnership.related)),
    )


def _apart(related: tuple[Related, ...]) -> list[Item]:
    """Show apart from the partners who is tied otherwise, one line a fact."""
    items = tuple(
        Item(text=fact.text, cells={"related": named(one.actor), "tie": fact.text}, facts=(fact,))
        for one in related
        for fact in one.facts
    )
    return [Item(text="tied otherwise than as a partner", items=items)] if items else []


def _member(partner: Partner) -> Item:
    fact = partner.facts[0]
    span = span_in_words(fact.since, fact.until)
    text = named(partner.actor) + (f", as {partner.part}" if partner.part else "")
    return Item(
        text=text + (f" ({span})" if span else ""),
        cells={"partner": named(partner.actor), "part": partner.part},
        facts=partner.facts,
        notes=_more(partner),
        items=tuple(_other(further) for further in partner.partners),
    )


def _other(partner: Partner) -> Item:
    """Show a partner by what ties it, one line a fact."""
    further = tuple(_other(each) for each in partner.partners)
    if len(partner.facts) == 1:
        return replace(_tie(partner, partner.facts[0]), items=further, notes=_more(partner))
    lines = tuple(_tie(partner, fact) for fact in partner.facts)
    return Item(text=named(partner.actor), items=(*lines, *further), notes=_more(partner))


def _more(partner: Partner) -> tuple[str, ...]:
    """Say where the ties of a partner are shown that are too many to show here."""
    if not partner.ties:
        return ()
    return (f"{counted(partner.ties, 'tie')} of its own: stakegraph partners {partner.actor.id}",)


def _tie(partner: Partner, fact: Statement) -> Item:
    return Item(
        text=fact.text, cells={"partner": named(partner.actor), "tie": fact.text}, facts=(fact,)
    )
