"""The article that facts are drawn from: its text, and the source that it is of the facts."""

import os
import re
from collections.abc import Mapping

from stakegraph.changes.sources import NewSource
from stakegraph.errors import UsageError
from stakegraph.evidence.passages import Text
from stakegraph.evidence.texts import read_text, readable, text_path
from stakegraph.factfile.fields import Fields
from stakegraph.model.facts import OF_SOURCE, Origin, Source

_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype html|html)\b", re.I | re.S
)
_DATED = re.compile(
    r"[-*#\s]*(?:date|published|published on|updated):?\s+(\d{4}-\d\d-\d\d)\b", re.I
)
_HEAD = 40  # lines in which a page says when its article appeared


def article_text(path: str) -> Text:
    """Return the text of an article; raises UsageError for what is no text."""
    readable(path)
    written = read_text(path)
    if _HTML.match(written[:2000]):
        message = f"{path}: this is HTML, whose marks are no text of the article:"
        raise UsageError(f"{message} save the page as text")
    return Text(written)


def article_source(
    article: str, sources: Mapping[str, Source], given: Mapping[str, str]
) -> tuple[Source, str]:
    """Return the source of an article, and the path of its text.

    The article is the id of a source, or a file: the saved text of one, or that of a new one, of
    which the id, the title and the date may be given. Raises UsageError where there is neither.
    """
    if not os.path.isfile(article):
        if article in sources and sources[article].text:
            return _known(sources[article], article, given), text_path(sources[article])
        what = "has no saved text" if article in sources else "there is no such file or source"
        raise UsageError(f"{article}: {what}: name the text of an article")
    if given.get("id") in sources:
        return _known(sources[given["id"]], article, given), article
    for source in sources.values():
        if source.text and _is_same(text_path(source), article):
            return _known(source, article, given), article
    readable(article)
    said = {"title": given.get("title", ""), "date": given.get("date") or _date(article)}
    new = NewSource(article, id=given.get("id", ""), said=said).source("")
    if new.id in sources:
        message = f"there is a source {new.id!r} already: give an --id to this one"
        raise UsageError(f"{article}: {message}")
    return new, article


def _known(source: Source, article: str, given: Mapping[str, str]) -> Source:
    """Return a source; raises UsageError where something else is given of it."""
    for name, value in given.items():
        there = getattr(source, name)
        if value and value != there:
            has = f"has the {name} {there!r}" if there else f"has no {name}"
            message = f"it is the source {source.id!r} already, which {has}"
            raise UsageError(f"{article}: {message}: leave out --{name}, or edit the source")
    return source


def source_of(id: str, fields: Fields, path: str) -> Source:
    """Return the source that an entry of a file is."""
    given = {name: str(fields[name]) for name in OF_SOURCE if name in fields}
    return Source(id=id, origin=Origin(path, 0, 0), **{"title": id, **given})


def _date(path: str) -> str:
    """Return the date that a text gives at its head as that of its article, in figures, or ""."""
    lines = read_text(path).split("\n")[:_HEAD]
    found = {match[1] for match in map(_DATED.match, lines) if match}
    return found.pop() if len(found) == 1 else ""


def _is_same(path: str, other: str) -> bool:
    return os.path.exists(path) and os.path.samefile(path, other)
