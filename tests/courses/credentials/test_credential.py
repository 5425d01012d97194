import json

import pytest

from courses.credentials import credential
from courses.credentials.proof import verify
from tests.courses.credentials.samples import (
    CODE,
    DAY,
    DID,
    LIST,
    SITE,
    START,
    WORDS,
    document,
    finder,
    programme_snapshot,
    signed,
    snapshot,
)

ADDRESS = f"{SITE}/certificates/{CODE}/"


def test_it_says_who_what_when_and_by_whom():
    made = document(valid_until=START + 365 * DAY)
    assert made["id"] == ADDRESS
    assert made["type"] == ["VerifiableCredential", "OpenBadgeCredential"]
    assert made["issuer"] == {"id": DID, "type": ["Profile"], "name": "Example City", "url": SITE}
    assert (made["validFrom"], made["validUntil"]) == ("2026-11-23T12:00:00Z", "2027-11-23T12:00:00Z")
    assert made["awardedDate"] == "2026-11-22T09:30:00Z"
    subject = made["credentialSubject"]
    assert [name["identityHash"] for name in subject["identifier"]] == ["Zoë Đặng 李", "Zoe Dang Li"]
    assert subject["achievement"]["name"] == "Protocol for city officials"
    assert subject["achievement"]["version"] == "3"
    assert subject["achievement"]["criteria"] == {"narrative": WORDS.criteria}


def test_it_names_competencies_outcomes_and_the_result_with_its_mark():
    subject = document()["credentialSubject"]
    achievement = subject["achievement"]
    assert [item["targetName"] for item in achievement["alignment"]] == ["Receive a delegation", "Order of precedence"]
    assert len({item["targetUrl"] for item in achievement["alignment"]}) == 2
    assert achievement["tag"] == ["Write a run of show"]
    [scale] = achievement["resultDescription"]
    assert scale["requiredValue"] == "70"
    assert subject["result"] == [{"type": ["Result"], "resultDescription": scale["id"], "value": "84"}]


def test_it_lists_what_it_rests_on_with_digests():
    first, second = document()["evidence"]
    assert first == {
        "id": f"{ADDRESS}#evidence-1",
        "type": ["Evidence"],
        "name": "Seating a dinner",
        "narrative": f"90 %, {'ab' * 32}",
    }
    assert "narrative" not in second


def test_that_of_a_programme_rests_on_certificates():
    made = document(says=programme_snapshot())
    achievement = made["credentialSubject"]["achievement"]
    assert achievement["achievementType"] == "LearningProgram"
    assert {"version", "alignment", "tag", "resultDescription"}.isdisjoint(achievement)
    assert "result" not in made["credentialSubject"]
    assert made["evidence"][0]["id"] == f"{SITE}/certificates/{'f' * 32}/"
    verify(signed(says=programme_snapshot()), finder().proof_key)


def test_its_status_has_one_place():
    assert document(index=9)["credentialStatus"] == {
        "id": f"{LIST}#9",
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": "9",
        "statusListCredential": LIST,
    }


def test_without_a_validity_period_it_does_not_expire():
    assert "validUntil" not in document()


def test_a_demonstration_says_so_wherever_it_is_read():
    words = credential.Words("A course.", "All lessons.", demonstration="Demonstration, not a certificate")
    made = credential.build(snapshot(), issuer=DID, status=credential.StatusEntry(LIST, 0), words=words)
    achievement = made["credentialSubject"]["achievement"]
    assert made["name"] == achievement["name"] == "Demonstration, not a certificate: Protocol for city officials"
    assert achievement["criteria"]["narrative"] == "Demonstration, not a certificate. All lessons."


@pytest.mark.parametrize("name", ["李小龍", "Ōtani", "محمد", "नरेन्द्र", "Œuvre", "a\u0301", "🦊"])
def test_a_name_in_any_script_is_carried_and_signed(name):
    made = signed(says=snapshot(holder=name, latin_name=""))
    verify(json.loads(json.dumps(made)), finder().proof_key)
    [only] = made["credentialSubject"]["identifier"]
    assert only["identityHash"] == name
