import pytest
from django.core.exceptions import ImproperlyConfigured

from config import environment


def test_text_without_default_is_required(monkeypatch):
    monkeypatch.delenv("CHANCERY_TEST", raising=False)
    with pytest.raises(ImproperlyConfigured, match="CHANCERY_TEST is not set"):
        environment.text("CHANCERY_TEST")
    assert environment.text("CHANCERY_TEST", "fallback") == "fallback"


@pytest.mark.parametrize(("word", "value"), [("1", True), ("yes", True), ("ON", True), ("0", False), ("no", False)])
def test_flag_reads_words(monkeypatch, word, value):
    monkeypatch.setenv("CHANCERY_TEST", word)
    assert environment.flag("CHANCERY_TEST", default=not value) is value


def test_flag_refuses_other_words(monkeypatch):
    monkeypatch.setenv("CHANCERY_TEST", "perhaps")
    with pytest.raises(ImproperlyConfigured, match="neither yes nor no"):
        environment.flag("CHANCERY_TEST", default=True)


def test_number_reads_and_refuses(monkeypatch):
    monkeypatch.setenv("CHANCERY_TEST", "25")
    assert environment.number("CHANCERY_TEST", 1) == 25
    monkeypatch.setenv("CHANCERY_TEST", "many")
    with pytest.raises(ImproperlyConfigured, match="not a whole number"):
        environment.number("CHANCERY_TEST", 1)


def test_words_splits_at_commas(monkeypatch):
    monkeypatch.setenv("CHANCERY_TEST", "a.example, b.example,,")
    assert environment.words("CHANCERY_TEST") == ["a.example", "b.example"]
