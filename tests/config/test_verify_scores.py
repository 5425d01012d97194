from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from assessments.models import Score
from tests.factories.accounts import make_user
from tests.factories.assessments import finish_attempt, make_attempt, make_published_exercise

pytestmark = pytest.mark.django_db


class Terminal(StringIO):
    def isatty(self):
        return True


@pytest.fixture
def score():
    return finish_attempt(make_attempt(make_published_exercise(), make_user()), is_right=True).scores.get()


@pytest.mark.usefixtures("score")
def test_it_says_that_scores_come_out_again():
    output, errors = StringIO(), StringIO()
    call_command("verify_scores", stdout=output, stderr=errors)
    assert (output.getvalue(), errors.getvalue()) == ("1 scores come out again, byte by byte.\n", "")


def test_it_names_each_fault_and_fails(score):
    Score.objects.update(earned=0)
    output = StringIO()
    with pytest.raises(CommandError, match=r"1 faults in 1 scores\.") as raised:
        call_command("verify_scores", stdout=output)
    assert raised.value.returncode == 1
    assert output.getvalue() == f"score {score.pk}: its columns say something else than its result\n"


@pytest.mark.usefixtures("score")
def test_it_counts_on_a_terminal():
    errors = Terminal()
    call_command("verify_scores", stdout=StringIO(), stderr=errors)
    assert errors.getvalue() == "\r1 scores\n"
