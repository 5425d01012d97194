"""What an author has to change in pairs to be matched."""

from collections.abc import Iterator

from assessments.rules.checks import Checked, Report, competency, gettext_noop, is_id, objects, require_texts
from assessments.rules.types.kinds import Definition
from assessments.rules.types.scores import Problem

MIN_PAIRS, MAX_PAIRS = 3, 20


def problems(definition: Definition) -> list[Problem]:
    """List what an author has to change.

    Args:
        definition: any JSON object.

    Returns:
        Problems in the order of the definition, [] when there is none.
    """
    report = Report()
    competency(report, "/competency", definition.get("competency"))
    pairs = objects(report, "/pairs", definition.get("pairs"), MIN_PAIRS, MAX_PAIRS)
    _targets(report, pairs)
    require_texts(report, definition, _texts(pairs))
    return report.problems


def _targets(report: Report, pairs: Checked) -> None:
    seen: set[str] = set()
    for path, pair in pairs:
        target = pair.get("target")
        if isinstance(target, str) and is_id(target) and target not in seen:
            seen.add(target)
        else:
            report.add(f"{path}/target", gettext_noop("Give the right side of this pair an id of its own."))


def _texts(pairs: Checked) -> Iterator[tuple[str, str]]:
    yield "prompt_html", gettext_noop("Write what is to be matched (language: %(language)s).")
    for _, pair in pairs:
        yield f"pairs.{pair['id']}.text", gettext_noop("Write the left side of this pair (language: %(language)s).")
        yield f"pairs.{pair['id']}.match", gettext_noop("Write the right side of this pair (language: %(language)s).")
