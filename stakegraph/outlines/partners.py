"""Partners in words."""

from msgspec.structs import replace

from stakegraph.edtf.words import span_in_words
from stakegraph.model.amounts import with_thousands
from stakegraph.model.qualifiers import AMOUNT, SHARE
from stakegraph.model.relations import PARTNERSHIP
from stakegraph.model.sentences import capitalised, counted
from stakegraph.outlines import Item, Outline, cannot_say, named, qualified
from stakegraph.outlines.actors import otherwise_in_words
from stakegraph.outlines.amounts import sums
from stakegraph.questions.partners import Partner, Partners, Partnership, Related
from stakegraph.questions.results import Statement


def outline(result: Partners) -> Outline:
    """Put who is whose partner in words."""
    name = named(result.of)
    closing = _closing(result)
    items = [_partnership(partnership) for partnership in result.partnerships]
    if result.of.kind == PARTNERSHIP:
        (item,) = items
        items = [*item.items, *sums(result.amounts, name)]
        return Outline(title=capitalised(item.text), items=tuple(items), closing=closing)
    if result.others:
        others = tuple(_other(partner) for partner in result.others)
        items.append(Item(text="directly", items=others))
    items += [*_apart(result.related), *sums(result.amounts, name)]
    title = f"Partners of {name}" if items else name
    return Outline(title=title, items=tuple(items), closing=closing)


def _closing(result: Partners) -> tuple[str, ...]:
    """Count the partners, and apart from them who is tied otherwise."""
    found: dict[str, int] = {}  # each partner, and what is said least of how it is one
    for each in result.partnerships:
        own = _shortfall(each.facts)
        for partner in each.members:
            if not partner.together:
                continue
            least = max(own, _shortfall(partner.facts))
            found[partner.actor.id] = min(found.get(partner.actor.id, least), least)
    for partner in result.others:
        least = _shortfall(partner.facts)
        found[partner.actor.id] = min(found.get(partner.actor.id, least), least)
    shares = [
        counted(number, *words)
        for least, words in enumerate(_SHORT_OF_NOW.values(), 1)
        if (number := [*found.values()].count(least))
    ]
    of = "in" if result.of.kind == PARTNERSHIP else "of"
    closing = counted(len(found), "partner") if found else f"No partner {of} {named(result.of)}"
    closing += "" if found else " is recorded"
    closing += f", of whom {' and '.join(shares)}" if shares else ""
    apart_in_time = {
        partner.actor.id
        for each in result.partnerships
        for partner in each.members
        if not partner.together
    } - found.keys()
    if apart_in_time:
        others = counted(len(apart_in_time), "other", "others")
        closing += f"; {others} had a part in the same at another time"
    groups = (result.related, *(each.related for each in result.partnerships))
    apart = {one.actor.id for group in groups for one in group} - found.keys()
    if not apart:
        return (f"{closing}.",)
    others = counted(len(apart), "other is", "others are")
    return (f"{closing}; {others} tied otherwise than as a partner.",)


# What is said of partners that are not surely so now, from what says most to what says least.
_SHORT_OF_NOW = {
    "last attested": ("is known only of an earlier time", "are known only of an earlier time"),
    "to come": ("is to come", "are to come"),
    "former": ("is former", "are former"),
    "missing": ("cannot be said", "cannot be said"),
}


def _shortfall(facts: tuple[Statement, ...]) -> int:
    """Return how much less than being a partner now the fact says that says most, 0 for nothing."""
    ranks = ["", *_SHORT_OF_NOW]
    words = ("missing" if cannot_say(fact) else fact.tense for fact in facts)
    return min((ranks.index(each) if each in ranks else 0 for each in words), default=0)


def _partnership(partnership: Partnership) -> Item:
    named_after = partnership.partnership
    kind = named_after.classification or "partnership"
    span = span_in_words(partnership.since, partnership.until)
    text = f"{named_after.name} ({', '.join(filter(None, (kind, span)))})"
    text += _parts_in_words(partnership.facts, else_in="in it ", known=span)
    members = tuple(_member(partner) for partner in partnership.members)
    return Item(
        text=text,
        cells={"partnership": named_after.name, "part": ", ".join(partnership.parts)},
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
    return Item(
        text=named(partner.actor) + _parts_in_words(partner.facts),
        cells={"partner": named(partner.actor), "part": ", ".join(partner.parts)},
        facts=partner.facts,
        evidence=tuple(cited for fact in partner.facts for cited in fact.evidence),
        notes=(*(() if partner.together else ("not at the same time",)), *_more(partner)),
        items=tuple(_other(further) for further in partner.partners),
    )


def _parts_in_words(facts: tuple[Statement, ...], *, else_in: str = "", known: str = "") -> str:
    """Return the parts that facts give somebody in a partnership, each with its share and its time.

    A time without a part is in brackets, or follows the words `else_in`; one `known` is left out.
    What is less firm than the first, which the line is labelled by, says so.
    """
    parts = []
    for fact in facts:
        unlike = [
            word
            for word, first in zip(_doubts(fact), _doubts(facts[0]), strict=True)
            if word != first
        ]
        part = fact.qualifiers.get("as", "")
        span = fact.when
        share, amount = (fact.qualifiers.get(name, "") for name in (SHARE, AMOUNT))
        words = f", as {part}" if part else ""
        words += f", share: {share}" if share else ""
        words += f", amount: {with_thousands(amount)}" if amount else ""
        told = "; ".join(filter(None, ("" if span == known else span, *unlike)))
        if told:
            words += f", {else_in}{told}" if else_in and not words else f" ({told})"
        parts.append(words)
    return "".join(dict.fromkeys(parts))


def _doubts(fact: Statement) -> tuple[str, str]:
    """Return how firm a fact is and whose word, and whether it can be said of the day asked for."""
    return qualified(fact), cannot_say(fact)


def _other(partner: Partner) -> Item:
    """Show a partner by what ties it, one line a fact."""
    further = tuple(_other(each) for each in partner.partners)
    if len(partner.facts) == 1:
        return replace(_tie(partner, partner.facts[0]), items=further, notes=_more(partner))
    lines = tuple(_tie(partner, fact) for fact in partner.facts)
    return Item(text=named(partner.actor), items=(*lines, *further), notes=_more(partner))


def _more(partner: Partner) -> tuple[str, ...]:
    """Say where the ties of a partner are shown that are too many to show here.

    They are counted whatever of them is asked about.
    """
    if not partner.ties:
        return ()
    known = f"{counted(partner.ties, 'tie')} of its own on record"
    return (f"{known}: stakegraph partners {partner.actor.id}",)


def _tie(partner: Partner, fact: Statement) -> Item:
    return Item(
        text=fact.text, cells={"partner": named(partner.actor), "tie": fact.text}, facts=(fact,)
    )
