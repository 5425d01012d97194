import pytest
from wagtail.models import Collection, CollectionViewRestriction

from tests.factories import cms as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def offered():
    document = make.make_document(b"place,name\n", name="Guest list.csv")
    _course, module, _lesson = make.make_tree()
    return document, make.make_lesson(parent=module, body=[make.download_block(document)])


def test_a_document_of_a_published_lesson_is_handed_over_to_be_kept(client, offered):
    response = client.get(offered[0].download_path)
    assert (response.status_code, response.getvalue()) == (200, b"place,name\n")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="guest-list.csv"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert set(response["Content-Security-Policy"].split("; ")) == {"default-src 'none'", "sandbox"}


def test_a_document_that_no_published_page_offers_is_not_found(client, editor, offered):
    document, lesson = offered
    lesson.unpublish()
    assert client.get(document.download_path).status_code == 404
    kept = editor.get(document.download_path)
    assert kept.getvalue() == b"place,name\n"


def test_a_document_of_a_withdrawn_course_is_not_found(client, offered):
    document, lesson = offered
    lesson.course_page().unpublish()
    assert client.get(document.download_path).status_code == 404


def test_a_document_in_changes_that_are_not_published_is_not_found(client):
    _course, _module, lesson = make.make_tree()
    document = make.make_document()
    lesson.body = [make.download_block(document)]
    lesson.save_revision()
    assert client.get(document.download_path).status_code == 404


def test_a_document_without_its_file_is_not_found(client, offered):
    document, _lesson = offered
    document.file.storage.delete(document.file.name)
    assert client.get(document.download_path).status_code == 404


def test_a_document_of_a_kind_that_is_not_taken_is_not_found(client, offered):
    document, _lesson = offered
    document.file.name = "documents/x/page.html"
    document.save()
    assert client.get(document.download_path).status_code == 404


def test_the_address_that_can_be_guessed_is_for_editors(client, editor, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": "django.core.files.storage.FileSystemStorage"}}
    document = make.make_document(b"%PDF-1.7", name="plan.pdf")
    assert client.get(document.url).status_code == 404
    response = editor.get(document.url)
    assert (response.status_code, response.getvalue()) == (200, b"%PDF-1.7")
    assert response["Content-Disposition"] == 'attachment; filename="plan.pdf"'
    response.close()


def test_a_document_of_a_private_collection_is_not_found(client, editor, offered):
    document, _lesson = offered
    private = Collection.get_first_root_node().add_child(name="Private")
    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    document.collection = private
    document.save()
    assert client.get(document.download_path).status_code == 404
    kept = editor.get(document.download_path)
    assert kept.getvalue() == b"place,name\n"


def test_nothing_is_sent_there(client, offered):
    assert client.post(offered[0].download_path).status_code == 405
