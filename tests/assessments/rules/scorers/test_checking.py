"""`checks/1`: what is found in a text by rule."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.rules.scorers.rubric.checking import CHECKS, LONGEST_QUOTE, MOST_PLACES, check
from tests.assessments.rules.cases import rubric_of

CRITERIA = {"ask": [0, 1], "facts": [0, 1]}


def found(name, text, phrases="Subject:", place="anywhere", window=(1, 500)):
    definition = rubric_of(CRITERIA, [name], phrases=phrases, window=window)
    definition["checks"][0]["place"] = place
    return check(definition, "en", text)[1]


def verdict(name, text, **more):
    finding = found(name, text, **more)
    return finding.is_good, finding.message.removeprefix("checks."), [place.quote for place in finding.places]


def always(text, number, window=(3, 5)):
    return check(rubric_of(CRITERIA, window=window), "en", text)[number]


@pytest.mark.parametrize(
    ("text", "outcome", "message", "quotes"),
    [
        ("one two", "not_found", "checks.length.short", []),
        ("one two three", "found", "checks.length", []),
        ("1 2 3 4 5 six 7", "not_found", "checks.length.long", ["six"]),
        ("", "not_found", "checks.length.short", []),
    ],
)
def test_the_length(text, outcome, message, quotes):
    finding = always(text, 0)
    assert (finding.outcome, finding.message, [place.quote for place in finding.places]) == (outcome, message, quotes)
    assert finding.params["least"] == 3


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("On [date] Mr XX of <name> said … TBC, ____ and ......?", ["[date]", "XX", "<name>", "TBC", "____", "......"]),
        ("Lorem ipsum", []),
        ("lorem ipsum ???", ["lorem ipsum", "???"]),
        ("At 5 < 6 and page XXL, MAXX.", []),
    ],
)
def test_gaps_left_to_fill_in(text, quotes):
    finding = always(text, -1)
    assert [place.quote for place in finding.places] == quotes
    assert finding.is_good is (not quotes)


@pytest.mark.parametrize("name", sorted(CHECKS))
def test_there_is_nothing_to_tell_of_an_empty_text(name):
    assert (found(name, " \n ").outcome, found(name, " \n ").message) == ("cannot_tell", "checks.empty")


@pytest.mark.parametrize(
    ("text", "place", "quotes"),
    [
        ("a\n subject:  b", "anywhere", ["subject:"]),
        ("a\n subject:  b", "line", ["subject:"]),
        ("The subject: b", "line", []),
        ("a\n\nb\n\nc\n\nSubject: d", "opening", []),
        ("a\n\nb\n\nSubject: c\n\nd", "opening", ["Subject:"]),
        ("Subject: a\n\nb\n\nc\n\nd", "closing", []),
        ("a\n\nb\n\nc\n\nSubject: d", "closing", ["Subject:"]),
    ],
)
def test_a_part_is_looked_for_at_its_place(text, place, quotes):
    assert verdict("part", text, place=place) == (bool(quotes), "part" if quotes else "part.missing", quotes)


@pytest.mark.parametrize(
    ("text", "phrases", "quotes"),
    [
        ("please   DECIDE by noon", "Please decide", ["please DECIDE"]),
        ("displease decided", "please\ndecide", []),
        ("Mr O'Neill", "O\u2019Neill", ["O'Neill"]),
        ("the city of Port Sarn", "Port Sarn\nthe City of Port Sarn", ["the city of Port Sarn"]),
        ("(a+b)", "(a+b)", ["(a+b)"]),
    ],
)
def test_phrases_are_whole_words_whatever_their_capitals(text, phrases, quotes):
    assert [place.quote for place in found("part", text, phrases=phrases).places] == quotes


def test_words_that_must_not_be_there_are_shown_with_their_place():
    finding = found("banned", "As you know.\n\nIn fact, as you know, yes.", phrases="as you know")
    assert (finding.outcome, finding.is_good, finding.name) == ("found", False, "Part")
    assert [(place.start, place.end, place.paragraph) for place in finding.places] == [(0, 11, 1), (23, 34, 2)]
    assert verdict("banned", "Plain.") == (True, "banned", [])


@pytest.mark.parametrize("name", ["part", "banned"])
def test_without_words_to_look_for_nothing_can_be_told(name):
    assert verdict(name, "Text.", phrases="  ") == (None, "part.unknown", [])


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("We think our plan helps us. I am sure; I\u2019ve asked. My word.", ["We", "our", "us", "I", "I", "My"]),
        ('He said “we are ours” and «nous» and "I agree".', []),
        ("Annex I, the US and Part I of it; West, house, must.", []),
        ("Je pense que nous voulons notre ville ; j\u2019ai dit.", ["Je", "nous", "notre", "j\u2019"]),
    ],
)
def test_the_third_person(text, quotes):
    finding = found("third_person", text)
    assert ([place.quote for place in finding.places], finding.is_good) == (quotes, not quotes)


@pytest.mark.parametrize(
    ("name", "text", "good"),
    [
        ("salutation", "The City presents its compliments to the Consulate and has the honour …", True),
        ("salutation", "No. 7\n\nLa Ville présente ses compliments au Consulat.", True),
        ("salutation", "a\n\nb\n\nc\n\nThe City presents its compliments to you.", False),
        ("salutation", "Dear colleagues,", False),
        ("close", "a\n\nThe City avails itself of this opportunity to renew the assurances …", True),
        ("close", "La Ville saisit cette occasion pour lui renouveler les assurances …", True),
        ("close", "The City avails itself of this opportunity to renew.\n\nb\n\nc\n\nd", False),
        ("close", "Kind regards", False),
    ],
)
def test_courtesies_of_a_note_verbale(name, text, good):
    assert found(name, text).is_good is good


@pytest.mark.parametrize(
    ("text", "good", "message"),
    [
        ("Please answer by 12 June 2026.", True, "deadline"),
        ("Answer by Wednesday, noon.", True, "deadline"),
        ("Réponse au plus tard le 1er juin.", True, "deadline"),
        ("By all means. The visit is on 12 June.", None, "deadline.only_dates"),
        ("The visit is on 12 June; answer soon.", None, "deadline.only_dates"),
        ("Answer soon.", False, "deadline.missing"),
    ],
)
def test_a_deadline_is_a_date_with_its_word_in_the_same_sentence(text, good, message):
    assert verdict("deadline", text)[:2] == (good, message)


@pytest.mark.parametrize(
    ("text", "good", "message", "quotes"),
    [
        ("Friday 12 June 2026 and June 13, 2026", True, "dates", ["Friday 12 June 2026", "June 13, 2026"]),
        ("Thursday 12 June 2026", False, "dates.weekday", ["Thursday 12 June 2026"]),
        ("Friday 12 June, then Thursday 12 June", False, "dates.weekday", ["Friday 12 June", "Thursday 12 June"]),
        ("Friday, 12 June 2026, not Friday 12 June 2027", False, "dates.weekday", ["Friday 12 June 2027"]),
        ("le vendredi 12 juin 2026", True, "dates", ["vendredi 12 juin 2026"]),
        ("31 February and 30 February 2026", False, "dates.impossible", ["31 February", "30 February 2026"]),
        ("2026-02-29", False, "dates.impossible", ["2026-02-29"]),
        ("29 February", True, "dates", ["29 February"]),
        ("2026-06-12, 13/6/2026 and 6.6.26", True, "dates", ["2026-06-12", "13/6/2026", "6.6.26"]),
        ("on 5/6/2026", None, "dates.ambiguous", ["5/6/2026"]),
        ("on the 3rd of Augu\u017ft", True, "dates", ["the 3rd of Augu\u017ft"]),
        ("some day in June", None, "dates.none", []),
        ("0000-01-01", True, "dates", ["0000-01-01"]),
    ],
)
def test_dates(text, good, message, quotes):
    assert verdict("dates", text) == (good, message, quotes)


@pytest.mark.parametrize(
    ("text", "good", "message", "numbers"),
    [
        ("Annex 1, annex 2 and Annex 1", True, "annexes", None),
        ("Annex 1 and Annex 4", False, "annexes.missing", "2, 3"),
        ("Annexe II", False, "annexes.missing", "I"),
        ("Annex C and Annex A", False, "annexes.missing", "B"),
        ("Annex 1 and Annex B", False, "annexes.mixed", None),
        ("Please annex a list.", None, "annexes.none", None),
        ("Enclosure no. 1; pièce jointe n° 2", True, "annexes", None),
    ],
)
def test_annexes(text, good, message, numbers):
    finding = found("annexes", text)
    assert (finding.is_good, finding.message) == (good, f"checks.{message}")
    assert finding.params.get("numbers") == numbers


@pytest.mark.parametrize(
    ("text", "good", "message", "quotes"),
    [
        ("The office (the “Office”) opens. The Office closes.", True, "terms", ["(the “Office”)"]),
        ('The office ("Office") opens.', False, "terms.found", ['("Office")']),
        ("(“Office”) Office (the “Office”)", False, "terms.twice", ["(the “Office”)"]),
        ("Le bureau (ci-après le « Bureau ») ouvre ; le Bureau ferme.", True, "terms", ["(ci-après le « Bureau »)"]),
        ("No term (at all).", None, "terms.none", []),
    ],
)
def test_defined_terms(text, good, message, quotes):
    assert verdict("terms", text) == (good, message, quotes)


def test_only_the_first_places_are_shown_and_long_quotes_are_cut():
    assert len(always("XX " * 100, -1).places) == MOST_PLACES
    long = "w" * 300
    (place,) = always(f"1 2 3 4 5 {long}", 0).places
    assert place.quote == "w" * (LONGEST_QUOTE - 1) + "…"


@given(text=st.text(max_size=300) | st.lists(st.sampled_from(["by", "Friday", "31", "June", "(the “A”)", "Annex X"])))
def test_any_text_is_looked_through_and_every_place_is_in_it(text):
    text = text if isinstance(text, str) else " ".join(text)
    for finding in check(rubric_of(CRITERIA, sorted(CHECKS)), "fr", text):
        assert (finding.is_good is None) == (finding.outcome == "cannot_tell")
        for place in finding.places:
            assert 0 <= place.start < place.end <= len(text)
            assert place.paragraph >= 1


def test_a_text_of_nothing_but_dates_takes_no_time():
    text = ("Friday 31 June 2026, Annex 3 (the “Term”) " * 500)[:20_000]
    assert len(check(rubric_of(CRITERIA, sorted(CHECKS)), "en", text)) == len(CHECKS) + 2
