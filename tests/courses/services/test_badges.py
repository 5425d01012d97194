import io

import pytest
from lxml import etree
from PIL import Image

from courses.credentials.bake import unbake_png
from courses.selectors import SignedView
from courses.services.badges import badge


def view(**fields):
    defaults = {
        "document": '{"name": "Seating"}',
        "token": "",
        "number": 1,
        "title": "Protocol for city officials",
        "language": "en",
        "issuer": "Chancery",
        "is_demonstration": False,
    }
    return SignedView(**(defaults | fields))


def test_a_picture_is_square_and_carries_the_credential():
    made = badge(view(), "png")
    assert Image.open(io.BytesIO(made)).size == (614, 614)
    assert unbake_png(made) == view().document


@pytest.mark.parametrize("fields", [{"is_demonstration": True}, {"title": "Writing"}, {"language": "fr"}])
def test_it_shows_what_it_is_a_picture_of(fields):
    assert badge(view(**fields), "svg") != badge(view(), "svg")


def test_it_needs_no_font_and_no_file_of_others():
    root = etree.fromstring(badge(view(title="A title of more than one line, and of letters such as Łódź"), "svg"))
    assert not root.findall(".//{http://www.w3.org/2000/svg}text")
    links = [value for node in root.iter() for name, value in node.attrib.items() if name.endswith("href")]
    assert all(link.startswith(("#", "data:")) for link in links)
