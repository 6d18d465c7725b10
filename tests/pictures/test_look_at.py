"""What is a picture is known by its bytes, and what is none is refused with a reason."""

from __future__ import annotations

import struct

import pytest

from pipeline.book.pictures import PictureError, look_at
from tests.pictures.dots import chunk, jpeg, png


def test_size_and_name_are_those_of_the_bytes() -> None:
    for made, suffix in ((png(40, 30), ".png"), (jpeg(40, 30), ".jpg")):
        picture = look_at(made)
        assert (picture.width, picture.height, picture.suffix) == (40, 30, suffix)
        assert picture.file == f"pictures/{picture.digest}{suffix}"
    assert look_at(png(shade=1)).file != look_at(png(shade=2)).file


BOMB = (
    png()[:8] + chunk(b"IHDR", struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)) + png()[33:]
)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "neither"),
        (b"<svg/>", "neither"),
        (b"GIF89a", "neither"),
        (png()[:-8], "damaged"),
        (png()[:-12], "not whole"),
        (png()[:40] + b"x" + png()[41:], "damaged"),
        (png()[:8], "not whole"),
        (jpeg()[:-2], "not whole"),
        (jpeg()[:20], "damaged"),
        (jpeg(colours=4), "the inks of a press"),
        (png(0, 3), "0 by 3 dots"),
        (BOMB, "60,000 by 60,000 dots"),
    ],
)
def test_what_is_no_picture_is_refused(data: bytes, why: str) -> None:
    with pytest.raises(PictureError, match=why):
        look_at(data)
