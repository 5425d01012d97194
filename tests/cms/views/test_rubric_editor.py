"""Written work authored in the real editor, published and read back."""

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from assessments.models import Exercise
from cms.blocks import CriterionStream
from cms.models import RubricExercisePage
from cms.services.publishing import problems_of
from tests.cms import forms
from tests.factories import cms as make

pytestmark = pytest.mark.django_db


def criterion(name, *levels):
    rows = [{"points": str(points), "text": text} for points, text in levels]
    return "criterion", {"name": name, "question": "", "levels": forms.listed(rows), "competency": ""}


ASK = criterion("The ask", (0, "It is not there."), (4, "It is there."))
FACTS = criterion("The facts", (0, "Some are wrong."), (2, "All are right."))


def form(*criteria, **more):
    exemplar = {"title": "A good one", "text": "Mayor,\r\n\r\ndecide.", "levels": "2, 1", "why": ""}
    data = {
        "title": "A memo",
        "slug": "a-memo",
        "intro": rich_text(""),
        "prompt": rich_text("<p>Write.</p>"),
        "form": "memo",
        "least": "20",
        "most": "40",
        "documents": streamfield([("document", {"title": "A cable", "body": rich_text("<p>They come.</p>")})]),
        "levels": "Not yet\r\nGood",
        "criteria": streamfield(list(criteria)),
        "exemplars": streamfield([("exemplar", exemplar)]),
        "checks": streamfield(
            [
                ("part", {"name": "A subject", "phrases": "Subject:\r\nRe:", "place": "line"}),
                ("banned", {"name": "Empty words", "phrases": "as you know"}),
                ("third_person", ""),
            ]
        ),
        "comments": forms.COMMENTS,
        "action-publish": "action-publish",
    }
    return nested_form_data(forms.RULES | data | more)


def test_written_work_is_authored_and_published(editor, instructor):
    page = make.make_rubric(parent=make.make_tree()[2], live=False)
    assert editor.get(forms.edit_url(page)).status_code == 200
    response = editor.post(forms.edit_url(page), form(ASK, FACTS))
    page = RubricExercisePage.objects.get(pk=page.pk)
    assert (response.status_code, page.live) == (302, True)
    definition = Exercise.objects.get(key=page.translation_key).current_version.definition
    assert definition["points"] == 6
    assert [row["points"] for row in definition["criteria"]] == [{"l1": 0, "l2": 4}, {"l1": 0, "l2": 2}]
    levels = definition["exemplars"][0]["levels"]
    assert [levels[row["id"]] for row in definition["criteria"]] == ["l2", "l1"]
    assert [check["check"] for check in definition["checks"]] == ["part", "banned", "third_person"]
    assert editor.get(forms.edit_url(page)).status_code == 200


def test_a_criterion_with_too_few_levels_keeps_the_draft_and_is_named(editor, instructor):
    page = make.make_rubric(parent=make.make_tree()[2], live=False)
    answer = editor.post(forms.edit_url(page), form(ASK, FACTS, levels="Not yet\r\nNearly\r\nGood"), follow=True)
    assert "Criterion 1 has 2 levels, and 3 have a name." in answer.content.decode()
    assert not RubricExercisePage.objects.get(pk=page.pk).live


@pytest.mark.parametrize(
    ("fields", "field", "message"),
    [
        ({"least": 9, "most": 8}, "most", "Let the most words be at least as many as the fewest."),
        (
            {"criteria": [make.criterion("ask", 0, 4)], "exemplars": []},
            "criteria",
            "Keep between 2 and 8 entries here; there are 1.",
        ),
        (
            {"criteria": [make.criterion("ask", 4, 0), make.criterion("facts", 1, 2)]},
            "criteria",
            "Criterion 1: Let no level be worth less than the one below it, and the last one more.",
        ),
    ],
)
def test_what_keeps_a_rubric_from_being_published(fields, field, message):
    (problem, *_more) = problems_of(make.make_rubric(parent=make.make_tree()[2], live=False, **fields))
    assert (problem.field, problem.message) == (field, message)


def test_a_new_criterion_begins_with_four_levels(editor, instructor):
    address = reverse("wagtailadmin_pages:add", args=["cms", "rubricexercisepage", make.make_tree()[2].pk])
    assert editor.get(address).status_code == 200
    levels = CriterionStream().child_blocks["criterion"].child_blocks["levels"].get_default()
    assert [level["points"] for level in levels] == [0, 2, 4, 5]
