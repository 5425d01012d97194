"""The part of an unfinished definition that can be played already, for the preview."""

from typing import Any

from django.utils.translation import gettext as _

from cms.definitions.choice import SCORER

Definition = dict[str, Any]

UNWRITTEN = "not-written-yet"
TWO = 2
# What a case that is not finished is played without: its ways would mean nothing before all of them are there.
STORY = ("variables", "events", "worth", "when", "effects")
# What of a pool is left out until there are enough questions for it; then all of them are asked.
POOL = ("blueprint", "exposure_percent")


def playable_part(definition: Definition) -> Definition | None:
    """Cut away what is unfinished. Returns None when nothing can be played."""
    texts = {language: dict(table) for language, table in definition["texts"].items()}
    for table in texts.values():
        table.setdefault("title", _("Untitled"))
    return CUTS[definition["kind"]]({**definition, "texts": texts})


def _says(definition: Definition, path: str) -> bool:
    return all(table.get(path) for table in definition["texts"].values())


def _choice(definition: Definition) -> Definition | None:
    items = [_question(definition, item) for item in definition["items"]]
    kept = [item for item in items if item]
    points = sum(item["points"] for item in kept)
    whole = {name: value for name, value in definition.items() if name not in POOL}
    return {**whole, "scorer": SCORER, "items": kept, "points": points} if kept else None


def _question(definition: Definition, item: dict[str, Any]) -> dict[str, Any] | None:
    path = f"items.{item['id']}"
    options = [option for option in item["options"] if _says(definition, f"{path}.options.{option['id']}.text")]
    right = sum(option["right"] for option in options)
    fits = right == 1 if item["mode"] == "single" else 0 < right < len(options)
    if not (_says(definition, f"{path}.prompt_html") and len(options) >= TWO and fits):
        return None
    return {**item, "options": options}


def _numeric(definition: Definition) -> Definition | None:
    kept = [item for item in definition["items"] if _number_is_written(definition, item)]
    points = sum(item["points"] for item in kept)
    return {**definition, "items": kept, "points": points} if kept else None


def _number_is_written(definition: Definition, item: dict[str, Any]) -> bool:
    path = f"items.{item['id']}"
    amount = item["tolerance"]["amount"]
    if not (_says(definition, f"{path}.prompt_html") and item["value"] and item["points"] and amount):
        return False
    if amount.startswith("-") or (item["half"] and amount == "0"):
        return False
    if item["tolerance"]["kind"] != "nominal" and item["value"] == "0":
        return False
    factors = [unit["factor"] for unit in item["units"]]
    named = all(_says(definition, f"{path}.units.{unit['id']}.text") for unit in item["units"])
    return named and (not factors or "1" in factors) and not any(map(_is_no_factor, factors))


def _is_no_factor(factor: str) -> bool:
    return factor in {"", "0"} or factor.startswith("-")


def _match(definition: Definition) -> Definition | None:
    kept = [pair for pair in definition["pairs"] if all(_says(definition, path) for path in _sides(pair))]
    task = _("Match these.")
    for table in definition["texts"].values():
        table.setdefault("prompt_html", f"<p>{task}</p>")
    return {**definition, "pairs": kept} if len(kept) > TWO else None


def _sides(pair: dict[str, Any]) -> tuple[str, str]:
    return f"pairs.{pair['id']}.text", f"pairs.{pair['id']}.match"


def _sjt(definition: Definition) -> Definition | None:
    kept = [scenario for found in definition["scenarios"] if (scenario := _scenario(definition, found))]
    question = _("How good is each of these as your next step?")
    for table in definition["texts"].values():
        for scenario in kept:
            table.setdefault(f"scenarios.{scenario['id']}.question", question)
    return {**definition, "scenarios": kept} if kept else None


def _scenario(definition: Definition, scenario: dict[str, Any]) -> dict[str, Any] | None:
    """Keep the options that have a text and a rating, and the scenario when it can still be scored."""
    path = f"scenarios.{scenario['id']}"
    options = [
        option
        for option in scenario["options"]
        if _says(definition, f"{path}.options.{option['id']}.text") and option["ratings"]
    ]
    numbers = {len(option["ratings"]) for option in options}
    differ = len({tuple(option["ratings"]) for option in options}) > 1
    if not _says(definition, f"{path}.body_html") or len(options) <= TWO or len(numbers) > 1 or not differ:
        return None
    return {**scenario, "options": options}


def _order(definition: Definition) -> Definition | None:
    entries = [entry for entry in definition["entries"] if _says(definition, f"entries.{entry['id']}.text")]
    ids = {entry["id"] for entry in entries}
    rules = [
        rule
        for rule in definition["rules"]
        if rule["higher"]
        and rule["lower"]
        and ids.issuperset(rule["higher"] + rule["lower"])
        and _says(definition, f"rules.{rule['id']}.text")
    ]
    for table in definition["texts"].values():
        table.setdefault("prompt_html", "<p>" + _("Put these in order.") + "</p>")
    fits = len({entry["rank"] for entry in entries} - {None}) >= TWO
    return {**definition, "entries": entries, "rules": rules} if fits else None


def _branch(definition: Definition) -> Definition | None:
    scenes = {scene["id"]: scene for scene in definition["scenes"]}
    kept: dict[str, dict[str, Any]] = {}

    def keep(scene_id: str, way: frozenset[str]) -> None:
        """Keep a scene and all that follows; a way that stops or turns back goes to an ending of ours."""
        options = _options(definition, scenes[scene_id])
        kept[scene_id] = {"id": scene_id, "options": options}
        for option in options:
            if option["to"] not in scenes or option["to"] in way:
                option["to"] = UNWRITTEN
            elif option["to"] not in kept:
                keep(option["to"], way | {option["to"]})

    start = definition["start"]
    if start not in scenes:
        return None
    keep(start, frozenset({start}))
    if not kept[start]["options"]:
        return None
    ordered = [kept[scene_id] for scene_id in scenes if scene_id in kept]
    _complete(definition, ordered)
    simple = {name: part for name, part in definition.items() if name not in STORY}
    return {**simple, "scenes": [*ordered, *_unwritten(definition, ordered)]}


def _options(definition: Definition, scene: dict[str, Any]) -> list[dict[str, Any]]:
    path = f"scenes.{scene['id']}.options"
    written = [option for option in scene["options"] if _says(definition, f"{path}.{option['id']}.text")]
    options = [{name: part for name, part in option.items() if name not in STORY} for option in written]
    for option in options:
        option["quality"] = option["quality"] or "acceptable"
    return options if len(options) >= TWO else []


def _complete(definition: Definition, scenes: list[dict[str, Any]]) -> None:
    for table in definition["texts"].values():
        for scene in scenes:
            table.setdefault(f"scenes.{scene['id']}.title", _("Untitled scene"))
            table.setdefault(f"scenes.{scene['id']}.body_html", "<p>" + _("Not written yet.") + "</p>")


def _unwritten(definition: Definition, scenes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    if not any(option["to"] == UNWRITTEN for scene in scenes for option in scene["options"]):
        return []
    for table in definition["texts"].values():
        table[f"scenes.{UNWRITTEN}.title"] = _("Not written yet")
        table[f"scenes.{UNWRITTEN}.body_html"] = "<p>" + _("This choice does not lead to a scene yet.") + "</p>"
    return [{"id": UNWRITTEN, "options": []}]


def _placement(definition: Definition) -> Definition | None:
    guests = [guest for guest in definition["guests"] if _says(definition, f"guests.{guest['id']}.text")]
    known = {guest["id"] for guest in guests}
    unnamed = [guest["id"] for guest in definition["guests"] if guest["id"] not in known]
    rules = [rule for rule in definition["rules"] if _rule_is_written(definition, rule, unnamed)]
    for table in definition["texts"].values():
        table.setdefault("prompt_html", "<p>" + _("Give everybody a place.") + "</p>")
    return {**definition, "guests": guests, "rules": rules} if len(guests) >= TWO and rules else None


def _rule_is_written(definition: Definition, rule: dict[str, Any], unnamed: list[str]) -> bool:
    """Look for gaps in what a rule names; a question that it answers may stay empty."""
    named = [value for name, value in rule.items() if name not in {"topic", "jurisdiction"}]
    words = [word for value in named for word in _flat(value)]
    is_whole = not {"", *unnamed} & set(words) and [] not in named
    return _says(definition, f"rules.{rule['id']}.text") and is_whole and _rule_fits(definition, rule)


def _rule_fits(definition: Definition, rule: dict[str, Any]) -> bool:
    """Look whether a rule without gaps suits the places and the guests."""
    marks = {guest["tags"].get(rule.get("tag")) for guest in definition["guests"]} - {None}
    if rule["type"] == "order":
        return rule["measure"] in definition["measures"] and len(rule["guests"]) >= TWO
    if rule["type"] == "alternate":
        return bool(marks)
    return rule["type"] != "balance" or rule["value"] in marks


def _flat(value: Any) -> list[Any]:
    return [word for part in value for word in _flat(part)] if isinstance(value, list) else [value]


def _intray(definition: Definition) -> Definition | None:
    """Keep the letters that are written, the reply when its letter is, and the turns of what is left."""
    questions = {item["id"]: cut for item in definition["items"] if (cut := _question(definition, item))}
    letters = [letter for letter in definition["letters"] if _letter_is_written(definition, letter, questions)]
    known = {letter["id"] for letter in letters}
    reply = definition["reply"]
    sentences = [item for item in reply["items"] if item in questions] if reply and reply["letter"] in known else []
    wanted = {item for letter in letters for item in letter["items"]}.union(sentences)
    cut = {
        **definition,
        **{name: _written_words(definition, name) for name in ("actions", "owners")},
        "items": [item for key, item in questions.items() if key in wanted],
        "letters": letters,
        "reply": {"letter": reply["letter"], "items": sentences} if sentences else None,
        "order": _turns(definition, known),
    }
    return _with_total(cut) if letters and len(cut["actions"]) >= TWO else None


def _letter_is_written(definition: Definition, letter: dict[str, Any], questions: dict[str, Any]) -> bool:
    path = f"letters.{letter['id']}"
    is_told = all(_says(definition, f"{path}.{name}") for name in ("sender", "subject", "body_html"))
    return is_told and all(item in questions for item in letter["items"])


def _redpen(definition: Definition) -> Definition | None:
    items = [cut for item in definition["items"] if (cut := _question(definition, item))]
    verbs = _written_words(definition, "verbs")
    known = {item["id"] for item in items}
    cut = {**definition, "items": items, "verbs": verbs, "order": _turns(definition, known)}
    return _with_total(cut) if items and len(verbs) >= TWO else None


def _written_words(definition: Definition, name: str) -> list[dict[str, Any]]:
    return [word for word in definition[name] if _says(definition, f"{name}.{word['id']}.text")]


def _turns(definition: Definition, known: set[str]) -> Definition | None:
    """Keep what can still be put in order."""
    order = definition["order"]
    entries = [entry for entry in order["entries"] if entry["id"] in known] if order else []
    written = [entry for entry in entries if _says(definition, f"entries.{entry['id']}.text")]
    fits = len({entry["rank"] for entry in written}) >= TWO
    return {**order, "entries": written} if order and fits else None


def _with_total(definition: Definition) -> Definition:
    order = definition["order"]["points"] if definition["order"] else 0
    return {**definition, "points": order + sum(item["points"] for item in definition["items"])}


def _rubric(definition: Definition) -> Definition | None:
    """Keep what is whole; exemplars only while they speak of every criterion that is left."""
    levels = [level["id"] for level in definition["levels"]]
    criteria = [
        criterion for criterion in definition["criteria"] if _criterion_is_written(definition, criterion, levels)
    ]
    ids = {criterion["id"] for criterion in criteria}
    for table in definition["texts"].values():
        table.setdefault("prompt_html", "<p>" + _("Write the text.") + "</p>")
    if len(criteria) < TWO or definition["window"]["least"] > definition["window"]["most"]:
        return None
    return {
        **definition,
        "criteria": criteria,
        "points": sum(criterion["points"][levels[-1]] for criterion in criteria),
        "documents": _written(definition, "documents", ("title", "body_html")),
        "exemplars": [
            exemplar
            for exemplar in _written(definition, "exemplars", ("title", "text"))
            if set(exemplar["levels"]) == ids and set(exemplar["levels"].values()) <= set(levels)
        ],
        "checks": [
            check
            for check in definition["checks"]
            if check["check"] not in {"part", "banned"} or check in _written(definition, "checks", ("name", "phrases"))
        ],
    }


def _criterion_is_written(definition: Definition, criterion: dict[str, Any], levels: list[str]) -> bool:
    path = f"criteria.{criterion['id']}"
    texts = [f"{path}.name", *(f"{path}.levels.{level}.text" for level in levels)]
    worth = [criterion["points"].get(level) for level in levels]
    if None in worth or not all(_says(definition, text) for text in texts):
        return False
    return bool(worth == sorted(worth) and worth and worth[0] < worth[-1])


def _written(definition: Definition, name: str, texts: tuple[str, ...]) -> list[dict[str, Any]]:
    return [
        part for part in definition[name] if all(_says(definition, f"{name}.{part['id']}.{text}") for text in texts)
    ]


def _negotiation(definition: Definition) -> Definition | None:
    """Keep the issues with two options that have words and worths; what is missing beside them is filled in."""
    issues = [issue for found in definition["issues"] if (issue := _issue(definition, found))]
    messages = [item for item in definition["messages"] if _says(definition, f"messages.{item['id']}.text")]
    spoken = definition["counterpart"]
    lines = [line for line in spoken["lines"] if _says(definition, f"lines.{line['id']}.text")]
    for table in definition["texts"].values():
        table.setdefault("instructions_html", "<p>" + _("Not written yet.") + "</p>")
        table.setdefault("own.name", _("Your side"))
        table.setdefault("other.name", _("The other side"))
    whole = {
        **definition,
        "issues": issues,
        "messages": messages,
        "counterpart": {**spoken, "lines": lines},
        "own_reserve": definition["own_reserve"] or 0,
        "other_reserve": definition["other_reserve"] or 0,
    }
    return whole if issues and any(definition["criteria"].values()) else None


def _issue(definition: Definition, issue: dict[str, Any]) -> dict[str, Any] | None:
    path = f"issues.{issue['id']}"
    options = [
        option
        for option in issue["options"]
        if _says(definition, f"{path}.options.{option['id']}.text") and None not in (option["own"], option["other"])
    ]
    return {**issue, "options": options} if _says(definition, f"{path}.text") and len(options) >= TWO else None


def _network(definition: Definition) -> Definition | None:
    needs = [need for need in definition["needs"] if need["group"] and _says(definition, f"needs.{need['id']}.text")]
    known = {need["id"] for need in needs}
    candidates = [
        {**candidate, "meets": [need for need in candidate["meets"] if need in known]}
        for candidate in definition["candidates"]
        if _says(definition, f"candidates.{candidate['id']}.text")
    ]
    named = {candidate["id"] for candidate in candidates}
    links = [link for link in definition["links"] if named.issuperset(link)]
    for table in definition["texts"].values():
        table.setdefault("prompt_html", "<p>" + _("Choose your partners.") + "</p>")
    kept = {"needs": needs, "candidates": candidates, "links": links}
    return {**definition, **kept} if needs and len(candidates) >= TWO else None


def _hotspot(definition: Definition) -> Definition | None:
    """Keep the places that have a name and an area; a description of the picture may wait."""
    texts = definition["texts"]
    for table in texts.values():
        table.setdefault("prompt_html", "<p>" + _("Find the places.") + "</p>")
        table.setdefault("picture.alt", _("Not described yet."))
    regions = [region for region in definition["regions"] if _says(definition, f"regions.{region['id']}.text")]
    drawn = {**definition, "regions": [region for region in regions if region["area"]]}
    flags = {region["right"] for region in drawn["regions"]}
    return drawn if definition["picture"]["file"] and len(flags) == TWO else None


CUTS = {
    "choice": _choice,
    "order": _order,
    "branch": _branch,
    "numeric": _numeric,
    "match": _match,
    "negotiation": _negotiation,
    "placement": _placement,
    "intray": _intray,
    "redpen": _redpen,
    "rubric": _rubric,
    "network": _network,
    "hotspot": _hotspot,
    "sjt": _sjt,
}
