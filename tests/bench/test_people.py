import re
import uuid

from django.core.management import call_command

from courses.models import Certificate, Enrolment
from courses.services import issue_certificate
from tests.bench.people import LIVES, make_people
from tests.factories.assessments import make_published_exercise
from tests.factories.courses import exercise_item, lesson_item, make_course

COUNT = 2 * LIVES


def make_site():
    lessons = [lesson_item(f"read-{number}") for number in range(3)]
    lessons.append(lesson_item("check", exercise_item(make_published_exercise()), done_by="check"))
    lessons.append(lesson_item("case", exercise_item(make_published_exercise("branch"))))
    exam = exercise_item(make_published_exercise(max_tries=0), slug="exam", required=False)
    return make_course(*lessons, final_exercise=exam)


def test_learners_of_the_bench_are_sound(db, capsys):
    make_site()
    cast = make_people(COUNT)
    call_command("check_invariants")
    assert len(set(cast.sessions)) == COUNT
    assert len(cast.unfinished) + len(cast.finished) == COUNT
    assert set(Enrolment.objects.values_list("lessons_done", flat=True)) == {0, 1, 2, 3, 4, 5}


def test_a_learner_of_the_bench_is_signed_in_and_takes_the_exam(client, db):
    make_site()
    cast = make_people(COUNT)
    client.cookies["sessionid"] = cast.unfinished[0]
    assert [client.get(path).status_code for path in (cast.course, "/learn/", *cast.lessons)] == [200] * 7
    path = client.post(f"{cast.exam}start/").url.partition("?")[0]
    sent = {"client_seq": uuid.uuid4().hex, "base_version": 0, **cast.right}
    assert client.post(f"{path}submit/", sent).status_code == 303
    assert re.search(r"100\s*%", client.get(f"{path}review/").content.decode())


def test_finished_learners_wait_for_their_certificates(db):
    make_site()
    cast = make_people(COUNT)
    issue_certificate(enrolment_id=cast.finished[0])
    assert Certificate.objects.count() == 1
