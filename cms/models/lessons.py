from typing import ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.fields import StreamField

from cms.admin_forms import LessonPageForm
from cms.blocks import CaseBody, LessonBody
from cms.models.courses import CoursePage
from cms.models.labels import tags_field
from cms.models.pages import LearnPage, tabs
from courses.enums import DoneBy, LessonKind

IN_THE_COURSE = MultiFieldPanel(
    [
        FieldPanel("estimated_minutes"),
        FieldPanel("required"),
        FieldPanel("done_by"),
        FieldPanel("desk_tasks"),
        FieldPanel("tags"),
    ],
    heading=_("In the course"),
)


class LessonContentPage(LearnPage):
    """What lessons and case studies share. The translation key is the key of courses.Lesson."""

    kind: ClassVar[str]

    summary = models.TextField(_("summary"), help_text=_("One sentence: what it is about."))
    estimated_minutes = models.PositiveIntegerField(_("minutes"), default=8, validators=[MinValueValidator(1)])
    required = models.BooleanField(_("required to complete the course"), default=True)
    done_by = models.CharField(_("it is done when"), max_length=8, choices=DoneBy, default=DoneBy.SAID)
    desk_tasks = models.JSONField(_("useful for"), default=list, blank=True)
    tags = tags_field()
    body = StreamField(LessonBody(), verbose_name=_("body"))

    base_form_class = LessonPageForm
    parent_page_types = ["cms.ModulePage"]
    subpage_types = [
        "cms.ChoiceExercisePage",
        "cms.OrderExercisePage",
        "cms.BranchExercisePage",
        "cms.NumericExercisePage",
        "cms.MatchExercisePage",
        "cms.SjtExercisePage",
        "cms.PlacementExercisePage",
        "cms.IntrayExercisePage",
        "cms.RedpenExercisePage",
        "cms.RubricExercisePage",
        "cms.NegotiationExercisePage",
        "cms.NetworkExercisePage",
        "cms.HotspotExercisePage",
    ]
    admin_default_ordering = "ord"

    edit_handler = tabs(
        [
            TitleFieldPanel("title"),
            FieldPanel("summary"),
            FieldPanel("body"),
            IN_THE_COURSE,
        ]
    )

    class Meta:
        abstract = True

    def course_page(self) -> CoursePage:
        return CoursePage.objects.ancestor_of(self).get()

    def learn_path(self) -> str:
        return reverse("courses:lesson", args=[self.course_page().source_page.slug, self.source_page.slug])


class LessonPage(LessonContentPage):
    kind = LessonKind.LESSON
    template = "cms/pages/lesson_page.html"

    class Meta:
        verbose_name = _("lesson")


class CaseStudyPage(LessonContentPage):
    """A page that groups the documents and exercises of one case, in acts.

    The body is written from top to bottom: the introduction, then each act below its heading block, then the debrief.
    """

    class Origin(models.TextChoices):
        FICTIONAL = "fictional", _("invented")
        DOCUMENTED = "documented", _("documented: it happened, and can be read")

    kind = LessonKind.CASE_STUDY
    template = "cms/pages/lesson_page.html"

    role = models.TextField(_("who the learner is"), blank=True, help_text=_("For example: You are the night clerk."))
    task = models.TextField(_("what is asked"), blank=True, help_text=_("What the learner has to bring about."))
    origin = models.CharField(_("this case is"), max_length=12, choices=Origin, blank=True)
    origin_source = models.TextField(
        _("where it can be read"), blank=True, help_text=_("Required for a documented case. Learners see it.")
    )
    body = StreamField(CaseBody(), verbose_name=_("body"))

    edit_handler = tabs(
        [
            TitleFieldPanel("title"),
            FieldPanel("summary"),
            MultiFieldPanel(
                [FieldPanel("role"), FieldPanel("task"), FieldPanel("origin"), FieldPanel("origin_source")],
                heading=_("The case"),
            ),
            FieldPanel("body"),
            IN_THE_COURSE,
        ]
    )

    class Meta:
        verbose_name = _("case study")
