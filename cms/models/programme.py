from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail.fields import RichTextField, StreamField

from cms.blocks import TEXT_FEATURES, CourseStream, PathStream
from cms.models.pages import LearnPage, tabs


class ProgrammePage(LearnPage):
    """Courses that end in one certificate, and the paths through them. Its translation key is the programme's key."""

    introduction = RichTextField(_("introduction"), features=TEXT_FEATURES)
    courses = StreamField(
        CourseStream(),
        verbose_name=_("courses that its certificate needs"),
        help_text=_("Whoever has the certificates of all of them gets that of the programme, by itself."),
    )
    paths = StreamField(PathStream(), verbose_name=_("recommended paths"), blank=True)

    template = "cms/pages/programme_page.html"
    parent_page_types = ["cms.CataloguePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1

    edit_handler = tabs(
        [TitleFieldPanel("title"), FieldPanel("introduction"), FieldPanel("courses"), FieldPanel("paths")]
    )

    class Meta:
        verbose_name = _("programme")

    def learn_path(self) -> str:
        return reverse("programme:overview")
