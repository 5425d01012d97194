from hypothesis import given
from hypothesis import strategies as st

from assessments.rules.scorers.rubric.places import pieces_of, sentences_of
from assessments.rules.scorers.rubric.reading import paragraphs_in
from assessments.rules.types import RubricPassage

TEXTS = st.text(st.sampled_from("ab.! \n\U0001f3db\u00e9"), max_size=60)
ASK, FACTS, TONE = (
    RubricPassage(name, number, name.title()) for number, name in enumerate(("ask", "facts", "tone"), 1)
)


def test_sentences_are_counted_through_the_text():
    text = "Mr Haddad,\n\nPlease decide today. It is Friday! Tomorrow\nis late.\n\n\nNo. 7 is the mast."
    first, second, third = sentences_of(text)
    assert [(one.number, one.text) for one in first.sentences] == [(1, "Mr Haddad,")]
    assert [one.text for one in second.sentences] == ["Please decide today. ", "It is Friday! ", "Tomorrow\nis late."]
    assert [one.number for one in (*second.sentences, *third.sentences)] == [2, 3, 4, 5]
    assert third.sentences[0].text == "No. 7 is the mast."
    assert (second.number, second.place, second.sentences[1].place) == (2, "12-64", "33-46")
    assert text[12:64] == "Please decide today. It is Friday! Tomorrow\nis late."


@given(TEXTS)
def test_sentences_are_the_whole_of_each_paragraph(text):
    paragraphs = sentences_of(text)
    assert [(one.start, one.end) for one in paragraphs] == paragraphs_in(text)
    for paragraph in paragraphs:
        assert "".join(one.text for one in paragraph.sentences) == text[paragraph.start : paragraph.end]
        assert all(text[one.start : one.end] == one.text for one in paragraph.sentences)
    numbers = [one.number for paragraph in paragraphs for one in paragraph.sentences]
    assert numbers == list(range(1, len(numbers) + 1))


def test_passages_that_overlap_begin_and_end_where_they_do():
    text = "One two three.\n\nFour five."
    first, second = pieces_of(text, {ASK: (4, 13), FACTS: (8, 20), TONE: (14, 16)})
    assert [(one.text, one.is_marked, one.opens, one.closes) for one in first] == [
        ("One ", False, (), ()),
        ("two ", True, (ASK,), ()),
        ("three", True, (FACTS,), (ASK,)),
        (".", True, (), ()),
    ]
    assert [(one.text, one.is_marked, one.opens, one.closes) for one in second] == [
        ("Four", True, (), (FACTS,)),
        (" five.", False, (), ()),
    ]


@given(TEXTS, st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=3))
def test_pieces_are_the_text_and_marked_where_a_passage_is(text, pairs):
    ordered = [(min(pair), min(max(pair), len(text))) for pair in pairs]
    spans = dict(zip((ASK, FACTS, TONE), [span for span in ordered if span[0] < span[1]], strict=False))
    marked = {at for start, end in spans.values() for at in range(start, end)}
    for (start, end), pieces in zip(paragraphs_in(text), pieces_of(text, spans), strict=True):
        assert "".join(piece.text for piece in pieces) == text[start:end]
        at = start
        for piece in pieces:
            assert {place in marked for place in range(at, at + len(piece.text))} == {piece.is_marked}
            at += len(piece.text)
    opened = [one for pieces in pieces_of(text, spans) for piece in pieces for one in piece.opens]
    closed = [one for pieces in pieces_of(text, spans) for piece in pieces for one in piece.closes]
    assert sorted(opened, key=str) == sorted(closed, key=str)
    assert {one.criterion for one in opened} == {
        passage.criterion for passage, (start, end) in spans.items() if text[start:end].strip()
    }
