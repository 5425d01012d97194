from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks.text import INLINE_FEATURES
from cms.competencies import competency_choices


class AnswerBlock(blocks.StructBlock):
    text = blocks.TextBlock(rows=2, label=_("Answer"))
    right = blocks.BooleanBlock(required=False, label=_("This answer is right"))
    why = blocks.TextBlock(
        required=False, rows=2, label=_("Why"), help_text=_("Shown to a learner afterwards: why it is right or wrong.")
    )

    class Meta:
        icon = "tick"
        label = _("Answer")
        label_format = "{text}"


class QuestionBlock(blocks.StructBlock):
    prompt = blocks.RichTextBlock(features=INLINE_FEATURES, label=_("Question"))
    mode = blocks.ChoiceBlock(
        choices=[
            ("single", _("One answer is right")),
            ("multiple", _("Several answers may be right")),
        ],
        default="single",
        label=_("How many answers"),
    )
    options = blocks.ListBlock(AnswerBlock(), label=_("Answers"), min_num=2, max_num=10)
    why = blocks.RichTextBlock(
        features=INLINE_FEATURES,
        required=False,
        label=_("Explanation"),
        help_text=_("Shown afterwards, whatever the learner chose."),
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
        icon = "help"
        label = _("Question")
        description = _("A question with two to ten answers.")
        label_format = "{prompt}"


class QuestionStream(blocks.StreamBlock):
    question = QuestionBlock()

    class Meta:
        collapsed = True


DIFFICULTIES = [("easy", _("easy")), ("medium", _("medium")), ("hard", _("hard"))]


class PoolQuestionBlock(QuestionBlock):
    difficulty = blocks.ChoiceBlock(
        choices=DIFFICULTIES,
        required=False,
        label=_("How difficult it is"),
        help_text=_("Needed only where an attempt is asked some of the questions."),
    )


class PoolQuestionStream(blocks.StreamBlock):
    question = PoolQuestionBlock()

    class Meta:
        collapsed = True


class BlueprintRowBlock(blocks.StructBlock):
    competency = blocks.ChoiceBlock(
        choices=competency_choices,
        required=False,
        label=_("Skill"),
        help_text=_("Leave empty for the skill chosen for the whole exercise."),
    )
    difficulty = blocks.ChoiceBlock(choices=DIFFICULTIES, default="medium", label=_("Difficulty"))
    take = blocks.IntegerBlock(default=1, min_value=1, max_value=100, label=_("How many are asked"))

    class Meta:
        icon = "table"
        label = _("Row")
        description = _("So many questions of one skill and one difficulty.")
        label_format = "{take}: {difficulty}"


class BlueprintStream(blocks.StreamBlock):
    row = BlueprintRowBlock()
