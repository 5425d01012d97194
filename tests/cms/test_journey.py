"""The instructor's way, through the real editor: write a lesson and a case of twelve decisions, publish, take it."""

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import rich_text

from assessments import selectors as assessment_selectors
from assessments import services as assessment_services
from cms.models import BranchExercisePage, LessonPage
from courses import services as course_services
from courses.models import Course
from tests.cms import forms
from tests.factories import cms as make
from tests.factories.accounts import make_user

pytestmark = pytest.mark.django_db

DECISIONS = 12


def twelve_decisions():
    scenes = [
        forms.scene(f"Scene {number}", forms.option("The good way"), forms.option("The poor way", "poor"))
        for number in range(1, DECISIONS + 1)
    ]
    return [*scenes, forms.scene("The end")]


def add(editor, parent, model, data):
    url = reverse("wagtailadmin_pages:add", args=["cms", model, parent.pk])
    response = editor.post(url, data, follow=True)
    assert response.status_code == 200


def test_what_an_instructor_publishes_a_learner_takes(editor, client):
    course, module, _lesson = make.make_tree()
    add(editor, module, "lessonpage", forms.lesson_form(("text", rich_text("<p>First version.</p>"))))
    lesson = LessonPage.objects.get(slug="the-door")
    edited = forms.lesson_form(("text", rich_text("<p>Go and meet them.</p>")), **{"action-publish": "1"})
    editor.post(forms.edit_url(lesson), edited)
    add(editor, lesson, "branchexercisepage", forms.branch_form(*twelve_decisions(), **{"action-publish": "1"}))
    case = BranchExercisePage.objects.get()
    assert "Decision 1" in editor.get(reverse("cms:rehearse", args=[case.pk])).content.decode()

    learner = make_user()
    course_services.enrol_learner(course_id=Course.objects.get().pk, learner_id=learner.pk)
    client.force_login(learner)
    html = client.get(f"/learn/{course.slug}/the-door/").content.decode()
    assert ["Go and meet them." in html, "The visit" in html] == [True, True]

    exercise_id = assessment_selectors.exercise_ids_by_key([case.translation_key])[case.translation_key]
    attempt = assessment_services.start_attempt(exercise_id=exercise_id, learner_id=learner.pk)
    for step, scene in enumerate(case.scenes[:DECISIONS], start=1):
        options = scene.value["options"].bound_blocks
        assessment_services.make_move(attempt_id=attempt.pk, step=step, move=options[0].id)
    score = assessment_services.submit_attempt(attempt_id=attempt.pk, client_seq="s", base_version=0, response=None)
    assert (score.earned, score.possible, score.passed) == (20_000_000, 20_000_000, True)
