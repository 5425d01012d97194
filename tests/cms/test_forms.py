"""Uploading to the library, as an instructor does it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cms.models import CourseDocument, MediaTrack, Recording
from cms.rules.uploads import Limits
from courses.models import LessonText
from tests.factories import cms as make

pytestmark = pytest.mark.django_db

NOT_TAKEN = (
    "Files of this kind are not taken. Choose one that ends in: "
    ".docx, .odt, .xlsx, .ods, .pptx, .pdf, .txt, .csv, .ics."
)
NOT_MP4 = "This is not a .mp4 file, whatever its name says. Save it again in that format."
ADD = "/cms/media/video/add/"


def video(name="Arrival of a guest.MP4", data=make.MP4):
    return SimpleUploadedFile(name, data)


def captions(data=make.VTT, name="captions.vtt"):
    return SimpleUploadedFile(name, data)


def filled(**more):
    fields = {"title": "Arrival", "duration": "65", "language": "en", "transcript": "A door opens.", "tags": ""}
    return fields | more


def errors(response):
    return {name: list(found) for name, found in response.context["form"].errors.items()}


def test_a_video_is_uploaded_with_its_captions(editor, instructor):
    response = editor.post(ADD, filled(file=video(), captions_file=captions()))
    assert (response.status_code, response["Location"]) == (302, "/cms/media/")
    recording = Recording.objects.get()
    assert (recording.type, recording.duration, recording.file_size) == ("video", 65, len(make.MP4))
    assert (recording.filename, recording.uploaded_by_user) == ("arrival-of-a-guest.mp4", instructor)
    assert recording.has_own_captions()
    assert len(recording.file_hash) == 40


def test_what_is_missing_is_named(editor):
    assert set(errors(editor.post(ADD, {}))) == {"title", "file", "duration", "language", "transcript"}


@pytest.mark.parametrize(
    ("field", "file", "message"),
    [
        ("file", video("talk.avi"), "Files of this kind are not taken. Choose one that ends in: .mp4, .webm."),
        ("file", video("talk.mp3"), "Files of this kind are not taken. Choose one that ends in: .mp4, .webm."),
        (
            "file",
            video(data=b"<html>"),
            "This is not a .mp4 file, whatever its name says. Save it again in that format.",
        ),
        ("captions_file", captions(name="a.srt"), "Files of this kind are not taken. Choose one that ends in: .vtt."),
        (
            "captions_file",
            captions(b"WEBVTT\n\n00:02.000 --> 00:01.000\nA"),
            "Line 3: This caption ends before it begins. Correct its times.",
        ),
    ],
)
def test_files_that_are_not_taken_are_refused_with_a_reason(editor, field, file, message):
    response = editor.post(ADD, filled(**({"file": video()} | {field: file})))
    assert errors(response) == {field: [message]}
    assert not Recording.objects.exists()


def test_files_that_are_too_large_are_refused(editor, settings):
    settings.CHANCERY_UPLOAD_LIMITS = Limits(video=1)
    response = editor.post(ADD, filled(file=video(data=make.MP4 + bytes(1_000_000))))
    assert errors(response) == {"file": ["The file is larger than 1 MB. Make it smaller."]}


def test_a_caption_file_takes_the_place_of_one_of_its_kind_and_language(editor):
    recording = make.make_recording()
    make.make_track(recording, language="fr")
    url = f"/cms/media/edit/{recording.pk}/"
    assert 'value="65"' in editor.get(url).content.decode()
    better = make.VTT.replace(b"Welcome", b"Good evening")
    gone = recording.tracks.get(language="fr")
    editor.post(url, filled(captions_file=captions(better), remove_tracks=[gone.pk]))
    track = MediaTrack.objects.get()
    assert (track.kind, track.language, track.file.read()) == ("captions", "en", better)


def test_a_video_keeps_captions_in_its_own_language(editor):
    recording = make.make_recording()
    url = f"/cms/media/edit/{recording.pk}/"
    for fields in ({"remove_tracks": [recording.tracks.get().pk]}, {"language": "fr"}):
        response = editor.post(url, filled(**fields))
        assert "A video keeps its captions" in errors(response)["__all__"][0]
    assert Recording.objects.get().has_own_captions()
    editor.post(url, filled(language="fr", captions_file=captions()))
    assert Recording.objects.get().has_own_captions()


def test_a_language_that_the_list_does_not_have_stays(editor):
    recording = make.make_recording("audio", language="mi")
    response = editor.post(f"/cms/media/edit/{recording.pk}/", filled(language="mi"))
    assert response.status_code == 302
    assert Recording.objects.get().language == "mi"


def test_lessons_show_what_was_changed_in_the_library(editor, django_capture_on_commit_callbacks):
    recording = make.make_recording("audio")
    with django_capture_on_commit_callbacks(execute=True):
        _course, module, _lesson = make.make_tree()
        make.make_lesson(parent=module, body=[make.recording_block(recording)])
    with django_capture_on_commit_callbacks(execute=True):
        editor.post(f"/cms/media/edit/{recording.pk}/", filled(transcript="Ding dong."))
    assert LessonText.objects.filter(body_html__contains="Ding dong.").exists()


def test_files_go_with_their_rows(django_capture_on_commit_callbacks):
    recording = make.make_recording()
    storage, names = recording.file.storage, [recording.file.name, recording.tracks.get().file.name]
    with django_capture_on_commit_callbacks(execute=True):
        recording.delete()
    assert [storage.exists(name) for name in names] == [False, False]


@pytest.mark.parametrize("name", ["plan.svg", "page.html", "tool.exe", "notes"])
def test_documents_of_other_kinds_are_refused(editor, name):
    response = editor.post(
        "/cms/documents/add/", {"title": "A", "file": SimpleUploadedFile(name, b"<svg/>"), "tags": ""}
    )
    assert "Files of this kind are not taken" in errors(response)["file"][0] or "not allowed" in str(errors(response))
    assert not CourseDocument.objects.exists()


def test_a_document_is_uploaded(editor):
    file = SimpleUploadedFile("Guests.csv", b"place,name\n")
    assert editor.post("/cms/documents/add/", {"title": "A", "file": file, "tags": ""}).status_code == 302
    document = CourseDocument.objects.get()
    assert (document.filename, document.file_size) == ("guests.csv", 11)
