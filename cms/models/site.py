from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from cms.models.pages import CheckedPage, tabs


class HomePage(CheckedPage):
    """The first page: two doors, courses and "what is on my desk"."""

    lead = models.TextField(_("lead"), help_text=_("What this place is for, in one or two sentences."))
    courses_title = models.CharField(_("title of the first door"), max_length=100)
    courses_text = models.TextField(_("text of the first door"))
    desk_title = models.CharField(_("title of the second door"), max_length=100)
    desk_text = models.TextField(_("text of the second door"))

    template = "cms/pages/home_page.html"
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["cms.CataloguePage"]

    edit_handler = tabs(
        [
            FieldPanel("title"),
            FieldPanel("lead"),
            MultiFieldPanel(
                [FieldPanel("courses_title"), FieldPanel("courses_text")], heading=_("First door: courses")
            ),
            MultiFieldPanel([FieldPanel("desk_title"), FieldPanel("desk_text")], heading=_("Second door: by task")),
        ]
    )

    class Meta:
        verbose_name = _("home page")


class CataloguePage(CheckedPage):
    """The list of courses on offer."""

    lead = models.TextField(_("lead"), blank=True, help_text=_("One or two sentences above the list."))

    template = "cms/pages/catalogue_page.html"
    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.CoursePage"]
    max_count_per_parent = 1

    edit_handler = tabs([FieldPanel("title"), FieldPanel("lead")])

    class Meta:
        verbose_name = _("catalogue page")
