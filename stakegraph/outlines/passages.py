"""What stands in the cited places of saved texts, in words: the quoted ones in `>>` and `<<`."""

from collections.abc import Iterable

from stakegraph.model.sentences import counted
from stakegraph.outlines import Item
from stakegraph.questions.evidence import Paragraph, Passage
from stakegraph.questions.results import Cited

Passages = dict[tuple[str, str, str], Passage]


def by_citation(passages: Iterable[Passage]) -> Passages:
    """Return passages by the source, the place and the quotation of the citations they are of."""
    return {(each.source, each.at, each.quote): each for each in passages}


def evidence(cited: Cited, passages: Passages) -> Item:
    """Return a line that names a place in a source, over what stands there.

    That is taken from the passages: it is shown once.
    """
    place = f"{cited.source} {cited.at}".rstrip()
    words = f": “{cited.quote}”" if cited.quote else ""
    passage = passages.pop((cited.source, cited.at, cited.quote), None)
    return Item(text=f"evidence: {place}{words}", items=_lines(passage) if passage else ())


def _lines(passage: Passage) -> tuple[Item, ...]:
    if passage.missing:
        return (Item(text=f"{passage.missing}: what stands there is not shown"),)
    lines = [Item(text=f"¶{each.number} {_marked(each)}") for each in passage.paragraphs]
    if passage.more:
        place = f"{passage.source} {passage.at}"
        more = f"and {counted(passage.more, 'more paragraph')}: stakegraph sources read {place}"
        lines.append(Item(text=more))
    return tuple(lines)


def _marked(paragraph: Paragraph) -> str:
    """Return the text of a paragraph in one line, with the quoted words marked."""
    text, parts, end = paragraph.text, [], 0
    for first, last in paragraph.quoted:
        parts += [text[end:first], ">>", text[first:last], "<<"]
        end = last
    return " ".join("".join([*parts, text[end:]]).split())
