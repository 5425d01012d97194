"""The suite runs on SQLite and on PostgreSQL; both must give exactly these answers in exactly this order."""

import uuid

import pytest

from assessments.services import retire_exercise, sync_samples
from courses import selectors, services
from courses.enums import SearchKind
from courses.models import Enrolment
from courses.rules.types import LessonBody, OutlineTerm
from tests.factories.accounts import make_user
from tests.factories.assessments import make_published_exercise
from tests.factories.courses import (
    course_body,
    exercise_item,
    lesson_item,
    make_course,
    make_enrolment,
    module_item,
)

pytestmark = pytest.mark.django_db


def body(title, summary="", text=""):
    return LessonBody(title=title, summary=summary, body_html=text)


def lesson(slug, **bodies):
    return {"slug": slug, "bodies": {language: body(*texts) for language, texts in bodies.items()}}


LESSONS = [
    lesson("door", en=("At the door", "Who greets the guest?"), fr=("À la porte", "Qui accueille l’hôte ?")),
    lesson("seating", en=("Seating a table", "The guest of honour sits on the right."), fr=("Placer à table",)),
    lesson("state", en=("The State visit", "L'État, the city and d’honneur.", "<p>Pomegranate</p>")),
    lesson("flags", en=("Flags & anthems", "Twin-city flags; 21-gun salutes, e-mail."), fr=("Drapeaux",)),
    lesson("names", en=("Names abroad", "Łódź, Tromsø, Straße, İstanbul, Αθήνα, Москва.")),
    lesson("negotiation", en=("Negotiation", "Getting to yes."), fr=("La négociation", "Obtenir un oui : naïveté.")),
    lesson("notes", en=("Verbal notes", "A note verbale AND its answer. NEAR: 100% of them.", "<p>Quince</p>")),
    lesson("networks", en=("City networks", "Cities work together; municipal budgets.")),
    lesson("charter", en=("UN Charter", "Signed in 1945. Article 2(4).")),
    lesson("speeches", en=("Speeches", "A speech of three minutes: the mayor’s words.")),
]
TERMS = (
    OutlineTerm(uuid.uuid5(uuid.NAMESPACE_OID, "placement"), "en", "Placement", "Who sits where at a table, and why."),
    OutlineTerm(uuid.uuid5(uuid.NAMESPACE_OID, "etat"), "fr", "État", "Une personne du droit international."),
)


def item(slug, bodies, **fields):
    return lesson_item(slug, bodies=bodies, **fields)


@pytest.fixture
def protocol():
    exercise = exercise_item(make_published_exercise("order", title="Who ranks first"))
    items = [item(**given) for given in LESSONS]
    items[0] = lesson_item("door", exercise, bodies=LESSONS[0]["bodies"], terms=TERMS)
    case = item("visit-case", {"en": body("The delegation from Łódź", "A visit goes wrong.")}, kind="case-study")
    bodies = {
        "en": course_body("Protocol", summary="First things first."),
        "fr": course_body("Le protocole", summary="L’essentiel d’abord.", description_html="<p>Pour l’État.</p>"),
    }
    modules = (module_item("Ceremonies", *items, case),)
    return make_course(slug="protocol", position=1, bodies=bodies, modules=modules)


@pytest.fixture
def closed():
    """A course for members only, whose lessons and terms speak of pomegranates."""
    lessons = [
        item("secret", {"en": body("Closed doors", "For members.", "<p>Pomegranate</p>")}, terms=(_term("Aubergine"),))
    ]
    bodies = {"en": course_body("Members", summary="For members.", description_html="<p>Closed.</p>")}
    return make_course(*lessons, slug="members", position=2, bodies=bodies, enrolment="invitation")


def _term(name):
    return OutlineTerm(uuid.uuid5(uuid.NAMESPACE_OID, name), "en", name, f"What an {name} is.")


def find(text, *, learner=None, language="en", page="1"):
    return selectors.search(text=text, page=page, learner_id=learner and learner.pk, language=language)


def titles(view):
    return ["".join(piece.text for piece in item.title) for group in view.groups for item in group.items]


P, M, VISIT = "Protocol", "Members", "A visit"
STATE, DOOR, TABLE, FLAGS = "The State visit", "At the door", "Seating a table", "Flags & anthems"
ABROAD, NOTES, CITIES, CHARTER = "Names abroad", "Verbal notes", "City networks", "UN Charter"
ETAT = ["Le protocole", STATE, "État"]
NEGOTIATION = ["La négociation"]
LODZ = [ABROAD, "The delegation from Łódź"]
VISITS = [VISIT, P, M, STATE, "The delegation from Łódź"]

# What a visitor who reads English finds: tasks, courses, lessons, case studies, terms; in each, English first.
ANSWERS = {
    "door": [DOOR, "Closed doors"],
    "DOOR": [DOOR, "Closed doors"],
    "doors": ["Closed doors", DOOR],
    "guest": [P, M, DOOR, TABLE],
    "the guest": [P, M, DOOR, TABLE],
    "guest honour": [TABLE],
    "honour guest": [TABLE],
    "guest zebra": [],
    "state": [STATE],
    "État": ETAT,
    "l'État": ETAT,
    "l’etat": ETAT,
    "L'ÉTAT": ETAT,
    "d’honneur": [STATE],
    "d'honneur": [STATE],
    "honneur": [STATE],
    "onneur": [],
    "twin-city": [FLAGS],
    "twin city": [FLAGS],
    "twin": [FLAGS],
    "city": [CITIES, STATE, FLAGS],
    "cities": [CITIES, STATE, FLAGS],
    "municipaux": [CITIES],
    "e-mail": [FLAGS],
    "21-gun": [FLAGS],
    "1945": [CHARTER],
    "19": [],
    "2(4)": [CHARTER],
    "100%": [NOTES],
    "lodz": LODZ,
    "Łódź": LODZ,
    "ŁÓDŹ": LODZ,
    "tromso": [ABROAD],
    "TROMSØ": [ABROAD],
    "strasse": [ABROAD],
    "Straße": [ABROAD],
    "istanbul": [ABROAD],
    "İSTANBUL": [ABROAD],
    "ıstanbul": [ABROAD],
    "Αθήνα": [ABROAD],
    "ΑΘΗΝΑ": [ABROAD],
    "αθηνα": [ABROAD],
    "athina": [ABROAD],
    "москва": [ABROAD],
    "moskva": [ABROAD],
    "négociation": NEGOTIATION,
    "negociation": NEGOTIATION,
    "NÉGOCIATION": NEGOTIATION,
    "ne\u0301gociation": NEGOTIATION,
    "naivete": NEGOTIATION,
    "nego": ["Negotiation"],
    "AND": [STATE, NOTES, "Placement"],
    "note AND answer": [NOTES],
    "note OR zebra": [],
    "NOT note": [NOTES],
    "NEAR": [NOTES],
    "NEAR(note, verbal)": [NOTES],
    "note*": [NOTES],
    "no*te": [],
    '"note verbale': [NOTES],
    "title:note": [],
    "note:": [NOTES],
    "'; DROP TABLE courses_course; --": [],
    "note' --": [NOTES],
    "note | zebra": [],
    "!note": [NOTES],
    "\\": [],
    "%": [],
    "_": [],
    "*": [],
    '"': [],
    "a\x00b": [],
    "un": [CHARTER, *NEGOTIATION],
    "UN charter": [CHARTER],
    "u": [],
    "visit": VISITS,
    "visits": VISITS,
    "a visit": VISITS,
    "placement": ["Placement"],
    "table": [P, M, TABLE, "Placement"],
    "protocole": ["Le protocole"],
    "ceremonies": [P],
    "speech": ["Speeches"],
    "mayor's": ["Speeches"],
    "<b>": [],
    # What only those enrolled may read, and what is asked in exercises.
    "aubergine": [],
    "pomegranate": [],
    "quince": [],
    "who ranks first": [],
}


@pytest.mark.parametrize(("text", "expected"), ANSWERS.items())
def test_every_database_gives_these_answers_in_this_order(text, expected, protocol, closed):
    assert titles(find(text)) == expected


def test_what_a_reader_of_french_finds_begins_with_french(protocol, closed):
    assert titles(find("etat", language="fr")) == ["Le protocole", STATE, "État"]
    assert titles(find("protocol", language="fr")) == ["Le protocole", M]
    view = find("door", language="fr")
    assert [(item.lang, item.url) for group in view.groups for item in group.items] == [
        ("en", "/learn/protocol/door/"),
        ("en", "/learn/members/secret/"),
    ]


def test_those_enrolled_find_what_the_lessons_of_their_course_say(protocol, closed, learner):
    make_enrolment(protocol, learner)
    view = find("pomegranate", learner=learner)
    assert titles(view) == [STATE]
    (item,) = view.groups[0].items
    assert [piece.text for piece in item.excerpt if piece.is_found] == ["Pomegranate"]
    assert titles(find("pomegranate", learner=make_user())) == []


def test_who_was_taken_out_of_a_course_finds_no_more_than_a_visitor(protocol, learner):
    enrolment = make_enrolment(protocol, learner)
    services.withdraw_enrolment(enrolment_id=enrolment.pk, withdrawn_by_id=make_user().pk)
    assert titles(find("pomegranate", learner=learner)) == []


def test_a_course_for_members_shows_its_terms_and_lessons_to_those_enrolled_only(protocol, closed, learner):
    Enrolment.objects.create(course=closed, learner=learner)
    assert titles(find("aubergine", learner=learner)) == ["Aubergine"]
    assert titles(find("pomegranate", learner=learner)) == ["Closed doors"]
    (group,) = find("closed doors", learner=make_user()).groups
    excerpts = ["".join(piece.text for piece in item.excerpt) for item in group.items]
    assert excerpts == ["For members."]


def test_an_item_says_where_it_stands_and_leads_there(protocol):
    (lessons,) = find("seating").groups
    assert lessons.kind == SearchKind.LESSON
    (item,) = lessons.items
    assert (item.course_title, item.course_lang, item.minutes, item.lang) == ("Protocol", "", 10, "")
    assert item.url == "/learn/protocol/seating/"
    (terms,) = find("placement").groups
    assert (terms.kind, terms.items[0].url) == (SearchKind.TERM, "/learn/protocol/door/")
    (courses,) = find("first things").groups
    assert (courses.kind, courses.items[0].url, courses.items[0].course_title) == ("course", "/learn/protocol/", "")
    assert find("letter").groups[0].items[0].url == "/learn/desk/letter/"


def test_a_term_of_many_lessons_is_found_once_and_leads_to_the_first(closed):
    term = _term("Apricot")
    lessons = [lesson_item(slug, terms=(term,)) for slug in ("later", "sooner")]
    make_course(lessons[0], slug="second", position=9)
    make_course(lessons[1], slug="first", position=3)
    (group,) = find("apricot").groups
    assert [item.url for item in group.items] == ["/learn/first/sooner/"]


def test_samples_are_found_by_title_and_introduction_and_nothing_else(protocol, closed):
    texts = {"intro_html": "<p>Two delegations, one <em>quince</em>.</p>", "items.q1.why_html": "<p>Mango</p>"}
    exercise = make_published_exercise(title="A visit to try", texts=texts)
    sync_samples({exercise.key: "visit"})
    (group,) = find("quince").groups
    assert (group.kind, [item.url for item in group.items]) == (SearchKind.SAMPLE, ["/try/visit/"])
    assert [piece.text for piece in group.items[0].excerpt if piece.is_found] == ["quince"]
    assert titles(find("visit")) == [*VISITS, "A visit to try"]
    assert titles(find("visits quince")) == ["A visit to try"]
    assert titles(find("mango")) == []
    retire_exercise(key=exercise.key)
    assert titles(find("quince")) == []


def test_results_come_in_pages_of_twenty():
    make_course(*(item(f"l{number}", {"en": body(f"Plum {number}")}) for number in range(45)))
    first, last = find("plum"), find("plum", page="3")
    assert (first.count, first.page.paginator.num_pages, len(first.groups[0].items)) == (45, 3, 20)
    assert titles(first) == [f"Plum {number}" for number in range(20)]
    assert titles(last) == [f"Plum {number}" for number in range(40, 45)]
    assert find("plum", page="99").page.number == 3
    assert find("plum", page="x").page.number == 1


@pytest.mark.parametrize("number", [1, 30])
def test_a_search_takes_four_statements_at_any_number_of_lessons(statements, learner, number):
    lessons = [item(f"l{count}", {"en": body("Plum", "Plum.", "<p>Plum</p>")}) for count in range(number)]
    make_enrolment(make_course(*lessons), learner)
    with statements() as captured:
        assert find("plum of the plum", learner=learner).count == number
    assert len(captured.counted) == 4


def test_looking_for_nothing_asks_the_database_for_nothing(statements):
    with statements() as captured:
        assert find(" *?! ").count == 0
    assert captured.counted == []


def test_the_longest_query_is_answered(protocol):
    view = find(" ".join(f"{'é' * 19}{number}" for number in range(30)))
    assert (view.count, view.query.was_cut) == (0, True)
