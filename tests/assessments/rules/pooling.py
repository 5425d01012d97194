"""Knowledge checks that ask some of their questions, made from a `random.Random`."""

DIFFICULTIES = ("easy", "medium", "hard")


def pool_of(definition, *rows, cap=50, points=10):
    """Turn a knowledge check into a pool; `rows`: (competency, difficulty, how many) of its blueprint."""
    named = [
        {"id": f"b{number}", "competency": competency, "difficulty": difficulty, "take": take}
        for number, (competency, difficulty, take) in enumerate(rows)
    ]
    own = {"scorer": "select-pool/1", "points": points, "blueprint": named, "exposure_percent": cap}
    return definition | own


def placed(item, competency, difficulty):
    return item | {"competency": competency, "difficulty": difficulty}


def cells_of(definition):
    """Give the ids of the questions of each cell of the blueprint, and how many of them are taken."""
    for row in definition["blueprint"]:
        cell = (row["competency"], row["difficulty"])
        yield (
            [item["id"] for item in definition["items"] if (item["competency"], item["difficulty"]) == cell],
            row["take"],
        )


def made(definition, rng):
    """Give the questions of a knowledge check random cells, and take some of each."""
    cells = [(competency, difficulty) for competency in (None, "c-1") for difficulty in DIFFICULTIES]
    items = [placed(item, *rng.choice(cells)) for item in definition["items"]]
    used = dict.fromkeys(cells, 0)
    for item in items:
        used[item["competency"], item["difficulty"]] += 1
    rows = [(*cell, rng.randint(1, count)) for cell, count in used.items() if count]
    return pool_of(definition | {"items": items}, *rows, cap=100, points=rng.randint(1, 20))
