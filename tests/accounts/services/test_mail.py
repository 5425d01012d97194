import os

import pytest
from django.core import mail as django_mail

from accounts.models import OutboxEntry
from accounts.services import mail

pytestmark = pytest.mark.django_db


def write_mail(settings, folder, subject, text="Line one\n\nLine two"):
    settings.EMAIL_FILE_PATH = folder
    settings.CHANCERY_MAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    mail.send(to=["ana@city.example"], subject=subject, text=text)


def test_queue_writes_one_line_subjects(delivered):
    mail.queue(to=["ana@city.example"], subject="Two\nlines", text="Text", html="<p>Text</p>")
    [message] = delivered()
    assert (message.subject, message.body) == ("Two lines", "Text")
    assert message.alternatives[0].content == "<p>Text</p>"


def test_a_message_that_is_sent_twice_is_known_for_one(delivered):
    mail.queue(to=["ana@city.example"], subject="Hello", text="Text")
    payload = OutboxEntry.objects.get().payload
    for _ in range(2):
        mail.send(**payload)
    first, second = delivered()[:2]
    assert first.message()["Message-ID"] == second.message()["Message-ID"] == f"<{payload['number']}@chancery.test>"


def test_a_letter_carries_its_own_headers(delivered):
    with_one = mail.Letter("ana@city.example", "Hello", "Text", "hello:1", {"List-Unsubscribe": "<x>"})
    mail.queue_many([with_one, mail.Letter("bo@city.example", "Hello", "Text", "hello:2")])
    found = {message.to[0]: message.message()["List-Unsubscribe"] for message in delivered()}
    assert found == {"ana@city.example": "<x>", "bo@city.example": None}


def test_queue_with_a_key_sends_once(delivered):
    for _ in range(2):
        mail.queue(to=["ana@city.example"], subject="Hello", text="Text", dedupe_key="hello:1")
    assert len(delivered()) == 1


def test_queue_without_a_key_sends_each_time():
    for _ in range(2):
        mail.queue(to=["ana@city.example"], subject="Hello", text="Text")
    assert OutboxEntry.objects.count() == 2
    assert django_mail.outbox == []


def test_kept_messages_are_read_newest_first(settings, tmp_path):
    write_mail(settings, tmp_path, "First: çà et là")
    first = next(tmp_path.iterdir())
    os.utime(first, (1, 1))
    write_mail(settings, tmp_path, "Second")
    found = mail.kept_messages(tmp_path)
    assert [message.subject for message in found] == ["Second", "First: çà et là"]
    assert (found[0].to, found[0].text.strip()) == ("ana@city.example", "Line one\n\nLine two")
    assert found[0].sent_at is not None


def test_kept_messages_of_one_connection_are_told_apart(settings, tmp_path):
    settings.EMAIL_FILE_PATH = tmp_path
    connection = django_mail.get_connection("django.core.mail.backends.filebased.EmailBackend")
    for subject in ("First", "Second"):
        message = django_mail.EmailMessage(subject, "Text", to=["ana@city.example"], connection=connection)
        message.send()
    assert [kept.subject for kept in mail.kept_messages(tmp_path)] == ["Second", "First"]


def test_kept_messages_are_limited(settings, tmp_path):
    for number in range(3):
        write_mail(settings, tmp_path, str(number))
    assert len(mail.kept_messages(tmp_path, at_most=2)) == 2


def test_kept_messages_of_a_missing_folder_are_none(tmp_path):
    assert mail.kept_messages(tmp_path / "nothing") == []
