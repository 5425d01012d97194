"""Reads the page of the programme: what keeps it from being published, and what of it courses takes."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from cms.errors import PublishProblem
from cms.models import ProgrammePage
from cms.services.field_problems import block_anchor, field_anchor
from cms.services.rendering import rich_html
from courses import selectors as course_selectors
from courses.rules.types import RESERVED_PATH_SLUGS, ProgrammeBody, ProgrammeOutline, ProgrammePath

HOUR = 60


def programme_problems(page: ProgrammePage) -> list[PublishProblem]:
    """List what is wrong with the courses and paths of a programme.

    Args:
        page: with the content that would go live, its fields filled.

    Returns:
        A problem for each course or step that learners cannot take, for hours that the steps do not fill, and for
        addresses that clash.
    """
    chosen = [block.value for block in page.courses]
    steps = [step for block in page.paths for step in block.value["steps"]]
    minutes = course_selectors.step_minutes({item.translation_key for item in [*chosen, *steps] if item})
    problems = [
        PublishProblem("courses", _missing(item, str(_("Courses"))), field_anchor(page, "courses"))
        for item in chosen
        if item is None or item.translation_key not in minutes
    ]
    taken = Counter(block.value["slug"] for block in page.paths)
    for block in page.paths:
        messages = [*_step_problems(block.value, minutes), *_slug_problems(block.value, taken)]
        problems += [PublishProblem("paths", message, block_anchor(block.id)) for message in messages]
    return problems


def _missing(item: Any, place: str) -> str:
    if item is None:
        return _("%(place)s: a page that stood here was deleted. Choose another, or take it out.") % {"place": place}
    values = {"place": place, "title": item.get_admin_display_title()}
    return _("%(place)s: learners cannot take “%(title)s”. Publish it with its course, or take it out.") % values


def _step_problems(path: Any, minutes: Mapping[UUID, int]) -> Iterator[str]:
    steps = list(path["steps"])
    gone = [
        (number, step) for number, step in enumerate(steps, start=1) if not step or step.translation_key not in minutes
    ]
    for number, step in gone:
        yield _missing(step, _("%(path)s, step %(number)s") % {"path": path["title"], "number": number})
    if len({step.translation_key for step in steps if step}) < len(steps) - steps.count(None):
        yield _("%(path)s: the same step stands there twice.") % {"path": path["title"]}
    if not gone:
        yield from _hour_problems(path, sum(minutes[step.translation_key] for step in steps))


def _hour_problems(path: Any, minutes: int) -> Iterator[str]:
    hours = -(-minutes // HOUR)
    if hours != path["hours"]:
        message = _("%(path)s: the steps take %(minutes)s minutes. Set the hours to %(hours)s, or change the steps.")
        yield message % {"path": path["title"], "minutes": minutes, "hours": hours}


def _slug_problems(path: Any, taken: Counter[str]) -> Iterator[str]:
    values = {"path": path["title"], "slug": path["slug"]}
    if path["slug"] in RESERVED_PATH_SLUGS:
        yield _("%(path)s: “%(slug)s” is used by the site itself. Choose another address.") % values
    if taken[path["slug"]] > 1:
        yield _("%(path)s: another path has the address “%(slug)s”. Choose another.") % values


def programme_of(page: ProgrammePage) -> ProgrammeOutline:
    """Put together what is published of a programme.

    Args:
        page: in the source language, as stored.

    Returns:
        What courses takes. Writes nothing.
    """
    live = ProgrammePage.objects.filter(translation_key=page.translation_key, live=True).select_related("locale")
    others = sorted(live.exclude(pk=page.pk), key=lambda other: other.locale.language_code)
    return ProgrammeOutline(
        key=page.translation_key,
        source_language=page.locale.language_code,
        bodies={written.locale.language_code: _body(written) for written in (page, *others)},
        courses=frozenset(block.value.translation_key for block in page.courses if block.value),
    )


def _body(page: ProgrammePage) -> ProgrammeBody:
    paths = [block.value for block in page.paths]
    return ProgrammeBody(
        title=page.title,
        introduction_html=rich_html(page.introduction),
        paths=tuple(
            ProgrammePath(
                slug=path["slug"],
                title=path["title"],
                sentence=path["sentence"],
                hours=path["hours"],
                steps=tuple(step.translation_key for step in path["steps"] if step),
            )
            for path in paths
        ),
    )
