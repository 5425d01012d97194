"""The schemas that 1EdTech publishes, on every kind of certificate that is issued, and on what each would refuse.

They also allow a single value where a list is meant, so that `proof` as a list is asserted apart.
"""

import json

import pytest

from accounts.services import outbox
from courses import services
from courses.enums import IssueReason
from courses.models import Credential
from tests.courses.credentials.samples import signed
from tests.credentials_js.node import judged
from tests.factories.accounts import make_user
from tests.factories.assessments import make_published_exercise
from tests.factories.courses import (
    do_exercise,
    exercise_item,
    lesson_item,
    make_course,
    make_enrolment,
    make_finished_enrolment,
    make_programme,
)
from tests.factories.keys import key_variables

pytestmark = pytest.mark.node


def sign_all():
    while outbox.sweep():
        pass
    return set(Credential.objects.all())


def finish_with_a_result(learner):
    final = make_published_exercise(title="Final")
    course = make_course(lesson_item("read"), final_exercise=exercise_item(final))
    enrolment = make_enrolment(course, learner)
    services.mark_lesson_done(enrolment_id=enrolment.pk, lesson_id=course.lessons.get().pk)
    do_exercise(final, learner)
    services.confirm_printed_name(enrolment_id=enrolment.pk, name="李明", latin_name="Li Ming")
    return course


def issue(name, **fields):
    enrolment = make_finished_enrolment(make_user(), name=name, **fields)
    return services.issue_certificate(enrolment_id=enrolment.pk)


def issue_one_of_each():
    """Yield a kind, when the newest credential is of it."""
    learner = make_user()
    course = finish_with_a_result(learner)
    yield "with a result"
    make_programme(course)
    yield "of a programme"
    services.make_transcript(learner_id=learner.pk)
    yield "transcript"
    withheld = issue("Hidden Holder")
    services.set_name_withheld(enrolment_id=withheld.enrolment_id, withheld=True)
    yield "withheld"
    issue("Ana Learner", valid_months=12)
    yield "that expires"
    misspelt = issue("Ana Lerner")
    yield "misspelt"
    services.reissue(certificate_id=misspelt.pk, reason=IssueReason.NAME, printed_name="Ana Learner", latin_name="")
    yield "renamed"


@pytest.fixture
def issued(db, settings):
    """Credentials that the services signed, by their kind."""
    settings.CHANCERY_KEYS = key_variables(0)
    found, before = {}, set()
    for kind in issue_one_of_each():
        now = sign_all()
        (found[kind],) = now - before
        before = now
    settings.CHANCERY_DEMO = True
    issue("Ana Learner")
    (found["demonstration"],) = sign_all() - before
    return {kind: json.loads(credential.document) for kind, credential in found.items()}


def test_every_kind_that_is_issued_passes(issued):
    wrong = {kind: verdict["shape"] for kind, verdict in judged({}, issued).items() if verdict["shape"]}
    assert (len(issued), wrong) == (8, {})
    assert all(isinstance(credential["proof"], list) for credential in issued.values())


REMOVED = object()
SPOILT = {
    "no badge": (("type",), ["VerifiableCredential", "Certificate"]),
    "no context of badges": (("@context",), ["https://www.w3.org/ns/credentials/v2"]),
    "no address": (("id",), REMOVED),
    "no beginning": (("validFrom",), REMOVED),
    "a beginning without a zone": (("validFrom",), "2026-11-23T12:00:00"),
    "an end that is no moment": (("validUntil",), "2027-02-30T12:00:00Z"),
    "an award by the day": (("awardedDate",), "2026-11-23"),
    "no issuer": (("issuer",), REMOVED),
    "an issuer without an address": (("issuer", "id"), REMOVED),
    "an issuer of no type": (("issuer", "type"), ["Organization"]),
    "no subject": (("credentialSubject",), REMOVED),
    "no achievement": (("credentialSubject", "achievement"), REMOVED),
    "an unknown kind of achievement": (("credentialSubject", "achievement", "achievementType"), "Seminar"),
    "no criteria": (("credentialSubject", "achievement", "criteria"), REMOVED),
    "no name": (("credentialSubject", "achievement", "name"), REMOVED),
    "an alignment to nowhere": (("credentialSubject", "achievement", "alignment", 0, "targetUrl"), REMOVED),
    "a scale of no type": (("credentialSubject", "achievement", "resultDescription", 0, "resultType"), REMOVED),
    "a name with more to it": (("credentialSubject", "identifier", 0, "born"), "1990-01-01"),
    "a name that may be hashed": (("credentialSubject", "identifier", 0, "hashed"), "no"),
    "evidence of no type": (("evidence", 0, "type"), REMOVED),
    "a status of no type": (("credentialStatus", "type"), REMOVED),
    "a proof of no type": (("proof", 0, "type"), REMOVED),
}


def changed(value, path, to):
    """Copy a JSON value with something else at a path, or nothing."""
    name, *rest = path
    copy = value.copy()
    if rest:
        copy[name] = changed(copy[name], rest, to)
    elif to is REMOVED:
        del copy[name]
    else:
        copy[name] = to
    return copy


@pytest.fixture(scope="module")
def verdicts():
    whole = signed()
    return judged({}, {"whole": whole} | {name: changed(whole, *change) for name, change in SPOILT.items()})


@pytest.mark.parametrize("name", SPOILT)
def test_what_is_spoilt_is_refused(verdicts, name):
    assert verdicts["whole"]["shape"] == []
    assert verdicts[name]["shape"] != []
