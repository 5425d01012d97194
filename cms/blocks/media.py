from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.images.blocks import ImageChooserBlock

from cms.blocks.text import SHOWING

# The widths a figure is offered in (templates/cms/blocks/figure.html).
FIGURE_FILTERS = ("width-480", "width-960", "width-1440")


class PictureChooserBlock(ImageChooserBlock):
    """An image chooser that fetches the images of a whole page, with their renditions, in two queries."""

    def bulk_to_python(self, values: Iterable[int | None]) -> list[Any]:
        wanted = [value for value in values if value is not None]
        found = self.model_class.objects.prefetch_renditions(*FIGURE_FILTERS).in_bulk(wanted)
        return [found.get(value) for value in values]

    def to_python(self, value: int | None) -> Any:
        return self.bulk_to_python([value])[0]


class FigureBlock(blocks.StructBlock):
    image = PictureChooserBlock(label=_("Picture"))
    alt = blocks.TextBlock(
        label=_("Description for people who cannot see it"),
        help_text=_("Say everything the picture tells: who stands where, what the labels say. Required."),
    )
    caption = blocks.CharBlock(required=False, label=_("Caption"))
    credit = blocks.CharBlock(label=_("Credit"), help_text=_("Who made it and under which licence."))

    class Meta:
        icon = "image"
        group = SHOWING
        label = _("Figure")
        description = _("A picture or drawing with a full description, a caption and a credit.")
        template = "cms/blocks/figure.html"
        preview_template = "cms/blocks/figure_preview.html"
        preview_value = {
            "image": None,
            "alt": "Plan of a table: the host in the middle of the long side, the guest of honour facing.",
            "caption": "Host and guest of honour face each other.",
            "credit": "Drawn for this course, CC BY 4.0",
        }


class JurisdictionsBlock(blocks.StructBlock):
    table = TypedTableBlock(
        [("text", blocks.TextBlock(required=False, rows=2, label=_("Text")))],
        label=_("Table"),
        help_text=_("One row for each place, its name in the first column; name the source in the last column."),
    )

    class Meta:
        icon = "table"
        group = SHOWING
        label = _("Comparison of places")
        description = _("How the same thing is done in several places. Say whose rule it is.")
        template = "cms/blocks/jurisdictions.html"
        preview_value = {
            "table": {
                "caption": "Who ranks after the head of government",
                "columns": [
                    {"type": "text", "heading": "Place"},
                    {"type": "text", "heading": "Rule"},
                    {"type": "text", "heading": "Source"},
                ],
                "rows": [
                    {"values": ["British Columbia", "The Chief Justice", "Table of precedence, 2011"]},
                    {"values": ["Quebec", "The president of the assembly", "Protocol guide"]},
                ],
            }
        }
