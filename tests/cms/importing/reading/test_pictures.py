import io

import pytest
from PIL import Image

from cms.importing.reading.files import Folder
from cms.importing.reading.pictures import check_picture
from cms.importing.reading.problems import ProblemLog

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 1 1">\n'


def checked(tmp_path, name, data):
    (tmp_path / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    log = ProblemLog()
    accepted = check_picture(Folder(tmp_path, log), name, ("lesson.md", 3))
    assert accepted is not bool(log.found)
    return [(problem.file, problem.line) for problem in log.found]


def raster(kind, size=(4, 3)):
    out = io.BytesIO()
    Image.new("RGB", size).save(out, kind)
    return out.getvalue()


@pytest.mark.parametrize(
    "body",
    [
        "<rect style='fill: url(#a)' fill=\"url('#a')\"/>",
        "<style>.a { fill: red }</style>",
        '<use href="#a"/><use xlink:href="#a"/>',
        "<text>See https://example.org: on time</text>",
    ],
)
def test_plain_drawing_is_accepted(tmp_path, body):
    assert checked(tmp_path, "a.svg", f"{HEAD}{body}</svg>") == []


@pytest.mark.parametrize(
    "body",
    [
        "<script>x</script>",
        "<g onclick='x'/>",
        "<a href='#x'/>",
        "<image href='#x'/>",
        "<use href='https://example.org/a.svg#b'/>",
        "<use xlink:href='data:image/svg+xml,x'/>",
        "<rect style='fill: url(https://example.org)'/>",
        "<rect fill='url( &quot;//example.org&quot;)'/>",
        "<style>@import 'x';</style>",
        r"<style>.a { fill: u\72l(//example.org) }</style>",
        "<foreignObject/>",
        "<animate attributeName='href'/>",
        "<g xml:base='https://example.org/'/>",
        "<p xmlns='http://www.w3.org/1999/xhtml'/>",
        "<?xml-stylesheet href='x'?>",
    ],
)
def test_drawing_that_could_run_or_fetch_is_refused_with_its_line(tmp_path, body):
    assert set(checked(tmp_path, "a.svg", f"{HEAD}{body}</svg>")) == {("a.svg", 2)}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>', 1),
        (f"{HEAD}<g></svg>", 2),
        ("<html/>", 1),
        ('<svg xmlns="http://www.w3.org/2000/svg"/>', 1),
        ("", 1),
    ],
)
def test_drawing_that_is_none_is_refused(tmp_path, text, line):
    assert ("a.svg", line) in checked(tmp_path, "a.svg", text)


@pytest.mark.parametrize(("name", "kind"), [("a.png", "PNG"), ("a.jpg", "JPEG"), ("a.jpeg", "JPEG")])
def test_picture_is_accepted(tmp_path, name, kind):
    assert checked(tmp_path, name, raster(kind)) == []


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.png", b"nothing"),
        ("a.png", raster("JPEG")),
        ("a.png", raster("PNG")[:40]),
        ("a.png", raster("PNG", (9_000, 1))),
        ("a.gif", raster("GIF")),
        ("a.svg", b" " * 600_000),
    ],
)
def test_picture_that_cannot_be_shown_is_refused_where_it_is_mentioned(tmp_path, name, data):
    assert checked(tmp_path, name, data) == [("lesson.md", 3)]
