"""Places in pictures, for `cases`."""

from assessments.rules.scorers.hotspot.areas import NUMBERS
from tests.assessments.rules.heads import SECRET, definition_of

FILE = "0123456789abcdef0123456789abcdef01234567.svg"


def hotspot_of(regions, points=6, *, size=(1200, 800), numbered=True):
    """`regions`: id → (shape, its numbers, whether it is right)."""
    texts = {"title": "Find", "prompt_html": "<p>Where?</p>", "why_html": SECRET, "sources_html": SECRET}
    texts |= {"picture.alt": "A podium", "picture.credit": "Drawn for tests"}
    for region in regions:
        texts |= {f"regions.{region}.text": f"Place {region}", f"regions.{region}.why": SECRET}
    own = {
        "competency": None,
        "picture": {"file": FILE, "width": size[0], "height": size[1]},
        "numbered": numbered,
        "regions": [
            {"id": key, "shape": shape, "area": list(area), "right": right}
            for key, (shape, area, right) in regions.items()
        ],
    }
    return definition_of("hotspot", "hotspot/1", points, texts) | own


def made(rng):
    count = rng.randint(2, 8)
    rights = rng.choice([1, rng.randint(1, count - 1)])
    flags = rng.sample([True] * rights + [False] * (count - rights), count)
    regions = {f"g{number}": (*area(rng), flag) for number, flag in enumerate(flags)}
    size = (rng.randint(1, 2000), rng.randint(1, 2000))
    return hotspot_of(regions, rng.randint(1, 20), size=size, numbered=rng.random() < 0.7)


def area(rng):
    """Draw a shape with numbers that describe an area."""
    shape = rng.choice(sorted(NUMBERS))
    low, high = [rng.randint(0, 4_999) for _ in range(2)], [rng.randint(5_000, 10_000) for _ in range(2)]
    if shape == "poly":
        more = [rng.randint(0, 10_000) for _ in range(2 * rng.randint(1, 4))]
        return shape, [*low, *high, *more]
    return shape, [*low, *high][: NUMBERS[shape][0]]


def responded(definition, rng):
    regions = [region["id"] for region in definition["regions"]]
    most = 1 if sum(region["right"] for region in definition["regions"]) == 1 else len(regions)
    return {"chosen": rng.sample(regions, rng.randint(0, most))}
