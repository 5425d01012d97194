"""Templates of courses: folders in the curriculum format whose texts say what to write."""

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page

from cms.guidance import STARTER
from cms.importing.applying.bodies import with_ids
from cms.importing.applying.pages import STREAMS, PageSpec, page_specs
from cms.importing.errors import UnknownStarterError
from cms.importing.reading.programme import read_programme
from cms.importing.reading.types import CourseFile
from cms.models import CataloguePage, CoursePage

WORDS = {
    "short-course": (
        _("Short course"),
        _("One hour, two modules: two lessons with their checks, a case with decisions, and a final assessment."),
    ),
    "one-case": (
        _("One case with its briefing"),
        _("Half an hour: a briefing with a check, then a case in which the learner decides."),
    ),
}
FOLDER = Path(__file__).resolve().parent.parent / "starters"


@dataclass(frozen=True, slots=True)
class Starter:
    """A template to choose; `name` is its folder."""

    name: str
    title: str
    summary: str
    lessons: int
    exercises: int


@lru_cache(maxsize=1)
def _files() -> dict[str, CourseFile]:
    programme = read_programme(FOLDER, [code for code, _name in settings.LANGUAGES])
    return {course.folder: course for course in programme.courses if not programme.faulty(course)}


def starters() -> list[Starter]:
    """List the templates that come with Chancery."""
    return [
        Starter(
            name=name,
            title=str(title),
            summary=str(summary),
            lessons=len(_files()[name].lessons()),
            exercises=len(_files()[name].all_exercises()),
        )
        for name, (title, summary) in WORDS.items()
    ]


@transaction.atomic
def start_course(*, name: str, catalogue: CataloguePage, key: UUID, user: Any) -> CoursePage:
    """Make a course out of a template, all of it drafts with keys of their own.

    Args:
        name: of the template.
        catalogue: where the course is put, as the last one.
        key: the key of the new course.
        user: who will own it.

    Raises:
        UnknownStarterError: there is no such template.

    Not safe to call twice with one key.
    """
    course = _files().get(name)
    if course is None:
        raise UnknownStarterError(name)
    pages: dict[UUID, Page] = {}
    for spec in page_specs(course, {}):
        parent = catalogue if spec.parent is None else pages[spec.parent]
        pages[spec.key] = _draft(spec, Page.objects.get(pk=parent.pk), key if spec.parent is None else uuid4(), user)
    return CoursePage.objects.get(translation_key=key, locale=Locale.get_default())


def _draft(spec: PageSpec, parent: Page, key: UUID, user: Any) -> Page:
    page = spec.model(translation_key=key, locale=Locale.get_default(), live=False, owner=user)
    for name, value in spec.fields.items():
        stored = with_ids(value, {}, {}) if name == "body" else value
        setattr(page, name, json.dumps(stored) if name in STREAMS else stored)
    if isinstance(page, CoursePage):
        page.slug = f"{STARTER}{key.hex[:8]}"
    parent.add_child(instance=page)
    page.save_revision(user=user, clean=False)
    return page
