import pytest

from accounts.services import outbox
from assessments import services as assessment_services
from assessments.errors import MarkingError
from assessments.models import Appeal, Attempt, Score, TryGrant
from assessments.selectors.chains import broken_chains
from assessments.selectors.integrity import broken_attempts
from courses import selectors, services
from courses.enums import NextKind
from courses.models import Course, CourseMeasurement, Enrolment, SecondLook
from courses.services.second_looks import give_second_look
from courses.tasks import measure_bands
from tests.factories.accounts import make_user
from tests.factories.assessments import make_marks, make_published_exercise, make_submission, release
from tests.factories.courses import do_exercise, exercise_item, lesson_item, make_course, make_enrolment

pytestmark = pytest.mark.django_db


def work():
    while outbox.sweep():
        pass


FINAL = "/learn/protocol/final/final/"


def read(client, path):
    return " ".join(client.get(path).content.decode().replace("&nbsp;", " ").split())


def step(learner):
    view = selectors.course_view(slug="protocol", learner_id=learner.pk, language="en")
    return view.own.next_step


@pytest.fixture
def exercise():
    return make_published_exercise("order", title="Ranks", max_tries=1)


@pytest.fixture
def final():
    return make_published_exercise("choice", title="Final", max_tries=1)


def just_under(learner, exercise, final, *, right=66, wrong=34, **fields):
    """Do everything in a course whose pass mark is 70, with a result of 66 per cent, as the weights say."""
    lesson = lesson_item("a", exercise_item(exercise, weight=right))
    course = make_course(
        lesson, final_exercise=exercise_item(final, weight=wrong, slug="final"), slug="protocol", **fields
    )
    enrolment = make_enrolment(course, learner)
    services.mark_lesson_done(enrolment_id=enrolment.pk, lesson_id=course.lessons.get().pk)
    do_exercise(exercise, learner)
    do_exercise(final, learner, is_right=False)
    work()
    return enrolment


def test_a_result_just_under_the_mark_gets_one_more_try_at_the_final(learner, exercise, final):
    enrolment = just_under(learner, exercise, final)
    look = SecondLook.objects.get()
    assert (look.enrolment, look.kind, look.exercise, look.result) == (enrolment, "try", final, "33/50")
    assert (look.pass_percent, look.band_percent) == (70, 5)
    assert (step(learner).kind, step(learner).title) == (NextKind.EXERCISE, "Final")
    do_exercise(final, learner)
    assert Enrolment.objects.get().composite_percent == 100


def test_the_page_says_what_happens_and_states_the_band(client, learner, exercise, final):
    just_under(learner, exercise, final)
    client.force_login(learner)
    page = read(client, "/learn/protocol/")
    assert "A result up to 5 points under that mark gets a second look" in page
    assert "66 %, 70 % needed · second look from 65 % on" in page
    assert "Yours is one more try" in page
    assert "The course needs 70 % over all required exercises together. A result up to 5" in read(client, FINAL)
    do_exercise(final, learner, is_right=False)
    work()
    page = read(client, "/learn/protocol/")
    assert "you had one more try at “Final”. It still does not reach the mark." in page
    assert "Yours is one more try" not in page


def told(client):
    """What a learner's record says of the second look: its words, and the same as data."""
    [course] = client.get("/record/record.json").json()["courses"]
    return read(client, "/record/"), course["second_look"]


def test_the_record_says_by_which_rule_a_try_was_given_and_what_came_of_it(client, learner, exercise, final):
    just_under(learner, exercise, final)
    Course.objects.update(pass_percent=80, band_percent=20)
    client.force_login(learner)
    page, data = told(client)
    assert "the result was 66 %; 70 % were needed. A result up to 5 points under that mark got a second look." in page
    assert "One more try at “Final”, beyond the usual number, was given for it. What comes of it is not known" in page
    assert (data["kind"], data["exercise"], data["result_percent"], data["outcome"]) == ("try", "Final", 66, "waiting")
    do_exercise(final, learner, is_right=False)
    work()
    page, data = told(client)
    assert "After it the result is still under the mark." in page
    assert (data["pass_percent"], data["band_percent"], data["outcome"]) == (70, 5, "stands")


def test_who_gets_none_reads_who_does(client, learner, exercise, final):
    just_under(learner, exercise, final, right=64, wrong=36)
    client.force_login(learner)
    assert "given to results up to 5 points under the mark" in read(client, "/learn/protocol/")
    assert told(client)[1] is None


def test_nobody_gets_two(learner, exercise, final):
    enrolment = just_under(learner, exercise, final)
    do_exercise(final, learner, is_right=False)
    work()
    assert not give_second_look(enrolment_id=enrolment.pk)
    assert (SecondLook.objects.count(), TryGrant.objects.count(), step(learner).kind) == (1, 1, NextKind.STUCK)


@pytest.mark.parametrize(("right", "wrong"), [(64, 36), (70, 30)])
def test_nobody_outside_the_band_gets_one(learner, exercise, final, right, wrong):
    just_under(learner, exercise, final, right=right, wrong=wrong)
    assert not SecondLook.objects.exists()
    assert bool(Enrolment.objects.get().finished_at) == (right == 70)


def test_whoever_can_still_try_needs_none(learner, exercise):
    final = make_published_exercise("choice", title="Final", max_tries=2)
    just_under(learner, exercise, final)
    assert not SecondLook.objects.exists()
    do_exercise(final, learner, is_right=False)
    work()
    assert SecondLook.objects.get().kind == "try"


def test_a_try_that_could_lower_the_result_is_not_given(learner, exercise):
    final = make_published_exercise("choice", title="Final", max_tries=1, counting="last")
    just_under(learner, exercise, final)
    assert (SecondLook.objects.exists(), step(learner).kind) == (False, NextKind.STUCK)


@pytest.fixture
def written(learner):
    """Work that a person marked with 80 per cent, in a course that asks for 82."""
    memo = make_published_exercise("rubric", max_tries=1)
    course = make_course(lesson_item("a", exercise_item(memo)), slug="protocol", pass_percent=82)
    enrolment = make_enrolment(course, learner)
    services.mark_lesson_done(enrolment_id=enrolment.pk, lesson_id=course.lessons.get().pk)
    attempt = make_submission(learner, memo)
    release(attempt, make_user())
    work()
    return attempt


def test_work_that_a_person_marked_goes_to_a_second_marker(client, written, learner):
    assert (SecondLook.objects.get().kind, Appeal.objects.get().by_rule) == ("marker", True)
    assert step(learner).kind == NextKind.LOOK
    client.force_login(learner)
    assert "somebody who has not marked this work looks at it again" in read(client, "/learn/")
    page, data = told(client)
    assert "Somebody who had not marked it before looks at “The short memo”. What comes of it is not known" in page
    assert (data["kind"], data["outcome"]) == ("marker", "waiting")
    release(written, make_user(), make_marks("top", "top"), number=2, reason="The tone is right.")
    assert Enrolment.objects.get().composite_percent == 100
    assert (told(client)[1]["outcome"], "the result reached the mark" in told(client)[0]) == ("reached", True)
    assert [*broken_chains(), *broken_attempts()] == []


def test_the_second_marker_lowers_nothing(client, written, learner):
    second = make_user()
    with pytest.raises(MarkingError):
        release(written, second, make_marks("mid", "mid"), number=2, reason="Too long.")
    assert Attempt.objects.get().score.earned == 8_000_000
    answer = "I read it as if for the first time."
    assert assessment_services.confirm_score(attempt_id=written.pk, by_id=second.pk, answer=answer)
    work()
    assert (SecondLook.objects.count(), Appeal.objects.get().outcome) == (1, "confirmed")
    assert step(learner).kind == NextKind.STUCK
    client.force_login(learner)
    assert "somebody else looked at “The short memo”. It still does not reach the mark." in read(client, "/learn/")


def test_what_is_looked_at_already_is_not_looked_at_again(written):
    assert not assessment_services.ask_second_look_by_rule(key=written.key)


def test_a_wider_band_reaches_those_who_are_stuck(learner, exercise, final):
    just_under(learner, exercise, final, right=62, wrong=38)
    assert not SecondLook.objects.exists()
    Course.objects.update(band_percent=8)
    services.reassess_course(course_id=Course.objects.get().pk)
    work()
    assert SecondLook.objects.get().band_percent == 8
    assert measure_bands() == 1
    assert Course.objects.get().band_percent == 5
    assert measure_bands() == 0


def many(attempt, people):
    """Store the same first try of many more people, each with its score."""
    score = attempt.score
    for person in people:
        fields = ("exercise", "version", "state", "variant", "policy", "policy_hash", "submitted_at")
        copy = Attempt.objects.create(learner=person, number=1, **{name: getattr(attempt, name) for name in fields})
        same = ("version", "scorer", "policy_hash", "state", "earned", "possible", "passed", "result")
        copy.score = Score.objects.create(attempt=copy, **{name: getattr(score, name) for name in same})
        copy.save(update_fields=["score"])


def test_from_a_hundred_people_on_the_band_is_the_error_of_the_whole_result(exercise):
    """Two exercises of one criterion each: their spread of half the points counts as error, 80 and 20 of a hundred."""
    other = make_published_exercise("match", max_tries=1)
    lesson = lesson_item("a", exercise_item(exercise, weight=8), exercise_item(other, weight=2))
    practice = exercise_item(make_published_exercise("numeric", practice=True), slug="practice")
    make_course(lesson, lesson_item("b", practice), pass_percent=60)
    people = [make_user() for _ in range(100)]
    tries = {
        (item, good): do_exercise(item, make_user(), is_right=good) for item in (exercise, other) for good in (0, 1)
    }
    for item in (exercise, other):
        for good in (0, 1):
            many(tries[item, good], people[good * 50 : good * 50 + 49])
    assert measure_bands() == 0
    assert CourseMeasurement.objects.get().people == 98
    many(tries[exercise, 1], [people[49], people[99]])
    many(tries[other, 0], [people[49], people[99]])
    assert measure_bands() == 1
    found = CourseMeasurement.objects.get()
    assert (found.people, found.parts, found.unknown_parts) == (100, 2, 2)
    # Order: 51 of 100 earn all, 49 a fifth, so SD is .8 · .5024; match: 49 earn all, 51 nothing, so SD is .5024.
    assert found.error_percent == pytest.approx(100 * 0.502418 * (0.64**2 + 0.2**2) ** 0.5, abs=0.001)
    assert Course.objects.get().band_percent == 34
