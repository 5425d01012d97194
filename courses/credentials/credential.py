"""What a certificate says, as Open Badges 3.0: a W3C Verifiable Credential that any wallet and verifier reads."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from courses.credentials.contexts import CREDENTIALS, OPEN_BADGES
from courses.credentials.moments import instant, read_instant
from courses.credentials.status import StatusEntry


@dataclass(frozen=True, slots=True)
class Words:
    """What is said in the language of the certificate.

    Attributes:
        description: of what was achieved, in a sentence.
        criteria: what had to be done for it.
        demonstration: says that nothing was achieved in truth; empty for a real certificate.
        standard: by which standard it was judged; used where the snapshot names the version of one.
    """

    description: str
    criteria: str
    demonstration: str = ""
    standard: str = ""


def build(
    snapshot: Mapping[str, Any],
    *,
    issuer: str,
    status: StatusEntry,
    words: Words,
    valid_until: datetime.datetime | None = None,
) -> dict[str, Any]:
    """Write a certificate as a credential.

    Its id is the certificate's address: an issue that corrects another has the same, and a later `validFrom`.

    Args:
        snapshot: as services.snapshot builds it, of a course or of a programme.
        issuer: who signs, as an identifier.
        status: where it will say that it is revoked.
        words: in the snapshot's language.
        valid_until: when it expires; None for never.

    Returns:
        A JSON object without a proof, the same each time.

    Source:
        Open Badges 3.0, appendix B (Data Models).
    """
    about = snapshot.get("programme") or snapshot["course"]
    title = f"{words.demonstration}: {about['title']}" if words.demonstration else about["title"]
    profile = {"id": issuer, "type": ["Profile"], "name": snapshot["issuer"]["name"], "url": snapshot["issuer"]["url"]}
    address = snapshot["verify_url"]
    return {
        "@context": [CREDENTIALS, OPEN_BADGES],
        "id": address,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": title,
        "description": words.description,
        "issuer": profile,
        "validFrom": _instant(snapshot["issued_at"]),
        **({"validUntil": instant(valid_until)} if valid_until else {}),
        "awardedDate": _instant(snapshot["finished_at"]),
        "credentialSubject": {
            "id": f"{address}#holder",
            "type": ["AchievementSubject"],
            "identifier": list(_names(snapshot)),
            "achievement": _achievement(snapshot, about, title, profile, words),
            **_result(snapshot, about),
        },
        "evidence": [_evidence(number, item, snapshot) for number, item in enumerate(snapshot["evidence"], start=1)],
        "credentialStatus": _status(status),
    }


def _instant(text: str) -> str:
    return instant(read_instant(text))


def _status(entry: StatusEntry) -> dict[str, str]:
    return {
        "id": f"{entry.url}#{entry.index}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": str(entry.index),
        "statusListCredential": entry.url,
    }


def _names(snapshot: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for name in dict.fromkeys((snapshot["holder"], snapshot["latin_name"])):
        if name:
            yield {"type": "IdentityObject", "hashed": False, "identityHash": name, "identityType": "name"}


def _achievement(
    snapshot: Mapping[str, Any],
    about: Mapping[str, Any],
    title: str,
    profile: Mapping[str, Any],
    words: Words,
) -> dict[str, Any]:
    """Say what was achieved, whoever achieved it."""
    is_course = "course" in snapshot
    return {
        "id": _achievement_id(about),
        "type": ["Achievement"],
        "achievementType": "Course" if is_course else "LearningProgram",
        "name": title,
        "description": words.description,
        "criteria": {"narrative": ". ".join(filter(None, (words.demonstration, words.criteria)))},
        "creator": profile,
        "inLanguage": snapshot["language"],
        **({"version": str(about["version"])} if is_course else {}),
        **_lists(snapshot, words),
        **_scale(snapshot, about),
    }


def _achievement_id(about: Mapping[str, Any]) -> str:
    return f"urn:uuid:{about['key']}"


def _lists(snapshot: Mapping[str, Any], words: Words) -> dict[str, Any]:
    """Name competencies, the standard and outcomes; a list without a member is left out."""
    alignment = [
        _alignment(snapshot, competency, f"competency-{number}")
        for number, competency in enumerate(snapshot["competencies"], start=1)
    ]
    if "standard" in snapshot:
        standard = _alignment(snapshot, words.standard, "standard")
        alignment.append(standard | {"targetCode": snapshot["standard"]["version"]})
    found = {"alignment": alignment, "tag": list(snapshot["outcomes"])}
    return {name: members for name, members in found.items() if members}


def _alignment(snapshot: Mapping[str, Any], name: str, anchor: str) -> dict[str, Any]:
    return {
        "type": ["Alignment"],
        "targetName": name,
        "targetUrl": f"{snapshot['verify_url']}#{anchor}",
        "targetFramework": snapshot["issuer"]["name"],
    }


def _scale(snapshot: Mapping[str, Any], about: Mapping[str, Any]) -> dict[str, Any]:
    if snapshot["result_percent"] is None:
        return {}
    description = {
        "id": _result_id(about),
        "type": ["ResultDescription"],
        "name": "%",
        "resultType": "Percent",
        "valueMin": "0",
        "valueMax": "100",
        "requiredValue": str(snapshot["pass_percent"]),
    }
    return {"resultDescription": [description]}


def _result(snapshot: Mapping[str, Any], about: Mapping[str, Any]) -> dict[str, Any]:
    if snapshot["result_percent"] is None:
        return {}
    value = str(snapshot["result_percent"])
    return {"result": [{"type": ["Result"], "resultDescription": _result_id(about), "value": value}]}


def _result_id(about: Mapping[str, Any]) -> str:
    return f"{_achievement_id(about)}#result"


def _finish(item: Mapping[str, Any]) -> Iterator[str]:
    """Say of a line of a transcript when the course was finished and how, how long it is, and in which version."""
    if "minutes" in item:
        yield f"finished {item['finished_at'][:10]}"
        yield "by examination" if item["by_examination"] else ""
        yield f"{item['minutes']} minutes"
        yield f"outline {item['outline']}" if item["outline"] else ""
        yield "" if item["code"] else "no certificate"


def _evidence(number: int, item: Mapping[str, Any], snapshot: Mapping[str, Any]) -> dict[str, Any]:
    """Say what it rests on: of a course an exercise in one version of it, of a programme or a transcript a course."""
    address = snapshot["verify_url"]
    percent = "" if item["percent"] is None else f"{item['percent']} %"
    policy = f"policy {item['policy']}" if item.get("policy") else ""
    figures = ", ".join(filter(None, (percent, item.get("version"), policy, *_finish(item))))
    code = item.get("code")
    return {
        "id": address.replace(snapshot["code"], code) if code else f"{address}#evidence-{number}",
        "type": ["Evidence"],
        "name": item["title"],
        **({"narrative": figures} if figures else {}),
    }
