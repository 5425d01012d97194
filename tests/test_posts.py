"""Nobody gains anything by sending more than a form asks for, or by sending it to what belongs to somebody else."""

import re
from dataclasses import replace

import pytest
from django.core import mail

from accounts.enums import Role
from accounts.models import Membership, User
from accounts.services import outbox
from assessments.models import Attempt, Mark, Marking, Score
from courses.models import Certificate, CertificateRevocation, Enrolment
from tests.factories.world import make_world
from tests.test_addresses import browser, filled, our_routes, rows

pytestmark = pytest.mark.django_db

CLAIMS = {
    "score": "100", "earned": "2000000", "possible": "1", "passed": "1", "percent": "100", "state": "scored",
    "result": "{}", "number": "9", "attempt": "1", "attempt_id": "1", "exercise_id": "1", "version": "1",
    "policy": '{"max_tries": 9}', "max_tries": "9", "pass_percent": "0", "practice": "1", "submitted_at": "2020-01-01",
    "learner": "1", "learner_id": "1", "user": "1", "user_id": "1", "is_staff": "1", "is_superuser": "1", "groups": "1",
    "is_active": "0", "is_demo": "1", "key": "x", "role": "coordinator", "organisation": "1", "organisation_id": "1",
    "membership": "1", "membership_id": "1", "enrolment_id": "1", "lesson_id": "1", "finished_at": "2020-01-01",
    "finished_by": "course", "composite_percent": "100", "code": "1", "revoked_by_id": "1", "email": "x@example.org",
}  # fmt: skip
ANSWERS = {
    "q-q1": "b", "order": ["consul", "mayor", "governor"], "confirmed": "yes", "step": "1", "option": "in",
    "anyway": "yes", "base_version": "0", "text": "Something is wrong.", "reason": "Spite", "action": "withhold",
    "printed_name": "Somebody", "display_name": "Ana", "language": "en", "time_zone": "UTC",
    "dilemma_mail": "off",
}  # fmt: skip
OWN = ("account/", "learn/<slug:course>/enrol/", "try/<slug:sample>/")
FIXED = ("id", "learner_id", "exercise_id", "version_id", "number", "policy", "policy_hash", "variant", "started_at")

HIDDEN = re.compile(r"<uuid:(request_)?key>|/revoke/|/correct-name/|/certificate/$|certificate\.pdf$")


@pytest.fixture(scope="module")
def one_world(kept):
    return make_world()


@pytest.fixture
def world(one_world):
    return replace(one_world, values=dict(one_world.values))


def post_everywhere(client, world, leave_out=()):
    """Send everything to every address of ours and return path → status."""
    paths = [path for route in our_routes() if route not in leave_out for path in filled(route, world.values)]
    return {path: client.post(path, CLAIMS | ANSWERS).status_code for path in paths}


def test_strangers_change_nothing_of_others(world):
    clients = [browser(user) for user in (None, world.bo, world.cleo)]
    before = rows()
    for client in clients:
        statuses = post_everywhere(client, world, leave_out=OWN)
        assert max(statuses.values()) < 500
    assert rows() == before


def test_guests_change_nothing_of_others(world):
    scored, guests, other_guests = world.values["key"][-4:-1]
    everything = world.values["key"]
    before = rows()
    for guest, own in ((world.guest, {scored, guests}), (world.other_guest, {other_guests})):
        client = browser(guest)
        world.values["key"] = tuple(key for key in everything if key not in own)
        statuses = post_everywhere(client, world, leave_out=OWN)
        assert {status for path, status in statuses.items() if path.startswith("/attempts/")} <= {404, 405}
        assert max(statuses.values()) < 500
    assert rows() == before


def test_a_guest_gains_no_learner_and_no_score_by_claiming_one(world):
    client = browser(world.other_guest)
    before = set(Attempt.objects.values_list("pk", flat=True))
    assert max(post_everywhere(client, world).values()) < 500
    made = Attempt.objects.exclude(pk__in=before)
    assert set(made.values_list("guest", "learner", "as_guest")) <= {(world.other_guest, None, True)}
    assert set(Attempt.objects.filter(guest=world.other_guest).values_list("learner", "as_guest")) == {(None, True)}
    assert set(Score.objects.filter(attempt__guest=world.other_guest).values_list("earned", "passed")) == {(0, False)}


def test_coordinators_change_nothing_of_other_cities(world):
    own, _others, _unknown = world.values["invitation"]
    world.values["invitation"] = world.values["invitation"][1:]
    cora, otto = browser(world.cora), browser(world.otto)
    before = rows()
    statuses = post_everywhere(cora, world, leave_out=OWN)
    assert max(statuses.values()) < 500
    world.values["invitation"] = (own, 999_999)
    statuses = post_everywhere(otto, world, leave_out=OWN)
    assert max(statuses.values()) < 500
    assert rows() == before


MARKING = "marking/<uuid:submission>/"
LEVELS = {"level-ask": "top", "level-tone": "top", "number": "1", "marker": "1", "marks": "{}", "marks_hash": "x"}


def test_markers_change_nothing_of_other_cities_nor_of_their_own(world):
    """Ivo instructs elsewhere; Ana, who wrote it, becomes an instructor of her own city."""
    Membership.objects.filter(user=world.ana).update(role=Role.INSTRUCTOR)
    clients = [browser(user) for user in (world.ivo, world.ana)]
    before = rows()
    for client in clients:
        for route in our_routes():
            for path in filled(route, world.values) if route.startswith(MARKING) else ():
                assert client.post(path, CLAIMS | LEVELS).status_code == 404, path
    assert rows() == before


def test_a_marker_gives_levels_and_nothing_else(world):
    work = Attempt.objects.get(key=world.values["submission"][0])
    client, before = browser(world.ines), Attempt.objects.filter(pk=work.pk).values_list(*FIXED).get()
    scores = Score.objects.count()
    assert client.post(f"/marking/{work.key}/release/", CLAIMS | LEVELS).status_code == 409
    assert client.post(f"/marking/{work.key}/open/").status_code == 303
    for base, sent in enumerate((CLAIMS, CLAIMS | LEVELS | {"number": "9"})):
        assert client.post(f"/marking/{work.key}/release/", sent | {"base_version": base}).status_code == 303
    assert (Mark.objects.count(), Score.objects.count()) == (0, scores)
    assert client.post(f"/marking/{work.key}/release/", CLAIMS | LEVELS | {"base_version": 2}).status_code == 303
    assert Attempt.objects.filter(pk=work.pk).values_list(*FIXED).get() == before
    assert (work.scores.get().earned, work.marks.get().marker) == (10_000_000, world.ines)
    assert set(Marking.objects.values_list("marker", flat=True)) == {world.ines.pk}


def test_what_belongs_to_somebody_else_is_not_found(world):
    for user in (world.bo, world.cleo):
        client = browser(user)
        for route in our_routes():
            if HIDDEN.search(route):
                for path in filled(route, world.values):
                    assert client.get(path).status_code in {404, 405} or path.endswith(("/move/", "/submit/")), path
                    assert client.post(path, ANSWERS).status_code in {404, 405}, path


def test_claims_of_a_learner_are_ignored_everywhere(world):
    client = browser(world.ana)
    users = {user.pk: user for user in User.objects.all()}
    attempts = {row[0]: row for row in Attempt.objects.values_list(*FIXED)}
    memberships = set(Membership.objects.values_list("pk", "user", "organisation", "role"))
    enrolments = {row.pk: row for row in Enrolment.objects.all()}
    statuses = post_everywhere(client, world)
    assert max(statuses.values()) < 500
    for user in User.objects.all():
        old = users[user.pk]
        for name in ("email", "key", "is_staff", "is_superuser", "is_active", "is_demo"):
            assert getattr(user, name) == getattr(old, name)
    assert {row[0]: row for row in Attempt.objects.filter(pk__in=attempts).values_list(*FIXED)} == attempts
    assert set(Attempt.objects.filter(guest=None).values_list("learner", flat=True)) == {world.ana.pk}
    scores = Score.objects.filter(attempt__guest=None)
    assert scores.count() == 7  # a claim to have seen no move of a case that has some submits nothing
    assert set(scores.values_list("earned", "passed")) == {(0, False)}
    joined = set(Membership.objects.values_list("pk", "user", "organisation", "role")) - memberships
    assert [row[3] for row in joined] == [Role.LEARNER]
    for enrolment in Enrolment.objects.all():
        old = enrolments[enrolment.pk]
        for name in ("learner_id", "membership_id", "finished_at", "finished_by", "composite_percent", "evidence"):
            assert getattr(enrolment, name) == getattr(old, name)
    assert Certificate.objects.count() == 2
    assert CertificateRevocation.objects.count() == 1


def test_nobody_signs_up_as_more_than_a_learner(client):
    before, memberships = set(User.objects.values_list("pk", flat=True)), Membership.objects.count()
    fields = {"email": "new@example.org", "display_name": "New", "password1": "correct horse battery"}
    client.post("/accounts/signup/", CLAIMS | fields)
    user = User.objects.exclude(pk__in=before).get()
    assert (user.email, user.is_staff, user.is_superuser, user.is_demo, user.is_active) == (
        "new@example.org",
        False,
        False,
        False,
        True,
    )
    assert Membership.objects.count() == memberships


@pytest.mark.parametrize("address", ["/accounts/password/reset/", "/accounts/signup/"])
def test_nobody_learns_who_has_an_account(client, world, address):
    answers = set()
    for email in (world.bo.email, "nobody@example.org"):
        fields = {"email": email, "display_name": "X", "password1": "correct horse battery"}
        response = browser(None).post(address, fields)
        answers.add((response.status_code, response["Location"]))
    assert len(answers) == 1


def test_what_is_written_into_names_never_reaches_the_head_of_a_message(world):
    client = browser(world.ana)
    client.post("/account/", ANSWERS | {"display_name": "Ana\r\nBcc: all@example.org"})
    client.post("/learn/the-course/the-lesson/report/", {"text": "Line\r\nBcc: all@example.org"})
    while outbox.sweep():
        pass
    for message in mail.outbox:
        assert message.recipients() == message.to
        assert "Bcc" not in message.message()
        assert "\n" not in message.subject
    assert mail.outbox
