"""The sources of a reading: the files that are read, and those that they name."""

from __future__ import annotations

import re

from msgspec.structs import replace

from stakegraph.factfile.schema import SourceRecord
from stakegraph.importers._dates import edtf, is_unknown
from stakegraph.importers._values import joined, readable_slug, text
from stakegraph.model.facts import Citation, Origin, Source


class Sources:
    """The file at a path as `source`, further ones as `files` by name; all others in `sources`."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.source = _file(path)
        self.files: dict[str, Source] = {}
        self.sources: dict[str, Source] = {}
        self._cited: tuple[str, tuple[Citation, ...]] = ("", ())  # the last place

    def add_file(self, path: str) -> str:
        """Add a further file; return what its places begin with: `nodes.csv: ` of `line 7`."""
        file = _file(path)
        name, id, number = file.title, file.id, 2
        while id == self.source.id or id in self.sources:
            id, number = f"{file.id}-{number}", number + 1
        if name == self.source.title or name in self.files:
            name = path
        self.files[name] = self.sources[id] = replace(file, id=id)
        return f"{name}: "

    def origin(self, at: str) -> Origin:
        """Return a place of the file as an origin."""
        return self.cite(at)[0].origin

    def cite(self, at: str) -> tuple[Citation, ...]:
        """Cite the file itself."""
        if self._cited[0] != at or not self._cited[1]:
            file, place = self._placed(at)
            line = place.removeprefix("line ")
            number = int(line) if re.fullmatch("[0-9]+", line) else 1
            origin = Origin(file.origin.path, number, 1)
            self._cited = at, (Citation(source=file.id, at=place, origin=origin),)
        return self._cited[1]

    def _placed(self, at: str) -> tuple[Source, str]:
        """Return the file in which a place is, and the place within it."""
        name, colon, place = at.rpartition(": ")
        if colon and name in self.files:
            return self.files[name], place
        return self.source, at

    def add_source(self, id: str, **given: str) -> None:
        """Add a source besides the file itself, under an id of ours."""
        if id == self.source.id:
            self.source = replace(self.source, id=f"{id}-file")
            self._cited = "", ()
        given["title"] = given.get("title") or id
        remarks = [given.pop("note", "")]
        for name in sorted(SourceRecord.DATES & given.keys()):
            written = given.pop(name)
            if date := edtf(written):
                given[name] = date
            elif written and not is_unknown(written):
                remarks.append(f"{name}: {written}")
        fields = {name: text(value) for name, value in given.items()}
        origin = self.origin("")
        self.sources[id] = Source(id=id, note=text(joined(remarks)), origin=origin, **fields)


def _file(path: str) -> Source:
    """Return a file that is read as a source."""
    name = re.split(r"[/\\]", path)[-1]
    id = readable_slug(name.rsplit(".", 1)[0]) or "file"
    return Source(id=id, title=text(name) or "file", origin=Origin(path, 1, 1))
