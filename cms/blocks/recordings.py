from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtailmedia.blocks import AudioChooserBlock, VideoChooserBlock

from cms.blocks.text import SHOWING
from cms.rules.uploads import MediaKind

EXAMPLE_TRANSCRIPT = (
    "The car door opens.\n\nWelcome to the city, Consul General. The mayor is waiting in the blue room."
)


def with_tracks(block: Any, values: Iterable[int | None]) -> list[Any]:
    """Fetch the recordings of a whole page, with their tracks, in two queries."""
    wanted = [value for value in values if value is not None]
    found = block.model_class.objects.prefetch_related("tracks").in_bulk(wanted)
    return [found.get(value) for value in values]


class AudioChoiceBlock(AudioChooserBlock):
    def bulk_to_python(self, values: Iterable[int | None]) -> list[Any]:
        return with_tracks(self, values)

    def to_python(self, value: int | None) -> Any:
        return with_tracks(self, [value])[0]


class VideoChoiceBlock(VideoChooserBlock):
    def bulk_to_python(self, values: Iterable[int | None]) -> list[Any]:
        return with_tracks(self, values)

    def to_python(self, value: int | None) -> Any:
        return with_tracks(self, [value])[0]


class RecordingBlock(blocks.StructBlock):
    """What audio and video share; `kind` is one of MediaKind."""

    kind: MediaKind

    def get_preview_value(self) -> Any:
        chooser = self.child_blocks["recording"]
        example = chooser.model_class(
            title="A consul general arrives",
            type=self.kind,
            file=f"recordings/example.{'mp4' if self.kind is MediaKind.VIDEO else 'mp3'}",
            language="en",
            duration=95,
            file_size=4_200_000,
            transcript=EXAMPLE_TRANSCRIPT,
        )
        return self.normalize({"recording": example, "credit": "Recorded for this course, CC BY 4.0"})


def credit_block() -> blocks.CharBlock:
    return blocks.CharBlock(required=False, label=_("Credit"), help_text=_("Who made it and under which licence."))


class AudioBlock(RecordingBlock):
    kind = MediaKind.AUDIO

    recording = AudioChoiceBlock(label=_("Audio"))
    credit = credit_block()

    class Meta:
        icon = "wagtailmedia-audio"
        group = SHOWING
        label = _("Audio")
        description = _("Something to hear, with its transcript. The file is chosen from the media library.")
        template = "cms/blocks/recording.html"


class VideoBlock(RecordingBlock):
    kind = MediaKind.VIDEO

    recording = VideoChoiceBlock(label=_("Video"))
    credit = credit_block()

    class Meta:
        icon = "wagtailmedia-video"
        group = SHOWING
        label = _("Video")
        description = _("Something to see and hear, with captions and transcript. Chosen from the media library.")
        template = "cms/blocks/recording.html"


class DownloadBlock(blocks.StructBlock):
    document = DocumentChooserBlock(label=_("Document"))
    title = blocks.CharBlock(label=_("Title"), max_length=150)
    purpose = blocks.CharBlock(label=_("What it is for"), help_text=_("One sentence."))

    def get_preview_value(self) -> Any:
        chooser = self.child_blocks["document"]
        example = chooser.model_class(title="Run of show", file="documents/run-of-show.docx", file_size=38_000)
        value = {
            "document": example,
            "title": "A run of show on one page",
            "purpose": "Fill it in a week before the visit and hand it to everybody who stands in it.",
        }
        return self.normalize(value)

    class Meta:
        icon = "download"
        group = SHOWING
        label = _("Document to download")
        description = _("A template or paper that learners keep and use at work.")
        template = "cms/blocks/download.html"
