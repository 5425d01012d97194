"""What people are writing: an unfinished case with a problem or two, and a lesson that waits for review."""

from wagtail.models import Locale

from accounts.models import User
from cms.models import BranchExercisePage, CaseStudyPage, CoursePage, LessonPage, ModulePage
from config.demo import people

SCENES = [
    {
        "type": "scene",
        "id": "the-call",
        "value": {
            "title": "The telephone call",
            "text": "<p>Nine in the morning. A consulate telephones: last night its consul sat below a banker at "
            "your city's dinner. The consul feels slighted and may not come to the harbour festival.</p>",
            "options": [
                {
                    "type": "item",
                    "id": "listen",
                    "value": {
                        "text": "Listen, thank them for telling you, and promise an answer today",
                        "outcome": "<p>The voice at the other end grows warmer. You have until evening.</p>",
                        "quality": "best",
                        "why": "A complaint that is heard is half settled, and you promised only what you can keep.",
                        "goes_on_to": "The seating plan",
                    },
                },
                {
                    "type": "item",
                    "id": "defend",
                    "value": {
                        "text": "Explain that the bank paid for the dinner",
                        "outcome": "<p>A silence. “So we know what a flag costs in your city.”</p>",
                        "quality": "harmful",
                        "why": "Money does not buy a place in the order of precedence, and now it sounds as if it did.",
                        "goes_on_to": "The seating plan",
                    },
                },
            ],
        },
    },
    {
        "type": "scene",
        "id": "the-plan",
        "value": {
            "title": "The seating plan",
            "text": "<p>You find last night's plan. The places were drawn by the caterer.</p>",
            "options": [
                {
                    "type": "item",
                    "id": "apologise",
                    "value": {
                        "text": "Ask the mayor to write a short letter by hand",
                        "outcome": "",
                        "quality": "best",
                        "why": "",
                        "goes_on_to": "The answer",
                    },
                },
            ],
        },
    },
]


BODY = [
    {
        "type": "text",
        "id": "when",
        "value": "<p>A letter of thanks is read twice when it comes within three days, and put aside after ten. Write "
        "it on the way home, while you still know who said what.</p>",
    },
    {
        "type": "text",
        "id": "what",
        "value": "<p>Name one thing that you saw and could not have seen anywhere else. Promise nothing that was not "
        "agreed, and repeat what was.</p>",
    },
]


def make_draft_case(*, owner: User) -> None:
    """Add an unfinished case study with a branching case to the last module of their course."""
    module = _last_module()
    if module is None:
        return
    case = CaseStudyPage(
        title="The consul who was seated last", slug="seated-last", live=False, owner=owner, estimated_minutes=15
    )
    module.add_child(instance=case)
    case.save_revision(user=owner, clean=False)
    exercise = BranchExercisePage(
        title="The morning after the dinner", slug="morning-after", live=False, owner=owner, scenes=SCENES
    )
    case.add_child(instance=exercise)
    exercise.save_revision(user=owner, clean=False)


def make_lesson_in_review(*, owner: User) -> None:
    """Add a finished lesson to the last module of their course and send it on its way to the reviewers."""
    module = _last_module()
    if module is None:
        return
    lesson = LessonPage(
        title="The letter of thanks",
        slug="letter-of-thanks",
        summary="What to write after a visit, and when.",
        body=BODY,
        estimated_minutes=5,
        live=False,
        owner=owner,
    )
    module.add_child(instance=lesson)
    lesson.save_revision(user=owner)
    workflow = lesson.get_workflow()
    if workflow:
        workflow.start(lesson, owner)


def _last_module() -> ModulePage | None:
    course = CoursePage.objects.get(slug=people.COURSE, locale=Locale.get_default())
    return ModulePage.objects.child_of(course).order_by("path").last()
