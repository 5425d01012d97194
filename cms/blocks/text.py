from django.utils.translation import gettext_lazy as _
from wagtail import blocks

TEXT_FEATURES = ["h2", "h3", "ul", "ol", "bold", "italic", "link"]
INLINE_FEATURES = ["bold", "italic", "link", "ul", "ol"]

WRITING = _("Writing")
SHOWING = _("Showing")
THINKING = _("Thinking and proof")


class TextBlock(blocks.RichTextBlock):
    class Meta:
        icon = "pilcrow"
        group = WRITING
        label = _("Text")
        description = _("Paragraphs, lists and small headings. The ordinary block: start here.")
        template = "cms/blocks/text.html"
        preview_value = (
            "<p>A guest is met at the door, not at the desk. Whoever opens the door has already "
            "said how important the visit is.</p><ul><li>Who stands there?</li><li>Who speaks first?</li></ul>"
        )

    def __init__(self, **kwargs: object) -> None:
        super().__init__(**({"features": TEXT_FEATURES} | kwargs))


class HeadingBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("Heading"), max_length=150)
    level = blocks.ChoiceBlock(
        choices=[("h2", _("Section")), ("h3", _("Part of a section"))], default="h2", label=_("Kind")
    )

    class Meta:
        icon = "title"
        group = WRITING
        label = _("Heading")
        description = _("Names the section that follows. People skim by headings: say what the section gives them.")
        template = "cms/blocks/heading.html"
        preview_value = {"text": "Who speaks first", "level": "h2"}


class CalloutBlock(blocks.StructBlock):
    style = blocks.ChoiceBlock(
        choices=[
            ("rule", _("A rule: what is written down and binding")),
            ("caution", _("A caution: what goes wrong most often")),
            ("field", _("From the field: how a practitioner did it")),
            ("tomorrow", _("Tomorrow at work: the one thing to do")),
        ],
        default="rule",
        label=_("Kind"),
    )
    title = blocks.CharBlock(label=_("Title"), max_length=150)
    text = blocks.RichTextBlock(features=INLINE_FEATURES, label=_("Text"))
    source = blocks.CharBlock(
        required=False,
        label=_("Source"),
        help_text=_("Where this is written, or who tells it. A rule without a source will not convince a lawyer."),
    )

    class Meta:
        icon = "warning"
        group = WRITING
        label = _("Callout")
        description = _("A short box that stands out: a rule, a caution, or a note from practice.")
        template = "cms/blocks/callout.html"
        preview_value = {
            "style": "rule",
            "title": "Article 16",
            "text": "<p>Heads of post rank in each class by the date they took up their functions.</p>",
            "source": "Vienna Convention on Consular Relations, 1963",
        }


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Quotation"), help_text=_("Short, real and word for word."))
    who = blocks.CharBlock(label=_("Who said it"))
    source = blocks.CharBlock(label=_("Where it can be read"), help_text=_("A book, a speech, an archive, an address."))

    class Meta:
        icon = "openquote"
        group = THINKING
        label = _("Quotation")
        description = _("Somebody's own words with their source.")
        template = "cms/blocks/quote.html"
        preview_value = {
            "text": "Above all, not too much zeal.",
            "who": "Talleyrand, as he is remembered",
            "source": "Sainte-Beuve, Monsieur de Talleyrand, 1870",
        }


class ThinkBlock(blocks.StructBlock):
    question = blocks.TextBlock(
        label=_("Question"), help_text=_("The learner thinks first and then opens the answer. Nothing is scored.")
    )
    answer = blocks.RichTextBlock(features=INLINE_FEATURES, label=_("Answer"))

    class Meta:
        icon = "help"
        group = THINKING
        label = _("Think, then look")
        description = _("A question whose answer is shown when the learner opens it. Not scored.")
        template = "cms/blocks/think.html"
        preview_value = {
            "question": "The guest's car is ten minutes early and the mayor is not there. Who goes out?",
            "answer": "<p>The most senior person present, without delay. An empty doorstep is remembered.</p>",
        }
