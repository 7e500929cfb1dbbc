"""Where the values of an entry stand: found when somebody asks, which few entries ever see."""

from abc import ABCMeta
from collections.abc import Iterator, Mapping

from msgspec import Struct

from stakegraph.model.facts import Place


class _Meta(type(Struct), ABCMeta):  # type: ignore[misc]
    """What a struct and a mapping are both classes of."""


class Fields(Struct, Mapping[str, Place], metaclass=_Meta):
    """The place of each field's value in an entry's lines, the first of which is `line`.

    A struct: there is one to every entry, it is made in half the time and costs no search for
    cycles.
    """

    text: str
    line: int
    found: Mapping[str, Place] | None = None

    def __getitem__(self, name: str) -> Place:
        return self.places()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.places())

    def __len__(self) -> int:
        return len(self.places())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Mapping) and dict(self) == dict(other)

    def __repr__(self) -> str:
        return repr(self.places())

    def places(self) -> Mapping[str, Place]:
        """Return the places, which a YAML parser tells."""
        if self.found is None:
            from stakegraph.factfile.document import (
                parse_entry,  # what is not asked needs no parser
            )

            entry = parse_entry(self.text, self.line)
            table = next(iter(entry.values() if isinstance(entry, dict) else entry))
            self.found = table.values_at
        return self.found
