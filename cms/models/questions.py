from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.fields import StreamField

from cms.blocks import BlueprintStream, NumberStream, PoolQuestionStream
from cms.definitions import ChoiceAuthored, NumericAuthored
from cms.models import reading
from cms.models.exercises import RULES_PANELS, ExercisePage
from cms.models.pages import tabs


class ChoiceExercisePage(ExercisePage):
    """A knowledge check: questions with answers to choose from."""

    kind = "choice"

    shuffle = models.BooleanField(
        _("mix the answers"), default=True, help_text=_("Each learner sees the answers in another order.")
    )
    questions = StreamField(PoolQuestionStream(), verbose_name=_("questions"))
    blueprint = StreamField(
        BlueprintStream(),
        blank=True,
        verbose_name=_("what one attempt is asked"),
        help_text=_(
            "Without a row every question is asked. With rows each attempt draws its own questions: so many of each "
            "skill and difficulty."
        ),
    )
    points = models.PositiveIntegerField(
        _("points"),
        default=10,
        validators=[MinValueValidator(1), MaxValueValidator(1000)],
        help_text=_("Split over the questions drawn, in proportion to their own points."),
    )
    exposure_percent = models.PositiveSmallIntegerField(
        _("a question is asked in at most so many per cent of attempts"),
        default=50,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text=_("With 50, write at least twice as many questions as are asked, of each skill and difficulty."),
    )

    edit_handler = tabs(
        [
            TitleFieldPanel("title"),
            FieldPanel("intro"),
            FieldPanel("questions"),
            FieldPanel("shuffle"),
            MultiFieldPanel(
                [FieldPanel("blueprint"), FieldRowPanel([FieldPanel("points"), FieldPanel("exposure_percent")])],
                heading=_("Ask only some of them"),
                classname="collapsed",
            ),
            *RULES_PANELS,
        ]
    )

    class Meta:
        verbose_name = _("knowledge check")

    def authored(self) -> ChoiceAuthored:
        return ChoiceAuthored(
            header=reading.header(self),
            questions=reading.questions(self.questions),
            shuffle=self.shuffle,
            blueprint=reading.blueprint(self.blueprint),
            points=self.points or 0,
            exposure_percent=self.exposure_percent or 0,
            practice=self.practice,
        )


class NumericExercisePage(ExercisePage):
    """Questions whose answer is a number."""

    kind = "numeric"

    questions = StreamField(NumberStream(), verbose_name=_("questions"))

    edit_handler = tabs([TitleFieldPanel("title"), FieldPanel("intro"), FieldPanel("questions"), *RULES_PANELS])

    class Meta:
        verbose_name = _("numbers to work out")

    def authored(self) -> NumericAuthored:
        return NumericAuthored(reading.header(self), reading.numbers(self.questions))
