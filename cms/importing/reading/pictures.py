"""Checks pictures before they are stored, because the site will show them to learners."""

import io
import re
from dataclasses import replace
from typing import Any
from xml.sax import SAXException
from xml.sax.handler import ContentHandler, feature_namespaces
from xml.sax.xmlreader import Locator

from defusedxml import DefusedXmlException  # type: ignore[import-untyped]  # it has no types
from defusedxml.sax import make_parser  # type: ignore[import-untyped]  # the same
from PIL import Image, UnidentifiedImageError

from cms.importing.reading.fields import Fields
from cms.importing.reading.files import Folder
from cms.importing.reading.library_types import Picture
from cms.importing.reading.shared import Reading

MAX_PICTURE_BYTES = 4_000_000
MAX_SVG_BYTES = 500_000
MAX_SIDE = 8_000
FORMATS = {"png": "PNG", "jpg": "JPEG", "jpeg": "JPEG"}
_SVG = "http://www.w3.org/2000/svg"
_ELEMENTS = """
    svg g defs symbol use title desc path rect circle ellipse line polyline polygon text tspan textPath style switch
    linearGradient radialGradient stop clipPath mask pattern marker
"""
_ALLOWED = frozenset(_ELEMENTS.split())
_OUTSIDE = re.compile(r"url\(\s*['\"]?(?!\s*['\"]?#)|@import|javascript:|\\", re.IGNORECASE)
_HANDLER = re.compile(r"on[a-z]+", re.IGNORECASE)


def read_picture(reading: Reading, course: str, fields: Fields, described: Picture) -> Picture | None:
    """Read the file of a picture that has no file yet; None, with a problem, when it may not be shown."""
    file = f"{course}/{fields.text('file')}"
    if not fields.has("file") or not check_picture(reading.folder, file, (fields.file, fields.line_of("file"))):
        return None
    return replace(described, file=file, title=described.title or file.rpartition("/")[2])


def check_picture(folder: Folder, name: str, mentioned_at: tuple[str, int]) -> bool:
    """Say whether the picture may be shown; what is wrong is logged."""
    path = folder.path_of(name)
    suffix = name.rpartition(".")[2].lower()
    if suffix != "svg" and suffix not in FORMATS:
        folder.log.add(*mentioned_at, "A picture must be an .svg, .png or .jpg file.")
        return False
    if path is None:
        folder.log.add(*mentioned_at, f"There is no picture {name}. Put it into the folder images of the course.")
        return False
    limit = MAX_SVG_BYTES if suffix == "svg" else MAX_PICTURE_BYTES
    if path.stat().st_size > limit:
        folder.log.add(*mentioned_at, f"The picture {name} is larger than {limit // 1000} kB. Make it smaller.")
        return False
    before = len(folder.log.found)
    if suffix == "svg":
        _check_svg(folder, name, path.read_bytes())
    elif problem := _raster_problem(path.read_bytes(), FORMATS[suffix]):
        folder.log.add(*mentioned_at, f"The picture {name} {problem}")
    return len(folder.log.found) == before


def _raster_problem(data: bytes, expected: str) -> str:
    try:
        with Image.open(io.BytesIO(data), formats=[expected]) as image:
            if max(image.size) > MAX_SIDE:
                return f"is wider or higher than {MAX_SIDE} pixels. Make it smaller."
            image.verify()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return f"cannot be read as {expected}. Save it again."
    return ""


def _check_svg(folder: Folder, name: str, data: bytes) -> None:
    handler = _SvgHandler(folder, name)
    parser = make_parser()
    parser.setFeature(feature_namespaces, True)
    parser.forbid_dtd = True
    parser.setContentHandler(handler)
    try:
        parser.parse(io.BytesIO(data))
    except DefusedXmlException:
        folder.log.add(name, 1, "A drawing must not have a DOCTYPE or entities. Remove them.")
    except SAXException as error:
        line = getattr(error, "getLineNumber", lambda: None)() or 1
        folder.log.add(name, line, "This drawing is not valid SVG. Save it again as plain SVG.")


class _SvgHandler(ContentHandler):
    """Logs everything in a drawing that could run, fetch or lead somewhere."""

    def __init__(self, folder: Folder, name: str) -> None:
        super().__init__()
        self.folder = folder
        self.name = name
        self.is_root = True
        self.style: list[str] | None = None
        self.locator: Locator | None = None

    def setDocumentLocator(self, locator: Locator) -> None:  # noqa: N802  (SAX names it)
        self.locator = locator

    def startElementNS(self, name: tuple[str | None, str], _qname: str | None, attrs: Any) -> None:  # noqa: N802  (SAX names it)
        namespace, element = name
        if self.is_root:
            self._check_root(element, namespace, attrs)
            self.is_root = False
        if namespace == _SVG and element not in _ALLOWED:
            self._refuse(f"<{element}> may not be in a drawing. Remove it and save as plain SVG.")
        if namespace != _SVG:
            self._refuse(f"<{element}> does not belong to SVG. Save the drawing as plain SVG.")
        for (_, attribute), value in attrs.items():
            self._check_attribute(attribute, value)
        if element == "style":
            self.style = []

    def characters(self, content: str) -> None:
        if self.style is not None:
            self.style.append(content)

    def endElementNS(self, _name: tuple[str | None, str], _qname: str | None) -> None:  # noqa: N802  (SAX names it)
        if self.style is not None:
            if _OUTSIDE.search("".join(self.style)):
                self._refuse("The styles of a drawing must not fetch anything. Remove @import and url().")
            self.style = None

    def processingInstruction(self, target: str, _data: str) -> None:  # noqa: N802  (SAX names it)
        self._refuse(f"<?{target} ?> may not be in a drawing. Remove it.")

    def _check_root(self, element: str, namespace: str | None, attrs: Any) -> None:
        names = {attribute for _, attribute in attrs.getNames()}
        if element != "svg" or namespace != _SVG:
            self._refuse("This file is not an SVG drawing.")
        elif "viewBox" not in names and not {"width", "height"} <= names:
            self._refuse("The drawing does not say how large it is. Give <svg> a viewBox.")

    def _check_attribute(self, attribute: str, value: str) -> None:
        if _HANDLER.fullmatch(attribute):
            self._refuse(f"The attribute {attribute} may run a script. Remove it.")
        elif attribute == "base":
            self._refuse("A drawing must not have a base address. Remove xml:base.")
        elif attribute in {"href", "src"} and not value.strip().startswith("#"):
            self._refuse("A drawing may refer only to its own parts, as in #name. Remove the reference.")
        elif _OUTSIDE.search(value):
            self._refuse(f"The attribute {attribute} refers to something outside of the drawing. Remove it.")

    def _refuse(self, message: str) -> None:
        line = self.locator.getLineNumber() if self.locator is not None else 1
        self.folder.log.add(self.name, line or 1, message)
