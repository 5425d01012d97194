from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.fields import RichTextField, StreamField

from cms.admin_forms import ExercisePageForm
from cms.blocks import (
    INLINE_FEATURES,
    EntryStream,
    EventStream,
    LeftOutStream,
    PairStream,
    RuleStream,
    SceneStream,
    VariableStream,
    WorthStream,
)
from cms.definitions import (
    Authored,
    BranchAuthored,
    MatchAuthored,
    OrderAuthored,
)
from cms.models import comparing, drawing, reading, rehearsal, stories
from cms.models.courses import CoursePage
from cms.models.labels import outcomes_field, tags_field
from cms.models.pages import tabs
from cms.models.site import SamplesPage
from cms.models.taking import TIMING_PANEL, TimedPage

FINAL = "final"


class ExercisePage(TimedPage):
    """What all exercises share. The translation key is the key of assessments.Exercise."""

    class Assessment(models.TextChoices):
        BOTH = "both", _("before and after the course: the same questions twice")
        BEFORE = "before", _("before the course: the first of two forms")
        AFTER = "after", _("after the course: the second of two forms")

    kind: ClassVar[str]
    # Shown by definitions of this exercise, so to be kept as long as they are.
    picture: Any = None

    intro = RichTextField(
        _("introduction"),
        features=INLINE_FEATURES,
        blank=True,
        help_text=_("Shown above the exercise. May stay empty."),
    )
    minutes = models.PositiveIntegerField(_("minutes"), default=5, validators=[MinValueValidator(1)])
    pass_percent = models.PositiveSmallIntegerField(
        _("pass mark, per cent"), default=70, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    required = models.BooleanField(_("counts for the course"), default=True)
    practice = models.BooleanField(
        _("practice only"),
        default=False,
        help_text=_("Shows every answer at once and never counts for the certificate."),
    )
    assessment = models.CharField(
        _("pre- and post-assessment"),
        max_length=6,
        choices=Assessment,
        blank=True,
        help_text=_(
            "For an exercise directly below the course: offered before the first lesson and again at the end, never "
            "required, never counted. Only the learner sees the result, and the first one only after the second."
        ),
    )
    weight = models.PositiveIntegerField(
        _("weight"), default=1, validators=[MinValueValidator(1)], help_text=_("2 counts twice as much as 1.")
    )
    competency = models.UUIDField(_("skill it shows"), null=True, blank=True)
    desk_tasks = models.JSONField(_("useful for"), default=list, blank=True)
    outcomes = outcomes_field()
    tags = tags_field()
    sources = models.TextField(_("sources"), blank=True, help_text=_("One on each line. Shown afterwards."))

    base_form_class = ExercisePageForm
    parent_page_types = ["cms.LessonPage", "cms.CaseStudyPage", "cms.CoursePage", "cms.SamplesPage"]
    subpage_types: list[str] = []

    class Meta:
        abstract = True

    def authored(self) -> Authored:
        """Return what was written, as plain values."""
        raise NotImplementedError

    def published(self) -> Authored:
        """Return what was written together with what was copied into it when it was published."""
        return self.authored()

    @property
    def may_certify(self) -> bool:
        """Whether a certificate may depend on it, if its author wants that."""
        return True

    @property
    def counts(self) -> bool:
        """Whether completing the course depends on it."""
        return self.required and not self.practice and not self.assessment and self.may_certify

    def policy(self) -> dict[str, Any]:
        """Return the rules of taking it, as assessments stores them."""
        rules = {"pass_percent": self.pass_percent, "minutes": self.minutes}
        if self.assessment:
            # The course says how often, and when the result is seen.
            return {"max_tries": 0, **rules, "practice": True}
        return {"max_tries": self.max_tries, **rules, "practice": self.practice, **self.timing()}

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        drawn = [(drawing.MODE, drawing.HEADINGS[self.kind])] if self.kind in drawing.HEADINGS else []
        return [("", _("Try it out")), *drawn]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> TemplateResponse:
        """Show the exercise so that its author can play it, or see it drawn."""
        if mode_name == drawing.MODE:
            return TemplateResponse(request, drawing.TEMPLATE, {"drawing": drawing.draw(self), "page": self})
        return TemplateResponse(request, rehearsal.TEMPLATE, {"play": rehearsal.play(self), "page": self})

    def learn_path(self) -> str:
        parent = self.get_parent().specific
        if isinstance(parent, SamplesPage):
            return reverse("samples:sample", args=[self.source_page.slug])
        if isinstance(parent, CoursePage):
            if self.assessment:
                return str(parent.learn_path())
            return reverse("courses:exercise", args=[parent.source_page.slug, FINAL, self.source_page.slug])
        course = parent.course_page().source_page.slug
        return reverse("courses:exercise", args=[course, parent.source_page.slug, self.source_page.slug])


RULES_PANELS = [
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("minutes"), FieldPanel("pass_percent"), FieldPanel("weight")]),
            FieldPanel("required"),
            FieldPanel("practice"),
            FieldPanel("assessment"),
            FieldPanel("competency"),
            FieldPanel("desk_tasks"),
            FieldRowPanel([FieldPanel("outcomes"), FieldPanel("tags")]),
        ],
        heading=_("Rules of taking it"),
        classname="collapsed",
    ),
    TIMING_PANEL,
    FieldPanel("sources"),
    comparing.VersionsPanel(),
]


class OrderExercisePage(ExercisePage):
    """Things to be put in order, such as people by precedence."""

    kind = "order"

    class Scoring(models.TextChoices):
        PAIRS = "pairs", _("who stands before whom, as in precedence: every pair the wrong way round costs")
        RANKS = "ranks", _("who stands before whom, and who shares a rank: equal ranks have to be recognised")
        STEPS = "steps", _("the sequence, as in a procedure: one misplaced step costs once")
        PLACES = "places", _("the place of each, as in a line of flags: what stands at another place costs")

    prompt = RichTextField(_("task"), features=INLINE_FEATURES, help_text=_("What is to be put in which order."))
    scoring = models.CharField(_("what counts"), max_length=6, choices=Scoring, default=Scoring.PAIRS)
    first_label = models.CharField(_("what the top means"), max_length=80, help_text=_("For example: ranks first."))
    last_label = models.CharField(_("what the bottom means"), max_length=80, help_text=_("For example: ranks last."))
    entries = StreamField(
        EntryStream(),
        verbose_name=_("entries, in the right order"),
        help_text=_("Write them in the right order, top to bottom. Each learner gets them mixed."),
    )
    left_out = StreamField(
        LeftOutStream(),
        verbose_name=_("what does not belong in the list"),
        blank=True,
        help_text=_("May stay empty. Learners get these mixed with the others and should leave them out."),
    )
    rules = StreamField(
        RuleStream(),
        verbose_name=_("rules that explain the order"),
        blank=True,
        help_text=_("May stay empty. A rule is named to a learner who broke it."),
    )
    why = RichTextField(_("explanation"), features=INLINE_FEATURES, blank=True, help_text=_("Shown afterwards."))
    points = models.PositiveIntegerField(
        _("points"), default=10, validators=[MinValueValidator(1), MaxValueValidator(1000)]
    )

    edit_handler = tabs(
        [
            TitleFieldPanel("title"),
            FieldPanel("intro"),
            FieldPanel("prompt"),
            FieldRowPanel([FieldPanel("first_label"), FieldPanel("last_label")]),
            FieldPanel("scoring"),
            FieldPanel("entries"),
            FieldPanel("left_out"),
            FieldPanel("rules"),
            FieldPanel("why"),
            FieldPanel("points"),
            *RULES_PANELS,
        ]
    )

    class Meta:
        verbose_name = _("putting in order")

    def authored(self) -> OrderAuthored:
        return OrderAuthored(
            header=reading.header(self),
            prompt_html=reading.rich(self.prompt),
            first_label=self.first_label.strip(),
            last_label=self.last_label.strip(),
            entries=reading.entries(self.entries),
            rules=reading.rules(self.rules),
            why_html=reading.rich(self.why),
            points=self.points or 0,
            scoring=self.scoring,
            left_out=reading.left_out(self.left_out),
        )


class BranchExercisePage(ExercisePage):
    """A branching case: scenes, choices, and where each leads."""

    kind = "branch"

    scenes = StreamField(
        SceneStream(),
        verbose_name=_("scenes"),
        help_text=_(
            "The first scene is where the case begins. Each choice goes on to the next scene in the list, "
            "unless you name another."
        ),
    )
    points = models.PositiveIntegerField(
        _("points"), default=20, validators=[MinValueValidator(1), MaxValueValidator(1000)]
    )

    variables = StreamField(
        VariableStream(),
        blank=True,
        verbose_name=_("variables"),
        help_text=_("What choices change and events ask for: a number with limits, or one of some words."),
    )
    events = StreamField(
        EventStream(),
        blank=True,
        verbose_name=_("events"),
        help_text=_("What happens by itself. When time is up, an event leads to the scene in which it is too late."),
    )
    worth = StreamField(
        WorthStream(),
        blank=True,
        verbose_name=_("values at the end"),
        help_text=_("What a state of affairs is worth when the case ends, beyond the choices that led there."),
    )

    edit_handler = tabs(
        [
            TitleFieldPanel("title"),
            FieldPanel("intro"),
            FieldPanel("scenes"),
            drawing.DrawingPanel("branch"),
            FieldPanel("points"),
            MultiFieldPanel(
                [FieldPanel("variables"), FieldPanel("events"), FieldPanel("worth")],
                heading=_("Advanced: what changes, and what happens by itself"),
                classname="collapsed",
            ),
            *RULES_PANELS,
        ]
    )

    class Meta:
        verbose_name = _("branching case")

    def authored(self) -> BranchAuthored:
        return BranchAuthored(
            reading.header(self),
            reading.scenes(self.scenes),
            self.points or 0,
            variables=stories.variables(self.variables),
            events=stories.events(self.events),
            worth=stories.worth(self.worth),
        )


class MatchExercisePage(ExercisePage):
    """Things that belong together, to be matched."""

    kind = "match"

    prompt = RichTextField(_("task"), features=INLINE_FEATURES, help_text=_("What is to be matched with what."))
    pairs = StreamField(
        PairStream(),
        verbose_name=_("pairs"),
        help_text=_(
            "At least three. Write what belongs together side by side; each learner gets the right sides mixed."
        ),
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
            FieldPanel("pairs"),
            FieldPanel("why"),
            FieldPanel("points"),
            *RULES_PANELS,
        ]
    )

    class Meta:
        verbose_name = _("pairs to match")

    def authored(self) -> MatchAuthored:
        return MatchAuthored(
            header=reading.header(self),
            prompt_html=reading.rich(self.prompt),
            pairs=reading.pairs(self.pairs),
            why_html=reading.rich(self.why),
            points=self.points or 0,
        )
