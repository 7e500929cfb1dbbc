"""A source as it is named on the command line: a saved text, or an address."""

import os
from collections.abc import Mapping

from stakegraph.errors import UsageError
from stakegraph.evidence.checksums import checksum
from stakegraph.evidence.texts import readable
from stakegraph.factfile.validation import readable_slug
from stakegraph.model.facts import Origin, Source
from stakegraph.text.files import relative

_ADDRESS = ("http://", "https://")
_UNNAMED = "unnamed"  # the id where no letter of the title can be in one


class NewSource:
    """A source that is to be put into a fact file: `what` is its saved text, or its address.

    `text` is the saved text of an address, `said` what is said of the source, by its fields. Raises
    UsageError for a text that cannot be read.
    """

    def __init__(
        self, what: str, text: str = "", id: str = "", said: Mapping[str, str] = {}
    ) -> None:
        url = said.get("url", "")
        is_address = what.casefold().startswith(_ADDRESS)
        if is_address and url:
            raise UsageError("the address is given twice: leave out --url")
        if text and not is_address:
            raise UsageError("--text is the saved text of an address: give the address first")
        self._url, self._text = (what, text) if is_address else (url, what)
        self._id, self._said = id, said
        if self._text:
            readable(self._text)

    def source(self, folder: str) -> Source:
        """Return the source as a fact file in a folder has it, with the checksum of its text."""
        text = self._text
        name = os.path.splitext(os.path.basename(text))[0] if text else self._url
        title = self._said.get("title") or name
        own = {"title": title, "url": self._url, "sha256": checksum(text) if text else ""}
        return Source(
            id=self._id or readable_slug(title) or readable_slug(name) or _UNNAMED,
            text=relative(text, folder) if text else "",
            origin=Origin("", 0, 0),
            **{**self._said, **own},
        )
