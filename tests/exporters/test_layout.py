"""Where the actors of a picture stand."""

from __future__ import annotations

from itertools import combinations, pairwise
from math import dist

from hypothesis import given
from hypothesis import strategies as st

from stakegraph.exporters._force_layout import network
from stakegraph.exporters._packing import Point, Size
from stakegraph.exporters._tree_layout import chart

BOX = (100.0, 40.0)


def grid(columns: int, rows: int) -> list[tuple[str, str]]:
    """Return the ties of a net with square meshes."""
    across = [(f"{x}.{y}", f"{x + 1}.{y}") for x in range(columns - 1) for y in range(rows)]
    down = [(f"{x}.{y}", f"{x}.{y + 1}") for x in range(columns) for y in range(rows - 1)]
    return across + down


def covered(places: dict[str, Point], sizes: dict[str, Size]) -> list[tuple[str, str]]:
    """Return the pairs of boxes of which one covers another."""
    return [
        (one, other)
        for one, other in combinations(places, 2)
        if abs(places[one][0] - places[other][0]) < (sizes[one][0] + sizes[other][0]) / 2 - 1
        and abs(places[one][1] - places[other][1]) < (sizes[one][1] + sizes[other][1]) / 2 - 1
    ]


def test_every_actor_has_a_place_and_no_box_covers_another() -> None:
    sizes = {f"{x}.{y}": (60.0 + 10 * x, 40.0) for x in range(8) for y in range(8)}
    places = network(sizes, grid(8, 8))
    assert places.keys() == sizes.keys()
    assert covered(places, sizes) == []


def test_the_tied_stand_nearer_than_those_with_many_ties_between_them() -> None:
    ids = [f"n{number}" for number in range(30)]
    places = network(dict.fromkeys(ids, (10.0, 10.0)), pairwise(ids))
    longest = max(dist(places[one], places[other]) for one, other in pairwise(ids))
    assert dist(places["n0"], places["n29"]) > 3 * longest


def test_the_same_network_gets_the_same_places_whatever_the_order_of_its_ties() -> None:
    ties = grid(5, 5)
    sizes = {id: BOX for pair in sorted(ties) for id in pair}
    turned = [(other, one) for one, other in reversed(ties)]
    assert network(sizes, ties) == network(sizes, turned)


def test_parts_that_nothing_joins_stand_side_by_side() -> None:
    ties = [("a1", "a2"), ("a2", "a3"), ("a3", "a1"), ("b1", "b2")]
    sizes = dict.fromkeys(["a1", "a2", "a3", "b1", "b2", "alone"], BOX)
    places = network(sizes, ties)

    def frame(ids: list[str]) -> tuple[float, float, float, float]:
        xs, ys = [places[id][0] for id in ids], [places[id][1] for id in ids]
        return min(xs) - 50, min(ys) - 20, max(xs) + 50, max(ys) + 20

    frames = [frame(ids) for ids in (["a1", "a2", "a3"], ["b1", "b2"], ["alone"])]
    for one, other in combinations(frames, 2):
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


def test_a_network_may_be_empty_or_one_actor_tied_to_itself() -> None:
    assert network({}, []) == {}
    assert network({"a": BOX}, [("a", "a")]).keys() == {"a"}


def test_a_star_of_two_hundred_has_room_for_all() -> None:
    sizes = dict.fromkeys(["hub", *(f"n{number}" for number in range(200))], BOX)
    places = network(sizes, (("hub", id) for id in sizes if id != "hub"))
    assert covered(places, sizes) == []


ids = st.integers(0, 12).map(lambda number: f"n{number}")


@given(st.lists(st.tuples(ids, ids), max_size=30))
def test_any_network_gets_whole_numbers_from_nought_up(ties: list[tuple[str, str]]) -> None:
    sizes = {f"n{number}": BOX for number in range(13)}
    places = network(sizes, ties)
    assert all(x == round(x) and y == round(y) and x >= 0 <= y for x, y in places.values())
    assert covered(places, sizes) == []


def test_a_chart_has_each_manager_above_those_who_report() -> None:
    below = {"boss": ["left", "right"], "right": ["low"]}
    places, lines = chart(below, ["boss"], BOX)
    assert places["boss"][1] < places["left"][1] == places["right"][1] < places["low"][1]
    assert places["left"][0] < places["boss"][0] < places["right"][0] == places["low"][0]
    # Down from the middle of the box's foot, across, and down to the middle of the other's top.
    (x, y), (down_x, down_y) = places["boss"], places["left"]
    rail = (y + 20 + down_y - 20) / 2
    assert lines["left"] == [(x, y + 20), (x, rail), (down_x, rail), (down_x, down_y - 20)]
    assert lines.keys() == {"left", "right", "low"}


def test_a_hundred_people_without_reports_hang_below_their_manager_in_columns() -> None:
    staff = [f"n{number}" for number in range(100)]
    places, lines = chart({"boss": staff}, ["boss"], BOX)
    assert covered(places, dict.fromkeys(places, BOX)) == []
    wide = max(x for x, _ in places.values()) - min(x for x, _ in places.values())
    high = max(y for _, y in places.values()) - min(y for _, y in places.values())
    assert 0.8 < wide / high < 3.2  # about a screen, and not a hundred boxes in a row
    for id in staff:  # each line ends at the left side of its box
        assert lines[id][-1] == (places[id][0] - 50, places[id][1])


def test_trees_of_a_chart_do_not_meet() -> None:
    below = {f"top{number}": [f"{number}.{at}" for at in range(number)] for number in range(9)}
    places, _ = chart(below, below, BOX)
    assert len(places) == 9 + sum(range(9))
    assert covered(places, dict.fromkeys(places, BOX)) == []


def test_a_line_of_five_thousand_managers_is_no_trouble() -> None:
    below = {f"n{number}": [f"n{number + 1}"] for number in range(5_000)}
    places, lines = chart(below, ["n0"], BOX)
    assert len(places) == 5_001
    assert len(lines) == 5_000


def test_a_wide_tree_has_indented_lists_below_its_first_layers() -> None:
    below = {"boss": [f"d{at}" for at in range(6)]}
    below |= {f"d{at}": [f"d{at}.{own}" for own in range(5)] for at in range(6)}
    below["d0.0"] = ["deep"]
    places, lines = chart(below, ["boss"], BOX)
    assert len(places) == 1 + 6 + 30 + 1
    assert covered(places, dict.fromkeys(places, BOX)) == []
    own = [places[id] for id in ("d1", "d1.0", "d1.1")]
    assert [x - own[0][0] for x, _ in own] == [0, 26, 26]
    assert own[0][1] < own[1][1] < own[2][1]
    assert places["deep"][0] - places["d0.0"][0] == 26
    for corners in lines.values():
        assert all(x == to_x or y == to_y for (x, y), (to_x, to_y) in pairwise(corners))
