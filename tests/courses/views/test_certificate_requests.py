import re

import pytest

from courses import services
from courses.models import Certificate, CertificateRequest, CertificateRevocation
from tests.factories.accounts import make_coordinator, make_instructor, make_membership, make_organisation, make_user
from tests.factories.courses import make_finished_enrolment

pytestmark = pytest.mark.django_db


@pytest.fixture
def certificate(learner):
    enrolment = make_finished_enrolment(learner, name="Ana Learner", slug="protocol")
    return services.issue_certificate(enrolment_id=enrolment.pk)


@pytest.fixture
def teachers(certificate):
    teachers = [make_instructor(display_name=name) for name in ("Tea One", "Tea Two")]
    certificate.enrolment.course.instructors.add(*teachers)
    return teachers


def address_of(certificate, rest=""):
    return f"/certificates/{certificate.code}/{rest}"


def text_of(response):
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode().replace("&nbsp;", " "))


def goes_to(response):
    assert response.status_code == 302
    return response["Location"]


def request_page():
    return f"/certificate-requests/{CertificateRequest.objects.latest('pk').key}/"


def test_one_instructor_asks_another_revokes_and_the_page_says_so_to_everyone(client, certificate, teachers, learner):
    one, other = teachers
    client.force_login(one)
    revoke = address_of(certificate, "revoke/")
    assert revoke in text_of(client.get(address_of(certificate)))
    page = text_of(client.get(revoke))
    assert "A second person has to confirm this" in page
    assert "no second administrator" not in page
    assert "Something needs your attention" in text_of(client.post(revoke, {"reason": ""}))
    assert goes_to(client.post(revoke, {"reason": "Answers were copied."})) == request_page()
    assert goes_to(client.get(revoke)) == request_page()
    assert "waits for somebody else" in text_of(client.get(request_page()))
    client.post(request_page(), {"action": "confirm"})
    assert not CertificateRevocation.objects.exists()
    client.force_login(other)
    assert request_page() in text_of(client.get("/certificate-requests/"))
    assert "Certificates (1)" in text_of(client.get("/marking/"))
    assert goes_to(client.post(request_page(), {"action": "confirm"})) == request_page()
    assert "Tea Two confirmed this" in text_of(client.get(request_page()))
    revocation = CertificateRevocation.objects.get()
    assert (revocation.revoked_by, revocation.confirmed_by) == (one, other)
    client.logout()
    page = text_of(client.get(address_of(certificate)))
    assert "It is not valid." in page
    assert "Answers were copied." in page
    assert "This certificate is valid." not in page
    assert client.get(address_of(certificate, "certificate.pdf")).status_code == 404
    client.force_login(learner)
    assert "Answers were copied." in text_of(client.get("/learn/protocol/certificate/"))


def test_it_is_made_valid_again_in_the_same_way(client, certificate, teachers):
    services.revoke_certificate(code=certificate.code, reason="A mistake.", revoked_by_id=None)
    again = address_of(certificate, "reinstate/")
    client.force_login(teachers[0])
    assert again in text_of(client.get(address_of(certificate)))
    client.post(again, {"reason": "The wrong person."})
    client.force_login(teachers[1])
    client.post(request_page(), {"action": "confirm"})
    assert Certificate.objects.get().revocation is None
    client.logout()
    assert client.get(address_of(certificate, "certificate.pdf")).status_code == 200


def test_nobody_else_can_ask(client, certificate, learner):
    for reader in (None, learner, make_user()):
        if reader:
            client.force_login(reader)
        for rest in ("revoke/", "reinstate/"):
            answer = client.post(address_of(certificate, rest), {"reason": "Spite"})
            assert answer.status_code == (404 if reader else 302)
    assert client.post(address_of(certificate, "correct-name/"), {"printed_name": "Bo"}).status_code == 404
    assert not CertificateRequest.objects.exists()


def test_words_sent_when_signed_out_wait_for_who_wrote_them(client, certificate, teachers):
    one, other = teachers
    revoke, form = address_of(certificate, "revoke/"), {"reason": "Answers were copied.", "writer": one.key}
    for reader, is_shown in ((other, False), (one, True)):
        client.logout()
        assert goes_to(client.post(revoke, form)) == f"/accounts/login/?next={revoke}"
        client.force_login(reader)
        page = text_of(client.get(revoke))
        assert (form["reason"] in page, "You were signed out" in page) == (is_shown, is_shown)
    assert not CertificateRequest.objects.exists()
    client.post(revoke, form)
    client.logout()
    decline = {"action": "decline", "answer": "Nothing was copied.", "writer": other.key}
    assert goes_to(client.post(request_page(), decline)) == f"/accounts/login/?next={request_page()}"
    client.force_login(other)
    assert decline["answer"] in text_of(client.get(request_page()))
    assert CertificateRequest.objects.get().outcome == ""


@pytest.mark.parametrize("rest", ["revoke/", "reinstate/", "correct-name/"])
def test_strangers_who_send_something_learn_nothing(client, certificate, rest):
    answers = [client.post(f"/certificates/{code}/{rest}") for code in (certificate.code, "0" * 32, "nothing")]
    assert {(answer.status_code, answer.content) for answer in answers} == {(302, b"")}


def test_who_is_alone_is_told_that_it_waits(client, certificate):
    client.force_login(make_user(is_superuser=True))
    assert "There is no second administrator" in text_of(client.get(address_of(certificate, "revoke/")))
    client.post(address_of(certificate, "revoke/"), {"reason": "Copied."})
    assert "Nobody else may decide it today" in text_of(client.get(request_page()))


def test_a_holder_asks_for_another_name_and_a_coordinator_confirms_it(signed_in, certificate, learner):
    city = make_organisation()
    make_membership(user=learner, organisation=city)
    correct = address_of(certificate, "correct-name/")
    assert correct in text_of(signed_in.get("/learn/protocol/certificate/"))
    assert 'value="Ana Learner"' in text_of(signed_in.get(correct))
    same = {"printed_name": "Ana Learner", "reason": "Married."}
    assert "shows this name already" in text_of(signed_in.post(correct, same))
    assert goes_to(signed_in.post(correct, same | {"printed_name": "Ana Kovač"})) == request_page()
    assert "Withdraw the request" in text_of(signed_in.get(request_page()))
    signed_in.force_login(make_coordinator(city))
    assert "1 request about a certificate waits" in text_of(signed_in.get("/people/"))
    page = text_of(signed_in.get(request_page()))
    assert "Ana Learner" in page
    assert "Ana Kovač" in page
    signed_in.post(request_page(), {"action": "confirm"})
    signed_in.logout()
    page = text_of(signed_in.get(address_of(certificate)))
    assert "Ana Kovač" in page
    assert "Ana Learner" not in page
    assert "Issue 2 of this certificate" in page


def test_declining_needs_a_reason_that_who_asked_can_read(client, certificate, teachers, learner):
    client.force_login(learner)
    client.post(address_of(certificate, "correct-name/"), {"printed_name": "Ana Kovač", "reason": "Married."})
    client.force_login(teachers[0])
    assert "Please say why you decline." in text_of(client.post(request_page(), {"action": "decline", "answer": ""}))
    client.post(request_page(), {"action": "decline", "answer": "Send a document."})
    client.force_login(learner)
    page = text_of(client.get(request_page()))
    assert "Tea One declined this" in page
    assert "Send a document." in page


def test_who_asked_withdraws_it(signed_in, certificate):
    signed_in.post(address_of(certificate, "correct-name/"), {"printed_name": "Ana Kovač", "reason": "Married."})
    assert "Ana Learner" in text_of(signed_in.get("/certificate-requests/"))
    signed_in.post(request_page(), {"action": "nothing"})
    signed_in.post(request_page(), {"action": "withdraw"})
    assert "This was withdrawn" in text_of(signed_in.get(request_page()))
    assert "This has been decided already" not in text_of(signed_in.get("/certificate-requests/"))


def test_without_requests_the_list_says_so(signed_in):
    assert "Nothing waits for you." in text_of(signed_in.get("/certificate-requests/"))
