import uuid

import pytest
from django.urls import reverse
from wagtail.models import Page

from assessments.models import Attempt, Exercise
from cms.models import BranchExercisePage, CaseStudyPage, ChoiceExercisePage, CoursePage, LessonPage
from cms.services import copying, publishing
from courses.models import Course, Enrolment
from courses.services import enrol_learner
from tests.factories import cms as make
from tests.factories.accounts import make_user
from tests.factories.assessments import make_attempt

pytestmark = pytest.mark.django_db


@pytest.fixture
def course(instructor):
    """A published course with two lessons, a check, a case, a final, and links between its pages."""
    course, module, lesson = make.make_tree(title="Protocol", slug="protocol")
    case = make.make_lesson(parent=module, kind=CaseStudyPage, slug="the-case")
    check = make.make_choice(parent=lesson, slug="check")
    make.make_branch(parent=case, slug="decisions")
    make.make_choice(parent=course, slug="exam")
    links = (
        f'<p><a linktype="page" id="{check.pk}">Check</a> <a href="/learn/protocol/the-case/">Case</a> '
        '<a href="https://example.org/">Law</a></p>'
    )
    lesson.body = [make.text_block(links)]
    lesson.go_live_at = lesson.expire_at = None
    publishing.publish(lesson)
    return course


def pages(top):
    return list(top.get_descendants(inclusive=True).order_by("path").specific())


def copied(course, user, **more):
    catalogue = make.make_catalogue()
    return copying.copy_course(course, catalogue=catalogue, key=uuid.uuid4(), user=user, **more)


def finished(copy):
    """Give the copy what its author has to write."""
    copy.title, copy.slug = "Protocol again", "protocol-again"
    copy.save()
    copy.save_revision()
    return copy


def test_everything_of_a_copy_is_a_draft_with_a_key_of_its_own(course, instructor):
    copy = copied(course, instructor)
    old, new = pages(course), pages(copy)
    assert [type(page) for page in new] == [type(page) for page in old]
    assert not {page.translation_key for page in old} & {page.translation_key for page in new}
    assert {(page.live, page.owner, page.alias_of_id) for page in new} == {(False, instructor, None)}
    assert Exercise.objects.count() == 2 * 3
    assert not Course.objects.filter(key=copy.translation_key).exists()


def test_links_among_the_pages_lead_to_the_copies(course, instructor):
    copy = copied(course, instructor)
    lesson = LessonPage.objects.descendant_of(copy).get()
    check = ChoiceExercisePage.objects.descendant_of(lesson).get()
    case = CaseStudyPage.objects.descendant_of(copy).get()
    for page in (lesson, lesson.get_latest_revision_as_object()):
        assert page.body[0].value.source == (
            f'<p><a linktype="page" id="{check.pk}">Check</a> <a linktype="page" id="{case.pk}">Case</a> '
            '<a href="https://example.org/">Law</a></p>'
        )


def test_learners_of_the_old_course_keep_it_and_their_attempts(course, instructor):
    learner = make_user()
    old = Course.objects.get(key=course.translation_key)
    enrol_learner(course_id=old.pk, learner_id=learner.pk)
    check = ChoiceExercisePage.objects.get(slug="check")
    exercise = Exercise.objects.get(key=check.translation_key)
    attempt = make_attempt(exercise, learner)
    version = exercise.current_version_id
    copy = finished(copied(course, instructor))
    make.publish_all(copy)
    new = Course.objects.get(key=copy.translation_key)
    assert (new.slug, new.retired, Course.objects.get(pk=old.pk).slug) == ("protocol-again", False, "protocol")
    assert list(Enrolment.objects.values_list("course", flat=True)) == [old.pk]
    twin = Exercise.objects.get(key=ChoiceExercisePage.objects.descendant_of(copy).get(slug="check").translation_key)
    assert twin.current_version_id not in {None, version}
    assert not Attempt.objects.filter(exercise=twin).exists()
    attempt.refresh_from_db()
    exercise.refresh_from_db()
    assert (attempt.exercise, attempt.version_id, exercise.current_version_id) == (exercise, version, version)
    body = new.lessons.get(slug=LessonPage.objects.descendant_of(copy).get().slug).texts.get().body_html
    assert 'href="/learn/protocol-again/the-case/"' in body


def test_editing_the_copy_leaves_the_original_alone(course, instructor):
    copy = finished(copied(course, instructor))
    make.publish_all(copy)
    case = BranchExercisePage.objects.descendant_of(copy).get()
    case.title = "Another case"
    publishing.publish(case)
    assert BranchExercisePage.objects.descendant_of(course).get().title != "Another case"
    assert Exercise.objects.filter(title="Another case").count() == 1


def copy_in_editor(editor, page, parent, **more):
    data = {"new_title": "The copy", "new_slug": "the-copy", "new_parent_page": parent.pk, "copy_subpages": "on"}
    response = editor.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), data | more)
    assert response.status_code == 302
    return Page.objects.get(slug="the-copy").specific


def test_a_case_is_copied_with_its_exercises(course, editor):
    case = CaseStudyPage.objects.get()
    copy = copy_in_editor(editor, case, case.get_parent())
    twin = BranchExercisePage.objects.descendant_of(copy).get()
    original = BranchExercisePage.objects.descendant_of(case).get()
    assert (twin.live, twin.translation_key != original.translation_key) == (False, True)
    assert Exercise.objects.filter(key=twin.translation_key, current_version=None).exists()


def test_an_alias_is_a_copy_like_any_other(course, editor):
    case = CaseStudyPage.objects.get()
    copy = copy_in_editor(editor, case, case.get_parent(), alias="on", publish_copies="on")
    assert (copy.alias_of_id, copy.live) == (None, False)
    assert copy.translation_key != case.translation_key


def test_a_module_copied_within_its_course_has_lessons_with_addresses_of_their_own(course, editor):
    module = LessonPage.objects.get().get_parent()
    old = [page.slug for page in pages(module)[1:] if page.depth == module.depth + 1]
    copy = copy_in_editor(editor, module, course)
    new = [page.slug for page in pages(copy)[1:] if page.depth == copy.depth + 1]
    assert new == [f"{slug}-2" for slug in old]
    make.publish_all(copy)


def test_a_copy_has_no_dates(course, editor):
    lesson = LessonPage.objects.get()
    LessonPage.objects.filter(pk=lesson.pk).update(expire_at="2126-01-01T00:00Z")
    copy = copy_in_editor(editor, lesson, lesson.get_parent())
    assert (copy.expire_at, copy.get_latest_revision_as_object().expire_at) == (None, None)


def test_a_course_is_copied_in_the_editor_as_well(course, editor):
    copy = copy_in_editor(editor, course, make.make_catalogue())
    assert isinstance(copy, CoursePage)
    make.publish_all(copy)
    assert Course.objects.get(slug="the-copy").retired is False
