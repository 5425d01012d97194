"""Points for people: micro-points become numbers here and nowhere else."""

from decimal import Decimal

from django import template
from django.utils.formats import number_format
from django.utils.translation import ngettext

from assessments.rules.points import format_points
from assessments.rules.types import MICRO

register = template.Library()


@register.filter
def points(micro: int) -> str:
    """Write micro-points as a number in the reader's language: "2", "1.5"."""
    return number_format(Decimal(format_points(micro)))


@register.filter
def in_points(micro: int) -> str:
    """Write micro-points with their word: "1 point", "1.5 points"."""
    # A plural rule counts whole things: 0 stands for "not one, yet less than two" (1.5 points, but 1,5 point).
    count = 1 if micro == MICRO else 0 if abs(micro) < 2 * MICRO else 2
    return ngettext("%(points)s point", "%(points)s points", count) % {"points": points(micro)}
