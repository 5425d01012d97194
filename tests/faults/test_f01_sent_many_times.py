"""F1: the same request sent fifty times at once is one submission, one attempt, one enrolment."""

import re
from concurrent.futures import ThreadPoolExecutor

from tests.faults.people import key_of, sent

TIMES = 50
TOKEN = re.compile(r"[A-Za-z0-9]{64}")


def at_once(work):
    with ThreadPoolExecutor(TIMES) as pool:
        return list(pool.map(lambda _number: work(), range(TIMES)))


def test_fifty_enrolments_and_starts_and_submissions_are_one(stack):
    learner, course = stack.person(), stack.hands.course()
    answers = at_once(lambda: learner.post(f"/learn/{course['slug']}/enrol/"))
    assert {answer.status_code for answer in answers} == {200}
    assert stack.count("courses_enrolment where learner_id = ?", learner.id) == 1

    answers = at_once(lambda: learner.post(f"{course['exercise_path']}start/"))
    assert {(answer.status_code, answer.url.split("?")[0]) for answer in answers} == {
        (200, answers[0].url.split("?")[0])
    }
    attempt = learner.start(course)
    assert stack.count("assessments_attempt where learner_id = ?", learner.id) == 1

    form = sent()
    answers = at_once(lambda: learner.post(f"{attempt}submit/", **form))
    assert {(answer.status_code, answer.url) for answer in answers} == {(200, f"{stack.url}{attempt}receipt/")}
    assert len({TOKEN.sub("", answer.text) for answer in answers}) == 1
    of_attempt = "join assessments_attempt a on a.id = x.attempt_id where a.key = ?"
    assert stack.count(f"assessments_score x {of_attempt}", key_of(attempt)) == 1
    assert stack.count(f"assessments_responsesave x {of_attempt}", key_of(attempt)) == 1
    assert (
        stack.count(
            "courses_lessonprogress p join courses_enrolment e on e.id = p.enrolment_id where e.learner_id = ?",
            learner.id,
        )
        == 1
    )
