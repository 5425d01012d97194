import pytest

from courses.rules.search import EXCERPT_LETTERS, excerpt_of, fold, pieces_of, read_query, words_of

FOLDED = {
    "Négociation": "negociation",
    "ÉTAT": "etat",
    "Straße": "strasse",
    "STRASSE": "strasse",
    "Tromsø": "tromso",
    "Łódź": "lodz",
    "İstanbul": "istanbul",
    "ısı": "isi",
    "Œuvre": "oeuvre",
    "Αθήνα": "athina",
    "Москва": "moskva",
    "Кремль": "kreml",
    "ne\u0301gociation": "negociation",
    "１９６３": "1963",
    "ﬁrst": "first",
    "東京": "dongjing",
}


@pytest.mark.parametrize(("token", "plain"), FOLDED.items())
def test_a_word_is_written_in_plain_letters(token, plain):
    assert fold(token) == plain


def test_the_words_of_a_text_stand_once_in_order_between_spaces():
    assert words_of("L’État, l'État; vis-à-vis!", "snake_case 3.14") == " 14 3 a case etat l snake vis "
    assert words_of("…", "") == "  "


def needed(text):
    return [item.whole.strip() for item in read_query(text).needed]


QUERIES = {
    "": [],
    "  \t ": [],
    "*?!:()": [],
    '"the visit" -AND NEAR(x)': ["visit", "near", "x"],
    "the": ["the"],
    "to be or not to be": ["to", "be", "or", "not"],
    "l’État d'honneur": ["etat", "honneur"],
    "visit Visit VISIT": ["visit"],
    "a\x00b": ["b"],
    "\ud800x": ["x"],
}


@pytest.mark.parametrize(("text", "words"), QUERIES.items())
def test_what_must_be_found(text, words):
    assert needed(text) == words


def test_small_words_only_count():
    query = read_query("how to address the mayor")
    assert [item.whole.strip() for item in query.extra] == ["how", "to", "the"]
    assert [item.whole.strip() for item in query.wanted] == ["address", "mayor", "how", "to", "the"]


@pytest.mark.parametrize(("text", "kept"), [("word " * 41, "word " * 40), ("é" * 300, "é" * 200)])
def test_a_long_query_is_cut_and_says_so(text, kept):
    query = read_query(text)
    assert (query.text, query.was_cut) == (kept.strip(), True)


def test_many_words_are_cut_and_say_so():
    query = read_query(" ".join(f"word{number}" for number in range(11)))
    assert (len(query.wanted), query.was_cut) == (10, True)
    assert read_query("visit").was_cut is False


FOUND = [
    ("visit", "visits", True),
    ("visits", "visit", True),
    ("vis", "visit", True),
    ("isit", "visit", False),
    ("cities", "city", True),
    ("city", "cities", True),
    ("cities", "citizen", False),
    ("municipaux", "municipal", True),
    ("municipal", "municipaux", True),
    ("speeches", "speech", True),
    ("un", "under", False),
    ("un", "UN", True),
    ("press", "pres", False),
    ("naive", "naïve", True),
]


@pytest.mark.parametrize(("query", "text", "is_found"), FOUND)
def test_beginnings_and_plurals_are_found(query, text, is_found):
    (wanted,) = read_query(query).wanted
    assert wanted.is_in(words_of(text)) is is_found


def marked(text, query):
    pieces = pieces_of(text, read_query(query).wanted)
    assert "".join(piece.text for piece in pieces) == text
    return "".join(f"[{piece.text}]" if piece.is_found else piece.text for piece in pieces)


def test_what_was_found_is_marked_as_it_is_written():
    assert marked("Dans l’État: négociation <b>.", "etat NEGOCIATIONS") == "Dans l’[État]: [négociation] <b>."
    assert marked("ne\u0301gociation", "negociation") == "[ne\u0301gociation]"
    assert marked("Visit", "visit") == "[Visit]"
    assert marked("", "visit") == ""


def test_the_sentence_that_says_most_is_chosen():
    texts = ("Stand up. Meet the guest.", "The guest waits at the door.\nA door.")
    assert excerpt_of(texts, read_query("guest door").wanted) == "The guest waits at the door."
    assert excerpt_of(texts, read_query("guest").wanted) == "Meet the guest."
    assert excerpt_of(texts, read_query("zebra").wanted) == "Stand up."
    assert excerpt_of(("", " \n"), read_query("zebra").wanted) == ""


def test_a_long_sentence_is_shortened_around_what_was_found():
    text = f"{'before ' * 60}guest {'after ' * 60}end."
    shown = excerpt_of((text,), read_query("guest").wanted)
    assert shown.startswith("…before")
    assert shown.endswith("after…")
    assert "guest" in shown
    assert len(shown) <= EXCERPT_LETTERS + 2
    assert excerpt_of((text,), read_query("before").wanted).startswith("before before")
    assert len(excerpt_of(("x" * 1000,), read_query("x").wanted)) == EXCERPT_LETTERS + 1
