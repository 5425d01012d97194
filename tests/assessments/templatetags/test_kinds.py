from assessments.templatetags.kinds import exercise_kind, first_paragraph


def test_a_card_shows_the_first_paragraph_as_plain_text():
    assert first_paragraph("<p>Six <b>flags</b>.</p><p>And more.</p>") == "Six flags."
    assert first_paragraph("") == ""


def test_a_kind_without_a_name_is_shown_as_it_is():
    assert exercise_kind("order") == "Put in order"
    assert exercise_kind("seating") == "seating"
