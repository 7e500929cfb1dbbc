"""Graphviz' `dot`, run on what the writer of DOT writes."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from typing import TYPE_CHECKING

from stakegraph.errors import CannotWriteError
from stakegraph.exporters import dot

if TYPE_CHECKING:
    from stakegraph.graph.neighbourhood import Graph

SECONDS = 120

# Of the same length, since a PDF tells where each of its parts begins. Graphviz 2 puts the present
# time there whatever SOURCE_DATE_EPOCH says.
_PDF_DATE = rb"(/CreationDate \(D:)\d{14}"

_MISSING = (
    "the program 'dot' is missing; it comes with Graphviz: 'apt install graphviz', "
    "'brew install graphviz' or 'winget install Graphviz.Graphviz'; --to dot needs no program"
)
_NARROWER = "draw less, with --only FAMILY, --project people or --project organisations"


def rendered(graph: Graph, format: str) -> bytes:
    """Draw a graph in a format of Graphviz.

    Raises CannotWriteError when Graphviz is missing, fails or takes longer than SECONDS.
    """
    program = shutil.which("dot")
    if program is None:
        raise CannotWriteError(_MISSING)
    text = "".join(dot.write(graph)).encode()
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "315532800"}  # what a PDF says of its day
    try:
        ran = subprocess.run(  # noqa: S603
            [program, f"-T{format}"],
            input=text,
            capture_output=True,
            env=environment,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        message = f"Graphviz did not finish in {SECONDS} seconds; {_NARROWER}"
        raise CannotWriteError(message) from error
    except OSError as error:
        raise CannotWriteError(f"{program}: {error.strerror or error}") from error
    if ran.returncode or not ran.stdout:
        lines = ran.stderr.decode(errors="replace").splitlines()
        said = "; ".join(filter(None, lines)) or f"exit code {ran.returncode}"
        raise CannotWriteError(f"Graphviz could not draw this: {said}")
    return re.sub(_PDF_DATE, rb"\g<1>19800101000000", ran.stdout) if format == "pdf" else ran.stdout
