"""The XHTML of a book's sections by pandoc, for all formats whose pages are XHTML.

pandoc makes of each section the same whatever stands beside it, so that one which is as it was
before need not be made anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import blake2b

from lxml import etree

from pipeline.book import Book
from pipeline.convert import ast, epub_text, pandoc, pandoc_json
from pipeline.convert.xhtml import Element
from pipeline.errors import ConversionError

DIALECT = pandoc_json.Dialect(notes_at_end=True, page_mark="[{number}] ")


class Shelf:
    """Sections as XHTML by the hash of what pandoc is given of each.

    ``known`` are those of before; ``used`` are afterwards those of the book that was made.
    """

    def __init__(self, known: Mapping[str, bytes] | None = None) -> None:
        self.known = known or {}
        self.used: dict[str, bytes] = {}


def divisions(book: Book, shelf: Shelf) -> list[Element]:
    """Give the XHTML of each section of ``book``; raises ConversionError, MissingProgramError."""
    given = [ast.encode_block(block) for block in pandoc_json.book_blocks(book.sections, DIALECT)]
    names = [blake2b(one, digest_size=20).hexdigest() for one in given]
    new = {name: one for name, one in zip(names, given, strict=True) if name not in shelf.known}
    made = dict(zip(new, _made(list(new.values())), strict=True))
    shelf.used = {name: made.get(name) or shelf.known[name] for name in names}
    return epub_text.divisions(b"".join(shelf.used[name] for name in names))


def _made(blocks: list[bytes]) -> list[bytes]:
    """Have pandoc write ``blocks``, and give the XHTML of each."""
    if not blocks:
        return []
    html = pandoc.run("html5", ast.join(blocks, {}), "--wrap=none")
    parts = [etree.tostring(part, encoding="UTF-8") for part in epub_text.parsed(html)]
    if len(parts) != len(blocks):
        raise ConversionError("pandoc wrote other sections than it was given; please report this")
    return parts
