from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from cms.rules.dates import is_partial_date

NAME = _("Name, as in the list")
MEASURES = [
    ("host", _("the host's place (round tables)")),
    ("side-a", _("the middle of side A (talks)")),
    ("side-b", _("the middle of side B (talks)")),
    ("left", _("the left end, as we face it (line)")),
    ("centre", _("the middle (line)")),
    ("driven", _("rear right (car with a driver)")),
    ("behind", _("the middle (standing behind a signing table)")),
]


class GuestBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("Who"), help_text=_("A person or a flag, as learners read it."))
    about = blocks.CharBlock(
        required=False, label=_("What learners should know"), help_text=_("Office, language, date of arrival …")
    )
    delegation = blocks.CharBlock(required=False, label=_("Delegation"), help_text=_("Only if a rule speaks of it."))
    group = blocks.CharBlock(
        required=False, label=_("Group"), help_text=_("Only if a rule speaks of it: a language, a role.")
    )
    roles = blocks.CharBlock(
        required=False,
        label=_("Roles"),
        help_text=_("What the rule sets call them, with ; between. The roles are listed with the rule sets."),
    )
    since = blocks.RegexBlock(
        required=False,
        regex=r"^\d{4}(-\d\d){0,2}$",
        label=_("In office since"),
        help_text=_("Only where a rule set ranks by date: 2011, 2011-03 or 2011-03-24."),
        error_messages={"invalid": _("Write a year, a month or a day: 2011, 2011-03 or 2011-03-24.")},
    )
    place = blocks.IntegerBlock(
        required=False,
        min_value=1,
        label=_("Has this place already"),
        help_text=_("Its number in the preview. Leave empty where the learner decides."),
    )

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if cleaned["since"] and not is_partial_date(cleaned["since"]):
            message = _("Write a year, a month or a day: 2011, 2011-03 or 2011-03-24.")
            raise blocks.StructBlockValidationError(block_errors={"since": ValidationError(message)})
        return cleaned

    class Meta:
        icon = "user"
        label = _("Guest or flag")
        description = _("Somebody, or something, to be placed.")
        label_format = "{text}"


class GuestStream(blocks.StreamBlock):
    guest = GuestBlock()

    class Meta:
        collapsed = True


class RuleSetStream(blocks.StreamBlock):
    rule_set = SnippetChooserBlock("cms.RuleSet", label=_("Rule set"))


class RuleBlock(blocks.StructBlock):
    """What every rule of placing has; the fields of each kind come in between."""

    text = blocks.CharBlock(
        label=_("The rule, in words"), help_text=_("For example: the guest of honour sits at the host's right.")
    )

    def __init__(self, local_blocks: Any = None, **kwargs: Any) -> None:
        super().__init__([*(local_blocks or []), *_closing()], **kwargs)


def _closing() -> list[tuple[str, blocks.Block]]:
    return [
        ("source", blocks.CharBlock(required=False, label=_("Source"), help_text=_("Shown with the rule."))),
        ("why", blocks.TextBlock(required=False, rows=2, label=_("Why"), help_text=_("Shown afterwards."))),
        ("weight", blocks.IntegerBlock(default=1, min_value=1, max_value=100, label=_("Weight"))),
        ("hard", blocks.BooleanBlock(required=False, label=_("Must not be broken: otherwise half the points at most"))),
        (
            "jurisdiction",
            blocks.CharBlock(
                required=False,
                label=_("Holds only in"),
                help_text=_("A jurisdiction from above. Empty = everywhere."),
            ),
        ),
        (
            "topic",
            blocks.CharBlock(
                required=False,
                label=_("Question that it answers"),
                help_text=_("One word, the same in each jurisdiction that answers it differently: consul-or-mayor."),
            ),
        ),
    ]


class PlaceRuleBlock(RuleBlock):
    guest = blocks.CharBlock(label=_("Who"), help_text=NAME)
    places = blocks.CharBlock(label=_("Sits at one of these places"), help_text=_("Numbers in the preview: 1, 2"))

    class Meta:
        icon = "map-pin"
        label = _("Somebody belongs at a certain place")
        label_format = "{text}"


class OrderRuleBlock(RuleBlock):
    ranks = blocks.TextBlock(
        rows=5,
        label=_("By rank, the highest first"),
        help_text=_("One name on each line, as in the list. Equal ranks on one line with = between."),
    )
    measure = blocks.ChoiceBlock(choices=MEASURES, label=_("The higher, the nearer to"))

    class Meta:
        icon = "list-ol"
        label = _("Order of rank")
        label_format = "{text}"


class RightRuleBlock(RuleBlock):
    guest = blocks.CharBlock(label=_("Who"), help_text=NAME)
    other = blocks.CharBlock(label=_("Sits at the right hand of"), help_text=NAME)

    class Meta:
        icon = "arrow-right"
        label = _("At somebody's right hand")
        label_format = "{text}"


class NearRuleBlock(RuleBlock):
    guest = blocks.CharBlock(label=_("Who"), help_text=NAME)
    others = blocks.ListBlock(blocks.CharBlock(label=NAME), label=_("Sits near one of"), min_num=1)
    steps = blocks.IntegerBlock(default=1, min_value=1, label=_("At most so many places away, 1 = beside"))

    class Meta:
        icon = "group"
        label = _("Near somebody, such as an interpreter")
        label_format = "{text}"


class ApartRuleBlock(RuleBlock):
    guest = blocks.CharBlock(label=_("Who"), help_text=NAME)
    other = blocks.CharBlock(label=_("Does not sit near"), help_text=NAME)
    steps = blocks.IntegerBlock(default=2, min_value=1, label=_("At least so many places away, 2 = not beside"))

    class Meta:
        icon = "cross"
        label = _("Kept apart")
        label_format = "{text}"


BY = [("delegation", _("delegation")), ("group", _("group"))]


class AlternateRuleBlock(RuleBlock):
    tag = blocks.ChoiceBlock(choices=BY, label=_("No two neighbours of the same"))

    class Meta:
        icon = "rotate"
        label = _("Alternate")
        label_format = "{text}"


class BalanceRuleBlock(RuleBlock):
    tag = blocks.ChoiceBlock(choices=BY, label=_("Both sides, or all tables, have as many of this"))
    value = blocks.CharBlock(label=_("Which one"), help_text=_("As written with the guests."))

    class Meta:
        icon = "table"
        label = _("Balance between the sides")
        label_format = "{text}"


class PlacementRuleStream(blocks.StreamBlock):
    order = OrderRuleBlock()
    place = PlaceRuleBlock()
    right_of = RightRuleBlock()
    near = NearRuleBlock()
    apart = ApartRuleBlock()
    alternate = AlternateRuleBlock()
    balance = BalanceRuleBlock()

    class Meta:
        collapsed = True
