"""What the questions about the facts as a whole take: their status, and their vocabulary."""

from collections.abc import Mapping

from stakegraph.errors import UsageError
from stakegraph.model.phrases import phrase
from stakegraph.model.relations import FAMILIES, WORDINGS, Relation
from stakegraph.model.sentences import counted
from stakegraph.questions.asking import Ask, no_such
from stakegraph.questions.drawings import Material, conflicts, gaps
from stakegraph.questions.session import empty_store
from stakegraph.store import EVERYTHING, Store
from stakegraph.text.folding import fold

# So many facts are looked through for what is missing, so many conflicts for which are one.
_MOST_FACTS = 5_000
_MOST_CONFLICTS = 200


def status(ask: Ask) -> Material:
    """Take how much there is, and count what clashes and what is missing where that is quick."""
    from stakegraph.factfile.discovery import example, usual_paths

    _unlimited(ask, "the status")
    paths = ask.session.paths
    found: Material = {
        "example": paths == [example()],
        "named": () if paths == (usual_paths() or [example()]) else paths,
    }
    if not ask.session.is_ready:
        kept, ask.store = ask.session.kept, empty_store()
        return found | {"title": "", "files": kept.files, "sizes": {}, "unread": kept.size}
    database = ask.store = ask.session.database
    sizes = database.sizes()
    found |= {"title": database.title, "files": database.files, "sizes": sizes}
    if sizes.get("error"):
        return found
    found["conflicts"], found["about"] = sizes["conflicts"], sizes["conflicts"] > _MOST_CONFLICTS
    if 0 < sizes["conflicts"] <= _MOST_CONFLICTS:
        from stakegraph.questions.conflicts import conflicts as clashes

        found["conflicts"] = len(clashes(**conflicts(ask, possible=False)).conflicts)
    if sizes["facts"] <= _MOST_FACTS:
        from stakegraph.questions.gaps import gaps as missing

        found["gaps"] = len(missing(**gaps(ask, "", ())).gaps)
    return found


def relations(ask: Ask, word: str) -> Material:
    """Take the relations that a word means, and whom their examples name."""
    rows = _meant(_readable(ask).relations, word)
    named = {id for row in rows.values() for _, id in row.examples}
    actors = {actor.id: actor for actor in ask.store.actors(sorted(named))}
    return {"rows": rows, "actors": actors, "of": word}


def _meant(rows: Mapping[str, Relation], word: str) -> Mapping[str, Relation]:
    """Return the relations of a family, the one of a key, or those that are worded so."""
    plain = fold(word).replace("_", " ")
    if not plain:
        return rows
    if plain in FAMILIES:
        return {key: row for key, row in rows.items() if row.family == plain}
    keys = {fold(key).replace("_", " "): key for key in rows}
    if plain in keys:
        return {keys[plain]: rows[keys[plain]]}
    found = {key: row for key, row in rows.items() if _is_worded(row, plain)}
    if not found:
        there = ", ".join(FAMILIES)
        raise no_such("no relation is called or worded", word, [*FAMILIES, *rows],
                      f" (the families are {there})")  # fmt: skip
    return found


def _is_worded(row: Relation, words: str) -> bool:
    wordings = (fold(phrase(getattr(row, name), {})) for name in WORDINGS)
    return any(f" {words} " in f" {wording} " for wording in wordings)


def vocabulary(ask: Ask) -> Material:
    """Take the relations, and what classifies actors in these facts."""
    store = _readable(ask)
    return {"rows": store.relations, "in_use": store.classifications()}


def _readable(ask: Ask) -> Store:
    """Return the facts, whatever is wrong with them: whoever mends them needs the words."""
    _unlimited(ask, "the vocabulary")
    ask.store = ask.session.database
    if errors := ask.store.sizes().get("error", 0):
        told = counted(errors, "error")
        ask.session.tell(f"the fact files have {told}, which 'stakegraph check' shows")
    return ask.store


def _unlimited(ask: Ask, what: str) -> None:
    """Raise UsageError where only a part of the facts is asked."""
    if ask.scope != EVERYTHING:
        raise UsageError(f"{what} is that of all facts: leave out what limits them")
