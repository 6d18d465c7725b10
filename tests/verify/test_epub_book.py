"""What belongs to an EPUB as a whole is read back as well: its cover, the order of its lists."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.model.errors import ConversionError
from pipeline.verify import epub
from tests.convert.checkers import parts
from tests.epub.test_structure import packed
from tests.verify.volume import volume


def changed(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """Give an EPUB whose part ``name`` is another."""
    there = parts(data)
    assert change(there[name]) != there[name]
    return packed({**there, name: change(there[name])})


@pytest.mark.parametrize("alt", [b'alt=""', b'alt="A book"'])
def test_a_cover_that_does_not_say_what_it_is_is_refused(
    outputs: dict[str, bytes], alt: bytes
) -> None:
    def dumb(page: bytes) -> bytes:
        before, _, after = page.partition(b'alt="')
        return before + alt + after.partition(b'"')[2]

    with pytest.raises(ConversionError, match="no description"):
        epub.check(volume(), changed(outputs["epub"], "EPUB/cover.xhtml", dumb))


def test_a_book_without_a_cover_is_refused(outputs: dict[str, bytes]) -> None:
    def bare(package: bytes) -> bytes:
        return package.replace(b' properties="cover-image"', b"")

    with pytest.raises(ConversionError, match="no cover"):
        epub.check(volume(), changed(outputs["epub"], "EPUB/package.opf", bare))


def test_a_cover_that_is_not_in_the_file_is_refused(outputs: dict[str, bytes]) -> None:
    there = parts(outputs["epub"])
    del there["EPUB/cover.png"]
    with pytest.raises(ConversionError, match=r"cover\.png"):
        epub.check(volume(), packed(there))


def test_the_contents_must_be_in_the_order_of_the_book(outputs: dict[str, bytes]) -> None:
    def exchanged(nav: bytes) -> bytes:
        first, second, *_ = [
            line for line in nav.split(b"\n") if line.startswith(b"<li><a") and b"title" not in line
        ]
        return nav.replace(first, b"\0", 1).replace(second, first, 1).replace(b"\0", second, 1)

    found = epub.check(volume(), changed(outputs["epub"], "EPUB/nav.xhtml", exchanged))
    assert {one.rule.code for one in found} == {"O405"}
