"""F5: the web server is killed when all is committed and nothing answered; who asks again gets what was committed."""

import pytest
import requests

from tests.faults.middleware import HEADER
from tests.faults.people import key_of, sent

DIE = {HEADER: "yes"}
SCORES = "assessments_score s join assessments_attempt a on a.id = s.attempt_id where a.key = ?"


def test_who_asks_again_gets_the_receipt_that_was_committed(stack):
    learner, course = stack.person(), stack.hands.course()
    attempt = learner.begin(course)
    form = sent()
    dies(stack, learner, f"{attempt}submit/", form)
    score = f"select s.id, s.earned from {SCORES}"
    committed = stack.rows(score, key_of(attempt))
    assert len(committed) == 1
    answer = learner.post(f"{attempt}submit/", **form)
    assert answer.url == f"{stack.url}{attempt}receipt/"
    assert stack.rows(score, key_of(attempt)) == committed


def test_what_was_begun_or_saved_is_there_when_asked_again(stack):
    learner, course = stack.person(), stack.hands.course()
    dies(stack, learner, f"/learn/{course['slug']}/enrol/", {})
    assert learner.enrol(course).status_code == 200
    dies(stack, learner, f"{course['exercise_path']}start/", {})
    attempt = learner.start(course)
    form = sent("b")
    dies(stack, learner, f"{attempt}save/", form)
    receipt = learner.post(f"{attempt}save/", **form).json()
    assert (receipt["version"], receipt["is_branch"], receipt["current"]) == (1, False, {"answers": {"q1": ["b"]}})
    for table, owner in (("courses_enrolment", "learner_id"), ("assessments_attempt", "learner_id")):
        assert stack.count(f"{table} where {owner} = ?", learner.id) == 1


def dies(stack, learner, path, form):
    with pytest.raises(requests.ConnectionError):
        learner.post(path, headers=DIE, follow=False, **form)
    stack.web.process.wait(20)
    stack.start_web()
