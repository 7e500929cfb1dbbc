"""Show an answer in a notebook: nested lists of HTML, in which every text is only a text."""

from collections.abc import Iterator
from html import escape
from typing import Any

from stakegraph.outlines import Item
from stakegraph.renderers import LIMIT, Answer, mark, notes, proofs, shown, status
from stakegraph.text.escaping import visible


def html(answer: Answer[Any]) -> str:
    """Return the outline of an answer as HTML, each line with its status and where it is said."""
    outline = answer.outline
    lines = "".join(_lines(outline.items, answer.cite, answer.limit or LIMIT))
    opening, closing = (
        "".join(f"<p>{_plain(line)}</p>" for line in told)
        for told in (outline.opening, outline.closing)
    )
    return f"<div><p><strong>{_plain(outline.title)}</strong></p>{opening}{lines}{closing}</div>"


def _lines(items: tuple[Item, ...], cite: bool, limit: int) -> Iterator[str]:
    if not items:
        return
    yield "<ul>"
    some, count = shown(items, limit)
    for item in some:
        number = f"{item.number}. " if item.number else ""
        word = f"<em>{_plain(status(item))}:</em> " if status(item) else ""
        place = f" <small>[{_plain(mark(item))}]</small>" if mark(item) else ""
        yield f"<li>{number}{word}{_plain(item.text)}{place}"
        for note in (*notes(item), *(proofs(item) if cite else ())):
            yield f"<br><small>{_plain(note)}</small>"
        yield from _lines(item.items, cite, limit)
        yield "</li>"
    if len(some) < len(items):
        yield f"<li>and {count - limit:,} more</li>"
    yield "</ul>"


def _plain(text: str) -> str:
    return escape(visible(text))
