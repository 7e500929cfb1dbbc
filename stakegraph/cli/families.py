"""The families of relation that an option names."""

from collections.abc import Iterable, Sequence

from stakegraph.errors import UsageError


def families(only: Sequence[str], leaving_out: Iterable[str] = ()) -> list[str]:
    """Return the families named, or all but those that are left out unless they are named.

    Raises UsageError for a family that is not there.
    """
    from stakegraph.model.relations import FAMILIES
    from stakegraph.text.suggestions import did_you_mean

    for name in only:
        if name not in FAMILIES:
            there = ", ".join(FAMILIES)
            raise UsageError(
                f"no family is called {name!r}{did_you_mean(name, FAMILIES)} ({there})"
            )
    return list(only) or [name for name in FAMILIES if name not in set(leaving_out)]
