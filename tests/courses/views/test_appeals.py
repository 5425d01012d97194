import re

import pytest
from django.core import mail
from django.urls import reverse

from accounts.services import outbox
from assessments import services
from assessments.models import Appeal, Attempt
from courses.views import appeals
from tests.factories.accounts import make_instructor, make_membership, make_organisation, make_user
from tests.factories.assessments import make_published_exercise, make_submission, release
from tests.factories.courses import course_body, do_exercise, exercise_item, lesson_item, make_course, make_enrolment

pytestmark = pytest.mark.django_db

WHY = "The second question has two right answers."
ANSWER = "I read it again; the article says so."


@pytest.fixture
def city():
    return make_organisation(name="Port Alder")


@pytest.fixture
def exercises():
    return make_published_exercise("choice"), make_published_exercise("rubric")


@pytest.fixture
def ana(city, exercises):
    course = make_course(lesson_item("a", *map(exercise_item, exercises)), bodies={"en": course_body("Writing")})
    user = make_membership(user=make_user(display_name="Ana Secret"), organisation=city).user
    make_enrolment(course, user)
    return user


@pytest.fixture
def asked(ana, exercises):
    attempt = do_exercise(exercises[0], ana, is_right=False)
    services.ask_second_look(attempt_id=attempt.pk, reason=WHY)
    return attempt


@pytest.fixture
def first(city):
    return make_instructor(city)


@pytest.fixture
def asked_work(ana, exercises, first):
    work = make_submission(ana, exercises[1])
    release(work, first)
    services.ask_second_look(attempt_id=work.pk, reason=WHY)
    return work


@pytest.fixture
def second(city, client, request):
    """Another instructor, who has opened what the test asks about."""
    user = make_instructor(city)
    client.force_login(user)
    for name in (name for name in ("asked", "asked_work") if name in request.fixturenames):
        services.open_work(attempt_id=request.getfixturevalue(name).pk, reader_id=user.pk)
    return user


def address(attempt, name="appeal"):
    return reverse(f"marking:{name}", args=[attempt.key])


def text_of(response, status=200):
    assert response.status_code == status
    return re.sub(r"\s+", " ", response.content.decode().replace("&nbsp;", " "))


def test_the_queue_lists_second_looks_without_names(client, second, asked, asked_work, ana):
    assert "Second looks (2)" in text_of(client.get("/marking/"))
    page = text_of(client.get("/marking/?show=looks"))
    assert page.index(address(asked, "open")) < page.index(address(asked_work, "open"))
    for found in (page, text_of(client.get(address(asked))), text_of(client.get(address(asked_work)))):
        assert "Ana Secret" not in found
        assert ana.email not in found
    assert "Open the work and its marks" in text_of(client.get(address(asked_work)))
    assert "The host" in text_of(client.get(address(asked)))


@pytest.mark.parametrize(("outcome", "state"), [("confirmed", "released"), ("void", "void")])
def test_an_instructor_answers_in_writing(client, second, asked, outcome, state):
    sent = {"outcome": outcome, "answer": ANSWER, "appeal": Appeal.objects.get().pk}
    page = text_of(client.post(address(asked), sent, follow=True))
    assert "Nobody has asked for a second look that you can give." in page
    appeal = Appeal.objects.get()
    assert (appeal.outcome, appeal.answer, appeal.answered_by) == (outcome, ANSWER, second)
    assert Attempt.objects.get().state == state
    again = text_of(client.post(address(asked), sent, follow=True))
    assert "Somebody else" not in again
    assert Appeal.objects.count() == asked.events.filter(kind__in=["answered", "void"]).count() == 1


@pytest.mark.parametrize("outcome", ["confirmed", "void"])
def test_who_answers_second_is_told_and_changes_nothing(client, city, second, asked, outcome):
    other = make_instructor(city)
    sent = {"outcome": outcome, "answer": "Another answer altogether.", "appeal": Appeal.objects.get().pk}
    services.confirm_score(attempt_id=asked.pk, by_id=other.pk, answer=ANSWER)
    page = text_of(client.post(address(asked), sent, follow=True))
    assert "Somebody else has given this second look already." in page
    assert "Somebody else has given this second look already." in text_of(client.get(address(asked), follow=True))
    assert (Appeal.objects.get().answer, Attempt.objects.get().state) == (ANSWER, "released")


@pytest.mark.parametrize("outcome", ["confirmed", "void"])
def test_of_two_who_answer_at_once_one_wins(client, city, second, asked, outcome, monkeypatch):
    other = make_instructor(city)
    sent = {"outcome": outcome, "answer": "Another answer altogether.", "appeal": Appeal.objects.get().pk}
    build = appeals.assessment_selectors.appeal_page

    def answer_meanwhile(**wanted):
        page = build(**wanted)
        services.confirm_score(attempt_id=asked.pk, by_id=other.pk, answer=ANSWER)
        return page

    monkeypatch.setattr(appeals.assessment_selectors, "appeal_page", answer_meanwhile)
    page = text_of(client.post(address(asked), sent, follow=True))
    assert "Somebody else has given this second look already." in page
    assert (Appeal.objects.get().answer, Attempt.objects.get().state) == (ANSWER, "released")


def test_an_answer_is_to_the_reason_that_was_read(client, second, asked):
    page = text_of(client.post(address(asked), {"outcome": "confirmed", "answer": ANSWER, "appeal": 0}), 422)
    assert "read the reason again" in page
    assert Appeal.objects.get().outcome == ""


def test_marks_are_not_corrected_as_an_answer_to_what_was_answered(client, city, second, asked_work):
    levels = {"level-ask": "top", "level-tone": "top", "base_version": 0, "client_seq": "a-first-save"}
    client.post(address(asked_work, "work"), levels)
    page = text_of(client.get(address(asked_work, "release")))
    assert 'name="seen" value="appealed"' in page
    services.confirm_score(attempt_id=asked_work.pk, by_id=make_instructor(city).pk, answer=ANSWER)
    sent = levels | {"base_version": 1, "number": 2, "reason": "It says so.", "seen": "appealed"}
    page = text_of(client.post(address(asked_work, "release"), sent, follow=True))
    assert "Somebody else has marked this work or answered for it a moment ago." in page
    assert asked_work.marks.count() == 1


def test_an_appeal_without_its_row_is_not_found(client, second, asked):
    Appeal.objects.all().delete()
    assert client.get(address(asked)).status_code == 404


@pytest.mark.parametrize("sent", [{}, {"outcome": "confirmed", "answer": "No."}, {"outcome": "up", "answer": ANSWER}])
def test_an_answer_needs_a_decision_and_words(client, second, asked, sent):
    page = text_of(client.post(address(asked), sent | {"appeal": Appeal.objects.get().pk}), 422)
    assert 'role="alert"' in page
    assert Appeal.objects.get().outcome == ""


def test_answers_are_shown_to_who_has_opened_them(client, city, asked):
    client.force_login(make_instructor(city))
    assert "You have not opened this work yet." in text_of(client.get(address(asked)))
    answer = client.post(address(asked, "open"))
    assert (answer.status_code, answer["Location"]) == (303, address(asked))
    assert WHY in text_of(client.get(address(asked)))
    assert asked.events.filter(kind="read").count() == 1


def test_who_marked_it_does_not_find_it(client, first, asked_work):
    client.force_login(first)
    assert "Second looks</a>" in text_of(client.get("/marking/"))
    for name in ("appeal", "work", "release"):
        assert client.get(address(asked_work, name)).status_code == 404
        assert client.post(address(asked_work, name), {"outcome": "confirmed", "answer": ANSWER}).status_code == 404
    assert Appeal.objects.get().outcome == ""


def test_others_do_not_find_it(client, asked, ana):
    client.force_login(ana)
    assert client.get(address(asked)).status_code == 403
    client.force_login(make_instructor(make_organisation()))
    assert client.get(address(asked)).status_code == 404
    assert client.post(address(asked), {"outcome": "void", "answer": ANSWER}).status_code == 404
    assert Attempt.objects.get().state == "appealed"


def test_a_look_by_rule_says_so_and_takes_nothing_out(client, city, ana, exercises, first):
    work = make_submission(ana, exercises[1])
    release(work, first)
    assert services.ask_second_look_by_rule(key=work.key)
    assert not services.ask_second_look_by_rule(key=work.key)
    other = make_instructor(city)
    client.force_login(other)
    services.open_work(attempt_id=work.pk, reader_id=other.pk)
    page = text_of(client.get(address(work)))
    assert "By rule: the learner" in page
    assert 'value="void"' not in page
    sent = {"outcome": "void", "answer": ANSWER, "appeal": Appeal.objects.get().pk}
    assert "Choose what becomes of the result." in text_of(client.post(address(work), sent), 422)
    client.force_login(ana)
    page = text_of(client.get(f"/attempts/{work.key}/review/", follow=True))
    assert "It cannot go down." in page
    assert services.confirm_score(attempt_id=work.pk, by_id=other.pk, answer=ANSWER)
    assert mail_bodies()[-1].startswith("Your result in a course is just under its pass mark")


def mail_bodies():
    while outbox.sweep():
        pass
    return [message.body for message in mail.outbox]
