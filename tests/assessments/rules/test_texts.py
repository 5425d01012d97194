import pytest

from assessments.rules.texts import foreign_language


@pytest.mark.parametrize(
    ("languages", "reader", "marked"),
    [
        (("en",), "en", ""),
        (("en",), "fr", "en"),
        (("en", "fr"), "fr", ""),
        (("en", "fr"), "fr-ca", ""),
        (("fr", "de"), "en", "de"),
    ],
)
def test_texts_in_another_language_are_named(languages, reader, marked):
    assert foreign_language({"texts": {language: {"title": "x"} for language in languages}}, reader) == marked
