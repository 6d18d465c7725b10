"""Pictures for Typst, which is given its files as text: each inside an SVG that shows it."""

from __future__ import annotations

from lxml import etree

from pipeline.book.pictures import Picture

_SVG = "http://www.w3.org/2000/svg"
_LINK = "http://www.w3.org/1999/xlink"


def in_svg(picture: Picture) -> bytes:
    """Give an SVG of the size of the picture, which it holds as it is."""
    size = {"width": str(picture.width), "height": str(picture.height)}
    root = etree.Element(f"{{{_SVG}}}svg", size, nsmap={None: _SVG, "xlink": _LINK})
    shown = etree.SubElement(root, f"{{{_SVG}}}image", size)
    shown.set(f"{{{_LINK}}}href", picture.address)
    return etree.tostring(root)
