"""The documents: every link in them leads somewhere, and every page can be found."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
_FENCED = re.compile(r"^(```|~~~).*?^\1$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(([^)\s]+)\)|<(?:img|source)[^>]* src(?:set)?=\"([^\"]+)\"")


def links(page: Path) -> list[str]:
    """Return where the links and pictures of a page lead, those of its examples left out."""
    text = _FENCED.sub("", page.read_text(encoding="utf-8"))
    return [one or other for one, other in _LINK.findall(text)]


def anchors(page: Path) -> set[str]:
    """Return the names of a page's headings, as GitHub makes them."""
    text = _FENCED.sub("", page.read_text(encoding="utf-8"))
    found: set[str] = set()
    for heading in re.findall(r"^#+ +(.*)$", text, re.MULTILINE):
        words = re.sub(r"\[([^]]*)\](?:\([^)]*\))?", r"\1", heading).strip().lower()
        name = re.sub(r"[^\w\- ]", "", words).replace(" ", "-")
        number = sum(one == name or re.fullmatch(rf"{name}-\d+", one) is not None for one in found)
        found.add(f"{name}-{number}" if number else name)
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    broken = []
    for link in links(page):
        path, _, anchor = link.partition("#")
        if re.match(r"https?://", link):
            continue
        target = (page.parent / path).resolve() if path else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            broken.append(link)
    assert broken == []


def test_every_page_is_in_the_index() -> None:
    index = ROOT / "docs" / "README.md"
    named = {(index.parent / link.partition("#")[0]).resolve() for link in links(index)}
    pages = {*PAGES, *(ROOT / "docs").glob("*.ipynb")} - {index}
    assert sorted(str(page.relative_to(ROOT)) for page in pages - named) == []


@pytest.mark.parametrize(
    ("heading", "name"),
    [("## Your own facts", "your-own-facts"), ("## `a_b`, c-d (e)", "a_b-c-d-e")],
)
def test_headings_are_named_as_a_link_names_them(tmp_path: Path, heading: str, name: str) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"{heading}\n\n```sh\n# no heading\n```\n", encoding="utf-8")
    assert anchors(page) == {name}


def test_the_map_names_every_room_of_the_package() -> None:
    text = (ROOT / "docs" / "development.md").read_text(encoding="utf-8")
    named = set(re.findall(r"^\| `(\w+)/?` \|", text, re.MULTILINE))
    rooms = {path.stem for path in (ROOT / "stakegraph").iterdir() if path.suffix in ("", ".py")}
    assert named == rooms - {"__init__", "__main__", "__pycache__"}
