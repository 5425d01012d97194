"""Reads what an audio or video block says about its recording, and the files beside it."""

import re

from cms.importing.reading.fields import Fields
from cms.importing.reading.library_types import Recording, Track
from cms.importing.reading.shared import Reading
from cms.importing.reading.uploads import check_upload
from cms.rules.uploads import MEDIA_TYPES, MediaKind
from cms.rules.webvtt import caption_problem

TRACK_KINDS = ("captions", "subtitles", "descriptions")
LONGEST_SECONDS = 6 * 3600
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*")
_LANGUAGE_LENGTH = 12


def read_recording(reading: Reading, course: str, kind: MediaKind, fields: Fields) -> Recording | None:
    """Read one recording; None, with problems, when anything about it is wrong."""
    before = len(reading.log.found)
    file = f"{course}/{fields.text('file')}"
    recording = Recording(
        key=fields.key(),
        kind=kind.value,
        file=file,
        title=fields.text("title"),
        language=_language(fields),
        seconds=fields.whole("seconds", low=1, high=LONGEST_SECONDS),
        transcript=_transcript(reading, course, fields),
        tracks=tuple(_track(reading, course, item) for item in fields.mappings("tracks")),
    )
    if fields.has("file"):
        limit = getattr(reading.limits, kind)
        check_upload(reading.folder, file, MEDIA_TYPES[kind], limit, (fields.file, fields.line_of("file")))
    places = [(track.kind, track.language) for track in recording.tracks]
    if len(set(places)) < len(places):
        fields.problem("tracks", "Two tracks are of the same kind and language. Remove one.")
    return recording if len(reading.log.found) == before else None


def _language(fields: Fields) -> str:
    tag = fields.text("language").lower()
    if tag and (not _LANGUAGE.fullmatch(tag) or len(tag) > _LANGUAGE_LENGTH):
        fields.problem("language", "“language” must be a language tag such as en, fr or pt-br.")
    return tag


def _transcript(reading: Reading, course: str, fields: Fields) -> str:
    name = fields.text("transcript")
    if not name:
        return ""
    path = f"{course}/{name}"
    if reading.folder.path_of(path) is None or not name.endswith(".txt"):
        message = f"There is no text {name}. Write down what is said in a .txt file in the folder of the course."
        fields.problem("transcript", message)
        return ""
    text = (reading.folder.read_text(path) or "").strip()
    if not text:
        reading.log.add(path, 1, "The transcript is empty. Write down what is said.")
    return text


def _track(reading: Reading, course: str, fields: Fields) -> Track:
    file = f"{course}/{fields.text('file')}"
    track = Track(fields.one_of("kind", TRACK_KINDS, default=TRACK_KINDS[0]), _language(fields), file)
    place = (fields.file, fields.line_of("file"))
    if fields.has("file") and check_upload(reading.folder, file, ("vtt",), reading.limits.captions, place):
        problem = caption_problem((reading.folder.root / file).read_bytes())
        if problem:
            reading.log.add(file, problem.line, problem.message)
    fields.finish()
    return track
