"""What the editor's form sends for a page, as a browser would."""

from typing import Any

from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

COMMENTS = {"TOTAL_FORMS": "0", "INITIAL_FORMS": "0", "MIN_NUM_FORMS": "0", "MAX_NUM_FORMS": "0"}


def listed(items: list[Any]) -> dict[str, Any]:
    return streamfield([("item", item) for item in items])


def option(text: str, quality: str = "best", goes_on_to: str = "", when: Any = (), effects: Any = ()) -> dict[str, Any]:
    plain = {"text": text, "outcome": rich_text(""), "quality": quality, "why": "", "goes_on_to": goes_on_to}
    return plain | {"when": listed(list(when)), "effects": listed(list(effects))}


def condition(variable: str, at_least: str = "", at_most: str = "", words: str = "") -> dict[str, str]:
    return {"variable": variable, "at_least": at_least, "at_most": at_most, "words": words}


def effect(variable: str, add: str = "", becomes: str = "") -> dict[str, str]:
    return {"variable": variable, "add": add, "set": becomes}


def clock(name: str = "Time left") -> tuple[str, dict[str, Any]]:
    value = {"name": name, "low": "0", "high": "60", "start": "60", "unit": "minutes", "shown": "on", "stops": "on"}
    return ("number", value)


def event(title: str, *when: dict[str, str], goes_on_to: str = "", scenes: str = "") -> tuple[str, dict[str, Any]]:
    value = {"title": title, "text": rich_text(f"<p>{title}.</p>"), "scenes": scenes, "when": listed(list(when))}
    return ("event", value | {"chance": "100", "effects": listed([]), "goes_on_to": goes_on_to, "why": ""})


def worth(text: str, points: str, *when: dict[str, str]) -> tuple[str, dict[str, Any]]:
    return ("worth", {"text": text, "when": listed(list(when)), "points": points})


def scene(title: str, *options: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    return ("scene", {"title": title, "text": rich_text(f"<p>{title}.</p>"), "options": listed(list(options))})


RULES = {
    "minutes": "5",
    "opens_at": "",
    "closes_at": "",
    "limit_minutes": "0",
    "max_tries": "0",
    "counting": "best",
    "cooldown_minutes": "0",
    "late_rule": "none",
    "late_percent_per_day": "0",
    "late_days": "0",
    "results": "at_once",
    "pass_percent": "70",
    "required": "on",
    "weight": "1",
    "assessment": "",
    "competency": "",
    "sources": "",
}


def branch_form(*scenes: tuple[str, Any], **more: Any) -> dict[str, Any]:
    data = {
        "title": "The visit",
        "slug": "the-visit",
        "intro": rich_text(""),
        "scenes": streamfield(list(scenes)),
        "points": "20",
        "variables": streamfield([]),
        "events": streamfield([]),
        "worth": streamfield([]),
        **RULES,
        "comments": COMMENTS,
    }
    return nested_form_data(data | more)


def lesson_form(*blocks: tuple[str, Any], **more: Any) -> dict[str, Any]:
    data = {
        "title": "The door",
        "slug": "the-door",
        "summary": "Who stands there.",
        "body": streamfield(list(blocks)),
        "estimated_minutes": "8",
        "required": "on",
        "done_by": "said",
        "comments": COMMENTS,
    }
    return nested_form_data(data | more)


def edit_url(page: Any) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def messages_of(client: Client, url: str) -> str:
    return client.get(url).content.decode()
