"""Show an answer as Markdown, its evidence as numbered footnotes."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, TextIO

from msgspec.structs import asdict

from stakegraph.edtf.words import in_words
from stakegraph.evidence.links import place_link
from stakegraph.model.facts import Source
from stakegraph.model.sentences import of_source
from stakegraph.outlines import Item
from stakegraph.questions.results import Cited
from stakegraph.renderers import Answer, mark, notes, status
from stakegraph.text.escaping import visible

UTF8 = True


def show(answer: Answer[Any], stream: TextIO) -> None:
    """Print the outline of an answer as a nested list; with `cite`, footnotes name the sources."""
    outline = answer.outline
    footnotes: dict[Cited, int] | None = {} if answer.cite else None
    opening = [each for line in outline.opening for each in (_plain(line), "")]
    lines = [f"**{_plain(outline.title)}**", "", *opening, *_lines(outline.items, footnotes, "")]
    lines += ["", *(_plain(line) for line in outline.closing)] if outline.closing else []
    if footnotes:
        lines.append("")
        for cited, number in footnotes.items():
            lines.append(f"[^{number}]: {_reference(cited, answer.sources)}")
    stream.write("\n".join(lines) + "\n")


def _lines(
    items: tuple[Item, ...], footnotes: dict[Cited, int] | None, indent: str
) -> Iterator[str]:
    for item in items:
        word = status(item)
        text = (f"*{word}:* " if word else "") + _plain(item.text)
        bullet = f"{item.number}." if item.number else "-"
        yield f"{indent}{bullet} {text}{_evidence(item, footnotes)}"
        for note in notes(item):
            yield f"{indent}  - *{_plain(note)}*"
        yield from _lines(item.items, footnotes, indent + "  ")


def _evidence(item: Item, footnotes: dict[Cited, int] | None) -> str:
    if footnotes is None:
        return f" ({_plain(mark(item))})" if mark(item) else ""
    told = (*item.evidence, *(one for fact in item.facts for one in fact.evidence))
    cited = dict.fromkeys(told)
    return "".join(f"[^{footnotes.setdefault(one, len(footnotes) + 1)}]" for one in cited)


def _reference(cited: Cited, sources: Mapping[str, Source]) -> str:
    """Name a place in a source as a footnote does: publisher, title, date, place, quotation."""
    source = sources[cited.source]
    date = in_words(source.date) if source.date else ""
    link = place_link(source.url, cited.at, cited.quote)
    before = (source.author, source.publisher, f"“{source.title}”", date, cited.at)
    url = f"<{link}>" if link else _plain(source.url)
    named = [*map(_plain, before), url, *map(_plain, of_source(asdict(source)))]
    quote = f": “{_plain(cited.quote)}”" if cited.quote else ""
    return ", ".join(filter(None, named)) + f"{quote} ({_plain(cited.source)})"


def _plain(text: str) -> str:
    """Escape what Markdown would take for markup."""
    escaped = re.sub(r"([\\`*_\[\]<>|~])", r"\\\1", visible(text)).replace("&", "&amp;")
    return re.sub(
        r"^(\d+)([.)])|^([#+-])", lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", escaped
    )
