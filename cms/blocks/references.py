from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks.proof import mark_block


class FactBlock(blocks.StructBlock):
    name = blocks.CharBlock(label=_("What"), max_length=60, help_text=_("Founded, secretariat, members, website."))
    text = blocks.TextBlock(rows=2, label=_("Fact"))
    as_of = blocks.CharBlock(
        required=False, max_length=40, label=_("As of"), help_text=_("When it was so: June 2024, about 2019.")
    )
    mark = mark_block()
    note = blocks.CharBlock(required=False, label=_("Note"), help_text=_("What is unsure about it."))

    class Meta:
        icon = "list-ul"
        label = _("Fact")
        label_format = "{name}: {text}"


class FactStream(blocks.StreamBlock):
    fact = FactBlock()

    class Meta:
        required = False
