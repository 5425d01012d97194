"""Whatever is done to certificates in whatever order, each document that was ever signed still tells the truth."""

import datetime
import functools
import hashlib
import io
import json
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import time_machine
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from openvc.proof.errors import CredentialExpired
from openvc.status.status_list import CredentialRevoked

from accounts.services import outbox
from courses import selectors, services
from courses.credentials import checking, did, jwt, status
from courses.enums import CertificateVerdict, IssueReason, RequestAct
from courses.errors import CertificateError
from courses.models import Certificate, CertificateIssue, CertificateRevocation
from courses.rules.validity import last_moment, moment_text
from courses.selectors.certificate_chains import broken_chains
from courses.selectors.integrity import broken_records
from courses.selectors.verdict import verified
from tests.courses.credentials.samples import proof_key
from tests.courses.credentials.test_second_verifier import resolver_of, verify_by
from tests.factories.accounts import make_user
from tests.factories.courses import (
    course_body,
    lesson_item,
    make_enrolment,
    make_outline,
    make_programme,
    store_outline,
)
from tests.factories.keys import key_variables, pem

# Of the database it asks what the tests of each service ask on both.
pytestmark = [pytest.mark.django_db, pytest.mark.same_on_both]

BEGUN = datetime.datetime(2026, 11, 23, 12, tzinfo=datetime.UTC)
HOUR, DAYS = datetime.timedelta(hours=1), datetime.timedelta(days=20)
DID = "did:web:chancery.test"
DID_FILE = "https://chancery.test/.well-known/did.json"
WORDS = {
    CertificateVerdict.VALID: "stands as valid in this registry",
    CertificateVerdict.EXPIRED: "has expired",
    CertificateVerdict.REVOKED: "was revoked. It is not valid",
}
WHICH = st.sampled_from(["expiring", "lasting"])
FIRST = "Ana Learner"
NAMES = st.sampled_from(["Ana Kovač", "李明", "Zoë Ångström"])


@functools.cache
def another_token_key():
    return pem(generate_private_key(65537, 2048))


def work():
    while outbox.sweep():
        pass


def certified(name, **fields):
    """Certify somebody for a course; return its outline and the certificate."""
    outline = make_outline([lesson_item(name)], slug=name, **fields)
    course = store_outline(outline)
    enrolment = make_enrolment(course, make_user())
    services.mark_lesson_done(enrolment_id=enrolment.pk, lesson_id=course.lessons.get().pk)
    services.confirm_printed_name(enrolment_id=enrolment.pk, name=FIRST)
    work()
    return outline, Certificate.objects.get(enrolment=enrolment)


@pytest.fixture
def site(settings):
    """Certificates of two people: one expires after a month, and those of a programme and a transcript rest on it."""
    settings.CHANCERY_KEYS = key_variables(0)
    with time_machine.travel(BEGUN, tick=False):
        found = {"expiring": certified("expiring", valid_months=1), "lasting": certified("lasting")}
        enrolment = found["expiring"][1].enrolment
        make_programme(enrolment.course)
        work()
        services.make_transcript(learner_id=enrolment.learner_id)
        work()
    return found


class AnyOrder(RuleBasedStateMachine):
    """What people and time do to the certificates of a site, and what must hold of each after every step."""

    def __init__(self, site):
        super().__init__()
        self.stack = ExitStack()
        self.stack.enter_context(transaction.atomic())
        self.folder = Path(self.stack.enter_context(TemporaryDirectory()))
        self.clock = self.stack.enter_context(time_machine.travel(BEGUN, tick=False))
        self.keys = key_variables(0)
        self.stack.enter_context(override_settings(CHANCERY_KEYS=self.keys))
        self.people = make_user(is_superuser=True), make_user(is_superuser=True)
        self.outlines = {name: outline for name, (outline, _certificate) in site.items()}
        self.certificates = {name: certificate for name, (_outline, certificate) in site.items()}
        self.programme = Certificate.objects.get(completion__programme__isnull=False)
        self.names = dict.fromkeys(site, FIRST)
        self.revoked, self.kept = set(), {}

    def teardown(self):
        try:
            self._registry_agrees()
            self._verifiers_elsewhere_agree()
        finally:
            transaction.set_rollback(True)
            self.stack.close()

    def _ask(self, which, act, asker, decider, **names):
        """Ask and confirm; tell whether it was done."""
        asked = {"code": self.certificates[which].code, "act": act, "reason": "A mistake.", "asked_by_id": asker.pk}
        self.clock.shift(HOUR)
        try:
            request = services.ask_about_certificate(**asked, **names)
            services.confirm_request(key=request.key, user_id=decider.pk)
        except CertificateError:
            return False
        work()
        return True

    @rule(which=WHICH)
    def revoke(self, which):
        assert self._ask(which, RequestAct.REVOKE, *self.people) == (which not in self.revoked)
        self.revoked.add(which)

    @rule(which=WHICH)
    def make_valid_again(self, which):
        assert self._ask(which, RequestAct.REINSTATE, *self.people) == (which in self.revoked)
        self.revoked.discard(which)

    @rule(which=WHICH, name=NAMES)
    def correct_the_name(self, which, name):
        holder = self.certificates[which].enrolment.learner
        fits = which not in self.revoked and self.names[which] != name
        assert self._ask(which, RequestAct.RENAME, holder, self.people[0], printed_name=name) == fits
        self.names[which] = name if fits else self.names[which]

    @precondition(lambda self: "expiring" not in self.revoked)
    @rule()
    def renew(self):
        self.clock.shift(HOUR)
        certificate = self.certificates["expiring"]
        certificate.refresh_from_db()
        until = last_moment(timezone.now(), 1, certificate.expires_at)
        says = {"expires_at": moment_text(until)}
        services.reissue(certificate_id=certificate.pk, reason=IssueReason.RENEWED, says=says)
        work()

    @rule(which=WHICH, withheld=st.booleans())
    def hide_or_show_the_name(self, which, withheld):
        services.set_name_withheld(enrolment_id=self.certificates[which].enrolment_id, withheld=withheld)

    @rule(which=WHICH, percent=st.sampled_from([60, 80]))
    def change_the_course(self, which, percent):
        body = course_body(f"What is asked for {percent} %", outcomes=("Another",), competencies=("Another",))
        services.sync_outline(replace(self.outlines[which], bodies={"en": body}, pass_percent=percent))

    @rule()
    def wait(self):
        self.clock.shift(DAYS)

    @rule()
    def rotate_the_key(self):
        self.clock.shift(HOUR)
        begins = timezone.now().strftime("%Y%m%dT%H%M%SZ")
        self.keys[f"CHANCERY_KEY_ED25519_{begins}"] = pem(proof_key(len(self.keys)).private)

    @precondition(lambda self: another_token_key() not in self.keys.values())
    @rule()
    def rotate_the_key_of_tokens(self):
        self.clock.shift(HOUR)
        self.keys[f"CHANCERY_KEY_RSA_{timezone.now():%Y%m%dT%H%M%SZ}"] = another_token_key()

    def _registry_agrees(self):
        """A registry says of each certificate what the site says, and its files verify every document."""
        call_command("export_registry", self.folder / "registry", stdout=io.StringIO())
        addresses = json.loads((self.folder / "registry" / "files.json").read_text())
        paths = {address: self.folder / "registry" / path for address, path in addresses.items()}
        files = {address: json.loads(path.read_text()) for address, path in paths.items()}
        self._check_all(files.pop(DID_FILE), files)
        for certificate in Certificate.objects.all():
            place = self.folder / "registry" / "certificates" / certificate.code
            view, _check = verified(code=certificate.code, reader_id=None, now=timezone.now())
            signed = place / "credential.json"
            newest = self.kept[certificate.pk, view.issue_number]
            assert (signed.read_text() if signed.exists() else "") == (newest[2] if view.credential_url else "")
            as_of = view.validity if view.revoked_at else self._at_the_last_change(view)
            assert WORDS[CertificateVerdict(as_of)] in (place / "index.html").read_text()

    def _at_the_last_change(self, view):
        issued = CertificateIssue.objects.values_list("issued_at", flat=True)
        revoked = CertificateRevocation.objects.values_list("revoked_at", flat=True)
        last = max([*issued, *revoked])
        return "expired" if view.expires_at and view.expires_at < last else "valid"

    @invariant()
    def each_issue_is_kept_and_its_bit_tells_whether_it_still_counts(self):
        issues = CertificateIssue.objects.select_related("certificate", "credential").order_by("pk")
        newest = {issue.certificate_id: issue.number for issue in issues}
        lists = self._lists()
        for issue in issues:
            made = issue.credential
            pdf = hashlib.sha256(bytes(issue.pdf)).digest()
            said = (issue.snapshot, pdf, made.document, made.token, made.status_index)
            assert self.kept.setdefault((issue.certificate_id, issue.number), said) == said
            entry = json.loads(made.document)["credentialStatus"]
            is_over = status.is_revoked(lists[entry["statusListCredential"]], int(entry["statusListIndex"]))
            counts = issue.number == newest[issue.certificate_id] and issue.certificate.revocation_id is None
            assert is_over == (not counts)
        assert len(self.kept) == len(issues)

    @invariant()
    def each_page_says_what_holds(self):
        for name, certificate in self.certificates.items():
            view, check = verified(code=certificate.code, reader_id=None, now=timezone.now())
            is_over = view.expires_at is not None and view.expires_at < timezone.now()
            expected = "revoked" if name in self.revoked else "expired" if is_over else "valid"
            assert check.verdict == expected
            assert view.holder == ("" if view.is_withheld else self.names[name])
            says = self.kept[certificate.pk, view.issue_number][0]
            assert (view.course_title, list(view.outcomes)) == (says["course"]["title"], says["outcomes"])
            numbers = [line.number for line in view.history]
            assert numbers == list(range(view.issue_number, 0, -1))
            assert [line.replaced_by for line in view.history] == [0, *numbers[:-1]]
        self.programme.refresh_from_db()
        assert self.programme.revocation_id is not None or "expiring" not in self.revoked

    @invariant()
    def the_records_agree_with_themselves(self):
        assert [*broken_records(), *broken_chains()] == []

    def _lists(self):
        found = (json.loads(selectors.status_list(number)) for number in selectors.status_lists())
        return {listed["id"]: listed for listed in found}

    def _verdict(self, document, lists):
        entry, until = document["credentialStatus"], document.get("validUntil")
        if status.is_revoked(lists[entry["statusListCredential"]], int(entry["statusListIndex"])):
            return "revoked"
        is_over = until is not None and datetime.datetime.fromisoformat(until) <= timezone.now()
        return "expired" if is_over else "valid"

    def _check_all(self, did_document, lists):
        finder = did.Finder({DID: did_document})
        for _snapshot, _pdf, text, token, _index in self.kept.values():
            document = json.loads(text)
            expected = self._verdict(document, lists)
            assert checking.check(document, finder=finder, lists=lists, now=timezone.now()) == expected
            from_token = jwt.from_jwt(token, finder)
            assert from_token == {name: value for name, value in document.items() if name != "proof"}

    def _verifiers_elsewhere_agree(self):
        """Every document by our own rules, the oldest and the newest by openvc."""
        lists, did_document = self._lists(), json.loads(selectors.did_document())
        self._check_all(did_document, lists)
        resolver = resolver_of({DID_FILE: did_document})
        for key in (min(self.kept), max(self.kept)):
            document = json.loads(self.kept[key][2])
            listed = lists[document["credentialStatus"]["statusListCredential"]]
            found = "valid"
            try:
                verify_by(document, listed, resolver, timezone.now())
            except CredentialRevoked:
                found = "revoked"
            except CredentialExpired:
                found = "expired"
            # Of what is both, openvc says the other first.
            assert found == self._verdict(document, lists) or found == "expired"


def test_in_whatever_order(site):
    few = settings(max_examples=8, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck))
    run_state_machine_as_test(functools.partial(AnyOrder, site), settings=few)
