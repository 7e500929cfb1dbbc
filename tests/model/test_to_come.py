"""What is to come is told as that, whatever its relation."""

from __future__ import annotations

import pytest

from stakegraph.model.facts import Actor, Fact, Origin
from stakegraph.model.relations import RELATIONS, Relation
from stakegraph.model.sentences import infinitive, sentence

HERE = Origin("f.yaml", 1, 1)
ACTORS = {
    id: Actor(id=id, kind="organisation", name=name, plural=id == "c", origin=HERE)
    for id, name in (("a", "Acme"), ("b", "Bold"), ("c", "The Carters"))
}


def told(row: Relation, *, backward: bool = False, subject: str = "a", **said: str) -> str:
    fact = Fact(id="f", subject=subject, relation=row.key, object="b", qualifiers=said, origin=HERE)
    return sentence(fact, ACTORS, row, tense="to come", backward=backward)


@pytest.mark.parametrize("row", RELATIONS.values(), ids=lambda row: row.key)
def test_no_relation_tells_what_is_to_come_as_if_it_were_so(row: Relation) -> None:
    for backward in (False, True):
        first, words = told(row, backward=backward).split(" ", 1)
        assert (first, words[:6]) == ("Bold" if backward else "Acme", "is to ")
        assert words.split()[2] not in ("is", "was", "has", "had")


@pytest.mark.parametrize(
    ("key", "backward", "said", "wanted"),
    [
        ("role_at", False, {"title": "head"}, "Acme is to be head at Bold"),
        ("role_at", True, {"title": "head"}, "Bold is to have as its head Acme"),
        ("role_at", False, {}, "Acme is to have a role at Bold"),
        ("holds", False, {"as": "acting"}, "Acme is to be Bold (acting)"),
        ("holds", False, {"as": "designate"}, "Acme is Bold (designate)"),
        ("reports_to", False, {}, "Acme is to report to Bold"),
        ("reports_to", True, {}, "Bold is to manage Acme"),
        ("part_of", True, {}, "Bold is to include Acme"),
        ("owns", True, {"share": "60 %"}, "Bold is to be 60 % owned by Acme"),
        ("commissioned", False, {"for": "ferries"}, "Acme is to commission Bold for ferries"),
        ("commissioned", True, {}, "Bold is to be commissioned by Acme"),
        ("merged_into", True, {}, "Bold is to take in Acme"),
        ("lent_to", True, {"amount": "EUR 5"}, "Bold is to borrow EUR 5 from Acme"),
        ("acquired", True, {"share": "60 %"}, "Bold is to have 60 % of it acquired by Acme"),
        ("neutral_on", False, {}, "Acme is to take no side on Bold"),
    ],
)
def test_the_verb_follows_is_to(
    key: str, backward: bool, said: dict[str, str], wanted: str
) -> None:
    assert told(RELATIONS[key], backward=backward, **said) == wanted


def test_several_are_to() -> None:
    assert told(RELATIONS["works_with"], subject="c") == "The Carters are to work with Bold"
    owns = RELATIONS["owns"]._replace(plural="are the owners of")
    assert told(owns, subject="c") == "The Carters are to own Bold"
    keeps = owns._replace(verb="has as its guest")
    assert told(keeps, subject="c") == "The Carters are to have as their guest Bold"


@pytest.mark.parametrize("row", RELATIONS.values(), ids=lambda row: row.key)
@pytest.mark.parametrize("tense", ["", "former"])
def test_a_name_of_several_has_the_words_of_several(row: Relation, tense: str) -> None:
    said = {
        "share": "60 %",
        "amount": "£5 million",
        "title": "head",
        "as": "lead",
        "for": "ferries",
    }
    given = {name: text for name, text in said.items() if name in row.qualifiers}
    for backward in (False, True):
        ends = ("b", "c") if backward else ("c", "b")
        fact = Fact(
            id="f",
            subject=ends[0],
            relation=row.key,
            object=ends[1],
            qualifiers=given,
            origin=HERE,
        )
        words = sentence(fact, ACTORS, row, tense=tense, backward=backward)
        assert words.startswith("The Carters ")
        assert not {"it", "its", "is", "was", "has"}.intersection(words.split())


def test_a_symmetric_act_is_told_the_same_from_both_ends() -> None:
    row = RELATIONS["works_with"]._replace(verb="met", inverse="met", past="", act=True)
    row = row._replace(future="meet")
    assert told(row) == "Acme is to meet Bold"
    assert told(row, backward=True) == "Bold is to meet Acme"


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("jointly owns", "jointly own"),
        ("carries", "carry"),
        ("watches over", "watch over"),
        ("is also head of", "be also head of"),
    ],
)
def test_the_words_of_an_own_relation_have_an_infinitive(words: str, wanted: str) -> None:
    assert infinitive(words) == wanted


def test_an_act_whose_infinitive_nobody_gives_keeps_its_words() -> None:
    row = RELATIONS["sued"]._replace(future="")
    assert told(row) == "Acme sued Bold"
    assert told(row, backward=True) == "Bold is to be sued by Acme"
