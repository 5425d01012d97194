import pytest

from accounts.models import User
from assessments import services as assessment_services
from assessments.models import Attempt
from assessments.rules.types import Owner
from assessments.selectors import receipt
from assessments.selectors.chains import broken_chains
from assessments.selectors.integrity import broken_attempts
from courses import services
from courses.enums import Moment
from courses.errors import GainError, NotEnrolledError
from courses.models import Enrolment, GainTry, GroupGain
from courses.selectors.integrity import broken_records
from courses.services import progress
from tests.factories.accounts import make_user
from tests.factories.assessments import finish_attempt, make_published_exercise
from tests.factories.courses import exercise_item, lesson_item, make_course, make_enrolment

pytestmark = pytest.mark.django_db


@pytest.fixture
def exercise():
    return make_published_exercise("order", title="What do you know?", practice=True)


def make_assessed_course(before, after=None):
    forms = {
        "before_exercise": exercise_item(before, required=False),
        "after_exercise": exercise_item(after or before, required=False),
    }
    return make_course(lesson_item("a"), **forms)


@pytest.fixture
def course(exercise):
    return make_assessed_course(exercise)


@pytest.fixture
def enrolment(course, learner):
    return make_enrolment(course, learner)


def begin(enrolment, moment):
    return Attempt.objects.get(key=services.begin_gain_try(enrolment_id=enrolment.pk, moment=moment))


def take(enrolment, moment, *, is_right=False):
    return finish_attempt(begin(enrolment, moment), is_right=is_right)


def finish(enrolment):
    lesson = enrolment.course.lessons.get()
    services.mark_lesson_done(enrolment_id=enrolment.pk, lesson_id=lesson.pk)
    enrolment.refresh_from_db()


def test_the_first_result_is_held_back_until_the_second_is_there(enrolment):
    first = take(enrolment, Moment.BEFORE)
    assert (first.state, assessment_services.release_due(now=first.submitted_at)) == ("scored", 0)
    shown = receipt(key=first.key, owner=Owner(learner_id=first.learner_id), language="en")
    assert (shown.is_held, shown.until_released) == (True, True)
    finish(enrolment)
    first.refresh_from_db()
    assert first.state == "scored"
    second = take(enrolment, Moment.AFTER, is_right=True)
    first.refresh_from_db()
    assert (first.state, second.state, first.exercise_id) == ("released", "released", second.exercise_id)
    assert [*broken_attempts(), *broken_chains(), *broken_records()] == []


def test_they_count_for_nothing(enrolment):
    take(enrolment, Moment.BEFORE, is_right=True)
    enrolment.refresh_from_db()
    assert (enrolment.lessons_done, enrolment.finished_at) == (0, None)
    finish(enrolment)
    assert (enrolment.composite_percent, enrolment.evidence) == (None, [])


def test_each_is_taken_once(enrolment):
    first = take(enrolment, Moment.BEFORE)
    assert begin(enrolment, Moment.BEFORE) == first
    finish(enrolment)
    second = take(enrolment, Moment.AFTER)
    assert begin(enrolment, Moment.AFTER) == second
    assert Attempt.objects.count() == 2


def test_the_first_is_taken_before_the_first_lesson_only(enrolment):
    with pytest.raises(GainError, match="when you have finished"):
        begin(enrolment, Moment.AFTER)
    finish(enrolment)
    for act in (services.begin_gain_try, services.skip_gain_try):
        with pytest.raises(GainError, match="before the first lesson"):
            act(enrolment_id=enrolment.pk, moment=Moment.BEFORE)
    assert not GainTry.objects.exists()


def test_skipping_the_second_shows_the_first(enrolment):
    first = take(enrolment, Moment.BEFORE)
    finish(enrolment)
    for _again in range(2):
        services.skip_gain_try(enrolment_id=enrolment.pk, moment=Moment.AFTER)
    first.refresh_from_db()
    assert first.state == "released"
    with pytest.raises(GainError, match="skipped"):
        begin(enrolment, Moment.AFTER)


def test_skipping_the_first_leaves_the_second(enrolment):
    services.skip_gain_try(enrolment_id=enrolment.pk, moment=Moment.BEFORE)
    finish(enrolment)
    assert take(enrolment, Moment.AFTER).state == "released"


def test_a_try_that_was_begun_is_not_skipped(enrolment):
    attempt = begin(enrolment, Moment.BEFORE)
    services.skip_gain_try(enrolment_id=enrolment.pk, moment=Moment.BEFORE)
    assert GainTry.objects.get().attempt == attempt


def test_a_first_try_left_open_is_handed_in_when_the_second_begins(enrolment):
    first = begin(enrolment, Moment.BEFORE)
    finish(enrolment)
    second = begin(enrolment, Moment.AFTER)
    first.refresh_from_db()
    assert (first.state, second == first) == ("scored", False)


def test_a_course_without_them_and_a_stranger_are_refused(learner, enrolment):
    other = make_enrolment(make_course(lesson_item("b")), learner)
    with pytest.raises(GainError, match="no such assessment"):
        begin(other, Moment.BEFORE)
    Enrolment.objects.filter(pk=enrolment.pk).update(withdrawn_at=enrolment.enrolled_at, withdrawn_by=make_user())
    with pytest.raises(NotEnrolledError):
        begin(enrolment, Moment.BEFORE)


def take_both(course, *, before, after):
    """Have as many people take both as there are results; True earns all points."""
    for first, second in zip(before, after, strict=True):
        enrolment = make_enrolment(course, make_user())
        take(enrolment, Moment.BEFORE, is_right=first)
        finish(enrolment)
        take(enrolment, Moment.AFTER, is_right=second)


def told():
    return GroupGain.objects.values_list("people", "began").get()


def test_figures_about_the_group_come_in_steps_of_ten(course):
    take_both(course, before=[True] + [False] * 8, after=[True] * 8 + [False])
    assert told() == (0, 0)
    take(make_enrolment(course, make_user()), Moment.BEFORE)
    take_both(course, before=[False], after=[True])
    assert told() == (10, 11)
    figures = GroupGain.objects.get().figures
    low = figures["before"]["value"]
    assert figures["after"]["value"] - low == pytest.approx(figures["difference"]["value"])
    assert figures["normalised"]["value"] == pytest.approx(figures["difference"]["value"] / (100 - low))
    take_both(course, before=[True] * 9, after=[True] * 9)
    assert (told(), GroupGain.objects.get().figures) == ((10, 11), figures)
    take_both(course, before=[True], after=[True])
    assert told() == (20, 21)
    assert GroupGain.objects.get().figures["before"]["value"] > low


def test_where_all_have_the_same_result_nothing_is_told(course):
    take_both(course, before=[False] * 10, after=[True] * 10)
    assert told() == (0, 0)
    take_both(course, before=[True], after=[False])
    assert told() == (11, 11)


def test_who_handed_the_first_in_after_a_lesson_is_not_in_the_figures(course):
    take_both(course, before=[True] + [False] * 8, after=[False] + [True] * 8)
    late = make_enrolment(course, make_user())
    first = begin(late, Moment.BEFORE)
    finish(late)
    finish_attempt(first, is_right=False)
    take(late, Moment.AFTER, is_right=True)
    assert told() == (0, 0)


def test_another_form_begins_anew(course, exercise):
    take_both(course, before=[True] + [False] * 9, after=[True] * 9 + [False])
    other = make_published_exercise("order", practice=True)
    course.before_exercise = course.after_exercise = other
    course.save()
    take_both(course, before=[True], after=[False])
    assert sorted(GroupGain.objects.values_list("people", flat=True)) == [0, 10]
    assert User.objects.count() == 11


def test_an_exercise_of_no_course_settles_nothing(learner, exercise):
    attempt = assessment_services.start_attempt(exercise_id=exercise.pk, learner_id=learner.pk)
    finish_attempt(attempt, is_right=True)
    assert progress.place_of(exercise.pk) is None
    assert not GroupGain.objects.exists()
