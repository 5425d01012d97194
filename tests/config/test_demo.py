from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.models import User
from assessments.models import Attempt
from assessments.selectors.integrity import broken_attempts
from cms.models import BranchExercisePage
from config.demo import people
from courses.models import (
    Certificate,
    CertificateIssue,
    CertificateRequest,
    CertificateRevocation,
    Enrolment,
    Lesson,
)
from courses.selectors.certificate_chains import broken_chains
from courses.selectors.integrity import broken_records
from courses.selectors.renewals import is_renewable
from courses.selectors.transcripts import transcripts_of

pytestmark = pytest.mark.django_db


def test_demo_people_are_refused_outside_the_demo(settings):
    settings.CHANCERY_DEMO = False
    with pytest.raises(CommandError, match="CHANCERY_DEMO=1"):
        call_command("make_demo")
    assert not User.objects.exists()


def test_table_lists_everybody_with_the_password():
    table = people.table()
    assert people.PASSWORD in table
    assert all(person.email in table for person in people.EVERYBODY)


def first_people(**answers):
    output = StringIO()
    call_command("make_first_people", stdout=output)
    return output.getvalue()


@pytest.fixture
def answers(monkeypatch):
    values = {
        "CHANCERY_ADMIN_NAME": "Ada Adler",
        "CHANCERY_ADMIN_EMAIL": "Ada@City.example",
        "CHANCERY_ADMIN_PASSWORD": "a long enough sentence",
        "CHANCERY_ORGANISATION": "Port Alder",
    }
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("CHANCERY_NOBODY_TO_ASK", "1")
    return monkeypatch


def test_first_people_are_made_once(answers):
    assert "can sign in now" in first_people()
    assert first_people() == ""
    user = User.objects.get()
    assert (user.email, user.is_superuser, user.is_demo) == ("ada@city.example", True, False)


def test_first_people_refuses_a_short_password_and_makes_nobody(answers):
    answers.setenv("CHANCERY_ADMIN_PASSWORD", "short")
    with pytest.raises(CommandError, match="too short"):
        first_people()
    assert not User.objects.exists()


def test_first_people_names_what_is_missing_when_nobody_can_answer(answers):
    answers.delenv("CHANCERY_ORGANISATION")
    with pytest.raises(CommandError, match="CHANCERY_ORGANISATION"):
        first_people()


@pytest.fixture
def demo(settings, tmp_path):
    settings.CHANCERY_DEMO = True
    settings.MEDIA_ROOT = tmp_path
    call_command("setup_site", stdout=StringIO())
    call_command("import_curriculum", only=people.COURSE, stdout=StringIO())
    call_command("make_demo", stdout=StringIO())


def test_demo_people_stand_where_their_stories_say_and_come_once(demo):
    """One test, since the course of the demo is long to import."""
    learners_stand_where_their_stories_say()
    one_memo_is_marked_and_another_waits()
    certificates_show_all_that_can_become_of_one()
    call_command("make_demo", stdout=StringIO())
    assert User.objects.count() == len(people.EVERYBODY)
    assert CertificateIssue.objects.count() == 5


def learners_stand_where_their_stories_say():
    enrolments = {enrolment.learner.email: enrolment for enrolment in Enrolment.objects.select_related("learner")}
    stand = {
        email: (enrolment.finished_at is not None, hasattr(enrolment, "certificate"))
        for email, enrolment in enrolments.items()
    }
    assert stand == {
        people.HALFWAY.email: (False, False),
        people.NEARLY.email: (False, False),
        people.CERTIFIED.email: (True, True),
        people.REVOKED.email: (True, True),
        people.EXPIRING.email: (True, True),
        people.EXPIRED.email: (True, True),
    }
    lessons = Lesson.objects.filter(course__slug=people.COURSE, retired=False).count()
    assert enrolments[people.NEARLY.email].lessons_done == lessons - 1
    assert CertificateRevocation.objects.get().issue.certificate.enrolment == enrolments[people.REVOKED.email]
    drafts = BranchExercisePage.objects.filter(live=False)
    assert [(page.title, page.owner.email) for page in drafts] == [
        ("The morning after the dinner", people.INSTRUCTOR.email)
    ]


def certificates_show_all_that_can_become_of_one():
    requests = CertificateRequest.objects.order_by("asked_at").values_list("act", "outcome", "asked_by__email")
    assert list(requests) == [
        ("revoke", "confirmed", people.INSTRUCTOR.email),
        ("rename", "", people.CERTIFIED.email),
    ]
    for person, renewable in ((people.EXPIRING, True), (people.EXPIRED, True), (people.CERTIFIED, False)):
        enrolment = Enrolment.objects.select_related("course", "certificate").get(learner__email=person.email)
        assert is_renewable(enrolment) == renewable
    assert Certificate.objects.get(enrolment__learner__email=people.EXPIRED.email).expires_at < timezone.now()
    assert transcripts_of(User.objects.get(email=people.CERTIFIED.email).pk).count() == 1
    assert list(broken_records()) == list(broken_chains()) == []


def one_memo_is_marked_and_another_waits():
    works = Attempt.objects.filter(exercise__kind="rubric").order_by("state")
    stand = [(work.learner.email, work.state, [mark.marker.email for mark in work.marks.all()]) for work in works]
    assert stand == [
        (people.CERTIFIED.email, "released", [people.INSTRUCTOR.email]),
        (people.NEARLY.email, "submitted", []),
    ]
    assert list(broken_attempts()) == []
