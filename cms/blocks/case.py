from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

from cms.blocks.lesson import LessonBody
from cms.blocks.media import PictureChooserBlock
from cms.blocks.text import INLINE_FEATURES
from courses.enums import DocumentKind

CASE = _("The case")


class DocumentBlock(blocks.StructBlock):
    kind = blocks.ChoiceBlock(choices=DocumentKind.choices, default=DocumentKind.LETTER, label=_("Kind"))
    title = blocks.CharBlock(label=_("Title"), max_length=150, help_text=_("What it is about, as in a subject line."))
    sender = blocks.CharBlock(required=False, label=_("From"))
    recipient = blocks.CharBlock(required=False, label=_("To"))
    date = blocks.CharBlock(required=False, label=_("Date"), help_text=_("As it stands on the document."))
    text = blocks.RichTextBlock(required=False, features=INLINE_FEATURES, label=_("Text"))
    image = PictureChooserBlock(required=False, label=_("Picture"))
    alt = blocks.TextBlock(
        required=False,
        rows=3,
        label=_("What the picture says"),
        help_text=_("Everything that it tells, for people who cannot see it. Required with a picture."),
    )
    file = DocumentChooserBlock(
        required=False, label=_("To download"), help_text=_("The same document as a file, if learners may want it.")
    )

    class Meta:
        icon = "mail"
        group = CASE
        label = _("Document of the case")
        description = _("A cable, letter, e-mail, news item, map or note. It comes with the act above it, and stays.")
        template = "cms/blocks/document.html"
        preview_value = {
            "kind": DocumentKind.EMAIL,
            "title": "The final list",
            "sender": "Consulate General of Belmora",
            "recipient": "Visits office",
            "date": "Wednesday, 17:40",
            "text": "<p>Please find attached the final list. One name was added this afternoon.</p>",
            "image": None,
            "alt": "",
            "file": None,
        }


class ActBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=150, help_text=_("Learners see it from the beginning."))
    exercises = blocks.TextBlock(
        required=False,
        rows=3,
        label=_("Exercises"),
        help_text=_("The titles of the exercises of this act, one on each line, as they stand below this page."),
    )

    class Meta:
        icon = "list-ol"
        group = CASE
        label = _("Act")
        description = _(
            "Begins an act. What follows opens when the exercises of the acts before it have been submitted."
        )
        template = "cms/blocks/act.html"
        preview_value = {"title": "The telephone rings", "exercises": "Whom do you call first?"}


class DebriefBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=150)

    class Meta:
        icon = "history"
        group = CASE
        label = _("Looking back")
        description = _(
            "Ends the acts. What follows opens last: what was planned, what happened, why, and what to do next time."
        )
        template = "cms/blocks/debrief.html"
        preview_value = {"title": "Looking back"}


class CaseBody(LessonBody):
    """A case study: an introduction, acts with their documents, and what is said at the end."""

    document = DocumentBlock()
    act = ActBlock()
    debrief = DebriefBlock()
