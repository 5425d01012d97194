import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.rules.uploads import DOCUMENT_TYPES, MEDIA_TYPES, STREAMED_TYPES, begins_as, safe_name, suffix_of

MP4 = b"\x00\x00\x00\x18ftypisom"
HEADS = {
    "mp4": MP4, "m4a": MP4, "webm": b"\x1a\x45\xdf\xa3", "mp3": b"ID3\x04", "ogg": b"OggS\x00", "pdf": b"%PDF-1.7",
    "docx": b"PK\x03\x04", "odt": b"PK\x03\x04", "xlsx": b"PK\x03\x04", "ods": b"PK\x03\x04", "pptx": b"PK\x03\x04",
    "txt": b"Guests", "csv": b"a,b", "ics": b"BEGIN:VCALENDAR", "vtt": b"WEBVTT",
}  # fmt: skip
TYPES = DOCUMENT_TYPES | STREAMED_TYPES


@pytest.mark.parametrize("suffix", TYPES)
def test_each_kind_begins_as_it_should_and_not_as_a_page_or_a_program(suffix):
    assert begins_as(suffix, HEADS[suffix])
    assert not begins_as(suffix, b"<!doctype html><script>")
    assert not begins_as(suffix, b"\x7fELF\x02\x01\x01\x00\x00")


def test_mp3_without_tags_begins_with_a_frame():
    assert begins_as("mp3", b"\xff\xfb\x90\x00")
    assert not begins_as("mp3", b"\xff")


def test_pages_and_drawings_are_of_no_kind_that_is_taken():
    assert not {"svg", "html", "htm", "xml", "js"} & set(TYPES)
    assert not begins_as("txt", b"\xef\xbb\xbf  <svg")
    assert set(MEDIA_TYPES) == {"audio", "video"}


@pytest.mark.parametrize(
    ("given_name", "safe"),
    [
        ("Run of Show (final).DOCX", "run-of-show-final.docx"),
        ("../../etc/passwd", "passwd"),
        ("C:\\talks\\Déjeuner d'été.mp4", "dejeuner-d-ete.mp4"),
        ("Ελλάδα.pdf", "file.pdf"),
        (".htaccess", "file.htaccess"),
        ("", "file"),
    ],
)
def test_names_become_safe(given_name, safe):
    assert safe_name(given_name) == safe


@given(st.text(max_size=200))
def test_any_name_becomes_safe_and_stays_so(name):
    safe = safe_name(name)
    assert safe_name(safe) == safe
    assert set(safe) <= set("abcdefghijklmnopqrstuvwxyz0123456789-.")
    assert not safe.startswith((".", "-"))
    assert safe.count(".") <= 1


def test_the_suffix_is_that_of_the_last_part():
    assert [suffix_of(name) for name in ("a.tar.GZ", "a.b/c", "c", "x.")] == ["gz", "", "", ""]
