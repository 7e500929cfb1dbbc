"""The index of names, held against a plain definition of what it finds."""

from __future__ import annotations

import sqlite3
import unicodedata
from collections.abc import Callable, Iterable
from contextlib import closing
from difflib import SequenceMatcher
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stakegraph.errors import DamagedIndex, UsageError
from stakegraph.model.facts import Actor, Facts, Joined, Origin
from stakegraph.model.names import folded_forms, initials
from stakegraph.model.personal_names import is_surname, surnames
from stakegraph.store import name_tables
from stakegraph.store.name_tables import NAMED, copy, fill
from stakegraph.store.names import Entry, Index, index_of
from stakegraph.text.folding import fold

Read = Callable[[str], Facts]

PEOPLE = """
people:
  ann: {name: Ann Lee, aliases: [Ånn O’Dwyer]}
  bob: {name: Bob Leeds}
  lea: {name: Lea Ann Berg}
organisations:
  lee: {name: Lee and Daughters Ltd}
  mwt: {name: The Ministry of Works and Transport, kind: department, description: roads}
  mw: {name: Ministry Works}
"""


def ids(found: Iterable[Entry]) -> list[str]:
    return [entry.id for entry in found]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("lee", ["lee"]),  # an id
        ("Lee, Ann", ["ann"]),  # all words of Ann's, in any order
        ("annlee", ["ann"]),  # a whole name, whatever spaces were typed
        ("o dwyer", ["ann"]),  # a surname
        ("LEEDS", ["bob"]),
        ("m.w.t.", ["mwt"]),
        ("mw t", ["mwt"]),
        ("works", ["mw", "mwt"]),  # a word of both
        ("dau ltd", ["lee"]),  # beginnings of words
        ("le", ["ann", "bob", "lea", "lee"]),
        ("ann dwyer", []),  # "odwyer" does not begin so
        ("ann bob", []),  # one form must have all the words
        ("lee odwyer", []),  # and two forms of one actor are not one
        ("theminis", ["mwt"]),  # the beginning of the whole
        ("ughte", ["lee"]),  # within a word
        ("dwy", []),  # too short for that
        ("The Ministry of Works", ["mwt"]),
        ("the Lee and Daughters", ["lee"]),  # as a sentence says it
        ("the", ["mwt"]),
        ("the nobody", []),
        ("", []),
        ("-", []),
        ("\ud800", []),  # half a character
        ('ann" OR "bob', []),
    ],
)
def test_a_text_names_whom_it_names_best(facts: Read, typed: str, found: list[str]) -> None:
    assert ids(index_of(facts(PEOPLE).actors.values()).named(typed)) == found


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("00012345", ["dock"]),
        ("gb-coh 00012345", ["dock"]),
        ("GB-COH-00012345", ["dock"]),
        ("lei:5493 00ab", ["dock"]),
        ("HRB 1", ["dock", "pier"]),
        ("https://register.example/company/00012345/", ["dock"]),
        ("Q42", ["q", "ana"]),  # a name as well
        ("wikidata q42", ["ana"]),
        ("12345", []),  # no part of one
        ("gb-coh", []),
        ("000", []),
        ("lei 00012345", []),  # of another scheme
        ("https://register.example/", []),
    ],
)
def test_what_a_register_calls_somebody_finds_them(
    facts: Read, typed: str, found: list[str]
) -> None:
    text = """
    people: {ana: {name: Ana, ids: {wikidata: Q42}}}
    organisations:
      dock: {name: Dock, ids: {gb-coh: '00012345', lei: 549300AB, de-reg: [HRB 7, HRB 1]}}
      pier: {name: Pier, unnamed: a secret, ids: {de-reg: HRB 1}}
      q: {name: Q 42}
    """
    assert sorted(ids(index_of(facts(text).actors.values()).named(typed))) == sorted(found)


def test_an_index_that_leads_to_who_has_another_identifier_is_damaged(facts: Read) -> None:
    text = "organisations: {a: {name: A, ids: {x: '1'}}, b: {name: B, ids: {x: '2'}}}"
    index = index_of(facts(text).actors.values())
    assert ids(index.named("x 1")) == ["a"]
    index.connection.execute("update form set actor = 1 - actor")
    with pytest.raises(DamagedIndex):
        index.named("x 1")


def test_what_is_found_tells_the_actor_from_others(facts: Read) -> None:
    index = index_of(facts(PEOPLE).actors.values())
    whole = Entry(
        "mwt", "organisation", "The Ministry of Works and Transport", "department", "roads"
    )
    assert index.named("mwt") == index.near("Minstry and Transprot") == [whole]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("ministry wroks", ["mw", "mwt"]),
        ("annn leee", ["ann"]),
        ("leeds bobb", ["bob"]),
        ("bob xyzzy", ["bob"]),  # one word of two, if it is right
        ("bobb xyzzy", []),
        ("xyzzy", []),
        ("", []),
        ("ministry of works and transport of nowhere in particular and so on", ["mwt"]),
        ("x" * 2000, []),
    ],
)
def test_a_mistyped_name_is_near_those_who_bear_most_of_its_words(
    facts: Read, typed: str, found: list[str]
) -> None:
    assert ids(index_of(facts(PEOPLE).actors.values()).near(typed)) == found


@pytest.mark.parametrize(
    ("typed", "limit", "found"),
    [
        ("l", 9, ["lea", "lee", "ann", "bob"]),  # by id first, then by name
        ("l", 3, ["lea", "lee", "ann"]),
        ("l", 1, ["lea"]),
        ("an", 9, ["ann", "lea", "lee", "mwt"]),
        ("ministry of w", 9, ["mwt"]),
        ("works and", 9, ["mwt"]),
        ("ministry and", 9, []),  # the words must follow one another
        ("lee ann", 9, []),  # a name ends where the next begins
        ("O’D", 9, ["ann"]),
        ("小", 9, ["wang"]),
        ("王小", 9, ["wang"]),
        ("平小", 9, []),
        ("", 2, ["ann", "bob"]),
        ("\ud800", 9, []),
    ],
)
def test_the_beginning_of_an_id_or_of_a_word_is_completed(
    facts: Read, typed: str, limit: int, found: list[str]
) -> None:
    people = PEOPLE.replace("people:", "people:\n  wang: {name: 王小平}")
    index = index_of(facts(people).actors.values())
    assert [id for id, _ in index.beginning(typed, limit)] == found


def test_a_small_set_is_not_indexed_before_a_name_is_looked_up(facts: Read) -> None:
    index = index_of(facts(PEOPLE).actors.values())
    tables = "select name from sqlite_master where name in ('names', 'words') order by 1"

    def indexed() -> list[str]:
        return [name for (name,) in index.connection.execute(tables)]

    index.named("ann"), index.named("lee")
    assert indexed() == []
    index.named("Ann Lee")
    assert indexed() == ["names"]
    index.near("Ann Le")
    assert indexed() == ["names", "words"]


def test_an_index_can_be_filled_elsewhere_and_copied(facts: Read, tmp_path: Path) -> None:
    kept = index_of(facts(PEOPLE).actors.values()).connection
    made = str(tmp_path / "made")
    with closing(sqlite3.connect(made)) as db:
        fill(db, kept.execute(NAMED))
        db.commit()
    kept.execute("attach ? as made", (made,))
    copy(kept, "made")
    kept.execute("detach made")
    index = Index(kept)
    assert ids(index.named("works")) == ["mw", "mwt"]
    assert ids(index.near("Lea Brg")) == ["lea"]
    assert ids(index.named("ughte")) == ["lee"]
    assert index.beginning("od", 9) == [("ann", "Ann Lee")]


def test_an_index_is_filled_within_a_transaction_or_in_one_of_its_own(facts: Read) -> None:
    for level in ("", "deferred", None):
        db = sqlite3.connect(":memory:", isolation_level=level)  # type: ignore[arg-type]
        if level is None:
            db.execute("begin")
        fill(db, [(7, "person", "ann lee")])
        assert db.in_transaction is (level is None)
        assert db.execute("select actor from form").fetchall() == [(7,)]


def test_a_python_whose_sqlite_has_no_full_text_search_is_told_of(
    facts: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = index_of(facts(PEOPLE).actors.values())
    monkeypatch.setattr(name_tables, "_NAMES", ("create virtual table names using fts0(tokens)",))
    with pytest.raises(UsageError, match="built without FTS5"):
        index.named("Ann Lee")


# ---- the plain definition ----


def joined_up(word: str) -> bool:
    return all("CJK" in unicodedata.name(letter, "") for letter in word)


def has(own: list[str], part: str, *, whole: bool) -> bool:
    if joined_up(part):
        return any(part in word for word in own)
    return any(word == part or (not whole and word.startswith(part)) for word in own)


def bare(words: list[str]) -> list[str]:
    """Return the words of a name without those titles that the names here have."""
    while len(words) > 1 and words[0] in ("sir", "dr"):
        words = words[1:]
    while len(words) > 1 and words[-1] == "jr":
        words = words[:-1]
    return words


def exactly(wanted: str, actors: list[Actor]) -> list[str]:
    """Return whom a folded text names by a whole name, by initials or by whole words."""
    joined, parts = wanted.replace(" ", ""), wanted.split()
    called, surnamed, bearing = set(), set(), set()
    for actor in actors:
        for form in filter(None, folded_forms(actor)):
            words = form.split()
            names = (words, bare(words) if actor.kind == "person" else words)
            if joined in map("".join, names):
                called.add(actor.id)
            if actor.kind == "person" and set(parts) <= {*surnames(form)}:
                surnamed.add(actor.id)
            letters = [part for part in parts if len(part) == 1 < len(parts) and part.isalpha()]
            if joined == initials(form) or all(
                has(words, part, whole=part not in letters) for part in parts
            ):
                bearing.add(actor.id)
    if not called:
        return sorted(bearing)
    return sorted(called | (surnamed if is_surname(wanted) else set()))


def by_parts(wanted: str, actors: list[Actor]) -> list[str]:
    """Return whom parts of names mean, in the surest way in which they mean anybody."""
    joined, parts = wanted.replace(" ", ""), wanted.split()
    first = parts[0]
    apart = len(parts) > 1 and 1 < len(first) < 4 and first not in ("sir", "dr")
    ranks: dict[str, int] = {}
    for actor in actors:
        for form in folded_forms(actor):
            words = form.split()
            ways = (
                all(has(words, part, whole=False) for part in parts),
                any(word.startswith(joined) for word in ("".join(words), *words)),
                apart and all(has(words, part, whole=False) for part in (*first, *parts[1:])),
                len(joined) > 3 and any(joined in word for word in words),
            )
            rank = min((way for way, holds in enumerate(ways) if holds), default=9)
            ranks[actor.id] = min(rank, ranks.get(actor.id, 9))
    best = min(ranks.values(), default=9)
    return sorted(id for id, rank in ranks.items() if rank == best < 9)


def named(typed: str, actors: list[Actor]) -> list[str]:
    same = [actor.id for actor in actors if typed in (actor.id, *actor.also)]
    wanted = fold(typed)
    if same or not wanted:
        return same
    people = {actor.id for actor in actors if actor.kind == "person"}
    article, _, rest = wanted.partition(" ")
    for text in (wanted, rest) if rest and article in ("the", "a", "an") else (wanted,):
        untitled = " ".join(bare(text.split()))
        for way in (exactly, by_parts):
            found = way(text, actors)
            if not found and untitled != text:
                found = [id for id in way(untitled, actors) if id in people]
            if found:
                return found
    return []


def similar(word: str, vocabulary: set[str]) -> dict[str, int]:
    def trigrams(text: str) -> list[str]:
        return [f"^{text}$"[at : at + 3] for at in range(len(text))]

    def dice(other: str) -> float:
        shared = sum(each in trigrams(other) for each in trigrams(word))
        return 2 * shared / (len(word) + len(other))

    likely = sorted((-dice(other), other) for other in vocabulary if dice(other))[:12]
    ratios = {other: SequenceMatcher(None, other, word, False).ratio() for _, other in likely}
    return {other: int(1000 * ratio) for other, ratio in ratios.items() if 1000 * ratio >= 700}


def near(typed: str, actors: list[Actor]) -> list[str]:
    forms = {actor.id: [form.split() for form in folded_forms(actor)] for actor in actors}
    vocabulary = {word for each in forms.values() for form in each for word in form}
    words = fold(typed).split()
    meant = [each for word in words if (each := similar(word, vocabulary))]

    def likenesses(form: list[str]) -> list[int]:
        return [max((each.get(word, 0) for word in form), default=0) for each in meant]

    found: dict[str, int] = {}
    for count in range(len(meant), max(len(words) - 3, 0), -1):
        for id, each in forms.items():
            if any(sum(map(bool, likenesses(form))) >= count for form in each):
                found[id] = max(sum(likenesses(form)) for form in each)
        found = {id: much for id, much in found.items() if much >= 450 * len(words)}
        if len(found) >= 3:
            break
    return [id for _, id in sorted((-much, id) for id, much in found.items())[:3]]


def beginning(typed: str, actors: list[Actor]) -> set[str]:
    folded = fold(typed)
    return {
        actor.id
        for actor in actors
        if actor.id.startswith(typed)
        or any(
            folded and (f" {folded}" in f" {form}" or (joined_up(folded) and folded in form))
            for form in folded_forms(actor)
        )
    }


WORDS = [
    *("Ann", "Anna", "Lee", "Leeds", "O’Dwyer", "Müller", "and", "of", "the", "an", "Ministry"),
    *("Works", "Transport", "snake_case", "7", "x", "Жанна", "Łódź", "हिंदी", "東京", "ﬁn", "-"),
    *("Sir", "Dr", "JR", "京東", "東京都"),
]
NAMES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join)


@st.composite
def actors(draw: st.DrawFn) -> list[Actor]:
    forms = draw(st.lists(st.lists(NAMES, min_size=1, max_size=3), min_size=1, max_size=9))
    return [
        Actor(
            id=f"{'alx'[number % 3]}{number}",
            kind=draw(st.sampled_from(["person", "organisation"])),
            name=name,
            aliases=tuple(aliases),
            joined=(Joined(f"other-{number}", "Other", "it is known"),),
            unnamed=draw(st.sampled_from(["", "", "", "it is not said"])),
            origin=Origin("f.yaml", 1, 1),
        )
        for number, (name, *aliases) in enumerate(forms)
    ]


@st.composite
def typed(draw: st.DrawFn) -> str:
    """Return a part of a name, at times with a letter more or less."""
    text = draw(NAMES)
    start = draw(st.integers(0, 3))
    text = text[start : start + draw(st.integers(1, 30))]
    at = draw(st.integers(0, len(text)))
    wrong = [text[:at] + "e" + text[at:], text[:at] + text[at + 1 :]]
    return draw(st.sampled_from([text, text, *wrong]))


@given(actors(), st.lists(typed(), min_size=1, max_size=12))
def test_the_index_finds_what_the_definition_says(actors: list[Actor], texts: list[str]) -> None:
    index = index_of(actors)
    for text in [*texts, "a", "l", "x1", "other-0", "mot", "aot w"]:
        assert ids(index.named(text)) == named(text, actors), text
        assert ids(index.near(text)) == near(text, actors), text
        assert {id for id, _ in index.beginning(text, 99)} == beginning(text, actors), text
