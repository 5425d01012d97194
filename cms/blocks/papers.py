from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks.questions import AnswerBlock
from cms.blocks.text import INLINE_FEATURES

_AFTERWARDS = _("Why, and what to remember next time. Shown afterwards, whatever the learner chose.")


class WordBlock(blocks.StructBlock):
    """Something that can be chosen at every letter."""

    text = blocks.CharBlock(label=_("In a few words"), max_length=80)
    about = blocks.TextBlock(
        required=False, rows=2, label=_("What it means"), help_text=_("Learners can read it from the start.")
    )

    class Meta:
        icon = "tag"
        label_format = "{text}"


class ActionStream(blocks.StreamBlock):
    action = WordBlock(label=_("Action"))


def usual_actions() -> list[tuple[str, dict[str, Any]]]:
    """Give the actions with which a new in-tray begins."""
    words = [
        (gettext("Answer it today"), gettext("You know enough and may decide.")),
        (gettext("Pass it on"), gettext("It belongs to somebody else, who answers or acts.")),
        (gettext("Ask first"), gettext("Nothing leaves the house before somebody has decided or advised.")),
        (gettext("Decline"), gettext("A friendly no, with the reason.")),
        (gettext("Note and file"), gettext("Nothing is asked.")),
    ]
    return [("action", {"text": text, "about": about}) for text, about in words]


class OwnerStream(blocks.StreamBlock):
    owner = WordBlock(label=_("Office or person"))


class VerbBlock(WordBlock):
    effect = blocks.ChoiceBlock(
        choices=[
            ("keep", _("the text stays as it is")),
            ("change", _("the text gets another wording")),
            ("strike", _("the text goes")),
            ("ask", _("the text stays, and somebody is asked")),
        ],
        default="keep",
        label=_("What it does to the text"),
    )

    class Meta:
        label = _("Mark")


class VerbStream(blocks.StreamBlock):
    verb = VerbBlock()


def usual_marks() -> list[tuple[str, dict[str, Any]]]:
    """Give the marks with which a new red pen begins."""
    words = [
        ("keep", gettext("Keep"), gettext("It can be signed as it stands.")),
        ("change", gettext("Change"), gettext("The aim is right, the words are not.")),
        ("strike", gettext("Strike"), gettext("It does not belong here, in whatever words.")),
        ("ask", gettext("Ask the ministry"), gettext("Only the state can say yes to this.")),
    ]
    return [("verb", {"text": text, "about": about, "effect": effect}) for effect, text, about in words]


class FeedbackBlock(blocks.StructBlock):
    # Words are chosen by name; the editor offers them (cms/js/authoring.js).
    choice = blocks.CharBlock(label=_("To whoever chooses"), help_text=_("One of the words above, such as an action."))
    text = blocks.TextBlock(rows=2, label=_("Say this"), help_text=_("Why people choose it, and what it leads to."))

    class Meta:
        icon = "comment"
        label = _("Remark")
        label_format = "{choice}"


def _turn() -> blocks.IntegerBlock:
    return blocks.IntegerBlock(
        required=False,
        min_value=1,
        max_value=100,
        label=_("Its turn, 1 = first"),
        help_text=_("Only for the few that learners put in order; leave it empty at the others."),
    )


def _feedback() -> blocks.ListBlock:
    return blocks.ListBlock(
        FeedbackBlock(),
        default=[],
        label=_("Remarks on wrong choices"),
        help_text=_("Where you write none, learners are told what the word means."),
    )


def _points() -> blocks.IntegerBlock:
    return blocks.IntegerBlock(default=1, min_value=1, max_value=100, label=_("Points for each right choice"))


class LetterBlock(blocks.StructBlock):
    form = blocks.ChoiceBlock(
        choices=[
            ("email", _("e-mail")),
            ("letter", _("letter")),
            ("call", _("phone note")),
            ("message", _("text message")),
        ],
        default="email",
        label=_("It came as"),
    )
    sender = blocks.CharBlock(label=_("It came from"))
    date = blocks.CharBlock(required=False, label=_("When"), help_text=_("As learners read it: Monday, 8:05."))
    subject = blocks.CharBlock(label=_("What it is about"))
    body = blocks.RichTextBlock(features=INLINE_FEATURES, label=_("What it says"))
    action = blocks.CharBlock(label=_("Right action"), help_text=_("One of the actions above."))
    owner = blocks.CharBlock(
        required=False, label=_("Whose it is"), help_text=_("One of the list above. Empty = learners are not asked.")
    )
    turn = _turn()
    why = blocks.RichTextBlock(features=INLINE_FEATURES, required=False, label=_("Explanation"), help_text=_AFTERWARDS)
    feedback = _feedback()
    points = _points()
    source = blocks.CharBlock(required=False, label=_("Source"), help_text=_("Where a learner can look it up."))

    class Meta:
        icon = "mail"
        label = _("Letter, e-mail or note")
        description = _("One thing in the in-tray: what to do with it, and whose it is.")
        label_format = "{subject}"


class LetterStream(blocks.StreamBlock):
    letter = LetterBlock()

    class Meta:
        collapsed = True


class ClauseBlock(blocks.StructBlock):
    label = blocks.CharBlock(
        required=False, max_length=120, label=_("Heading"), help_text=_("For example: Article 3, Costs. Or: 10:20.")
    )
    text = blocks.RichTextBlock(features=INLINE_FEATURES, label=_("Text"), help_text=_("As the draft has it."))
    verb = blocks.CharBlock(
        label=_("Right mark"),
        help_text=_("One of the marks above. Where it gives the text another wording, mark one of these as right."),
    )
    wordings = blocks.ListBlock(
        AnswerBlock(label=_("Other wording")),
        default=[],
        max_num=6,
        label=_("Other wordings"),
        help_text=_("Write some for clauses that are to stay as well: otherwise they give away what is to be changed."),
    )
    turn = _turn()
    why = blocks.RichTextBlock(features=INLINE_FEATURES, required=False, label=_("Explanation"), help_text=_AFTERWARDS)
    feedback = _feedback()
    points = _points()
    source = blocks.CharBlock(required=False, label=_("Source"), help_text=_("Where a learner can look it up."))

    class Meta:
        icon = "edit"
        label = _("Clause or line")
        description = _("One piece of the document, and what is to be done with it.")
        label_format = "{label} {text}"


class ClauseStream(blocks.StreamBlock):
    clause = ClauseBlock()

    class Meta:
        collapsed = True
