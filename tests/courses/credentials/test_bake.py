import io
import json

import pytest
from openbadgeslib import baking
from PIL import Image

from courses.credentials import bake
from courses.credentials.errors import BakingError
from tests.courses.credentials.samples import made_text

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>Seal</title><rect width="9" height="9"/></svg>'


def png(mode="RGBA", form="PNG"):
    file = io.BytesIO()
    Image.new(mode, (9, 9), 5 if mode == "P" else None).save(file, form)
    return file.getvalue()


@pytest.mark.parametrize("mode", ["RGBA", "RGB", "P", "L"])
def test_a_png_gives_its_credential_back_and_looks_the_same(mode):
    baked = bake.bake_png(png(mode), made_text())
    assert bake.unbake_png(baked) == made_text()
    assert Image.open(io.BytesIO(baked)).tobytes() == Image.open(io.BytesIO(png(mode))).tobytes()
    assert baked == bake.bake_png(png(mode), made_text())
    assert b"iTXtopenbadgecredential\0\0\0" in baked


def test_an_svg_gives_its_credential_back_and_keeps_its_drawing():
    baked = bake.bake_svg(SVG, made_text())
    assert bake.unbake_svg(baked) == made_text()
    assert b"<title>Seal</title><rect width" in baked
    assert b"<![CDATA[{" in baked
    assert baked == bake.bake_svg(SVG, made_text())


def test_another_reader_finds_the_credential():
    baked = bake.bake_png(png(), made_text()), bake.bake_svg(SVG, made_text())
    assert baking.extract_png(baked[0], keyword=b"openbadgecredential") == made_text()
    assert baking.extract_svg(baked[1], element="openbadges:credential", text_fallback=True) == made_text()


def test_a_name_cannot_break_out_of_an_svg():
    text = json.dumps({"name": "]]><script>alert(1)</script>"})
    baked = bake.bake_svg(SVG, text)
    assert json.loads(bake.unbake_svg(baked)) == json.loads(text)
    assert b"]]><script" not in baked


def test_a_picture_carries_one_credential():
    with pytest.raises(BakingError, match="already"):
        bake.bake_png(bake.bake_png(png(), "{}"), "{}")
    with pytest.raises(BakingError, match="already"):
        bake.bake_svg(bake.bake_svg(SVG, "{}"), "{}")


def test_a_picture_without_a_credential_says_so():
    with pytest.raises(BakingError, match="no credential"):
        bake.unbake_png(png())
    with pytest.raises(BakingError, match="no credential"):
        bake.unbake_svg(SVG)


@pytest.mark.parametrize("picture", [b"", b"GIF89a", png("RGB", "JPEG"), png()[:40]], ids=len)
def test_what_is_no_png_is_refused(picture):
    with pytest.raises(BakingError, match="not a PNG"):
        bake.unbake_png(picture)


@pytest.mark.parametrize(
    "picture",
    [
        b"",
        b"<html/>",
        b"<svg/>",
        b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg xmlns="http://www.w3.org/2000/svg">&x;</svg>',
    ],
)
def test_what_is_no_plain_svg_is_refused(picture):
    with pytest.raises(BakingError, match="not an SVG"):
        bake.unbake_svg(picture)


def test_a_picture_that_is_too_large_is_refused(monkeypatch):
    monkeypatch.setattr(bake, "MOST_PIXELS", 80)
    with pytest.raises(BakingError, match="too large"):
        bake.unbake_png(png())
