"""SVG, PNG and PDF, drawn by Graphviz; and what is said where it cannot draw."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

import networkx as nx
import pytest
from stores import store_of

from stakegraph.errors import CannotWriteError
from stakegraph.exporters import _graphviz, flat, pdf, png, svg
from stakegraph.exporters._picture import picture_of
from stakegraph.exporters._reporting_chart import reporting_chart
from stakegraph.graph.neighbourhood import neighbourhood
from stakegraph.store.loading import load

STOKE = Path(__file__).parents[2] / "data" / "stoke.yaml"

needs_dot = pytest.mark.skipif(
    shutil.which("dot") is None, reason="Graphviz is not installed: no picture can be drawn"
)


@pytest.fixture(scope="module")
def chart() -> nx.MultiDiGraph[str]:
    """Return the reporting lines and roles of the example."""
    kept = store_of(load([str(STOKE)]))
    return flat(neighbourhood(kept, families=["reporting", "role"]), kept.sources, ())


@pytest.fixture(scope="module")
def network() -> nx.MultiDiGraph[str]:
    kept = store_of(load([str(STOKE)]))
    return flat(neighbourhood(kept), kept.sources, kept.events())


def program(path: Path, code: str) -> str:
    """Write a program that stands in for `dot`."""
    path.write_text(f"#!{sys.executable}\n{code}\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


@needs_dot
@pytest.mark.parametrize(
    ("writer", "start", "end"),
    [
        (svg, b"<?xml", b"</svg>\n"),
        (png, b"\x89PNG", b"IEND\xaeB`\x82"),
        (pdf, b"%PDF", b"%%EOF\n"),
    ],
)
def test_a_chart_is_drawn_the_same_every_time(
    writer: ModuleType, start: bytes, end: bytes, chart: nx.MultiDiGraph[str]
) -> None:
    picture = b"".join(writer.write(chart))
    assert picture.startswith(start)
    assert picture.endswith(end)
    # A PDF would say the second at which it was made.
    dates = [part[:8] for part in picture.split(b"/CreationDate (D:")[1:]]
    assert set(dates) <= {b"19800101"}
    assert b"".join(writer.write(chart)) == picture


@needs_dot
def test_a_picture_shows_every_actor_with_a_line(network: nx.MultiDiGraph[str]) -> None:
    root = ElementTree.fromstring(b"".join(svg.write(network)))
    groups = [group.get("class") for group in root.iter("{http://www.w3.org/2000/svg}g")]
    assert groups.count("node") == len(network)


def test_without_graphviz_it_is_said_how_to_install_it(
    chart: nx.MultiDiGraph[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    with pytest.raises(CannotWriteError) as refused:
        b"".join(svg.write(chart))
    for words in ("apt install graphviz", "brew install graphviz", "winget install", "--to dot"):
        assert words in str(refused.value)


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-ins for dot are Unix scripts")
@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("import sys; sys.exit('no such plugin')", "could not draw this: no such plugin"),
        ("import time; time.sleep(60)", "did not finish in 1 seconds; draw less"),
        ("", "could not draw this: exit code 0"),
    ],
)
def test_a_graphviz_that_fails_is_reported(
    code: str,
    words: str,
    chart: nx.MultiDiGraph[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stand_in = program(tmp_path / "dot", code)
    monkeypatch.setattr("shutil.which", lambda _: stand_in)
    monkeypatch.setattr(_graphviz, "SECONDS", 1)
    with pytest.raises(CannotWriteError, match=words):
        b"".join(png.write(chart))


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in for dot is a Unix script")
def test_graphviz_is_run_without_a_shell(
    chart: nx.MultiDiGraph[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[object] = []
    real = subprocess.run

    def run(arguments: list[str], **options: object) -> object:
        ran.append((arguments[1:], options.get("shell", False)))
        return real(arguments, **options)  # type: ignore[call-overload]

    stand_in = program(tmp_path / "dot", "print('drawn')")
    monkeypatch.setattr("shutil.which", lambda _: stand_in)
    monkeypatch.setattr("subprocess.run", run)
    assert b"".join(svg.write(chart)) == b"drawn\n"
    assert ran == [(["-Tsvg"], False)]


@needs_dot
def test_a_picture_of_reporting_lines_has_the_layout_of_a_chart_its_legend_and_sources(
    drawn: Callable[..., nx.MultiDiGraph[str]],
) -> None:
    people = "".join(f"p{at}: {{name: Person {at}}}, " for at in range(25))
    facts = "".join(f"  - {{who: p{at}, reports_to: p0, evidence: cc}}\n" for at in range(1, 24))
    hedged = "  - {who: p24, reports_to: p1, status: hedged, evidence: cc}\n"
    title = "title: Who <b>reports</b> & to whom"
    source = "sources: {cc: {title: Care & <Co>, publisher: RBI, date: 2008-03-13}}"
    text = f"{title}\n{source}\npeople: {{{people}}}\nfacts:\n{facts}{hedged}"
    root = ElementTree.fromstring(b"".join(svg.write(drawn(text))))
    texts = [each.text for each in root.iter("{http://www.w3.org/2000/svg}text")]
    assert texts[0] == "Who <b>reports</b> & to whom"
    assert {"person", "— reports to", "- - not plainly stated, or not of now"} <= set(texts)
    assert "Sources: RBI, Care & <Co>, 13 March 2008" in texts
    assert texts.count("reports to") == 0
    assert texts.count("(hedged)") == 1
    wide, high = (float(each) for each in root.get("viewBox", "").split()[2:])
    assert 0.7 < wide / high < 3


@needs_dot
def test_somebody_with_two_managers_and_a_circle_keep_all_their_lines(
    drawn: Callable[..., nx.MultiDiGraph[str]],
) -> None:
    text = """
        people: {a: {name: A}, b: {name: B}, c: {name: C}}
        facts:
          - {who: a, reports_to: b, evidence: cc}
          - {who: b, reports_to: a, evidence: cc}
          - {who: c, reports_to: a, evidence: cc}
          - {who: c, reports_to: b, line: dotted, evidence: cc}
    """
    graph = drawn(text)
    assert reporting_chart(picture_of(graph), (100.0, 40.0)) is None
    root = ElementTree.fromstring(b"".join(svg.write(graph)))
    groups = [group.get("class") for group in root.iter("{http://www.w3.org/2000/svg}g")]
    assert groups.count("edge") == 4
