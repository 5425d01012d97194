import io

import pytest
from django.core.files.images import ImageFile
from PIL import ExifTags, Image

from assessments.rules.types import KEPT
from tests.factories import cms as make
from tests.factories.hotspots import make_hashed_picture, make_hotspot

pytestmark = pytest.mark.django_db


def photograph(orientation=None):
    """As a camera writes it: 40 by 20 on the disk."""
    written, exif = io.BytesIO(), Image.Exif()
    if orientation:
        exif[ExifTags.Base.Orientation] = orientation
    Image.new("RGB", (40, 20)).save(written, "JPEG", exif=exif)
    file = ImageFile(written, name=f"photograph-{orientation}.jpg")
    return make_hashed_picture(file=file, width=40, height=20)


@pytest.mark.parametrize(("orientation", "size"), [(None, (40, 20)), (3, (40, 20)), (6, (20, 40)), (8, (20, 40))])
def test_marks_are_measured_on_the_picture_as_it_is_kept(orientation, size):
    picture = photograph(orientation)
    picture.keep()
    with Image.open(picture.file.storage.open(f"images/{KEPT}/{picture.kept_name}")) as kept:
        assert kept.size == size
    page = make_hotspot(parent=make.make_tree()[2], picture=picture, live=False)
    assert (page.authored().width, page.authored().height) == size


def test_a_file_that_is_gone_keeps_its_stored_size():
    picture = photograph(6)
    picture.file.storage.delete(picture.file.name)
    assert type(picture).objects.get().kept_size == (40, 20)
