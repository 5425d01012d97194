import io
import uuid
from typing import Any

from django.core.files.base import ContentFile
from django.db import models
from django.utils.translation import gettext_lazy as _
from PIL import ExifTags, Image
from wagtail.images.models import AbstractImage, AbstractRendition, Filter
from wagtail.images.models import Image as LibraryImage

from assessments.rules.types import KEPT

# As wide as figures of lessons at most.
_KEPT_AS = Filter(spec="width-1440|format-webp")

# The orientations of Exif in which what was the left or the right side is the top.
SIDEWAYS = frozenset({5, 6, 7, 8})


class Picture(AbstractImage):
    """An image of the library. Its key is the one it carries in the curriculum files."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    credit = models.CharField(_("credit"), max_length=255, blank=True)

    admin_form_fields = (*LibraryImage.admin_form_fields, "credit")

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    @property
    def kept_name(self) -> str:
        """Name the content: another file in the place of this one has another name, and the same file the same."""
        return f"{self.file_hash}.{'svg' if self.is_svg() else 'webp'}"

    @property
    def kept_size(self) -> tuple[int, int]:
        """Width and height as learners see it: a photograph that says it is to be turned is kept turned."""
        return (self.height, self.width) if self._lies_on_its_side() else (self.width, self.height)

    def _lies_on_its_side(self) -> bool:
        if self.is_svg():
            return False
        try:
            with self.open_file() as file, Image.open(file) as opened:
                return opened.getexif().get(ExifTags.Base.Orientation) in SIDEWAYS
        except OSError:  # a file that is gone is reported when it is to be kept
            return False

    def keep(self) -> None:
        """Keep what learners see under the name of its content, once.

        Attempts need it as long as they are read, whatever becomes of the library.
        """
        storage, path = self.file.storage, f"images/{KEPT}/{self.kept_name}"
        if storage.exists(path):
            return
        with self.open_file() as file:
            content = file.read()
        if not self.is_svg():
            made = io.BytesIO()
            _KEPT_AS.run(self, made)
            content = made.getvalue()
        storage.save(path, ContentFile(content))

    def create_rendition(self, filter: Filter) -> AbstractRendition:  # noqa: A002 - the name that Wagtail gives it
        return _in_whole_pixels(super().create_rendition(filter))

    def create_renditions(self, *filters: Filter) -> dict[Filter, AbstractRendition]:
        return {asked: _in_whole_pixels(made) for asked, made in super().create_renditions(*filters).items()}


def _in_whole_pixels(rendition: AbstractRendition) -> AbstractRendition:
    """A drawing that was made just now has its size as fractions, which no browser takes in `srcset`."""
    rendition.width, rendition.height = round(rendition.width), round(rendition.height)
    return rendition


class PictureRendition(AbstractRendition):
    image: Any = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="picture_rendition_once")
        ]
