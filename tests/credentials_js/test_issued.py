"""Libraries from npm judge what was really issued. `make test-credentials` installs them.

They go by the files of the running server, and by an exported registry elsewhere when there is no server any more.
"""

import datetime
import functools
import http.server
import json
import threading
from urllib.parse import urlsplit

import pytest
import requests
import time_machine
from django.core.management import call_command

from courses import services
from courses.enums import IssueReason
from tests.credentials_js.node import NAMES, SCHEMAS, judged
from tests.factories.accounts import make_user
from tests.factories.courses import make_finished_enrolment
from tests.factories.keys import key_variables

pytestmark = [pytest.mark.node, pytest.mark.enable_socket]

SITE = "https://chancery.test"
LONG_AGO = datetime.datetime(2025, 3, 1, 12, tzinfo=datetime.UTC)
ACHIEVEMENT_SCHEMA = SCHEMAS + NAMES[0]
HOLDS = {"valid", "renamed", "by an earlier key"}


def issue(name, **fields):
    enrolment = make_finished_enrolment(make_user(), name="Zoë Ng", slug=name.replace(" ", "-"), **fields)
    certificate = services.issue_certificate(enrolment_id=enrolment.pk)
    services.sign_issue(issue_id=certificate.issues.get().pk)
    return certificate


@pytest.fixture
def certificates(settings):
    """Certificates in every state by its name; one was signed by a key that signs no more."""
    settings.CHANCERY_KEYS = key_variables(0)
    with time_machine.travel(LONG_AGO, tick=False):
        found = {"by an earlier key": issue("by an earlier key"), "expired": issue("expired", valid_months=1)}
    settings.CHANCERY_KEYS = key_variables(0, 1, 6)
    found |= {name: issue(name) for name in ("valid", "revoked", "withheld", "renamed")}
    services.revoke_certificate(code=found["revoked"].code, reason="Answers were copied.", revoked_by_id=None)
    services.set_name_withheld(enrolment_id=found["withheld"].enrolment_id, withheld=True)
    return found


def credential_of(origin, certificate):
    return requests.get(f"{origin}/certificates/{certificate.code}/credential.json", timeout=20)


def rename(certificate):
    made = services.reissue(
        certificate_id=certificate.pk, reason=IssueReason.NAME, by_id=None, printed_name="Zoë Ngo", latin_name=""
    )
    services.sign_issue(issue_id=made.pk)


def flip(text, place=12):
    return f"{text[:place]}{'2' if text[place] != '2' else '3'}{text[place + 1 :]}"


def verdicts(origin, credentials):
    """Judge them, and copies that somebody changed, by what the origin serves under the paths of our addresses."""
    lists = {each["credentialStatus"]["statusListCredential"] for each in credentials.values()}
    addresses = {f"{SITE}/.well-known/did.json", *lists}
    files = {}
    for address in addresses:
        assert address.startswith(f"{SITE}/")
        files[address] = requests.get(origin + urlsplit(address).path, timeout=20).json()
    valid = credentials["valid"]
    proof = valid["proof"][0]
    changed = {
        "claim": valid | {"credentialSubject": valid["credentialSubject"] | {"id": f"{SITE}/somebody-else"}},
        "signature": valid | {"proof": [proof | {"proofValue": flip(proof["proofValue"])}]},
    }
    found = judged(files, credentials | changed)
    listed = valid["credentialStatus"]["statusListCredential"]
    subject = files[listed]["credentialSubject"]
    spoilt = files[listed] | {"credentialSubject": subject | {"encodedList": flip(subject["encodedList"])}}
    return found | judged(files | {listed: spoilt}, {"list": valid})


def require_the_truth(found):
    """Each holds, or is refused or flagged, as it should."""
    for name in HOLDS & set(found):
        core, bazaar = found[name]["core"], found[name]["bazaar"]
        assert (core["valid_signature"], core["revocation_status"], core["expiration"]) == (True, True, True), name
        assert (core["errors"], bazaar) == ([], {"verified": True, "revoked": False}), name
        assert core["schemas"] == {ACHIEVEMENT_SCHEMA: True}, name
    for name in {"revoked", "before renaming"} & set(found):
        assert found[name]["core"]["revocation_status"] is False
        assert found[name]["bazaar"]["revoked"] is True
    assert found["expired"]["core"]["expiration"] is False
    assert found["expired"]["bazaar"]["verified"] is False
    for name in ("claim", "signature"):
        assert "valid_signature" not in found[name]["core"]
        assert found[name]["bazaar"]["verified"] is False
    assert found["list"]["core"]["revocation_status"] is not True
    assert found["list"]["bazaar"]["verified"] is False
    assert {name: verdict["shape"] for name, verdict in found.items() if verdict["shape"]} == {}


def test_the_running_server_serves_all_that_verifiers_need(live_server, certificates):
    before = credential_of(live_server.url, certificates["renamed"]).json()
    revoked = credential_of(live_server.url, certificates["revoked"])
    hidden = credential_of(live_server.url, certificates["withheld"])
    assert (revoked.status_code, hidden.status_code) == (404, 404)
    rename(certificates["renamed"])
    shown = {name: certificates[name] for name in (*HOLDS, "expired")}
    credentials = {name: credential_of(live_server.url, each).json() for name, each in shown.items()}
    credentials["before renaming"] = before
    credentials["revoked"] = json.loads(certificates["revoked"].issues.get().credential.document)
    require_the_truth(verdicts(live_server.url, credentials))


@pytest.fixture
def serve():
    """Return a function that serves a folder on loopback as any web server does."""
    servers = []

    def serve(folder):
        handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=folder)
        servers.append(http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler))
        threading.Thread(target=servers[-1].serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{servers[-1].server_port}"

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.mark.django_db
def test_the_registry_verifies_everything_when_there_is_no_server(certificates, serve, tmp_path):
    before = json.loads(certificates["renamed"].issues.get().credential.document)
    rename(certificates["renamed"])
    call_command("export_registry", tmp_path / "registry")
    origin = serve(tmp_path / "registry")
    shown = {name: each for name, each in certificates.items() if credential_of(origin, each).ok}
    assert "withheld" not in shown
    credentials = {name: credential_of(origin, each).json() for name, each in shown.items()}
    credentials["before renaming"] = before
    credentials.setdefault("revoked", json.loads(certificates["revoked"].issues.get().credential.document))
    require_the_truth(verdicts(origin, credentials))
