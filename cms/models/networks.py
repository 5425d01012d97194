from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, TitleFieldPanel
from wagtail.fields import RichTextField, StreamField

from cms.blocks import INLINE_FEATURES, CandidateStream, NeedStream
from cms.definitions import Candidate, Need, NetworkAuthored, lines_of
from cms.models import reading
from cms.models.drawing import DrawingPanel
from cms.models.exercises import RULES_PANELS, ExercisePage
from cms.models.pages import tabs

_MOST = MaxValueValidator(1_000_000_000)


class NetworkExercisePage(ExercisePage):
    """Partners or city networks to be chosen under a budget, so that they meet what a city needs."""

    kind = "network"

    prompt = RichTextField(_("task"), features=INLINE_FEATURES, help_text=_("Which city chooses, and what for."))
    hours = models.PositiveIntegerField(_("staff hours a year"), default=200, validators=[_MOST])
    fee = models.PositiveIntegerField(
        _("money a year"), null=True, blank=True, validators=[_MOST], help_text=_("Empty = money plays no part.")
    )
    currency = models.CharField(_("currency"), max_length=20, blank=True, default="EUR")
    needs = StreamField(NeedStream(), verbose_name=_("needs"))
    candidates = StreamField(CandidateStream(), verbose_name=_("candidates"))
    reach = models.PositiveSmallIntegerField(
        _("weight of each candidate within reach"),
        default=0,
        validators=[MaxValueValidator(100)],
        help_text=_(
            "A candidate is within reach when it is chosen, or linked with one that is. 0 = links do not count."
        ),
    )
    why = RichTextField(_("explanation"), features=INLINE_FEATURES, blank=True, help_text=_("Shown afterwards."))
    points = models.PositiveIntegerField(
        _("points"), default=20, validators=[MinValueValidator(1), MaxValueValidator(1000)]
    )

    edit_handler = tabs(
        [
            TitleFieldPanel("title"),
            FieldPanel("intro"),
            FieldPanel("prompt"),
            FieldRowPanel([FieldPanel("hours"), FieldPanel("fee"), FieldPanel("currency")]),
            FieldPanel("needs"),
            FieldPanel("candidates"),
            FieldPanel("reach"),
            DrawingPanel("network"),
            FieldPanel("why"),
            FieldPanel("points"),
            *RULES_PANELS,
        ]
    )

    class Meta:
        verbose_name = _("network lab: partners to choose")

    def authored(self) -> NetworkAuthored:
        return NetworkAuthored(
            header=reading.header(self),
            prompt_html=reading.rich(self.prompt),
            hours=self.hours or 0,
            fee=self.fee,
            currency=self.currency.strip(),
            needs=_needs(self.needs),
            candidates=_candidates(self.candidates),
            reach=self.reach or 0,
            why_html=reading.rich(self.why),
            points=self.points or 0,
        )


def _needs(stream: Any) -> tuple[Need, ...]:
    return tuple(
        Need(
            id=reading.id_of(child, number),
            group=child.value["group"] or "",
            text=reading.plain(child.value["text"]),
            about=reading.plain(child.value["about"]),
            weight=child.value["weight"] or 1,
        )
        for number, child in enumerate(stream, start=1)
    )


def _candidates(stream: Any) -> tuple[Candidate, ...]:
    return tuple(_candidate(child, number) for number, child in enumerate(stream, start=1))


def _candidate(child: Any, number: int) -> Candidate:
    value = child.value
    return Candidate(
        id=reading.id_of(child, number),
        text=reading.plain(value["text"]),
        about=reading.plain(value["about"]),
        hours=value["hours"] or 0,
        fee=value["fee"] or 0,
        topics=lines_of(reading.plain(value["topics"])),
        regions=lines_of(reading.plain(value["regions"])),
        languages=lines_of(reading.plain(value["languages"])),
        linked=tuple(filter(None, map(reading.plain, value["linked"]))),
        source=reading.plain(value["source"]),
        as_of=reading.plain(value["as_of"]),
    )
