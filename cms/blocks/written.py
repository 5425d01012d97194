from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks.text import INLINE_FEATURES
from cms.competencies import competency_choices

PLACES = [
    ("anywhere", _("anywhere")),
    ("line", _("at the beginning of a line")),
    ("opening", _("in the first three paragraphs")),
    ("closing", _("in the last three paragraphs")),
]


# Of the four levels that a new rubric has.
USUAL_POINTS = (0, 2, 4, 5)


class LevelBlock(blocks.StructBlock):
    points = blocks.IntegerBlock(min_value=0, max_value=100, label=_("Points"))
    text = blocks.TextBlock(
        rows=2, label=_("What can be seen in the text"), help_text=_("Two people should agree whether it is there.")
    )

    class Meta:
        icon = "tick"
        label = _("Level")
        label_format = "{points}: {text}"


class CriterionBlock(blocks.StructBlock):
    name = blocks.CharBlock(label=_("Criterion"), max_length=120)
    question = blocks.CharBlock(
        required=False, label=_("What it asks"), help_text=_("For example: does the reader know what to do by when?")
    )
    levels = blocks.ListBlock(
        LevelBlock(),
        default=[{"points": points, "text": ""} for points in USUAL_POINTS],
        label=_("Levels, the lowest first"),
        min_num=2,
        max_num=6,
        help_text=_("As many as there are names of levels above."),
    )
    competency = blocks.ChoiceBlock(
        choices=competency_choices,
        required=False,
        label=_("Skill it shows"),
        help_text=_("Leave empty to use the skill chosen for the whole exercise."),
    )

    class Meta:
        icon = "table"
        label = _("Criterion")
        description = _("One row of the rubric.")
        label_format = "{name}"


class CriterionStream(blocks.StreamBlock):
    criterion = CriterionBlock()

    class Meta:
        collapsed = True


class PaperBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=120)
    body = blocks.RichTextBlock(features=INLINE_FEATURES, label=_("What it says"))

    class Meta:
        icon = "doc-full"
        label = _("Document")
        description = _("A paper that the task gives: a cable, an e-mail, a note of a call.")
        label_format = "{title}"


class PaperStream(blocks.StreamBlock):
    document = PaperBlock()

    class Meta:
        collapsed = True


class ExemplarBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=120)
    text = blocks.TextBlock(
        rows=10, label=_("The whole text"), help_text=_("Shown when no try is left. An empty line parts paragraphs.")
    )
    levels = blocks.CharBlock(
        label=_("Levels"),
        help_text=_("The level of each criterion, in their order, counted from 1, the lowest: 3 4 4 2"),
    )
    why = blocks.TextBlock(required=False, rows=2, label=_("Why"), help_text=_("Why it earns these levels."))

    class Meta:
        icon = "doc-full-inverse"
        label = _("Exemplar")
        description = _("A whole text with the levels it earns.")
        label_format = "{title}"


class ExemplarStream(blocks.StreamBlock):
    exemplar = ExemplarBlock()

    class Meta:
        collapsed = True


class PhrasesBlock(blocks.StructBlock):
    name = blocks.CharBlock(label=_("What is looked for"), max_length=120)
    phrases = blocks.TextBlock(rows=3, label=_("Words"), help_text=_("One wording on each line; any of them will do."))


class PartBlock(PhrasesBlock):
    place = blocks.ChoiceBlock(choices=PLACES, default="anywhere", label=_("Where"))

    class Meta:
        icon = "search"
        label = _("A part that must be there")
        label_format = "{name}"


class BannedBlock(PhrasesBlock):
    class Meta:
        icon = "no-view"
        label = _("Words that must not be there")
        label_format = "{name}"


def _built_in(name: str, label: Any, text: Any) -> tuple[str, blocks.Block]:
    return name, blocks.StaticBlock(icon="search", label=label, admin_text=text)


class CheckStream(blocks.StreamBlock):
    def __init__(self, local_blocks: Any = None, **kwargs: Any) -> None:
        built_in = [
            ("part", PartBlock()),
            ("banned", BannedBlock()),
            _built_in("deadline", _("A deadline"), _("A date with a word such as “by” or “before” in its sentence.")),
            _built_in("third_person", _("The third person"), _("No “I”, “we” or “our” outside quotations.")),
            _built_in("salutation", _("The opening of a note verbale"), _("“… presents its compliments to …”")),
            _built_in("close", _("The close of a note verbale"), _("“… avails itself of this opportunity to renew …”")),
            _built_in("dates", _("Dates"), _("Every date exists and falls on the day of the week it names.")),
            _built_in("annexes", _("Annexes"), _("Annexes are numbered in one way and none is left out.")),
            _built_in("terms", _("Defined terms"), _("Every term defined in (the “Term”) is used afterwards.")),
        ]
        super().__init__([*(local_blocks or []), *built_in], **kwargs)
