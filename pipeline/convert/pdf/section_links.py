"""Links to the sections of a book, which Typst is given as addresses of the web.

Where a link leads to a place in the book, Typst asks for that place, its page and what it is called
each time it lays out the pages, and keeps every answer: for a volume with lists of persons and
terms a fifth of its memory and a sixth of its time. It takes an address as it is. What such a link
is to say, another one says by which Typst led to the section, as those of the contents.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any

import pikepdf

from pipeline.convert.ast import Nodes
from pipeline.convert.pdf.nodes import is_headed
from pipeline.convert.pdf.source import literal, raw_inline


def headed(sections: Nodes) -> frozenset[str]:
    """Give the ids of ``sections`` with a heading: it is where a PDF of Typst's names a place."""
    contents: list[Any] = [section["c"] for section in sections]
    return frozenset(attr[0] for attr, blocks in contents if is_headed(blocks))


def link(words: Nodes, address: str) -> Nodes:
    """Make a link that Typst takes for one to the web."""
    return [raw_inline(f"#link({literal(address)})["), *words, raw_inline("];")]


def lead_to_sections(pdf: bytes, titles: Mapping[str, str]) -> bytes:
    """Let links with the address of a section lead to it; ``titles`` are those of sections.

    They say the title where Typst led no link to the section. Those to a section that has no name
    in the file stay as they are, to be found when it is read.
    """
    made = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as file:
        links = [link for page in file.pages for link in page.obj.get("/Annots", ())]
        addressed = [link for link in links if _address(link).startswith("#")]
        if not addressed:
            return pdf
        said = {name: titles.get(name, name) for name in _named(file)}
        for link in links:
            if isinstance(link.get("/Dest"), pikepdf.String) and "/Contents" in link:
                said[str(link.Dest)] = str(link.Contents)
        for link in addressed:
            name = _address(link).removeprefix("#")
            if name in said:
                link.Dest, link.Contents = map(pikepdf.String, (name, said[name]))
                del link["/A"]
        # Half the size, in half the time: most of a tagged file are small objects.
        together = pikepdf.ObjectStreamMode.generate
        file.save(
            made, deterministic_id=True, fix_metadata_version=False, object_stream_mode=together
        )
    return made.getvalue()


def _address(link: Any) -> str:  # noqa: ANN401 - an annotation
    return str(link.A.get("/URI", "")) if "/A" in link else ""


def _named(file: pikepdf.Pdf) -> Iterator[str]:
    """Yield the names of places in ``file``."""
    names: Any = file.Root.get("/Names", {})
    if "/Dests" in names:
        yield from pikepdf.NameTree(names.Dests)
