"""Fact files in the styles of different authors, as Hypothesis draws them."""

from __future__ import annotations

from hypothesis import strategies as st

from stakegraph.factfile.document import parse
from stakegraph.factfile.fields import Fields
from stakegraph.factfile.line_writer import inline as as_json
from stakegraph.factfile.writer import inline
from stakegraph.model.facts import Place

TEXTS = st.sampled_from(
    [
        "A",
        "a: b",
        "it's",
        'say "x"',
        "#1",
        "é 😀",
        "- x",
        "NO",
        "{x}",
        "a, b",
        "x\ny",
        "x\ny\n",
        "1",
    ]
)
COMMENTS = st.sampled_from(["", "", "# c", "# sources: {x: {title: 'y'}}", "# a\n\n# b: |"])
QUOTES = st.sampled_from([inline, as_json])
SECTIONS = st.lists(
    st.sampled_from(["sources", "people", "organisations", "facts"]), unique=True, max_size=4
)


@st.composite
def styled(draw: st.DrawFn) -> bytes:
    """Return a fact file in some style: brackets or lines, indentation, quotes, comments, ends."""
    margin, step = draw(st.integers(0, 2)), draw(st.integers(1, 5))
    lines = ["stakegraph: 1", f"title: {inline(draw(TEXTS))}"]
    for section in draw(SECTIONS):
        lines += draw(COMMENTS).split("\n")
        lines += drawn(draw, section, step)
    lines += draw(COMMENTS).split("\n")
    text = "\n".join(f"{' ' * margin}{line}" if line else "" for line in lines)
    if draw(st.booleans()):
        text = f"---\n{text}"
    text += "\n" * draw(st.integers(1, 3)) + draw(st.sampled_from(["", "...\n", "# end"]))
    end = draw(st.sampled_from(["\n", "\r\n"]))
    return draw(st.sampled_from([b"", b"\xef\xbb\xbf"])) + text.replace("\n", end).encode()


def drawn(draw: st.DrawFn, section: str, step: int) -> list[str]:
    """Return the lines of a section."""
    named = {"sources": "title", "people": "name", "organisations": "name", "facts": "reports_to"}
    write = draw(QUOTES)
    ids = draw(st.lists(st.sampled_from("abc"), min_size=1, unique=True))
    entries: list[Fields] = [{named[section]: draw(TEXTS), "note": draw(TEXTS)} for _ in ids]
    if section == "facts":
        entries = [{"who": id, "reports_to": "x", "note": draw(TEXTS)} for id in ids]
    pairs = [
        write(each) if section == "facts" else f"{write(id)}: {write(each)}"
        for id, each in zip(ids, entries, strict=True)
    ]
    opening, closing = "[]" if section == "facts" else "{}"
    if draw(st.booleans()):
        comma = draw(st.sampled_from(["", ","]))
        between = draw(st.sampled_from([", ", ",\n  ", ",  # c\n  "]))
        return f"{section}: {opening} {between.join(pairs)}{comma} {closing}".split("\n")
    lines = [f"{section}:{draw(st.sampled_from(['', '  # c']))}"]
    space = " " * draw(st.sampled_from([0, step])) if section == "facts" else " " * step
    for id, each in zip(ids, entries, strict=True):
        lines += [f"{space}{line}" for line in draw(COMMENTS).split("\n")]
        fields = [line for name, text in each.items() for line in field(draw, name, text, step)]
        if section == "facts":
            lines += [f"{space}{'- ' if n == 0 else '  '}{line}" for n, line in enumerate(fields)]
        else:
            lines += [f"{space}{id}:", *(f"{space}{' ' * step}{line}" for line in fields)]
    return lines


def field(draw: st.DrawFn, name: str, text: object, step: int) -> list[str]:
    """Return the lines of a field, in one of the styles of YAML."""
    assert isinstance(text, str)
    if name in ("note", "title", "name") and draw(st.booleans()):
        mark = draw(st.sampled_from(["|", "|-", "|+", ">", ">-", ">+"]))
        more = [""] * draw(st.integers(0, 2))
        return [f"{name}: {mark}", *(f"{' ' * step}{line}" for line in text.split("\n")), *more]
    return [f"{name}: {draw(QUOTES)(text)}{draw(st.sampled_from(['', '  # c']))}"]


def place_of(data: bytes, section: str, key: str) -> Place:
    """Return where an entry begins, or the last fact."""
    section_of = parse(data, "f.yaml")[0][section]
    if key:
        place: Place = section_of.keys_at[key]
        return place
    return section_of[-1].line, section_of[-1].column
