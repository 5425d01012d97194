import re

import pytest

from tests.cms import forms
from tests.factories import cms as make
from tests.factories.accounts import make_user

pytestmark = pytest.mark.django_db


def menu_of(client):
    html = client.get("/cms/").content.decode()
    return sorted(set(re.findall(r'"name": "([a-z-]+)"', html)))


def test_an_instructor_sees_only_what_they_need(editor):
    assert set(menu_of(editor)) - {"account", "logout"} == {
        "documents",
        "explorer",
        "images",
        "media",
        "terms",
        "rule-sets",
    }


def test_an_administrator_sees_everything(admin_client):
    make.make_catalogue()
    assert {"settings", "reports", "terms"} <= set(menu_of(admin_client))


def test_the_editor_offers_names_of_scenes(editor):
    case = make.make_branch(parent=make.make_tree()[2])
    assert "cms/js/authoring.js" in editor.get(forms.edit_url(case)).content.decode()


def test_signing_in_to_the_editor_is_signing_in_to_the_site(client):
    response = client.get("/cms/", follow=True)
    assert response.redirect_chain[-1][0].startswith("/accounts/login/?next=/cms/")
    assert client.get("/cms/login/?next=/cms/").headers["Location"] == "/accounts/login/?next=/cms/"


def test_learners_do_not_get_in(client):
    client.force_login(make_user())
    for path in ("/cms/", "/cms/login/", "/cms/pages/3/edit/"):
        response = client.get(path, follow=True)
        assert (response.status_code, response.redirect_chain) == (403, [])


def test_instructors_keep_the_list_of_terms(editor):
    data = {"term": "placement", "definition": "Who sits where.", "language": "en", "origin_language": "fr"}
    response = editor.post("/cms/snippets/cms/term/add/", data, follow=True)
    assert "placement" in response.content.decode()


@pytest.mark.parametrize("maker", [make.make_choice, make.make_order, make.make_branch])
def test_every_exercise_opens_in_the_editor(maker, editor):
    page = maker(parent=make.make_tree()[2])
    assert editor.get(forms.edit_url(page)).status_code == 200


def test_courses_lessons_and_modules_open_in_the_editor(editor):
    for page in make.make_tree():
        assert editor.get(forms.edit_url(page)).status_code == 200


def test_instructors_do_not_touch_the_home_page(editor):
    home = make.make_catalogue().get_parent()
    assert editor.get(forms.edit_url(home)).status_code == 302
