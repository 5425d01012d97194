from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks.text import INLINE_FEATURES


class JudgedOptionBlock(blocks.StructBlock):
    text = blocks.TextBlock(rows=2, label=_("Option"), help_text=_("Something one could do or say here."))
    ratings = blocks.CharBlock(
        label=_("Rating"),
        help_text=_(
            "From 1, very poor, to 7, very good. As long as no panel has rated: one number, your own. Afterwards: the "
            "number of each rater in the same sequence at every option, with spaces between, such as 6 7 5 6 6 7 4."
        ),
    )
    why = blocks.TextBlock(
        rows=2, label=_("Why"), help_text=_("Two sentences, shown to a learner afterwards: what it leads to.")
    )

    class Meta:
        icon = "tick"
        label = _("Option")
        label_format = "{text}"


class SituationBlock(blocks.StructBlock):
    text = blocks.RichTextBlock(features=INLINE_FEATURES, label=_("Situation"), help_text=_("What has happened."))
    question = blocks.CharBlock(
        default=_("How good is each of these as your next step?"), label=_("Question"), max_length=255
    )
    options = blocks.ListBlock(JudgedOptionBlock(), label=_("Options"), min_num=3, max_num=6)

    class Meta:
        icon = "user"
        label = _("Scenario")
        description = _("A situation with three to six options to judge.")
        label_format = "{text}"


class SituationStream(blocks.StreamBlock):
    situation = SituationBlock()

    class Meta:
        collapsed = True
