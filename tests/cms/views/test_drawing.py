import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import GroupPagePermission

from cms.models import drawing
from tests.cms import forms
from tests.factories import cms as make
from tests.factories.accounts import make_user

pytestmark = pytest.mark.django_db

NEEDS = [make.need("climate", "Climate"), make.need("asia", "Asia", "region")]


CONDITION = {"variable": "Trust", "at_least": 2, "at_most": None, "words": ""}
TRUST = {
    "type": "number",
    "id": "trust",
    "value": {"name": "Trust", "low": 0, "high": 5, "start": "2", "unit": "", "shown": True, "stops": True},
}
CALL = {
    "type": "event",
    "id": "call",
    "value": {
        "title": "A call",
        "text": "<p>It rings.</p>",
        "scenes": "",
        "when": [],
        "chance": 100,
        "effects": [],
        "goes_on_to": "The end",
        "why": "",
    },
}


@pytest.fixture
def lesson(instructor):
    return make.make_tree()[2]


@pytest.fixture
def case(lesson):
    return make.make_branch(parent=lesson)


def url_of(page):
    return reverse("cms:drawing", args=[page.pk])


def unfinished():
    return [
        make.scene("s1", "The door", make.decision("o1", "Go"), make.decision("o2", "Stay", "poor", "Attic")),
        make.scene("s2", "The end"),
        make.scene("s3", "The cellar"),
    ]


def test_a_case_is_drawn_and_told(editor, case):
    html = editor.get(url_of(case)).content.decode()
    assert 'role="img"' in html
    assert "2 scenes. 2 choices. 1 ending." in " ".join(html.split())
    assert html.count('class="case-drawing__tip"') == 2
    assert "case-drawing__way--best" in html
    assert "ending: 0 to 100 %" in html
    assert f'href="{forms.edit_url(case)}#block-s1-section"' in html
    assert "on a best way through" in html
    assert "style=" not in html


def test_a_draft_is_drawn_with_what_is_to_be_mended(editor, lesson):
    case = make.make_branch(parent=lesson, live=False, scenes=unfinished())
    html = editor.get(url_of(case)).content.decode()
    assert "there is no scene called “Attic”" in html
    assert "! dead end" in html
    assert "! to be mended: 1" in html
    assert "! nothing leads here" in html


def test_conditions_effects_and_events_are_drawn_and_told(editor, lesson):
    scenes = make.two_scenes()
    first = scenes[0]["value"]["options"][0]["value"]
    first["when"] = [{"type": "item", "id": "1", "value": CONDITION}]
    first["effects"] = [{"type": "item", "id": "1", "value": {"variable": "Trust", "add": 1, "set": ""}}]
    case = make.make_branch(parent=lesson, live=False, scenes=scenes, variables=[TRUST], events=[CALL])
    html = editor.get(url_of(case)).content.decode()
    assert html.count("if Trust ≥ 2") == 2
    assert html.count("Trust +1") == 2
    assert "In every scene with choices." in html
    assert "event: A call" in html
    assert f'href="{forms.edit_url(case)}#block-call-section"' in html


@pytest.mark.parametrize("name", ["drawing", "rehearse"])
def test_ways_are_those_on_which_nothing_happens_by_chance(editor, lesson, name):
    for chance in (100, 50):
        event = CALL | {"value": CALL["value"] | {"chance": chance}}
        case = make.make_branch(parent=lesson, live=False, slug=f"c{chance}", variables=[TRUST], events=[event])
        html = editor.get(reverse(f"cms:{name}", args=[case.pk])).content.decode()
        assert ("tell of the case in which nothing happens by chance" in html) is (chance < 100)
        assert ("a best way through, when nothing happens by chance" in html) is (name == "drawing" and chance < 100)
        assert "What happens by itself" in html


def test_the_latest_draft_is_drawn(editor, case):
    case.scenes[0].value["title"] = "The gate"
    case.save_revision()
    assert "1. The gate" in editor.get(url_of(case)).content.decode()


def test_a_case_without_scenes_says_so(editor, lesson):
    case = make.make_branch(parent=lesson, live=False, scenes=[])
    assert "There is no scene yet." in editor.get(url_of(case)).content.decode()
    assert "There is no scene yet." in editor.get(forms.edit_url(case)).content.decode()


def test_the_editor_shows_the_picture_and_leads_to_its_page(editor, case):
    html = editor.get(forms.edit_url(case)).content.decode()
    assert 'role="img"' in html
    assert f'href="{url_of(case)}"' in html


def test_a_new_case_has_no_picture_yet(editor, lesson):
    add = reverse("wagtailadmin_pages:add", args=["cms", "branchexercisepage", lesson.pk])
    assert "case-drawing" not in editor.get(add).content.decode()


def test_the_preview_leads_to_the_picture_or_shows_it(editor, case):
    preview = reverse("wagtailadmin_pages:view_draft", args=[case.pk])
    played = editor.get(preview).content.decode()
    assert f'href="{url_of(case)}"' in played
    assert "<svg" not in played.split("<main")[1]
    assert 'role="img"' in editor.get(preview, {"mode": "drawing"}).content.decode()


def test_a_long_case_takes_no_more_queries_than_a_short_one(editor, lesson):
    case = make.make_branch(parent=lesson, live=False)
    scenes = [make.scene(f"s{n}", f"Scene {n}", *[make.decision(f"o{n}{k}", "Go") for k in "ab"]) for n in range(30)]
    long = make.make_branch(parent=lesson, live=False, scenes=[*scenes, make.scene("end", "The end")])
    editor.get(url_of(case))
    with CaptureQueriesContext(connection) as short:
        editor.get(url_of(case))
    with CaptureQueriesContext(connection) as more:
        editor.get(url_of(long))
    assert len(more) == len(short)


def test_only_who_may_edit_the_page_sees_it(client, case):
    assert client.get(url_of(case)).status_code == 302
    client.force_login(make_user())
    assert client.get(url_of(case)).status_code == 403


def test_a_colleague_without_rights_to_the_page_does_not_see_it(editor, case):
    GroupPagePermission.objects.all().delete()
    assert editor.get(url_of(case)).status_code == 302


def test_all_deals_of_a_negotiation_are_drawn(editor, lesson):
    page = make.make_negotiation(parent=lesson, live=False)
    html = editor.get(url_of(page)).content.decode()
    assert "All deals as a picture" in html
    assert 'class="deals__frontier"' in html
    assert "The least acceptable" in html
    assert "your offers, in their order" not in html
    assert 'class="deals__frontier"' in editor.get(forms.edit_url(page)).content.decode()
    assert f'href="{url_of(page)}"' in editor.get(reverse("cms:rehearse", args=[page.pk])).content.decode()


def test_a_negotiation_without_numbers_says_what_is_missing(editor, lesson):
    page = make.make_negotiation(parent=lesson, live=False, own_reserve=None, issues=[])
    assert "It is drawn as soon as there are two issues" in editor.get(url_of(page)).content.decode()


def test_candidates_and_needs_stand_in_a_table(editor, lesson):
    page = make.make_network(parent=lesson, live=False, needs=[*NEEDS, make.need("arctic", "Arctic", "region")])
    html = " ".join(editor.get(url_of(page)).content.decode().split())
    assert "Candidates and needs as a table" in html
    assert html.count("<strong>yes</strong>") == 3
    assert "Nobody meets “Arctic”." in html
    assert "The best within the budget:" in html
    assert html.count("in the best choice") == 2
    assert "Nobody meets" in editor.get(forms.edit_url(page)).content.decode()


def test_links_of_candidates_are_told_where_they_count(editor, lesson):
    html = editor.get(url_of(make.make_network(parent=lesson, live=False, reach=1))).content.decode()
    assert "Linked with" in html
    assert "<td>The pact</td>" in html


def test_a_network_lab_without_candidates_says_what_is_missing(editor, lesson):
    page = make.make_network(parent=lesson, live=False, candidates=[])
    assert "It is drawn as soon as there are needs and two candidates." in editor.get(url_of(page)).content.decode()


@pytest.mark.parametrize("maker", [make.make_negotiation, make.make_network])
def test_the_preview_of_a_lab_shows_its_drawing(maker, editor, lesson):
    page = maker(parent=lesson, live=False)
    preview = reverse("wagtailadmin_pages:view_draft", args=[page.pk])
    assert str(drawing.HEADINGS[page.kind]) in editor.get(preview, {"mode": "drawing"}).content.decode()


def test_other_pages_are_not_drawn(editor, lesson):
    assert editor.get(url_of(lesson)).status_code == 404
    assert editor.get(url_of(make.make_choice(parent=lesson))).status_code == 404
    assert editor.get(reverse("cms:drawing", args=[999_999])).status_code == 404
