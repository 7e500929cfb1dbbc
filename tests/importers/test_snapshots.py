"""Several states of one register become one reading, whose terms have the days between them."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from stakegraph.factfile.reading import Reading
from stakegraph.importers import organogram

HEAD = "Post Unique Reference,Name,Job Title,Organisation,Unit,Reports to Senior Post\n"


def state(day: str, *rows: str) -> Reading:
    lines = "".join(f"{row}\n" for row in rows)
    reading = organogram.read((HEAD + lines).encode(), f"posts-{day}.csv")
    reading.sources[0] = replace(reading.sources[0], date=day)
    return reading


def facts(*states: Reading) -> list[str]:
    """Return the holders and lines of several states, with their dates and the lines cited."""
    return [
        f"{fact.subject} {fact.relation} {fact.object} {fact.since or '..'} to {fact.until or '..'}"
        f" [{'; '.join(str(cited).removeprefix('posts-') for cited in fact.evidence)}]"
        for fact in organogram.united_states(states).facts
        if fact.relation in ("holds", "reports_to")
    ]


def test_one_holder_after_another_have_terms_that_met_between_two_states() -> None:
    one = state("2015-09-30", "1,Ana Ruiz,Head,Tides,,XX")
    two = state("2016-03-31", "1,Ben Oduya,Head,Tides,,XX")
    wanted = [
        "ana-ruiz.1 holds tides.1 .. to 2015-09-30/2016-03-30 [2015-09-30 line 2]",
        "ben-oduya.1 holds tides.1 2015-10-01/2016-03-31 to .. [2016-03-31 line 2]",
    ]
    assert facts(one, two) == wanted
    again = [state("2016-03-31", "1,Ben Oduya,Head,Tides,,XX")]
    assert facts(*again, state("2015-09-30", "1,Ana Ruiz,Head,Tides,,XX")) == wanted


def test_who_stays_has_one_term_and_who_comes_back_two() -> None:
    rows = [
        ("2015-03-31", "1,Ana Ruiz,Head,Tides,,XX"),
        ("2015-09-30", "1,Ana Ruiz,Head,Tides,,XX"),
        ("2016-03-31", "1,Ben Oduya,Head,Tides,,XX"),
        ("2016-09-30", "1,Ana Ruiz,Head,Tides,,XX"),
    ]
    assert facts(*(state(*each) for each in rows)) == [
        "ana-ruiz.1 holds tides.1 .. to 2015-09-30/2016-03-30"
        " [2015-03-31 line 2; 2015-09-30 line 2]",
        "ana-ruiz.1 holds tides.1 2016-04-01/2016-09-30 to .. [2016-09-30 line 2]",
        "ben-oduya.1 holds tides.1 2015-10-01/2016-03-31 to 2016-03-31/2016-09-29"
        " [2016-03-31 line 2]",
    ]


@pytest.mark.parametrize(
    ("later", "until"),
    [
        ("1,Vacant,Head,Tides,,XX", "2015-09-30/2016-03-30"),
        ("1,N/D,Head,Tides,,XX", ".."),  # nobody is named: it may still be her
        ("1,Ms A Ruiz,Head,Tides,,XX", ".."),
        ("2,Ben Oduya,Clerk,Tides,,XX", ".."),  # the post is not listed
        ("1,Post eliminated,Head,Tides,,XX", ".."),
    ],
)
def test_a_term_ends_only_where_the_later_state_says_something_else(later: str, until: str) -> None:
    first, *_ = facts(state("2015-09-30", "1,Ana Ruiz,Head,Tides,,XX"), state("2016-03-31", later))
    assert first == f"ana-ruiz.1 holds tides.1 .. to {until} [2015-09-30 line 2]"


def test_a_name_that_may_be_the_same_persons_is_told_of() -> None:
    one = state("2015-09-30", "1,Ana Ruiz,Head,Tides,,XX")
    two = state("2016-03-31", "1,Dr A Ruiz,Head,Tides,,XX")
    told = "'Ana Ruiz' and 'Dr A Ruiz', in one post, may be one person: kept as two"
    assert organogram.united_states([one, two]).notes == [told]


@pytest.mark.parametrize(
    ("names", "ids"),
    [
        (("Ana Ruiz", "Dr Ana Ruiz"), ["ana-ruiz.1"]),
        (("Dame Ana Ruiz CBE", "Ms Ana Ruiz"), ["ana-ruiz.1"]),
        # Another title may be another person's, where no more than a surname is given.
        (("Mr Ruiz", "Ms Ruiz"), ["mr-ruiz.1", "ms-ruiz.1"]),
        (("Mr A Ruiz", "Ms A Ruiz"), ["mr-a-ruiz.1", "ms-a-ruiz.1"]),
    ],
)
def test_titles_make_no_other_holder_of_a_post(names: tuple[str, str], ids: list[str]) -> None:
    days = ("2015-09-30", "2016-03-31")
    states = [state(day, f"1,{name},Head,Tides,,XX") for day, name in zip(days, names, strict=True)]
    whole = organogram.united_states(states)
    people = [actor for actor in whole.actors if actor.kind == "person"]
    assert [person.id for person in people] == ids
    if len(ids) == 1:
        assert (people[0].name, people[0].aliases) == (names[1], (names[0],))
        (held,) = (fact for fact in whole.facts if fact.relation == "holds")
        assert (held.since, held.until, len(held.evidence)) == ("", "", 2)


def test_one_name_in_another_post_of_another_day_is_told_of() -> None:
    one = state("2015-09-30", "1,Ana Ruiz,Head,Tides,,XX", "2,Ben Oduya,Clerk,Tides,,1")
    two = state("2016-03-31", "1,Ben Oduya,Head,Tides,,XX", "2,Cat Sea,Clerk,Tides,,1")
    assert organogram.united_states([one, two]).notes == [
        "'Ben Oduya' has another post in another file: kept as 2 people, since a name is no "
        "proof; if they are one, say so with 'same_as'"
    ]


def test_a_line_to_another_manager_ends_the_one_before() -> None:
    tops = "1,Ana Ruiz,Head,Tides,,XX", "2,Ben Oduya,Chief,Tides,,XX"
    one = state("2015-09-30", *tops, "3,Cat Sea,Clerk,Tides,,1")
    two = state("2016-03-31", *tops, "3,Cat Sea,Clerk,Tides,,2")
    assert [line for line in facts(one, two) if "reports_to" in line] == [
        "tides.3 reports_to tides.1 .. to 2015-09-30/2016-03-30 [2015-09-30 line 4]",
        "tides.3 reports_to tides.2 2015-10-01/2016-03-31 to .. [2016-03-31 line 4]",
    ]
    none = state("2016-03-31", *tops, "3,Cat Sea,Clerk,Tides,,N/A")
    one = state("2015-09-30", *tops, "3,Cat Sea,Clerk,Tides,,1")
    assert [line for line in facts(one, none) if "reports_to" in line] == [
        "tides.3 reports_to tides.1 .. to .. [2015-09-30 line 4]"
    ]


def test_a_post_is_called_what_the_latest_state_calls_it_and_keeps_what_it_was() -> None:
    one = state("2015-09-30", "1,Ana Ruiz,Director General,Tides,,XX")
    two = state("2016-03-31", "1,Vacant,Director-General,Tides,,XX")
    three = state("2016-09-30", "1,Ben Oduya,Chief Executive,Tides,,XX")
    whole = organogram.united_states([one, two, three])
    (post,) = (actor for actor in whole.actors if actor.kind == "post")
    assert (post.name, post.aliases) == ("Chief Executive", ("1", "Director-General"))
    assert post.note == "2016-03-31: vacant: the file has 'Vacant' for a name"
    assert [(empty.since, empty.until) for empty in post.vacant] == [("2016-03-31", "2016-03-31")]
    assert [cited.source for cited in post.evidence] == [source.id for source in whole.sources]


def test_files_of_one_name_are_two_sources_and_without_days_nothing_ends() -> None:
    states = [
        organogram.read((HEAD + f"1,{name},Head,Tides,,XX\n").encode(), f"{folder}/posts.csv")
        for folder, name in (("a", "Ana Ruiz"), ("b", "Vacant"))
    ]
    whole = organogram.united_states(states)
    assert [source.id for source in whole.sources] == ["posts", "posts-2"]
    (post,) = (actor for actor in whole.actors if actor.kind == "post")
    assert ([str(cited) for cited in post.evidence], post.vacant) == (
        ["posts line 2", "posts-2 line 2"],
        (),
    )
    assert [(fact.since, fact.until) for fact in whole.facts] == [("", ""), ("", "")]
