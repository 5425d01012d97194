import pytest
from django.contrib.auth import authenticate

from tests.factories.accounts import make_user

pytestmark = pytest.mark.django_db


def sign_in(user):
    return authenticate(None, email=user.email, password="correct horse")


def test_everybody_signs_in_by_e_mail():
    user = make_user()
    assert sign_in(user) == user


def test_demo_people_sign_in_where_the_demo_runs(settings):
    settings.CHANCERY_DEMO = True
    user = make_user(is_demo=True)
    assert sign_in(user) == user


def test_demo_people_are_refused_everywhere_else():
    assert sign_in(make_user(is_demo=True)) is None


def test_an_open_session_of_a_demo_person_ends_with_the_demo(client, settings):
    settings.CHANCERY_DEMO = True
    client.force_login(make_user(is_demo=True))
    assert client.get("/account/").status_code == 200
    settings.CHANCERY_DEMO = False
    assert client.get("/account/").status_code == 302
