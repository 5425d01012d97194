from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks.stories import conditions, effects
from cms.blocks.text import INLINE_FEATURES


class DecisionBlock(blocks.StructBlock):
    text = blocks.TextBlock(rows=2, label=_("What the learner can do"))
    outcome = blocks.RichTextBlock(
        features=INLINE_FEATURES,
        required=False,
        label=_("What happens next"),
        help_text=_("Told right after the choice, before the next scene."),
    )
    quality = blocks.ChoiceBlock(
        choices=[
            ("best", _("The best thing to do")),
            ("acceptable", _("Acceptable")),
            ("poor", _("Poor")),
            ("harmful", _("Harmful")),
        ],
        label=_("How good is it"),
    )
    why = blocks.TextBlock(
        required=False, rows=2, label=_("Why"), help_text=_("Shown at the end, when the case is talked through.")
    )
    # The editor offers the titles of the other scenes (cms/js/authoring.js).
    goes_on_to = blocks.CharBlock(
        required=False,
        label=_("Goes on to the scene"),
        help_text=_("Its title. Leave empty to go on to the next scene in the list."),
    )
    when = conditions(_("Advanced. The choice is offered only while all of these hold."))
    effects = effects()

    class Meta:
        icon = "arrow-right"
        label = _("Choice")
        label_format = "{text}"


class SceneBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=150, help_text=_("Short; other scenes lead here by it."))
    text = blocks.RichTextBlock(
        features=INLINE_FEATURES,
        label=_("What the learner sees and hears"),
        help_text=_("Tell it in the present: where, who, what has just happened."),
    )
    options = blocks.ListBlock(
        DecisionBlock(),
        label=_("Choices"),
        max_num=4,
        default=[],
        collapsed=True,
        help_text=_("Two to four. A scene without choices is an ending."),
    )

    class Meta:
        icon = "comment"
        label = _("Scene")
        description = _("A moment in the case: what is going on, and what can be done about it.")
        label_format = "{title}"


class SceneStream(blocks.StreamBlock):
    scene = SceneBlock()

    class Meta:
        collapsed = True
