import io
import re

import pypdf
import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.services import outbox
from courses import certificate_urls, services
from courses.enums import IssueReason
from courses.models import Certificate, CertificateIssue, Credential, Enrolment
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

pytestmark = pytest.mark.django_db

CODE = "<any_text:code>/"
NAME_PAGE = "/learn/protocol/certificate/"


@pytest.fixture
def certificate(learner):
    enrolment = make_finished_enrolment(learner, name="Ana Learner", slug="protocol")
    return services.issue_certificate(enrolment_id=enrolment.pk)


def address_of(certificate, rest=""):
    return f"/certificates/{certificate.code}/{rest}"


def text_of(response):
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode().replace("&nbsp;", " "))


def goes_to(response):
    assert response.status_code == 302
    return response["Location"]


def test_all_pages_say_that_a_certificate_has_expired(signed_in, learner, with_keys):
    with time_machine.travel("2026-11-23T12:00:00Z"):
        enrolment = make_finished_enrolment(learner, name="Ana Learner", slug="protocol", valid_months=12)
        make_programme(enrolment.course)
        signed_in.force_login(learner)
        while outbox.sweep():
            pass
        code = enrolment.certificate.code
        assert "It is valid until 23 November 2027." in text_of(signed_in.get(NAME_PAGE))
        assert "valid until 23 November 2027" in text_of(signed_in.get("/learn/protocol/"))
        assert "This certificate is valid." in text_of(signed_in.get(f"/certificates/{code}/"))
    with time_machine.travel("2027-11-24T00:00:00Z"):
        signed_in.force_login(learner)
        assert "Your certificate was valid until 23 November 2027." in text_of(signed_in.get(NAME_PAGE))
        assert "it was valid until 23 November 2027" in text_of(signed_in.get("/learn/protocol/"))
        assert "Certificate expired" in text_of(signed_in.get("/programme/"))
        assert "Your certificate was valid until" in text_of(signed_in.get("/programme/certificate/"))
        public = text_of(signed_in.get(f"/certificates/{code}/"))
        assert "This certificate has expired." in public
        assert "It was valid until 23 November 2027." in public
        assert "This certificate is valid." not in public


def test_a_holder_renews_from_the_page(signed_in, learner):
    final = make_published_exercise(title="Final", max_tries=2)
    with time_machine.travel("2026-11-23T12:00:00Z"):
        course = make_course(lesson_item("a"), final_exercise=exercise_item(final), slug="protocol", valid_months=12)
        enrolment = make_enrolment(course, learner)
        services.mark_lesson_done(enrolment_id=enrolment.pk, lesson_id=course.lessons.get().pk)
        do_exercise(final, learner)
        services.confirm_printed_name(enrolment_id=enrolment.pk, name="Ana")
        services.issue_certificate(enrolment_id=enrolment.pk)
        signed_in.force_login(learner)
        assert "Renew" not in text_of(signed_in.get("/learn/protocol/"))
        assert "Renew" not in text_of(signed_in.get(NAME_PAGE))
    renew, final_page = f"{NAME_PAGE}renew/", f"/learn/protocol/final/exercise-{final.pk}/"
    with time_machine.travel("2027-11-01T12:00:00Z"):
        signed_in.force_login(learner)
        assert "Renew the certificate" in text_of(signed_in.get("/learn/protocol/"))
        assert "You have 2 tries for it." in text_of(signed_in.get(NAME_PAGE))
        assert goes_to(signed_in.get(renew)) == NAME_PAGE
        assert goes_to(signed_in.post(renew)) == final_page
        assert goes_to(signed_in.post(renew)) == final_page
        assert "2 tries are left." in text_of(signed_in.get(NAME_PAGE))
        assert "Start another try" in text_of(signed_in.get(final_page))
        do_exercise(final, learner, is_right=False)
        do_exercise(final, learner, is_right=False)
        assert "You have used every try for this renewal" in text_of(signed_in.get(NAME_PAGE))
    assert signed_in.post("/learn/nowhere/certificate/renew/").status_code == 404


def test_it_cannot_be_renewed_too_early(signed_in, certificate):
    assert goes_to(signed_in.post(f"{NAME_PAGE}renew/")) == NAME_PAGE
    assert "This certificate cannot be renewed now." in text_of(signed_in.get(NAME_PAGE))


def test_the_whole_way_to_a_certificate(signed_in, client, learner, with_keys):
    make_enrolment(make_course(lesson_item("a"), slug="protocol"), learner)
    assert "You have not finished the course yet." in text_of(signed_in.get(NAME_PAGE))
    signed_in.post("/learn/protocol/a/done/")
    page = text_of(signed_in.get(NAME_PAGE))
    assert "You have finished the course." in page
    assert 'value="Ana Learner"' in page
    assert goes_to(signed_in.post(NAME_PAGE, {"action": "name", "printed_name": "Dr Ana Learner"})) == NAME_PAGE
    assert "Your certificate is being prepared." in text_of(signed_in.get(NAME_PAGE))
    while outbox.sweep():
        pass
    certificate = Certificate.objects.get()
    page = text_of(signed_in.get(NAME_PAGE))
    assert "Your certificate is ready." in page
    assert address_of(certificate, "certificate.pdf") in page
    client.logout()
    page = text_of(client.get(address_of(certificate)))
    assert "This certificate is valid." in page
    assert "Dr Ana Learner" in page


def test_a_stranger_reads_what_for_whom_and_how_to_check(client, certificate):
    response = client.get(address_of(certificate))
    page = text_of(response)
    for words in (
        "Ana Learner",
        "Valid",
        "1 h 30 min",
        "Protocol",
        "How to check",
        f"https://chancery.test{address_of(certificate)}",
    ):
        assert words in page
    assert response["X-Robots-Tag"] == "noindex"
    assert "hide or show your name" not in page


def test_a_certificate_by_final_assessment_says_so(client, learner):
    final = make_published_exercise("branch", title="The last case")
    course = make_course(lesson_item("a"), final_exercise=exercise_item(final), test_out=True)
    enrolment = make_enrolment(course, learner)
    services.confirm_printed_name(enrolment_id=enrolment.pk, name="Ana")
    do_exercise(final, learner)
    outbox.sweep()
    page = text_of(client.get(address_of(Certificate.objects.get())))
    assert "By examination: the final assessment stands for lessons" in page
    assert "100 % in the final assessment" in page
    assert "The last case" in page


@pytest.fixture
def signed(certificate, with_keys):
    services.sign_issue(issue_id=certificate.issues.get().pk)
    return certificate


def test_the_verdict_comes_first_and_says_what_was_checked(client, signed, settings):
    page = text_of(client.get(address_of(signed)))
    assert page.index("This certificate is valid.") < page.index("Ana Learner") < page.index("What it says")
    assert "Checked just now" in page
    for rest in ("certificate.pdf", "credential.json", "credential.jwt", "badge.png", "badge.svg"):
        assert address_of(signed, rest) in page
    assert "Add to your profile" not in page
    settings.CHANCERY_KEYS = {}
    page = text_of(client.get(address_of(signed)))
    assert "This certificate could not be checked." in page
    assert "This is to certify that" not in page
    assert "This certificate is valid." not in page


def test_the_holder_finds_what_to_put_into_a_profile(signed_in, signed):
    page = text_of(signed_in.get(address_of(signed)))
    assert "Add to your profile" in page
    assert f"certUrl=https%3A%2F%2Fchancery.test%2Fcertificates%2F{signed.code}%2F" in page


def test_what_was_tampered_with_is_called_so(client, signed):
    issue = signed.issues.get()
    CertificateIssue.objects.update(snapshot=issue.snapshot | {"holder": "Eve Learner"})
    page = text_of(client.get(address_of(signed)))
    assert "Do not rely on this certificate." in page
    assert "This is to certify that" not in page
    assert "issued it on" not in page
    assert "is valid" not in page


def test_credentials_point_to_places_of_the_page(client, learner, with_keys):
    final = make_published_exercise("branch", title="The last case")
    enrolment = make_enrolment(
        make_course(lesson_item("a"), final_exercise=exercise_item(final), test_out=True), learner
    )
    services.confirm_printed_name(enrolment_id=enrolment.pk, name="Ana")
    do_exercise(final, learner)
    while outbox.sweep():
        pass
    credential = Credential.objects.get()
    page = text_of(client.get(address_of(credential.issue.certificate)))
    places = re.findall(r'/#([a-z]+-?\d*)"', credential.document)
    assert {"competency-1", "evidence-1", "standard", "holder"} <= set(places)
    assert all(f'id="{place}"' in page for place in set(places))


def test_a_corrected_name_shows_how_often_it_was_issued(client, signed):
    services.reissue(certificate_id=signed.pk, reason=IssueReason.NAME, by_id=None, printed_name="Ana María Learner")
    page = text_of(client.get(address_of(signed)))
    assert "Issue 1 of" in page
    assert "Replaced by issue 2." in page
    assert "Ana María Learner" in page


def hand_in(client, data):
    return text_of(client.post("/certificates/", {"file": SimpleUploadedFile("file.json", data)}))


def test_a_file_is_checked_without_an_account(client, signed):
    assert "You were sent a signed file" in text_of(client.get("/certificates/"))
    document = Credential.objects.get().document
    page = hand_in(client, document.encode())
    assert "This file is genuine." in page
    assert address_of(signed) in page
    assert "Do not rely on this file." in hand_in(client, document.replace("Ana", "Eve").encode())
    assert "It names no certificate of this site." in hand_in(client, b'{"id": "https://elsewhere.example"}')
    assert "There is nothing signed in it." in hand_in(client, b"%PDF-1.7")


def test_a_file_that_is_missing_or_too_large_is_refused_with_a_reason(client, certificate):
    assert "Please choose a file." in text_of(client.post("/certificates/", {}))
    assert "larger than 1 MB" in hand_in(client, b" " * 1_000_001)


def test_who_hands_in_file_after_file_is_told_to_come_back(client, certificate, settings):
    settings.ACCOUNT_RATE_LIMITS = {"check_file": "1/m/ip"}
    statuses = [client.post("/certificates/", {}, **STRANGER).status_code for _ in range(2)]
    assert statuses == [200, 429]


# What follows the code in the addresses of certificates, with all that can be downloaded there.
RESTS = [str(found.pattern).removeprefix(CODE) for found in certificate_urls.urlpatterns if CODE in str(found.pattern)]
STRANGER = {"REMOTE_ADDR": "203.0.113.7"}
UNKNOWN = [
    "0" * 32,
    "0" * 31,
    "malformed",
    "A" * 32,
    "%00" * 4,
    "a/b",
    "..%2F..%2Fetc",
    "é" * 32,
    "a" * 5000,
    "%0A",
    f"{'0' * 31}%0A",
]


@pytest.mark.parametrize("rest", RESTS)
@pytest.mark.parametrize("someone", [True, False])
def test_unknown_and_malformed_addresses_cannot_be_told_apart(client, learner, certificate, rest, someone):
    if someone:
        client.force_login(learner)
    answers = [client.get(f"/certificates/{code}/{rest}") for code in UNKNOWN]
    assert {(answer.status_code, answer.content) for answer in answers} == {(404, answers[0].content)}
    headers = [{name: value for name, value in answer.items() if name != "Expires"} for answer in answers]
    assert all(header == headers[0] for header in headers)
    assert b"There is no certificate at this address" in answers[0].content


def test_from_what_is_not_there_every_way_leads_on(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"unknown_certificate": "1/m/ip"}
    unknown, stopped = (client.get(f"/certificates/{'0' * 32}/", **STRANGER) for _ in range(2))
    assert (unknown.status_code, stopped.status_code) == (404, 429)
    for page in (unknown.content.decode(), stopped.content.decode()):
        assert 'href=""' not in page
        assert 'href="/help/"' in page
        assert "aria-current" not in page.split("<main")[0]


@pytest.mark.parametrize("rest", RESTS)
def test_an_unknown_address_costs_what_a_malformed_one_costs(client, certificate, statements, rest):
    counts = set()
    for code in UNKNOWN:
        with statements() as captured:
            client.get(f"/certificates/{code}/{rest}")
        counts.add(len(captured.counted))
    assert len(counts) == 1


def test_who_asks_for_what_is_not_there_again_and_again_is_stopped_everywhere(client, certificate, settings):
    settings.ACCOUNT_RATE_LIMITS = {"unknown_certificate": "2/m/ip"}
    for _ in range(5):
        assert client.get(address_of(certificate), **STRANGER).status_code == 200
    unknown = [client.get(f"/certificates/{number:032x}/", **STRANGER).status_code for number in range(3)]
    assert unknown == [404, 404, 429]
    paths = [address_of(certificate, rest) for rest in ("", "certificate.pdf")] + ["/certificates/nothing/"]
    answers = [client.get(path, **STRANGER) for path in paths]
    assert {(answer.status_code, answer["Retry-After"]) for answer in answers} == {(429, "300")}
    assert len({answer.content for answer in answers}) == 1
    assert client.get(address_of(certificate), REMOTE_ADDR="203.0.113.8").status_code == 200


def test_a_proxy_that_nobody_told_of_is_not_stopped(client, certificate, settings):
    settings.ACCOUNT_RATE_LIMITS = {"unknown_certificate": "1/m/ip"}
    statuses = [client.get("/certificates/nothing/", REMOTE_ADDR="127.0.0.1").status_code for _ in range(3)]
    assert statuses == [404, 404, 404]


def test_a_certificate_costs_the_same_among_one_and_among_many(client, certificate, statements):
    def cost():
        with statements() as captured:
            client.get(address_of(certificate))
        return len(captured.counted)

    alone = cost()
    for number in range(3):
        enrolment = make_finished_enrolment(make_user(), name="Bo", slug=f"other-{number}")
        services.issue_certificate(enrolment_id=enrolment.pk)
    assert cost() == alone


def test_the_file_is_served_as_it_was_issued(client, certificate):
    response = client.get(address_of(certificate, "certificate.pdf"))
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    assert response.content == bytes(certificate.issues.get().pdf)
    assert "Ana Learner" in pypdf.PdfReader(io.BytesIO(response.content)).pages[0].extract_text()
    assert response["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("rest", ["", "certificate.pdf"])
def test_no_cache_keeps_a_certificate_that_may_be_revoked_tomorrow(client, certificate, rest):
    assert "no-store" in client.get(address_of(certificate, rest))["Cache-Control"]


def test_the_holder_hides_the_name_and_shows_it_again(signed_in, certificate, client):
    assert goes_to(signed_in.post(NAME_PAGE, {"action": "withhold"})) == NAME_PAGE
    assert "Ana Learner" in text_of(signed_in.get(address_of(certificate)))
    assert "Show my name" in text_of(signed_in.get(NAME_PAGE))
    signed_in.logout()
    page = text_of(client.get(address_of(certificate)))
    assert "Name withheld by the holder" in page
    assert "Ana Learner" not in page
    assert client.get(address_of(certificate, "certificate.pdf")).status_code == 404


def test_showing_the_name_again(signed_in, certificate):
    services.set_name_withheld(enrolment_id=certificate.enrolment_id, withheld=True)
    signed_in.post(NAME_PAGE, {"action": "show"})
    assert not Certificate.objects.get().name_withheld


def test_a_name_is_required_and_cannot_be_changed_once_printed(signed_in, certificate, learner):
    make_enrolment(make_course(slug="other"), learner)
    page = text_of(signed_in.post("/learn/other/certificate/", {"action": "name", "printed_name": " "}))
    assert "Something needs your attention" in page
    response = signed_in.post(NAME_PAGE, {"action": "name", "printed_name": "Somebody Else"}, follow=True)
    assert "issued already" in text_of(response)
    assert Enrolment.objects.get(course__slug="protocol").printed_name == "Ana Learner"


def test_the_name_page_of_a_course_of_others_is_not_found(client, certificate):
    client.force_login(make_user())
    for answer in (client.get(NAME_PAGE), client.post(NAME_PAGE, {"action": "withhold"})):
        assert answer.status_code == 404
    assert not Certificate.objects.get().name_withheld


def test_what_a_learner_wrote_is_never_markup(client, learner):
    enrolment = make_finished_enrolment(learner, name="<script>alert(1)</script>")
    certificate = services.issue_certificate(enrolment_id=enrolment.pk)
    assert "<script>alert" not in text_of(client.get(address_of(certificate)))
