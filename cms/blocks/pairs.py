from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class PairBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("Left side"), help_text=_("Shown as it is."))
    match = blocks.CharBlock(label=_("What belongs to it"), help_text=_("Learners choose it from a mixed list."))
    why = blocks.TextBlock(
        required=False, rows=2, label=_("Why"), help_text=_("Shown to a learner afterwards: why they belong together.")
    )

    class Meta:
        icon = "link"
        label = _("Pair")
        description = _("Two things that belong together.")
        label_format = "{text}"


class PairStream(blocks.StreamBlock):
    pair = PairBlock()
