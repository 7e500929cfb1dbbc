"""Roles in words."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import groupby

from stakegraph.edtf.dates import order
from stakegraph.edtf.words import in_words, once_in_words, span_in_words
from stakegraph.graph.tenses import TENSES
from stakegraph.model.articles import titled
from stakegraph.model.relations import ORGANISATION, PARTNERSHIP, PERSON, POST
from stakegraph.model.sentences import enumerated
from stakegraph.outlines import EMPTY, NO_NOW, Item, Outline, named
from stakegraph.questions.roles import Role, Roles
from stakegraph.text.folding import fold


def outline(result: Roles) -> Outline:
    """Put who has which role in words."""
    of = result.of
    if of is None:
        title, none = "Roles", "No role is recorded."
    else:
        title, none = f"Roles of {named(of)}", f"No role of {named(of)} is recorded."
        if of.kind == POST:
            (role, *_) = result.roles
            place = role.organisation.name if role.organisation else ""
            remit = f"responsible for {role.remit}" if role.remit else ""
            named_so = ", ".join(filter(None, (of.name, place, remit)))
            title = f"Holders of the post: {named_so}"
        elif of.kind != PERSON:
            where = f"{'in' if of.kind == PARTNERSHIP else 'at'} {of.name}"
            title, none = f"Roles {where}", f"No role {where} is recorded."
    if not result.roles:
        return Outline(title=title, closing=(none,))
    closing = (NO_NOW,) if result.timeless else ()
    house = not (of and of.kind == ORGANISATION)
    if of and of.kind == POST:
        return Outline(title=title, items=_succession(result), closing=closing)
    if of and of.kind == PERSON:
        return Outline(
            title=title, items=_parted(result.roles, lambda some: map(_item, some)), closing=closing
        )
    unnamed = (
        "posts with no holder recorded" if result.limited else "posts whose holder is not named"
    )

    def by_holder(roles: Iterable[Role]) -> Iterator[Item]:
        for _, group in groupby(roles, key=lambda role: (role.holder, role.empty)):
            some = list(group)
            holder = some[0].holder
            lines = tuple(_item(role, house=house) for role in some)
            if holder is None:
                yield Item(text="vacant posts" if some[0].empty else unnamed, items=lines)
            elif len(some) == 1:
                yield _item(some[0], f"{named(holder)}: ", house=house)
            else:
                yield Item(text=named(holder), items=lines)

    return Outline(title=title, items=_parted(result.roles, by_holder), closing=closing)


def _parted(
    roles: Iterable[Role], shown: Callable[[Iterable[Role]], Iterable[Item]]
) -> tuple[Item, ...]:
    """Show the roles of now, then in groups of their own those of other times."""
    items: list[Item] = []
    by_tense = sorted(roles, key=lambda role: TENSES.index(role.tense or "current"))
    for tense, group in groupby(by_tense, key=lambda role: role.tense or "current"):
        some = tuple(shown(list(group)))
        items += some if tense == "current" else [Item(text=tense, items=some)]
    return tuple(items)


def _succession(result: Roles) -> tuple[Item, ...]:
    """Show who held a post in the order of time, with the times in which nobody is named."""
    nobody = "nobody is recorded" if result.limited else "nobody is named"
    items: list[Item] = []
    gaps = list(result.gaps)
    for role in result.roles:
        while gaps and role.since and order(gaps[0].since) < order(role.since):
            gap = gaps.pop(0)
            items.append(Item(text=f"{span_in_words(gap.since, gap.until)}: {nobody}"))
        if role.empty:
            words = EMPTY.get(role.tense, "nobody held it")
        elif role.holder is None:
            words = nobody
        else:
            words = named(role.holder) + (f", {role.acting}" if role.acting else "")
        remarks = "; ".join(filter(None, (_dates(role), _in_succession(role))))
        text = f"{words} ({remarks})" if remarks else words
        notes = (("until when is not known",) if role.tense == "last attested" else ()) + role.moves
        items.append(_line(role, text, notes))
    return tuple(items)


def _in_succession(role: Role) -> str:
    """Say of one in a succession when that was attested, or that it is to come or was."""
    if role.tense == "to come":
        return role.tense
    if role.attested and not role.since and not role.until:
        once = role.once or role.tense == "last attested" or role.old
        return _attested(role) if once else f"attested {in_words(role.attested)}"
    if role.tense == "former" and not role.until:
        return role.tense
    return _attested(role)


def _item(role: Role, before: str = "", *, house: bool = True) -> Item:
    place = role.organisation.name if role.organisation else ""
    what = _title(role)
    if role.membership:
        what = f"{role.title or 'member'} of {place}" if house else role.title or "member"
    elif not what:
        what = f"a role at {place}, title not given" if house else "a role, title not given"
    elif house and place:
        what = f"{what}, {place}"
    if role.through:
        what += f", as {titled(role.acting, role.through.name)}"
    if role.remit and fold(role.remit) not in fold(role.title):
        what += f", responsible for {role.remit}"
    spans = "; ".join(filter(None, (_dates(role), _attested(role))))
    return _line(role, before + what + (f" ({spans})" if spans else ""), role.moves)


def _line(role: Role, text: str, notes: tuple[str, ...] = ()) -> Item:
    cells = {
        "person": named(role.holder) if role.holder else "",
        "title": _title(role) or ("member" if role.membership else ""),
        "responsible for": role.remit,
        "organisation": role.organisation.name if role.organisation else "",
    }
    evidence = role.evidence
    if role.differing:
        evidence = tuple(cited for fact in role.facts for cited in fact.evidence)
    return Item(
        text=text,
        cells=cells,
        facts=role.facts,
        evidence=evidence,
        missing=role.missing,
        notes=notes,
    )


def _title(role: Role) -> str:
    return titled("" if role.through else role.acting, role.title)


def _dates(role: Role) -> str:
    """Say from when to when somebody had a role; where sources differ, what each says."""
    if role.once:
        return ""
    worded = partial(span_in_words, to_come=role.tense == "to come")
    if role.differing:
        told = [(worded(x.since, x.until), enumerated([*x.sources])) for x in role.differing]
        return ", or ".join(f"{span or 'without dates'} by {sources}" for span, sources in told)
    return worded(role.since, role.until)


def _attested(role: Role) -> str:
    """Say when a role was so once, or when it was last attested, where that was long ago."""
    if role.once:
        return once_in_words(role.once)
    is_told = role.tense == "last attested" or (role.tense == "current" and role.old)
    if not role.attested or role.until or not is_told:
        return ""
    return f"last attested {in_words(role.attested)}"
