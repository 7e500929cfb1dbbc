"""What registers of ownership list that is no share: another interest in a body."""

from __future__ import annotations

from stakegraph.importers._builder import Builder
from stakegraph.model.relations import PARTNERSHIPS


def interest(builder: Builder) -> str:
    """Return the relation of who has an interest in a body that is neither a share nor a role.

    A register counts votes, rights to income and the benefit of a trust among them: not all of it
    is control.
    """
    return builder.relations.declare(
        "interest_in",
        verb="has an interest in",
        inverse="is subject to an interest of",
        past="had an interest in",
        past_inverse="was subject to an interest of",
        after="[: {what}][ ({share})]",
        family=PARTNERSHIPS,
        templates=True,
    )
