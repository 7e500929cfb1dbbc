"""What a sentence states, before anybody knows whom it means."""

from collections.abc import Mapping

from msgspec import Struct, field

from stakegraph.drafting.names import Name
from stakegraph.model.facts import STATED, Status

ROLE = "role"  # what no relation is called: which one a role is depends on what is known


class Statement(Struct, frozen=True, kw_only=True):
    """What a sentence states, and from where to where in it.

    `subject` and `object` are names; of a role the object is where it is, None where only the
    `title` says that. `was` says that it was so in the past, `is_over` that it is so no longer,
    where no date says when; what several have at once `is_shared`, what may be one day
    `is_to_come`.
    """

    relation: str
    subject: Name
    object: Name | None
    start: int
    end: int
    title: str = ""
    remit: str = ""
    qualifiers: Mapping[str, str] = field(default_factory=dict)
    since: str = ""
    until: str = ""
    attested: str = ""
    was: bool = False
    is_over: bool = False
    is_shared: bool = False
    is_to_come: bool = False
    status: Status = STATED

    @property
    def is_dated(self) -> bool:
        """Return whether a date says when it was so."""
        return bool(self.since or self.until or self.attested)
