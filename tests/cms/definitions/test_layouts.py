"""Geometry of every layout in every size."""

from collections import Counter
from itertools import combinations
from math import hypot

import pytest

from cms.definitions.layouts import ELSEWHERE, LAYOUTS, layout, sizes

SEAT = 46
EVERY = [(name, size) for name in LAYOUTS for size in range(sizes(name)[0], sizes(name)[1] + 1)]
for_each = pytest.mark.parametrize(("name", "size"), EVERY)


def spots_of(drawn):
    return {spot.id: spot for spot in drawn.spots}


@for_each
def test_places_have_ids_and_names_of_their_own(name, size):
    spots = layout(name, size).spots
    assert max(Counter(spot.id for spot in spots).values()) == 1
    assert max(Counter(spot.name for spot in spots).values()) == 1
    assert all(spot.name and "%" not in spot.name for spot in spots)


@for_each
def test_a_layout_has_the_places_it_was_asked_for(name, size):
    wanted = {"talks": 2 * size, "signing": 2 * size + 2}
    assert len(layout(name, size).spots) == wanted.get(name, size)


@for_each
def test_neighbours_and_right_hands_are_places(name, size):
    drawn = layout(name, size)
    known = set(spots_of(drawn))
    for pairs in (drawn.neighbours, drawn.right_of):
        assert {spot for pair in pairs for spot in pair} <= known
        assert all(first != second for first, second in pairs)
        assert len(set(pairs)) == len(pairs)


@for_each
def test_who_is_at_the_right_hand_sits_beside(name, size):
    drawn = layout(name, size)
    beside = {frozenset(pair) for pair in drawn.neighbours}
    assert {frozenset(pair) for pair in drawn.right_of} == beside
    assert max(Counter(place for place, _right in drawn.right_of).values(), default=0) <= 1
    assert max(Counter(right for _place, right in drawn.right_of).values(), default=0) <= 1


@for_each
def test_measures_cover_every_place_and_have_one_place_of_honour(name, size):
    drawn = layout(name, size)
    for distances in drawn.measures.values():
        assert set(distances) == set(spots_of(drawn))
        near = [distance for distance in distances.values() if distance != ELSEWHERE]
        assert near.count(0) == (2 if name == "signing" else 1)
        assert min(distances.values()) == 0
        most = 2 if name == "signing" else 1
        assert max(Counter(near).values()) <= most


@for_each
def test_everything_lies_inside_the_drawing(name, size):
    drawn = layout(name, size)
    for spot in drawn.spots:
        assert SEAT <= spot.x <= 1000 - SEAT
        assert SEAT <= spot.y <= 1000 - SEAT
    for shape in drawn.shapes:
        reach = shape["w"] if shape["kind"] == "circle" else 0
        assert min(shape["x"], shape["y"]) - reach >= 0
        assert max(shape["x"] + shape["w"], shape["y"] + shape["h"]) <= 1000


@for_each
def test_no_place_covers_another(name, size):
    spots = layout(name, size).spots
    assert all(hypot(one.x - two.x, one.y - two.y) >= 2 * SEAT for one, two in combinations(spots, 2))


@pytest.mark.parametrize("size", range(1, 12))
def test_at_talks_the_right_hand_of_side_a_is_our_left(size):
    drawn = layout("talks", size)
    spots = spots_of(drawn)
    for place, right in drawn.right_of:
        step = spots[right].x - spots[place].x
        assert spots[place].side == spots[right].side
        assert (step < 0) == (spots[place].side == "a")
    assert Counter(spot.side for spot in drawn.spots) == {"a": size, "b": size}


@pytest.mark.parametrize(("name", "measure"), [("talks", "side-a"), ("talks", "side-b"), ("line", "centre")])
def test_the_second_place_is_at_the_right_hand_of_the_first(name, measure):
    drawn = layout(name, 5)
    by_distance = {distance: spot for spot, distance in drawn.measures[measure].items()}
    right = dict(drawn.right_of)
    assert right[by_distance[0]] == by_distance[1]
    assert right[by_distance[2]] == by_distance[0]


@pytest.mark.parametrize("size", range(3, 21))
def test_round_a_table_the_second_place_is_at_the_hosts_right(size):
    drawn = layout("round", size)
    by_distance = {distance: spot for spot, distance in drawn.measures["host"].items()}
    right, spots = dict(drawn.right_of), spots_of(drawn)
    assert (spots[by_distance[0]].name, spots[by_distance[1]].name) == ("The host's place", "1 to the host's right")
    assert right[by_distance[0]] == by_distance[1]
    assert spots[by_distance[1]].x < spots[by_distance[0]].x


@pytest.mark.parametrize(
    ("name", "size", "seats"),
    [("two-tables", 17, [9, 8]), ("three-tables", 20, [7, 7, 6]), ("four-tables", 40, [10, 10, 10, 10])],
)
def test_tables_share_the_places_and_keep_to_themselves(name, size, seats):
    drawn = layout(name, size)
    sides = {spot.id: spot.side for spot in drawn.spots}
    assert Counter(sides.values()) == {str(table): places for table, places in enumerate(seats, 1)}
    assert len(drawn.neighbours) == size
    assert all(sides[one] == sides[two] for one, two in drawn.neighbours)


def test_the_second_table_is_farther_than_the_first_and_begins_with_its_own_host():
    drawn = layout("two-tables", 17)
    ranked = sorted(drawn.measures["host"], key=drawn.measures["host"].__getitem__)
    spots, right = spots_of(drawn), dict(drawn.right_of)
    assert [spots[place].side for place in ranked] == ["1"] * 9 + ["2"] * 8
    names = [spots[ranked[at]].name for at in (0, 1, 2, 9, 10, 11)]
    places = ("the host's place", "1 to the host's right", "1 to the host's left")
    assert names == [f"Table {table}, {place}" for table in (1, 2) for place in places]
    assert [right[ranked[0]], right[ranked[9]]] == [ranked[1], ranked[10]]


@for_each
def test_labels_stand_on_shapes(name, size):
    drawn = layout(name, size)
    assert list(drawn.labels) == [shape["id"] for shape in drawn.shapes if "id" in shape]
    assert len(drawn.labels) == (len(drawn.shapes) if name.endswith("tables") else 0)


def test_in_a_car_with_a_driver_the_first_place_is_rear_right():
    drawn = layout("car", 4)
    ranked = sorted(drawn.measures["driven"], key=drawn.measures["driven"].__getitem__)
    assert ranked == ["rear-right", "rear-left", "front", "driver"]


def test_behind_a_signing_table_the_sides_mirror_each_other():
    distances = layout("signing", 3).measures["behind"]
    assert [distances[f"s{at}"] for at in range(6)] == [2, 1, 0, 0, 1, 2]
