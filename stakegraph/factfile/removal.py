"""An entry taken out of a fact file, of which no other byte changes.

With it go the comments within it and beside it, and one above it that is of it alone; a section
goes with its last entry. What is added by `splicing` and taken out again leaves the file as it was.
"""

import re
from collections.abc import Iterator
from itertools import takewhile
from typing import Any

from stakegraph.errors import CannotWriteError
from stakegraph.factfile.document import parse
from stakegraph.factfile.layout import Entry, Layout, Splice, is_blank, spliced, value_of
from stakegraph.factfile.placed import Items
from stakegraph.factfile.readers import JSON_LINES
from stakegraph.model.facts import Place

Span = tuple[int, int]

_COMMA = re.compile(r"(?:\s|#.*)*,")


def removal(data: bytes, path: str, place: Place) -> list[Splice]:
    """Return what takes the entry that begins in a place out of a fact file without errors.

    Raises CannotWriteError where the file would not say the same but for that.
    """
    if path.endswith(JSON_LINES):
        lines = data.split(b"\n")
        start = sum(len(line) + 1 for line in lines[: place[0] - 1])
        length = len(lines[place[0] - 1]) + (place[0] < len(lines))
        return [Splice(start, b"", length)]
    layout = Layout(data)
    entry = layout.entry(place)
    wanted = _without(parse(data, path)[0], layout.root.flow_style, entry)
    for spans in _ways(layout, entry):
        found = [layout.splice(start, "", end) for start, end in spans]
        if parse(spliced(data, found), path) == (wanted, []):
            return found
    message = f"{path}: what is in line {place[0]} cannot be taken out without changing what the "
    raise CannotWriteError(f"{message}file says besides: do it yourself")


def _without(root: Any, is_flow: bool, entry: Entry) -> Any:
    """Return what a file says without an entry."""
    name = entry.name.value
    section = root[name]
    if isinstance(section, Items):
        left: Any = [item for n, item in enumerate(section) if n != entry.number]
    else:
        left = {key: value for key, value in section.items() if key != entry.key}
    if not left and (is_flow or not entry.section.flow_style):
        return {key: value for key, value in root.items() if key != name}
    return {**root, name: left}


def _ways(layout: Layout, entry: Entry) -> Iterator[list[Span]]:
    """Yield what may be taken out, the tidiest first."""
    if entry.section.flow_style:
        is_last = len(entry.section.value) == 1 and layout.root.flow_style
        section = [name.value for name, _ in layout.root.value].index(entry.name.value)
        place = (layout.root, section) if is_last else (entry.section, entry.number)
        yield from _inside(layout, *place)
        return
    is_whole = len(entry.section.value) == 1
    if is_whole:
        start = layout.line_start(entry.name.start_mark.index)
        indent = entry.name.start_mark.column
    else:
        start = _start(layout, entry)
        indent = entry.section.start_mark.column
    end = layout.behind(entry.node, indent + 1)
    first = start if is_whole else _with_comments(layout, entry, start, end)
    floor = _above(layout, entry, is_whole=is_whole)
    blank = takewhile(
        lambda each: each[0] >= floor and is_blank(each[1]), layout.lines_above(first)
    )
    starts = [first, *(at for at, _ in blank)]
    above = len(starts) - 1
    below = layout.blank_below(end)
    if not above and not is_whole and entry.number == 0:
        above = len(below)
    if end == len(layout.text):  # what is above is at the end then
        yield [(starts[-1], end)]
    yield [(first, below[min(above, len(below)) - 1] if above and below else end)]
    yield [(first, end)]
    yield [(start, end)]
    yield [(start, below[-1] if below else end)]


def _start(layout: Layout, entry: Entry) -> int:
    """Return where the line begins in which an entry of a section in lines does."""
    if entry.key:
        return layout.line_start(entry.section.value[entry.number][0].start_mark.index)
    # The mark of an item may stand lines above it: each but the first follows another one.
    start = entry.section.start_mark
    above = entry.section.value[entry.number - 1].end_mark.index if entry.number else start.index
    item = re.compile(rf"^ {{{start.column}}}-(?=\s)", re.MULTILINE)
    *_, mark = item.finditer(layout.text, layout.line_start(above), entry.node.start_mark.index)
    return mark.start()


def _above(layout: Layout, entry: Entry, *, is_whole: bool) -> int:
    """Return where what stands above an entry ends, or above its section."""
    if not is_whole:
        indent = entry.section.start_mark.column + 1
        number, nodes = entry.number, [*map(value_of, entry.section.value)]
    else:
        indent = entry.name.start_mark.column + 1
        names = [name for name, _ in layout.root.value]
        number, nodes = names.index(entry.name), [*map(value_of, layout.root.value)]
    return layout.behind(nodes[number - 1], indent) if number else 0


def _with_comments(layout: Layout, entry: Entry, start: int, end: int) -> int:
    """Return where the comment begins that is of an entry alone, else where the entry does.

    One over several entries, with a blank line above it and none between these, is of all of them;
    one at the end of a section, close to the entry before, may be of that.
    """
    indent = " " * entry.section.start_mark.column
    comments = [
        at
        for at, _ in takewhile(
            lambda each: each[1].startswith(f"{indent}#"), layout.lines_above(start)
        )
    ]
    if not comments:
        return start
    first = comments[-1]
    above = next(layout.lines_above(first), (0, ""))[1]
    is_last = entry.number == len(entry.section.value) - 1
    if is_last and entry.number and first < layout.behind(_before(entry), len(indent)):
        return start
    following = layout.text[end:].split("\n", 1)[0]
    is_alone = is_last or is_blank(following) or following.lstrip().startswith("#")
    is_heading = (is_blank(above) or entry.number == 0) and not is_alone
    return start if is_heading else first


def _before(entry: Entry) -> Any:
    """Return the node of the entry before one."""
    return value_of(entry.section.value[entry.number - 1])


def _inside(layout: Layout, brackets: Any, number: int) -> Iterator[list[Span]]:
    """Yield what takes one out of brackets, with the comma that is of no more use."""
    text = layout.text
    spans = [_span(item) for item in brackets.value]
    start, end = spans[number]
    before = spans[number - 1][1] if number else brackets.start_mark.index + 1
    comma = _COMMA.match(text, end)
    is_last = number == len(spans) - 1
    line = layout.line_start(start)
    line_end = re.compile(r"[ \t]*,?[ \t]*(?:#.*)?(?:\r\n|[\r\n])").match(text, end)
    if line_end and is_blank(text[line:start]) and line > before:  # it has lines of its own
        own = (line, line_end.end())
        if is_last and not comma and (needless := _COMMA.match(text, before)) and number:
            yield [(needless.end() - 1, needless.end()), own]
        yield [own]
    if is_last:
        yield [(before if number else start, comma.end() if comma and not number else end)]
    else:
        yield [(start, spans[number + 1][0])]


def _span(item: Any) -> Span:
    first, final = item if isinstance(item, tuple) else (item, item)
    return first.start_mark.index, final.end_mark.index
