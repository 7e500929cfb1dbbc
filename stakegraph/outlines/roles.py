"""Roles in words."""

from itertools import groupby

from stakegraph.edtf.words import span_in_words
from stakegraph.model.names import fold
from stakegraph.model.relations import ORGANISATION, PARTNERSHIP, PERSON, POST
from stakegraph.outlines import Item, Outline, named
from stakegraph.questions.roles import Role, Roles


def outline(result: Roles) -> Outline:
    """Put who has which role in words."""
    of = result.of
    if of is None:
        title, none = "Roles", "No role is recorded."
    else:
        title, none = f"Roles of {named(of)}", f"No role of {named(of)} is recorded."
        if of.kind == POST:
            title = f"Holders of the post: {of.name}"
        elif of.kind != PERSON:
            where = f"{'in' if of.kind == PARTNERSHIP else 'at'} {of.name}"
            title, none = f"Roles {where}", f"No role {where} is recorded."
    if not result.roles:
        return Outline(title=title, closing=(none,))
    if of and of.kind == PERSON:
        return Outline(title=title, items=tuple(_item(role) for role in result.roles))
    items = []
    house = not (of and of.kind == ORGANISATION)
    vacant = (
        "posts with no holder recorded" if result.limited else "posts whose holder is not named"
    )
    for _, group in groupby(result.roles, key=lambda role: role.holder and role.holder.id):
        roles = list(group)
        holder = roles[0].holder
        if holder is None:
            lines = tuple(_item(role, house=house) for role in roles)
            items.append(Item(text=vacant, items=lines))
        elif len(roles) == 1:
            items.append(_item(roles[0], f"{named(holder)}: ", house=house))
        else:
            lines = tuple(_item(role, house=house) for role in roles)
            items.append(Item(text=named(holder), items=lines))
    return Outline(title=title, items=tuple(items))


def _item(role: Role, before: str = "", *, house: bool = True) -> Item:
    place = role.organisation.name if role.organisation else ""
    what = role.title
    if role.membership:
        what = f"{role.title or 'member'} of {place}"
    elif not what:
        what = f"a role at {place}, title not given"
    elif house and place:
        what = f"{what}, {place}"
    if role.remit and fold(role.remit) not in fold(role.title):
        what += f", responsible for {role.remit}"
    span = span_in_words(role.since, role.until)
    cells = {
        "person": named(role.holder) if role.holder else "",
        "title": role.title or ("member" if role.membership else ""),
        "responsible for": role.remit,
        "organisation": place,
    }
    return Item(text=before + what + (f" ({span})" if span else ""), cells=cells, facts=role.facts)
