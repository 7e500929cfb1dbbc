"""What a fact file says of itself: its version, its title and which sections it has."""

from stakegraph.errors import Problem
from stakegraph.factfile._entries import Entries
from stakegraph.factfile.placed import Table
from stakegraph.factfile.schema import ENTRIES, VERSION
from stakegraph.model.facts import Place
from stakegraph.text.suggestions import did_you_mean

SECTIONS = (*ENTRIES, "facts")
KNOWN = ("stakegraph", "title", *SECTIONS)


def header(root: Table, entries: Entries) -> bool:
    """Read the title, and report what is wrong with it, with the version and the sections.

    Returns whether this may be a fact file.
    """
    if not any(key in KNOWN for key in root):
        message = "this is no fact file: it would begin with 'stakegraph: 1'"
        entries.report((1, 1), message, "not-a-fact-file")
        return False
    for key in root:
        if key not in KNOWN:
            unknown_section(key, root.keys_at[key], entries)
    check_version(root, entries)
    title = root.get("title")
    if isinstance(title, str):
        entries.reading.title = title
        entries.text("title", title, root.values_at["title"])
    elif title is not None:
        entries.report(root.values_at["title"], "title: write one text", "wrong-type")
    return True


def check_version(root: Table, entries: Entries) -> None:
    """Report a version that is missing or not known."""
    version = root.get("stakegraph")
    if version is None:
        entries.report((1, 1), "the file must begin with 'stakegraph: 1'", "version")
    elif version != VERSION:
        message = f"format version {version!r} is not known here: write 'stakegraph: 1'"
        entries.report(root.values_at["stakegraph"], message, "version")


def unknown_section(name: str, place: Place, entries: Entries) -> None:
    """Report a section that there is not."""
    message = f"unknown section {name!r}{did_you_mean(name, KNOWN)}"
    entries.report(place, message, "unknown-key")


def no_facts(path: str) -> Problem:
    """Return the problem of a file that says nothing."""
    message = "the file holds no facts: begin with 'stakegraph: 1'"
    return Problem(path, 1, 1, "error", message, "not-a-fact-file")
