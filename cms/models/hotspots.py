from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.fields import RichTextField, StreamField

from cms.blocks import INLINE_FEATURES, RegionStream
from cms.definitions import HotspotAuthored, HotspotRegion
from cms.models import reading
from cms.models.exercises import RULES_PANELS, ExercisePage
from cms.models.pages import tabs


class HotspotExercisePage(ExercisePage):
    """A picture in which learners point at places, or choose them from a list."""

    kind = "hotspot"

    prompt = RichTextField(_("task"), features=INLINE_FEATURES, help_text=_("What is to be found in the picture."))
    picture: Any = models.ForeignKey(
        "cms.Picture", verbose_name=_("picture"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    alt = models.TextField(
        _("description for people who cannot see it"),
        help_text=_("Say everything the picture tells and somebody needs for the task, but not what is right."),
    )
    credit = models.CharField(_("credit"), max_length=255, help_text=_("Who made it and under which licence."))
    regions = StreamField(
        RegionStream(),
        verbose_name=_("places"),
        help_text=_("Right and wrong ones. With one right place learners choose one, otherwise as many as they like."),
    )
    numbered = models.BooleanField(
        _("numbers on the picture"), default=True, help_text=_("Each place has the number that the list gives it.")
    )
    why = RichTextField(_("explanation"), features=INLINE_FEATURES, blank=True, help_text=_("Shown afterwards."))
    points = models.PositiveIntegerField(
        _("points"), default=5, validators=[MinValueValidator(1), MaxValueValidator(1000)]
    )

    edit_handler = tabs(
        [
            TitleFieldPanel("title"),
            FieldPanel("intro"),
            FieldPanel("prompt"),
            MultiFieldPanel([FieldPanel("picture"), FieldPanel("alt"), FieldPanel("credit")], heading=_("Picture")),
            FieldPanel("regions"),
            FieldPanel("numbered"),
            FieldPanel("why"),
            FieldPanel("points"),
            *RULES_PANELS,
        ]
    )

    class Meta:
        verbose_name = _("places in a picture")

    def authored(self) -> HotspotAuthored:
        picture = self.picture
        width, height = picture.kept_size if picture else (0, 0)
        return HotspotAuthored(
            header=reading.header(self),
            prompt_html=reading.rich(self.prompt),
            file=picture.kept_name if picture else "",
            width=width,
            height=height,
            alt=self.alt.strip(),
            credit=self.credit.strip(),
            regions=_regions(self.regions),
            numbered=self.numbered,
            why_html=reading.rich(self.why),
            points=self.points or 0,
        )

    def serve_preview(self, request: HttpRequest, mode_name: str) -> TemplateResponse:
        """Show the exercise, and see to it that its picture can be shown."""
        if self.picture:
            self.picture.keep()
        return super().serve_preview(request, mode_name)


def _regions(stream: Any) -> tuple[HotspotRegion, ...]:
    return tuple(
        HotspotRegion(
            id=reading.id_of(child, number),
            text=reading.plain(child.value["text"]),
            shape=child.value["shape"] or "",
            area=reading.plain(child.value["area"]),
            right=bool(child.value["right"]),
            why=reading.plain(child.value["why"]),
        )
        for number, child in enumerate(stream, start=1)
    )
