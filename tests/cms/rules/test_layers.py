import random
from itertools import combinations, pairwise

import pytest

from cms.rules.layers import Layout, Link, Node, lay_out, leading_back

SIZE = {"width": 100, "height": 40}


def graph(arrows):
    """Read "ab ac bd": nodes in the order in which they are named."""
    pairs = arrows.split()
    names = list(dict.fromkeys("".join(pairs)))
    return [Node(name, **SIZE) for name in names], [Link(pair[0], pair[1], 50) for pair in pairs if len(pair) > 1]


def a_case(seed):
    """Make a case such as authors write: most choices go on to one of the next scenes, some nowhere good."""
    draw = random.Random(seed)
    number = draw.randint(1, 30)
    nodes = [Node(str(n), draw.choice((180, 270, 360)), draw.randint(60, 160)) for n in range(number)]
    links = []
    for at, node in enumerate(nodes):
        for port in range(draw.choice((0, 2, 3, 4))):
            target = draw.randrange(number) if draw.random() < 0.1 else min(at + draw.randint(1, 5), number - 1)
            links.append(Link(node.id, str(target), 45 + 85 * port % node.width))
    return nodes, links


def boxes(nodes, layout):
    sizes = {node.id: (node.width, node.height) for node in nodes}
    return {name: (x, y, x + sizes[name][0], y + sizes[name][1]) for name, (x, y) in layout.places.items()}


def row(layout, *names):
    return sorted(names, key=lambda name: layout.places[name])


def test_layers_are_the_longest_ways_from_the_start():
    layout = lay_out(*graph("ab ac bc cd ad"))
    heights = [layout.places[name][1] for name in "abcd"]
    assert heights == sorted(set(heights))


def test_scenes_where_ways_meet_are_drawn_once():
    layout = lay_out(*graph("ab ac bd cd"))
    assert sorted(layout.places) == ["a", "b", "c", "d"]
    assert len({way[-1] for way in layout.ways[2:]}) == 2


def test_what_nothing_leads_to_lies_below_the_start():
    layout = lay_out(*graph("ab c"))
    assert layout.places["c"][1] == layout.places["b"][1]


def test_ways_that_need_not_cross_do_not():
    nodes, links = graph("ab ac bd ce")
    layout = lay_out([*nodes[:3], nodes[4], nodes[3]], links)
    pairs = zip(row(layout, "b", "c"), row(layout, "d", "e"), strict=True)
    assert list(pairs) == [("b", "d"), ("c", "e")]


def test_choices_leave_for_what_lies_on_their_side():
    nodes = [Node("a", 200, 40), Node("b", **SIZE), Node("c", **SIZE)]
    layout = lay_out(nodes, [Link("a", "c", 50), Link("a", "b", 150)])
    assert row(layout, "b", "c") == ["c", "b"]


def test_a_line_of_scenes_is_straight():
    layout = lay_out(*graph("ab bc cd"))
    assert len({x for x, _ in layout.places.values()}) == 1
    assert all(len({x for x, _ in way}) == 1 for way in layout.ways)


def test_a_parent_stands_in_the_middle_of_its_children():
    places = lay_out(*graph("ab ac ad")).places
    assert places["a"][0] == places["c"][0]


def test_ways_back_are_found_and_turn_upwards():
    nodes, links = graph("ab bc ca bb")
    assert leading_back(nodes, links) == {2, 3}
    layout = lay_out(nodes, links)
    for way in layout.ways[2:]:
        assert way[-1][1] < way[0][1]
        assert all(0 < x < layout.width for x, _ in way)


def test_nothing_lies_above_the_start():
    assert leading_back(*graph("ab c ca")) == {1}


def test_circles_that_nothing_leads_to_are_found_too():
    assert leading_back(*graph("a bc cb")) == {1}


def test_nothing_gives_an_empty_drawing():
    assert lay_out([], []) == Layout({}, (), 12, 40)


@pytest.mark.parametrize("seed", range(60))
def test_every_case_is_drawn_whole(seed):
    nodes, links = a_case(seed)
    layout = lay_out(nodes, links)
    drawn = boxes(nodes, layout)
    assert list(drawn) == [node.id for node in nodes]
    assert layout.places["0"][1] == min(y for _, y in layout.places.values())
    for (_, one), (_, other) in combinations(drawn.items(), 2):
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
    assert all(x >= 0 and right <= layout.width for x, _, right, _ in drawn.values())
    assert all(y >= 0 and bottom <= layout.height for _, y, _, bottom in drawn.values())
    back = leading_back(nodes, links)
    for number, (link, way) in enumerate(zip(links, layout.ways, strict=True)):
        check_way(link, way, drawn, number in back)


def check_way(link, way, drawn, leads_back):
    """A way begins at its port, ends on top of its target, and its straight parts touch no box between."""
    source, target = drawn[link.source], drawn[link.target]
    assert way[0] == (source[0] + link.port, source[3])
    assert target[0] <= way[-1][0] <= target[2]
    assert way[-1][1] == target[1]
    heights = [y for _, y in way]
    assert heights == sorted(heights) or leads_back
    assert sorted(heights[1:], reverse=True) == heights[1:] or not leads_back
    assert len(way) % 2 == 1  # straight out of the box, then a curve and a straight part by turns, at last a curve
    for (x, top), (_, bottom) in list(pairwise(way))[::2][1:]:
        above, below = sorted((top, bottom))
        assert not any(box[0] < x < box[2] and box[1] < below and above < box[3] for box in drawn.values())


def test_the_same_case_gives_the_same_drawing():
    assert lay_out(*a_case(7)) == lay_out(*a_case(7))
