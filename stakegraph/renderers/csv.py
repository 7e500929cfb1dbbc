"""Show an answer as comma-separated values, safe to open in a spreadsheet."""

import csv
import sys

from stakegraph.renderers import Answer, columns, rows
from stakegraph.text.escaping import visible

# What a spreadsheet would run as a formula (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def show(answer: Answer) -> None:
    """Print the lines of an answer as rows; an empty answer is a header alone."""
    found = list(rows(answer.outline.items))
    names = columns(found) or ["line"]
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(names)
    for row in found:
        writer.writerow(_cell(row.get(name, "")) for name in names)


def _cell(text: str) -> str:
    return f"'{visible(text)}" if text.startswith(_FORMULA) else visible(text)
