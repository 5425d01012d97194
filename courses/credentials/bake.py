"""Pictures that carry a credential, and reading it back."""

import io

from lxml import etree
from PIL import PngImagePlugin

from courses.credentials.errors import BakingError

PNG_KEYWORD = "openbadgecredential"
NAMESPACE = "https://purl.imsglobal.org/ob/v3p0"
ELEMENT = f"{{{NAMESPACE}}}credential"
SVG = "{http://www.w3.org/2000/svg}svg"
MOST_PIXELS = 4096 * 4096


def bake_png(picture: bytes, credential: str) -> bytes:
    """Put a credential into a PNG.

    Args:
        picture: without one.
        credential: JSON with its proof, or a token.

    Returns:
        A PNG that looks the same.

    Raises:
        BakingError: it is no PNG, or carries one already.

    Source:
        Open Badges 3.0, section 5.3 (Baking), PNG.
    """
    image = _png(picture)
    if PNG_KEYWORD in image.text:
        raise BakingError("The picture carries a credential already.")
    carried = PngImagePlugin.PngInfo()
    carried.add_itxt(PNG_KEYWORD, credential)
    baked = io.BytesIO()
    image.save(baked, "PNG", pnginfo=carried)
    return baked.getvalue()


def unbake_png(picture: bytes) -> str:
    """Read the credential in a PNG.

    Args:
        picture: any bytes.

    Returns:
        What `bake_png` was given.

    Raises:
        BakingError: it is no PNG, or carries none.
    """
    found = _png(picture).text.get(PNG_KEYWORD)
    if found is None:
        raise BakingError("The picture carries no credential.")
    return str(found)


def bake_svg(picture: bytes, credential: str) -> bytes:
    """Put a credential into an SVG.

    Args:
        picture: without one.
        credential: JSON with its proof.

    Returns:
        An SVG that looks the same.

    Raises:
        BakingError: it is no SVG, or carries one already.

    Source:
        Open Badges 3.0, section 5.3 (Baking), SVG.
    """
    root = _svg(picture)
    if root.find(ELEMENT) is not None:
        raise BakingError("The picture carries a credential already.")
    carrying = etree.Element(root.tag, root.attrib, nsmap={**root.nsmap, "openbadges": NAMESPACE})
    carrying.text = root.text
    element = etree.SubElement(carrying, ELEMENT)
    # JSON allows these in text only, where they may be written as escapes; no section of characters ends early then.
    element.text = etree.CDATA(credential.replace("]]>", "]]\\u003e"))
    carrying.extend(root)
    return bytes(etree.tostring(carrying, xml_declaration=True, encoding="UTF-8"))


def unbake_svg(picture: bytes) -> str:
    """Read the credential in an SVG.

    Args:
        picture: any bytes.

    Returns:
        What `bake_svg` was given.

    Raises:
        BakingError: it is no SVG, or carries none.
    """
    found = _svg(picture).find(ELEMENT)
    if found is None or not found.text:
        raise BakingError("The picture carries no credential.")
    return str(found.text)


def _png(picture: bytes) -> PngImagePlugin.PngImageFile:
    try:
        image = PngImagePlugin.PngImageFile(io.BytesIO(picture))
        if image.width * image.height > MOST_PIXELS:
            raise BakingError("The picture is too large.")
        image.load()
    except (OSError, ValueError, SyntaxError):
        raise BakingError("The picture is not a PNG.") from None
    return image


def _svg(picture: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(picture, parser)
    except etree.XMLSyntaxError:
        raise BakingError("The picture is not an SVG.") from None
    if root.tag != SVG or root.getroottree().docinfo.internalDTD is not None:
        raise BakingError("The picture is not an SVG.")
    return root
