from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks.text import INLINE_FEATURES
from cms.competencies import competency_choices


class UnitBlock(blocks.StructBlock):
    text = blocks.CharBlock(max_length=80, label=_("Unit"), help_text=_("For example: metres."))
    factor = blocks.DecimalBlock(
        max_digits=24,
        decimal_places=9,
        default=1,
        label=_("How much one of it is, in the unit of the right answer"),
        help_text=_("1 for the unit of the right answer itself. If that is metres: 1000 for kilometres."),
    )

    class Meta:
        icon = "list-ul"
        label = _("Unit")
        label_format = "{text}"


class NumberBlock(blocks.StructBlock):
    prompt = blocks.RichTextBlock(features=INLINE_FEATURES, label=_("Question"))
    value = blocks.DecimalBlock(max_digits=24, decimal_places=9, label=_("Right answer"))
    tolerance = blocks.ChoiceBlock(
        choices=[
            ("exact", _("Only exactly this number")),
            ("nominal", _("This much more or less")),
            ("relative", _("This many per cent more or less")),
            ("geometric", _("This many times as much or as little (when only the size counts)")),
        ],
        default="exact",
        label=_("Which answers are right"),
    )
    amount = blocks.DecimalBlock(
        required=False,
        max_digits=20,
        decimal_places=6,
        label=_("How far off an answer may be"),
        help_text=_("Goes with the line above: 5 for 5 more or less, for 5 per cent, or for 5 times."),
    )
    half = blocks.BooleanBlock(required=False, label=_("Up to twice as far off earns half the points"))
    units = blocks.ListBlock(
        UnitBlock(),
        label=_("Units"),
        default=[],
        max_num=10,
        help_text=_("May stay empty. One unit is shown behind the answer; of several the learner chooses one."),
    )
    why = blocks.RichTextBlock(
        features=INLINE_FEATURES,
        required=False,
        label=_("Explanation"),
        help_text=_("Shown afterwards: how the number is worked out."),
    )
    points = blocks.IntegerBlock(default=1, min_value=1, max_value=100, label=_("Points"))
    source = blocks.CharBlock(required=False, label=_("Source"), help_text=_("Where a learner can look it up."))
    competency = blocks.ChoiceBlock(
        choices=competency_choices,
        required=False,
        label=_("Skill it shows"),
        help_text=_("Leave empty to use the skill chosen for the whole exercise."),
    )

    class Meta:
        icon = "decimal"
        label = _("Question")
        description = _("A question whose answer is a number.")
        label_format = "{prompt}"


class NumberStream(blocks.StreamBlock):
    number = NumberBlock()

    class Meta:
        collapsed = True
