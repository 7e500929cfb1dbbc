"""An id given another name wherever it stands in a fact file, of which no other byte changes."""

import re
from codecs import BOM_UTF8
from collections.abc import Container, Iterable, Sequence

from stakegraph.errors import CannotWriteError
from stakegraph.factfile import writer
from stakegraph.factfile.layout import LINE_END, Splice, spliced
from stakegraph.factfile.mentions import Mention, What, mentions
from stakegraph.factfile.readers import JSON_LINES

# What may stand between the beginning of a value and its text: a quotation mark, or the sign of a
# text in lines of its own.
_OPENING = rf"(?P<quote>[\"']|[|>][-+0-9]*[ \t]*(?:#.*)?(?:{LINE_END.pattern}) *)?"


def renaming(
    data: bytes, path: str, what: What, id: str, new: str, relations: Iterable[str]
) -> list[Splice]:
    """Return what puts a new id in the place of one wherever that stands in a fact file.

    Raises CannotWriteError where it is written in a way in which that cannot be done.
    """
    known = {*relations, *((new,) if what == "relation" else ())}
    found = [each for each in mentions(data, path, known, (id,)) if each.what == what]
    text = data.decode("utf-8-sig")
    starts = _line_starts(text, path)
    splices = []
    for mention in found:
        line, column = mention.place
        at = starts[line - 1] + column - 1
        match = re.compile(rf"{_OPENING}{re.escape(id)}(?![a-z0-9._-])").match(text, at)
        if not match:
            message = f"{path}:{line}:{column}: {id} stands here in a way that cannot be replaced: "
            raise CannotWriteError(f"{message}write {new!r} yourself")
        is_whole = not match["quote"] and mention.text == id
        before = len(text[: match.end() - len(id)].encode()) + len(BOM_UTF8) * data.startswith(
            BOM_UTF8
        )
        written = writer.inline(new) if is_whole else new
        splices.append(Splice(before, written.encode(), len(id.encode())))
    _verify(data, spliced(data, splices), path, found, new, known)
    return splices


def _line_starts(text: str, path: str) -> list[int]:
    line_end = re.compile("\n") if path.endswith(JSON_LINES) else LINE_END
    return [0, *(match.end() for match in line_end.finditer(text))]


def _verify(
    before: bytes,
    after: bytes,
    path: str,
    found: Sequence[Mention],
    new: str,
    relations: Container[str],
) -> None:
    """Raise CannotWriteError where a file does not mention the new id as it did the other."""
    again = [
        each
        for each in mentions(after, path, relations, (new,))
        if found and each.what == found[0].what
    ]
    wanted = [new + each.text.removeprefix(each.id) for each in found]
    if [each.text for each in again] != wanted or before.count(b"\n") != after.count(b"\n"):
        raise CannotWriteError(f"{path}: it would not say the same with {new!r}: write it yourself")
