"""By what authors find a page again, and say what it tests: lists of words and numbers, one on each line."""

import re

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.definitions import lines_of

_TAG = re.compile(r"[A-Za-z0-9-]{1,40}")
_NUMBER = re.compile(r"[1-9][0-9]?")


def validate_tags(text: str) -> None:
    if not all(_TAG.fullmatch(line) for line in lines_of(text)):
        raise ValidationError(_("Use letters, digits and hyphens only, and one line for each tag."))


def validate_outcomes(text: str) -> None:
    if not all(_NUMBER.fullmatch(line) for line in lines_of(text)):
        raise ValidationError(_("Write only numbers, one on each line. The first outcome of the course is 1."))


def tags_field() -> models.TextField:
    """Make the field for words by which authors find again what a page is about."""
    return models.TextField(
        _("tags"),
        blank=True,
        validators=[validate_tags],
        help_text=_(
            "For authors; learners do not see them. For example a function such as agreements. One on each line."
        ),
    )


def outcomes_field() -> models.TextField:
    """Make the field for the numbers of the course's outcomes that an exercise tests."""
    return models.TextField(
        _("outcomes that it tests"),
        blank=True,
        validators=[validate_outcomes],
        help_text=_("For authors: the numbers of outcomes of the course, 1 being the first. One on each line."),
    )
