"""A lesson with a video, its captions and a document: read, opened by keyboard, and fetched in parts."""

from pathlib import Path

import pytest

from tests.e2e.conftest import DESKTOP, PHONE

FILES = Path(__file__).parent.parent / "cms/importing/fixtures/good"
COURSE, LESSON = "/learn/welcome/", "/learn/welcome/early-guest/"


@pytest.fixture(scope="module")
def welcome(stack):
    stack.manage("import_curriculum", str(FILES))


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP])
def test_a_lesson_with_recordings_and_a_document_is_read(welcome, visit, viewport):
    visitor = visit(viewport=viewport)
    visitor.sign_in("halfway@demo.example")
    visitor.go(COURSE)
    enrol = visitor.page.get_by_role("button", name="Enrol in this course")
    if enrol.count():
        enrol.click()
        visitor.page.get_by_role("link", name="Begin", exact=True).wait_for()
    visitor.go(LESSON)
    page = visitor.page
    page.get_by_text("Transcript").first.focus()
    page.keyboard.press("Enter")
    assert page.get_by_text("Welcome to the city, Consul General.").is_visible()
    visitor.look("lesson-recordings")
    video = page.locator("video")
    assert video.evaluate("player => [player.preload, player.controls, player.textTracks.length]") == ["none", True, 2]
    source = page.locator("video source").get_attribute("src")
    part = page.context.request.get(visitor.stack.url + source, headers={"Range": "bytes=4-7"})
    assert (part.status, part.body()) == (206, b"ftyp")
    with page.expect_download() as download:
        page.get_by_role("link", name="The list of guests").click()
    assert download.value.suggested_filename == "guests.csv"


def test_transcript_and_files_are_there_without_javascript(welcome, visit):
    visitor = visit(javascript=False)
    visitor.sign_in("halfway@demo.example")
    visitor.go(LESSON)
    visitor.page.get_by_text("Transcript").first.click()
    assert visitor.page.get_by_text("Welcome to the city, Consul General.").is_visible()
    assert visitor.page.get_by_role("link", name="Captions, English").is_visible()
