import pytest
from django.core import mail as django_mail

from accounts import tasks
from accounts.services import mail
from tests.factories.accounts import make_user

pytestmark = pytest.mark.django_db


def test_an_outbox_entry_wakes_the_sweeper_after_commit(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        mail.queue(to=["ana@city.example"], subject="Hello", text="Text")
        assert django_mail.outbox == []
    assert [message.subject for message in django_mail.outbox] == ["Hello"]


def test_signing_in_fills_the_session(client):
    client.force_login(make_user(language="fr", time_zone="Europe/Zagreb"))
    found = [client.session[name] for name in ("language", "time_zone", "may_edit")]
    assert found == ["fr", "Europe/Zagreb", False]


def test_finished_entries_are_pruned():
    mail.queue(to=["ana@city.example"], subject="Hello", text="Text")
    assert (tasks.sweep_outbox(), tasks.prune_outbox()) == (1, 0)
