import pytest

from cms.errors import PublishProblem, PublishRefusedError
from cms.middleware import EditorMiddleware
from tests.factories import cms as make

pytestmark = pytest.mark.django_db


def policy(client, url):
    return client.get(url, follow=True).headers["Content-Security-Policy"]


def test_the_editor_may_run_wagtails_inline_scripts(editor):
    assert "script-src 'self' 'unsafe-inline'" in policy(editor, "/cms/")


@pytest.mark.parametrize("url", ["/", "/courses/"])
def test_nothing_else_may(url, editor):
    assert "unsafe-inline" not in policy(editor, url)


def test_the_preview_in_the_editor_keeps_the_strict_policy_of_learners(editor):
    lesson = make.make_tree()[2]
    response = editor.get(f"/cms/pages/{lesson.pk}/view_draft/")
    assert "unsafe-inline" not in response.headers["Content-Security-Policy"]


def test_other_errors_go_their_way(rf):
    assert EditorMiddleware(lambda _request: None).process_exception(rf.get("/"), ValueError()) is None


def test_a_refusal_says_what_it_is_about():
    error = PublishRefusedError(1, "The visit", (PublishProblem("title", "A."), PublishProblem("", "B.")))
    assert str(error) == "The visit: A. B."
    assert str(error.problems[0]) == "A."
