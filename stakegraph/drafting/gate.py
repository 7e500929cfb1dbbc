"""What proposals must pass: they are facts of the language, and their words stand in the article.

Both are looked at by the code of `check` and of `verify`.
"""

from collections.abc import Iterator, Mapping, Sequence

from stakegraph.drafting.trial import Trial
from stakegraph.errors import Problem, UsageError
from stakegraph.evidence.citations import verify
from stakegraph.evidence.passages import Text
from stakegraph.factfile.fields import Fields
from stakegraph.model.facts import Source
from stakegraph.store.database import Database
from stakegraph.store.loading import inspect_files, sound


class Gate:
    """What the text of an article and the facts let pass.

    Raises UsageError for a source that no fact file may have.
    """

    def __init__(self, source: Source, text: Text, store: Database) -> None:
        self.source = source
        self.text = text
        self.store = store
        for problem in self._misfits(Trial({}, {}, source, store)):
            raise UsageError(problem.message)

    def refusals(
        self, entries: Mapping[str, Mapping[str, Fields]], facts: Sequence[Fields]
    ) -> dict[int, list[str]]:
        """Return why facts are refused, by their numbers from 1; they may need some entries."""
        refused = {
            number: reasons
            for number, fact in enumerate(facts, 1)
            if (reasons := [*self._lacking(fact)])
        }
        for check in (self._misfits, self._unfounded):
            left = {n: fact for n, fact in enumerate(facts, 1) if n not in refused}
            trial = Trial(entries, left, self.source, self.store)
            for problem in check(trial) if left else ():
                for number in trial.meant(problem):
                    refused.setdefault(number, []).append(problem.message)
        return refused

    def _lacking(self, fact: Fields) -> Iterator[str]:
        """Say what citations a fact lacks: each is of the article, and has a place and a quote."""
        evidence = fact.get("evidence", ())
        cited = evidence if isinstance(evidence, tuple) else (evidence,)
        if not cited:
            yield "no evidence is given"
        for each in cited:
            given = each if isinstance(each, dict) else {"source": str(each).partition(" ")[0]}
            if given.get("source") != self.source.id:
                yield f"the article is {self.source.id!r}, and not {given.get('source', '')!r}"
            elif not (given.get("at") and given.get("quote")):
                write = f"{{source: {self.source.id}, at: ¶7, quote: words that stand there}}"
                yield f"write evidence as {write}"

    def _misfits(self, trial: Trial) -> list[Problem]:
        """Return what would be wrong with a fact file."""
        problems = inspect_files([(trial.path, trial.data)])[1]
        return [problem for problem in problems if problem.severity == "error"]

    def _unfounded(self, trial: Trial) -> list[Problem]:
        """Return what the text does not bear out; a proposal may waive nothing of it."""
        facts = sound(*inspect_files([(trial.path, trial.data)])).everything()
        found = verify(facts, {self.source.id: self.text})
        return [*found.problems, *found.waived]
