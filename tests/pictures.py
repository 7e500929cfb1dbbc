"""The pictures of README.md: a terminal with what a command prints, and the network of the page.

python tests/pictures.py    write docs/pictures/ anew; the network is drawn in Chromium
"""

from __future__ import annotations

import io
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "docs" / "pictures"
ASKED = ("who-reports-to Rowney",)
COLUMNS = 92
SIZE = {"width": 1000, "height": 700}

# The drawing alone, with those rules of the page that its shapes have, so that it is light or dark.
DRAWING = """() => {
    const copy = picture.cloneNode(true);
    copy.querySelectorAll(".gone, .pill").forEach((node) => node.remove());
    copy.querySelectorAll("g:empty, #chart").forEach((node) => node.remove());
    copy.querySelectorAll("[data-at]").forEach((node) => node.removeAttribute("data-at"));
    for (const name of ["tabindex", "role", "style", "aria-label"]) copy.removeAttribute(name);
    const { width, height } = picture.getBoundingClientRect();
    const matching = (rule) => {
        if (rule.cssRules?.length) {
            const inner = [...rule.cssRules].map(matching).filter(Boolean);
            const media = rule.conditionText;
            return /dark/.test(media) && inner.length ? `@media ${media} {${inner.join("")}}` : "";
        }
        const name = rule.selectorText;
        if (!name || /[*]|:(hover|focus|:)|^(html|body|#picture)/.test(name)) return "";
        const isUsed = name === ":root" || copy.matches(name) || copy.querySelector(name);
        return isUsed ? rule.cssText : "";
    };
    const holder = document.body.appendChild(document.createElement("div"));
    holder.append(copy);
    const rules = [...document.styleSheets[0].cssRules].map(matching).filter(Boolean).join("\\n");
    holder.remove();
    const ground = "svg { background: var(--paper); font-family: system-ui, sans-serif; }";
    copy.insertAdjacentHTML("afterbegin", "<style></style>");
    copy.firstChild.textContent = `\\n${rules}\\n${ground}\\n`;
    copy.setAttribute("width", width);
    copy.setAttribute("height", height);
    return new XMLSerializer().serializeToString(copy) + "\\n";
}"""


def terminal() -> str:
    """Return the picture of a terminal with some questions and their answers."""
    console = Console(
        record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True, highlight=False
    )
    for asked in ASKED:
        console.print(Text.assemble(("$ ", "dim"), f"stakegraph {asked}"))
        console.print(Text.from_ansi(printed(asked)), end="\n\n")
    return console.export_svg(title="stakegraph", unique_id="terminal")


def printed(asked: str) -> str:
    """Return what a command prints on a terminal that has colours."""
    environment = {
        **{name: value for name, value in os.environ.items() if name != "NO_COLOR"},
        "COLUMNS": str(COLUMNS),
        "FORCE_COLOR": "1",
        "PYTHONPATH": str(ROOT),
        "STAKEGRAPH_FACTS": str(ROOT / "data" / "stoke.yaml"),
        "TERM": "xterm-256color",
    }
    command = [sys.executable, "-m", "stakegraph", *shlex.split(asked)]
    done = subprocess.run(command, capture_output=True, env=environment, timeout=60, check=True)
    return done.stdout.decode()


def network(browser: Any) -> str:
    """Return the network that the page of the example shows, as a picture of its own."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.html"
        export = ["export", "--facts", str(ROOT / "data" / "stoke.yaml"), "--to", "html"]
        subprocess.run(
            [sys.executable, "-m", "stakegraph", *export, "--out", str(path)],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            timeout=60,
            check=True,
        )
        page = browser.new_page(viewport=SIZE)
        page.goto(f"{path.as_uri()}#network:")
        page.evaluate("() => { filters.remove(); time.remove(); fit(); }")
        drawing: str = page.evaluate(DRAWING)
        page.close()
    return drawing


def main() -> None:
    """Write the pictures."""
    from playwright.sync_api import sync_playwright

    program = shutil.which("chromium") or shutil.which("chromium-browser")
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / "terminal.svg").write_text(terminal(), encoding="utf-8")
    with sync_playwright() as started:
        options = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        browser = started.chromium.launch(executable_path=program, args=options)
        (FOLDER / "network.svg").write_text(network(browser), encoding="utf-8")
        browser.close()


if __name__ == "__main__":
    main()
