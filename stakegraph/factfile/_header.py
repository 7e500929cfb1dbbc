"""What a fact file says of itself: its version, its title and which sections it has."""

import re
from typing import get_args

from stakegraph.errors import Problem
from stakegraph.factfile._entries import Entries
from stakegraph.factfile.placed import Table
from stakegraph.factfile.schema import ENTRIES, VERSION
from stakegraph.model.facts import Place
from stakegraph.model.relations import Classification
from stakegraph.text.suggestions import did_you_mean

SECTIONS = (*ENTRIES, "facts")
KNOWN = ("stakegraph", "title", *SECTIONS)


# What others call a section.
_SYNONYMS = {
    "organisations": "bodies body orgs org institutions firms businesses agencies parties ngos",
    "people": "persons person individuals staff members employees officers",
    "posts": "roles positions jobs offices seats titles",
    "partnerships": "contracts alliances consortia consortiums ventures programmes projects",
    "events": "happenings timeline dates meetings",
    "facts": "relationships links ties edges statements claims connections memberships lines",
    "sources": "references articles documents citations evidence publications",
    "relations": "predicates relation",
}
_MEANT = {word: section for section, words in _SYNONYMS.items() for word in words.split()}
# What classifies organisations, by what several of them are called.
_KINDS = {re.sub("y$", "ie", kind) + "s": kind for kind in get_args(Classification)}


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
    entries.report(place, f"unknown section {name!r}{_instead(name)}", "unknown-key")


def _instead(name: str) -> str:
    """Return what to write instead of the name of a section that there is not."""
    plain = re.sub(r"[\s_-]+", " ", name.casefold())
    kind = _KINDS.get(plain) or next((one for one in _KINDS.values() if one == plain), "")
    if kind:
        return f": write 'organisations', with 'kind: {kind}' in each"
    if plain in _MEANT:
        return f": write {_MEANT[plain]!r}"
    return did_you_mean(name, KNOWN) or f"; there are {', '.join(SECTIONS)}"


def no_facts(path: str) -> Problem:
    """Return the problem of a file that says nothing."""
    message = "the file holds no facts: begin with 'stakegraph: 1'"
    return Problem(path, 1, 1, "error", message, "not-a-fact-file")
