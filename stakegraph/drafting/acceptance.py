"""Proposals accepted: put into a fact file, with the new actors that they need, by `changes`."""

import os
from collections.abc import Mapping

from msgspec.structs import replace

from stakegraph.changes.additions import Added, Addition, add
from stakegraph.changes.files import FactFiles, State
from stakegraph.drafting.actors import is_id_of
from stakegraph.drafting.gate import Gate
from stakegraph.drafting.origins import article_text, source_of
from stakegraph.drafting.proposals import Proposals
from stakegraph.drafting.trial import needed
from stakegraph.errors import UsageError
from stakegraph.evidence.texts import text_path
from stakegraph.factfile.fields import Fields, of_source
from stakegraph.model.facts import Source
from stakegraph.text.files import relative


class Acceptance:
    """Puts proposals of a file into fact files."""

    def __init__(self, proposals: Proposals, path: str, files: FactFiles) -> None:
        self._proposals = proposals
        self._files = files
        folder = os.path.dirname(path)
        given = proposals.entries.get("sources", {}).get(proposals.source)
        self._given = source_of(proposals.source, given, path) if given else None
        self.text = article_text(os.path.join(folder, proposals.article))

    def accept(self, fact: Fields, *, dry: bool = False) -> Added:
        """Add a fact with what it needs; of a `dry` one nothing is written.

        Raises UsageError for one whose words do not stand in the article, or that no fact file may
        have, and as `changes` does.
        """
        return add(self._files, lambda state: self._additions(state, fact), dry=dry)

    def _additions(self, state: State, fact: Fields) -> list[Addition]:
        source = self.source(state)
        entries = self.entries(state)
        refused = Gate(source, self.text, state.store).refusals(entries, [fact])
        if refused:
            raise UsageError(f"it is not accepted: {refused[1][0]}")
        found = [
            Addition(section, id, given)
            for section, some in needed(entries, [fact]).items()
            for id, given in some.items()
        ]
        if source is self._given:
            folder = os.path.dirname(self._files.path(state))
            placed = replace(source, text=relative(text_path(source), folder))
            found.insert(0, Addition("sources", source.id, of_source(placed)))
        return [*found, Addition("facts", "", fact)]

    def source(self, state: State) -> Source:
        """Return the source of the article; raises UsageError where neither file has it."""
        source = state.store.source(self._proposals.source) or self._given
        if source is None:
            raise UsageError(f"no source has the id {self._proposals.source!r} here")
        return source

    def entries(self, state: State) -> Mapping[str, Mapping[str, Fields]]:
        """Return the entries of actors that the facts lack still."""
        return {
            section: {id: given for id, given in some.items() if not is_id_of(state.store, id)}
            for section, some in self._proposals.entries.items()
            if section != "sources"
        }
