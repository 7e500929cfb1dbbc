"""Show an answer as JSON, with every field of its result."""

import json
import sys

import msgspec

from stakegraph.renderers import Answer
from stakegraph.text.escaping import json_text

VERSION = 1


def show(answer: Answer) -> None:
    """Print `{"stakegraph": 1, "command": ..., "question": {...}, "answer": ...}`."""
    whole = {
        "stakegraph": VERSION,
        "command": answer.command,
        "question": answer.question,
        "answer": msgspec.to_builtins(answer.result),
    }
    sys.stdout.write(json_text(json.dumps(whole, ensure_ascii=False, indent=2)) + "\n")
