"""When an exercise is open, how long a try may last, and which tries count."""

import datetime
from typing import Any

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel

from cms.models.pages import LearnPage

# Names of the policy that a page says only where they differ from the default.
TIMING = frozenset(
    {"opens_at", "closes_at", "limit_minutes", "cooldown_minutes", "counting"}
    | {"late_rule", "late_percent_per_day", "late_days", "results"}
)
ON_THE_CLOCK = "%Y-%m-%dT%H:%M:%SZ"


class TimedPage(LearnPage):
    """The fields of the panel “Dates, time and tries”, named like the policy of assessments."""

    class Counting(models.TextChoices):
        BEST = "best", _("the best")
        LAST = "last", _("the last")
        FIRST = "first", _("the first")
        MEAN = "mean", _("the mean of all")

    class LateRule(models.TextChoices):
        NONE = "none", _("Nothing can be handed in after it closes")
        STEP = "step", _("Each day that has begun costs the whole share")
        LINEAR = "linear", _("The share grows evenly with the time")

    class Results(models.TextChoices):
        AT_ONCE = "at_once", _("at once")
        AFTER_CLOSE = "after_close", _("after it has closed for everybody")

    opens_at = models.DateTimeField(
        _("opens"), null=True, blank=True, help_text=_("Nobody can begin before. Empty = from the day it is published.")
    )
    closes_at = models.DateTimeField(
        _("closes"), null=True, blank=True, help_text=_("What is saved by then is handed in by itself. Empty = never.")
    )
    limit_minutes = models.PositiveSmallIntegerField(
        _("time limit, minutes"),
        default=0,
        validators=[MaxValueValidator(1440)],
        help_text=_(
            "0 = no limit, which is right for nearly everything. A limit shuts people out: those who read slowly or in "
            "another language, use a screen reader, or are called away (WCAG 2.2.1). Set one only where acting in time "
            "is what is tested; coordinators can then give single people more."
        ),
    )
    max_tries = models.PositiveSmallIntegerField(
        _("tries"), default=0, help_text=_("0 = as many as the learner likes.")
    )
    counting = models.CharField(_("which try counts"), max_length=5, choices=Counting, default=Counting.BEST)
    cooldown_minutes = models.PositiveIntegerField(
        _("wait between tries, minutes"),
        default=0,
        validators=[MaxValueValidator(43_200)],
        help_text=_("From handing in one try until the next may begin. 0 = no wait; 1440 = a day."),
    )
    late_rule = models.CharField(_("when it is late"), max_length=6, choices=LateRule, default=LateRule.NONE)
    late_percent_per_day = models.PositiveSmallIntegerField(
        _("what a day costs, per cent"),
        default=0,
        validators=[MaxValueValidator(100)],
        help_text=_("Of the points that can be earned. It never takes a result below 0."),
    )
    late_days = models.PositiveSmallIntegerField(
        _("days it may be late"),
        default=0,
        validators=[MaxValueValidator(30)],
        help_text=_("After these nothing can be handed in."),
    )
    results = models.CharField(
        _("results are shown"), max_length=11, choices=Results, default=Results.AT_ONCE,
        help_text=_("Results that wait keep an answer from being passed on. They need a closing time."),
    )  # fmt: skip

    class Meta:
        abstract = True

    def timing(self) -> dict[str, Any]:
        """Return what differs from the default, by the names of the policy; a time as UTC text."""
        fields = (field for field in self._meta.fields if field.name in TIMING)
        values = ((field, getattr(self, field.name)) for field in fields)
        return {field.name: _stored(value) for field, value in values if value != field.get_default()}


def _stored(value: Any) -> Any:
    return value.astimezone(datetime.UTC).strftime(ON_THE_CLOCK) if isinstance(value, datetime.datetime) else value


TIMING_PANEL = MultiFieldPanel(
    [
        HelpPanel(_("Leave this as it is for an exercise that is open for good.")),
        FieldRowPanel([FieldPanel("opens_at"), FieldPanel("closes_at")]),
        FieldPanel("limit_minutes"),
        FieldRowPanel([FieldPanel("max_tries"), FieldPanel("counting"), FieldPanel("cooldown_minutes")]),
        FieldPanel("late_rule"),
        FieldRowPanel([FieldPanel("late_percent_per_day"), FieldPanel("late_days")]),
        FieldPanel("results"),
    ],
    heading=_("Dates, time and tries"),
    classname="collapsed",
)
