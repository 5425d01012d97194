from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, IntegerBlock, ListBlock, PageChooserBlock, RegexBlock, StreamBlock, StructBlock

from courses.rules.types import SLUG, SLUG_LENGTH

LONGEST_HOURS = 100


class CourseStream(StreamBlock):
    """The courses that the certificate of a programme needs. A deleted one leaves a gap, which the check names."""

    course = PageChooserBlock(label=_("Course"), page_type="cms.CoursePage", required=False)


class PathBlock(StructBlock):
    """A way through a programme for people in one role."""

    title = CharBlock(label=_("For whom"), max_length=100, help_text=_("For example: A new liaison officer"))
    sentence = CharBlock(label=_("What it is good for"), max_length=300, help_text=_("One or two sentences."))
    hours = IntegerBlock(
        label=_("Whole hours"),
        min_value=1,
        max_value=LONGEST_HOURS,
        help_text=_("The steps must fill the last of these hours and not take longer."),
    )
    slug = RegexBlock(
        label=_("Word for its address"),
        regex=f"^{SLUG.pattern}$",
        max_length=SLUG_LENGTH,
        help_text=_("Small letters, digits and hyphens. Keep it: people have the address."),
        error_messages={"invalid": _("Write small letters, digits and single hyphens: new-liaison-officer.")},
    )
    steps = ListBlock(
        PageChooserBlock(
            label=_("Step"), page_type=["cms.CoursePage", "cms.LessonPage", "cms.CaseStudyPage"], required=False
        ),
        label=_("Steps, in order: whole courses, single lessons or case studies"),
    )

    class Meta:
        icon = "list-ol"
        label = _("Path")


class PathStream(StreamBlock):
    path = PathBlock()
