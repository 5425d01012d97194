"""Signing up, in and out through allauth with our forms, words and outbox."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.factories.accounts import make_invitation, make_user, make_verified_user

pytestmark = pytest.mark.django_db

LOGIN, SIGNUP, RESET = reverse("account_login"), reverse("account_signup"), reverse("account_reset_password")
ANSWERS = {"display_name": "Ana Kovač", "email": "Ana@City.example", "password1": "a long quiet river"}


def link_in(message):
    return re.search(r"http://testserver(/\S+)", message.body).group(1)


def sign_in(client, email, password="correct horse", **more):
    return client.post(LOGIN, {"login": email, "password": password, "next": "/help/", **more})


def test_signing_up_confirming_and_coming_back_to_where_one_was(client, delivered):
    client.post(SIGNUP, ANSWERS | {"next": "/help/"}, headers={"accept-language": "fr"})
    user = User.objects.get()
    assert (user.email, user.display_name, user.language) == ("ana@city.example", "Ana Kovač", "fr")
    assert "_auth_user_id" not in client.session
    [message] = delivered()
    confirmation = link_in(message)
    assert client.get(confirmation).status_code == 200
    assert not EmailAddress.objects.get().verified
    assert client.post(confirmation).headers["Location"] == "/help/"
    assert client.session["_auth_user_id"] == str(user.pk)
    assert client.session["language"] == "fr"


def test_confirming_in_another_browser_leads_to_sign_in(client, delivered):
    client.post(SIGNUP, ANSWERS)
    other = Client()
    assert other.post(link_in(delivered()[0])).headers["Location"] == LOGIN
    assert sign_in(other, "ana@city.example", ANSWERS["password1"]).headers["Location"] == "/help/"


def test_signing_up_from_an_invitation_comes_back_to_it(client, delivered):
    invitation = make_invitation(email="ana@city.example")
    back = reverse("accounts:invitation", args=[invitation.token])
    delivered().clear()
    client.post(SIGNUP, ANSWERS | {"next": back})
    [message] = delivered()
    response = client.post(link_in(message), follow=True)
    assert response.redirect_chain == [(back, 302)]
    assert "Accept the invitation" in response.content.decode()


def test_signing_up_with_wrong_data_links_each_error_to_its_field(client):
    page = client.post(SIGNUP, {"display_name": "", "email": "nonsense", "password1": "short"}).content.decode()
    for field in ("id_display_name", "id_email", "id_password1"):
        assert f'href="#{field}"' in page
        assert f'id="{field}_error"' in page
    assert not User.objects.exists()


def test_signing_up_with_a_taken_address_does_not_tell_but_writes_to_its_owner(client, delivered):
    owner = make_verified_user(email="ana@city.example")
    taken = client.post(SIGNUP, ANSWERS)
    free = client.post(SIGNUP, ANSWERS | {"email": "new@city.example"})
    assert (taken.status_code, taken.headers["Location"]) == (free.status_code, free.headers["Location"])
    assert User.objects.filter(email=owner.email).count() == 1
    assert "There is an account with this address already" in delivered()[0].body


def test_signing_in_keeps_the_way_back_and_remembers_the_person(client):
    user = make_verified_user(language="fr", time_zone="Europe/Zagreb")
    assert sign_in(client, user.email.upper()).headers["Location"] == "/help/"
    assert client.session["time_zone"] == "Europe/Zagreb"


def test_signing_in_goes_to_no_other_site(client, settings):
    settings.LOGIN_REDIRECT_URL = "/account/"
    user = make_verified_user()
    assert sign_in(client, user.email, next="https://evil.example/").headers["Location"] == "/account/"


@pytest.mark.parametrize(("email", "password"), [("nobody@city.example", "correct horse"), (None, "wrong horse")])
def test_signing_in_with_wrong_data_never_says_which_part_was_wrong(client, email, password):
    user = make_verified_user()
    page = sign_in(client, email or user.email, password).content.decode()
    assert "The e-mail address or the password is not right." in page
    assert 'role="alert"' in page


def test_signing_in_before_confirming_sends_the_message_again(client, delivered):
    user = make_user()
    response = sign_in(client, user.email)
    assert response.headers["Location"] == reverse("account_email_verification_sent")
    assert "_auth_user_id" not in client.session
    assert delivered()[0].to == [user.email]


def test_signing_in_too_often_is_refused(client):
    user = make_verified_user()
    for _ in range(5):
        sign_in(client, user.email, "wrong horse")
    page = sign_in(client, user.email).content.decode()
    assert "Too many attempts" in page
    assert "_auth_user_id" not in client.session


def test_too_many_requests_get_a_page_of_ours(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    sign_in(client, "nobody@city.example")
    response = sign_in(client, "nobody@city.example")
    assert response.status_code == 429
    assert "Too many attempts" in response.content.decode()


def test_asking_for_a_new_password_looks_the_same_for_unknown_addresses(client, delivered):
    user = make_verified_user()
    known = client.post(RESET, {"email": user.email}, follow=True)
    unknown = client.post(RESET, {"email": "nobody@city.example"}, follow=True)
    assert known.redirect_chain == unknown.redirect_chain
    assert [message.to for message in delivered()] == [[user.email], ["nobody@city.example"]]


def test_choosing_a_new_password_by_the_link(client, delivered):
    user = make_verified_user()
    client.post(RESET, {"email": user.email})
    page = client.get(link_in(delivered()[0]), follow=True)
    answers = {"password1": "a long quiet river", "password2": "a long quiet river"}
    client.post(page.redirect_chain[-1][0], answers)
    assert sign_in(client, user.email, "a long quiet river").headers["Location"] == "/help/"
    assert delivered()[-1].subject == "Your password was changed"


def test_a_used_reset_link_says_that_it_cannot_be_used(client):
    page = client.get("/accounts/password/reset/key/1-nothing/", follow=True).content.decode()
    assert "This link can no longer be used" in page


def test_a_new_address_counts_once_it_is_confirmed(client, delivered):
    user = make_verified_user()
    sign_in(client, user.email)
    asked = client.post(reverse("account_email"), {"action_add": "", "email": "new@city.example"})
    assert asked.headers["Location"].startswith(reverse("account_reauthenticate"))
    client.post(asked.headers["Location"], {"password": "correct horse", "next": reverse("account_email")})
    user.refresh_from_db()
    assert user.email != "new@city.example"
    [message] = [message for message in delivered() if message.to == ["new@city.example"]]
    assert client.post(link_in(message)).headers["Location"] == reverse("accounts:profile")
    user.refresh_from_db()
    assert user.email == "new@city.example"
    assert EmailAddress.objects.get().email == "new@city.example"


def test_changing_the_password_leads_back_to_the_account(client):
    user = make_verified_user()
    sign_in(client, user.email)
    new = "a long quiet river"
    answers = {"oldpassword": "correct horse", "password1": new, "password2": new}
    response = client.post(reverse("account_change_password"), answers)
    assert response.headers["Location"] == reverse("accounts:profile")


def test_changing_the_password_needs_the_present_one(client):
    user = make_verified_user()
    sign_in(client, user.email)
    answers = {"oldpassword": "wrong horse", "password1": "a long quiet river", "password2": "a long quiet river"}
    page = client.post(reverse("account_change_password"), answers).content.decode()
    assert "This is not your present password." in page


def test_signing_out_takes_a_post(client):
    client.force_login(make_user())
    client.get(reverse("account_logout"))
    assert "_auth_user_id" in client.session
    client.post(reverse("account_logout"))
    assert "_auth_user_id" not in client.session


def test_sign_in_codes_are_not_offered(client):
    assert client.get("/accounts/login/code/confirm/").headers["Location"].startswith(LOGIN)


def test_a_stranger_s_guesses_do_not_keep_the_owner_out(client):
    user = make_verified_user()
    stranger = Client(REMOTE_ADDR="203.0.113.9")
    for _ in range(6):
        page = sign_in(stranger, user.email, "wrong horse").content.decode()
    assert "Too many attempts" in page
    assert sign_in(client, user.email).headers["Location"] == "/help/"


def test_a_city_behind_one_address_gets_in(client):
    for _ in range(40):
        sign_in(Client(), make_verified_user().email, "wrong horse")
    assert sign_in(client, make_verified_user().email).headers["Location"] == "/help/"
