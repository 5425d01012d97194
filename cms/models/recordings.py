import secrets
import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _
from wagtailmedia.models import AbstractMedia

from cms.rules.uploads import MEDIA_TYPES, MediaKind, safe_name


def secret_name(_instance: models.Model, name: str) -> str:
    """Name a stored file so that nobody can guess its address."""
    return f"recordings/{secrets.token_urlsafe(16)}/{safe_name(name)}"


class TrackKind(models.TextChoices):
    CAPTIONS = "captions", _("captions: all that is said and heard")
    SUBTITLES = "subtitles", _("subtitles: what is said, translated")
    DESCRIPTIONS = "descriptions", _("descriptions of what is seen")


class Recording(AbstractMedia):
    """An audio or video file of the library. Its key is the one it carries in the curriculum files."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    file: Any = models.FileField(_("file"), upload_to=secret_name, max_length=255)
    # What AbstractMedia has and a lesson does not show.
    thumbnail = None
    width = None
    height = None
    language = models.CharField(_("language that is spoken"), max_length=12, default=settings.LANGUAGE_CODE)
    transcript = models.TextField(
        _("transcript"),
        help_text=_("Everything that is said, and what else one has to hear or see. An empty line parts paragraphs."),
    )
    file_size = models.PositiveBigIntegerField(default=0, editable=False)
    # SHA-1 of the file, as Wagtail keeps it of pictures and documents.
    file_hash = models.CharField(max_length=40, blank=True, editable=False)

    admin_form_fields = ("title", "file", "language", "duration", "transcript", "collection", "tags")

    class Meta(AbstractMedia.Meta):
        verbose_name = _("recording")
        verbose_name_plural = _("recordings")

    def clean(self) -> None:
        """Files are looked at by cms.forms, which says more about them than their suffix."""

    @property
    def content_type(self) -> str:
        return MEDIA_TYPES[MediaKind(self.type)].get(self.file_extension, "")

    @property
    def plain_transcript(self) -> str:
        """The transcript as the curriculum files hold it."""
        return self.transcript.replace("\r\n", "\n").replace("\r", "\n").strip()

    @cached_property
    def text_tracks(self) -> "list[MediaTrack]":
        return list(self.tracks.all()) if self.pk else []

    def has_own_captions(self) -> bool:
        """Whether there are captions in the language that is spoken."""
        return any(track.kind == TrackKind.CAPTIONS and track.language == self.language for track in self.tracks.all())


class MediaTrack(models.Model):
    """A text that runs along with a recording: a WebVTT file."""

    recording: Any = models.ForeignKey(Recording, on_delete=models.CASCADE, related_name="tracks")
    kind = models.CharField(_("kind"), max_length=12, choices=TrackKind, default=TrackKind.CAPTIONS)
    language = models.CharField(_("language"), max_length=12)
    file: Any = models.FileField(_("WebVTT file"), upload_to=secret_name, max_length=255)
    file_hash = models.CharField(max_length=40, blank=True, editable=False)

    class Meta:
        ordering = ["kind", "language"]
        constraints = [
            models.UniqueConstraint(fields=["recording", "kind", "language"], name="media_track_once"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.language_name})"

    @property
    def language_name(self) -> str:
        """The language in its own words, as players list it."""
        try:
            return str(get_language_info(self.language)["name_local"])
        except KeyError:
            return self.language
