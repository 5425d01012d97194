"""The library of a course: recordings with their captions, and documents."""

import pytest
from django.core.files.storage import default_storage

from cms.models import CourseDocument, MediaTrack, Recording

CASE = "welcome/02-the-case/01-early-guest.md"
VIDEO = "77777777-0000-4000-8000-000000000001"
LIST = "77777777-0000-4000-8000-000000000003"
VTT = "welcome/media/arrival.mp4.en.captions.vtt"

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(files):
    """The copy with one course, whose only lesson is the case study with the recordings."""
    files.remove("letters")
    files.remove("welcome/01-the-door")
    return files


def stored_files():
    folders = default_storage.listdir("recordings")[0] if default_storage.exists("recordings") else []
    return sorted(
        f"{folder}/{name}" for folder in folders for name in default_storage.listdir(f"recordings/{folder}")[1]
    )


def test_recordings_and_documents_are_stored_with_what_belongs_to_them(run, case):
    assert run().problems == ()
    video, audio = Recording.objects.order_by("key")
    assert (video.type, video.title, video.language, video.duration) == ("video", "A consul general arrives", "en", 65)
    assert (video.file_size, video.content_type) == (32, "video/mp4")
    assert [(track.kind, track.language) for track in video.tracks.all()] == [("captions", "en"), ("subtitles", "fr")]
    assert video.tracks.first().file.read().startswith(b"WEBVTT")
    assert (audio.type, audio.tracks.count(), audio.collection.name) == ("audio", 0, "Curriculum")
    document = CourseDocument.objects.get(key=LIST)
    assert (document.title, document.filename, document.file_size) == ("The list of guests", "guests.csv", 20)


def test_new_captions_take_the_place_of_old_ones(run, case, django_capture_on_commit_callbacks):
    run()
    before = len(stored_files())
    case.write(VTT, "WEBVTT\n\n00:00.000 --> 00:01.000\nBetter.\n")
    with django_capture_on_commit_callbacks(execute=True):
        assert run().problems == ()
    assert b"Better." in MediaTrack.objects.get(kind="captions").file.read()
    assert len(stored_files()) == before


def test_what_was_changed_in_the_library_is_kept_and_named(run, case):
    run()
    Recording.objects.filter(key=VIDEO).update(transcript="Mine.")
    case.write("welcome/media/arrival.mp4.txt", "Theirs.\n")
    assert run().kept == (
        f"recording “A consul general arrives” ({VIDEO}) was changed in the CMS since it was imported, and is kept.",
    )
    assert Recording.objects.get(key=VIDEO).transcript == "Mine."
    assert run(overwrite=[Recording.objects.get(key=VIDEO).key]).kept == ()
    assert Recording.objects.get(key=VIDEO).transcript == "Theirs."


def test_a_video_without_captions_is_refused_at_its_block_and_leaves_nothing_behind(run, case):
    case.change(CASE, "  - kind: captions\n    language: en\n    file: media/arrival.mp4.en.captions.vtt\n", "")
    before = stored_files()
    report = run()
    assert [(problem.file, problem.line) for problem in report.problems] == [(CASE, 15)]
    assert "has no captions in the language that is spoken" in report.problems[0].message
    assert (Recording.objects.count(), stored_files()) == (0, before)


def test_a_dry_run_checks_captions_and_stores_nothing(run, case):
    before = stored_files()
    assert run(dry_run=True).problems == ()
    assert (Recording.objects.count(), CourseDocument.objects.count(), stored_files()) == (0, 0, before)
