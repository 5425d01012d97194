import pytest
from django.core import mail as sent
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.services import membership, outbox
from courses import selectors, services
from courses.enums import RequestAct
from courses.errors import CertificateError
from courses.models import Certificate, CertificateEvent, CertificateIssue, CertificateRequest, CertificateRevocation
from courses.selectors.certificate_chains import broken_chains
from courses.selectors.certificate_history import history
from courses.selectors.certificate_requests import deciders_of
from tests.factories.accounts import (
    make_coordinator,
    make_instructor,
    make_membership,
    make_network,
    make_organisation,
    make_user,
)
from tests.factories.courses import make_finished_enrolment, make_programme

pytestmark = pytest.mark.django_db

REVOKE, RENAME, REINSTATE = RequestAct.REVOKE, RequestAct.RENAME, RequestAct.REINSTATE


@pytest.fixture
def city():
    return make_organisation()


@pytest.fixture
def holder(city):
    user = make_user()
    make_membership(user=user, organisation=city)
    return user


@pytest.fixture
def certificate(holder):
    enrolment = make_finished_enrolment(holder, name="Ana Learner")
    return services.issue_certificate(enrolment_id=enrolment.pk)


@pytest.fixture
def people(certificate, holder, city):
    """Everybody who might ask or decide, by what they are."""
    left, other = make_instructor(city), make_organisation()
    people = {
        "holder": holder,
        "teacher": make_instructor(),
        "colleague": make_instructor(),
        "taught once": left,
        "administrator": make_user(is_superuser=True),
        "administrator who left": make_user(is_superuser=True, is_active=False),
        "coordinator": make_coordinator(city),
        "network": make_coordinator(make_network(city)),
        "instructor of the city": make_instructor(city),
        "coordinator elsewhere": make_coordinator(other),
        "instructor elsewhere": make_instructor(other),
        "learner": make_user(),
    }
    certificate.enrolment.course.instructors.add(people["teacher"], people["colleague"], left)
    membership.end_membership(membership_id=left.memberships.get().pk, by=None)
    return people


def ask(certificate, act, user, **fields):
    names = {"printed_name": "Ana Kovač"} if act == RENAME else {}
    asked = {"code": certificate.code, "act": act, "reason": " A  mistake. ", "asked_by_id": user.pk}
    return services.ask_about_certificate(**(asked | names | fields))


def may(service, **fields):
    """Try it in a transaction of its own and take it back."""
    try:
        with transaction.atomic():
            service(**fields)
            transaction.set_rollback(True)
    except CertificateError:
        return False
    return True


def work():
    while outbox.sweep():
        pass


TWO = {"teacher", "colleague", "administrator"}
NAMES = {"teacher", "colleague", "administrator", "coordinator", "network", "instructor of the city"}


@pytest.mark.parametrize(("act", "allowed"), [(REVOKE, TWO), (RENAME, {"holder"}), (REINSTATE, TWO)])
def test_who_may_ask(certificate, people, act, allowed):
    if act == REINSTATE:
        services.revoke_certificate(code=certificate.code, reason="x", revoked_by_id=None)
    assert {name for name, user in people.items() if may(ask, certificate=certificate, act=act, user=user)} == allowed
    found = {
        name
        for name, user in people.items()
        if user.is_active and selectors.ask_view(code=certificate.code, act=act, user_id=user.pk)
    }
    assert found == allowed


@pytest.mark.parametrize(("act", "asker"), [(REVOKE, "teacher"), (RENAME, "holder"), (REINSTATE, "administrator")])
def test_who_may_decide(certificate, people, act, asker):
    if act == REINSTATE:
        services.revoke_certificate(code=certificate.code, reason="x", revoked_by_id=None)
    request = ask(certificate, act, people[asker])
    key = request.key
    allowed = (NAMES if act == RENAME else TWO) - {asker}
    for service, more in ((services.confirm_request, {}), (services.decline_request, {"answer": "No."})):
        assert {name for name, user in people.items() if may(service, key=key, user_id=user.pk, **more)} == allowed
    waits = {name for name, user in people.items() if selectors.waiting_requests(user).exists()}
    assert waits == allowed
    assert set(deciders_of(request)) == {people[name] for name in allowed}
    reads = {name for name, user in people.items() if selectors.request_view(key=key, user=user)}
    assert reads == allowed | {asker}
    assert {name for name, user in people.items() if may(services.withdraw_request, key=key, user_id=user.pk)} == {
        asker
    }


def test_nobody_decides_about_their_own_certificate(certificate, people, holder):
    certificate.enrolment.course.instructors.add(holder)
    make_membership(user=holder, organisation=make_organisation(), role="instructor")
    key = ask(certificate, REVOKE, people["teacher"]).key
    assert not may(services.confirm_request, key=key, user_id=holder.pk)
    assert not may(ask, certificate=certificate, act=REVOKE, user=holder)


def test_two_people_revoke_and_two_make_it_valid_again(certificate, people):
    teacher, colleague = people["teacher"], people["colleague"]
    key = ask(certificate, REVOKE, teacher).key
    assert not CertificateRevocation.objects.exists()
    for _ in range(2):
        services.confirm_request(key=key, user_id=colleague.pk)
    revocation = CertificateRevocation.objects.get()
    assert (revocation.reason, revocation.revoked_by, revocation.confirmed_by) == ("A mistake.", teacher, colleague)
    assert not history(certificate)[0].is_by_rule
    key = ask(certificate, REINSTATE, colleague).key
    services.confirm_request(key=key, user_id=teacher.pk)
    assert [(line.number, line.revoked_reason) for line in history(certificate)] == [(2, ""), (1, "A mistake.")]
    kinds = CertificateEvent.objects.order_by("number").values_list("kind", "by")
    assert list(kinds) == [
        ("issued", None),
        ("revocation-asked", teacher.pk),
        ("revoked", colleague.pk),
        ("reinstatement-asked", colleague.pk),
        ("reissued", teacher.pk),
    ]
    assert CertificateEvent.objects.latest("number").details["asked_by"] == colleague.pk
    assert list(broken_chains()) == []
    work()
    subjects = [message.subject for message in sent.outbox if message.to == [certificate.enrolment.learner.email]]
    assert subjects == [
        "Your certificate is ready",
        "A certificate of yours was revoked",
        "Your certificate is valid again",
    ]


def test_a_name_that_a_coordinator_confirms_is_printed(certificate, people, holder):
    key = ask(certificate, RENAME, holder, printed_name="李明", latin_name="Li Ming").key
    services.confirm_request(key=key, user_id=people["coordinator"].pk)
    newest = certificate.issues.latest("number")
    assert (newest.snapshot["holder"], newest.snapshot["latin_name"]) == ("李明", "Li Ming")
    assert CertificateEvent.objects.get(kind="name-asked").by == holder
    assert CertificateEvent.objects.latest("number").by == people["coordinator"]


def test_what_is_declined_is_told_with_the_reason(certificate, people, holder):
    key = ask(certificate, RENAME, holder).key
    with pytest.raises(CertificateError, match="Say why"):
        services.decline_request(key=key, user_id=people["teacher"].pk, answer=" ")
    for answer in ("Send a document.", "Another."):
        services.decline_request(key=key, user_id=people["teacher"].pk, answer=answer)
    with pytest.raises(CertificateError, match="decided already"):
        services.confirm_request(key=key, user_id=people["teacher"].pk)
    with pytest.raises(CertificateError, match="decided already"):
        services.withdraw_request(key=key, user_id=holder.pk)
    with pytest.raises(CertificateError, match="decided already"):
        services.decline_request(key=key, user_id=people["colleague"].pk, answer="No.")
    work()
    told = sent.outbox[-1]
    assert (told.to, told.subject) == ([holder.email], "Your request about a certificate")
    assert "Send a document." in told.body
    assert f"https://chancery.test/certificate-requests/{key}/" in told.body
    assert CertificateIssue.objects.count() == 1
    assert CertificateEvent.objects.filter(kind="name-declined").count() == 1
    assert ask(certificate, RENAME, holder).key != key


def test_who_asked_may_take_it_back(certificate, people, holder):
    key = ask(certificate, RENAME, holder).key
    for _ in range(2):
        services.withdraw_request(key=key, user_id=holder.pk)
    with pytest.raises(CertificateError, match="decided already"):
        services.confirm_request(key=key, user_id=people["teacher"].pk)
    assert CertificateEvent.objects.filter(kind="request-withdrawn").count() == 1


def test_asking_twice_is_one_request(certificate, people, holder):
    assert ask(certificate, RENAME, holder) == ask(certificate, RENAME, holder)
    with pytest.raises(CertificateError, match="asked for already"):
        ask(certificate, RENAME, holder, printed_name="Ana Third")
    ask(certificate, REVOKE, people["teacher"])
    with pytest.raises(CertificateError, match="asked for already"):
        ask(certificate, REVOKE, people["colleague"])
    assert CertificateRequest.objects.count() == 2
    assert CertificateEvent.objects.count() == 3


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"reason": " "}, "Say why"),
        ({"printed_name": "..."}, "Write the name"),
        ({"printed_name": " Ana  Learner "}, "shows this name already"),
    ],
)
def test_what_says_nothing_is_refused(certificate, holder, fields, said):
    with pytest.raises(CertificateError, match=said):
        ask(certificate, RENAME, holder, **fields)


def test_a_revocation_ends_what_was_asked_about_the_name(certificate, people, holder):
    ask(certificate, RENAME, holder)
    services.revoke_certificate(code=certificate.code, reason="Copied.", revoked_by_id=None)
    assert CertificateRequest.objects.get().outcome == "withdrawn"
    with pytest.raises(CertificateError, match="has changed meanwhile"):
        ask(certificate, RENAME, holder)
    work()
    assert "the request was withdrawn" in sent.outbox[-1].body
    assert list(broken_chains()) == []


def test_of_a_programme_two_administrators_decide(people, holder, certificate):
    other = services.issue_certificate(enrolment_id=make_finished_enrolment(holder, name="Ana Learner").pk)
    make_programme(certificate.enrolment.course, other.enrolment.course)
    work()
    of_programme = Certificate.objects.exclude(completion=None).get()
    asked = {name for name, user in people.items() if may(ask, certificate=of_programme, act=REVOKE, user=user)}
    assert asked == {"administrator"}
    one = people["administrator"]
    view = selectors.ask_view(code=of_programme.code, act=REVOKE, user_id=one.pk)
    assert (view.is_programme, view.waits_for_nobody) == (True, True)
    key = ask(of_programme, REVOKE, one).key
    assert selectors.request_view(key=key, user=one).waits_for_nobody
    services.confirm_request(key=key, user_id=make_user(is_superuser=True).pk)
    of_programme.refresh_from_db()
    assert of_programme.revocation.reason == "A mistake."
    key = ask(other, RENAME, holder).key
    services.confirm_request(key=key, user_id=people["coordinator"].pk)
    assert of_programme.issues.count() == 1


def test_a_programme_shows_a_corrected_name_when_its_holder_asks(people, holder, certificate):
    make_programme(certificate.enrolment.course)
    work()
    of_programme = Certificate.objects.exclude(completion=None).get()
    key = ask(of_programme, RENAME, holder).key
    deciders = {name for name, user in people.items() if may(services.confirm_request, key=key, user_id=user.pk)}
    assert deciders == {"administrator", "coordinator", "network", "instructor of the city"}
    services.confirm_request(key=key, user_id=people["network"].pk)
    assert of_programme.issues.latest("number").snapshot["holder"] == "Ana Kovač"


def test_the_lists_cost_the_same_whatever_their_length(certificate, people, holder, statements):
    ask(certificate, RENAME, holder)
    teacher = people["teacher"]

    def rows():
        return selectors.request_rows(selectors.waiting_requests(teacher), user=teacher)

    with statements() as one:
        assert len(rows()) == 1
    for _ in range(2):
        enrolment = make_finished_enrolment(holder, name="Ana Learner")
        enrolment.course.instructors.add(teacher)
        ask(services.issue_certificate(enrolment_id=enrolment.pk), RENAME, holder)
    with statements() as three:
        assert len(rows()) == 3
    assert len(one) == len(three)


@pytest.mark.parametrize(
    "fields",
    [
        {"outcome": "confirmed", "decided_at": timezone.now()},
        {"outcome": "", "decided_at": timezone.now()},
        {"outcome": "declined"},
    ],
)
def test_the_database_keeps_four_eyes(certificate, holder, fields):
    request = ask(certificate, RENAME, holder)
    with pytest.raises(IntegrityError), transaction.atomic():
        CertificateRequest.objects.filter(pk=request.pk).update(**fields)
    decided = {"outcome": "confirmed", "decided_at": timezone.now(), "decided_by": holder}
    with pytest.raises(IntegrityError), transaction.atomic():
        CertificateRequest.objects.filter(pk=request.pk).update(**decided)
