"""What an author has to change in situations to judge."""

from collections.abc import Iterator, Mapping
from typing import Any

from assessments.rules.checks import (
    Checked,
    Report,
    competency,
    gettext_noop,
    objects,
    one_of,
    require_texts,
    whole_number,
)
from assessments.rules.scorers.sjt.pairs import (
    HIGHEST,
    LEAST_RATERS,
    LOWEST,
    PANEL,
    PROVISIONAL,
    is_divided,
    kept_pairs,
)
from assessments.rules.types.kinds import Definition
from assessments.rules.types.scores import Problem

MODES = ("rate", "rank", "best-worst")
MAX_SCENARIOS = 20
MIN_OPTIONS, MAX_OPTIONS = 3, 6
MAX_RATERS = 50


def problems(definition: Definition) -> list[Problem]:
    """List what an author has to change.

    Args:
        definition: any JSON object.

    Returns:
        Problems in the order of the definition, [] when there is none.
    """
    report = Report()
    competency(report, "/competency", definition.get("competency"))
    one_of(report, "/mode", definition.get("mode"), MODES)
    one_of(report, "/panel", definition.get("panel"), (PROVISIONAL, PANEL))
    scenarios = objects(report, "/scenarios", definition.get("scenarios"), 1, MAX_SCENARIOS)
    listed = [
        (scenario, objects(report, f"{path}/options", scenario.get("options"), MIN_OPTIONS, MAX_OPTIONS))
        for path, scenario in scenarios
    ]
    for (path, _), (_, options) in zip(scenarios, listed, strict=True):
        _key(report, path, options, definition.get("panel"))
    require_texts(report, definition, _texts(listed))
    return report.problems


def _key(report: Report, path: str, options: Checked, panel: object) -> None:
    """Check the ratings of one scenario; what they say is looked at only when all of them can be read."""
    readable = [_ratings(report, f"{here}/ratings", option.get("ratings")) for here, option in options]
    if not all(readable):
        return
    numbers = {len(option["ratings"]) for _, option in options}
    if len(numbers) > 1:
        report.add(path, gettext_noop("Give every option of this scenario a rating from each rater: as many numbers."))
        return
    raters = max(numbers, default=0)
    if panel == PROVISIONAL and raters > 1:
        report.add(path, gettext_noop("Give each option one rating, your own, as long as no panel has rated."))
    if panel == PANEL and raters < LEAST_RATERS:
        template = gettext_noop("A panel needs at least %(least)s raters; this scenario has %(count)s.")
        report.add(path, template, least=LEAST_RATERS, count=raters)
    _agreement(report, path, options, raters)


def _ratings(report: Report, path: str, ratings: object) -> bool:
    if not isinstance(ratings, list) or not 1 <= len(ratings) <= MAX_RATERS:
        report.add(path, gettext_noop("Write the rating of this option, a whole number from 1 to 7."))
        return False
    return all(whole_number(report, path, rating, LOWEST, HIGHEST) for rating in ratings)


def _agreement(report: Report, path: str, options: Checked, raters: int) -> None:
    pairs = kept_pairs([option for _, option in options])
    if not pairs:
        template = gettext_noop(
            "No option of this scenario is rated above another by seven raters in ten, so nothing could be scored. "
            "Rewrite the options, or rate them again."
        )
        report.add(path, template)
        return
    known = {option for pair in pairs for option in (pair.higher, pair.lower)}
    for here, option in options:
        if raters > 1 and is_divided(option["ratings"]):
            report.add(here, gettext_noop("The raters differ too much about this option. Rewrite it or leave it out."))
        elif option["id"] not in known:
            template = gettext_noop(
                "Seven raters in ten do not agree on how this option compares with any other. Rewrite it or leave it "
                "out."
            )
            report.add(here, template)


def _texts(listed: list[tuple[Mapping[str, Any], Checked]]) -> Iterator[tuple[str, str]]:
    for scenario, options in listed:
        base = f"scenarios.{scenario['id']}"
        yield f"{base}.body_html", gettext_noop("Write the situation (language: %(language)s).")
        yield f"{base}.question", gettext_noop("Write the question of this scenario (language: %(language)s).")
        for _, option in options:
            text = gettext_noop("Write the text of this option (language: %(language)s).")
            yield f"{base}.options.{option['id']}.text", text
