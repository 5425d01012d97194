import pytest
from django.urls import reverse

from courses import services
from courses.models import Certificate, CertificateRevocation
from courses.selectors.transcripts import transcripts_of
from tests.factories.accounts import make_user
from tests.factories.courses import make_finished_enrolment

pytestmark = pytest.mark.django_db

PAGE = "/transcripts/"


@pytest.fixture
def certificate(learner):
    enrolment = make_finished_enrolment(learner, name="Ana Learner", slug="protocol")
    return services.issue_certificate(enrolment_id=enrolment.pk)


def text_of(response):
    assert response.status_code == 200
    return response.content.decode()


def test_the_holder_makes_a_transcript_and_gives_its_address_away(signed_in, client, certificate, learner):
    assert f"/certificates/{certificate.code}/" in text_of(signed_in.get(PAGE))
    response = signed_in.post(PAGE, {"action": "make"})
    transcript = transcripts_of(learner.pk).get()
    assert response["Location"] == f"/certificates/{transcript.code}/"
    assert "Transcript of" in text_of(signed_in.get(PAGE))
    client.logout()
    page = text_of(client.get(f"/certificates/{transcript.code}/"))
    assert "has finished the courses that are listed in this" in page
    assert f"/certificates/{certificate.code}/" in page


def test_the_holder_hides_the_name_on_it_and_nobody_else_does(signed_in, client, certificate, learner):
    transcript = services.make_transcript(learner_id=learner.pk)
    signed_in.post(PAGE, {"action": "withhold", "code": transcript.code})
    assert "Show my name" in text_of(signed_in.get(PAGE))
    client.force_login(make_user())
    client.post(PAGE, {"action": "show", "code": transcript.code})
    assert Certificate.objects.get(pk=transcript.pk).name_withheld
    client.logout()
    assert "Ana Learner" not in text_of(client.get(f"/certificates/{transcript.code}/"))


def test_who_has_no_certificate_is_told_so(signed_in):
    assert "no certificate yet" in text_of(signed_in.get(PAGE))
    assert "no certificate yet" in text_of(signed_in.post(PAGE, {"action": "make"}, follow=True))


def test_a_course_without_a_certificate_leads_to_where_it_is_got(signed_in, learner):
    make_finished_enrolment(learner, slug="unnamed")
    page = text_of(signed_in.get(PAGE))
    assert f'href="{reverse("courses:certificate_name", args=["unnamed"])}">None yet: get it' in page
    assert 'value="make"' not in page


def test_one_that_fell_says_how_it_comes_back_unless_a_person_revoked_it(signed_in, certificate, learner):
    transcript = services.make_transcript(learner_id=learner.pk)
    services.revoke_certificate(code=certificate.code, reason="Copied", revoked_by_id=None)
    assert "valid again as soon as that certificate is" in text_of(signed_in.get(PAGE))
    CertificateRevocation.objects.filter(issue__certificate=transcript).update(revoked_by=make_user())
    assert "See its page for the reason." in text_of(signed_in.get(PAGE))


def test_strangers_are_asked_to_sign_in(client, db):
    assert client.get(PAGE).status_code == 302


def test_the_page_costs_the_same_whatever_is_on_it(signed_in, certificate, learner, statements):
    def cost():
        with statements() as captured:
            signed_in.get(PAGE)
        return len(captured.counted)

    make_finished_enrolment(learner, slug="unnamed")
    alone = cost()
    for number in range(2):
        enrolment = make_finished_enrolment(learner, name="Ana Learner", slug=f"other-{number}")
        services.issue_certificate(enrolment_id=enrolment.pk)
        services.make_transcript(learner_id=learner.pk)
        make_finished_enrolment(learner, slug=f"unnamed-{number}")
    assert cost() == alone
