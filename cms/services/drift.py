"""Compares what learners get with what the published pages amount to now. Repairs nothing."""

import json
from collections.abc import Iterator

from django.utils.translation import gettext as _

from assessments import selectors as assessment_selectors
from cms.models import CoursePage, ImportRecord, ProgrammePage, ReferencesPage, SamplesPage
from cms.services.library import references_of
from cms.services.outline import ProjectedCourse, outline_of
from cms.services.programmes import programme_of
from cms.services.samples import ProjectedSamples, samples_of
from courses import selectors as course_selectors
from courses.rules.types import CourseOutline


def find_drift() -> list[str]:
    """Look for what was published and not taken over, or changed since by anything but publishing.

    Returns:
        Sentences for an operator, one for each difference; [] when all is well. `manage.py project_outlines` mends
        what they say. Writes nothing to courses or assessments.
    """
    pages = CoursePage.objects.select_related("locale").order_by("path")
    sources = [page for page in pages if not page.is_translation]
    samples = [page for page in SamplesPage.objects.select_related("locale") if not page.is_translation]
    programmes = [page for page in ProgrammePage.objects.select_related("locale") if not page.is_translation]
    courses = [line for page in sources for line in _of_course(page)]
    courses += [line for page in programmes for line in _of_programme(page)]
    courses += list(_of_library())
    return courses + [line for page in samples for line in _of_samples(page)]


def _of_programme(page: ProgrammePage) -> Iterator[str]:
    wanted = programme_of(page) if page.live else None
    if course_selectors.published_programme(page.translation_key) != wanted:
        yield _("%(title)s: what learners see of the programme differs.") % {"title": page.title}


def _of_library() -> Iterator[str]:
    libraries = [page for page in ReferencesPage.objects.select_related("locale") if not page.is_translation]
    listed = [found for page in libraries for found in references_of(page)]
    fresh = {
        (found.key, language): (found.kind, found.slug, body.title, body.body_html)
        for found in listed
        for language, body in found.bodies.items()
    }
    stored = course_selectors.published_references()
    for place in sorted(fresh.keys() | stored.keys(), key=str):
        if fresh.get(place) != stored.get(place):
            _kind, _slug, title, _html = fresh.get(place) or stored[place]
            yield _("Library: the page “%(title)s” (%(language)s) differs.") % {"title": title, "language": place[1]}


def _of_samples(page: SamplesPage) -> Iterator[str]:
    projected = samples_of(page)
    if list(projected.slugs.items()) != list(assessment_selectors.sample_slugs().items()):
        yield _("%(title)s: the exercises on offer, or their order, differ.") % {"title": page.title}
    yield from _of_exercises(page.title, projected)


def _of_course(page: CoursePage) -> Iterator[str]:
    if ImportRecord.objects.filter(key=page.translation_key, unfinished=True).exists():
        yield _("%(title)s: its import was stopped, so nobody meets it yet. Run the import again.") % {
            "title": page.title
        }
        return
    stored = course_selectors.published_course(page.translation_key)
    if not page.live:
        if stored:
            yield _("%(title)s: offered, but its page is not published.") % {"title": page.title}
        return
    projected = outline_of(page)
    if stored is None:
        yield _("%(title)s: published, but not offered.") % {"title": page.title}
        return
    yield from _of_texts(page.title, projected.outline, stored)
    yield from _of_exercises(page.title, projected)


def _of_texts(title: str, outline: CourseOutline, stored: course_selectors.PublishedCourse) -> Iterator[str]:
    lessons = [lesson for module in outline.modules for lesson in module.lessons]
    if tuple(lesson.key for lesson in lessons) != stored.lessons:
        yield _("%(title)s: the lessons, or their order, differ.") % {"title": title}
    if {language: body.title for language, body in outline.bodies.items()} != stored.titles:
        yield _("%(title)s: the title of the course differs.") % {"title": title}
    fresh = {(lesson.key, language): body for lesson in lessons for language, body in lesson.bodies.items()}
    for place in sorted(fresh.keys() | stored.bodies.keys(), key=str):
        if fresh.get(place) != stored.bodies.get(place):
            body = fresh.get(place) or stored.bodies[place]
            values = {"title": title, "lesson": body.title, "language": place[1]}
            yield _("%(title)s: the lesson “%(lesson)s” (%(language)s) differs.") % values


def _of_exercises(title: str, projected: ProjectedCourse | ProjectedSamples) -> Iterator[str]:
    keys = [exercise.key for exercise in projected.exercises]
    stored = assessment_selectors.published_definitions([*keys, *projected.withdrawn])
    for exercise in projected.exercises:
        if json.loads(json.dumps(exercise.definition)) != stored.pop(exercise.key, None):
            values = {"title": title, "exercise": exercise.title}
            yield _("%(title)s: the exercise “%(exercise)s” differs.") % values
    for definition in stored.values():
        values = {"title": title, "exercise": next(iter(definition["texts"].values()))["title"]}
        yield _("%(title)s: the exercise “%(exercise)s” can be taken, but is not published.") % values
