"""Orders made from a `random.Random`: by any scorer of the kind, with shared ranks and things to leave out."""

from random import Random

from assessments.rules import registry
from tests.assessments.rules.heads import SECRET, definition_of

SCORERS = ("order-lcs/1", "order-position/1", "order-tau/1", "order-tau/2", "order-taux/1")
TAU, TAUX = COMPARING = SCORERS[-2:]


def order_of(ranks, rules=(), points=10, scorer="order-tau/1"):
    """`ranks`: entry id → rank, None for what does not belong; `rules`: (id, higher, lower)."""
    texts = {"title": "Order", "prompt_html": "<p>Sort</p>", "first_label": "First", "last_label": "Last"}
    texts |= {"why_html": SECRET, "sources_html": SECRET}
    for entry in ranks:
        texts |= {f"entries.{entry}.text": f"Entry {entry}", f"entries.{entry}.note": SECRET}
    texts |= {f"rules.{key}.text": f"Rule {key}" for key, _, _ in rules}
    named = [{"id": key, "higher": list(higher), "lower": list(lower)} for key, higher, lower in rules]
    entries = [{"id": entry, "rank": rank} for entry, rank in ranks.items()]
    return definition_of("order", scorer, points, texts) | {"entries": entries, "rules": named, "competency": None}


def made(rng):
    """Make an order by pairs."""
    ranks = {f"e{number}": rng.randint(1, 5) for number in range(rng.randint(2, 7))}
    rules = []
    for number in range(rng.randint(0, 2)):
        cut = rng.randint(1, 5)
        higher = [entry for entry, rank in ranks.items() if rank <= cut]
        lower = [entry for entry, rank in ranks.items() if rank > cut]
        if higher and lower:
            rules.append((f"r{number}", rng.sample(higher, rng.randint(1, len(higher))), lower))
    return order_of(ranks, rules, rng.randint(1, 20))


def varied(rng):
    """Make an order by any scorer; with things to leave out where it knows any."""
    return by_scorer(made(rng), rng.choice(SCORERS), rng)


def case(seed, scorer="order-tau/1"):
    """Return a valid definition by one scorer and the `random.Random` to go on with."""
    rng = Random(seed)
    while registry.validate(definition := made(rng)):
        pass
    return by_scorer(definition, scorer, rng), rng


def by_scorer(definition, scorer, rng):
    """Give an order by pairs another scorer, and where that knows them up to three things to leave out."""
    number = rng.randint(0, 3) if scorer in COMPARING else 0
    others = [f"x{place}" for place in range(number)]
    entries = [*definition["entries"], *({"id": entry, "rank": None} for entry in others)]
    texts = dict(definition["texts"]["en"])
    for entry in others:
        texts |= {f"entries.{entry}.text": f"Entry {entry}", f"entries.{entry}.note": SECRET}
    return definition | {"scorer": scorer, "entries": entries, "texts": {"en": texts}}


def responded(definition, rng):
    entries = [entry["id"] for entry in definition["entries"]]
    rng.shuffle(entries)
    response = {"order": entries, "confirmed": rng.random() < 0.9}
    if definition.get("scorer") not in COMPARING:
        return response
    if rng.random() < 0.3:
        response["order"] = registry.answer_key(definition)["order"]
    return response | {mark: [entry for entry in entries if rng.random() < 0.3] for mark in ("same", "out")}
