"""A branching case with variables, events and a value at the end; what learners must not see says SECRET or CANARY."""

from typing import Any


def _option(key: str, points: int, quality: str, to: str, *effects: dict[str, Any], when: Any = ()) -> dict[str, Any]:
    return {
        "id": key,
        "points": points,
        "quality": quality,
        "to": to,
        "when": list(when),
        "effects": list(effects),
    }


def _number(key: str, high: int, start: int, *, shown: bool = True) -> dict[str, Any]:
    return {"id": key, "low": 0, "high": high, "start": start, "shown": shown, "stops": True}


def story() -> tuple[dict[str, Any], dict[str, str]]:
    """Return the parts of the definition and its texts.

    The path call, desk, brief earns everything; wait brings the reporter, wait and desk the deadline.
    """
    trust = {"var": "trust", "at_least": 3}
    scenes = [
        {
            "id": "s1",
            "options": [
                _option("call", 3, "best", "s2", {"var": "trust", "add": 1}, {"var": "minutes", "add": -20}),
                _option("wait", 0, "poor", "s2", {"var": "press", "add": 2}, {"var": "minutes", "add": -40}),
            ],
        },
        {
            "id": "s2",
            "options": [
                _option("desk", 2, "acceptable", "s3", {"var": "minutes", "add": -30}),
                _option("bluff", -3, "harmful", "s3"),
                _option("consul", 2, "acceptable", "s3", when=[trust]),
            ],
        },
        {
            "id": "s3",
            "options": [_option("brief", 3, "best", "end"), _option("hush", -3, "harmful", "end")],
        },
        {"id": "end", "options": []},
        {"id": "late", "options": []},
    ]
    events = [
        _event("reporter", {"var": "press", "at_least": 2}, effects=[{"var": "trust", "add": -1}]),
        _event("deadline", {"var": "minutes", "at_most": 0}, to="late"),
    ]
    parts = {
        "start": "s1",
        "scenes": scenes,
        "variables": [
            _number("trust", 5, 2),
            _number("minutes", 60, 60),
            {"id": "mood", "words": ["calm", "tense"], "start": "calm", "shown": True},
            _number("press", 9, 0, shown=False),
        ],
        "events": events,
        "worth": [{"id": "trusted", "when": [trust], "points": 3}],
    }
    return parts, _texts(scenes)


def _event(key: str, when: dict[str, Any], *, to: str = "", effects: Any = ()) -> dict[str, Any]:
    return {"id": key, "at": [], "when": [when], "chance": 100, "effects": list(effects), "to": to}


def _texts(scenes: list[dict[str, Any]]) -> dict[str, str]:
    titles = {"s1": "The plane is early", "s2": "The mayor asks", "s3": "At the door"}
    titles |= {"end": "A warm welcome", "late": "Too late"}
    texts = {
        "variables.trust.name": "Trust of the consulate",
        "variables.minutes.name": "Time left",
        "variables.minutes.unit": "minutes",
        "variables.mood.name": "Mood in the room",
        "variables.mood.words.calm": "calm",
        "variables.mood.words.tense": "tense",
        "variables.press.name": "SECRET heat of the press",
        "events.reporter.title": "A reporter calls",
        "events.reporter.body_html": "<p>She asks why the guests are waiting.</p>",
        "events.reporter.why": "CANARY she had heard of the wait",
        "events.deadline.title": "The hour is over",
        "events.deadline.body_html": "<p>The guests have left for the airport.</p>",
        "worth.trusted.text": "CANARY the consulate trusts you",
    }
    for scene in scenes:
        base = f"scenes.{scene['id']}"
        texts |= {f"{base}.title": titles[scene["id"]], f"{base}.body_html": f"<p>Body {scene['id']}.</p>"}
        for option in scene["options"]:
            here = f"{base}.options.{option['id']}"
            texts |= {f"{here}.text": f"Do {option['id']}", f"{here}.outcome_html": f"<p>Outcome {option['id']}.</p>"}
            texts[f"{here}.why"] = f"CANARY why {option['id']}"
    return texts
