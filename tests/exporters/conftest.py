"""Fact YAML text -> the flat graph that exporters take, and its HTML page in a browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from stakegraph.exporters import flat, html
from stakegraph.graph.neighbourhood import Graph, neighbourhood
from stakegraph.store import Store

Drawing = Callable[..., Graph]
Opener = Callable[..., Any]


@pytest.fixture
def drawn(store: Callable[[str], Store]) -> Drawing:
    """Return the flat graph of a YAML text, of all families or of some, as `export` draws it."""

    def drawn(text: str, *families: str, **options: Any) -> Graph:
        kept = store(text)
        if families:
            options["families"] = families
        return flat(neighbourhood(kept, **options), kept.sources, kept.events())

    return drawn


@pytest.fixture
def open_page(browser: Any, tmp_path: Path, drawn: Drawing) -> Iterator[Opener]:
    """Yield a function that opens the page of some facts, in a window of some size.

    Nothing may go wrong or to the network.
    """
    context = browser.new_context(viewport={"width": 1200, "height": 800})
    wrong: list[str] = []

    def open_page(text: str, hash: str = "", size: tuple[int, int] = (1200, 800)) -> Any:
        path = tmp_path / "page.html"
        path.write_text("".join(html.write(drawn(text))), encoding="utf-8", newline="")
        opened = context.new_page()
        opened.set_viewport_size({"width": size[0], "height": size[1]})
        opened.on("console", lambda message: wrong.append(message.text))
        opened.on("pageerror", lambda error: wrong.append(str(error)))
        opened.on("dialog", lambda dialog: wrong.append("a dialog") or dialog.dismiss())
        opened.on(
            "request",
            lambda asked: asked.url.startswith(path.as_uri()) or wrong.append(asked.url),
        )
        opened.goto(f"{path.as_uri()}{hash}")
        return opened

    yield open_page
    context.close()
    assert wrong == []
