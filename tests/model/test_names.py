"""From what a person types to the actor that is meant."""

from collections.abc import Callable

import pytest
from stores import store_of

from stakegraph.errors import AmbiguousName, UnknownName
from stakegraph.model.facts import Facts
from stakegraph.model.names import resolve_name
from stakegraph.store.names import Index, index_of

Read = Callable[[str], Facts]

STOKE = """
organisations:
  stoke-council: {name: Stoke-on-Trent Council, aliases: [Stoke], kind: public body}
  childrens-services: {name: Stoke-on-Trent children's services}
  dcsf: {name: "Department for Children, Schools and Families", kind: department}
  tact: {name: Tact, kind: charity, description: fostering agency}
  contact: {name: Contact Group, kind: company}
people:
  kath: {name: Kath O'Dwyer}
  ged: {name: Ged Rowney}
  zoe: {name: Zoë Müller-Lüdenscheidt}
  kevin: {name: Kevin Williams, description: chief executive of Tact}
  mary: {name: Mary Williams}
  mayor: {name: a new mayor, aliases: [Boris], unnamed: the article does not say}
posts:
  chief: {title: chief executive, at: stoke-council}
  director: {title: director of children's services, at: stoke-council}
"""


def stoke(facts: Read) -> Index:
    return index_of(facts(STOKE).actors.values())


@pytest.mark.parametrize(
    ("typed", "id"),
    [
        ("odwyer", "kath"),
        ("O'Dwyer", "kath"),
        ("O’Dwyer", "kath"),
        ("o dwyer", "kath"),
        ("KATH ODWYER", "kath"),
        ("O'Dwyer, Kath", "kath"),
        ("kath", "kath"),
        ("tact", "tact"),  # and not the Contact Group
        ("conta", "contact"),
        ("dcsf", "dcsf"),
        ("D.C.S.F.", "dcsf"),
        ("Stoke", "stoke-council"),  # an alias is surer than a part of a name
        ("Stoke council", "stoke-council"),
        ("stoke on trent council", "stoke-council"),
        ("stoke children", "childrens-services"),
        ("zoe", "zoe"),
        ("muller ludenscheidt", "zoe"),
        ("Müller–Lüdenscheidt", "zoe"),
        ("rowney", "ged"),
        ("Kevin Williams", "kevin"),
        ("k williams", "kevin"),
        ("owne", "ged"),
        ("director", "director"),
        ("mayor", "mayor"),  # by its id
    ],
)
def test_a_name_can_be_typed_as_it_comes(facts: Read, typed: str, id: str) -> None:
    assert resolve_name(typed, stoke(facts)).id == id


def test_initials_find_a_name_of_three_words_and_more(facts: Read) -> None:
    kept = index_of(
        facts("""
        organisations:
          a: {name: The Ministry of Works and Transport}
          b: {name: Ministry Works}
        """).actors.values()
    )
    assert [actor.id for actor in kept.named("mwt")] == ["a"]
    assert kept.named("mw") == []


@pytest.mark.parametrize("typed", ["a new mayor", "Boris", "new mayor", "Mayo"])
def test_the_unnamed_are_never_matched_by_name(facts: Read, typed: str) -> None:
    assert stoke(facts).named(typed) == []


def test_several_who_may_be_meant_are_listed_with_what_tells_them_apart(facts: Read) -> None:
    with pytest.raises(AmbiguousName) as error:
        resolve_name("williams", stoke(facts))
    assert str(error.value).splitlines() == [
        "'williams' may mean any of these; type one's id:",
        "  kevin: Kevin Williams (person: chief executive of Tact)",
        "  mary: Mary Williams (person)",
    ]


def test_the_kind_that_is_asked_for_settles_a_tie(facts: Read) -> None:
    kept = index_of(
        facts("""
        organisations: {works: {name: Grey}}
        people: {ann: {name: Ann Grey, aliases: [Grey]}}
        """).actors.values()
    )
    assert resolve_name("grey", kept, ("person", "post")).id == "ann"
    assert resolve_name("grey", kept, ("organisation",)).id == "works"
    with pytest.raises(AmbiguousName):
        resolve_name("grey", kept)
    with pytest.raises(AmbiguousName):
        resolve_name("grey", kept, ("partnership",))


def test_an_actor_of_another_kind_is_given_when_it_alone_is_resolve_name(facts: Read) -> None:
    assert resolve_name("tact", stoke(facts), ("person",)).id == "tact"


KATH = "kath: Kath O'Dwyer (person)"
ZOE = "zoe: Zoë Müller-Lüdenscheidt (person)"


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [
        ("O'Dwier Kath", KATH),
        ("kath odwier", KATH),
        ("Odwyre", KATH),
        ("Zoe Mulller Ludenscheid", ZOE),
        ("Ludenscheid Zoe Mulller", ZOE),
    ],
)
def test_a_mistyped_name_gets_the_nearest_in_any_order_of_words(
    facts: Read, typed: str, nearest: str
) -> None:
    with pytest.raises(UnknownName) as error:
        resolve_name(typed, stoke(facts))
    assert str(error.value).splitlines() == [
        f"nobody here is called {typed!r}; the nearest names:",
        f"  {nearest}",
    ]


@pytest.mark.parametrize("typed", ["", "  ", "'", "Zebedee"])
def test_a_name_that_is_near_nothing_tells_where_to_look(facts: Read, typed: str) -> None:
    with pytest.raises(UnknownName) as error:
        resolve_name(typed, stoke(facts))
    advice = "'stakegraph list' shows who is here"
    assert str(error.value) == f"nobody here is called {typed!r}; {advice}"


def test_a_name_that_cannot_be_used_brings_those_that_may_be_meant(facts: Read) -> None:
    store = store_of(
        facts("people: {ann: {name: Ann Lee}, bob: {name: Bob Lee}, cy: {name: Cy Moor}}")
    )
    with pytest.raises(AmbiguousName) as several:
        resolve_name("Lee", store)
    assert several.value.candidates == (("ann", "Ann Lee"), ("bob", "Bob Lee"))
    with pytest.raises(UnknownName) as none:
        resolve_name("Moore", store)
    assert [candidate.id for candidate in none.value.candidates] == ["cy"]
    with pytest.raises(UnknownName) as nothing_near:
        resolve_name("Zebedee", store)
    assert nothing_near.value.candidates == ()
