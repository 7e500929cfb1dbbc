"""Statements as a fact file has them: with ids, dates and the words of the article."""

from collections.abc import Iterable

from msgspec import Struct, field
from msgspec.structs import replace

from stakegraph.drafting.actors import Actors
from stakegraph.drafting.article import Found, reading
from stakegraph.drafting.gate import needed
from stakegraph.drafting.names import Name
from stakegraph.drafting.statement import ROLE, Statement
from stakegraph.edtf.dates import surely_before
from stakegraph.errors import UsageError
from stakegraph.evidence.passages import Text
from stakegraph.factfile.fields import Bare, Fields, Value
from stakegraph.model.facts import STATED, Fact, Source
from stakegraph.model.relations import ORGANISATION, PERSON, RELATIONS
from stakegraph.store import EVERYTHING
from stakegraph.store.database import Database
from stakegraph.text.folding import fold

# That somebody fills a post, and what they have where it is.
_FILLS = next(row for row in RELATIONS.values() if row.fills)
_AT = _FILLS.fills
_DATES = ("since", "until", "in")
_BESIDE = (*_DATES, "evidence")  # what does not make a fact another one


class Draft(Struct):
    """Facts that are proposed, with the entries of the new actors that they need, by section.

    `known` counts those that are stated already, `undated` those about the past of which it must be
    known when their source appeared; `notes` say what else is left out.
    """

    entries: dict[str, dict[str, Fields]] = field(default_factory=dict)
    facts: list[Fields] = field(default_factory=list)
    known: int = 0
    undated: int = 0
    notes: list[str] = field(default_factory=list)


def draft(text: Text, source: Source, store: Database) -> Draft:
    """Return the facts that the text of a source states, as far as they are not known yet."""
    actors = Actors(store)
    read = reading(text, actors.known)
    actors.named_in = {name: f"{source.id} {place}" for name, place in read.named_in.items()}
    made = Draft(entries=actors.new)
    said: dict[tuple[str, ...], Fields] = {}
    for found in read.found:
        statement = found.statement
        is_of_past = (statement.was or statement.is_over) and not statement.is_dated
        if not source.date and (is_of_past or statement.is_to_come):
            made.undated += 1
            continue
        if statement.is_to_come and not _is_ahead(statement, source.date):
            continue
        try:
            fact = _fact(found, source, actors)
        except UsageError as error:
            made.notes.append(f"{source.id} {found.place}: {error}: “{found.quote}” is left out")
            continue
        key = tuple(fold(str(value)) for name, value in fact.items() if name not in _BESIDE)
        if _is_stated(fact, store, is_dated=statement.is_dated):
            made.known += 1
        elif key not in said or (_dates(fact) and not _dates(said[key])):
            said[key] = fact
    made.facts = [*said.values()]
    made.entries = needed(made.entries, made.facts)
    return made


def _fact(found: Found, source: Source, actors: Actors) -> Fields:
    """Return the fields of the fact that a statement is; raises UsageError if it may be several."""
    statement = found.statement
    cited = f"{source.id} {found.place}"
    if statement.relation == ROLE:
        given = _role(statement, actors, cited)
    else:
        row = RELATIONS[statement.relation]
        subject, object = statement.subject, statement.object
        assert object
        given = {
            "who": actors.id(subject, _kind(subject, row.subjects), cited),
            row.key: actors.id(object, _kind(object, row.objects), cited),
            **{
                name: value
                for name, value in statement.qualifiers.items()
                if row.takes(name, value)
            },
        }
    if statement.was and statement.since and not statement.until:
        # "was chair from 2019": until when is not said, nor that it lasts.
        statement = replace(statement, since="", attested=statement.since)
    before = f"../{source.date}"
    until = statement.until or (before if statement.is_over else "")
    attested = statement.attested or (before if statement.was and not statement.is_dated else "")
    return {
        **given,
        "since": Bare(statement.since),
        "until": Bare(until),
        "in": Bare("" if statement.since or until else attested),
        "status": "" if statement.status == STATED else statement.status,
        "evidence": _evidence(found, source),
    }


def _evidence(found: Found, source: Source) -> Fields:
    """Return where a statement stands, with the words that mean somebody not named there."""
    cited: Fields = {"source": source.id, "at": found.place, "quote": found.quote}
    if said := found.said_as:
        cited["said_as"] = said[0] if len(said) == 1 else said
    return cited


def _role(statement: Statement, actors: Actors, cited: str) -> Fields:
    """Return the fields of a role: in a known post, at an organisation, or in a new post."""
    who = actors.id(statement.subject, PERSON, cited)
    title = statement.title
    if statement.object:
        place = actors.id(statement.object, ORGANISATION, cited)
        if post := actors.post(title, place, cited):
            return {"who": who, _FILLS.key: post}
        return {"who": who, _AT: place, "title": title, "remit": statement.remit}
    how = title.partition(" ")[0].casefold()
    how = how if _FILLS.takes("as", how) else ""
    post = actors.post(title[len(how) :].lstrip(), "", cited, is_shared=statement.is_shared)
    return {"who": who, _FILLS.key: post, "as": how}


def _kind(name: Name, kinds: Iterable[str]) -> str:
    """Return as what a name stands: as a person only if it surely is one."""
    is_person = name.kind == PERSON and PERSON in kinds
    return PERSON if is_person or ORGANISATION not in kinds else ORGANISATION


def _is_ahead(statement: Statement, day: str) -> bool:
    """Return whether what is to come is so surely after a day: of the rest nobody says it came."""
    first = statement.since or statement.until
    return bool(first) and surely_before(day, first)


def _dates(fact: Fields) -> list[Value]:
    return [fact[name] for name in _DATES if fact.get(name)]


def _is_stated(fact: Fields, store: Database, *, is_dated: bool) -> bool:
    """Return whether a store says what a fact does: with its dates, if the text gives any."""
    ((relation, object),) = [(key, str(fact[key])) for key in RELATIONS if key in fact]
    who, row = str(fact["who"]), RELATIONS[relation]
    ends = [(who, object), (object, who)][: 2 if row.symmetric else 1]
    for subject, other in ends:
        for tie in store.hop([subject], {relation}, "out", EVERYTHING):
            known = tie.fact
            is_same = known.object == other and _has_title(known, str(fact.get("title", "")))
            dates = [date for date in (known.since, known.until, known.attested) if date]
            is_same &= known.status == str(fact.get("status") or STATED)
            is_same &= bool(known.until) == bool(fact.get("until"))
            if is_same and (not is_dated or _dates(fact) == dates):
                return True
    return False


def _has_title(fact: Fact, title: str) -> bool:
    """Return whether a fact has a title, which may say for what somebody is responsible."""
    own, remit = (fact.qualifiers.get(name, "") for name in ("title", "remit"))
    said = (own, f"{own} for {remit}", f"{own} of {remit}")
    return not title or fold(title) in map(fold, said)
