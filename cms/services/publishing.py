"""The one publish check, and publishing through it."""

from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from assessments import services as assessment_services
from assessments.enums import MARKED_KINDS
from cms import definitions
from cms.enums import LogAction
from cms.errors import PublishProblem
from cms.models import (
    CaseStudyPage,
    CoursePage,
    ExercisePage,
    LessonContentPage,
    ProgrammePage,
    ReferencePage,
    SamplesPage,
)
from cms.services.cases import act_problems, case_problems
from cms.services.field_problems import block_anchor, field_anchor, field_problems
from cms.services.guidance_problems import guidance_problems
from cms.services.link_problems import link_problems
from cms.services.programmes import programme_problems
from cms.services.recordings import recording_problems
from cms.services.reference_problems import reference_problems
from cms.services.validity_problems import validity_problems
from courses import selectors as course_selectors
from courses.rules.types import RESERVED_COURSE_SLUGS, RESERVED_EXERCISE_SLUGS, RESERVED_LESSON_SLUGS

LONGEST_SAMPLE_MINUTES = 6

# Slugs that would hide an address of the learner's side.
RESERVED_SLUGS: dict[type, frozenset[str]] = {
    CoursePage: RESERVED_COURSE_SLUGS,
    LessonContentPage: RESERVED_LESSON_SLUGS,
    ExercisePage: RESERVED_EXERCISE_SLUGS,
}


def problems_of(page: Any) -> tuple[PublishProblem, ...]:
    """List everything that keeps the page from being published as it stands.

    Args:
        page: a page of this app with the content that would go live; it need not be saved, but must have its place
            in the tree.

    Returns:
        Problems in the order of the editor; empty = it may be published. Never raises for unfinished content.
    """
    return (*_tree_problems(page), *content_problems_of(page))


def content_problems_of(page: Any) -> tuple[PublishProblem, ...]:
    """List what is wrong with the content of a page, wherever it stands; what must be right before it is reviewed.

    Args:
        page: as for problems_of.

    Returns:
        As problems_of, but a page above that is not published is no problem: both may be reviewed at once.
    """
    found = [*field_problems(page), *guidance_problems(page), *link_problems(page), *_slug_problems(page)]
    found += _certificate_problems(page)
    if isinstance(page, CoursePage):
        found += validity_problems(page)
    if isinstance(page, LessonContentPage | ReferencePage):
        found += recording_problems(page.body)
    if isinstance(page, ProgrammePage) and not found:
        found += programme_problems(page)
    if isinstance(page, CaseStudyPage):
        found += case_problems(page)
    if isinstance(page, ReferencePage):
        found += reference_problems(page)
    if isinstance(page, ExercisePage) and not page.is_translation:
        found += _exercise_problems(page, fields_are_filled=not found)
        found += [*_sample_problems(page), *_assessment_problems(page), *_policy_problems(page)]
        found += act_problems(page)
    return tuple(found)


def note_refusal(page: Page, problems: Sequence[PublishProblem], user: Any = None) -> None:
    """Write into the history of a page that it was refused, which the start panel counts until the next change.

    Args:
        page: the page, stored.
        problems: why; at least one.
        user: who asked; None for the timetable.

    Calling twice writes two lines.
    """
    log(page, LogAction.REFUSED.value, user=user, data={"problems": [problem.message for problem in problems]})


def begin_search(page: Any) -> None:
    """Have the background work out what an exercise lacks, as soon as there is a draft of it.

    Args:
        page: any page, as it was just saved.

    Safe to call twice; an exercise with problems and a page of another kind are left alone.
    """
    if (definition := _sound_definition(page)) is not None:
        assessment_services.request_completion(definition)


def search_now(page: Any) -> None:
    """Work out what an exercise lacks here and now, for the importer, which may take its time.

    Args:
        page: as for begin_search.

    Safe to call twice.
    """
    if (definition := _sound_definition(page)) is not None:
        assessment_services.work_out_now(definition)


def publish(page: Any, revision: Revision | None = None, user: Any = None) -> None:
    """Publish a page after checking it; what all of this project's own code uses.

    Args:
        page: the page, saved in the tree.
        revision: what is to go live; a new revision of `page` as it is given when missing.
        user: who publishes, for the log; None for the importer.

    Raises:
        PublishRefusedError: the page has problems; nothing changes but the new revision, which is kept as a draft.

    Wagtail announces page_published, upon which the outline is projected. Safe to call twice.
    """
    chosen = revision or page.save_revision(user=user, clean=False)
    chosen.publish(user=user, skip_permission_checks=True)


def _tree_problems(page: Any) -> list[PublishProblem]:
    parent = page.get_parent()
    if parent is None or parent.live or parent.is_root() or _is_published_before(parent, page):
        return []
    message = _("“%(parent)s”, which holds this page, is not published yet. Publish it first.")
    return [PublishProblem("", message % {"parent": parent.get_admin_display_title()})]


def _is_published_before(parent: Page, page: Any) -> bool:
    """Tell whether both have a date, and that of the page above comes first."""
    planned = page.go_live_at
    if planned is None or planned <= timezone.now():
        return False
    dates = Revision.page_revisions.filter(object_id=str(parent.pk), approved_go_live_at__lte=planned)
    return bool(dates.exists())


def _slug_problems(page: Any) -> list[PublishProblem]:
    slug = page.slug
    for kind, reserved in RESERVED_SLUGS.items():
        if isinstance(page, kind) and slug in reserved:
            message = _("Address: “%(slug)s” is used by the site itself. Choose another.") % {"slug": slug}
            return [PublishProblem("slug", message, field_anchor(page, "slug"))]
    if isinstance(page, LessonContentPage) and _slug_is_taken(page):
        message = _("Address: another lesson of this course has “%(slug)s”. Choose another.") % {"slug": page.slug}
        return [PublishProblem("slug", message, field_anchor(page, "slug"))]
    return []


def _slug_is_taken(page: LessonContentPage) -> bool:
    others = Page.objects.descendant_of(page.course_page()).exclude(pk=page.pk).filter(slug=page.slug)
    return bool(others.filter(depth=page.depth).exists())


def _certificate_problems(page: Any) -> list[PublishProblem]:
    """Keep what may not decide on a certificate away from the place of a final assessment."""
    parent = page.get_parent()
    is_barred = isinstance(page, ExercisePage) and not page.may_certify and not page.assessment
    if is_barred and parent and isinstance(parent.specific, CoursePage):
        message = _(
            "As long as no panel of at least seven people has rated, this cannot be the final assessment of a course. "
            "Move it into a lesson."
        )
        return [PublishProblem("panel", message, field_anchor(page, "panel"))]
    if not isinstance(page, CoursePage) or page.pk is None:
        return []
    children = Page.objects.child_of(page).live().specific()
    exercises = [child for child in children if isinstance(child, ExercisePage) and not child.assessment]
    finals = [child for child in exercises if not child.may_certify]
    message = _("“%(title)s” cannot be the final assessment as long as no panel has rated. Move it into a lesson.")
    return [PublishProblem("", message % {"title": final.get_admin_display_title()}) for final in finals]


def _assessment_problems(page: ExercisePage) -> list[PublishProblem]:
    """Look at an exercise that is to be asked before and after a course."""
    course = page.get_parent()
    message = ""
    if not page.assessment:
        if course_selectors.is_private(page.translation_key):
            message = _("People have answered this for themselves alone. Leave it as it is, and make a copy to count.")
    elif not isinstance(course.specific, CoursePage):
        message = _("Only an exercise directly below a course can be asked before it and after it. Move it there.")
    elif page.kind in MARKED_KINDS:
        message = _("What is asked before and after a course is scored at once. Choose an exercise that nobody marks.")
    elif other := _asked_as_well(page, course):
        message = _("“%(title)s” is asked at that time already. Leave one of them.") % {"title": other}
    return [PublishProblem("assessment", message, field_anchor(page, "assessment"))] if message else []


def _asked_as_well(page: ExercisePage, course: Page) -> str:
    """Return the title of another exercise that is asked at the same time."""
    fitting = {"before": "after", "after": "before"}.get(page.assessment)
    siblings = Page.objects.child_of(course).live().exclude(pk=page.pk).specific()
    asked = (found for found in siblings if isinstance(found, ExercisePage) and found.assessment)
    return next((str(found.get_admin_display_title()) for found in asked if found.assessment != fitting), "")


def _sample_problems(page: ExercisePage) -> list[PublishProblem]:
    found = {}
    if page.minutes > LONGEST_SAMPLE_MINUTES:
        message = _("Minutes: what visitors try at once takes at most %(minutes)s. Make it shorter.")
        found["minutes"] = message % {"minutes": LONGEST_SAMPLE_MINUTES}
    if getattr(page, "blueprint", None):
        found["blueprint"] = _("Visitors see every answer at once, so a pool would soon be known. Ask everything here.")
    if not found or not SamplesPage.objects.parent_of(page).exists():
        return []
    return [PublishProblem(field, message, field_anchor(page, field)) for field, message in found.items()]


def _policy_problems(page: ExercisePage) -> list[PublishProblem]:
    """Ask assessments whether the rules of taking it fit together."""
    error = assessment_services.policy_problem(page.policy())
    if error is None:
        return []
    label = capfirst(str(page._meta.get_field(error.field).verbose_name))  # noqa: SLF001  (Django documents _meta)
    message = f"{label}: {_(error.template) % error.params}"
    return [PublishProblem(error.field, message, field_anchor(page, error.field))]


def _exercise_problems(page: ExercisePage, *, fields_are_filled: bool) -> list[PublishProblem]:
    authored = page.authored()
    found = [
        PublishProblem(item.field, item.message, _anchor(page, item.field, item.block_id))
        for item in definitions.authoring_problems(authored)
    ]
    if found or not fields_are_filled:
        return found
    return _definition_problems(page, definitions.compile_definition(authored, page.locale.language_code))


def _sound_definition(page: Any) -> dict[str, Any] | None:
    if not isinstance(page, ExercisePage) or page.is_translation or field_problems(page):
        return None
    authored = page.authored()
    if definitions.authoring_problems(authored):
        return None
    return definitions.compile_definition(authored, page.locale.language_code)


def _definition_problems(page: ExercisePage, definition: dict[str, Any]) -> list[PublishProblem]:
    """Ask assessments, which has the last word, and put its answer in the words of the editor."""
    found = []
    for problem in assessment_services.definition_problems(definition):
        place = definitions.locate(definition, problem.path)
        message = _(problem.template) % problem.params if problem.template else problem.message
        text = f"{place.words}: {message}" if place.words else message
        anchor = _anchor(page, place.field, place.block_id)
        found.append(PublishProblem(place.field, text, anchor, is_pending=problem.is_pending))
    return [problem for problem in found if not (problem.is_pending and _is_planned(page))]


def _is_planned(page: Page) -> bool:
    """Tell whether there is time: when it is due the timetable looks again, and waits."""
    return page.go_live_at is not None and page.go_live_at > timezone.now()


def _anchor(page: ExercisePage, field: str, block_id: str) -> str:
    return block_anchor(block_id) if block_id else field_anchor(page, field)
