"""A certificate's file: tagged, archivable, the same bytes for the same snapshot. typst refuses one that is not."""

import datetime
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

import segno
import typst
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from courses.enums import FinishedBy
from courses.selectors.wording import duration
from courses.services.certificate_words import basis_of, heading_of, subject_of
from courses.services.typesetting import typeset

TEMPLATE = "certificate.typ"
STANDARDS = ["a-2a", "ua-1"]
# Scripts that the fonts cover for certain; other letters are tried and left out only if typst refuses them.
COVERED = ("LATIN", "GREEK", "CYRILLIC")
DASHES_AND_QUOTES = range(0x2010, 0x2027)
NAME_LETTERS = 2


def render_pdf(snapshot: Mapping[str, Any]) -> bytes:
    """Set a certificate's file.

    Args:
        snapshot: as services.snapshot builds it.

    Returns:
        A PDF that conforms to PDF/A-2a and PDF/UA-1, the same bytes each time. A name in a script that the fonts lack
        is printed in its Latin form, or else the file refers to the certificate's page for the name.

    Raises:
        typst.TypstError: the template is broken; glyphs never raise it.
    """
    issued_at = datetime.datetime.fromisoformat(snapshot["issued_at"])
    refusal: typst.TypstError | None = None
    with translation.override(snapshot["language"]):
        for data in _versions(snapshot, issued_at):
            try:
                return typeset(TEMPLATE, data, made_at=issued_at, standards=STANDARDS)
            except typst.TypstError as error:
                refusal = error
    raise refusal or typst.TypstError("no version to set", "")


def _versions(snapshot: Mapping[str, Any], issued_at: datetime.datetime) -> Iterator[dict[str, Any]]:
    """Yield what to set, the most faithful first; the last holds nothing that the fonts could lack."""
    for name in _printable_names(snapshot["holder"], snapshot["latin_name"]):
        yield _data(snapshot, name, issued_at)
    yield _covered(_data(snapshot, _name_elsewhere(), issued_at))


def _printable_names(name: str, latin_name: str) -> Iterator[str]:
    yield name
    if latin_name:
        yield latin_name
    letters = _covered(name)
    if sum(character.isalpha() for character in letters) >= NAME_LETTERS:
        yield letters
    yield _name_elsewhere()


def _name_elsewhere() -> str:
    return _("(the holder's name stands on the certificate's page)")


def _covered(value: Any) -> Any:
    """Leave out of all texts, however deep, the characters that the fonts may lack."""
    if isinstance(value, dict):
        return {key: _covered(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_covered(item) for item in value]
    return _covered_text(value) if isinstance(value, str) else value


def _covered_text(text: str) -> str:
    kept = "".join(character for character in text if _is_covered(character))
    return " ".join(kept.split()).removeprefix("(").removesuffix(")").strip()


def _is_covered(character: str) -> bool:
    if character.isascii() or ord(character) in DASHES_AND_QUOTES:
        return True
    return unicodedata.name(character, "").startswith(COVERED)


def _data(snapshot: Mapping[str, Any], name: str, issued_at: datetime.datetime) -> dict[str, Any]:
    """Put a snapshot into the words of its language, as the template expects them."""
    is_test_out = snapshot["finished_by"] == FinishedBy.TEST_OUT
    subject = subject_of(snapshot)
    heading, certified = heading_of(snapshot)
    return {
        "language": snapshot["language"],
        "title": _("Certificate: %(course)s") % {"course": subject.title},
        "description": subject.description % {"issuer": snapshot["issuer"]["name"], "course": subject.title},
        "issuer": snapshot["issuer"]["name"],
        "date": {"year": issued_at.year, "month": issued_at.month, "day": issued_at.day},
        "heading": heading,
        "before_name": _("This is to certify that"),
        "holder": name,
        "after_name": subject.after_name,
        "course": certified,
        "note": _("By examination: the final assessment stands for lessons.") if is_test_out else "",
        "facts": _facts(snapshot, issued_at),
        "verify_url": snapshot["verify_url"],
        "qr_svg": segno.make(snapshot["verify_url"], error="m", micro=False).svg_inline(border=0, dark="#1b242b"),
        "qr_alt": _("QR code that leads to %(url)s") % {"url": snapshot["verify_url"]},
        "demonstration": _demonstration(snapshot),
        "second_heading": _("What this certificate rests on"),
        "second_intro": basis_of(snapshot),
        "outcomes": list(snapshot["outcomes"]),
        "competencies": list(snapshot["competencies"]),
        "competencies_language": _source(snapshot),
        "evidence": [_evidence(item, _source(snapshot)) for item in snapshot["evidence"]],
        "labels": _labels() | subject.labels,
    }


def _demonstration(snapshot: Mapping[str, Any]) -> dict[str, str]:
    if not snapshot.get("demonstration"):
        return {}
    return {"word": _("Demonstration"), "sentence": _("This is a demonstration. It certifies nothing.")}


def _labels() -> dict[str, str]:
    return {
        "check": _("Check this certificate at"),
        "outcomes": _("What the course teaches to do"),
        "competencies": _("Competencies"),
        "evidence": _("Scored exercises"),
        "exercise": _("Exercise"),
        "result": _("Result"),
        "version": _("Version"),
        "seal": _("Seal"),
    }


def _facts(snapshot: Mapping[str, Any], issued_at: datetime.datetime) -> list[dict[str, str]]:
    facts = [(_("Issued on"), date_format(issued_at.date(), "DATE_FORMAT"))]
    if snapshot.get("expires_at"):
        last_day = datetime.datetime.fromisoformat(snapshot["expires_at"]).date()
        facts.append((_("Valid until"), date_format(last_day, "DATE_FORMAT")))
    if snapshot["result_percent"] is not None:
        facts.append((_("Result"), _percent(snapshot["result_percent"])))
    if snapshot["minutes"]:
        label = _("Length of the courses") if "programme" in snapshot else _("Length of the course")
        facts.append((label, duration(snapshot["minutes"])))
    return [{"label": label, "value": value} for label, value in facts]


def _percent(percent: int) -> str:
    return _("%(number)s %%") % {"number": percent}


def _source(snapshot: Mapping[str, Any]) -> str:
    """Say in which language exercises and competencies are named."""
    return str(snapshot.get("source_language", snapshot["language"]))


def _evidence(item: Mapping[str, Any], language: str) -> dict[str, str]:
    nothing = "" if "code" in item else _("not attempted")
    percent = nothing if item["percent"] is None else _percent(item["percent"])
    notes = [_("(by examination)")] if item.get("by_examination") else []
    if "renewed_at" in item:
        day = date_format(datetime.datetime.fromisoformat(item["renewed_at"]).date(), "DATE_FORMAT")
        notes.append(_("(passed again on %(day)s)") % {"day": day})
    without = "version" not in item and not item["code"]
    return {
        "title": item["title"],
        "language": item.get("language", language),
        "note": " ".join(notes),
        "details": ", ".join(_details(item)) if "minutes" in item else "",
        "percent": percent,
        "version": _("none") if without else (item.get("code") or item["version"])[:12],
    }


def _details(item: Mapping[str, Any]) -> Iterator[str]:
    """Say of a line of a transcript when the course was finished, how long it is, and in which version."""
    day = date_format(datetime.datetime.fromisoformat(item["finished_at"]).date(), "DATE_FORMAT")
    yield _("finished on %(day)s") % {"day": day}
    yield duration(item["minutes"])
    if item["outline"]:
        yield _("version %(number)s") % {"number": item["outline"]}
