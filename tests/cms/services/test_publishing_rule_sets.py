"""An exercise takes the rules of its rule sets when it is published, and keeps them until it is published again."""

import pytest
from django.urls import reverse

from assessments.models import Exercise
from cms.models import PlacementExercisePage
from cms.services import projection, publishing
from cms.services.publishing import problems_of
from tests.factories import cms as make
from tests.factories.cms import guest
from tests.factories.rule_sets import make_rule_set, named, role_rule

pytestmark = pytest.mark.django_db

GUESTS = [
    guest("host", "The host", place=1),
    guest("mayor", "The mayor", roles="local mayor"),
    guest("consul", "The consul", roles="head of post"),
]


@pytest.fixture
def lesson():
    return make.make_tree()[2]


def make_lab(lesson, *sets, **more):
    fields = {"guests": GUESTS, "rules": [], "rule_sets": named(*sets)}
    return make.make_placement(parent=lesson, **(fields | more))


def version(page):
    return Exercise.objects.get(key=page.translation_key).current_version


def new_edition(found, **changes):
    for name, value in changes.items():
        setattr(found, name, value)
    found.save_revision().publish()


def test_publishing_copies_the_rules_with_set_and_edition(lesson):
    home = make_rule_set(title="Home list")
    definition = version(make_lab(lesson, home)).definition
    assert definition["rule_sets"] == [{"id": home.slug, "key": str(home.key), "edition": "2013"}]
    assert definition["rules"][0]["guests"] == [["consul"], ["mayor"]]
    assert definition["texts"]["en"]["rules.s1-first.source"] == "Home list, 2013: line 15"


def test_a_new_edition_changes_nothing_until_the_exercise_is_published_again(lesson):
    home = make_rule_set()
    page = make_lab(lesson, home)
    before = version(page)
    new_edition(home, edition="2019", rules=[role_rule("first", ranks="local mayor\nhead of post")])
    projection.refresh([lesson.course_page().pk])
    make.make_choice(parent=lesson)
    assert version(page) == before
    page = PlacementExercisePage.objects.get(pk=page.pk)
    (named,) = page.named_rule_sets()
    assert (named.taken, named.is_newer, named.name) == ("2013", True, f"{home.title}, 2019")
    publishing.publish(page)
    assert version(page).definition["rules"][0]["guests"] == [["mayor"], ["consul"]]
    (named,) = PlacementExercisePage.objects.get(pk=page.pk).named_rule_sets()
    assert (named.taken, named.is_newer) == ("2019", False)


def test_a_draft_of_a_rule_set_reaches_nobody(lesson):
    home = make_rule_set()
    page = make_lab(lesson, home)
    home.edition = "2019"
    home.save_revision()
    publishing.publish(PlacementExercisePage.objects.get(pk=page.pk))
    assert version(page).definition["rule_sets"][0]["edition"] == "2013"


def test_a_rule_set_that_is_not_published_is_refused(lesson):
    home = make_rule_set(live=False)
    page = make_lab(lesson, home, live=False)
    (problem,) = problems_of(page)
    assert problem.field == "rule_sets"
    assert problem.message == f"“{home}” is not published. Publish it first, or choose another rule set."
    assert problem.anchor.startswith("panel-child-content")


def test_a_rule_set_that_is_gone_is_refused_and_what_was_published_stays(lesson):
    home = make_rule_set()
    page = make_lab(lesson, home)
    before = version(page)
    home.delete()
    projection.refresh([lesson.course_page().pk])
    assert version(page) == before
    problems = problems_of(PlacementExercisePage.objects.get(pk=page.pk))
    assert problems[-1].message == "One of the rule sets is gone. Choose another."


def test_guests_without_roles_are_refused(lesson):
    guests = [guest("a", "A"), guest("b", "B")]
    (problem,) = problems_of(make_lab(lesson, make_rule_set(title="Home list"), guests=guests, live=False))
    assert problem.message.startswith("No rule of “Home list” speaks of these guests.")


def test_weights_that_cannot_be_read_are_refused(lesson):
    page = make_lab(lesson, make_rule_set(), weights="who: four", live=False)
    (problem,) = problems_of(page)
    assert problem.field == "weights"
    page.weights = "who = 4"
    assert problems_of(page) == ()
    assert page.authored().weights == (("who", 4),)


def test_words_of_a_translation_do_not_replace_the_rules(lesson):
    home = make_rule_set(title="Home list")
    page = make_lab(lesson, home)
    new_edition(home, title="New list")
    french = make.translate(lesson.course_page())
    copy = PlacementExercisePage.objects.get(translation_key=page.translation_key, locale=french.locale)
    copy.title = "Le dîner"
    copy.save_revision()
    make.publish_all(french)
    publishing.publish(copy, copy.get_latest_revision())
    projection.refresh([lesson.course_page().pk])
    texts = version(page).definition["texts"]
    assert texts["fr"]["title"] == "Le dîner"
    assert texts["fr"]["rules.s1-first.source"] == texts["en"]["rules.s1-first.source"] == "Home list, 2013: line 15"


def test_the_author_sees_editions_roles_and_dates(lesson, editor):
    old = make_rule_set(title="Old list", review_on="2020-01-01")
    page = make_lab(lesson, old)
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    shown = editor.get(address).content.decode()
    assert "Old list, 2013" in shown
    assert "Learners have this edition." in shown
    assert "It was to be checked again by now." in shown
    assert "head of post; dean; local mayor" in shown
    new_edition(old, edition="2019")
    assert "learners have “2013”" in editor.get(address).content.decode()
