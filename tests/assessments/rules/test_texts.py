import pytest

from assessments.rules.texts import foreign_language, text

TABLES = {
    "fr": {"title": "Titre", "empty": ""},
    "zz": {"only": "nur", "title": "zz"},
    "en": {"title": "Title", "why": "Because", "empty": "English"},
}


@pytest.mark.parametrize(
    ("language", "path", "expected"),
    [
        ("fr", "title", "Titre"),
        ("fr-ca", "title", "Titre"),
        ("zz-a-b", "title", "zz"),
        ("de", "title", "Title"),
        ("fr", "why", "Because"),
        ("fr", "empty", "English"),
        ("fr", "only", "nur"),
        ("en", "missing", ""),
        ("", "title", "Title"),
    ],
)
def test_texts_fall_back_to_another_language(language, path, expected):
    assert text({"texts": TABLES}, language, path) == expected


@pytest.mark.parametrize(
    ("languages", "reader", "marked"),
    [
        (("en",), "en", ""),
        (("en",), "fr", "en"),
        (("en", "fr"), "fr", ""),
        (("en", "fr"), "fr-ca", ""),
        (("en", "fr"), "fr-ca-x", ""),
        (("fr", "de"), "en", "de"),
    ],
)
def test_texts_in_another_language_are_named(languages, reader, marked):
    assert foreign_language({"texts": {language: {"title": "x"} for language in languages}}, reader) == marked
