"""A learner reads on the page of a result that it was scored again."""

import re

import pytest

from assessments import services
from tests.assessments.services.test_rescoring import answer, run, turn_key, work
from tests.assessments.services.test_rescoring_mail import weigh_anew
from tests.factories.accounts import make_user
from tests.factories.assessments import make_published_exercise

pytestmark = pytest.mark.django_db


def test_the_result_says_what_changed_when_and_why(signed_in, learner):
    author = make_user()
    exercise = make_published_exercise("choice")
    attempt = answer(exercise, learner, "b", ["a", "b"])

    def page():
        return re.sub(r"\s+", " ", signed_in.get(f"/attempts/{attempt.key}/review/").content.decode())

    assert "scored again" not in page()
    key = run(turn_key(exercise), author, reason="The key of question 1 was wrong.")
    for words in ("This exercise was scored again", "from 67 % to 100 %", "The key of question 1 was wrong."):
        assert words in page()
    assert "Taken back" not in page()
    services.undo_rescoring(key=key, user_id=author.pk)
    work()
    assert "the result from before counts again" in page()


def test_a_result_that_passes_now_and_looks_the_same_is_put_into_words(signed_in, learner):
    exercise = make_published_exercise("choice", pass_percent=67)
    attempt = answer(exercise, learner, "b", ["a", "b"])
    run(weigh_anew(exercise), make_user())
    page = signed_in.get(f"/attempts/{attempt.key}/review/").content.decode()
    assert "your result still shows as 67 %, but it rose just far enough to pass." in page
    assert "from 67 %" not in page
