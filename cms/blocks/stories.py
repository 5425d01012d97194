"""What changes in a branching case, what happens by itself, and what counts at the end."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks.text import INLINE_FEATURES

LOWEST, HIGHEST = -1000, 1000
MOST_TOGETHER = 6
ALWAYS = 100


class ConditionBlock(blocks.StructBlock):
    variable = blocks.CharBlock(
        required=False,
        label=_("Variable"),
        help_text=_("Its name. Leave empty to count the decisions taken so far."),
    )
    at_least = blocks.IntegerBlock(
        required=False, min_value=LOWEST, max_value=HIGHEST, label=_("At least"), help_text=_("For a number.")
    )
    at_most = blocks.IntegerBlock(
        required=False, min_value=LOWEST, max_value=HIGHEST, label=_("At most"), help_text=_("For a number.")
    )
    words = blocks.TextBlock(
        required=False, rows=2, label=_("Is one of"), help_text=_("For a variable with words: one on each line.")
    )

    class Meta:
        icon = "help"
        label = _("Condition")
        label_format = "{variable}"


class EffectBlock(blocks.StructBlock):
    variable = blocks.CharBlock(label=_("Variable"), help_text=_("Its name."))
    add = blocks.IntegerBlock(
        required=False,
        min_value=LOWEST,
        max_value=HIGHEST,
        label=_("Changes by"),
        help_text=_("For a number: 1 more, -15 less."),
    )
    set = blocks.CharBlock(required=False, label=_("Or becomes"), help_text=_("A number, or a word of the variable."))

    class Meta:
        icon = "edit"
        label = _("Effect")
        label_format = "{variable}"


def conditions(help_text: Promise) -> blocks.ListBlock:
    """Give a list of conditions of which all must hold."""
    return blocks.ListBlock(
        ConditionBlock(), label=_("Only if"), max_num=MOST_TOGETHER, default=[], collapsed=True, help_text=help_text
    )


def effects() -> blocks.ListBlock:
    """Give a list of what changes."""
    return blocks.ListBlock(
        EffectBlock(), label=_("What it changes"), max_num=MOST_TOGETHER, default=[], collapsed=True
    )


class NumberVariableBlock(blocks.StructBlock):
    name = blocks.CharBlock(
        max_length=80, label=_("Name"), help_text=_("Such as: time left, or how far the consulate trusts you.")
    )
    low = blocks.IntegerBlock(default=0, min_value=LOWEST, max_value=HIGHEST, label=_("Lowest"))
    high = blocks.IntegerBlock(default=10, min_value=LOWEST, max_value=HIGHEST, label=_("Highest"))
    start = blocks.IntegerBlock(default=0, min_value=LOWEST, max_value=HIGHEST, label=_("At the beginning"))
    unit = blocks.CharBlock(required=False, max_length=30, label=_("Unit"), help_text=_("Such as: minutes."))
    shown = blocks.BooleanBlock(required=False, default=True, label=_("The learner sees it"))
    stops = blocks.BooleanBlock(
        required=False,
        default=False,
        label=_("It stops at its limits"),
        help_text=_("As a clock does at 0. Otherwise you are told when it can leave them."),
    )

    class Meta:
        icon = "plus-inverse"
        label = _("Number")
        label_format = "{name}"


class CaseWordBlock(blocks.StructBlock):
    text = blocks.CharBlock(max_length=80, label=_("Word"))

    class Meta:
        icon = "tag"
        label = _("Word")
        label_format = "{text}"


class WordVariableBlock(blocks.StructBlock):
    name = blocks.CharBlock(max_length=80, label=_("Name"), help_text=_("Such as: mood in the room."))
    words = blocks.ListBlock(
        CaseWordBlock(), label=_("Words"), min_num=2, max_num=8, help_text=_("It is always one of these.")
    )
    start = blocks.CharBlock(
        required=False, label=_("At the beginning"), help_text=_("One of the words; left empty, the first.")
    )
    shown = blocks.BooleanBlock(required=False, default=True, label=_("The learner sees it"))

    class Meta:
        icon = "tag"
        label = _("Words")
        label_format = "{name}"


class VariableStream(blocks.StreamBlock):
    number = NumberVariableBlock()
    word = WordVariableBlock()

    class Meta:
        collapsed = True
        required = False


class CaseEventBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=150, label=_("Title"), help_text=_("Such as: a reporter calls."))
    text = blocks.RichTextBlock(features=INLINE_FEATURES, label=_("What the learner sees and hears"))
    scenes = blocks.TextBlock(
        required=False,
        rows=2,
        label=_("In the scenes"),
        help_text=_("Their titles, one on each line. Left empty: in every scene with choices."),
    )
    when = conditions(_("It happens once, as soon as all of these hold when the learner comes into such a scene."))
    chance = blocks.IntegerBlock(
        default=ALWAYS,
        min_value=1,
        max_value=ALWAYS,
        label=_("In how many of 100 attempts"),
        help_text=_("Below 100 it is drawn for each attempt, which is then scored by what could be done in it."),
    )
    effects = effects()
    goes_on_to = blocks.CharBlock(
        required=False,
        label=_("Goes on to the scene"),
        help_text=_(
            "Its title, if the story goes there instead, as when time is up. Left empty, it goes on as it was."
        ),
    )
    why = blocks.TextBlock(
        required=False, rows=2, label=_("Why"), help_text=_("Shown at the end, when the case is talked through.")
    )

    class Meta:
        icon = "warning"
        label = _("Event")
        label_format = "{title}"


class EventStream(blocks.StreamBlock):
    event = CaseEventBlock()

    class Meta:
        collapsed = True
        required = False


class WorthBlock(blocks.StructBlock):
    text = blocks.CharBlock(
        max_length=250, label=_("What it is for"), help_text=_("Such as: the consulate trusts you. Shown afterwards.")
    )
    when = conditions(_("All of these must hold when the case ends."))
    points = blocks.IntegerBlock(
        default=3, min_value=-6, max_value=6, label=_("Points"), help_text=_("The best choice has 3, a harmful one -3.")
    )

    class Meta:
        icon = "pick"
        label = _("Value at the end")
        label_format = "{text}"


class WorthStream(blocks.StreamBlock):
    worth = WorthBlock()

    class Meta:
        collapsed = True
        required = False
