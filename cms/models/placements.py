import re
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, TitleFieldPanel
from wagtail.fields import RichTextField, StreamField

from cms.blocks import INLINE_FEATURES, GuestStream, PlacementRuleStream
from cms.definitions import PlacementAuthored, PlacementRule, SeatedGuest, lines_of
from cms.models import reading
from cms.models.exercises import RULES_PANELS, ExercisePage
from cms.models.pages import tabs

_NUMBERS = re.compile(r"\d+")


class PlacementExercisePage(ExercisePage):
    """A protocol lab: people or flags to be placed at a table, in a line or in a car, by rules with their sources."""

    kind = "placement"

    class Layout(models.TextChoices):
        TALKS = "talks", _("talks: two delegations face to face at a long table")
        ROUND = "round", _("a round table")
        LINE = "line", _("a line: flags, or people who receive guests")
        CAR = "car", _("a car with a driver")
        SIGNING = "signing", _("a signing table with people standing behind")

    prompt = RichTextField(_("task"), features=INLINE_FEATURES, help_text=_("Who meets whom, where, and why."))
    layout = models.CharField(_("drawing"), max_length=10, choices=Layout, default=Layout.TALKS)
    size = models.PositiveSmallIntegerField(
        _("places"),
        default=5,
        validators=[MinValueValidator(1), MaxValueValidator(20)],
        help_text=_("On each side of a long or signing table; in all at a round table or in a line."),
    )
    guests = StreamField(GuestStream(), verbose_name=_("guests or flags"))
    jurisdictions = models.TextField(
        _("jurisdictions"),
        blank=True,
        help_text=_(
            "One on each line; a plan is scored by the first, and judged by the others as well. Leave empty where the "
            "rules are the same everywhere."
        ),
    )
    rules = StreamField(PlacementRuleStream(), verbose_name=_("rules"))
    rules_shown = models.BooleanField(
        _("show the rules from the start"), default=False, help_text=_("Otherwise learners have to know them.")
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
            FieldRowPanel([FieldPanel("layout"), FieldPanel("size")]),
            FieldPanel("guests"),
            FieldPanel("jurisdictions"),
            FieldPanel("rules"),
            FieldPanel("rules_shown"),
            FieldPanel("why"),
            FieldPanel("points"),
            *RULES_PANELS,
        ]
    )

    class Meta:
        verbose_name = _("protocol lab: places")

    def authored(self) -> PlacementAuthored:
        return PlacementAuthored(
            header=reading.header(self),
            prompt_html=reading.rich(self.prompt),
            layout=self.layout,
            size=self.size or 0,
            guests=_guests(self.guests),
            rules=tuple(_rule(child, number) for number, child in enumerate(self.rules, 1)),
            jurisdictions=lines_of(self.jurisdictions),
            rules_shown=self.rules_shown,
            why_html=reading.rich(self.why),
            points=self.points or 0,
        )


def _guests(stream: Any) -> tuple[SeatedGuest, ...]:
    return tuple(
        SeatedGuest(
            id=reading.id_of(child, number),
            text=reading.plain(child.value["text"]),
            about=reading.plain(child.value["about"]),
            delegation=reading.plain(child.value["delegation"]),
            group=reading.plain(child.value["group"]),
            place=child.value["place"],
        )
        for number, child in enumerate(stream, start=1)
    )


def _rule(child: Any, number: int) -> PlacementRule:
    value = child.value
    return PlacementRule(
        id=reading.id_of(child, number),
        type=child.block_type,
        text=reading.plain(value["text"]),
        source=reading.plain(value["source"]),
        why=reading.plain(value["why"]),
        weight=value["weight"] or 1,
        hard=bool(value["hard"]),
        jurisdiction=reading.plain(value["jurisdiction"]),
        topic=reading.plain(value["topic"]),
        guest=reading.plain(value.get("guest")),
        other=reading.plain(value.get("other")),
        others=tuple(reading.plain(name) for name in value.get("others") or ()),
        places=tuple(map(int, _NUMBERS.findall(reading.plain(value.get("places"))))),
        ranks=_ranks(reading.plain(value.get("ranks"))),
        measure=reading.plain(value.get("measure")),
        steps=value.get("steps") or 1,
        tag=reading.plain(value.get("tag")),
        value=reading.plain(value.get("value")),
    )


def _ranks(text: str) -> tuple[tuple[str, ...], ...]:
    """Read names line by line; "=" joins those of the same rank."""
    return tuple(tuple(name.strip() for name in line.split("=") if name.strip()) for line in lines_of(text))
