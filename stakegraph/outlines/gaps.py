"""Gaps in words: what is not said, like with like, and what to ask.

An actor or a fact of which several things are missing stands in one line, under all of them; what
is missing everywhere is said once.
"""

from collections import Counter, defaultdict
from typing import NamedTuple

from msgspec.structs import replace

from stakegraph.model.relations import ACTOR_KINDS
from stakegraph.model.sentences import capitalised, counted, enumerated
from stakegraph.outlines import Item, Outline, label, named, proof, proven
from stakegraph.questions.gaps import Gap, Gaps

_LISTED = (
    10  # what is missing of more than so many things, and of all that there are, is not listed
)


class _Words(NamedTuple):
    """What a rule says of one thing, what to ask about several, and what it says of several."""

    one: str
    ask: str
    other: str = ""

    @property
    def several(self) -> str:
        """Return what it says of several things."""
        return self.other or self.one


# In the order in which a heading that joins some names them.
_WORDS = {
    "alone": _Words("that nothing ties to anybody", "what have they to do with the others?"),
    "no-head": _Words("of which no officer is named", "who heads them?"),
    "vacant-post": _Words("whose holder these facts do not name", "who holds them?"),
    "no-client": _Words("of which no client is named", "for whom are they?"),
    "undated-partnership": _Words(
        "of which the start or the end is not given", "from when to when are they?"
    ),
    "no-source": _Words("for which no source is cited", "where were they read?"),
    "in-doubt": _Words(
        "that is hedged, disputed or inferred",
        "who can say for certain?",
        "that are hedged, disputed or inferred",
    ),
    "old": _Words("that no late source confirms", "are they still so?"),
    "one-source": _Words(
        "that rests on one source", "who else can confirm them?", "that rest on one source"
    ),
    "undated-role": _Words("of which no start is given", "since when?"),
    "unused-source": _Words("that nothing cites", "what do they say?"),
}


def outline(result: Gaps) -> Outline:
    """Put what is not said yet in words."""
    title = "What the facts do not say yet"
    if not result.gaps:
        return Outline(title=title, closing=("No gap was found.",))
    found = Counter(gap.rule for gap in result.gaps)
    everywhere = {rule for rule in found if _LISTED < found[rule] == result.looked_at[rule]}
    about: dict[str, list[Gap]] = defaultdict(list)
    for gap in result.gaps:
        about[gap.rule if gap.rule in everywhere else _about(gap)].append(gap)
    groups: dict[tuple[str, ...], list[list[Gap]]] = defaultdict(list)
    for each in about.values():
        ordered = sorted(each, key=lambda gap: [*_WORDS].index(gap.rule))
        groups[(_noun(ordered), *dict.fromkeys(gap.rule for gap in ordered))].append(ordered)
    weighed = sorted(groups.items(), key=lambda group: (-_weight(group[1]), group[0]))
    items = tuple(_group(*names, lines=lines) for names, lines in weighed)
    return Outline(title=title, items=items, closing=(f"{counted(len(result.gaps), 'gap')}.",))


def _group(noun: str, *rules: str, lines: list[list[Gap]]) -> Item:
    """Return the heading of some rules, over what they find; what is found everywhere is alone."""
    gaps = lines[0]
    if not noun:  # of everything together
        text = f"{gaps[0].text}: {gaps[0].ask}"
        return Item(text=f"{text} [{gaps[0].rule}]", cells=_cells(gaps))
    whole = len(gaps) > len(rules)
    count = len(gaps) if whole else len(lines)
    words = [_WORDS[rule] for rule in rules]
    asks = [each.ask for each in words] if count > 1 else [gap.ask for gap in gaps]
    plural = next((row.section for row in ACTOR_KINDS.values() if row.key == noun), "")
    clauses = enumerated([each.several if count > 1 else each.one for each in words])
    all_of_them = "all " if whole else ""
    heading = f"{all_of_them}{counted(count, noun, plural)} {clauses}: {' '.join(asks)}"
    return Item(
        text=f"{heading} [{', '.join(rules)}]",
        cells={
            "rule": rules[0],
            "gap": f"{all_of_them}{counted(count, noun, plural)} {clauses}",
            "ask": asks[0],
            "weight": str(_weight(lines)),
        },
        items=() if whole else tuple(map(_item, lines)),
    )


def _item(gaps: list[Gap]) -> Item:
    """Return the line of one actor, fact or source."""
    gap = gaps[0]
    name = gap.fact.text if gap.fact else named(gap.actor) if gap.actor else gap.source
    if gap.organisation:
        name += f", {gap.organisation.name}"
    details = "; ".join(gap.detail for gap in gaps if gap.detail)
    return Item(
        text=capitalised(f"{name}: {details}" if details else name),
        cells=_cells(gaps),
        # That all of its sources are retracted is told of the evidence.
        status=label(replace(gap.fact, retracted=False)) if gap.fact else "",
        evidence=gap.evidence,
        proof=_proof(gap),
    )


def _cells(gaps: list[Gap]) -> dict[str, str]:
    return {
        "rule": ", ".join(gap.rule for gap in gaps),
        "about": _about(gaps[0]),
        "gap": "; ".join(gap.text for gap in gaps),
        "ask": " ".join(gap.ask for gap in gaps),
        "weight": str(gaps[0].hangs),
    }


def _about(gap: Gap) -> str:
    """Return the id of what a gap is of; a source may have that of an actor."""
    if gap.fact:
        return gap.fact.id
    return gap.actor.id if gap.actor else f"source {gap.source}"


def _noun(gaps: list[Gap]) -> str:
    """Return what the things are that some gaps are of, "" for everything together."""
    gap = gaps[0]
    if gap.fact:
        return "role" if any(gap.rule == "undated-role" for gap in gaps) else "fact"
    if gap.actor:
        kinds = {gap.actor.kind for gap in gaps if gap.actor}
        return kinds.pop() if len(kinds) == 1 else "actor"
    return "source" if gap.rule == "unused-source" else ""


def _weight(lines: list[list[Gap]]) -> int:
    """Return how much hangs on what some lines lack, each thing counted once."""
    return sum({_about(gap): gap.hangs for gaps in lines for gap in gaps}.values())


def _proof(gap: Gap) -> str:
    if gap.fact:
        return proof(gap.fact)
    return proven(gap.actor.id, "stated", "", gap.evidence) if gap.actor else ""
