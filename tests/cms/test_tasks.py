import pytest
from django.core.management import CommandError, call_command

from cms import tasks
from cms.models import CataloguePage
from courses.models import LessonText
from tests.factories import cms as make

pytestmark = pytest.mark.django_db


def test_drift_is_logged_each_night(caplog):
    make.make_tree()
    assert tasks.report_drift() == 0
    LessonText.objects.update(body_html="")
    assert tasks.report_drift() == 1
    assert "drift: Course" in caplog.text


def test_the_schedule_runs_as_a_task():
    assert tasks.publish_scheduled() == 0


def test_the_site_is_set_up_by_command(bare, capsys):
    assert CataloguePage.objects.count() == 0
    call_command("setup_site")
    assert CataloguePage.objects.count() == 1
    assert "The catalogue stands at /courses/." in capsys.readouterr().out


def test_outlines_are_projected_and_compared_by_command(capsys):
    make.make_tree()
    LessonText.objects.update(body_html="")
    with pytest.raises(CommandError, match="Differences: 1"):
        call_command("report_drift")
    call_command("project_outlines")
    call_command("report_drift")
    assert "Learners get what is published." in capsys.readouterr().out
