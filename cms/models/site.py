from dataclasses import dataclass
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel, TitleFieldPanel

from assessments import selectors as assessment_selectors
from cms.models.pages import CheckedPage, LearnPage, tabs
from courses import selectors as course_selectors
from courses.enums import DeskTask

SHOWN_AT_HOME = 3


@dataclass(frozen=True, slots=True)
class Door:
    """A task on somebody's desk, and the page that collects what helps with it."""

    task: str
    label: str
    url: str


def desk_doors() -> list[Door]:
    return [Door(task.value, str(task.label), reverse("courses:desk", args=[task.value])) for task in DeskTask]


class HomePage(CheckedPage):
    """The first page: what anybody may try at once, and two doors, courses and "what is on my desk"."""

    lead = models.TextField(_("lead"), help_text=_("What this place is for, in one or two sentences."))
    courses_title = models.CharField(_("title of the first door"), max_length=100)
    courses_text = models.TextField(_("text of the first door"))
    desk_title = models.CharField(_("title of the second door"), max_length=100)
    desk_text = models.TextField(_("text of the second door"))

    template = "cms/pages/home_page.html"
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["cms.CataloguePage", "cms.SamplesPage", "cms.ReferencesPage"]

    edit_handler = tabs(
        [
            TitleFieldPanel("title"),
            FieldPanel("lead"),
            MultiFieldPanel(
                [FieldPanel("courses_title"), FieldPanel("courses_text")], heading=_("First door: courses")
            ),
            MultiFieldPanel([FieldPanel("desk_title"), FieldPanel("desk_text")], heading=_("Second door: by task")),
        ]
    )

    class Meta:
        verbose_name = _("home page")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        courses = course_selectors.offered_courses(get_language())
        samples = assessment_selectors.samples(get_language())
        context = {
            "doors": desk_doors(),
            "courses": courses[:SHOWN_AT_HOME],
            "course_count": len(courses),
            "samples": samples[:SHOWN_AT_HOME],
            "sample_count": len(samples),
        }
        return super().get_context(request, *args, **kwargs) | context


class CataloguePage(CheckedPage):
    """The list of courses on offer."""

    lead = models.TextField(_("lead"), blank=True, help_text=_("One or two sentences above the list."))

    template = "cms/pages/catalogue_page.html"
    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.CoursePage", "cms.ProgrammePage"]
    max_count_per_parent = 1
    admin_default_ordering = "ord"

    edit_handler = tabs([TitleFieldPanel("title"), FieldPanel("lead")])

    class Meta:
        verbose_name = _("catalogue page")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        language = get_language()
        context = {
            "courses": course_selectors.offered_courses(language),
            "programme": course_selectors.programme_card(language),
            "doors": desk_doors(),
        }
        return super().get_context(request, *args, **kwargs) | context


class SamplesPage(LearnPage):
    """What anybody may try without an account: exercises of any kind, in the order in which they are offered."""

    template = "assessments/samples.html"
    parent_page_types = ["cms.HomePage"]
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
        "cms.NegotiationExercisePage",
        "cms.NetworkExercisePage",
        "cms.HotspotExercisePage",
    ]
    max_count_per_parent = 1
    admin_default_ordering = "ord"

    edit_handler = tabs(
        [
            HelpPanel(
                _(
                    "The exercises below this page are offered on the home page, the first three as cards. Anybody "
                    "plays them without an account. Each takes at most six minutes, shows everything at once and "
                    "counts for no certificate, whatever its own rules say."
                )
            ),
            TitleFieldPanel("title"),
        ]
    )

    class Meta:
        verbose_name = _("exercises to try")

    def learn_path(self) -> str:
        return reverse("samples:list")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = {"samples": assessment_selectors.samples(get_language())}
        return super().get_context(request, *args, **kwargs) | context
