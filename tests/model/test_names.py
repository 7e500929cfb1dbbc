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


def told(text: str, facts: Facts, *kinds: str) -> str | list[str]:
    """Return the id of the one that a text means, or the lines of those that it may mean."""
    try:
        return resolve_name(text, store_of(facts), kinds).id
    except (AmbiguousName, UnknownName) as error:
        return [line.strip() for line in str(error).splitlines()[1:]]


PEOPLE = """
organisations:
  board: {name: North Board}
  party: {name: Green}
  parish: {name: Deddington}
  ruiz: {name: Ruiz Ltd}
  oil: {name: 中国石油天然气}
people:
  nagy-eva: {name: Nagy Éva}
  nagy-peter: {name: Peter Nagy}
  gabo: {name: Gabriel García Márquez}
  luis: {name: Luis García}
  wang: {name: 王小平}
  li: {name: 李小平}
  fang: {name: 王芳}
  kim: {name: 김정은}
  jan: {name: Jan van der Berg}
  anna: {name: Berg Anna}
  charles: {name: Charles de Gaulle}
  harun: {name: Harun al-Rashid}
  mary: {name: Mary O'Brien}
  stephen: {name: Lord Green of Deddington}
  damian: {name: Damian Green}
  john: {name: Sir John Smith Jr OBE}
  jr: {name: J. R. Smith}
  tolkien: {name: John Ronald Reuel Tolkien}
  ana: {name: Dr. Ana Ruiz}
  zoe: {name: Zoë Müller-Lüdenscheidt}
  pele: {name: Pelé}
  paul: {name: Paul Pele}
  lee: {name: Edward Lee}
"""


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("Nagy", "nagy-eva nagy-peter"),  # whichever of the words is the surname
        ("Éva Nagy", "nagy-eva"),
        ("Nagy Éva", "nagy-eva"),
        ("Nagy, Peter", "nagy-peter"),
        ("García", "gabo luis"),
        ("Garcia Marquez", "gabo"),
        ("Márquez", "gabo"),
        ("王", "fang wang"),
        ("小平", "li wang"),
        ("王小平", "wang"),
        ("王先生", "fang wang"),
        ("김", "kim"),
        ("정은", "kim"),
        ("石油", "oil"),
        ("Berg", "anna jan"),
        ("van der Berg", "jan"),
        ("van der", "jan"),
        ("de Gaulle", "charles"),
        ("Gaulle", "charles"),
        ("al-Rashid", "harun"),
        ("Rashid", "harun"),
        ("O’Brien", "mary"),
        ("Green", "damian party stephen"),  # a whole name is no surer than a surname
        ("Lord Green", "stephen"),
        ("Lord Green of Deddington", "stephen"),
        ("Mr Green", "damian stephen"),  # no party
        ("Deddington", "parish"),  # where a peer is of is no surname
        ("John Smith", "john"),
        ("Sir John Smith", "john"),
        ("Smith", "john jr"),
        ("Dame Smith", "john jr"),
        ("J. Smith", "john jr"),
        ("J. R. Smith", "jr"),
        ("JR Smith", "jr"),
        ("JR Tolkien", "tolkien"),
        ("J.R.R. Tolkien", "tolkien"),
        ("Ruiz", "ana ruiz"),
        ("Ms Ruiz", "ana"),
        ("Dr Ruiz", "ana"),
        ("Ana Ruiz", "ana"),
        ("Müller", "zoe"),
        ("Müller-Lüdenscheidt", "zoe"),
        ("Pelé", "paul pele"),
        ("Sir Edward Lee", "lee"),
        ("Mr Lee", "lee"),
        ("Edward Lee MP", "lee"),
        ("the Rt Hon Edward Lee QC MP", "lee"),
    ],
)
def test_all_who_could_be_meant_are_listed_and_one_alone_is_taken(
    facts: Read, typed: str, ids: str
) -> None:
    found = told(typed, facts(PEOPLE))
    assert (found if isinstance(found, str) else " ".join(x.split(":")[0] for x in found)) == ids


@pytest.mark.parametrize("typed", ["Mr Zebedee", "Mr Board", "Lord", "MP"])
def test_a_title_makes_nobody_of_what_is_no_person(facts: Read, typed: str) -> None:
    with pytest.raises(UnknownName):
        resolve_name(typed, store_of(facts("organisations: {b: {name: North Board}}")))


def test_a_full_name_with_and_without_a_title_may_be_either(facts: Read) -> None:
    two = facts("people: {ann: {name: Ann Lee}, dr: {name: Dr Ann Lee}, mp: {name: Ann Leeds}}")
    assert told("Dr Ann Lee", two) == "dr"
    assert told("Ms Ann Lee MP", two) == ["ann: Ann Lee (person)", "dr: Dr Ann Lee (person)"]
    assert told("Ann Lee", two) == ["ann: Ann Lee (person)", "dr: Dr Ann Lee (person)"]


def test_initials_and_a_word_are_equally_sure(facts: Read) -> None:
    text = "people: {ann: {name: Ana Lee}}\norganisations: {a: {name: Aid for New Arrivals}}"
    assert told("ANA", facts(text)) == [
        "a: Aid for New Arrivals (organisation)",
        "ann: Ana Lee (person)",
    ]


def test_posts_of_one_title_are_told_apart_by_where_they_are_and_who_is_named(facts: Read) -> None:
    several = facts("""
    organisations: {north: {name: North Board}, south: {name: South Board}}
    people: {ann: {name: Ann Lee}, bob: {name: Bob Moor}, c: {name: C, unnamed: x}, d: {name: D}}
    posts:
      p1: {title: director, at: north, description: since the merger}
      p2: {title: director, at: south}
      p3: {title: director, at: south}
      p4: {title: director}
    facts:
      - {who: ann, holds: p1, until: 2019}
      - {who: bob, holds: p1, since: 2019}
      - {who: c, holds: p1}
      - {who: d, holds: p1}
      - {who: ann, holds: p4, status: denied}
    """)
    north = "post at North Board: since the merger; named for it: Ann Lee, Bob Moor, C and 1 more"
    assert told("director", several) == [
        f"p1: director ({north})",
        "p2: director (post at South Board; facts.yaml:8)",
        "p3: director (post at South Board; facts.yaml:9)",
        "p4: director (post)",
    ]


def test_no_two_of_those_listed_say_the_same(facts: Read) -> None:
    three = facts("people:\n  a: {name: Ann Lee}\n  b: {name: Ann Lee}\n  c: {name: Bob Leee}")
    assert told("Ann Lee", three) == [
        "a: Ann Lee (person; facts.yaml:4)",
        "b: Ann Lee (person; facts.yaml:5)",
    ]
    assert told("Ann Lees", three)[:2] == told("Ann Lee", three)


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
