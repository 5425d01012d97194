import json

import pytest
from django.urls import reverse

from courses import services
from courses.credentials.bake import unbake_png, unbake_svg
from courses.models import Credential
from courses.services import badges
from tests.courses.views.test_certificates import UNKNOWN
from tests.factories.accounts import make_user
from tests.factories.courses import make_finished_enrolment

pytestmark = pytest.mark.django_db

DOWNLOADS = ["credential.json", "credential.jwt", "badge.png", "badge.svg"]


@pytest.fixture
def certificate(learner, with_keys):
    return issued(learner)


def issued(learner):
    enrolment = make_finished_enrolment(learner, name="Ana Learner")
    certificate = services.issue_certificate(enrolment_id=enrolment.pk)
    services.sign_issue(issue_id=certificate.issues.get().pk)
    return certificate


def address_of(certificate, rest):
    return f"/certificates/{certificate.code}/{rest}"


def test_it_is_handed_out_letter_by_letter_as_it_was_signed(client, certificate):
    stored = Credential.objects.get()
    for rest, content, kind in (
        ("credential.json", stored.document, "application/vc"),
        ("credential.jwt", stored.token, "text/plain"),
    ):
        response = client.get(address_of(certificate, rest))
        assert (response.status_code, response.content.decode()) == (200, content)
        assert response["Content-Type"].partition(";")[0] == kind
        assert "attachment" in response["Content-Disposition"]
        assert response["Access-Control-Allow-Origin"] == "*"
        assert "no-store" in response["Cache-Control"]
        assert response["X-Robots-Tag"] == "noindex"
        assert not response.cookies


@pytest.mark.parametrize(("kind", "unbake"), [("png", unbake_png), ("svg", unbake_svg)])
def test_pictures_carry_it_and_are_the_same_each_time(client, certificate, kind, unbake):
    first = client.get(address_of(certificate, f"badge.{kind}"))
    assert first["Content-Type"] == {"png": "image/png", "svg": "image/svg+xml"}[kind]
    assert unbake(first.content) == Credential.objects.get().document
    badges._picture.cache_clear()
    assert client.get(address_of(certificate, f"badge.{kind}")).content == first.content


def test_a_demonstration_has_no_token(client, learner, settings, with_keys):
    settings.CHANCERY_DEMO = True
    certificate = issued(learner)
    statuses = [client.get(address_of(certificate, rest)).status_code for rest in DOWNLOADS]
    assert statuses == [200, 404, 200, 200]


@pytest.mark.parametrize("rest", DOWNLOADS)
def test_a_stranger_gets_it_only_as_they_get_the_file(client, signed_in, certificate, rest):
    stranger = client.__class__()
    services.set_name_withheld(enrolment_id=certificate.enrolment_id, withheld=True)
    assert [user.get(address_of(certificate, rest)).status_code for user in (stranger, signed_in)] == [404, 200]
    services.set_name_withheld(enrolment_id=certificate.enrolment_id, withheld=False)
    assert stranger.get(address_of(certificate, rest)).status_code == 200
    services.revoke_certificate(code=certificate.code, reason="Copied.", revoked_by_id=None)
    assert [user.get(address_of(certificate, rest)).status_code for user in (stranger, signed_in)] == [404, 200]
    stranger.force_login(make_user())
    assert stranger.get(address_of(certificate, rest)).status_code == 404


@pytest.mark.parametrize("rest", DOWNLOADS)
def test_what_is_unknown_malformed_or_not_signed_yet_cannot_be_told_apart(client, certificate, rest):
    Credential.objects.all().delete()
    codes = [*UNKNOWN, certificate.code]
    answers = [client.get(f"/certificates/{code}/{rest}") for code in codes]
    assert {(answer.status_code, answer.content) for answer in answers} == {(404, answers[0].content)}


def test_lists_and_keys_are_for_everybody_and_asked_for_again_only_when_they_change(client, certificate):
    for path, kind in (("/credentials/status/0", "application/vc"), ("/.well-known/did.json", "application/json")):
        response = client.get(path)
        assert (response.status_code, response["Content-Type"]) == (200, kind)
        assert response["Access-Control-Allow-Origin"] == "*"
        assert response["Cache-Control"] == "public, max-age=300"
        assert not response.cookies
        assert client.get(path, headers={"If-None-Match": response["ETag"]}).status_code == 304
    before = client.get("/credentials/status/0")["ETag"]
    services.revoke_certificate(code=certificate.code, reason="Copied.", revoked_by_id=None)
    assert client.get("/credentials/status/0", headers={"If-None-Match": before}).status_code == 200


def test_the_document_stands_where_the_name_of_the_site_leads(client, certificate):
    document = client.get("/.well-known/did.json").json()
    assert document["id"] == "did:web:chancery.test"
    issuer = json.loads(Credential.objects.get().document)["issuer"]["id"]
    assert issuer == document["id"]


@pytest.mark.parametrize("path", ["/credentials/status/1", f"/credentials/status/{10**40}"])
def test_there_are_no_other_lists(client, certificate, path):
    assert client.get(path).status_code == 404


def test_at_a_former_address_lists_and_keys_are_those_of_before(client, certificate, settings):
    paths = ("/credentials/status/0", "/.well-known/did.json")
    before = [json.loads(client.get(path).content)["id"] for path in paths]
    settings.CHANCERY_PUBLIC_URL, settings.ALLOWED_HOSTS = "https://new.example", ["*"]
    settings.CHANCERY_FORMER_URLS = ["https://chancery.test"]
    old, new, other = (
        [json.loads(client.get(path, secure=True, headers={"host": host}).content)["id"] for path in paths]
        for host in ("chancery.test", "new.example", "other.example")
    )
    assert old == before
    assert new == other == ["https://new.example/credentials/status/0", "did:web:new.example"]


def test_without_keys_there_is_neither_document_nor_list(client, learner, certificate, settings):
    settings.CHANCERY_KEYS = {}
    assert [client.get(path).status_code for path in ("/.well-known/did.json", "/credentials/status/0")] == [404, 404]


def test_its_cost_does_not_grow(client, certificate, statements):
    with statements() as few:
        client.get(address_of(certificate, "credential.json"))
        client.get("/credentials/status/0")
    for _number in range(3):
        other = issued(make_user())
        services.revoke_certificate(code=other.code, reason="Copied.", revoked_by_id=None)
    with statements() as many:
        client.get(address_of(certificate, "credential.json"))
        client.get("/credentials/status/0")
    assert len(many) == len(few)


def test_the_page_leads_to_every_file_that_is_there(client, certificate, settings):
    page = client.get(address_of(certificate, "")).content.decode()
    assert all(f'href="{address_of(certificate, rest)}"' in page for rest in DOWNLOADS)
    Credential.objects.all().delete()
    page = client.get(address_of(certificate, "")).content.decode()
    assert not any(rest in page for rest in DOWNLOADS)


def test_a_file_that_names_a_certificate_whose_name_is_withheld_is_for_the_holder(client, certificate, learner):
    transcript = services.make_transcript(learner_id=learner.pk)
    services.sign_issue(issue_id=transcript.issues.get().pk)
    addresses = [address_of(transcript, rest) for rest in ("certificate.pdf", *DOWNLOADS)]
    assert {client.get(address).status_code for address in addresses} == {200}
    services.set_name_withheld(enrolment_id=certificate.enrolment_id, withheld=True)
    assert {client.get(address).status_code for address in addresses} == {404}
    assert "Files" not in client.get(address_of(transcript, "")).content.decode()
    client.force_login(learner)
    assert {client.get(address).status_code for address in addresses} == {200}


@pytest.mark.parametrize(("name", "numbers"), [("did_document", []), ("status_list", [0])])
def test_while_a_key_cannot_be_read_verifiers_are_asked_to_come_back(client, certificate, settings, name, numbers):
    path = reverse(name, args=numbers)
    assert client.get(path).status_code == 200
    settings.CHANCERY_KEYS = settings.CHANCERY_KEYS | {"CHANCERY_KEY_ED25519_20260101T000000Z": "rubbish"}
    response = client.get(path)
    assert (response.status_code, response["Retry-After"], response.content) == (503, "300", b"")
