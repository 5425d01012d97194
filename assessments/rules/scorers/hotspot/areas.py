"""Areas of a picture: what their numbers mean, and how they are drawn.

Numbers are hundredths of a per cent of the width (x) and the height (y) of the picture, from its upper left corner. As
in HTML and QTI: rect = left, top, right, bottom; circle = centre and radius, which is measured by the shorter side;
ellipse = centre and both radii; poly = the corners.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from assessments.rules.types.hotspot import FULL

MOST_CORNERS = 40
# How many numbers each shape takes, at least and at most.
NUMBERS = {"circle": (3, 3), "ellipse": (4, 4), "poly": (6, 2 * MOST_CORNERS), "rect": (4, 4)}
_MARGIN = 350
_ROWS = 6


@dataclass(frozen=True, slots=True)
class Area:
    """An area on paper `FULL` units wide.

    Attributes:
        path: outline, as SVG writes it.
        box: left, top, right, bottom.
        mark: where its number stands.
    """

    path: str
    box: tuple[int, int, int, int]
    mark: tuple[int, int]

    @property
    def size(self) -> int:
        """Content of the box."""
        left, top, right, bottom = self.box
        return (right - left) * (bottom - top)

    def reading(self, height: int) -> tuple[int, int, int]:
        """Say when somebody who reads the picture row by row comes to it.

        Args:
            height: of the paper.

        Returns:
            What areas are sorted by: the row of the middle, then its distance from the left and from the top.
        """
        left, top, right, bottom = self.box
        return (top + bottom) * _ROWS // (2 * height), left + right, top + bottom


def paper_height(width: int, height: int) -> int:
    """Measure the paper on which a picture is drawn.

    Args:
        width: of the picture, above 0.
        height: of the picture, above 0.

    Returns:
        How high it is when it is `FULL` units wide, at least 1.
    """
    return max(1, FULL * height // width)


def area_of(shape: str, numbers: Sequence[int], height: int) -> Area:
    """Put an area on paper.

    Args:
        shape: one of `NUMBERS`.
        numbers: sound ones, as `has_extent` says.
        height: of the paper.

    Returns:
        The area.
    """
    if shape == "circle":
        radius = numbers[2] * min(FULL, height) // FULL
        return _round(numbers[0], _down(numbers[1], height), radius, radius, height)
    if shape == "ellipse":
        return _round(numbers[0], _down(numbers[1], height), numbers[2], _down(numbers[3], height), height)
    if shape == "rect":
        left, top, right, bottom = numbers
        numbers = (left, top, right, top, right, bottom, left, bottom)
    across, down = numbers[::2], [_down(number, height) for number in numbers[1::2]]
    corners = list(zip(across, down, strict=True))
    path = " L".join(f"{x} {y}" for x, y in corners)
    return Area(f"M{path} Z", (min(across), min(down), max(across), max(down)), _mark(*corners[0], height))


def has_extent(shape: str, numbers: Sequence[int]) -> bool:
    """Say whether numbers describe an area at all.

    Args:
        shape: one of `NUMBERS`.
        numbers: as many as it takes, each from 0 to `FULL`.

    Returns:
        False for an empty one.
    """
    if shape == "rect":
        return numbers[0] < numbers[2] and numbers[1] < numbers[3]
    if shape == "poly":
        return min(numbers[::2]) < max(numbers[::2]) and min(numbers[1::2]) < max(numbers[1::2])
    return min(numbers[2:]) > 0


def _round(x: int, y: int, across: int, down: int, height: int) -> Area:
    path = f"M{x - across} {y} a{across} {down} 0 1 0 {2 * across} 0 a{across} {down} 0 1 0 {-2 * across} 0 Z"
    mark = _mark(x - across * 7 // 10, y - down * 7 // 10, height)
    return Area(path, (x - across, y - down, x + across, y + down), mark)


def _down(number: int, height: int) -> int:
    return number * height // FULL


def _mark(x: int, y: int, height: int) -> tuple[int, int]:
    """Keep a mark inside the picture."""
    return min(max(x, _MARGIN), FULL - _MARGIN), max(min(y, height - _MARGIN), _MARGIN)
