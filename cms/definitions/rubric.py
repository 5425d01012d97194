"""Written work: what was written → definition, and what is wrong with what was written."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from cms.definitions.authored import RubricAuthored
from cms.definitions.problems import AuthoringProblem
from cms.definitions.rubric_parts import RubricCheck, RubricCriterion, RubricExemplar

SCORER = "rubric/1"


def structure(authored: RubricAuthored) -> dict[str, Any]:
    levels = _levels(authored)
    return {
        "scorer": SCORER,
        "points": sum(criterion.levels[-1].points or 0 for criterion in authored.criteria if criterion.levels),
        "form": authored.form,
        "window": {"least": authored.least, "most": authored.most},
        "levels": [{"id": level} for level in levels],
        "criteria": [_criterion(criterion, authored, levels) for criterion in authored.criteria],
        "documents": [{"id": paper.id} for paper in authored.documents],
        "exemplars": [_exemplar(exemplar, authored, levels) for exemplar in authored.exemplars],
        "checks": [_check(check) for check in authored.checks],
    }


def texts(authored: RubricAuthored) -> dict[str, str]:
    levels = _levels(authored)
    found = {"prompt_html": authored.prompt_html}
    found |= {f"levels.{level}.name": name for level, name in zip(levels, authored.levels, strict=True)}
    for paper in authored.documents:
        found[f"documents.{paper.id}.title"] = paper.title
        found[f"documents.{paper.id}.body_html"] = paper.body_html
    for criterion in authored.criteria:
        base = f"criteria.{criterion.id}"
        found[f"{base}.name"] = criterion.name
        found[f"{base}.question"] = criterion.question
        for level, seen in zip(levels, criterion.levels, strict=False):
            found[f"{base}.levels.{level}.text"] = seen.text
    for exemplar in authored.exemplars:
        base = f"exemplars.{exemplar.id}"
        found |= {f"{base}.title": exemplar.title, f"{base}.text": exemplar.text, f"{base}.why": exemplar.why}
    for check in authored.checks:
        found[f"checks.{check.id}.name"] = check.name
        found[f"checks.{check.id}.phrases"] = "\n".join(check.phrases)
    return found


def problems(authored: RubricAuthored) -> list[AuthoringProblem]:
    return [*_level_problems(authored), *_exemplar_problems(authored)]


def _levels(authored: RubricAuthored) -> list[str]:
    return [f"l{number}" for number, _name in enumerate(authored.levels, 1)]


def _criterion(criterion: RubricCriterion, authored: RubricAuthored, levels: list[str]) -> dict[str, Any]:
    return {
        "id": criterion.id,
        "competency": criterion.competency or authored.header.competency,
        "points": {level: seen.points for level, seen in zip(levels, criterion.levels, strict=False)},
    }


def _exemplar(exemplar: RubricExemplar, authored: RubricAuthored, levels: list[str]) -> dict[str, Any]:
    named = dict(enumerate(levels, 1))
    pairs = zip(authored.criteria, exemplar.levels, strict=False)
    return {"id": exemplar.id, "levels": {criterion.id: named.get(level, "") for criterion, level in pairs}}


def _check(check: RubricCheck) -> dict[str, Any]:
    return {"id": check.id, "check": check.check} | ({"place": check.place} if check.place else {})


def _level_problems(authored: RubricAuthored) -> Iterator[AuthoringProblem]:
    wanted = len(authored.levels)
    for number, criterion in enumerate(authored.criteria, start=1):
        if len(criterion.levels) != wanted:
            message = _("Criterion %(number)s has %(count)s levels, and %(wanted)s have a name. Make them as many.")
            where = {"number": number, "count": len(criterion.levels), "wanted": wanted}
            yield AuthoringProblem("criteria", message % where, criterion.id)


def _exemplar_problems(authored: RubricAuthored) -> Iterator[AuthoringProblem]:
    for number, exemplar in enumerate(authored.exemplars, start=1):
        fits = all(1 <= level <= len(authored.levels) for level in exemplar.levels)
        if len(exemplar.levels) != len(authored.criteria) or not fits:
            message = _(
                "Exemplar %(number)s: write one level for each of the %(criteria)s criteria, as numbers from 1 to "
                "%(levels)s."
            )
            where = {"number": number, "criteria": len(authored.criteria), "levels": len(authored.levels)}
            yield AuthoringProblem("exemplars", message % where, exemplar.id)
