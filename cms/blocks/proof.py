from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from cms.blocks.text import THINKING, WRITING


class TermsBlock(blocks.StructBlock):
    terms = blocks.ListBlock(SnippetChooserBlock("cms.Term", label=_("Term")), label=_("Key terms"), min_num=1)

    def get_preview_value(self) -> Any:
        term = self.child_blocks["terms"].child_block.target_model
        example = term(
            term="placement",
            language="en",
            origin_language="fr",
            definition="Who sits where at a table, and why.",
        )
        return self.normalize({"terms": [example]})

    class Meta:
        icon = "tag"
        group = WRITING
        label = _("Key terms")
        description = _(
            "Words a learner must know, taken from the list of terms. Change a term there and it changes here."
        )
        template = "cms/blocks/terms.html"


def mark_block() -> blocks.ChoiceBlock:
    """Make the field for how well something is known."""
    return blocks.ChoiceBlock(
        choices=[
            ("primary", _("Primary: the text itself, a law, a record")),
            ("secondary", _("Secondary: somebody reliable about it")),
            ("general", _("General knowledge of the trade")),
        ],
        default="secondary",
        label=_("How well we know it"),
    )


class SourceItemBlock(blocks.StructBlock):
    text = blocks.TextBlock(rows=2, label=_("Source"), help_text=_("Author, title, year, page or address."))
    mark = mark_block()
    note = blocks.CharBlock(required=False, label=_("Note"))

    class Meta:
        icon = "doc-full"
        label = _("Source")
        label_format = "{text}"


class SourcesBlock(blocks.StructBlock):
    items = blocks.ListBlock(SourceItemBlock(), label=_("Sources"), min_num=1)
    reviewed = blocks.DateBlock(
        required=False,
        label=_("Checked on"),
        help_text=_("When somebody last held the lesson against its sources. Learners see the month."),
    )

    class Meta:
        icon = "list-ul"
        group = THINKING
        label = _("Sources")
        description = _("Where the facts of this lesson come from, and how well we know each.")
        template = "cms/blocks/sources.html"
        preview_value = {
            "items": [
                {
                    "text": "Vienna Convention on Consular Relations, 1963, article 16",
                    "mark": "primary",
                    "note": "",
                }
            ]
        }
