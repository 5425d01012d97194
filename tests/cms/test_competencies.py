"""The skills that questions offer: one query for a page of the editor, and none kept when the request has ended."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments.models import Competency
from cms.competencies import competency_choices
from tests.factories import cms as make

pytestmark = pytest.mark.django_db


def test_an_editor_with_many_questions_reads_them_once(editor):
    questions = [make.question(f"q{number}") for number in range(6)]
    page = make.make_choice(parent=make.make_tree()[2], questions=questions, live=False)
    with CaptureQueriesContext(connection) as made:
        editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    read = [statement for statement in made if "assessments_competency" in statement["sql"]]
    assert len(read) == 1


def test_what_is_new_is_offered_to_the_next_request(editor):
    editor.get(reverse("wagtailadmin_home"))
    assert competency_choices() == []
    item = Competency.objects.create(slug="courtesy", title="Courtesy")
    assert competency_choices() == [(str(item.key), "Courtesy")]
