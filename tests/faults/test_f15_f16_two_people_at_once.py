"""F15 and F16: coordinators, editors and learners act on the same thing at once; neither undoes the other."""

import uuid
from concurrent.futures import ThreadPoolExecutor

from tests.faults.people import key_of

ROUNDS = 5


def together(*works):
    """Do different things at the same moment and return what they answered."""
    with ThreadPoolExecutor(len(works)) as pool:
        return [future.result() for future in [pool.submit(work) for work in works]]


def grant(stack, coordinator, learner, exercise):
    path = f"/people/the-city/{learner.key}/another-try/"
    return lambda: coordinator.post(path, exercise=exercise, form_token=str(uuid.uuid4()))


def exercise_of(stack, attempt):
    return stack.rows("select exercise_id from assessments_attempt where key = ?", key_of(attempt))[0][0]


def test_two_coordinators_grant_one_try(stack):
    cora, otto = stack.person(role="coordinator"), stack.person(role="coordinator")
    course = stack.hands.course(tries=1)
    for _ in range(ROUNDS):
        learner = stack.person()
        attempt = learner.begin(course)
        learner.submit(attempt, "b")
        exercise = exercise_of(stack, attempt)
        answers = together(*[grant(stack, one, learner, exercise) for one in (cora, otto)])
        assert {answer.status_code for answer in answers} == {200}
        assert stack.count("assessments_trygrant where learner_id = ?", learner.id) == 1


def test_a_try_granted_while_the_learner_submits_is_either_refused_or_kept(stack):
    cora, course = stack.person(role="coordinator"), stack.hands.course(tries=1)
    for _ in range(ROUNDS):
        learner = stack.person()
        attempt = learner.begin(course)
        give = grant(stack, cora, learner, exercise_of(stack, attempt))
        answers = together(lambda learner=learner, attempt=attempt: learner.submit(attempt, "b"), give)
        assert {answer.status_code for answer in answers} == {200}
        granted = stack.count("assessments_trygrant where learner_id = ?", learner.id)
        again = learner.post(f"{course['exercise_path']}start/")
        assert ("/attempts/" in again.url) == bool(granted)
        assert stack.count("assessments_attempt where learner_id = ?", learner.id) == 1 + granted


def release(marker, key, level):
    levels = {"level-ask": level, "level-tone": level, "number": "1", "base_version": "0"}
    return lambda: marker.post(f"/marking/{key}/release/", client_seq=str(uuid.uuid4()), **levels)


def test_of_two_markers_who_release_at_once_one_wins_and_the_other_is_told(stack):
    ines, ivo = stack.person(role="instructor"), stack.person(role="instructor")
    for _ in range(ROUNDS):
        key = stack.hands.hand_in(learner=stack.person().id)["key"]
        assert [marker.post(f"/marking/{key}/open/").status_code for marker in (ines, ivo)] == [200, 200]
        answers = together(release(ines, key, "top"), release(ivo, key, "low"))
        assert [answer.status_code for answer in answers] == [200, 200]
        assert sorted("Somebody else has marked this work" in answer.text for answer in answers) == [False, True]
        work = "attempt_id = (select id from assessments_attempt where key = ?)"
        found = [
            stack.count(f"{table} where {work}", key)
            for table in ("assessments_mark", "assessments_score", "assessments_marking")
        ]
        assert found == [1, 1, 2]


def test_an_invitation_is_either_withdrawn_or_accepted(stack):
    cora, otto = stack.person(role="coordinator"), stack.person(role="coordinator")
    for _ in range(ROUNDS):
        guest = stack.person()
        stack.rows("delete from accounts_membership where user_id = ?", guest.id)
        invited = stack.hands.invite(email=guest.email, coordinator=cora.id)
        path = f"/people/invitations/{invited['pk']}/withdraw/"
        answers = together(
            lambda path=path: cora.post(path),
            lambda path=path: otto.post(path),
            lambda guest=guest, invited=invited: guest.post(f"/invitations/{invited['token']}/"),
        )
        assert max(answer.status_code for answer in answers) < 500
        ((accepted, withdrawn),) = stack.rows(
            "select accepted_at is not null, withdrawn_at is not null from accounts_invitation where id = ?",
            invited["pk"],
        )
        assert accepted != withdrawn
        assert stack.count("accounts_membership where user_id = ?", guest.id) == int(accepted)


def test_editors_who_publish_at_once_leave_one_outline(stack):
    course = stack.hands.course()
    assert stack.hands.publish_at_once(page=course["lesson"], times=4) == []
    assert [line for line in stack.hands.drifted() if line.startswith(f"{course['title']}:")] == []


def test_a_submission_is_kept_when_the_enrolment_is_undone_meanwhile(stack):
    cora = stack.person(role="coordinator")
    course = stack.hands.course(is_finished_by_check=False)
    told = 0
    for _ in range(ROUNDS):
        learner = stack.person()
        attempt = learner.begin(course)
        submitted, withdrawn = together(
            lambda learner=learner, attempt=attempt: learner.submit(attempt),
            lambda learner=learner: cora.post(f"/people/the-city/{learner.key}/withdraw/", course=course["slug"]),
        )
        assert submitted.url.endswith("/receipt/")
        assert withdrawn.status_code == 200
        of_attempt = "assessments_score s join assessments_attempt a on a.id = s.attempt_id where a.key = ?"
        assert stack.count(of_attempt, key_of(attempt)) == 1
        assert learner.get(course["lesson_path"]).url == f"{stack.url}/learn/{course['slug']}/"
        assert "took you out" in learner.enrol(course).text
        counted = "courses_lessonprogress p join courses_enrolment e on e.id = p.enrolment_id where e.learner_id = ?"
        told += not stack.count(counted, learner.id)
    stack.wait_for(
        told, "accounts_outboxentry where dedupe_key like 'courses.after_withdrawal%' and done_at is not null"
    )
    assert len(set(stack.mails(cora.email))) == told


def test_what_is_submitted_after_the_enrolment_was_undone_is_kept_and_told(stack):
    cora, learner = stack.person(role="coordinator"), stack.person(name="Lea Late")
    course = stack.hands.course(is_finished_by_check=False)
    attempt = learner.begin(course)
    cora.post(f"/people/the-city/{learner.key}/withdraw/", course=course["slug"])
    assert learner.submit(attempt).url.endswith("/receipt/")
    stack.wait_for(0, "accounts_outboxentry where done_at is null")
    assert len(stack.mails(cora.email)) == 1
