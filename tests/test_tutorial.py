"""The tutorial is what happens: each command is run, and prints what stands beneath it."""

from __future__ import annotations

from importlib.metadata import version

import pytest
import tutorial

pytestmark = pytest.mark.slow


@pytest.mark.skipif(
    int(version("rich").partition(".")[0]) < 15, reason="older Rich breaks lines differently"
)
def test_the_commands_of_the_tutorial_print_what_it_shows(request: pytest.FixtureRequest) -> None:
    wanted = tutorial.page()
    if request.config.getoption("--regen"):
        tutorial.PAGE.write_text(wanted, encoding="utf-8")
    shown = tutorial.PAGE.read_text(encoding="utf-8")
    assert shown.splitlines() == wanted.splitlines(), "run: python tests/tutorial.py --write"


def test_the_tutorial_goes_from_an_article_to_a_page() -> None:
    shown = tutorial.PAGE.read_text(encoding="utf-8")
    assert "```text harbour.txt\n" in shown
    for printed in (
        "nothing is written: 'stakegraph verify' would report",
        "stakegraph: 10 facts, 18 citations, 3 quotes: all borne out\n",
        "written to harbour.html",
    ):
        assert printed in shown
