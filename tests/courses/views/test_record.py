import json
from pathlib import Path

import jsonschema
import pytest

from assessments import services as assessment_services
from courses import rules
from courses.models import LearnerNote
from courses.services import notes
from tests.factories.accounts import make_coordinator, make_membership, make_organisation, make_user
from tests.factories.assessments import make_attempt, make_submission
from tests.factories.courses import (
    course_body,
    do_exercise,
    exercise_item,
    lesson_item,
    make_course,
    make_enrolment,
    make_programme,
)
from tests.factories.evidence import make_competencies, make_tagged

pytestmark = pytest.mark.django_db

PAGE, JSON = "/record/", "/record/record.json"
SCHEMA = json.loads((Path(rules.__file__).parent / "schemas" / "progress_record.json").read_text())


def course_of(*exercises, title="Protocol", learner=None):
    lessons = [lesson_item(f"{title}-{exercise.pk}".lower(), exercise_item(exercise)) for exercise in exercises]
    course = make_course(*lessons, slug=title.lower(), bodies={"en": course_body(title)})
    make_enrolment(course, learner)
    return course


def text_of(response):
    return " ".join(response.content.decode().replace("\xa0", " ").replace("&nbsp;", " ").split())


def test_it_says_what_was_done_and_whose_estimate_the_time_is(signed_in, learner):
    make_competencies()
    exercise = make_tagged(minutes=7)
    make_programme(course_of(exercise, learner=learner))
    do_exercise(exercise, learner, is_right=False)
    page = text_of(signed_in.get(PAGE))
    assert "0 of 1 course certified for" in page
    assert "Estimated time of what is done: <strong>7 minutes</strong>" in page
    assert "How long anybody really took is not measured." in page
    assert page.count("not enough yet: 1 of 3 exercises") == 2
    assert "No exercise yet: Unseen" in page
    assert "Next lesson" in page


def test_each_try_leads_to_its_reasons_and_its_receipt(signed_in, learner):
    attempt = do_exercise(make_tagged(), learner)
    waiting = make_submission(learner)
    page = text_of(signed_in.get(PAGE))
    assert f'href="/attempts/{attempt.key}/review/"' in page
    assert f'href="/attempts/{attempt.key}/receipt/"' in page
    assert f'href="/attempts/{waiting.key}/review/"' not in page
    assert "handed in, waiting for marks" in page


def test_a_level_comes_with_its_interval_and_a_picture(signed_in, learner):
    make_competencies()
    for kind in ("choice", "match", "order"):
        do_exercise(make_tagged(kind), learner)
    page = text_of(signed_in.get(PAGE))
    assert "Level about <strong>80 %</strong>; after 3 exercises it may be anything from 40 to 99 %." in page
    assert '<rect class="skill__range" x="50" y="13" width="59"' in page
    assert "not shown yet" in page
    assert "style=" not in page


def test_an_empty_record_says_so(signed_in):
    page = text_of(signed_in.get(PAGE))
    assert "Not enrolled in a course" in page
    assert "No exercise was begun yet." in page
    jsonschema.validate(signed_in.get(JSON).json(), SCHEMA)


def test_tries_come_in_pages_and_on_one_to_print(signed_in, learner):
    exercise = make_tagged()
    for _ in range(21):
        do_exercise(exercise, learner)
    assert text_of(signed_in.get(PAGE)).count("Receipt ") == 20
    assert text_of(signed_in.get(PAGE, {"page": 2})).count("Receipt ") == 1
    assert text_of(signed_in.get(PAGE, {"tries": "all"})).count("Receipt ") == 21


def test_statements_do_not_grow(signed_in, learner, statements):
    make_competencies()
    numbers = []
    for size in (1, 4):
        exercises = [make_tagged(kind) for kind in ("choice", "match", "order", "numeric")[:size]]
        make_programme(course_of(*exercises, title=f"Course{size}", learner=learner))
        for exercise in exercises * 2:
            do_exercise(exercise, learner)
        with statements() as of_page:
            signed_in.get(PAGE)
        with statements() as of_json:
            signed_in.get(JSON)
        numbers.append((len(of_page.counted), len(of_json.counted)))
    assert numbers[0] == numbers[1]
    assert max(numbers[0]) <= 24


def test_the_export_keeps_to_its_schema(signed_in, learner):
    make_competencies()
    exercises = [make_tagged(kind) for kind in ("choice", "match", "order")]
    make_programme(course_of(*exercises, learner=learner))
    for exercise in exercises:
        do_exercise(exercise, learner)
    make_submission(learner)
    make_attempt(exercises[0], learner)
    response = signed_in.get(JSON)
    record = response.json()
    jsonschema.validate(record, SCHEMA, format_checker=jsonschema.FormatChecker())
    assert 'filename="progress-record.json"' in response["Content-Disposition"]
    assert [line["percent"] for line in record["attempts"]] == [None, None, 100, 100, 100]
    for line in record["attempts"]:
        assert sum(reason["earned"] for reason in line["reasons"]) == (line["earned"] or 0)
    one = record["competencies"][0]
    assert (one["exercises"], one["level_percent"], one["n_mastery_percent"], len(one["evidence"])) == (3, 80, 100, 3)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(record | {"schema": "urn:chancery:progress-record:2"}, SCHEMA)


def test_a_coordinator_sees_what_was_done_with_them_and_no_answers(client):
    make_competencies()
    city, other = make_organisation(slug="port-alder"), make_organisation(slug="elsewhere")
    ana = make_membership(user=make_user(display_name="Ana"), organisation=city).user
    coordinator = make_coordinator(city)
    ours, theirs = make_tagged(title="Our check"), make_tagged("match", title="Their check")
    course_of(ours, learner=ana)
    course_of(theirs, title="Elsewhere", learner=make_user())
    attempt = do_exercise(ours, ana)
    do_exercise(theirs, ana)
    client.force_login(coordinator)
    page = text_of(client.get(f"/people/port-alder/{ana.key}/record/"))
    assert "Our check" in page
    assert "Their check" not in page
    assert "not enough yet: 1 of 3 exercises" in page
    assert f"/attempts/{attempt.key}/" not in page
    assert JSON not in page
    client.force_login(make_coordinator(other))
    assert client.get(f"/people/port-alder/{ana.key}/record/").status_code == 404


def test_what_is_taken_out_stays_listed_without_a_result(signed_in, learner):
    attempt = do_exercise(make_tagged(), learner)
    by = make_user()
    assessment_services.void_attempt(attempt_id=attempt.pk, by_id=by.pk, reason="A fire alarm.", seen="released")
    page = text_of(signed_in.get(PAGE))
    assert "taken out" in page
    assert f"/attempts/{attempt.key}/review/" not in page


def keep(client, text, key="11111111-1111-4111-8111-111111111111"):
    return client.post(f"{PAGE}notes/", {"note_key": key, "text": text})


def test_a_note_is_kept_once_and_shown_to_its_learner_alone(signed_in, client, learner):
    for _ in range(2):
        assert keep(signed_in, " Ask Bo <b>first</b> ").url == "/record/#notes-title"
    assert LearnerNote.objects.get().text == "Ask Bo <b>first</b>"
    assert "Ask Bo &lt;b&gt;first&lt;/b&gt;" in text_of(signed_in.get(PAGE))
    assert [note["text"] for note in signed_in.get(JSON).json()["notes"]] == ["Ask Bo <b>first</b>"]
    client.force_login(make_user())
    assert "Ask Bo" not in text_of(client.get(PAGE))
    assert keep(client, "Mine").status_code == 302
    assert set(LearnerNote.objects.values_list("learner", "text")) == {(learner.pk, "Ask Bo <b>first</b>")}


@pytest.mark.parametrize(
    ("text", "problem"),
    [("  ", "write something first"), ("x" * 4001, "at most 4000 characters")],
)
def test_a_note_that_cannot_be_kept_says_why_and_keeps_the_words(signed_in, text, problem):
    response = keep(signed_in, text)
    assert (response.status_code, problem in text_of(response), text in response.content.decode()) == (422, True, True)
    assert not LearnerNote.objects.exists()


def test_there_is_an_end_to_notes(signed_in, monkeypatch):
    monkeypatch.setattr(notes, "MOST", 1)
    keep(signed_in, "One")
    assert "You have 1 notes." in text_of(keep(signed_in, "Two", "22222222-2222-4222-8222-222222222222"))
    assert keep(signed_in, "Three", "nothing").status_code == 404


def test_only_its_learner_deletes_a_note(signed_in, client, learner):
    keep(signed_in, "One")
    path = f"{PAGE}notes/{LearnerNote.objects.get().key}/delete/"
    client.force_login(make_user())
    assert "deleted" not in text_of(client.post(path, follow=True))
    assert LearnerNote.objects.exists()
    client.force_login(learner)
    assert [client.post(path).url for _ in range(2)] == [f"{PAGE}#notes-title"] * 2
    assert not LearnerNote.objects.exists()


def test_words_sent_when_signed_out_wait_for_who_wrote_them(signed_in, client, learner):
    form = {"note_key": "11111111-1111-4111-8111-111111111111", "writer": learner.key, "text": "Ask Bo first"}
    for reader, is_shown in ((make_user(), False), (learner, True)):
        client.logout()
        assert client.post(f"{PAGE}notes/", form).url == f"/accounts/login/?next={PAGE}"
        client.force_login(reader)
        page = text_of(client.get(PAGE))
        assert ("Ask Bo first</textarea>" in page, "You were signed out" in page) == (is_shown, is_shown)
    assert "Ask Bo first" not in text_of(client.get(PAGE))
    client.logout()
    assert client.post(f"{PAGE}notes/", form | {"note_key": "x"}).status_code == 404
    assert not LearnerNote.objects.exists()


def test_who_signs_in_to_delete_a_note_comes_to_the_record(signed_in, client):
    keep(signed_in, "One")
    path = f"{PAGE}notes/{LearnerNote.objects.get().key}/delete/"
    client.logout()
    assert client.post(path).url == f"/accounts/login/?next={PAGE}"
