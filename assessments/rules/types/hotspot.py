"""What a learner sees of places to be pointed at in a picture, before and after submitting.

As in `presentations` and `debriefs`: an allow-list; `_html` is trusted HTML; points are micro-points. Drawings are
`FULL` units wide.
"""

from dataclasses import dataclass

FULL = 10_000
# Where the pictures of definitions lie among all pictures that learners see.
KEPT = "exercises"


@dataclass(frozen=True, slots=True)
class HotspotPicture:
    """The picture: where it lies among all pictures, and the paper on which its places are drawn."""

    path: str
    width: int
    height: int
    alt: str
    credit: str


@dataclass(frozen=True, slots=True)
class HotspotRegion:
    """One place.

    Attributes:
        number: in the order of reading, as the mark in the picture says.
        path: outline, as SVG writes it.
        x: where the mark stands; `y` likewise.
        size: of the box around it, so that the smaller of two can be drawn above the larger.
    """

    id: str
    number: int
    text: str
    chosen: bool
    path: str
    x: int
    y: int
    size: int

    @property
    def state(self) -> str:
        """Say "open" or "chosen"."""
        return "chosen" if self.chosen else "open"


@dataclass(frozen=True, slots=True)
class HotspotFinding(HotspotRegion):
    """One place after submitting; `right` and `why` belong to the key, None and "" until it is due."""

    right: bool | None
    why: str

    @property
    def state(self) -> str:
        """Say "open", "chosen" or, once the key is due, "found", "missed" or "wrong"."""
        if self.right is None or not (self.right or self.chosen):
            return "chosen" if self.chosen else "open"
        return ("found" if self.chosen else "missed") if self.right else "wrong"


@dataclass(frozen=True, slots=True)
class HotspotPresentation:
    """Places to be pointed at, one or several; `answered` counts those chosen."""

    title: str
    intro_html: str
    possible: int
    prompt_html: str
    picture: HotspotPicture
    is_single: bool
    is_numbered: bool
    regions: tuple[HotspotRegion, ...]
    answered: int
    kind: str = "hotspot"


@dataclass(frozen=True, slots=True)
class HotspotDebrief:
    """Places pointed at, with their points.

    Attributes:
        outcome: "full", "part", "none", "unanswered" or "invalid".
        floor: given back because the result does not count below 0.
    """

    title: str
    reveal: bool
    state: str
    earned: int
    possible: int
    outcome: str
    floor: int
    prompt_html: str
    picture: HotspotPicture
    is_single: bool
    regions: tuple[HotspotFinding, ...]
    why_html: str
    sources_html: str
    kind: str = "hotspot"
