import datetime

import pytest

from accounts.models import OutboxEntry
from assessments import services as assessment_services
from assessments.errors import NothingChosenError
from assessments.models import Attempt
from courses import services, tasks
from courses.errors import DilemmaError
from courses.models import Dilemma
from courses.selectors.dilemmas import chosen_dilemmas, may_have_dilemma
from courses.services import dilemmas
from tests.courses.dilemmas import MONDAY, NOW, WEEK, deliver, make_reader, make_studied_course, study
from tests.factories.courses import case_item, do_exercise, exercise_item, make_course, make_enrolment

pytestmark = pytest.mark.django_db


@pytest.fixture
def course(time_machine):
    """A course that was studied eight weeks ago; then it is the Tuesday before a new year."""
    time_machine.move_to(NOW - 8 * WEEK, tick=False)
    return make_studied_course("choice", "sjt")


@pytest.fixture
def reader(course, time_machine):
    person = make_reader()
    study(*course, person)
    time_machine.move_to(NOW, tick=False)
    return person


def asked_of(person):
    return list(Dilemma.objects.filter(learner=person).order_by("week"))


def answer(row, **form):
    form = form or {"r-flag.call": ["7"], "r-flag.ask": ["5"], "r-flag.wait": ["2"], "q-q1": ["a"]}
    services.answer_mailed_dilemma(dilemma_id=row.pk, form=form)
    row.refresh_from_db()
    return row


def test_who_asked_for_it_gets_one_question_a_week_however_often_the_task_runs(reader):
    make_reader(dilemma_mail="off")
    assert [tasks.send_dilemmas() for _ in range(3)] == [1, 0, 0]
    [message] = deliver()
    assert message.to == [reader.email]
    assert message.subject == "Dilemma of the week: The wrong flag"
    assert "A flag hangs upside down." in message.body
    assert "- Wait for a complaint" in message.body
    assert "CANARY" not in message.body
    [row] = asked_of(reader)
    assert (row.week, row.question, row.mailed, row.answered_at) == (MONDAY, "flag", True, None)


def test_the_mail_is_stopped_with_one_click(reader):
    services.send_dilemmas()
    [message] = deliver()
    head = message.message()
    assert head["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = head["List-Unsubscribe"]
    assert address.startswith("<https://chancery.test/learn/dilemma/stop/")
    assert address.strip("<>") in message.body
    assert "start them again at any time, in your account:\nhttps://chancery.test/account/" in message.body


def test_at_most_one_goes_out_a_week_across_the_turn_of_the_year(reader, time_machine):
    for _time in range(8 * 21):
        services.send_dilemmas()
        time_machine.shift(datetime.timedelta(hours=3))
    rows = asked_of(reader)
    assert [row.week for row in rows] == [MONDAY + number * WEEK for number in range(4)]
    assert [row.question for row in rows] == ["flag", "q1"] * 2
    assert len(deliver()) == 4


def test_who_wants_it_every_two_weeks_gets_it_every_two_weeks(reader, time_machine):
    type(reader).objects.update(dilemma_mail="fortnightly")
    sent = []
    for _week in range(4):
        sent.append(services.send_dilemmas())
        time_machine.shift(WEEK)
    assert sent == [1, 0, 1, 0]


def test_mail_waits_for_the_working_hours_of_its_reader(reader, time_machine):
    type(reader).objects.update(time_zone="Asia/Tokyo")
    assert services.send_dilemmas() == 0
    time_machine.shift(datetime.timedelta(hours=13))
    assert services.send_dilemmas() == 1


def test_a_time_zone_that_nobody_knows_is_greenwich(reader):
    type(reader).objects.update(time_zone="Moon/Tycho")
    assert services.send_dilemmas() == 1


def test_who_left_or_has_done_nothing_is_asked_nothing(reader, course):
    assert make_reader().pk
    type(reader).objects.filter(pk=reader.pk).update(is_active=False)
    assert services.send_dilemmas() == 0
    type(reader).objects.filter(pk=reader.pk).update(is_active=True)
    enrolment = reader.enrolments.get()
    type(enrolment).objects.update(withdrawn_at=NOW, withdrawn_by=reader, finished_at=None)
    assert services.send_dilemmas() == 0


def test_what_a_dead_worker_left_out_the_next_run_sends(reader, monkeypatch):
    def die(letters):
        raise ConnectionError("gone")

    with monkeypatch.context() as broken:
        broken.setattr(dilemmas.mail, "queue_many", die)
        with pytest.raises(ConnectionError):
            services.send_dilemmas()
    assert asked_of(reader) == []
    assert services.send_dilemmas() == 1
    assert len(deliver()) == 1


def test_a_run_beside_another_sends_nothing_twice(reader):
    """The other one has chosen as well, and stores the same question for the same week."""
    services.send_dilemmas()
    assert dilemmas._send([reader], MONDAY) == 1
    assert len(asked_of(reader)) == 1
    assert len(deliver()) == 1


def test_many_people_cost_as_many_statements_as_few(course, time_machine, statements):
    counts = []
    for number in (2, 9):
        time_machine.move_to(NOW - 8 * WEEK, tick=False)
        for _ in range(number):
            study(*course, make_reader())
        time_machine.move_to(NOW, tick=False)
        with statements() as made:
            assert services.send_dilemmas() == number
        counts.append(len(made))
    assert counts[0] == counts[1]
    assert OutboxEntry.objects.filter(dedupe_key__startswith="courses.dilemma:").count() == 11


def test_all_parts_of_a_long_list_are_sent(course, time_machine, monkeypatch):
    monkeypatch.setattr(dilemmas, "AT_ONCE", 2)
    for _ in range(5):
        study(*course, make_reader())
    time_machine.move_to(NOW, tick=False)
    assert services.send_dilemmas() == 5


def test_nothing_is_asked_whose_right_answer_is_not_due(course, time_machine):
    """A check that was not passed with full marks can still be tried again."""
    person = make_reader()
    study(*course, person, is_right=False)
    time_machine.move_to(NOW, tick=False)
    assert chosen_dilemmas([person.pk], MONDAY)[person.pk].question == "flag"
    answer(Dilemma.objects.create(**values(chosen_dilemmas([person.pk], MONDAY)[person.pk])))
    assert chosen_dilemmas([person.pk], MONDAY + WEEK) == {}


def values(row):
    return {name: getattr(row, name) for name in ("learner_id", "week", "exercise_id", "version", "question")}


def test_questions_of_case_studies_are_left_out(time_machine):
    time_machine.move_to(NOW - 8 * WEEK, tick=False)
    _course, [check] = make_studied_course("choice")
    course = make_course(case_item("case", exercise_item(check)))
    person = make_reader()
    make_enrolment(course, person)
    do_exercise(check, person)
    assert chosen_dilemmas([person.pk], MONDAY) == {}


def test_an_answer_is_taken_once(reader):
    services.send_dilemmas()
    [row] = asked_of(reader)
    before = Attempt.objects.count()
    assert answer(row).right is True
    key = row.attempt_key
    again = answer(row, **{"r-flag.call": ["1"], "r-flag.ask": ["2"], "r-flag.wait": ["7"]})
    assert (again.attempt_key, again.right, Attempt.objects.count()) == (key, True, before + 1)
    assert Attempt.objects.get(key=key).learner == reader


def test_an_answer_that_is_not_whole_leaves_the_question_open(reader):
    services.send_dilemmas()
    [row] = asked_of(reader)
    with pytest.raises(NothingChosenError):
        services.answer_mailed_dilemma(dilemma_id=row.pk, form={"r-flag.call": ["7"]})
    row.refresh_from_db()
    assert (row.answered_at, row.attempt_key) == (None, None)


def test_an_unknown_dilemma_and_that_of_somebody_who_left_are_not_answered(reader):
    services.send_dilemmas()
    [row] = asked_of(reader)
    type(reader).objects.update(is_active=False)
    assert answer(row).answered_at is None
    services.answer_mailed_dilemma(dilemma_id=999_999, form={})


def test_who_answers_on_the_page_gets_no_mail_that_week(reader):
    row = chosen_dilemmas([reader.pk], MONDAY)[reader.pk]
    asks = f"{row.exercise_id}:flag"
    form = {"r-flag.call": ["7"], "r-flag.ask": ["5"], "r-flag.wait": ["2"]}
    for _ in range(2):
        services.answer_own_dilemma(learner_id=reader.pk, asks=asks, form=form)
    assert services.send_dilemmas() == 0
    [stored] = asked_of(reader)
    assert (stored.mailed, stored.right) == (False, True)
    assert Attempt.objects.filter(key=stored.attempt_key).exists()


def test_a_page_of_last_week_answers_nothing(reader):
    with pytest.raises(DilemmaError):
        services.answer_own_dilemma(learner_id=reader.pk, asks="1:other", form={})
    assert asked_of(reader) == []


def test_a_question_is_asked_in_the_version_of_then(reader):
    services.send_dilemmas()
    [row] = asked_of(reader)
    assessment_services.retire_exercise(key=row.exercise.key)
    assert answer(row).right is True


def test_the_dashboard_leads_there_from_the_week_after_until_it_is_answered(course, time_machine):
    person = make_reader()
    study(*course, person)
    assert not may_have_dilemma(person.pk)
    time_machine.move_to(NOW, tick=False)
    assert may_have_dilemma(person.pk)
    services.send_dilemmas()
    assert may_have_dilemma(person.pk)
    answer(asked_of(person)[0])
    assert not may_have_dilemma(person.pk)
