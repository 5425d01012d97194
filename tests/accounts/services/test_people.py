import uuid

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session

from accounts.enums import Role
from accounts.services import people
from tests.factories.accounts import make_coordinator, make_membership, make_organisation, make_user

pytestmark = pytest.mark.django_db


def test_update_profile_stores_the_settings():
    user = make_user()
    settings = {"language": "fr", "time_zone": "Europe/Zagreb", "dilemma_mail": "fortnightly"}
    people.update_profile(user=user, display_name="  Ana Kovač ", **settings)
    user.refresh_from_db()
    assert (user.display_name, user.language, user.time_zone) == ("Ana Kovač", "fr", "Europe/Zagreb")
    assert user.dilemma_mail == "fortnightly"


def test_nobody_gets_a_dilemma_by_mail_who_did_not_ask_and_who_stops_them_gets_none():
    asked, other = make_user(dilemma_mail="weekly"), make_user(dilemma_mail="weekly")
    assert make_user().dilemma_mail == "off"
    for _ in range(2):
        people.stop_dilemma_mail(key=asked.key)
    people.stop_dilemma_mail(key=uuid.uuid4())
    for user, expected in ((asked, "off"), (other, "weekly")):
        user.refresh_from_db()
        assert user.dilemma_mail == expected


def test_remember_in_session_copies_language_zone_and_the_right_to_edit():
    session = {}
    people.remember_in_session(session=session, user=make_user(language="fr", time_zone="Europe/Zagreb"))
    rights = {"may_edit": False, "coordinates": False, "marks": False}
    assert session == {"language": "fr", "time_zone": "Europe/Zagreb"} | rights


def test_remember_in_session_leaves_out_what_the_site_does_not_know():
    session = {}
    people.remember_in_session(session=session, user=make_user(language="tlh", time_zone="Moon/Tycho"))
    assert session == {"may_edit": False, "coordinates": False, "marks": False}


def test_remember_in_session_lets_instructors_find_the_editor():
    user, session = make_user(), {}
    make_membership(user=user, organisation=make_organisation(), role=Role.INSTRUCTOR)
    people.remember_in_session(session=session, user=user)
    assert (session["may_edit"], session["marks"]) == (True, True)


def test_remember_in_session_lets_coordinators_find_their_people():
    session = {}
    people.remember_in_session(session=session, user=make_coordinator(make_organisation()))
    assert session["coordinates"] is True


def test_clear_expired_sessions_keeps_those_that_run():
    running, over = SessionStore(), SessionStore()
    running.save()
    over.set_expiry(-60)
    over.save()
    people.clear_expired_sessions()
    assert [session.session_key for session in Session.objects.all()] == [running.session_key]
