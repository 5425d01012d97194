import pytest

# Closing a response tells Django that the request is over, which looks at the database.
pytestmark = pytest.mark.django_db
DATA = bytes(range(100))


@pytest.fixture
def talk(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    path = tmp_path / "recordings" / "long-random-part" / "talk.mp4"
    path.parent.mkdir(parents=True)
    path.write_bytes(DATA)
    path.with_suffix(".vtt").write_text("WEBVTT")
    (tmp_path / "recordings" / "secret.txt").write_text("Secret")
    return "/media/recordings/long-random-part/talk.mp4"


def answer(response):
    body = response.getvalue()
    response.close()
    return response.status_code, body


def test_recording_is_served_whole_with_its_type(client, talk):
    response = client.get(talk)
    assert answer(response) == (200, DATA)
    assert (response["Content-Type"], response["Accept-Ranges"]) == ("video/mp4", "bytes")
    assert set(response["Content-Security-Policy"].split("; ")) == {"default-src 'none'", "media-src 'self'"}
    captions = client.get(talk.replace(".mp4", ".vtt"))
    assert answer(captions) == (200, b"WEBVTT")
    assert captions["Content-Type"] == "text/vtt; charset=utf-8"


@pytest.mark.parametrize(
    ("asked", "status", "shown", "told"),
    [
        ("bytes=0-1", 206, DATA[:2], "bytes 0-1/100"),
        ("bytes=40-59", 206, DATA[40:60], "bytes 40-59/100"),
        ("bytes=90-", 206, DATA[90:], "bytes 90-99/100"),
        ("bytes=-5", 206, DATA[-5:], "bytes 95-99/100"),
        ("bytes=50-1000", 206, DATA[50:], "bytes 50-99/100"),
        ("bytes=200-", 416, b"", "bytes */100"),
        ("words=1-2", 200, DATA, None),
    ],
)
def test_recording_is_served_in_parts_so_that_one_can_move_about_in_it(client, talk, asked, status, shown, told):
    response = client.get(talk, headers={"range": asked})
    assert answer(response) == (status, shown)
    assert response.get("Content-Range") == told


def test_recording_that_a_browser_has_is_not_sent_again(client, talk):
    response = client.get(talk)
    response.close()
    again = client.get(talk, headers={"if-none-match": response["ETag"]})
    assert answer(again) == (304, b"")


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["", "long-random-part/", "long-random-part/none.mp4", "secret.txt", "../t.mp4"])
def test_no_other_file_is_served_as_a_recording(client, talk, path):
    assert client.get(f"/media/recordings/{path}").status_code in {400, 404}


@pytest.mark.django_db
def test_recordings_are_only_read(client, talk):
    assert client.post(talk).status_code == 404
