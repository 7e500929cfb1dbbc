"""Where the values of an entry stand: found when somebody asks, which few entries ever see."""

from collections.abc import Iterator, Mapping

from stakegraph.model import Place


class Fields(Mapping[str, Place]):
    """The place of each field's value of one entry, from its lines and the first one's number."""

    __slots__ = ("_line", "_places", "_text")

    def __init__(self, text: str, line: int) -> None:
        self._text = text
        self._line = line
        self._places: Mapping[str, Place] | None = None

    def __getitem__(self, name: str) -> Place:
        return self.places()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.places())

    def __len__(self) -> int:
        return len(self.places())

    def __repr__(self) -> str:
        return repr(self.places())

    def places(self) -> Mapping[str, Place]:
        """Give the places, which a YAML parser tells."""
        if self._places is None:
            from stakegraph.document import parse_entry  # what is not asked needs no parser

            entry = parse_entry(self._text, self._line)
            table = next(iter(entry.values() if isinstance(entry, dict) else entry))
            self._places = table.values_at
        return self._places
