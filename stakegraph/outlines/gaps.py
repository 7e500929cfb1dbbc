"""Gaps in words: under each rule, what is not said and what to ask."""

from stakegraph.model.sentences import capitalised, counted
from stakegraph.outlines import Item, Outline, proof, proven
from stakegraph.questions.gaps import Gap, Gaps

_HEADINGS = {
    "no-head": "organisations of which nobody is named",
    "vacant-post": "posts whose holder is not named",
    "undated-role": "roles of which no start is given",
    "no-client": "partnerships without a client",
    "undated-partnership": "partnerships without dates",
    "one-source": "what rests on one source",
    "in-doubt": "what is hedged, disputed or inferred",
    "no-source": "what no source is cited for",
    "alone": "actors that nothing is tied to",
    "unused-source": "sources that nobody cites",
    "old": "what has not been confirmed lately",
}


def outline(result: Gaps) -> Outline:
    """Put what is not said yet in words."""
    title = "What the facts do not say yet"
    if not result.gaps:
        return Outline(title=title, closing=("No gap was found.",))
    rules = dict.fromkeys(gap.rule for gap in result.gaps)
    groups = []
    for rule in rules:
        items = tuple(_item(gap) for gap in result.gaps if gap.rule == rule)
        groups.append(Item(text=f"{_HEADINGS[rule]} [{rule}]", items=items))
    closing = f"{counted(len(result.gaps), 'gap')}."
    return Outline(title=title, items=tuple(groups), closing=(closing,))


def _item(gap: Gap) -> Item:
    about = gap.fact.id if gap.fact else gap.actor.id if gap.actor else ""
    return Item(
        text=f"{capitalised(gap.text)}. {capitalised(gap.ask)}",
        cells={
            "rule": gap.rule,
            "about": about,
            "gap": gap.text,
            "ask": gap.ask,
            "weight": str(gap.hangs),
        },
        evidence=gap.evidence,
        proof=_proof(gap),
    )


def _proof(gap: Gap) -> str:
    if gap.fact:
        return proof(gap.fact)
    return proven(gap.actor.id, "stated", "", gap.evidence) if gap.actor else ""
