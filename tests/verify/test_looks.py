"""An emphasis that is lost, and a deletion that is printed as text, are found in each format."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator

import pikepdf
import pytest

from pipeline.book import Book
from pipeline.model import document as model
from pipeline.model.document import Document, DocumentKind, Heading, NoteMarker, Paragraph, Text
from pipeline.model.metadata import Metadata
from tests.verify.conftest import MAKERS
from tests.verify.specimens import codes_found

SHOWN_IN_PDF = {"italic", "bold", "superscript", "subscript"}


def struck(*words: model.Inline) -> model.Alteration:
    return model.Alteration(model.AlterationKind.DELETED, words)


def book(*, pdf: bool) -> Book:
    """Make a book in which each look stands alone, beside others, in others and in a note."""
    looks = [one for one in model.Rendition if not pdf or one.value in SHOWN_IN_PDF]
    alone = [Paragraph((Text("of "), model.Highlight(one, (Text("lime"),)))) for one in looks]
    inside = [
        Paragraph((Text("the "), struck(Text("old "), model.Highlight(one, (Text("stones"),)))))
        for one in looks
    ]
    noted = Paragraph((Text("a "), struck(Text("b"), NoteMarker("d1fn1"), Text("c")), Text(" d")))
    note = Paragraph((Text("See "), model.Highlight(model.Rendition.ITALIC, (Text("Harbors"),))))
    gap = model.Lacuna(model.LacunaKind.GAP)
    blocks: tuple[model.Block, ...] = (
        Heading((Text("A "), model.Highlight(model.Rendition.ITALIC, (Text("Letter"),)))),
        *alone, *inside, noted, Paragraph((Text("the "), gap, Text(" quarry"))),
    )  # fmt: skip
    document = Document(
        "d1", None, DocumentKind.HISTORICAL, blocks, (model.Note("d1fn1", "1", (note,)),)
    )
    return Book.of(Metadata("looks", "Looks"), (document,), b"<TEI/>")


def changed(data: bytes, change: Callable[[str, str], Iterator[str]]) -> Iterator[bytes]:
    """Give a packed output once for each way in which ``change`` changes one of its texts."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    for name, member in members.items():
        if not name.endswith((".xhtml", ".html", "document.xml", "footnotes.xml")):
            continue
        for text in change(name, member.decode()):
            file = io.BytesIO()
            with zipfile.ZipFile(file, "w") as archive:
                for other, kept in members.items():
                    archive.writestr(other, text.encode() if other == name else kept)
            yield file.getvalue()


def without_tags(name: str, text: str) -> Iterator[str]:
    """Take each element off that says how its words look."""
    start = text.find('<section id="d1"')
    if start < 0 or "nav" in name:
        return
    for match in re.finditer(r"<(em|strong|u|sup|sub|del)>", text[start:]):
        opening = start + match.start()
        inner = text[start + match.end() :]
        depth = 1
        for tag in re.finditer(rf"</?{match[1]}>", inner):
            depth += -1 if tag.group().startswith("</") else 1
            if not depth:
                yield text[:opening] + inner[: tag.start()] + inner[tag.end() :]
                break
    for match in re.finditer(r'class="(smallcaps|letter-spaced)"', text):
        yield text[: match.start()] + text[match.end() :]


def without_properties(_: str, text: str) -> Iterator[str]:
    """Take each property of a run away that says how its words look."""
    own = "<w:(?:i|b|smallCaps|strike)/>|<w:(?:u|vertAlign) [^>]*/>"
    for match in re.finditer(f'{own}|<w:rStyle w:val="Letter-Spaced" ?/>', text):
        yield text[: match.start()] + text[match.end() :]


def without_attributes(data: bytes) -> Iterator[bytes]:
    """Take from each element of a tagged PDF what says how its words look."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        count = sum(1 for _ in looking(pdf))
    for place in range(count):
        with pikepdf.open(io.BytesIO(data)) as pdf:
            element = list(looking(pdf))[place]
            element.S = pikepdf.Name.Span
            if "/A" in element:
                del element.A
            file = io.BytesIO()
            pdf.save(file)
        yield file.getvalue()


def looking(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    waiting = [pdf.Root.StructTreeRoot.K]
    while waiting:
        one = waiting.pop()
        if isinstance(one, pikepdf.Array):
            waiting += list(one)
        elif isinstance(one, pikepdf.Dictionary) and "/S" in one:
            attributes = str(one.get("/A", ""))
            is_look = one.S in (pikepdf.Name.Em, pikepdf.Name.Strong)
            if one.S not in (pikepdf.Name.Note, pikepdf.Name.Lbl, pikepdf.Name.TOC):
                waiting += [one.K] if "/K" in one else []
            elif pikepdf.Name.Note == one.S:
                waiting += [kid for kid in one.K if getattr(kid, "S", None) != pikepdf.Name.Lbl]
            if is_look or "TextDecoration" in attributes or "BaselineShift" in attributes:
                yield one


@pytest.mark.parametrize("name", ["docx", "epub", "html", "pdf"])
def test_look_that_is_lost_is_found(name: str) -> None:
    whole = book(pdf=name == "pdf")
    data = MAKERS[name](whole)
    assert codes_found(name, whole, data) == []
    if name == "pdf":
        faulty = without_attributes(data)
    else:
        faulty = changed(data, without_properties if name == "docx" else without_tags)
    found = [codes_found(name, whole, one) for one in faulty]
    assert len(found) >= len(SHOWN_IN_PDF) * 3
    assert all("O106" in codes for codes in found), found


@pytest.mark.parametrize("name", ["docx", "epub", "html"])
def test_gap_that_is_closed_is_found(name: str) -> None:
    whole = book(pdf=False)

    def closed(_: str, text: str) -> Iterator[str]:
        if "[…]" in text and "the " in text:
            yield text.replace("[…]", "")

    found = [codes_found(name, whole, one) for one in changed(MAKERS[name](whole), closed)]
    assert found
    assert any("O101" in codes for codes in found), found
