"""Values of a document that know where they stand, without the parser that builds them."""

from typing import Any

from stakegraph.model.facts import Place


class Plain(str):
    """An unquoted text that other YAML readers would take for a number, date or truth value."""

    __slots__ = ("otherwise",)

    otherwise: str  # what another reader would make of it, such as `a truth value`


class Table(dict[str, Any]):
    """A mapping; `keys_at` and `values_at` give the line and column of each key and value."""

    __slots__ = ("column", "keys_at", "line", "values_at")

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.line, self.column = place
        self.keys_at: dict[str, Place] = {}
        self.values_at: dict[str, Place] = {}


class Items(list[Any]):
    """A sequence; `values_at` gives the line and column of each item."""

    __slots__ = ("values_at",)

    def __init__(self) -> None:
        super().__init__()
        self.values_at: list[Place] = []
