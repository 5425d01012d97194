"""Recordings, captions and documents in the files: every mistake is named with its file and line."""

import pytest

from cms.importing.reading.library_types import Document, Recording, Track
from cms.importing.reading.programme import read_programme
from cms.rules.uploads import Limits

CASE = "welcome/02-the-case/01-early-guest.md"
VTT = "welcome/media/arrival.mp4.en.captions.vtt"


def test_recordings_and_documents_are_read(files):
    lesson = files.read().courses[1].lessons()[1]
    video, audio, document = lesson.library
    assert isinstance(video, Recording)
    assert (video.kind, video.title, video.language, video.seconds) == ("video", "A consul general arrives", "en", 65)
    assert video.transcript == "A car door opens.\n\nWelcome to the city, Consul General."
    assert video.tracks == (
        Track("captions", "en", VTT),
        Track("subtitles", "fr", "welcome/media/arrival.mp4.fr.subtitles.vtt"),
    )
    assert (audio.kind, audio.tracks) == ("audio", ())
    assert document == Document(document.key, "welcome/files/guests.csv", "The list of guests")


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("file: media/arrival.mp4\n", "file: media/none.mp4\n", "17: There is no file welcome/media/none.mp4."),
        ("file: media/arrival.mp4\n", "file: media/bell.ogg\n", "17: bell.ogg is not a file of the kind"),
        ("file: media/arrival.mp4\n", "file: ../secret.mp4\n", "17: There is no file welcome/../secret.mp4."),
        ("transcript: media/arrival.mp4.txt\n", "", "16: “transcript” is missing."),
        ("transcript: media/arrival.mp4.txt", "transcript: media/no.txt", "21: There is no text media/no.txt."),
        ("language: en\nseconds: 65", "language: English\nseconds: 65", "19: “language” must be a language tag"),
        ("seconds: 65", "seconds: 0", "20: “seconds” must be a whole number"),
        ("kind: subtitles", "kind: chapters", "26: “kind” must be one of"),
        ("    language: fr", "    language: en\n    other: 1", "28: “other” is not a field here"),
        ("kind: subtitles\n    language: fr", "language: en", "22: Two tracks are of the same kind and language."),
        ("file: files/guests.csv", "file: files/guests.html", "43: guests.html is not a file of the kind"),
        ("purpose: Fill it in before anybody rings.", "", "42: “purpose” is missing."),
        ("credit: Recorded", "poster: Recorded", "29: “poster” is not a field here"),
    ],
)
def test_mistakes_in_a_block_are_named_with_their_line(files, old, new, problem):
    files.change(CASE, old, new)
    found = [line for line in files.problems() if line.startswith(f"{CASE}:{problem}")]
    assert found, files.problems()


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        (VTT, "WEBVTT\n\n00:02.000 --> 00:01.000\nHello\n", f"{VTT}:3: This caption ends before it begins."),
        (VTT, "Captions", f"{VTT}:1: The file must begin with the word WEBVTT"),
        ("welcome/media/bell.ogg.txt", " \n", "welcome/media/bell.ogg.txt:1: The transcript is empty."),
        ("welcome/media/arrival.mp4", "<html>", f"{CASE}:17: arrival.mp4 is not a .mp4 file, whatever its name says."),
        ("welcome/files/guests.csv", "<svg/>", f"{CASE}:43: guests.csv is not a .csv file, whatever its name says."),
    ],
)
def test_mistakes_in_a_file_are_named(files, name, text, problem):
    files.write(name, text)
    assert [line for line in files.problems() if line.startswith(problem)], files.problems()


def test_files_that_are_too_large_are_refused(files):
    (files.root / "welcome/files/guests.csv").write_bytes(b"a" * 2_000_001)
    found = read_programme(files.root, ["en"], Limits(document=2)).problems
    assert [str(problem) for problem in found] == [
        f"{CASE}:43: The file welcome/files/guests.csv is larger than 2 MB. Make it smaller."
    ]


def test_one_recording_may_be_shown_twice_but_not_in_two_ways(files):
    path = files.root / CASE
    block = path.read_text().split("```video\n")[1].split("```")[0]
    path.write_text(f"{path.read_text()}\n```video\n{block}```\n")
    assert files.problems() == []
    path.write_text(path.read_text().replace("seconds: 65", "seconds: 66", 1))
    assert [line for line in files.problems() if "is already used" in line]
