from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from cms.admin_forms import DraftForm
from cms.blocks import FactStream, LessonBody
from cms.definitions import lines_of
from cms.models import reading
from cms.models.pages import LearnPage, tabs
from courses.enums import ReferenceKind
from courses.rules.types import Fact
from courses.selectors import ReferenceView, library_view

LONGEST_THEME = 40


def validate_themes(text: str) -> None:
    if any(len(line) > LONGEST_THEME for line in lines_of(text)):
        raise ValidationError(_("A theme has at most %(number)s letters."), params={"number": LONGEST_THEME})


class ReferencesPage(LearnPage):
    """The library: pages that anybody opens without enrolling."""

    template = "courses/library.html"
    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.ReferencePage"]
    max_count_per_parent = 1

    edit_handler = tabs(
        [
            HelpPanel(
                _(
                    "The pages below this one are the library: city networks, checklists, templates and country cards. "
                    "Anybody reads them without an account."
                )
            ),
            TitleFieldPanel("title"),
        ]
    )

    class Meta:
        verbose_name = _("library")

    def learn_path(self) -> str:
        return reverse("library:library")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        today = timezone.localdate()
        view = library_view(kind=None, text="", theme="", language=get_language() or "en", today=today)
        return super().get_context(request, *args, **kwargs) | {"view": view}


class ReferencePage(LearnPage):
    """A page of the library. It is written like a lesson; its translation key is the key of courses.Reference."""

    kind = models.CharField(_("kind"), max_length=12, choices=ReferenceKind, default=ReferenceKind.CHECKLISTS)
    summary = models.TextField(_("summary"), max_length=300, help_text=_("One sentence: what it is for."))
    themes = models.TextField(
        _("themes"), validators=[validate_themes], help_text=_("Readers choose by them. One on each line.")
    )
    facts = StreamField(FactStream(), verbose_name=_("facts"), blank=True)
    body = StreamField(LessonBody(), verbose_name=_("body"), blank=True)
    keeper = models.CharField(
        _("who keeps it up to date"), max_length=255, help_text=_("A post, not a person: Protocol desk.")
    )
    reviewed = models.DateField(
        _("checked on"),
        default=timezone.localdate,
        help_text=_("When somebody last held it against its sources. After a year the page says so."),
    )

    base_form_class = DraftForm
    template = "cms/pages/reference_page.html"
    parent_page_types = ["cms.ReferencesPage"]
    subpage_types: list[str] = []

    edit_handler = tabs(
        [
            TitleFieldPanel("title"),
            FieldPanel("kind"),
            FieldPanel("summary"),
            FieldPanel("facts"),
            FieldPanel("body"),
            FieldPanel("themes"),
            MultiFieldPanel(
                [FieldRowPanel([FieldPanel("keeper"), FieldPanel("reviewed")])], heading=_("Keeping it up to date")
            ),
        ]
    )
    search_fields = [*LearnPage.search_fields, index.FilterField("kind")]

    class Meta:
        verbose_name = _("library page")

    def learn_path(self) -> str:
        return reverse("library:reference", args=[self.source_page.kind, self.source_page.slug])

    def listed_facts(self) -> tuple[Fact, ...]:
        names = ("name", "text", "as_of", "mark", "note")
        return tuple(Fact(*(reading.plain(fact.value[name]) for name in names)) for fact in self.facts)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Show it in the preview as readers get it."""
        view = ReferenceView(
            kind=ReferenceKind(self.kind),
            title=self.title,
            lang="",
            summary=self.summary,
            themes=lines_of(self.themes),
            facts=self.listed_facts(),
            body_html="",
            owner=self.keeper,
            reviewed=self.reviewed,
            is_stale=False,
            url=self.learn_path(),
            document_url="",
        )
        return super().get_context(request, *args, **kwargs) | {"view": view}
