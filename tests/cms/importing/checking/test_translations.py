"""A translation has the exercises of its course, with the same structure, in sentences that can be read."""

import pytest

LESSON = "welcome/fr/01-the-door/01-who-opens.md"
CHECK = "welcome/fr/01-the-door/01-who-opens.check.yaml"
SOURCE = "welcome/01-the-door/01-who-opens.check.yaml"


@pytest.fixture
def translated(files):
    files.translate()
    return files


def about_translations(faults):
    return [fault for fault in faults() if "/fr/" in fault]


def test_a_sound_translation_has_no_faults(translated, faults):
    assert about_translations(faults) == []


@pytest.mark.parametrize(("old", "new"), [("id: host", "id: hosts"), ("points: 2", "points: 3")])
def test_a_key_that_differs_is_named(translated, faults, old, new):
    translated.change(CHECK, old, new)
    found = about_translations(faults)
    assert found
    assert all(f"is not as in {SOURCE}. Translate the texts, and nothing else." in fault for fault in found)


def test_an_exercise_that_is_not_translated_is_named(translated, faults):
    translated.change(LESSON, "[01-who-opens.check.yaml, ", "[")
    translated.remove(CHECK)
    message = "Translate the exercises of this lesson as well: 01-who-opens.check.yaml."
    assert about_translations(faults) == [f"{LESSON}:1: {message}"]


def test_long_sentences_are_named(translated, faults):
    translated.change(LESSON, "Stand **in**", " ".join(["mot"] * 400) + ". Stand **in**")
    (fault,) = about_translations(faults)
    assert "words on average; 16 are the most. Divide some." in fault


def test_a_link_of_a_translation_leads_somewhere(translated, faults):
    translated.change(LESSON, "https://example.org/rule?a=1&b=2", "/learn/welcome/nowhere/")
    (fault,) = about_translations(faults)
    assert "The link to /learn/welcome/nowhere/ leads nowhere." in fault
