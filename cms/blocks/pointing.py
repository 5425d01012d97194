from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class RegionBlock(blocks.StructBlock):
    text = blocks.CharBlock(
        label=_("Name of the place"),
        help_text=_("Where it is or what stands there, without a word on whether it is right."),
    )
    shape = blocks.ChoiceBlock(
        choices=[
            ("rect", _("rectangle: left, top, right, bottom")),
            ("circle", _("circle: middle x, y, radius")),
            ("ellipse", _("ellipse: middle x, y, both radii")),
            ("poly", _("polygon: x and y of each corner")),
        ],
        default="rect",
        label=_("Shape and its numbers"),
    )
    area = blocks.CharBlock(
        label=_("Numbers, in per cent"),
        help_text=_(
            "x from the left and y from the top of the picture, for example 12.5 40 30 60.25. The preview draws it."
        ),
    )
    right = blocks.BooleanBlock(required=False, label=_("This place is right"))
    why = blocks.TextBlock(required=False, rows=2, label=_("Why"), help_text=_("Shown afterwards."))

    class Meta:
        icon = "crosshairs"
        label = _("Place")
        label_format = "{text}"


class RegionStream(blocks.StreamBlock):
    region = RegionBlock()

    class Meta:
        collapsed = True
