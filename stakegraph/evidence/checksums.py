"""The saved texts of sources against their checksums: what was cited may have changed since."""

import os
from collections.abc import Iterator, Mapping
from hashlib import sha256

from stakegraph.errors import Problem
from stakegraph.evidence.texts import text_path
from stakegraph.model.facts import Actor, Event, Fact, Facts, Source, citations
from stakegraph.model.sentences import counted
from stakegraph.text.files import pieces

_SHOWN = 12  # parts that are named


def checksum(path: str) -> str:
    """Return the SHA-256 of a file, in hexadecimal digits; raises OSError."""
    digest = sha256()
    for piece in pieces(path):
        digest.update(piece)
    return digest.hexdigest()


def is_changed(source: Source, given: str = "") -> bool:
    """Return whether the text of a source, or a copy that is given, is not that of its checksum.

    What is not there, and a pipe, which is read once, cannot be compared. Raises OSError.
    """
    path = _path(source, given)
    return bool(source.sha256) and os.path.isfile(path) and checksum(path) != source.sha256.lower()


def changed_texts(facts: Facts, given: Mapping[str, str]) -> Iterator[Problem]:
    """Report the texts that are not those of the checksums, with what cites their sources.

    `given` are the copies by source that are read in the place of the saved texts.
    """
    for source in facts.sources.values():
        path = _path(source, given.get(source.id, ""))
        try:
            if not is_changed(source, path):
                continue
            but = " but for its line ends" if _differs_in_line_ends(path, source.sha256) else ""
        except OSError:  # of which whoever reads the text tells
            continue
        message = f"{source.id}: {path} is not the text of this checksum{but}: "
        message += _resting(facts, source.id)
        yield Problem(*source.origin, "error", message, "changed-text", "sha256")


def _path(source: Source, given: str) -> str:
    return given or (text_path(source) if source.text else "")


def _differs_in_line_ends(path: str, wanted: str) -> bool:
    """Return whether a text with other line ends is the one that is wanted."""
    text = b"".join(pieces(path)).replace(b"\r\n", b"\n")
    forms = (text, text.replace(b"\n", b"\r\n"))
    return wanted.lower() in (sha256(form).hexdigest() for form in forms)


def _resting(facts: Facts, source: str) -> str:
    """Name what cites a source, the facts first."""
    derived = {fact.id for fact in facts.facts.values() if fact.premises}
    parts: list[Actor | Event | Fact] = [*facts.facts.values(), *facts.events.values()]
    parts += facts.actors.values()
    ids = [
        part.id
        for part in parts
        if part.id not in derived and any(cited.source == source for _, cited in citations(part))
    ]
    if not ids:
        return "nothing cites it"
    shown = ", ".join(ids[:_SHOWN])
    more = f" and {len(ids) - _SHOWN:,} more" if len(ids) > _SHOWN else ""
    return f"{counted(len(ids), 'entry cites', 'entries cite')} it: {shown}{more}"
