import base64
import json

import pytest

from courses import selectors, services
from courses.credentials.bake import bake_svg
from courses.enums import FileFinding
from courses.models import Credential
from tests.factories.courses import make_finished_enrolment

pytestmark = pytest.mark.django_db

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"/>'


@pytest.fixture
def credential(learner, with_keys):
    enrolment = make_finished_enrolment(learner, name="Ana Learner", slug="protocol")
    certificate = services.issue_certificate(enrolment_id=enrolment.pk)
    services.sign_issue(issue_id=certificate.issues.get().pk)
    return Credential.objects.get()


def finding(data):
    return selectors.file_view(data).finding


def test_what_we_signed_is_found_in_every_form(credential):
    files = [
        credential.document.encode(),
        f"\n{credential.document}\n".encode(),
        credential.token.encode(),
        bake_svg(SVG, credential.document),
    ]
    codes = {selectors.file_view(data) for data in files}
    assert {(found.finding, found.code) for found in codes} == {
        (FileFinding.GENUINE, credential.issue.certificate.code)
    }


def test_what_was_changed_or_saved_anew_is_not_what_we_signed(credential):
    assert finding(credential.document.replace("Ana", "Eve").encode()) == FileFinding.CHANGED
    assert finding(json.dumps(json.loads(credential.document), indent=1).encode()) == FileFinding.CHANGED


def test_what_names_no_certificate_of_ours_is_foreign(credential):
    code = credential.issue.certificate.code
    for address in ("https://elsewhere.example/1", f"https://elsewhere.example/certificates/{code}/", f"{'0' * 32}"):
        assert finding(json.dumps({"id": address}).encode()) == FileFinding.FOREIGN
    unknown = credential.document.replace(code, "0" * 32)
    assert finding(unknown.encode()) == FileFinding.FOREIGN


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"%PDF-1.7",
        b"\xff\xfe",
        b"{}",
        b"[]",
        b"1",
        b'"text"',
        b'{"id": 7',
        b"[" * 100_000,
        b"9" * 5_000,
        b"a.b.c",
        b"a.%s.c" % base64.urlsafe_b64encode(b"[1]").rstrip(b"="),
        b"\x89PNG\r\n\x1a\n and no picture",
        SVG,
        b"<svg",
        b'<!DOCTYPE svg [<!ENTITY a "aaaa">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>',
    ],
)
def test_what_carries_nothing_signed_is_unreadable(data, db):
    assert finding(data) == FileFinding.UNREADABLE


def test_nothing_is_checked_as_a_credential_that_a_stranger_hands_in(credential, statements):
    """A hostile file is looked up and compared, at the price of one statement."""
    hostile = {"id": f"https://chancery.test/certificates/{'0' * 32}/", "@context": [{"a": "b"}] * 1000}
    with statements() as captured:
        assert finding(json.dumps(hostile).encode()) == FileFinding.FOREIGN
    assert len(captured.counted) == 1
