"""Partners in words."""

from msgspec.structs import replace

from stakegraph.edtf.words import span_in_words
from stakegraph.model.relations import PARTNERSHIP
from stakegraph.model.sentences import capitalised, counted
from stakegraph.outlines import Item, Outline, cannot_say, named
from stakegraph.outlines.actors import otherwise_in_words
from stakegraph.questions.partners import Partner, Partners, Partnership
from stakegraph.questions.results import Statement


def outline(result: Partners) -> Outline:
    """Put who is whose partner in words."""
    name = named(result.of)
    if result.of.kind == PARTNERSHIP:
        (partnership,) = result.partnerships
        item = _partnership(partnership)
        if not item.items:
            return Outline(title=item.text, closing=(f"No partner in {name} is recorded.",))
        return Outline(title=capitalised(item.text), items=item.items)
    if not result.partnerships and not result.others:
        return Outline(title=name, closing=(f"No partner of {name} is recorded.",))
    items = [_partnership(partnership) for partnership in result.partnerships]
    if result.others:
        others = tuple(_other(partner) for partner in result.others)
        items.append(Item(text="by other ties", items=others))
    ties = [partner for each in result.partnerships for partner in each.members]
    ties += result.others
    found = {partner.actor.id for partner in ties}
    sure = {partner.actor.id for partner in ties if not all(map(cannot_say, partner.facts))}
    closing = counted(len(found), "partner")
    if found - sure:
        closing += f", of whom {len(found - sure):,} cannot be said for the day"
    return Outline(title=f"Partners of {name}", items=tuple(items), closing=(f"{closing}.",))


def _partnership(partnership: Partnership) -> Item:
    named_after = partnership.partnership
    kind = named_after.classification or "partnership"
    span = span_in_words(partnership.since, partnership.until)
    text = f"{named_after.name} ({', '.join(filter(None, (kind, span)))})"
    if partnership.part:
        text += f", as {partnership.part}"
    return Item(
        text=text,
        cells={"partnership": named_after.name, "part": partnership.part},
        facts=partnership.facts,
        notes=(
            *((partnership.description,) if partnership.description else ()),
            *otherwise_in_words(partnership.otherwise),
        ),
        items=tuple(_member(partner) for partner in partnership.members),
    )


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
