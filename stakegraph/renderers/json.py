"""Show an answer as JSON, with every field of its result."""

import json
from typing import Any, TextIO

from stakegraph.renderers import Answer
from stakegraph.text.escaping import json_text

UTF8 = True


def show(answer: Answer[Any], stream: TextIO) -> None:
    """Print `{"stakegraph": 1, "command": ..., "question": {...}, "answer": ...}`."""
    stream.write(json_text(json.dumps(answer.to_dict(), ensure_ascii=False, indent=2)) + "\n")
