"""Sums of amounts in words."""

from stakegraph.model.amounts import money
from stakegraph.model.sentences import counted, enumerated
from stakegraph.outlines import Item, named
from stakegraph.questions.amounts import Amounts, Total


def sums(found: tuple[Amounts, ...], name: str) -> list[Item]:
    """Show the sums of the ties of somebody of that name, with who has which part of them."""
    items = [item for each in found for item in _of_relation(each, name)]
    return [Item(text="in total", items=tuple(items))] if items else []


def _of_relation(each: Amounts, name: str) -> list[Item]:
    def what(words: str) -> str:
        return f"{words} {name}" if each.received else f"{name} {words} others"

    items = [_total(total, what(total.words)) for total in each.totals]
    left: dict[str, list[str]] = {}
    for one in each.left_out:
        left.setdefault(one.words, []).append(f"{counted(len(one.facts), 'fact')} {one.reason}")
    items += [
        _remark(f"{what(words)}: not counted: {enumerated(reasons)}")
        for words, reasons in left.items()
    ]
    return items


def _total(total: Total, what: str) -> Item:
    text = f"{money(total.sum, total.currency)} in {counted(len(total.facts), 'fact')}"
    notes = []
    if total.earlier:
        of_them = counted(len(total.earlier), "of the facts is", "of the facts are")
        notes.append(f"{of_them} of an earlier time")
    if total.united:
        twice = counted(len(total.united), "of them is", "of them are")
        notes.append(f"{twice} told by several sources, and counted once")
    if total.perhaps_one:
        ids = "; ".join(" and ".join(some) for some in total.perhaps_one)
        less = money(total.least, total.currency)
        notes.append(f"these may be the same, told twice, and the sum {less}: {ids}")
    if total.listed_twice:
        ids = ", ".join(total.listed_twice)
        notes.append(f"listed twice in one source, counted once, and perhaps two: {ids}")
    parts = [
        Item(
            text=f"{named(one.actor)}: {money(one.sum, total.currency)}"
            f" in {counted(one.facts, 'fact')}",
            cells={"related": named(one.actor), "sum": money(one.sum, total.currency)},
        )
        for one in total.by
    ]
    return Item(text=f"{what}: {text}", items=(*parts, *map(_remark, notes)))


def _remark(text: str) -> Item:
    return Item(text=text, cells={"tie": text})
