"""The sources that the rows of a table name, as links or titles."""

from __future__ import annotations

import re

from stakegraph.importers._builder import Builder
from stakegraph.importers._cells import is_link
from stakegraph.importers._values import readable_slug
from stakegraph.model.facts import Citation


class RowSources:
    """Each source once, however many rows name it."""

    def __init__(self, builder: Builder) -> None:
        self._builder = builder
        self._ids: dict[str, str] = {}

    def cite(self, written: str, at: str) -> tuple[Citation, ...]:
        """Return a citation of what a row names as its source, of nothing where it names none."""
        if not written:
            return ()
        if written not in self._ids:
            self._ids[written] = self._add(written)
        return (Citation(source=self._ids[written], origin=self._builder.origin(at)),)

    def _add(self, written: str) -> str:
        title = re.sub("^https?://(www[.])?|/$", "", written) if is_link(written) else written
        base = readable_slug(title) or "source"
        id, number = base, 2
        while id in self._builder.sources or id == self._builder.source.id:
            id, number = f"{base}-{number}", number + 1
        link = {"url": written} if is_link(written) else {}
        note = f"named in {self._builder.source.title}"
        self._builder.add_source(id, title=title, note=note, **link)
        return id
