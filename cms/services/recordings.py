"""What a recording must have before learners meet it."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from cms.errors import PublishProblem
from cms.models import MediaTrack, Recording, TrackKind
from cms.rules.uploads import MediaKind
from cms.services.field_problems import block_anchor

KINDS = frozenset(MediaKind)


def recording_problems(body: Any) -> Iterator[PublishProblem]:
    """Name each recording of a lesson that somebody could not follow who does not hear it.

    Args:
        body: the stream of a lesson, a case study or a page of the library.

    Yields:
        A problem for each block whose recording has no transcript, or is a video without captions in the language
        that is spoken. A block whose recording is gone is a problem of its field already.
    """
    for number, block in enumerate(body, start=1):
        recording = block.value["recording"] if block.block_type in KINDS else None
        if recording is not None:
            for message in _missing(recording):
                words = f"{block.block.label} {number}: {message}"
                yield PublishProblem("body", words, block_anchor(block.id or ""))


def _missing(recording: Recording) -> Iterator[str]:
    if not recording.transcript.strip():
        message = _("“%(title)s” has no transcript. Open it in the media library and write down what is said.")
        yield message % {"title": recording.title}
    if recording.type == MediaKind.VIDEO and not recording.has_own_captions():
        message = _(
            "“%(title)s” has no captions in the language that is spoken (%(language)s). Open it in the media library "
            "and add a caption file."
        )
        spoken = MediaTrack(kind=TrackKind.CAPTIONS, language=recording.language)
        yield message % {"title": recording.title, "language": spoken.language_name}
