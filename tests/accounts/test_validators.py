import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from accounts.validators import DEMO_PASSWORD
from config.demo import people


@pytest.mark.parametrize("password", [DEMO_PASSWORD, DEMO_PASSWORD.upper()])
def test_the_printed_password_is_refused_outside_the_demo(password):
    with pytest.raises(ValidationError, match="password of the demo"):
        validate_password(password)


def test_the_printed_password_is_taken_in_the_demo(settings):
    settings.CHANCERY_DEMO = True
    validate_password(DEMO_PASSWORD)


def test_another_password_is_taken():
    validate_password("a long quiet river")


def test_the_demo_prints_the_password_that_is_refused():
    assert people.PASSWORD == DEMO_PASSWORD
