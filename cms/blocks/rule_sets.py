from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks.places import MEASURES
from cms.blocks.proof import SourceItemBlock

ROLE = _("A role, such as local mayor or national flag of the host; the same words in every rule set.")


class RoleRuleBlock(blocks.StructBlock):
    """What every rule of a rule set has; the fields of each kind come in between."""

    text = blocks.CharBlock(
        label=_("The rule, in words"), help_text=_("For example: the local mayor comes before the consular corps.")
    )

    def __init__(self, local_blocks: Any = None, **kwargs: Any) -> None:
        super().__init__([*(local_blocks or []), *_closing()], **kwargs)


def _closing() -> list[tuple[str, blocks.Block]]:
    return [
        ("source", blocks.CharBlock(required=False, label=_("Where it stands"), help_text=_("Article, line, page."))),
        (
            "mark",
            blocks.ChoiceBlock(
                choices=[
                    ("primary", _("Primary: read in the text itself")),
                    ("secondary", _("Secondary: somebody reliable about it")),
                ],
                default="primary",
                label=_("How well we know it"),
                help_text=_("What is only general knowledge must not decide a score, so it is no rule."),
            ),
        ),
        ("why", blocks.TextBlock(required=False, rows=2, label=_("Why"), help_text=_("Shown afterwards."))),
        (
            "weight",
            blocks.IntegerBlock(
                default=1,
                min_value=1,
                max_value=100,
                label=_("Usual weight"),
                help_text=_("An exercise may give another to the question that the rule answers."),
            ),
        ),
        ("hard", blocks.BooleanBlock(required=False, label=_("Must not be broken: otherwise half the points at most"))),
        (
            "topic",
            blocks.RegexBlock(
                required=False,
                regex=r"^[a-z0-9-]{1,40}$",
                label=_("Question that it answers"),
                help_text=_("One word, the same in each rule set that answers it differently: consul-or-mayor."),
                error_messages={"invalid": _("Use small letters, digits and hyphens: consul-or-mayor.")},
            ),
        ),
        (
            "disputed",
            blocks.BooleanBlock(
                required=False,
                label=_("Disputed: sources or countries disagree"),
                help_text=_("Such a rule can only stand in a set with a jurisdiction."),
            ),
        ),
    ]


class RoleOrderBlock(RoleRuleBlock):
    ranks = blocks.TextBlock(
        rows=5,
        label=_("Roles by rank, the highest first"),
        help_text=_("One role on each line. Equal ranks on one line with = between."),
    )
    measure = blocks.ChoiceBlock(
        choices=MEASURES,
        required=False,
        label=_("The higher, the nearer to"),
        help_text=_("Empty: the place of honour of the drawing, whatever that is."),
    )

    class Meta:
        icon = "list-ol"
        label = _("Order of rank")
        label_format = "{text}"


class SeniorityBlock(RoleRuleBlock):
    role = blocks.CharBlock(label=_("Role"), help_text=ROLE)

    class Meta:
        icon = "date"
        label = _("By date, the earlier first")
        label_format = "{text}"


class RoleRightBlock(RoleRuleBlock):
    role = blocks.CharBlock(label=_("Role"), help_text=ROLE)
    other = blocks.CharBlock(label=_("Is at the right hand of"), help_text=ROLE)

    class Meta:
        icon = "arrow-right"
        label = _("At somebody's right hand")
        label_format = "{text}"


class RoleNearBlock(RoleRuleBlock):
    role = blocks.CharBlock(label=_("Role"), help_text=ROLE)
    other = blocks.CharBlock(label=_("Is near somebody who is"), help_text=ROLE)
    steps = blocks.IntegerBlock(default=1, min_value=1, label=_("At most so many places away, 1 = beside"))

    class Meta:
        icon = "group"
        label = _("Near somebody")
        label_format = "{text}"


class RoleRuleStream(blocks.StreamBlock):
    order = RoleOrderBlock()
    seniority = SeniorityBlock()
    right_of = RoleRightBlock()
    near = RoleNearBlock()

    class Meta:
        collapsed = True


class RuleSourceStream(blocks.StreamBlock):
    source = SourceItemBlock()
