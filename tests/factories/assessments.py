"""Exercises small enough to be read at a glance, and attempts at them. Texts that belong to a key say CANARY."""

import uuid
from typing import Any

from accounts.models import User
from assessments import services
from assessments.models import Attempt, Exercise, Mark, Marking, Sample
from assessments.rules import registry
from assessments.rules.types import Owner

POINTS = {"choice": 3, "order": 6, "branch": 10, "numeric": 3, "match": 4, "sjt": 10, "placement": 12}
POINTS |= {"hotspot": 6, "network": 10, "intray": 7, "redpen": 4, "rubric": 10, "negotiation": 20}
TITLES = {
    "choice": "Who goes first",
    "order": "The city's list",
    "branch": "The early plane",
    "numeric": "The long table",
    "match": "Who does what",
    "sjt": "The wrong flag",
    "placement": "The small dinner",
    "intray": "Monday morning",
    "redpen": "The draft",
    "rubric": "The short memo",
    "negotiation": "The festival",
    "network": "Two networks at most",
    "hotspot": "The podium",
}
SCORERS = {
    "choice": "select-net/1",
    "order": "order-tau/1",
    "branch": "branch-dp/1",
    "numeric": "numeric/1",
    "match": "match/1",
    "sjt": "sjt-pairs/1",
    "placement": "placement/1",
    "intray": "intray/1",
    "redpen": "redpen/1",
    "rubric": "rubric/1",
    "negotiation": "negotiation/1",
    "network": "network/1",
    "hotspot": "hotspot/1",
}


def _choice() -> tuple[dict[str, Any], dict[str, str]]:
    single = {"id": "q1", "mode": "single", "points": 1, "competency": None}
    single["options"] = [{"id": "a", "right": True}, {"id": "b", "right": False}]
    multiple = {"id": "q2", "mode": "multiple", "points": 2, "competency": None}
    multiple["options"] = [{"id": name, "right": name in "ab"} for name in "abcd"]
    texts = {
        "items.q1.prompt_html": "<p>Who walks in first?</p>",
        "items.q1.why_html": "<p>CANARY why the host walks behind</p>",
        "items.q1.source": "CANARY source of question one",
        "items.q1.options.a.text": "The guest",
        "items.q1.options.a.why": "CANARY because guests lead",
        "items.q1.options.b.text": "The host",
        "items.q1.options.b.why": "CANARY hosts follow",
        "items.q2.prompt_html": "<p>Which of these belong in a run of show?</p>",
        "items.q2.why_html": "<p>CANARY what a run of show holds</p>",
        "items.q2.options.a.text": "Times",
        "items.q2.options.b.text": "Names",
        "items.q2.options.c.text": "Opinions",
        "items.q2.options.d.text": "Rumours",
    }
    return {"items": [single, multiple], "shuffle": True}, texts


def _order() -> tuple[dict[str, Any], dict[str, str]]:
    names = {"gov": "Governor", "mayor": "Mayor", "judge": "Chief judge", "clerk": "City clerk"}
    ranks = {"gov": 1, "mayor": 2, "judge": 2, "clerk": 3}
    rules = [{"id": "r1", "higher": ["gov"], "lower": ["mayor", "judge", "clerk"]}]
    texts = {f"entries.{entry}.text": name for entry, name in names.items()}
    texts |= {f"entries.{entry}.note": f"CANARY note on the {name}" for entry, name in names.items()}
    texts |= {
        "prompt_html": "<p>Who ranks before whom?</p>",
        "rules.r1.text": "The province before the city",
        "why_html": "<p>CANARY why the province leads</p>",
        "first_label": "Ranks first",
        "last_label": "Ranks last",
    }
    entries = [{"id": entry, "rank": rank} for entry, rank in ranks.items()]
    return {"entries": entries, "rules": rules, "competency": None}, texts


def _branch() -> tuple[dict[str, Any], dict[str, str]]:
    def options(*rows: tuple[str, int, str, str]) -> list[dict[str, Any]]:
        return [{"id": name, "points": points, "quality": quality, "to": to} for name, points, quality, to in rows]

    scenes = [
        {"id": "s1", "options": options(("call", 3, "best", "s2"), ("wait", 0, "poor", "s2"))},
        {"id": "s2", "options": options(("brief", 3, "best", "end"), ("bluff", -3, "harmful", "bad"))},
        {"id": "end", "options": []},
        {"id": "bad", "options": []},
    ]
    texts = {
        "scenes.s1.title": "The plane is early",
        "scenes.s1.body_html": "<p>The delegation lands an hour early.</p>",
        "scenes.s1.options.call.text": "Call the driver",
        "scenes.s1.options.call.outcome_html": "<p>The car is on its way.</p>",
        "scenes.s1.options.call.why": "CANARY the first call is always the car",
        "scenes.s1.options.wait.text": "Wait and see",
        "scenes.s1.options.wait.outcome_html": "<p>The guests stand in the hall.</p>",
        "scenes.s1.options.wait.why": "CANARY waiting costs the welcome",
        "scenes.s2.title": "The mayor asks",
        "scenes.s2.body_html": "<p>The mayor asks who is coming.</p>",
        "scenes.s2.options.brief.text": "Hand over the brief",
        "scenes.s2.options.brief.outcome_html": "<p>The mayor reads it on the stairs.</p>",
        "scenes.s2.options.brief.why": "CANARY one page is read",
        "scenes.s2.options.bluff.text": "Make something up",
        "scenes.s2.options.bluff.outcome_html": "<p>The mayor greets the wrong guest.</p>",
        "scenes.s2.options.bluff.why": "CANARY bluffs are found out",
        "scenes.end.title": "A warm welcome",
        "scenes.end.body_html": "<p>Everybody is in the right place.</p>",
        "scenes.bad.title": "A cold welcome",
        "scenes.bad.body_html": "<p>The guests leave early.</p>",
    }
    return {"start": "s1", "scenes": scenes, "competency": None}, texts


def _numeric() -> tuple[dict[str, Any], dict[str, str]]:
    length = {"id": "q1", "points": 2, "competency": None, "value": "7.25", "half": True}
    length["tolerance"] = {"kind": "nominal", "amount": "0.11"}
    length["units"] = [{"id": "m", "factor": "1"}, {"id": "cm", "factor": "0.01"}]
    seats = {"id": "q2", "points": 1, "competency": None, "value": "4321", "half": False}
    seats |= {"tolerance": {"kind": "nominal", "amount": "0"}, "units": []}
    texts = {
        "items.q1.prompt_html": "<p>How long is the table?</p>",
        "items.q1.why_html": "<p>CANARY why the table is so long</p>",
        "items.q1.source": "CANARY source of the table",
        "items.q1.units.m.text": "metres",
        "items.q1.units.cm.text": "centimetres",
        "items.q2.prompt_html": "<p>How many seats has the hall?</p>",
        "items.q2.why_html": "<p>CANARY how seats are counted</p>",
    }
    return {"items": [length, seats]}, texts


def _match() -> tuple[dict[str, Any], dict[str, str]]:
    pairs = {"gate": ("t2", "Gate", "Checks the badges"), "hall": ("t3", "Hall", "Shows the seats")}
    pairs |= {"car": ("t1", "Car", "Brings the guests")}
    texts = {"prompt_html": "<p>Who does what?</p>", "why_html": "<p>CANARY why posts differ</p>"}
    for pair, (_target, left, right) in pairs.items():
        texts |= {
            f"pairs.{pair}.text": left,
            f"pairs.{pair}.match": right,
            f"pairs.{pair}.why": f"CANARY on the {left}",
        }
    return {"pairs": [{"id": pair, "target": row[0]} for pair, row in pairs.items()], "competency": None}, texts


def _sjt() -> tuple[dict[str, Any], dict[str, str]]:
    """The distances of the ratings are 2, 5 and 3, so that one point is one step."""
    options = {"call": ("Call the consul now", 7), "ask": ("Ask your chief", 5), "wait": ("Wait for a complaint", 2)}
    base = "scenarios.flag"
    texts = {f"{base}.body_html": "<p>A flag hangs upside down.</p>", f"{base}.question": "How good is each step?"}
    for option, (text, _rating) in options.items():
        texts |= {f"{base}.options.{option}.text": text, f"{base}.options.{option}.why": f"CANARY on “{text}”"}
    rated = [{"id": option, "ratings": [row[1]]} for option, row in options.items()]
    scenarios = [{"id": "flag", "options": rated}]
    return {"mode": "rate", "panel": "provisional", "scenarios": scenarios, "competency": None}, texts


def _placement() -> tuple[dict[str, Any], dict[str, str]]:
    """A round table of five; where the two countries differ, the plan of the one breaks a rule of the other."""
    ids = ["p1", "p2", "p3", "p4", "p5"]
    points = zip(ids, [500, 139, 277, 723, 861], [120, 383, 807, 807, 383], strict=True)
    names = ["The host's place", "1 to the right", "2 to the right", "2 to the left", "1 to the left"]
    people = {"host": "The host", "consul": "The consul", "mayor": "The mayor", "dean": "The dean", "help": "The aide"}
    ring = [[place, ids[(at + 1) % 5]] for at, place in enumerate(ids)]
    texts = {"prompt_html": "<p>Seat the small dinner.</p>", "why_html": "<p>CANARY why the lists differ</p>"}
    texts |= {f"places.{place}.text": name for place, name in zip(ids, names, strict=True)}
    texts |= {f"guests.{guest}.text": name for guest, name in people.items()}
    texts |= {"guests.dean.about": "Speaks no English", "jurisdictions.here.text": "Here"}
    texts |= {"jurisdictions.there.text": "There"}
    rules = [
        _rule("first", "order", 4, jurisdiction="here", topic="who", guests=[["consul"], ["mayor"]], measure="host"),
        _rule("second", "order", 4, jurisdiction="there", topic="who", guests=[["mayor"], ["consul"]], measure="host"),
        _rule("aide", "near", 3, hard=True, guest="dean", any=["help"], steps=1),
        _rule("quarrel", "apart", 2, guests=["mayor", "dean"], steps=2),
    ]
    for rule, words in zip(rules, ["Consuls before mayors", "Mayors before consuls", "Aide", "Quarrel"], strict=True):
        path = f"rules.{rule['id']}"
        texts |= {
            f"{path}.text": f"RULE {words}",
            f"{path}.source": f"List of {words}",
            f"{path}.why": f"CANARY {words}",
        }
    parts = {
        "competency": None,
        "places": [{"id": place, "x": x, "y": y, "side": ""} for place, x, y in points],
        "shapes": [{"kind": "circle", "x": 500, "y": 500, "w": 240, "h": 240}],
        "neighbours": ring,
        "right_of": ring,
        "measures": {"host": dict(zip(ids, [0, 1, 3, 4, 2], strict=True))},
        "guests": [{"id": guest, "tags": {}, "place": "p1" if guest == "host" else ""} for guest in people],
        "jurisdictions": [{"id": "here"}, {"id": "there"}],
        "jurisdiction": "here",
        "rules_shown": False,
        "rules": rules,
    }
    return parts, texts


def _rule(key: str, kind: str, weight: int, *, hard: bool = False, **more: Any) -> dict[str, Any]:
    return {"id": key, "type": kind, "weight": weight, "hard": hard, "jurisdiction": None, "topic": ""} | more


def _pick(key: str, right: str, **options: str) -> tuple[dict[str, Any], dict[str, str]]:
    """A question with one right option; `options`: id → text."""
    texts = {f"items.{key}.prompt_html": f"<p>{key}?</p>", f"items.{key}.why_html": f"<p>CANARY why {key}</p>"}
    for option, text in options.items():
        texts[f"items.{key}.options.{option}.text"] = text
        texts[f"items.{key}.options.{option}.why"] = f"CANARY on {key}, {option}"
    listed = [{"id": option, "right": option == right} for option in options]
    return {"id": key, "mode": "single", "points": 1, "competency": None, "options": listed}, texts


def _turns(*entries: str) -> dict[str, Any]:
    ranked = [{"id": entry, "rank": rank} for rank, entry in enumerate(entries, start=1)]
    return {"points": 2, "competency": None, "entries": ranked, "rules": []}


ORDER_TEXTS = {"prompt_html": "<p>Which first?</p>", "first_label": "First", "last_label": "Last"}
ORDER_TEXTS |= {"why_html": "<p>CANARY why this order</p>"}


def _intray() -> tuple[dict[str, Any], dict[str, str]]:
    actions, owners = {"answer": "Answer it", "pass": "Pass it on"}, {"you": "You", "law": "The lawyers"}
    parts = [
        _pick("visit-do", "answer", **actions),
        _pick("visit-who", "you", **owners),
        _pick("claim-do", "pass", **actions),
        _pick("claim-who", "law", **owners),
        _pick("opening", "thanks", thanks="Thank you for your letter.", late="We are busy."),
    ]
    texts = {path: text for _, own in parts for path, text in own.items()} | ORDER_TEXTS
    texts |= {f"actions.{word}.text": text for word, text in actions.items()}
    texts |= {f"owners.{word}.text": text for word, text in owners.items()}
    texts |= {"owners.law.about": "They read what is signed."}
    letters = {"visit": ("email", "The consul", "The visit"), "claim": ("call", "A firm", "The claim")}
    for letter, (_, sender, subject) in letters.items():
        texts |= {f"letters.{letter}.sender": sender, f"letters.{letter}.subject": subject}
        texts |= {f"letters.{letter}.body_html": f"<p>It is about {subject}.</p>", f"letters.{letter}.date": "Monday"}
        texts[f"entries.{letter}.text"] = subject
    structure = {
        "actions": [{"id": word} for word in actions],
        "owners": [{"id": word} for word in owners],
        "items": [item for item, _ in parts],
        "letters": [
            {"id": letter, "form": form, "items": [f"{letter}-do", f"{letter}-who"]}
            for letter, (form, _, _) in letters.items()
        ],
        "reply": {"letter": "visit", "items": ["opening"]},
        "order": _turns("visit", "claim"),
    }
    return structure, texts


def _redpen() -> tuple[dict[str, Any], dict[str, str]]:
    verbs = {"keep": "Keep", "change": "Change", "cut": "Strike", "refer": "Ask the ministry"}
    plain = {verb: text for verb, text in verbs.items() if verb != "change"}
    parts = [
        _pick("aim", "will", **plain, shall="The parties shall meet.", will="The parties intend to meet."),
        _pick("costs", "keep", **verbs),
    ]
    texts = {path: text for _, own in parts for path, text in own.items()} | ORDER_TEXTS
    texts |= {f"verbs.{verb}.text": text for verb, text in verbs.items()} | {"document": "Draft memorandum"}
    texts |= {"verbs.refer.about": "What binds the state.", "items.aim.label": "Article 1", "entries.aim.text": "Aim"}
    texts |= {"entries.costs.text": "Costs"}
    effects = {"keep": "keep", "change": "change", "cut": "strike", "refer": "ask"}
    listed = [{"id": verb, "effect": effect} for verb, effect in effects.items()]
    return {"verbs": listed, "items": [item for item, _ in parts], "order": _turns("costs", "aim")}, texts


def _rubric() -> tuple[dict[str, Any], dict[str, str]]:
    """Two criteria at three levels; the highest of both are worth 6 and 4."""
    levels = {"low": "Not yet", "mid": "Nearly", "top": "Fully"}
    points = {"ask": {"low": 0, "mid": 3, "top": 6}, "tone": {"low": 0, "mid": 2, "top": 4}}
    texts = {"prompt_html": "<p>Write to the mayor.</p>", "documents.d1.title": "A cable"}
    texts |= {"documents.d1.body_html": "<p>They arrive at noon.</p>", "criteria.ask.name": "The ask"}
    texts |= {"criteria.tone.name": "The tone", "criteria.ask.question": "Does the mayor know what to decide?"}
    texts |= {f"levels.{level}.name": name for level, name in levels.items()}
    for criterion, name in (("ask", "ask"), ("tone", "tone")):
        texts |= {f"criteria.{criterion}.levels.{level}.text": f"The {name}: {level}." for level in levels}
    texts |= {"exemplars.e1.title": "CANARY exemplar", "exemplars.e1.text": "CANARY Mayor, please decide."}
    return {
        "form": "memo",
        "window": {"least": 3, "most": 50},
        "levels": [{"id": level} for level in levels],
        "criteria": [{"id": key, "competency": None, "points": worth} for key, worth in points.items()],
        "documents": [{"id": "d1"}],
        "exemplars": [{"id": "e1", "levels": {"ask": "top", "tone": "top"}}],
        "checks": [],
    }, texts


def _network() -> tuple[dict[str, Any], dict[str, str]]:
    """Ring and pact meet every need; taking the club first is what greed does."""
    needs = {"climate": ("topic", 5), "asia": ("region", 3), "french": ("language", 2)}
    offers: dict[str, tuple[int, list[str]]] = {
        "club": (90, ["climate", "french"]),
        "ring": (50, ["asia", "french"]),
        "pact": (50, ["climate"]),
        "fair": (40, []),
    }
    texts = {"prompt_html": "<p>Choose for Calder Bay.</p>", "why_html": "<p>CANARY why two are enough</p>"}
    texts |= {"resources.hours.text": "Staff hours a year", "needs.asia.about": "The port looks east"}
    texts |= {f"needs.{need}.text": need.capitalize() for need in needs}
    texts |= {f"candidates.{name}.text": f"The {name}" for name in offers}
    texts |= {"candidates.club.about": "Dear, and known", "candidates.club.topics": "Climate, Trade"}
    texts |= {"candidates.ring.regions": "Asia", "candidates.ring.languages": "French"}
    texts |= {"candidates.club.source": "Its own page", "candidates.club.as_of": "May 2025"}
    parts = {
        "competency": None,
        "resources": [{"id": "hours", "limit": 100}],
        "needs": [{"id": need, "group": group, "weight": weight} for need, (group, weight) in needs.items()],
        "candidates": [
            {"id": name, "costs": {"hours": hours}, "meets": meets} for name, (hours, meets) in offers.items()
        ],
        "links": [["ring", "fair"]],
        "reach": 1,
    }
    return parts, texts


def _negotiation() -> tuple[dict[str, Any], dict[str, str]]:
    """A hurried counterpart, who sets as little store by classes as we do by the place."""
    worths = {"place": {"home": (20, 0), "there": (0, 40)}, "classes": {"four": (0, 20), "twelve": (40, 0)}}
    names = {"place": "The place", "home": "At home", "there": "Abroad", "classes": "School classes"}
    names |= {"four": "Four of them", "twelve": "Twelve of them"}
    texts = {
        "instructions_html": "<p>The school classes come first.</p>",
        "briefing_html": "<p>Both harbours want a festival.</p>",
        "own.name": "Calder Bay",
        "other.name": "Tolmera",
        "why_html": "<p>CANARY why trading beats halving</p>",
        "issues.classes.note": "Four fill the small ferry",
        "messages.ask.text": "What matters most?",
        "messages.ask.reply": "REPLY the place of the festival",
        "messages.thank.text": "Thank you",
        "lines.hello.text": "Welcome to the harbour",
    }
    issues = []
    for issue, options in worths.items():
        path = f"issues.{issue}"
        texts |= {f"{path}.text": names[issue], f"{path}.why": f"CANARY what makes {issue} matter to them"}
        texts |= {f"{path}.options.{option}.text": names[option] for option in options}
        rows = [{"id": key, "own": own, "other": other} for key, (own, other) in options.items()]
        issues.append({"id": issue, "options": [{**row, "forbidden": False} for row in rows]})
    parts = {
        "competency": None,
        "issues": issues,
        "own_reserve": 20,
        "other_reserve": 17,
        "rounds": 3,
        "counterpart": {"persona": "conceder", "lines": [{"id": "hello", "event": "open"}]},
        "messages": [{"id": "ask", "type": "question"}, {"id": "thank", "type": "thanks"}],
        "criteria": {"claim": 40, "creation": 30, "fairness": 15, "process": 15},
    }
    return parts, texts


def _hotspot() -> tuple[dict[str, Any], dict[str, str]]:
    """Two of four places are right; the middle of the picture belongs to none."""
    areas = {"west": [0, 0, 3000, 4000], "east": [7000, 0, 10000, 4000], "desk": [0, 6000, 3000, 10000]}
    regions = [{"id": name, "shape": "rect", "area": area, "right": name != "desk"} for name, area in areas.items()]
    regions.append({"id": "plate", "shape": "circle", "area": [8500, 8000, 2000], "right": False})
    names = {"west": "The left flag", "east": "The right flag", "desk": "The desk", "plate": "The name plate"}
    texts = {"prompt_html": "<p>What has to change?</p>", "why_html": "<p>CANARY why the flags change</p>"}
    texts |= {"picture.alt": "Two flags behind a desk", "picture.credit": "Drawn for tests"}
    texts |= {f"regions.{key}.text": name for key, name in names.items()}
    texts |= {f"regions.{key}.why": f"CANARY on {key}" for key in names}
    picture = {"file": f"{'0f' * 20}.svg", "width": 600, "height": 400}
    return {"competency": None, "picture": picture, "numbered": True, "regions": regions}, texts


PARTS = {
    "intray": _intray,
    "redpen": _redpen,
    "choice": _choice,
    "order": _order,
    "branch": _branch,
    "numeric": _numeric,
    "match": _match,
    "sjt": _sjt,
    "placement": _placement,
    "rubric": _rubric,
    "negotiation": _negotiation,
    "network": _network,
    "hotspot": _hotspot,
}


def make_definition(
    kind: str, *, key: uuid.UUID | None = None, title: str = "", structure: dict[str, Any] | None = None, **texts: str
) -> dict[str, Any]:
    """Make a definition; `structure` replaces parts of it."""
    parts, own = PARTS[kind]()
    common = {"title": title or TITLES[kind], "intro_html": "<p>Read first.</p>"}
    common["sources_html"] = "<p>CANARY the sources</p>"
    definition = {
        "format": 1,
        "kind": kind,
        "scorer": SCORERS[kind],
        "key": str(key or uuid.uuid4()),
        "points": POINTS[kind],
        "texts": {"en": common | own | texts},
        **parts,
        **(structure or {}),
    }
    return registry.complete(definition)


def make_published_exercise(
    kind: str = "choice",
    *,
    key: uuid.UUID | None = None,
    title: str = "",
    texts: dict[str, str] | None = None,
    structure: dict[str, Any] | None = None,
    **policy: Any,
) -> Exercise:
    """Publish a small exercise; keywords that are left go into the policy (max_tries, practice, …)."""
    definition = make_definition(kind, title=title, structure=structure, **(texts or {}))
    key = uuid.UUID(definition["key"])
    services.publish_definition(key=key, title=definition["texts"]["en"]["title"], definition=definition, policy=policy)
    return Exercise.objects.get(key=key)


def make_sample(kind: str = "choice", slug: str = "", **policy: Any) -> Exercise:
    """Publish a small exercise and add it to those that anybody may try."""
    exercise = make_published_exercise(kind, **({"practice": True} | policy))
    offered = dict(Sample.objects.order_by("position").values_list("exercise__key", "slug"))
    services.sync_samples(offered | {exercise.key: slug or f"try-{kind}"})
    return exercise


def make_guest_attempt(exercise: Exercise, guest: uuid.UUID) -> Attempt:
    return services.start_sample(slug=exercise.sample.slug, owner=Owner(guest=guest))


def make_attempt(exercise: Exercise, learner: User) -> Attempt:
    return services.start_attempt(exercise_id=exercise.pk, learner_id=learner.pk)


RIGHT: dict[str, dict[str, Any]] = {
    "intray": {
        "answers": {
            "visit-do": ["answer"],
            "visit-who": ["you"],
            "claim-do": ["pass"],
            "claim-who": ["law"],
            "opening": ["thanks"],
        },
        "order": ["visit", "claim"],
        "confirmed": True,
    },
    "redpen": {"answers": {"aim": ["will"], "costs": ["keep"]}, "order": ["costs", "aim"], "confirmed": True},
    "choice": {"answers": {"q1": ["a"], "q2": ["a", "b"]}},
    "order": {"order": ["gov", "mayor", "judge", "clerk"], "confirmed": True},
    "numeric": {"answers": {"q1": {"value": "725", "unit": "cm"}, "q2": {"value": "4 321", "unit": ""}}},
    "match": {"matches": {"gate": "t2", "hall": "t3", "car": "t1"}},
    "sjt": {"answers": {"flag": {"call": 6, "ask": 4, "wait": 1}}},
    "placement": {"plan": {"consul": "p5", "mayor": "p4", "dean": "p2", "help": "p3"}},
    "rubric": {"text": "Mayor,\n\nplease decide by Friday."},
    "network": {"chosen": ["pact", "ring"]},
    "hotspot": {"chosen": ["east", "west"]},
}
WRONG: dict[str, dict[str, Any]] = {
    "intray": {
        "answers": {
            "visit-do": ["pass"],
            "visit-who": ["law"],
            "claim-do": ["answer"],
            "claim-who": ["you"],
            "opening": ["late"],
        },
        "order": ["claim", "visit"],
        "confirmed": True,
    },
    "redpen": {"answers": {"aim": ["shall"], "costs": ["cut"]}, "order": ["aim", "costs"], "confirmed": True},
    "choice": {"answers": {"q1": ["b"], "q2": ["a", "c"]}},
    "order": {"order": ["mayor", "judge", "gov", "clerk"], "confirmed": True},
    "numeric": {"answers": {"q1": {"value": "70", "unit": "m"}, "q2": {"value": "12", "unit": ""}}},
    "match": {"matches": {"gate": "t1", "hall": "t3", "car": "t3"}},
    "sjt": {"answers": {"flag": {"call": 2, "ask": 6, "wait": 3}}},
    "placement": {"plan": {"consul": "p4", "mayor": "p5", "dean": "p2", "help": "p3"}},
    "rubric": {"text": ""},
    "network": {"chosen": ["club"]},
    "hotspot": {"chosen": ["plate", "west"]},
}
TRADE = {"type": "offer", "deal": {"place": "there", "classes": "twelve"}, "message": "ask"}
MOVES: dict[str, dict[bool, list[Any]]] = {
    "branch": {True: ["call", "brief"], False: ["wait", "bluff"]},
    "negotiation": {
        True: [TRADE, {**TRADE, "message": ""}],
        False: [{**TRADE, "deal": {"place": "home", "classes": "four"}}, {"type": "walk"}],
    },
}
PATHS = MOVES["branch"]


def finish_attempt(attempt: Attempt, *, is_right: bool) -> Attempt:
    """Answer and submit an attempt, with every point or with points lost."""
    kind = attempt.version.definition["kind"]
    for step, move in enumerate(MOVES.get(kind, {}).get(is_right, ()), 1):
        services.make_move(attempt_id=attempt.pk, step=step, move=move)
    response = (RIGHT if is_right else WRONG).get(kind)
    services.submit_attempt(attempt_id=attempt.pk, client_seq=uuid.uuid4().hex, base_version=0, response=response)
    attempt.refresh_from_db()
    return attempt


def make_submission(learner: User, exercise: Exercise | None = None, text: str = "Mayor, please decide.") -> Attempt:
    """Hand in written work that then waits for its marks."""
    attempt = make_attempt(exercise or make_published_exercise("rubric"), learner)
    services.submit_attempt(attempt_id=attempt.pk, client_seq=uuid.uuid4().hex, base_version=0, response={"text": text})
    attempt.refresh_from_db()
    return attempt


def make_marks(ask: str = "top", tone: str = "mid", comment: str = "") -> dict[str, Any]:
    """Give levels of the small rubric; "" leaves one out."""
    given = {"ask": ask, "tone": tone}
    criteria = {
        criterion: {"level": level, "comment": f"On {criterion}."} for criterion, level in given.items() if level
    }
    return {"criteria": criteria, "comment": comment}


def make_draft(marks: dict[str, Any] | None = None, base_version: int = 0) -> services.Draft:
    return services.Draft(uuid.uuid4().hex, base_version, make_marks() if marks is None else marks)


def release(
    attempt: Attempt, marker: User, marks: dict[str, Any] | None = None, *, number: int = 1, reason: str = ""
) -> Mark:
    """Release marks on top of what the marker has saved."""
    marking = Marking.objects.filter(attempt=attempt, marker=marker).first()
    draft = make_draft(marks, marking.version if marking else 0)
    return services.release_marks(attempt_id=attempt.pk, marker_id=marker.pk, draft=draft, number=number, reason=reason)
