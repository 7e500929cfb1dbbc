"""The saved texts of sources, read."""

import os
from collections.abc import Mapping

from stakegraph.errors import Problem, UsageError
from stakegraph.evidence.passages import Text
from stakegraph.model.facts import Source
from stakegraph.text.files import pieces


def read_text(path: str) -> str:
    """Return the text that is kept in a file; raises OSError, and ValueError if it is not UTF-8."""
    text = b"".join(pieces(path)).decode("utf-8-sig")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_texts(
    sources: Mapping[str, Source], given: Mapping[str, str]
) -> tuple[dict[str, Text], list[Problem]]:
    """Read the texts of sources: the copies given by path, else what the source's `text` names.

    A source without a text is passed over. Raises UsageError where a copy that was given cannot be
    read; a `text` that cannot be read is a problem of the fact file.
    """
    texts: dict[str, Text] = {}
    problems: list[Problem] = []
    for source in sources.values():
        path = given.get(source.id)
        if path is not None:
            try:
                texts[source.id] = Text(read_text(path))
            except (OSError, ValueError) as error:
                raise UsageError(f"{path}: {_reason(error)}") from error
        elif source.text:
            path = text_path(source)
            try:
                texts[source.id] = Text(read_text(path))
            except (OSError, ValueError) as error:  # no path may hold a NUL
                message = f"the text of {source.id} cannot be read: {path}: {_reason(error)}"
                problems.append(Problem(*source.origin, "error", message, "no-text", "text"))
    return texts, problems


def readable(path: str) -> None:
    """Raise UsageError where a file cannot be read as a text."""
    try:
        read_text(path)
    except (OSError, ValueError) as error:
        raise UsageError(f"{path}: {_reason(error)}") from error


def text_path(source: Source) -> str:
    """Return the path of the saved text of a source: that is named from its fact file."""
    return os.path.join(os.path.dirname(source.origin.path), source.text)


def _reason(error: OSError | ValueError) -> str:
    if isinstance(error, UnicodeDecodeError):
        return "it is not UTF-8"
    return (isinstance(error, OSError) and error.strerror) or str(error)
