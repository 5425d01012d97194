import pytest


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    for name in ("images/plan.svg", "documents/secret.txt"):
        path = tmp_path / name
        path.parent.mkdir()
        path.write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")


def test_picture_is_served_with_a_policy_that_lets_it_do_nothing(client, media):
    response = client.get("/media/images/plan.svg")
    assert response.getvalue().startswith(b"<svg")
    response.close()
    assert (response.status_code, response["Content-Type"]) == (200, "image/svg+xml")
    directives = set(response["Content-Security-Policy"].split("; "))
    assert directives == {"default-src 'none'", "sandbox", "style-src 'unsafe-inline'"}
    assert response["Cache-Control"] == "public, max-age=86400"


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/media/documents/secret.txt", "/media/images/secret.txt"])
def test_nothing_else_of_the_media_folder_is_served(client, media, path):
    assert client.get(path).status_code == 404


def test_picture_address_that_climbs_is_refused(client, media):
    assert client.get("/media/images/../documents/secret.txt").status_code == 400
