from cms.importing.checking.texts import exercise_text, lesson_text, lix, plain, sentences, words
from tests.cms.importing.checking.conftest import DOOR


def test_html_becomes_lines():
    assert plain("<p>One &amp; <b>two</b></p><ul><li>three</li></ul>") == "One & two\nthree\n"


def test_words_keep_their_apostrophes():
    assert words("The host's l\u2019eau, 12 - no_1.") == ["The", "host's", "l\u2019eau", "12", "no", "1"]


def test_sentences_end_at_points_and_lines():
    assert sentences("One. Two (three!) Four: five\n\n- \nSix") == ["One.", "Two (three!", "Four:", "five", "Six"]


def test_lix_counts_words_in_sentences_and_long_words():
    assert lix("One two three fourth. Seventh eighths.") == 3 + 100 * 2 / 6
    assert lix("") == 0


def test_what_is_read_of_a_lesson_is_its_text(files):
    text = lesson_text(files.read().courses[1].lessons()[0])
    for part in (
        "Stand in the door",
        "Before the bell",
        "A door",
        "The host",
        "Come in.",
        "Who goes first?",
        "The guest.",
    ):
        assert part in text
    for part in ("Hearsay", "handle on the left", "example.org", "Second edition"):
        assert part not in text


def test_texts_of_an_exercise_are_all_of_it(files):
    text = exercise_text(files.read().courses[1].lessons()[0].exercises[0])
    for part in ("Who opens the door?", "Two questions.", "The coat", "It is the host's door.", "The host does."):
        assert part in text
    assert DOOR not in text
