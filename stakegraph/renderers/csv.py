"""Show an answer as comma-separated values, safe to open in a spreadsheet."""

import csv
from typing import Any, TextIO

from stakegraph.renderers import Answer
from stakegraph.text.escaping import visible

UTF8 = True

# What a spreadsheet would run as a formula (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def show(answer: Answer[Any], stream: TextIO) -> None:
    """Print the lines of an answer as rows; an empty answer is a header alone."""
    names, found = answer.table()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(names)
    for row in found:
        writer.writerow(_cell(row[name]) for name in names)


def _cell(text: str) -> str:
    return f"'{visible(text)}" if text.startswith(_FORMULA) else visible(text)
