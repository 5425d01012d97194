from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.fields import RichTextField

from cms.admin_forms import CoursePageForm
from cms.blocks import TEXT_FEATURES
from cms.models.pages import LearnPage, tabs
from courses import enums as course_enums
from courses.rules.types import LONGEST_VALIDITY, TEST_OUT_MARGIN, TEST_OUT_TRIES

LINES = _("One on each line.")


class CoursePage(LearnPage):
    """A course as it is written. Its translation key is the key of courses.Course."""

    class Completion(models.TextChoices):
        ALL_REQUIRED = "all-required", _("all required lessons are done and the pass mark is reached")

    summary = models.TextField(_("summary"), help_text=_("One or two sentences, shown in the catalogue."))
    description = RichTextField(_("description"), features=TEXT_FEATURES, blank=True)
    audience = models.TextField(_("audience"), blank=True, help_text=_("Who it is for."))
    outcomes = models.TextField(
        _("outcomes"), blank=True, help_text=_("What a learner can do afterwards. One on each line.")
    )
    competencies = models.JSONField(_("skills"), default=list, blank=True)
    estimated_minutes = models.PositiveIntegerField(_("minutes in all"), validators=[MinValueValidator(1)], default=60)
    completion = models.CharField(
        _("a learner completes it when"), max_length=20, choices=Completion, default=Completion.ALL_REQUIRED
    )
    pass_percent = models.PositiveSmallIntegerField(
        _("pass mark, per cent"), default=70, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    test_out = models.BooleanField(
        _("may be tested out"),
        default=False,
        help_text=_(
            "A learner who reaches more than the pass mark of the final assessment need not take the lessons. "
            "Work that people mark stays to be done. The certificate says so."
        ),
    )
    test_out_margin = models.PositiveSmallIntegerField(
        _("to test out, per cent above its pass mark"),
        default=TEST_OUT_MARGIN,
        validators=[MaxValueValidator(100)],
        help_text=_("10 above a pass mark of 70 are 80."),
    )
    test_out_tries = models.PositiveSmallIntegerField(
        _("in how many first tries"), default=TEST_OUT_TRIES, validators=[MinValueValidator(1), MaxValueValidator(10)]
    )
    valid_months = models.PositiveSmallIntegerField(
        _("its certificate is valid for, months"),
        default=0,
        validators=[MaxValueValidator(LONGEST_VALIDITY)],
        help_text=_(
            "0: for ever. Counted from the day of issue; its holder is reminded and can renew it by passing the final "
            "assessment again. A change counts for certificates that are issued from then on."
        ),
    )
    enrolment = models.CharField(
        _("who may enrol"), max_length=10, choices=course_enums.EnrolBy, default=course_enums.EnrolBy.OPEN
    )
    instructor_names = models.TextField(_("instructors, as shown"), blank=True, help_text=LINES)
    instructors = ParentalManyToManyField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("instructors, their accounts"),
        blank=True,
        related_name="+",
        help_text=_("They get the reports of learners about this course."),
    )
    sources = models.TextField(_("sources"), blank=True, help_text=LINES)

    base_form_class = CoursePageForm
    template = "cms/pages/course_page.html"
    parent_page_types = ["cms.CataloguePage"]
    subpage_types = [
        "cms.ModulePage",
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
            FieldPanel("description"),
            FieldPanel("audience"),
            FieldPanel("outcomes"),
            FieldPanel("competencies"),
            MultiFieldPanel(
                [
                    FieldPanel("estimated_minutes"),
                    FieldPanel("completion"),
                    FieldPanel("pass_percent"),
                    FieldPanel("test_out"),
                    FieldRowPanel([FieldPanel("test_out_margin"), FieldPanel("test_out_tries")]),
                    FieldPanel("valid_months"),
                ],
                heading=_("Completing it"),
            ),
            FieldPanel("enrolment"),
            MultiFieldPanel([FieldPanel("instructor_names"), FieldPanel("instructors")], heading=_("Instructors")),
            FieldPanel("sources"),
        ]
    )

    class Meta:
        verbose_name = _("course")

    def learn_path(self) -> str:
        return reverse("courses:course", args=[self.source_page.slug])


class ModulePage(LearnPage):
    """A part of a course; it has no page of its own for learners."""

    summary = models.TextField(_("summary"), blank=True, help_text=_("One sentence."))

    template = "cms/pages/module_page.html"
    parent_page_types = ["cms.CoursePage"]
    subpage_types = ["cms.LessonPage", "cms.CaseStudyPage"]
    admin_default_ordering = "ord"

    edit_handler = tabs([TitleFieldPanel("title"), FieldPanel("summary")])

    class Meta:
        verbose_name = _("module")

    def learn_path(self) -> str:
        return str(self.get_parent().specific.learn_path())
