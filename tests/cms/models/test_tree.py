import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms import models
from cms.models import CoursePage
from courses.enums import DeskTask
from tests.factories import cms as make

EXERCISES = [
    models.ChoiceExercisePage,
    models.OrderExercisePage,
    models.BranchExercisePage,
    models.NumericExercisePage,
    models.MatchExercisePage,
    models.SjtExercisePage,
    models.PlacementExercisePage,
    models.IntrayExercisePage,
    models.RedpenExercisePage,
    models.NegotiationExercisePage,
    models.NetworkExercisePage,
    models.HotspotExercisePage,
]
# A person marks it, so it belongs into a course.
MARKED = [models.RubricExercisePage]
ALLOWED = {
    models.HomePage: [models.CataloguePage, models.SamplesPage, models.ReferencesPage],
    models.SamplesPage: EXERCISES,
    models.ReferencesPage: [models.ReferencePage],
    models.ReferencePage: [],
    models.CataloguePage: [models.CoursePage, models.ProgrammePage],
    models.ProgrammePage: [],
    models.CoursePage: [models.ModulePage, *EXERCISES, *MARKED],
    models.ModulePage: [models.LessonPage, models.CaseStudyPage],
    models.LessonPage: EXERCISES + MARKED,
    models.CaseStudyPage: EXERCISES + MARKED,
    **{kind: [] for kind in EXERCISES + MARKED},
}


@pytest.mark.django_db
@pytest.mark.parametrize(("parent", "children"), ALLOWED.items())
def test_each_page_holds_only_what_belongs_under_it(parent, children):
    assert set(parent.allowed_subpage_models()) == set(children)


@pytest.mark.django_db
def test_pages_live_at_the_learners_addresses():
    course, module, lesson = make.make_tree(slug="protocol")
    check = make.make_choice(parent=lesson, slug="check")
    final = make.make_choice(parent=course, slug="last")
    sample = make.make_choice(parent=make.make_samples(), slug="quick")
    tried = (make.make_samples(), sample)
    paths = [page.get_url_parts()[2] for page in (course, module, lesson, check, final, *tried)]
    assert paths == [
        "/learn/protocol/",
        "/learn/protocol/",
        f"/learn/protocol/{lesson.slug}/",
        f"/learn/protocol/{lesson.slug}/check/",
        "/learn/protocol/final/last/",
        "/try/",
        "/try/quick/",
    ]


@pytest.mark.django_db
def test_their_own_addresses_redirect_there(client):
    _course, _module, lesson = make.make_tree(slug="protocol")
    response = client.get(lesson.url_path.removeprefix("/chancery"))
    assert (response.status_code, response.headers["Location"]) == (302, f"/learn/protocol/{lesson.slug}/")


@pytest.mark.django_db
def test_a_translation_has_the_address_of_its_source():
    course = make.make_tree(slug="protocol")[0]
    french = make.translate(course)
    CoursePage.objects.filter(pk=french.pk).update(slug="protocole")
    french = CoursePage.objects.get(pk=french.pk)
    assert (french.is_translation, french.learn_path()) == (True, "/learn/protocol/")


def statements_of(client, url):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


@pytest.mark.django_db
@pytest.mark.parametrize("url", ["/", "/courses/"])
def test_public_pages_take_the_same_statements_whatever_the_number_of_courses(url, client):
    make.make_course()
    client.get(url)
    with_one = statements_of(client, url)
    make.make_course()
    make.make_course()
    assert statements_of(client, url) == with_one


@pytest.mark.django_db
def test_home_takes_the_same_few_statements_whatever_can_be_tried(client):
    samples = make.make_samples()
    make.make_tree()
    make.make_choice(parent=samples)
    client.get("/")
    with_one = statements_of(client, "/")
    for maker in (make.make_order, make.make_branch, make.make_choice):
        maker(parent=samples)
    assert statements_of(client, "/") == with_one
    assert with_one <= 8


@pytest.mark.django_db
def test_home_leads_with_three_exercises_that_start_at_once(client):
    samples = make.make_samples()
    page = client.get("/").content.decode()
    assert "Try one now" not in page
    for number in range(4):
        make.make_choice(parent=samples, title=f"Sample {number}", slug=f"sample-{number}", minutes=number + 2)
    page = client.get("/").content.decode()
    assert [f'<form method="post" action="/try/sample-{number}/"' in page for number in range(4)] == [True] * 3 + [
        False
    ]
    assert page.index("Sample 0") < page.index("Sample 2") < page.index('class="doors"')
    assert "Questions · 2 minutes" in page
    assert 'href="/try/"' in page
    assert "sessionid" not in client.cookies
    assert client.post("/try/sample-1/")["Location"].startswith("/attempts/")


@pytest.mark.django_db
def test_home_opens_two_doors(client):
    make.make_tree(title="Protocol: first things first")
    html = client.get("/").content.decode()
    assert "Protocol: first things first" in html
    missing = [task for task in DeskTask if reverse("courses:desk", args=[task.value]) not in html]
    assert missing == []


@pytest.mark.django_db
def test_an_empty_catalogue_says_so(client):
    make.make_catalogue()
    assert "The first course is being written." in client.get("/courses/").content.decode()


@pytest.mark.django_db
def test_a_term_is_named_by_its_word():
    assert str(make.make_term(term="placement")) == "placement"
