"""Places in a source, as people cite them."""

import pytest

from stakegraph.model.places import Span, Step, is_place, number, seconds, steps


@pytest.mark.parametrize(
    "place",
    [
        *("¶7", "¶ 7", "¶7-9", "¶7–9", "¶¶7, 9 and 12", "para. 8", "paras 8-9", "paragraph 8"),
        *("p. 3", "p.3", "p18", "pp. 3-4", "pp. 346–48", "pp. 113-16, 120", "p. 12a", "p. S12"),
        *("p. xii", "pp. ix–x", "pp. xi, 3", "p. A-3", "pp. 12ff.", "p. 12 f.", "Page 3"),
        *("p. 20 n. 53", "p. 20, n. 53", "fn. 12", "footnote 12", "nn. 3-4", "p. 3, p. 5"),
        *(
            "§ 4.2",
            "§4.2",
            "§§ 4.2–4.5",
            "§ 4(2)(b)",
            "s. 172",
            "section 4",
            "Art. 5(1)(f)",
            "cl. 9",
        ),
        *("Annex B", "Annex II.A ¶3", "Annexes A and B", "Appendix 2", "Schedule 1, para. 4"),
        *("line 9", "lines 9-12", "ll. 9–12", "col. 1123", "cols 1123-4", "row 17", "cell B7"),
        *("slide 4", "figure 2.1", "Table 3", "chapter IV", "vol. 2, p. 30", "Q37", "Q. 37"),
        *(
            "¶7-¶9",
            "§4.2–§4.4",
            "pp. 3-p. 5",
            "p. 20n53",
            "pp. 3 et seq.",
            "fols 12r-13v",
            "reg. 4",
        ),
        *("12:30", "1:02:30", "0:12:30-0:13:10", "12:30–13:10", "12:30, 14:10", "0:12:30.5"),
        *("#part-2", "#:~:text=a,b", "item people/12", 'sheet "Board members" row 17', "sheet 2"),
    ],
)
def test_this_is_how_people_cite(place: str) -> None:
    assert is_place(place)


@pytest.mark.parametrize(
    "text",
    [
        *("", "somewhere", "¶", "p.", "n", "12", "B", "lines", "#", "item", "in p. 3", "p. the"),
        *("annex of", "note that", "chapter two", "column seven", "¶7, cc ¶8", "p. 7, cc p. 8"),
        *("¶7.", "p. 3-", "pp. 3, ", "p. 3 4", "p. 3p. 5", "¶-3", "12:3", "1:2:3:4", "p. 3 to 5"),
        *("¶7 and", "p. 3; see", "p. 3; 5", "¶x y", "12:30-"),
    ],
)
def test_this_is_no_place(text: str) -> None:
    assert not is_place(text)


def test_a_range_may_leave_out_the_figures_that_stay() -> None:
    assert steps("pp. 113-16, 120") == (Step("p.", (Span("113", "116"), Span("120", "120"))),)
    assert steps("pp. 12ff.") == (Step("p.", (Span("12", ""),)),)
    assert steps("p. 12 f.") == (Step("p.", (Span("12", "13"),)),)


def test_a_step_lies_within_the_one_before_it() -> None:
    assert [step.kind for step in steps("Annex B p. 20, n. 53")] == ["annex", "p.", "note"]


def test_numbers_are_roman_or_arabic() -> None:
    labels = ("xii", "IX", "mcmxc", "12", "b", "", "9" * 20)
    assert [*map(number, labels)] == [12, 9, 1990, 12, None, None, None]


def test_a_time_counts_from_the_beginning() -> None:
    assert [*map(seconds, ("12:30", "0:12:30", "1:00:00", "0:00.5"))] == [750, 750, 3600, 0.5]
