"""What is meant where a fact names no relation that there is, and what to write."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from stakegraph.factfile.placed import Table
from stakegraph.factfile.validation import meant
from stakegraph.model import labels
from stakegraph.model.relations import Relation
from stakegraph.text.suggestions import did_you_mean

_LISTED = "; 'stakegraph relations' lists all"


class UnknownRelations:
    """Keys of facts that are none of the relations of a file, nor any of the `fields` of a fact.

    What one may mean is looked for once: a large file may have the key in each line.
    """

    def __init__(self, relations: Mapping[str, Relation], fields: Collection[str]) -> None:
        self.relations = relations
        self.fields = fields
        self._near: dict[str, tuple[str, str, bool, str]] = {}

    def relation_added(self) -> None:
        """Look again for what a key may mean: there is another relation."""
        self._near.clear()

    def advice(self, key: str, table: Table) -> str:
        """Return what is wrong with a key of a fact that states no relation, and what to write."""
        value = table[key]
        if spelled := self.spelled_out(key):
            return spelled
        field_near, relation, is_backward, near = self._meant(key)
        if field_near:
            return f"unknown key {key!r}{field_near}"
        if isinstance(value, str) and value in self.relations:
            return f"unknown key {key!r}: write '{value}: ID', with who is at the other end"
        if is_backward:
            ends = (each if isinstance(each, str) else "ID" for each in (value, table.get("who")))
            there = ": say it from the other end: 'who: {}' and '{}: {}'"
            return f"unknown relation {key!r}" + there.format(next(ends), relation, next(ends))
        return f"unknown relation {key!r}{near or _LISTED}"

    def spelled_out(self, text: str) -> str:
        """Return how to write a fact whose ends and relation stand in one text, "" for others."""
        words = text.split()
        if len(words) != 3 or words[1] not in self.relations:
            return ""
        who, relation, other = words
        return f"a fact has fields: write '- who: {who}', and under it '{relation}: {other}'"

    def _meant(self, key: str) -> tuple[str, str, bool, str]:
        """Return what a key may mean: a field, asked; a relation, whether backward, asked."""
        if key not in self._near:
            relation, is_backward = labels.meant(key, self.relations) or ("", False)
            asked = f": did you mean {relation!r}?" if relation else ""
            asked = asked or did_you_mean(key, self.relations)
            self._near[key] = meant(key, self.fields), relation, is_backward, asked
        return self._near[key]
