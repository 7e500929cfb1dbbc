"""Count the names of an HTML page that cover something, in headless Chromium at several sizes.

    python tests/bench/collisions.py PAGE.html [#HASH]

Prints a line for each size of window, light and dark: how many names are shown, how many cover
another name or a mark that is not theirs, how many stick out of the picture, and how long a frame
takes while the picture is moved.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Any, NamedTuple

SIZES = {1440: 900, 1024: 768, 768: 1024, 390: 844}

_NAMES = """() => {
    const frame = document.getElementById("picture").getBoundingClientRect();
    const seen = (node) => !node.closest(".gone") && node.getBoundingClientRect().width > 0;
    const box = (node) => [node.getBoundingClientRect(), node.closest("[data-at]")?.dataset.at,
                           node.textContent];
    const all = (selector) => [...document.querySelectorAll(selector)].filter(seen).map(box);
    const names = all("#network .label");
    const marks = all("#network .actor > :first-child");
    const meet = (a, b) => a.left < b.right - 1 && b.left < a.right - 1
                        && a.top < b.bottom - 1 && b.top < a.bottom - 1;
    const covering = names.filter(([place, at], number) =>
        names.some(([other], n) => n !== number && meet(place, other))
        || marks.some(([other, of]) => of !== at && meet(place, other)));
    const cut = names.filter(([place]) => place.left < frame.left - 1 || place.top < frame.top - 1
        || place.right > frame.right + 1 || place.bottom > frame.bottom + 1);
    const texts = (list) => list.map(([, , text]) => text);
    return [names.length, marks.length, texts(covering), texts(cut)];
}"""

_FRAMES = """async () => {
    const times = [];
    for (let step = 0; step < 12; step += 1) {
        const start = performance.now();
        zoom(step % 2 ? 1 / 1.1 : 1.1);
        await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
        times.push(performance.now() - start);
    }
    return times.sort((a, b) => a - b)[6];
}"""


class Names(NamedTuple):
    """The names that a page shows: how many, beside how many marks, and those that are at fault."""

    shown: int
    marks: int
    covering: list[str]
    cut: list[str]


def names_of(page: Any) -> Names:
    """Return what can be said of the names in the network of an open page."""
    page.evaluate("() => { aim(); rest(); }")  # as where the picture has come to rest
    return Names(*page.evaluate(_NAMES))


def main(path: str, hash: str = "") -> None:
    """Print the figures of a page."""
    from playwright.sync_api import sync_playwright

    program = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as started:
        options = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        browser = started.chromium.launch(executable_path=program, args=options)
        for width, height in SIZES.items():
            page = browser.new_page(viewport={"width": width, "height": height})
            page.goto(f"{Path(path).resolve().as_uri()}{hash or '#network:'}")
            found = names_of(page)
            print(
                f"{width:5}: {found.shown} of {found.marks} named, {len(found.covering)} cover "
                f"something, {len(found.cut)} cut, a frame in {page.evaluate(_FRAMES):.0f} ms"
            )
            for text in (*found.covering, *found.cut):
                print(f"       {text}")
            page.close()
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
