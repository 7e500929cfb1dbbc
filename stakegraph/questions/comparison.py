"""Parts of two sets of facts compared, field by field."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping
from typing import Literal, NamedTuple

from stakegraph.model.facts import STATED, Citation
from stakegraph.questions.results import Cited, Result, cited

Change = Literal["added", "removed", "changed"]


class Edit(Result, frozen=True, kw_only=True):
    """One field that changed; "" is one that was not given."""

    field: str
    before: str
    after: str


class Difference(Result, frozen=True, kw_only=True):
    """Something that was added, removed or changed; `text` names it in words.

    `sort` is the kind of an actor or the family of a fact, else "".
    `status` and `evidence` are those of what was removed, else of what is there now.
    """

    change: Change
    id: str
    sort: str
    text: str
    status: str
    evidence: tuple[Cited, ...]
    edits: tuple[Edit, ...]


class Compared(NamedTuple):
    """What is compared of one part: its fields; what is shown of it: the rest.

    Its `text` is made where it differs.
    """

    sort: str
    text: Callable[[], str]
    fields: Mapping[str, str]
    status: str = STATED
    evidence: tuple[Citation, ...] = ()


Parts = Mapping[str, Compared]
_BESIDE = ("evidence", "because", "note")  # what a fact says of itself


def _said(part: Compared) -> tuple[tuple[str, str], ...]:
    """Return what a fact says, but for why and from where."""
    return tuple((name, text) for name, text in part.fields.items() if name not in _BESIDE)


class Comparison:
    """A comparison of parts; `moved` counts those of which the places cited alone differ."""

    def __init__(
        self, old: Collection[str], new: Collection[str], *, evidence: bool = False
    ) -> None:
        self._old, self._new = old, new  # the sources that there are
        self._evidence = evidence
        self.moved = 0

    def statements(self, old: Parts, new: Parts) -> tuple[Difference, ...]:
        """Return the differences between facts given by id, where ids are made of what they say.

        Such an id may be that of another fact in the other state, where there are further ones that
        are like it: what says the same is compared first, whatever its ids.
        """
        same = {id: id for id in old.keys() & new.keys() if _said(old[id]) == _said(new[id])}
        free: dict[tuple[object, ...], list[str]] = defaultdict(list)
        for id in sorted(new.keys() - same.keys()):
            free[_said(new[id])].append(id)
        for id in sorted(old.keys() - same.keys()):
            if alike := free[_said(old[id])]:
                same[id] = alike.pop(0)
        there = {*same.values()}
        found = (
            *self.differences(
                {now: old[id] for id, now in same.items()}, {now: new[now] for now in there}
            ),
            *self.differences(
                {id: part for id, part in old.items() if id not in same},
                {id: part for id, part in new.items() if id not in there},
            ),
        )
        return tuple(sorted(found, key=lambda each: each.id))

    def differences(self, old: Parts, new: Parts) -> tuple[Difference, ...]:
        """Return the differences between parts given by id."""
        found = []
        for id in sorted(old.keys() | new.keys()):
            change: Change = "removed" if id not in new else "added" if id not in old else "changed"
            edits = self._edits(old[id], new[id]) if change == "changed" else ()
            if edits or change != "changed":
                shown = new.get(id) or old[id]
                difference = Difference(
                    change=change,
                    id=id,
                    sort=shown.sort,
                    text=shown.text(),
                    status=shown.status,
                    evidence=cited(shown.evidence),
                    edits=edits,
                )
                found.append(difference)
        return tuple(found)

    def _edits(self, before: Compared, after: Compared) -> tuple[Edit, ...]:
        edits = [
            Edit(field=name, before=before.fields[name], after=after.fields[name])
            for name in before.fields
            if before.fields[name] != after.fields[name]
        ]
        counting = [
            edit
            for edit in edits
            if self._evidence or edit.field != "evidence" or not self._has_moved(before, after)
        ]
        self.moved += len(edits) > len(counting) == 0
        return tuple(counting)

    def _has_moved(self, before: Compared, after: Compared) -> bool:
        """Return whether the same is cited, from other places or another issue of its sources.

        The latter is so where each state has no source that the other one cites for it.
        """
        old, new = (Counter((c.source, c.quote) for c in part.evidence) for part in (before, after))
        if old == new:
            return True
        known = (self._new, self._old)
        return all(
            cited and not any(source in others for source, _ in cited)
            for cited, others in zip((old, new), known, strict=True)
        )
