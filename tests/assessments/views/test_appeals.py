import pytest
from django.urls import reverse

from assessments import services
from assessments.models import Appeal, Attempt
from tests.factories.accounts import make_user
from tests.factories.assessments import (
    finish_attempt,
    make_attempt,
    make_marks,
    make_published_exercise,
    make_sample,
    make_submission,
    release,
)

pytestmark = pytest.mark.django_db

WHY = "The second question has <b>two</b> right answers."


@pytest.fixture
def attempt(learner):
    return finish_attempt(make_attempt(make_published_exercise(), learner), is_right=False)


def url(name, attempt):
    return reverse(f"assessments:{name}", args=[attempt.key])


def text_of(response, status=200):
    assert response.status_code == status
    return " ".join(response.content.decode().split())


def test_a_learner_asks_for_a_second_look(signed_in, attempt):
    assert url("appeal", attempt) in text_of(signed_in.get(url("review", attempt)))
    assert "can go up or down" in text_of(signed_in.get(url("appeal", attempt)))
    for _ in range(2):
        answer = signed_in.post(url("appeal", attempt), {"reason": WHY})
        assert (answer.status_code, answer["Location"]) == (303, f"{url('review', attempt)}#looks")
    page = text_of(signed_in.get(url("review", attempt)))
    assert "Asked for; the answer is not there yet" in page
    assert "&lt;b&gt;two&lt;/b&gt;" in page
    assert url("appeal", attempt) not in page
    assert signed_in.get(url("appeal", attempt)).status_code == 302
    assert Appeal.objects.count() == 1


def test_a_reason_that_is_too_short_is_asked_for_again(signed_in, attempt):
    page = text_of(signed_in.post(url("appeal", attempt), {"reason": "No."}), 422)
    assert "Write between 10 and 2000 characters." in page
    assert ">No.</textarea>" in page
    assert not Appeal.objects.exists()


def test_the_learner_reads_the_answer(signed_in, attempt):
    services.ask_second_look(attempt_id=attempt.pk, reason=WHY)
    services.confirm_score(attempt_id=attempt.pk, by_id=make_user().pk, answer="The second has only one.")
    page = text_of(signed_in.get(url("review", attempt)))
    assert "the result stands" in page
    assert "The second has only one." in page
    assert url("appeal", attempt) not in page


def test_a_corrected_result_can_be_looked_at_again(signed_in, learner):
    work = make_submission(learner)
    release(work, make_user())
    services.ask_second_look(attempt_id=work.pk, reason=WHY)
    release(work, make_user(), make_marks(ask="low"), number=2, reason="The ask is not there.")
    page = text_of(signed_in.get(url("review", work)))
    assert "the result was corrected" in page
    assert "you can ask once more" in page


def test_practice_and_samples_offer_no_second_look(signed_in, learner):
    practice = make_published_exercise(practice=True)
    for exercise in (practice, make_sample("order")):
        attempt = finish_attempt(make_attempt(exercise, learner), is_right=False)
        assert url("appeal", attempt) not in text_of(signed_in.get(url("review", attempt)))
        assert signed_in.post(url("appeal", attempt), {"reason": WHY}).status_code == 303
    assert not Appeal.objects.exists()


def test_only_the_owner_asks(client, attempt):
    assert client.post(url("appeal", attempt), {"reason": WHY}).status_code == 302
    client.force_login(make_user())
    for answer in (client.get(url("appeal", attempt)), client.post(url("appeal", attempt), {"reason": WHY})):
        assert answer.status_code == 404
    assert Attempt.objects.get().state == "released"
