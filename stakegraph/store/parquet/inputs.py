"""What a folder of Parquet is compiled of: fact files, among them those imported from registers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from stakegraph.store.keep import Kept


class Register(NamedTuple):
    """A register that was imported: its path, its format, and the SHA-256 of its bytes.

    `facts` is where the fact file that came of it lies, until the folder has its name.
    """

    path: str
    format: str
    sha256: str
    facts: str

    def fingerprint(self) -> dict[str, str]:
        """Return what a manifest says of it."""
        return {"register": self.path, "format": self.format, "sha256": self.sha256}


class Inputs(NamedTuple):
    """Fact files, by the names that messages give them; of some is said of which register."""

    kept: Kept
    registers: Mapping[str, Register]

    @property
    def files(self) -> list[str]:
        """Return the names of the fact files."""
        return self.kept.files

    def path(self, name: str) -> str:
        """Return where a fact file lies now."""
        register = self.registers.get(name)
        return register.facts if register else name
