"""What the library asks when somebody uploads. Wagtail and wagtailmedia save through these forms."""

import hashlib
from collections.abc import Iterator
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.conf.global_settings import LANGUAGES
from django.core.files import File
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.documents.forms import BaseDocumentForm
from wagtailmedia.forms import BaseMediaForm

from cms.models import MediaTrack, Recording, TrackKind
from cms.rules.uploads import DOCUMENT_TYPES, HEAD_BYTES, MEDIA_TYPES, MEGABYTE, MediaKind, begins_as, suffix_of
from cms.rules.webvtt import caption_problem


def language_choices() -> Iterator[tuple[str, str]]:
    """List the languages that Django has names for, in the reader's language."""
    yield from sorted(((code, gettext(name)) for code, name in LANGUAGES), key=lambda item: item[1].casefold())


def checked(file: Any, suffixes: Any, megabytes: int) -> Any:
    """Return an uploaded file, or say why it is not taken."""
    if not isinstance(file, UploadedFile):
        return file
    suffix = suffix_of(file.name or "")
    if suffix not in suffixes:
        message = gettext("Files of this kind are not taken. Choose one that ends in: %(kinds)s.")
        raise forms.ValidationError(message % {"kinds": ", ".join(f".{name}" for name in suffixes)})
    if (file.size or 0) > megabytes * MEGABYTE:
        message = gettext("The file is larger than %(number)s MB. Make it smaller.")
        raise forms.ValidationError(message % {"number": megabytes})
    file.seek(0)
    head = file.read(HEAD_BYTES)
    file.seek(0)
    if not begins_as(suffix, head):
        message = gettext("This is not a .%(kind)s file, whatever its name says. Save it again in that format.")
        raise forms.ValidationError(message % {"kind": suffix})
    return file


def digest_of(file: File) -> str:
    """Sum up a file as Wagtail does (SHA-1)."""
    digest = hashlib.sha1(usedforsecurity=False)
    file.seek(0)
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


class DocumentForm(BaseDocumentForm):
    def clean_file(self) -> Any:
        return checked(self.cleaned_data["file"], DOCUMENT_TYPES, settings.CHANCERY_UPLOAD_LIMITS.document)


class RecordingForm(BaseMediaForm):
    """A recording, and one caption file at a time; one of the same kind and language is replaced."""

    duration = forms.IntegerField(
        min_value=1, label=_("Length in seconds"), help_text=_("125 for 2 minutes 5 seconds. Learners see it.")
    )
    language = forms.ChoiceField(choices=language_choices, label=_("Language that is spoken"))
    captions_file = forms.FileField(
        required=False,
        label=_("Caption file"),
        help_text=_("WebVTT (.vtt). A video needs captions in the language that is spoken before it can be published."),
        widget=forms.FileInput(attrs={"accept": ".vtt"}),
    )
    captions_kind = forms.ChoiceField(choices=TrackKind.choices, required=False, label=_("What the caption file holds"))
    captions_language = forms.ChoiceField(
        choices=lambda: [("", _("the language that is spoken")), *language_choices()],
        required=False,
        label=_("Language of the caption file"),
    )
    remove_tracks = forms.ModelMultipleChoiceField(
        queryset=MediaTrack.objects.none(),
        required=False,
        label=_("Caption files so far: tick those to be deleted"),
        widget=forms.CheckboxSelectMultiple,
    )

    field_order: ClassVar[list[str]] = [
        "title", "file", "duration", "language", "transcript",
        "remove_tracks", "captions_file", "captions_kind", "captions_language", "collection", "tags",
    ]  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        recording = self.instance
        if recording.pk:
            self.initial["duration"] = round(recording.duration)
            own = [(recording.language, recording.language)]
            listed = list(language_choices())
            self.fields["language"].choices = listed if recording.language in dict(listed) else own + listed
        tracks = recording.tracks.all() if recording.pk else MediaTrack.objects.none()
        if tracks:
            self.fields["remove_tracks"].queryset = tracks
        else:
            del self.fields["remove_tracks"]

    def clean_file(self) -> Any:
        kind = MediaKind(self.instance.type)
        limit = getattr(settings.CHANCERY_UPLOAD_LIMITS, kind)
        return checked(self.cleaned_data["file"], MEDIA_TYPES[kind], limit)

    def clean_captions_file(self) -> Any:
        file = checked(self.cleaned_data["captions_file"], ("vtt",), settings.CHANCERY_UPLOAD_LIMITS.captions)
        problem = caption_problem(file.read()) if file else None
        if problem:
            message = gettext("Line %(line)s: %(problem)s")
            raise forms.ValidationError(message % {"line": problem.line, "problem": gettext(problem.message)})
        return file

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        spoken = cleaned.get("language", "")
        cleaned["captions_kind"] = cleaned.get("captions_kind") or TrackKind.CAPTIONS
        cleaned["captions_language"] = cleaned.get("captions_language") or spoken
        if self._loses_captions(cleaned):
            message = gettext(
                "A video keeps its captions in the language that is spoken. Upload others in their place."
            )
            raise forms.ValidationError(message)
        return cleaned

    def _loses_captions(self, cleaned: dict[str, Any]) -> bool:
        recording = self.instance
        if (
            recording.type != MediaKind.VIDEO
            or not recording.pk
            or not Recording.objects.get(pk=recording.pk).has_own_captions()
        ):
            return False
        kept = recording.tracks.exclude(pk__in=[track.pk for track in cleaned.get("remove_tracks", ())])
        there = set(kept.values_list("kind", "language"))
        if cleaned.get("captions_file"):
            there.add((cleaned["captions_kind"], cleaned["captions_language"]))
        return (TrackKind.CAPTIONS, cleaned.get("language", "")) not in there

    def save(self, commit: bool = True) -> Recording:
        recording: Recording = self.instance
        if "file" in self.changed_data:
            recording.file_size, recording.file_hash = recording.file.size, digest_of(recording.file)
        with transaction.atomic():
            super().save(commit=commit)
            if commit:
                self._save_tracks()
        return recording

    def _save_tracks(self) -> None:
        for track in self.cleaned_data.get("remove_tracks", ()):
            track.delete()
        file = self.cleaned_data.get("captions_file")
        if not file:
            return
        place = {"kind": self.cleaned_data["captions_kind"], "language": self.cleaned_data["captions_language"]}
        self.instance.tracks.filter(**place).delete()
        file.seek(0)
        MediaTrack.objects.create(
            recording=self.instance,
            file=ContentFile(file.read(), name=file.name),
            file_hash=digest_of(file),
            **place,
        )
