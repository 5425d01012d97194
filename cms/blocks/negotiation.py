from django.utils.translation import gettext_lazy as _
from wagtail import blocks

MOST = 1000


class IssueOptionBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("Option"), help_text=_("Such as 10 students, or half each."))
    own = blocks.IntegerBlock(default=0, min_value=0, max_value=MOST, label=_("Worth to the learner's side"))
    other = blocks.IntegerBlock(default=0, min_value=0, max_value=MOST, label=_("Worth to the other side"))
    forbidden = blocks.BooleanBlock(required=False, label=_("The learner's mandate does not allow it"))

    class Meta:
        form_classname = "struct-block chancery-row"


class IssueBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("What is agreed on"), help_text=_("Such as: who pays, or how long it lasts."))
    options = blocks.ListBlock(
        IssueOptionBlock(),
        min_num=2,
        max_num=20,
        label=_("Options, with their worth to both sides"),
        help_text=_(
            "The worths of all issues are added up. What matters more to a side gets larger numbers; where the sides "
            "set different store by an issue, both can gain by a trade."
        ),
    )
    note = blocks.TextBlock(
        required=False, rows=2, label=_("What learners should know"), help_text=_("Shown beside the issue.")
    )
    why = blocks.TextBlock(
        required=False, rows=2, label=_("Why it matters to the other side"), help_text=_("Shown afterwards.")
    )

    class Meta:
        icon = "list-ul"
        label = _("Issue")
        description = _("Something to be agreed on, with two or more options.")
        label_format = "{text}"


class IssueStream(blocks.StreamBlock):
    issue = IssueBlock()

    class Meta:
        collapsed = True


class MessageBlock(blocks.StructBlock):
    type = blocks.ChoiceBlock(
        choices=[
            ("question", _("a question about what the other side needs")),
            ("reason", _("a reason for the offer")),
            ("concern", _("a concern about their offer")),
            ("package", _("a package: this for that")),
            ("thanks", _("thanks for a step")),
        ],
        default="question",
        label=_("What it is"),
        help_text=_("Asking at least one question earns points."),
    )
    text = blocks.CharBlock(label=_("What the learner can say"))
    reply = blocks.CharBlock(
        required=False, label=_("What the other side answers"), help_text=_("Only what is true. May stay empty.")
    )

    class Meta:
        icon = "comment"
        label = _("Short message")
        label_format = "{text}"


class MessageStream(blocks.StreamBlock):
    message = MessageBlock()

    class Meta:
        collapsed = True


class LineBlock(blocks.StructBlock):
    event = blocks.ChoiceBlock(
        choices=[
            ("open", _("greets the learner")),
            ("first", _("makes its first offer")),
            ("hold", _("does not move")),
            ("move", _("gives way a little")),
            ("last", _("makes its last offer")),
            ("accept", _("takes the learner's offer")),
            ("end", _("hears that its own offer is taken")),
            ("leave", _("hears that the learner walks away")),
        ],
        default="open",
        label=_("When it"),
    )
    text = blocks.CharBlock(label=_("It says"))

    class Meta:
        icon = "openquote"
        label = _("What the other side says")
        label_format = "{text}"


class LineStream(blocks.StreamBlock):
    line = LineBlock()

    class Meta:
        collapsed = True
