from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, TitleFieldPanel
from wagtail.fields import StreamField

from cms.blocks import SituationStream
from cms.definitions import SjtAuthored
from cms.models import reading
from cms.models.exercises import RULES_PANELS, ExercisePage
from cms.models.pages import tabs


class SjtExercisePage(ExercisePage):
    """Situations to judge, scored by what a panel, or for the time being the authors, think of each option."""

    kind = "sjt"

    class Mode(models.TextChoices):
        RATE = "rate", _("rate every option from 1 to 7")
        RANK = "rank", _("put the options in order")
        BEST_WORST = "best-worst", _("pick the best and the worst option")

    class Panel(models.TextChoices):
        PROVISIONAL = "provisional", _("our own ratings; no panel has rated yet")
        PANEL = "panel", _("a panel of at least seven people has rated")

    required = models.BooleanField(
        _("counts for the course"), default=False, help_text=_("Only when a panel of at least seven people has rated.")
    )
    mode = models.CharField(_("learners"), max_length=10, choices=Mode, default=Mode.RATE)
    panel = models.CharField(
        _("whose ratings these are"),
        max_length=11,
        choices=Panel,
        default=Panel.PROVISIONAL,
        help_text=_("Learners are told. Raters work alone, and do not see the numbers of the others."),
    )
    scenarios = StreamField(
        SituationStream(),
        verbose_name=_("scenarios"),
        help_text=_("A situation each, with three to six options. Each learner gets the options in another order."),
    )
    points = models.PositiveIntegerField(
        _("points"), default=10, validators=[MinValueValidator(1), MaxValueValidator(1000)]
    )

    edit_handler = tabs(
        [
            TitleFieldPanel("title"),
            FieldPanel("intro"),
            FieldRowPanel([FieldPanel("mode"), FieldPanel("panel")]),
            FieldPanel("scenarios"),
            FieldPanel("points"),
            *RULES_PANELS,
        ]
    )

    class Meta:
        verbose_name = _("situations to judge")

    @property
    def may_certify(self) -> bool:
        return self.panel == self.Panel.PANEL

    def authored(self) -> SjtAuthored:
        return SjtAuthored(
            header=reading.header(self),
            scenarios=reading.situations(self.scenarios),
            mode=self.mode,
            panel=self.panel,
            points=self.points or 0,
            required=self.required and not self.practice,
        )
