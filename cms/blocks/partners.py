from django.utils.translation import gettext_lazy as _
from wagtail import blocks

MOST = 1_000_000_000
ONE_EACH_LINE = _("One on each line, in the words of the need that it meets.")


class NeedBlock(blocks.StructBlock):
    group = blocks.ChoiceBlock(
        choices=[("topic", _("topic")), ("region", _("region")), ("language", _("language"))],
        default="topic",
        label=_("What it is"),
    )
    text = blocks.CharBlock(label=_("The need, in a word or two"), help_text=_("For example: Climate. Asia. French."))
    about = blocks.CharBlock(required=False, label=_("Why the city needs it"))
    weight = blocks.IntegerBlock(default=1, min_value=1, max_value=100, label=_("Weight"))

    class Meta:
        icon = "clipboard-list"
        label = _("Need")
        label_format = "{text}"


class NeedStream(blocks.StreamBlock):
    need = NeedBlock()

    class Meta:
        collapsed = True


class CandidateBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("Name"))
    about = blocks.TextBlock(required=False, rows=3, label=_("What learners should know"))
    hours = blocks.IntegerBlock(default=0, min_value=0, max_value=MOST, label=_("Staff hours a year"))
    fee = blocks.IntegerBlock(default=0, min_value=0, max_value=MOST, label=_("Money a year"))
    topics = blocks.TextBlock(required=False, rows=3, label=_("Topics"), help_text=ONE_EACH_LINE)
    regions = blocks.TextBlock(required=False, rows=2, label=_("Regions"), help_text=ONE_EACH_LINE)
    languages = blocks.TextBlock(required=False, rows=2, label=_("Languages"), help_text=ONE_EACH_LINE)
    linked = blocks.ListBlock(
        blocks.CharBlock(label=_("Name of another candidate")), default=[], label=_("Linked with")
    )
    source = blocks.CharBlock(required=False, label=_("Source"), help_text=_("Where the facts come from."))
    as_of = blocks.CharBlock(required=False, label=_("As of"), help_text=_("When the facts held."))

    class Meta:
        icon = "site"
        label = _("Candidate")
        description = _("A network or a partner that learners may choose.")
        label_format = "{text}"


class CandidateStream(blocks.StreamBlock):
    candidate = CandidateBlock()

    class Meta:
        collapsed = True
