"""Taking over the published programme from cms."""

from dataclasses import asdict
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from accounts.services import outbox
from courses.models import Course, Programme, ProgrammeText
from courses.rules.types import ProgrammeBody, ProgrammeOutline

LOOK = "courses.look_at_programme"


@transaction.atomic
def sync_programme(outline: ProgrammeOutline) -> None:
    """Make the programme that is taken equal to the one that was published.

    Args:
        outline: the whole published programme. Courses that are not stored are passed over.

    Texts are replaced, and so is the list of courses that its certificate needs. When that has changed, an outbox entry
    (courses.look_at_programme) finds those who have all of them by now. Safe to call twice.
    """
    before = _asked_by(outline.key)
    title = outline.bodies[outline.source_language].title
    fields = {"title": title, "source_language": outline.source_language, "retired": False}
    programme, _ = Programme.objects.update_or_create(key=outline.key, defaults=fields)
    programme.texts.exclude(language__in=outline.bodies).delete()
    for language, body in outline.bodies.items():
        ProgrammeText.objects.update_or_create(programme=programme, language=language, defaults=_text(body))
    Course.objects.filter(programme=programme).exclude(key__in=outline.courses).update(programme=None)
    Course.objects.filter(key__in=outline.courses).update(programme=programme)
    if before != _asked_by(outline.key):
        payload = {"programme_id": programme.pk}
        outbox.add_entry(topic=LOOK, payload=payload, dedupe_key=f"{LOOK}:{programme.pk}:{uuid4()}")


def _asked_by(key: UUID) -> frozenset[int]:
    """Give the courses that the certificate of a programme asks for; none while it is not published."""
    asked = Course.objects.filter(programme__key=key, programme__retired=False)
    return frozenset(asked.values_list("pk", flat=True))


def _text(body: ProgrammeBody) -> dict[str, Any]:
    paths = [asdict(path) | {"steps": [str(key) for key in path.steps]} for path in body.paths]
    return {"title": body.title, "introduction_html": body.introduction_html, "paths": paths}


def retire_programme(*, key: UUID) -> None:
    """Take a programme away from learners; certificates of it stay.

    Args:
        key: of the programme; an unknown key does nothing.

    Safe to call twice; syncing it offers it again.
    """
    Programme.objects.filter(key=key).update(retired=True)
