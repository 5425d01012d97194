import pytest

from cms.rules.lettering import lines_of, width_of

ROOM = 100


@pytest.mark.parametrize("text", ["", "   "])
def test_nothing_takes_no_lines(text):
    assert lines_of(text, ROOM, 13, 3) == ()


def test_words_stay_together_and_lines_fit():
    lines = lines_of("The consul arrives an hour early and asks for the mayor", ROOM, 13, 9)
    assert " ".join(lines) == "The consul arrives an hour early and asks for the mayor"
    assert all(width_of(line, 13) <= ROOM for line in lines)
    assert len(lines) > 2


def test_what_is_too_long_ends_in_dots():
    lines = lines_of("word " * 40, ROOM, 13, 2)
    assert len(lines) == 2
    assert lines[-1].endswith("…")
    assert width_of(lines[-1], 13) <= ROOM


def test_a_word_longer_than_a_line_is_cut():
    lines = lines_of("Donaudampfschifffahrtsgesellschaft", ROOM, 13, 9)
    assert "".join(lines) == "Donaudampfschifffahrtsgesellschaft"
    assert all(width_of(line, 13) <= ROOM for line in lines)


def test_letters_are_not_all_as_wide():
    widths = [width_of(text, 10) for text in ("ill", "one", "ONE", "www", "三木三")]
    assert widths == sorted(widths)
    assert len(set(widths)) == len(widths)
