"""Fact YAML text -> the flat graph that exporters take."""

from collections.abc import Callable
from typing import Any

import pytest

from stakegraph.exporters import flat
from stakegraph.graph.neighbourhood import Graph, neighbourhood
from stakegraph.store import Store


@pytest.fixture
def drawn(store: Callable[[str], Store]) -> Callable[..., Graph]:
    """Return the flat graph of a YAML text, of all families or of some, as `export` draws it."""

    def drawn(text: str, *families: str, **options: Any) -> Graph:
        kept = store(text)
        if families:
            options["families"] = families
        return flat(neighbourhood(kept, **options), kept.sources, kept.events(), tenses=True)

    return drawn
