import json

import pytest
import time_machine
from django.utils import timezone
from openvc.status.status_list import CredentialRevoked

from accounts.models import OutboxEntry
from accounts.services import outbox
from courses import selectors, services
from courses.credentials import checking, did, jwt, keys, status
from courses.credentials.checking import Verdict
from courses.credentials.errors import KeyFileError
from courses.enums import IssueReason
from courses.models import Certificate, CertificateIssue, Course, Credential, Programme
from courses.selectors.certificate_chains import broken_chains
from courses.services import credentials
from tests.courses.credentials.test_second_verifier import resolver_of, verify_by
from tests.factories.accounts import make_user
from tests.factories.courses import make_finished_enrolment
from tests.factories.keys import key_variables

pytestmark = pytest.mark.django_db

SITE = "did:web:chancery.test"


def issued(learner, **fields):
    enrolment = make_finished_enrolment(learner, name="Ana Learner", **fields)
    return services.issue_certificate(enrolment_id=enrolment.pk)


def made(certificate):
    return Credential.objects.get(issue__certificate=certificate)


def finder():
    document = selectors.did_document()
    return did.Finder({SITE: json.loads(document)} if document else {})


def lists():
    found = (json.loads(selectors.status_list(number)) for number in selectors.status_lists())
    return {listed["id"]: listed for listed in found}


def verdict(document):
    return checking.check(json.loads(document), finder=finder(), lists=lists(), now=timezone.now())


def test_an_issue_is_signed_through_the_outbox_once(learner, with_keys):
    issued(learner)
    while outbox.sweep():
        pass
    credential = Credential.objects.get()
    services.sign_issue(issue_id=credential.issue_id)
    assert Credential.objects.get().document == credential.document
    assert verdict(credential.document) == Verdict.VALID
    found = jwt.from_jwt(credential.token, finder())
    assert {**found, "proof": json.loads(credential.document)["proof"]} == json.loads(credential.document)


def test_the_moment_of_the_issue_is_that_of_the_signature(learner, with_keys):
    issue = issued(learner).issues.get()
    document = json.loads(services.sign_issue(issue_id=issue.pk).document)
    moment = issue.issued_at.strftime("%Y-%m-%dT%H:%M:%SZ")
    assert (document["validFrom"], document["proof"][0]["created"]) == (moment, moment)


def test_the_same_issue_key_and_place_give_the_same_bytes(learner, with_keys, monkeypatch):
    issue = issued(learner).issues.get()
    monkeypatch.setattr(credentials, "_free_place", lambda: 7)
    first = services.sign_issue(issue_id=issue.pk)
    Credential.objects.all().delete()
    again = services.sign_issue(issue_id=issue.pk)
    assert (again.document, again.token) == (first.document, first.token)


def test_of_two_workers_signing_at_once_the_second_gives_what_the_first_made(learner, with_keys, monkeypatch):
    issue = issued(learner).issues.get()
    draw = credentials._free_place

    def overtaken():
        monkeypatch.setattr(credentials, "_free_place", draw)
        services.sign_issue(issue_id=issue.pk)
        return draw()

    monkeypatch.setattr(credentials, "_free_place", overtaken)
    assert services.sign_issue(issue_id=issue.pk) == Credential.objects.get()


def test_without_a_key_a_certificate_is_issued_and_waits_quietly(learner, settings, caplog):
    certificate = issued(learner)
    while outbox.sweep():
        pass
    assert not OutboxEntry.objects.filter(done_at=None).exists()
    assert not Credential.objects.exists()
    assert not caplog.records
    assert (services.request_waiting(), selectors.status_lists(), selectors.did_document()) == (0, [], None)
    settings.CHANCERY_KEYS = key_variables(0)
    assert (services.request_waiting(), services.request_waiting()) == (1, 1)
    assert outbox.sweep() == 1
    assert verdict(made(certificate).document) == Verdict.VALID
    assert services.request_waiting() == 0


def test_a_key_that_others_may_read_signs_nothing(learner, settings, tmp_path):
    settings.CHANCERY_KEYS_DIR = tmp_path / "keys"
    path = services.make_key(keys.Kind.ED25519)
    path.chmod(0o644)
    issue = issued(learner).issues.get()
    with pytest.raises(KeyFileError, match="chmod 600"):
        services.sign_issue(issue_id=issue.pk)
    path.chmod(0o600)
    credential = services.sign_issue(issue_id=issue.pk)
    assert (verdict(credential.document), credential.token) == (Verdict.VALID, "")


def test_a_site_without_https_signs_nothing(learner, settings, with_keys):
    settings.CHANCERY_PUBLIC_URL = "http://localhost:8000"
    assert services.sign_issue(issue_id=issued(learner).issues.get().pk) is None
    assert (selectors.issuer_did(), selectors.public_keys()) == ("", ())


def test_what_earlier_keys_signed_stays_checkable(settings):
    documents, tokens = [], []
    for number in range(3):
        settings.CHANCERY_KEYS = key_variables(*range(number + 1))
        credential = services.sign_issue(issue_id=issued(make_user()).issues.get().pk)
        documents.append(credential.document)
        tokens.append(credential.token)
        assert [verdict(document) for document in documents] == [Verdict.VALID] * (number + 1)
    methods = {json.loads(document)["proof"][0]["verificationMethod"] for document in documents}
    assert methods == {key.method for key in selectors.public_keys() if key.kind == keys.Kind.ED25519}
    periods = [(key.begins.year, key.ends and key.ends.year) for key in selectors.public_keys()]
    assert periods == [(2020, 2021), (2021, 2022), (2022, None), (2020, None)]
    assert all(jwt.from_jwt(token, finder()) for token in tokens)


def test_what_a_stolen_key_signed_is_believed_no_more(learner, settings):
    settings.CHANCERY_KEYS = key_variables(0)
    credential = services.sign_issue(issue_id=issued(learner).issues.get().pk)
    settings.CHANCERY_KEYS = key_variables(1)
    assert verdict(credential.document) == Verdict.INVALID


def test_a_demonstration_is_its_own_key_and_says_so_everywhere(learner, settings):
    settings.CHANCERY_DEMO, settings.CHANCERY_KEYS = True, key_variables(0)
    credential = services.sign_issue(issue_id=issued(learner).issues.get().pk)
    settings.CHANCERY_KEYS = key_variables(0, 1)
    document = json.loads(credential.document)
    assert document["issuer"]["id"] == selectors.issuer_did()
    assert document["issuer"]["id"].startswith("did:key:z6Mk")
    assert document["name"].startswith("Demonstration: ")
    assert document["credentialSubject"]["achievement"]["criteria"]["narrative"].startswith("Demonstration. ")
    assert credential.issue.snapshot["demonstration"] is True
    assert (credential.token, selectors.did_document()) == ("", None)
    assert verdict(credential.document) == Verdict.VALID


def test_it_names_the_standard_and_what_it_rests_on(learner, with_keys):
    issue = issued(learner).issues.get()
    document = json.loads(services.sign_issue(issue_id=issue.pk).document)
    *_competencies, standard = document["credentialSubject"]["achievement"]["alignment"]
    assert standard["targetCode"] == issue.snapshot["standard"]["version"]
    assert standard["targetName"] == "Standard: everything that is required"


def test_an_issue_of_before_is_signed_as_well(learner, with_keys):
    certificate = issued(learner)
    issue = certificate.issues.get()
    old = {name: value for name, value in issue.snapshot.items() if name not in {"standard", "demonstration"}}
    CertificateIssue.objects.update(snapshot=old | {"format": 1})
    assert verdict(services.sign_issue(issue_id=issue.pk).document) == Verdict.VALID


def test_a_revoked_certificate_is_in_its_list_and_nobody_else(with_keys):
    first, second = (issued(make_user()) for _number in range(2))
    documents = [services.sign_issue(issue_id=found.issues.get().pk).document for found in (first, second)]
    before = selectors.status_list(0)
    assert selectors.status_list(0) == before
    services.revoke_certificate(code=first.code, reason="Copied.", revoked_by_id=None)
    assert [verdict(document) for document in documents] == [Verdict.REVOKED, Verdict.VALID]
    assert selectors.status_list(0) != before


def test_an_issue_that_is_replaced_is_in_the_list(learner, with_keys):
    certificate = issued(learner)
    first = services.sign_issue(issue_id=certificate.issues.get().pk).document
    anew = {"certificate_id": certificate.pk, "reason": IssueReason.RENEWED}
    issues = [services.reissue(**anew, says={"result_percent": percent}) for percent in (80, 90)]
    documents = [first, *(services.sign_issue(issue_id=issue.pk).document for issue in issues)]
    assert [verdict(found) for found in documents] == [Verdict.REVOKED, Verdict.REVOKED, Verdict.VALID]


def test_a_list_is_not_older_than_the_key_that_signs_it(learner, settings):
    settings.CHANCERY_KEYS = key_variables(0)
    with time_machine.travel("2020-06-01T00:00:00Z", tick=False):
        document = services.sign_issue(issue_id=issued(learner).issues.get().pk).document
    settings.CHANCERY_KEYS = key_variables(0, 1)
    (listed,) = lists().values()
    assert (listed["validFrom"], listed["proof"][0]["created"]) == ("2021-01-01T00:00:00Z", "2021-01-01T00:00:00Z")
    assert verdict(document) == Verdict.VALID


def test_there_is_no_list_before_the_first_credential_or_after_the_last(learner, with_keys):
    assert selectors.status_list(0) is None
    services.sign_issue(issue_id=issued(learner).issues.get().pk)
    assert [selectors.status_list(number) for number in (1, 10**30)] == [None, None]


def test_a_list_without_free_places_is_followed_by_another(with_keys, monkeypatch):
    monkeypatch.setattr(credentials.secrets, "randbelow", lambda _most: 5)
    places = [services.sign_issue(issue_id=issued(make_user()).issues.get().pk).status_index for _number in range(3)]
    assert places == [5, status.BITS + 5, 2 * status.BITS + 5]
    assert selectors.status_lists() == [0, 1, 2]


def test_the_certificate_of_a_programme_goes_through_the_same_door(learner, with_keys):
    programme = Programme.objects.create(key="c5b2a6e0-6d1c-4d44-9a8b-111111111111", source_language="en")
    programme.texts.create(language="en", title="City diplomacy")
    enrolment = make_finished_enrolment(learner, name="Ana")
    Course.objects.update(programme=programme)
    services.issue_certificate(enrolment_id=enrolment.pk)
    while outbox.sweep():
        pass
    certificate = Certificate.objects.exclude(completion=None).get()
    document = json.loads(made(certificate).document)
    assert document["credentialSubject"]["achievement"]["achievementType"] == "LearningProgram"
    assert verdict(made(certificate).document) == Verdict.VALID


def test_a_second_verifier_comes_to_the_same_verdict(learner, with_keys):
    certificate = issued(learner)
    document = json.loads(services.sign_issue(issue_id=certificate.issues.get().pk).document)
    resolver = resolver_of({"https://chancery.test/.well-known/did.json": json.loads(selectors.did_document())})
    assert verify_by(document, lists()[document["credentialStatus"]["statusListCredential"]], resolver, timezone.now())
    services.revoke_certificate(code=certificate.code, reason="Copied.", revoked_by_id=None)
    with pytest.raises(CredentialRevoked):
        verify_by(document, lists()[document["credentialStatus"]["statusListCredential"]], resolver, timezone.now())


def test_the_audit_trail_tells_of_the_signature_and_finds_a_changed_one(learner, with_keys):
    certificate = issued(learner)
    services.sign_issue(issue_id=certificate.issues.get().pk)
    assert [event.kind for event in certificate.events.order_by("number")] == ["issued", "signed"]
    assert list(broken_chains()) == []
    Credential.objects.update(document=made(certificate).document.replace("Learner", "Cheater"))
    (fault,) = broken_chains()
    assert "credentials" in fault
