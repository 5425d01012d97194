import pytest
from django.urls import reverse

from accounts.enums import Role
from accounts.models import Membership
from accounts.services import membership
from tests.factories.accounts import (
    make_invitation,
    make_membership,
    make_organisation,
    make_user,
    make_verified_user,
)

pytestmark = pytest.mark.django_db

PROFILE = reverse("accounts:profile")
ANSWERS = {"display_name": "Ana Kovač", "language": "fr", "time_zone": "Europe/Zagreb", "dilemma_mail": "weekly"}


def address(invitation):
    return reverse("accounts:invitation", args=[invitation.token])


def test_profile_asks_strangers_to_sign_in(client):
    assert client.get(PROFILE).headers["Location"] == f"{reverse('account_login')}?next={PROFILE}"


def test_profile_saves_and_the_session_follows(client):
    user = make_user()
    client.force_login(user)
    response = client.post(PROFILE, ANSWERS, follow=True)
    user.refresh_from_db()
    assert (user.display_name, user.language, user.time_zone) == ("Ana Kovač", "fr", "Europe/Zagreb")
    assert (client.session["language"], client.session["time_zone"]) == ("fr", "Europe/Zagreb")
    assert response.headers["Content-Language"] == "fr"


def test_profile_ignores_fields_that_are_not_the_person_s_to_set(client):
    user = make_user()
    client.force_login(user)
    client.post(PROFILE, ANSWERS | {"email": "other@city.example", "is_staff": "on", "is_superuser": "on"})
    email = user.email
    user.refresh_from_db()
    assert (user.email, user.is_staff, user.is_superuser) == (email, False, False)


def test_profile_refuses_wrong_data_with_links_to_the_fields(client):
    user = make_user(display_name="Ana")
    client.force_login(user)
    page = client.post(PROFILE, ANSWERS | {"display_name": "", "time_zone": "Moon/Tycho"}).content.decode()
    assert 'href="#id_display_name"' in page
    assert 'href="#id_time_zone"' in page
    assert 'aria-describedby="id_display_name_error"' in page
    assert "<title>Error: Your account" in page
    user.refresh_from_db()
    assert user.display_name == "Ana"


def test_profile_lists_own_organisations_and_waiting_invitations(client):
    user = make_verified_user()
    make_membership(user=user, organisation=make_organisation(name="Port Alder"))
    make_invitation(email=user.email, organisation=make_organisation(name="Northern Ports"))
    make_membership(user=make_user(), organisation=make_organisation(name="CANARY-B"))
    client.force_login(user)
    page = client.get(PROFILE).content.decode()
    assert "Port Alder" in page
    assert "Northern Ports" in page
    assert "CANARY-B" not in page


def test_profile_asks_the_database_as_often_for_three_memberships_as_for_one(client, django_assert_num_queries):
    user = make_verified_user()
    for _ in range(3):
        make_membership(user=user, organisation=make_organisation())
    client.force_login(user)
    client.get(PROFILE)
    with django_assert_num_queries(4):  # session, user, memberships, invitations
        client.get(PROFILE)


def test_invitation_offers_strangers_sign_up_with_the_way_back(client):
    invitation = make_invitation(email="ana@city.example", organisation=make_organisation(name="Port Alder"))
    page = client.get(address(invitation)).content.decode()
    assert "Port Alder" in page
    assert f"/accounts/signup/?email=ana%40city.example&amp;next=%2Finvitations%2F{invitation.token}%2F" in page


def test_invitation_is_not_accepted_by_looking_at_it(client):
    user = make_verified_user()
    invitation = make_invitation(email=user.email)
    client.force_login(user)
    page = client.get(address(invitation)).content.decode()
    assert "Accept the invitation" in page
    assert not Membership.objects.exists()


def test_invitation_is_accepted_by_post(client):
    user = make_verified_user()
    invitation = make_invitation(email=user.email, role=Role.INSTRUCTOR)
    client.force_login(user)
    response = client.post(address(invitation), follow=True)
    assert response.redirect_chain == [(PROFILE, 302)]
    assert Membership.objects.get().role == Role.INSTRUCTOR
    assert client.session["may_edit"] is True


def test_invitation_of_somebody_else_offers_no_button_and_refuses(client):
    invitation = make_invitation(email="ana@city.example")
    client.force_login(make_verified_user())
    assert "Accept the invitation" not in client.get(address(invitation)).content.decode()
    assert "for another e-mail address" in client.post(address(invitation)).content.decode()
    assert not Membership.objects.exists()


def test_invitation_posted_by_a_stranger_changes_nothing(client):
    invitation = make_invitation(email="ana@city.example")
    assert client.post(address(invitation)).status_code == 200
    assert not Membership.objects.exists()


def test_invitation_says_that_it_was_withdrawn(client):
    invitation = make_invitation(email="ana@city.example")
    membership.withdraw_invitation(token=invitation.token, by=None)
    page = client.get(address(invitation)).content.decode()
    assert "was withdrawn" in page
    assert "Sign up</a>" not in page.split("<main")[1]


def test_invitation_with_a_token_that_no_database_takes_is_not_found(client):
    assert client.get("/invitations/%00/").status_code == 404
    assert client.get(f"/invitations/{'x' * 5000}/").status_code == 404


def test_invitation_with_an_unknown_token_is_not_found(client):
    response = client.get(reverse("accounts:invitation", args=["nothing"]))
    assert response.status_code == 404
    assert "There is no such invitation" in response.content.decode()


def test_demo_mailbox_is_absent_outside_the_demo(client):
    assert client.get(reverse("demo:mailbox")).status_code == 404


def test_demo_mailbox_shows_messages_with_their_links(client, settings, tmp_path):
    settings.CHANCERY_DEMO, settings.EMAIL_FILE_PATH = True, tmp_path
    letter = "To: ana@city.example\nSubject: Hello <b>\n\nOpen http://localhost:8000/x/ now\n"
    (tmp_path / "1.log").write_text(letter)
    page = client.get(reverse("demo:mailbox")).content.decode()
    assert "Hello &lt;b&gt;" in page
    assert 'href="http://localhost:8000/x/"' in page


def test_demo_mailbox_without_mail_says_so(client, settings, tmp_path):
    settings.CHANCERY_DEMO, settings.EMAIL_FILE_PATH = True, tmp_path / "nothing"
    assert "No message yet" in client.get(reverse("demo:mailbox")).content.decode()
