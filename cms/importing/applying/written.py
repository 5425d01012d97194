"""From written work as it was read to the fields of its page."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from cms.importing.applying.bodies import Raw, item
from cms.importing.reading.rubric_types import RubricBody, RubricCheck


def rubric(body: RubricBody, competency_keys: Mapping[str, UUID]) -> dict[str, Any]:
    """Give the fields; the levels of an exemplar are written in one line."""
    return {
        "prompt": body.prompt_html,
        "form": body.form,
        "least": body.least,
        "most": body.most,
        "levels": "\n".join(body.levels),
        "documents": [
            {"type": "document", "id": paper.id, "value": {"title": paper.title, "body": paper.body_html}}
            for paper in body.documents
        ],
        "criteria": _criteria(body, competency_keys),
        "exemplars": [
            {
                "type": "exemplar",
                "id": exemplar.id,
                "value": {
                    "title": exemplar.title,
                    "text": exemplar.text,
                    "levels": " ".join(map(str, exemplar.levels)),
                    "why": exemplar.why,
                },
            }
            for exemplar in body.exemplars
        ],
        "checks": [{"type": check.check, "id": check.id, "value": _check(check)} for check in body.checks],
    }


def _criteria(body: RubricBody, competency_keys: Mapping[str, UUID]) -> Raw:
    return [
        {
            "type": "criterion",
            "id": criterion.id,
            "value": {
                "name": criterion.name,
                "question": criterion.question,
                "levels": [
                    item(f"{criterion.id}-{number}", {"points": level.points, "text": level.text})
                    for number, level in enumerate(criterion.levels, 1)
                ],
                "competency": str(competency_keys[criterion.competency]) if criterion.competency else "",
            },
        }
        for criterion in body.criteria
    ]


def _check(check: RubricCheck) -> dict[str, Any] | None:
    if not check.name:
        return None
    words = {"name": check.name, "phrases": "\n".join(check.phrases)}
    return words | ({"place": check.place} if check.place else {})
