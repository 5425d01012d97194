"""Definitions, responses and JSON made from a `random.Random`, so that one seed is one case."""

import random
from decimal import Decimal

from assessments.rules import registry
from assessments.rules.scorers import network, placement
from assessments.rules.scorers.rubric.checking import CHECKS
from tests.assessments.rules import branching, negotiating, ordering, pointing, pooling
from tests.assessments.rules.heads import SECRET
from tests.assessments.rules.heads import definition_of as _definition

KINDS = (
    "branch",
    "choice",
    "hotspot",
    "intray",
    "match",
    "negotiation",
    "network",
    "numeric",
    "order",
    "placement",
    "redpen",
    "rubric",
    "sjt",
)


def choice_item(key, mode, right, wrong, points=1):
    flags = [True] * right + [False] * wrong
    options = [{"id": f"{key}o{place}", "right": flag} for place, flag in enumerate(flags)]
    return {"id": key, "mode": mode, "points": points, "competency": None, "options": options}


def choice_of(*items, shuffle=True):
    texts = {"title": "Check", "intro_html": "<p>Intro</p>", "sources_html": SECRET}
    for item in items:
        base = f"items.{item['id']}"
        texts |= {f"{base}.prompt_html": f"<p>{item['id']}?</p>", f"{base}.why_html": SECRET, f"{base}.source": SECRET}
        for option in item["options"]:
            texts |= {f"{base}.options.{option['id']}.{name}": text for name, text in (("text", "T"), ("why", SECRET))}
    points = sum(item["points"] for item in items)
    return _definition("choice", "select-net/1", points, texts) | {"items": list(items), "shuffle": shuffle}


def match_of(targets, points=6):
    """`targets`: pair id → id of its right side."""
    texts = {"title": "Pairs", "prompt_html": "<p>Match</p>", "why_html": SECRET, "sources_html": SECRET}
    for pair, target in targets.items():
        base = f"pairs.{pair}"
        texts |= {f"{base}.text": f"Left {pair}", f"{base}.match": f"Right {target}", f"{base}.why": SECRET}
    pairs = [{"id": pair, "target": target} for pair, target in targets.items()]
    return _definition("match", "match/1", points, texts) | {"pairs": pairs, "competency": None}


def numeric_item(key, value, kind="nominal", amount="0", *, half=False, units=(), points=1):
    """`units`: unit id → factor."""
    listed = [{"id": unit, "factor": factor} for unit, factor in dict(units).items()]
    tolerance = {"kind": kind, "amount": amount}
    head = {"id": key, "points": points, "competency": None, "value": value}
    return head | {"tolerance": tolerance, "half": half, "units": listed}


def numeric_of(*items):
    texts = {"title": "Numbers", "intro_html": "<p>Intro</p>", "sources_html": SECRET}
    for item in items:
        base = f"items.{item['id']}"
        texts |= {f"{base}.prompt_html": f"<p>{item['id']}?</p>", f"{base}.why_html": SECRET, f"{base}.source": SECRET}
        texts |= {f"{base}.units.{unit['id']}.text": f"Unit {unit['id']}" for unit in item["units"]}
    points = sum(item["points"] for item in items)
    return _definition("numeric", "numeric/1", points, texts) | {"items": list(items)}


def rubric_of(criteria, checks=(), exemplars=(), *, window=(3, 12), documents=1, phrases="Subject:"):
    """`criteria`: id → points of each level, lowest first; `exemplars`: level of each criterion, by its place."""
    levels = [f"l{number}" for number in range(len(next(iter(criteria.values()))))]
    texts = {"title": "Memo", "prompt_html": "<p>Write</p>", "sources_html": SECRET}
    texts |= {f"levels.{level}.name": f"Level {level}" for level in levels}
    for criterion in criteria:
        texts |= {f"criteria.{criterion}.name": f"Criterion {criterion}"}
        texts |= {f"criteria.{criterion}.levels.{level}.text": f"Looks {level}" for level in levels}
    for number in range(documents):
        texts |= {f"documents.d{number}.title": "Cable", f"documents.d{number}.body_html": "<p>Paper</p>"}
    for number in range(len(exemplars)):
        texts |= {f"exemplars.x{number}.{name}": SECRET for name in ("title", "text", "why")}
    named = [{"id": f"c{number}", "check": name, "place": "anywhere"} for number, name in enumerate(checks)]
    for entry in named:
        texts |= {f"checks.{entry['id']}.name": "Part", f"checks.{entry['id']}.phrases": phrases}
    own = {
        "form": "memo",
        "window": {"least": window[0], "most": window[1]},
        "levels": [{"id": level} for level in levels],
        "criteria": [
            {"id": key, "competency": None, "points": dict(zip(levels, points, strict=True))}
            for key, points in criteria.items()
        ],
        "documents": [{"id": f"d{number}"} for number in range(documents)],
        "exemplars": [
            {"id": f"x{number}", "levels": dict.fromkeys(criteria, levels[place])}
            for number, place in enumerate(exemplars)
        ],
        "checks": named,
    }
    points = sum(worth[-1] for worth in criteria.values())
    return _definition("rubric", "rubric/1", points, texts) | own


def sjt_of(*scenarios, mode="rate", panel="provisional", points=6):
    """`scenarios`: option id → its rating or its ratings; the first is called s1."""
    texts = {"title": "Judge", "intro_html": "<p>Intro</p>", "sources_html": SECRET}
    listed = []
    for number, ratings in enumerate(scenarios, 1):
        base = f"scenarios.s{number}"
        texts |= {f"{base}.body_html": f"<p>Body {number}</p>", f"{base}.question": "How good is this?"}
        for option in ratings:
            texts |= {f"{base}.options.{option}.text": f"Do {option}", f"{base}.options.{option}.why": SECRET}
        rated = {option: [given] if isinstance(given, int) else list(given) for option, given in ratings.items()}
        options = [{"id": option, "ratings": given} for option, given in rated.items()]
        listed.append({"id": f"s{number}", "options": options})
    own = {"mode": mode, "panel": panel, "scenarios": listed, "competency": None}
    return _definition("sjt", "sjt-pairs/1", points, texts) | own


def placement_of(sides, guests, rules, jurisdictions=(), points=12, *, rules_shown=False):
    """`sides`: of each place of a round table, the place of honour first; `guests`: id → (tags, place)."""
    places = [f"p{number}" for number in range(len(sides))]
    count = len(places)
    texts = {"title": "Places", "prompt_html": "<p>Seat them</p>", "why_html": SECRET, "sources_html": SECRET}
    texts |= {f"places.{place}.text": f"Place {place}" for place in places}
    texts |= {f"guests.{guest}.text": f"Guest {guest}" for guest in guests}
    texts |= {f"jurisdictions.{name}.text": f"Land {name}" for name in jurisdictions}
    for rule in rules:
        path = f"rules.{rule['id']}"
        texts |= {f"{path}.text": f"RULE {rule['id']}", f"{path}.source": "Book", f"{path}.why": SECRET}
    ring = list(zip(places, places[1:] + places[:1], strict=True))
    own = {
        "competency": None,
        "places": [
            {"id": place, "x": 10 * number, "y": 5, "side": side}
            for number, (place, side) in enumerate(zip(places, sides, strict=True))
        ],
        "shapes": [{"kind": "circle", "x": 9, "y": 9, "w": 5, "h": 5}],
        "neighbours": [list(pair) for pair in ring[: count if count > 2 else 1]],
        "right_of": [list(pair) for pair in ring],
        "measures": {"honour": {place: min(number, count - number) for number, place in enumerate(places)}},
        "guests": [{"id": guest, "tags": dict(tags), "place": place} for guest, (tags, place) in guests.items()],
        "jurisdictions": [{"id": name} for name in jurisdictions],
        "jurisdiction": jurisdictions[0] if jurisdictions else None,
        "rules_shown": rules_shown,
        "rules": list(rules),
    }
    definition = _definition("placement", "placement/1", points, texts) | own
    return definition | {"bounds": [placement.bounds(definition, name, sample=40) for name in jurisdictions or [None]]}


def placement_rule(key, kind, weight=1, *, hard=False, jurisdiction=None, topic="", **parameters):
    head = {"id": key, "type": kind, "weight": weight, "hard": hard, "jurisdiction": jurisdiction, "topic": topic}
    return head | parameters


def intray_of(letters, actions=("answer", "pass", "file"), owners=("you", "chief"), *, reply=(), turns=(), points=3):
    """`letters`: id → (action, owner or ""); `reply`: choice items, to the first letter; `turns`: letter id → rank."""
    texts, items = {"title": "In-tray", "prompt_html": "<p>Which first?</p>", "sources_html": SECRET}, []
    texts |= {"why_html": SECRET, "first_label": "First", "last_label": "Last"}
    texts |= {f"actions.{word}.text": word for word in actions} | {f"owners.{word}.text": word for word in owners}
    listed = []
    for letter, (action, owner) in letters.items():
        own = [_picked(f"{letter}-do", actions, action), *([_picked(f"{letter}-who", owners, owner)] if owner else [])]
        items += own
        listed.append({"id": letter, "form": "email", "items": [item["id"] for item in own]})
        words = {"sender": "The consul", "date": "Monday", "subject": f"About {letter}", "body_html": "<p>Dear all</p>"}
        texts |= {f"letters.{letter}.{name}": text for name, text in words.items()}
    items += reply
    own = {
        "items": items,
        "letters": listed,
        "actions": [{"id": word} for word in actions],
        "owners": [{"id": word} for word in owners],
        "reply": {"letter": listed[0]["id"], "items": [item["id"] for item in reply]} if reply else None,
    }
    return _papers("intray", own, texts, dict(turns), points)


def redpen_of(clauses, verbs=None, *, turns=(), points=3):
    """`clauses`: id → (right option, ids of other wordings); `verbs`: id → effect; `turns`: clause id → rank."""
    verbs = verbs or {"leave": "keep", "alter": "change", "cut": "strike", "refer": "ask"}
    texts, items = {"title": "Red pen", "prompt_html": "<p>Which first?</p>", "sources_html": SECRET}, []
    texts |= {"why_html": SECRET, "first_label": "First", "last_label": "Last", "document": "The draft"}
    texts |= {f"verbs.{verb}.text": verb for verb in verbs}
    for clause, (right, wordings) in clauses.items():
        marks = [verb for verb, effect in verbs.items() if effect != "change" or not wordings]
        items.append(_picked(clause, [*marks, *wordings], right))
        texts[f"items.{clause}.label"] = f"Article {clause}"
    own = {"items": items, "verbs": [{"id": verb, "effect": effect} for verb, effect in verbs.items()]}
    return _papers("redpen", own, texts, dict(turns), points)


def _picked(key, options, right):
    listed = [{"id": option, "right": option == right} for option in options]
    return {"id": key, "mode": "single", "points": 1, "competency": None, "options": listed}


def _papers(kind, own, texts, turns, points):
    for item in own["items"]:
        base = f"items.{item['id']}"
        texts |= {f"{base}.prompt_html": f"<p>{item['id']}?</p>", f"{base}.why_html": SECRET}
        for option in item["options"]:
            texts |= {f"{base}.options.{option['id']}.{name}": text for name, text in (("text", "T"), ("why", SECRET))}
    texts |= {f"entries.{entry}.text": f"Entry {entry}" for entry in turns}
    entries = [{"id": entry, "rank": rank} for entry, rank in turns.items()]
    order = {"points": points, "competency": None, "entries": entries, "rules": []} if turns else None
    total = sum(item["points"] for item in own["items"]) + (points if turns else 0)
    return _definition(kind, f"{kind}/1", total, texts) | own | {"order": order}


def network_of(limits, needs, candidates, links=(), reach=0, points=12):
    """`limits`: of each resource; `needs`: id → weight; `candidates`: id → (costs, ids of the needs that it meets)."""
    resources = [f"money{number}" for number in range(len(limits))]
    texts = {"title": "Partners", "prompt_html": "<p>Choose</p>", "why_html": SECRET, "sources_html": SECRET}
    texts |= {f"resources.{resource}.text": f"Part {resource}" for resource in resources}
    texts |= {f"needs.{need}.text": f"Need {need}" for need in needs}
    texts |= {f"candidates.{candidate}.text": f"City {candidate}" for candidate in candidates}
    groups = ["topic", "region", "language"]
    own = {
        "competency": None,
        "resources": [{"id": name, "limit": limit} for name, limit in zip(resources, limits, strict=True)],
        "needs": [
            {"id": need, "group": groups[number % 3], "weight": weight}
            for number, (need, weight) in enumerate(needs.items())
        ],
        "candidates": [
            {"id": candidate, "costs": dict(zip(resources, costs, strict=True)), "meets": list(meets)}
            for candidate, (costs, meets) in candidates.items()
        ],
        "links": [list(link) for link in links],
        "reach": reach,
    }
    definition = _definition("network", "network/1", points, texts) | own
    return definition | {"bounds": network.bounds(definition, sample=40)}


def make(kind, seed):
    """Return a random valid definition and the `random.Random` to go on with."""
    rng = random.Random(seed)
    while True:
        definition = MAKERS[kind](rng)
        if not registry.validate(definition):
            return definition, rng


def _choice(rng):
    items = []
    for number in range(rng.randint(1, 4)):
        mode = rng.choice(["single", "multiple"])
        right = 1 if mode == "single" else rng.randint(1, 4)
        items.append(choice_item(f"q{number}", mode, right, rng.randint(1, 4), rng.randint(1, 7)))
    definition = choice_of(*items, shuffle=rng.random() < 0.8)
    return pooling.made(definition, rng) if rng.random() < 0.3 else definition


def _match(rng):
    count = rng.randint(3, 7)
    targets = rng.sample([f"t{number}" for number in range(count)], count)
    return match_of({f"p{number}": target for number, target in enumerate(targets)}, rng.randint(1, 20))


def _numeric(rng):
    items = []
    for number in range(rng.randint(1, 4)):
        kind = rng.choice(["nominal", "relative", "geometric"])
        value = rng.choice([-1, 1]) * Decimal(rng.randint(1, 100_000)) / rng.choice([1, 10, 100])
        amount = rng.choice(["0", "0.05", "0.5", "2"])
        names = [f"n{number}u{place}" for place in range(rng.randint(0, 3))]
        units = dict(zip(names, ["1", "1000", "0.01"], strict=False))
        half = amount != "0" and rng.random() < 0.5
        item = numeric_item(f"n{number}", str(value), kind, amount, half=half, units=units, points=rng.randint(1, 7))
        items.append(item)
    return numeric_of(*items)


def _rubric(rng):
    levels = rng.randint(2, 4)
    criteria = {}
    for number in range(rng.randint(2, 3)):
        worth = sorted(rng.randint(0, 6) for _ in range(levels))
        criteria[f"k{number}"] = [*worth[:-1], worth[-1] + 1]
    checks = rng.sample(sorted(CHECKS), rng.randint(0, 3))
    exemplars = [rng.randrange(levels) for _ in range(rng.randint(1, 2))]
    return rubric_of(criteria, checks, exemplars, window=(rng.randint(1, 5), rng.randint(5, 30)))


def _sjt(rng):
    """Make scenarios that a panel of nine or the authors rated; points can be divided by their number."""
    panel = rng.choice(["panel", "provisional"])
    mode = rng.choice(["rate", "rate", "rank", "best-worst"])
    scenarios = [_judged(rng, f"n{number}", panel) for number in range(rng.choice([1, 1, 2, 3]))]
    return sjt_of(*scenarios, mode=mode, panel=panel, points=rng.randint(1, 6) * len(scenarios))


def _judged(rng, prefix, panel):
    options = [f"{prefix}o{place}" for place in range(rng.choice([3, 3, 4, 5, 6]))]
    centres = {option: rng.randint(1, 7) for option in options}
    if panel == "provisional":
        return centres
    spread = [rng.choice([-1, 0, 0, 0, 1]) for _ in range(9)]
    return {
        option: [min(7, max(1, centre + rng.choice(spread))) for _ in range(9)] for option, centre in centres.items()
    }


def _network(rng):
    limits = [rng.randint(6, 20) for _ in range(rng.randint(1, 2))]
    needs = {f"d{number}": rng.randint(1, 9) for number in range(rng.randint(2, 8))}
    names = [f"c{number}" for number in range(rng.randint(4, 10))]
    candidates = {
        name: ([rng.randint(0, 9) for _ in limits], rng.sample(list(needs), rng.randint(0, min(3, len(needs)))))
        for name in names
    }
    links = [rng.sample(names, 2) for _ in range(rng.randint(0, 6))]
    return network_of(limits, needs, candidates, links, rng.choice([0, 0, 1, 2]), rng.randint(1, 20))


def _placement(rng):
    seats = rng.randint(3, 7)
    names = [f"v{number}" for number in range(rng.randint(2, seats))]
    guests = {name: ({"side": rng.choice("ab")}, "") for name in names}
    if len(names) > 2 and rng.random() < 0.5:
        guests["v0"] = ({"side": "a"}, "p0")
    lands = rng.choice([(), ("here", "there")])
    rules = [_placement_rule(f"r{number}", rng, names, seats, lands) for number in range(rng.randint(1, 6))]
    sides = [rng.choice(["east", "west"]) for _ in range(seats)]
    return placement_of(sides, guests, rules, lands, rng.randint(1, 20), rules_shown=rng.random() < 0.3)


def _placement_rule(key, rng, names, seats, lands):
    kind = rng.choice(["place", "order", "right_of", "near", "apart", "alternate", "balance"])
    first, second, *others = rng.sample(names, len(names))
    parameters = {
        "place": {"guest": first, "places": rng.sample([f"p{number}" for number in range(seats)], 2)},
        "order": {"guests": [[first], [second, *others]], "measure": "honour"},
        "right_of": {"guest": first, "of": second},
        "near": {"guest": first, "any": [second, *others][: rng.randint(1, 2)], "steps": rng.randint(1, 2)},
        "apart": {"guests": [first, second], "steps": rng.randint(2, 3)},
        "alternate": {"tag": "side"},
        "balance": {"tag": "side", "value": "a"},
    }
    land, hard = rng.choice([None, *lands]), rng.random() < 0.2
    topic = "rank" if land else ""
    return placement_rule(key, kind, rng.randint(1, 5), hard=hard, jurisdiction=land, topic=topic, **parameters[kind])


def _intray(rng):
    """Make two letters, one with an owner or a reply to it."""
    actions, owners = ["answer", "file"], ["you", "chief"]
    owner = rng.choice(["", *owners])
    letters = {"m0": (rng.choice(actions), owner), "m1": (rng.choice(actions), "")}
    reply = [] if owner else [choice_item("r0", "single", 1, rng.randint(1, 3), rng.randint(1, 3))]
    return intray_of(letters, actions, owners, reply=reply, turns=_turns(rng, letters), points=rng.randint(1, 9))


def _redpen(rng):
    clauses = {}
    for number in range(rng.randint(2, 3)):
        wordings = [f"w{number}{letter}" for letter in "ab"[: rng.choice([0, 2])]]
        rights = [*(wordings or ["alter"]), "leave", "cut", "refer"]
        clauses[f"c{number}"] = (rng.choice(rights), wordings)
    return redpen_of(clauses, turns=_turns(rng, clauses), points=rng.randint(1, 9))


def _turns(rng, ids):
    """Give ranks to some, of which two differ, or to none."""
    chosen = rng.sample(sorted(ids), rng.randint(2, len(ids)))
    ranks = dict(zip(chosen, [1, 2, *(rng.randint(1, 4) for _ in chosen)], strict=False))
    return ranks if rng.random() < 0.4 else {}


MAKERS = {
    "intray": _intray,
    "redpen": _redpen,
    "branch": branching.made,
    "choice": _choice,
    "match": _match,
    "negotiation": negotiating.made,
    "hotspot": pointing.made,
    "numeric": _numeric,
    "order": ordering.varied,
    "sjt": _sjt,
    "placement": _placement,
    "rubric": _rubric,
    "network": _network,
}


def respond(definition, rng):
    """Return a random well-formed response, sometimes unfinished."""
    return RESPONDERS[definition["kind"]](definition, rng)


def _respond_choice(definition, rng):
    answers = {}
    for item in definition["items"]:
        options = [option["id"] for option in item["options"]]
        most = 1 if item["mode"] == "single" else len(options)
        answers[item["id"]] = rng.sample(options, rng.randint(0, most))
    return {"answers": answers}


def _respond_match(definition, rng):
    targets = [pair["target"] for pair in definition["pairs"]]
    shuffled = rng.choice([rng.sample(targets, len(targets)), rng.choices([*targets, ""], k=len(targets))])
    matches = {pair["id"]: target for pair, target in zip(definition["pairs"], shuffled, strict=True)}
    return {"matches": matches if rng.random() < 0.95 else {}}


def _respond_numeric(definition, rng):
    answers = {}
    for item in definition["items"]:
        unit = rng.choice([*item["units"], *item["units"], {"id": "", "factor": "1"}])
        off = Decimal(item["tolerance"]["amount"]) * rng.choice([0, 0, 1, 2, 3]) * rng.choice([-1, 1])
        value = (Decimal(item["value"]) + off) / Decimal(unit["factor"])
        text = f"{value:f}".replace(".", rng.choice([".", ","]))
        text = rng.choice([text] * 8 + ["", "many"])
        answers[item["id"]] = {"value": text, "unit": unit["id"]}
    return {"answers": answers if rng.random() < 0.95 else {}}


def _respond_sjt(definition, rng):
    respond_to = {"rate": _rate, "rank": _rank, "best-worst": _pick}[definition["mode"]]
    answers = {}
    for scenario in definition["scenarios"]:
        answers[scenario["id"]] = respond_to([option["id"] for option in scenario["options"]], rng)
    return {"answers": answers if rng.random() < 0.95 else {}}


def _rate(options, rng):
    highest = rng.choice([1, 3, 7])
    return {option: rng.randint(1, highest) for option in options if rng.random() < 0.95}


def _rank(options, rng):
    order = rng.sample(options, len(options))
    return {option: place for place, option in enumerate(order, 1) if rng.random() < 0.95}


def _pick(options, rng):
    best, worst = rng.choice([rng.sample(options, 2), rng.choices(options, k=2)])
    return rng.choice([{"best": best, "worst": worst}] * 8 + [{"best": best}, {}])


def _respond_placement(definition, rng):
    fixed = {guest["place"] for guest in definition["guests"]}
    waiting = [guest["id"] for guest in definition["guests"] if not guest["place"]]
    free = [place["id"] for place in definition["places"] if place["id"] not in fixed]
    plan = dict(zip(waiting, rng.sample(free, len(waiting)), strict=True))
    return {"plan": {guest: place for guest, place in plan.items() if rng.random() < 0.95}}


def _respond_papers(definition, rng):
    order = ordering.responded(definition["order"], rng) if definition["order"] else {}
    return {**_respond_choice(definition, rng), **order} if rng.random() < 0.95 else {"answers": {}}


WORDS = ("Subject: we ask by", "Friday 6 March 2026", "Annex 2", "(the “Office”)", "Office", "XX [name]", "31 February")


def _respond_rubric(_definition, rng):
    paragraphs = [" ".join(rng.choices(WORDS, k=rng.randint(1, 8))) for _ in range(rng.randint(0, 3))]
    return {"text": "\n\n".join(paragraphs)}


def mark(definition, rng):
    """Return random marks, sometimes unfinished; full marks without a `random.Random`; None where nobody marks."""
    if not registry.needs_marking(definition):
        return None
    levels = [level["id"] for level in definition["levels"]]
    marks = {entry["id"]: {"level": rng.choice(levels) if rng else levels[-1]} for entry in definition["criteria"]}
    if rng and rng.random() < 0.1:
        marks.popitem()
    for given in marks.values():
        if rng and rng.random() < 0.5:
            given.update(comment="Because.", span={"start": 0, "end": 1})
    return {"criteria": marks, "comment": "On the whole."}


def _respond_network(definition, rng):
    """Choose at random while the budget lasts, and now and then beyond it."""
    left = {resource["id"]: resource["limit"] for resource in definition["resources"]}
    chosen = []
    for candidate in rng.sample(definition["candidates"], rng.randint(0, len(definition["candidates"]))):
        after = {name: amount - candidate["costs"][name] for name, amount in left.items()}
        if min(after.values()) >= 0 or rng.random() < 0.05:
            chosen, left = [*chosen, candidate["id"]], after
    return {"chosen": chosen}


RESPONDERS = {
    "intray": _respond_papers,
    "redpen": _respond_papers,
    "branch": branching.responded,
    "choice": _respond_choice,
    "match": _respond_match,
    "negotiation": negotiating.responded,
    "hotspot": pointing.responded,
    "numeric": _respond_numeric,
    "order": ordering.responded,
    "sjt": _respond_sjt,
    "placement": _respond_placement,
    "rubric": _respond_rubric,
    "network": _respond_network,
}
