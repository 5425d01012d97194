from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class EntryBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("What is to be put in order"))
    same_as_above = blocks.BooleanBlock(
        required=False,
        label=_("Same rank as the one above"),
        help_text=_("Tick it when the order of these two does not matter, or is to be recognised as equal."),
    )
    note = blocks.TextBlock(
        required=False, rows=2, label=_("Why it stands here"), help_text=_("Shown to a learner afterwards.")
    )

    class Meta:
        icon = "order"
        label = _("Entry")
        description = _("One thing to be put in order.")
        label_format = "{text}"


class EntryStream(blocks.StreamBlock):
    entry = EntryBlock()


class LeftOutBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("What does not belong in the list"))
    note = blocks.TextBlock(
        required=False, rows=2, label=_("Why it does not belong"), help_text=_("Shown to a learner afterwards.")
    )

    class Meta:
        icon = "cross"
        label = _("What does not belong")
        description = _("One thing that a learner should leave out.")
        label_format = "{text}"


class LeftOutStream(blocks.StreamBlock):
    entry = LeftOutBlock()


class OrderRuleBlock(blocks.StructBlock):
    text = blocks.CharBlock(
        label=_("Rule"),
        help_text=_(
            "For example: a head of government goes before a mayor. The words give the order away, so a learner who "
            "broke the rule sees its number and what it cost, and the words once no further try counts."
        ),
    )
    # Entries are named by their words; the editor offers them (cms/js/authoring.js).
    higher = blocks.ListBlock(blocks.CharBlock(label=_("Entry")), label=_("Goes first"), min_num=1)
    lower = blocks.ListBlock(blocks.CharBlock(label=_("Entry")), label=_("Comes after"), min_num=1)

    class Meta:
        icon = "list-ol"
        label = _("Rule")
        description = _("Explains why some entries go before others.")
        label_format = "{text}"


class RuleStream(blocks.StreamBlock):
    rule = OrderRuleBlock()

    class Meta:
        collapsed = True
