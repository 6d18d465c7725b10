"""A copy-editor: changes in a DOCX as Word tracks them."""

from __future__ import annotations

import copy
import io
import re
import zipfile
from collections.abc import Iterator, Sequence

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
DOCUMENT, NOTES, COMMENTS = "word/document.xml", "word/footnotes.xml", "word/comments.xml"
_ID = re.compile("d[0-9]+")
Element = etree._Element  # noqa: SLF001 - lxml's only name for the type


class Editor:
    """The parts of a DOCX with text; ``save`` gives the file."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self.roots = {name: etree.fromstring(self.parts[name]) for name in (DOCUMENT, NOTES)}
        self.count = 0

    def save(self) -> bytes:
        for name, root in self.roots.items():
            self.parts[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, part in self.parts.items():
                archive.writestr(name, part)
        return target.getvalue()

    def replace(self, words: str, new: str) -> None:
        """Delete ``words``, which stand in one run, and insert others there."""
        before, run, after = self.parted(words)
        inner = [self.tracked("del", self.run(run, words, "delText"))] if words else []
        inner += [self.tracked("ins", self.run(run, new))] if new else []
        self.put(run, [before, *inner, after])

    def change_in(self, context: str, old: str, new: str) -> None:
        """Replace the first ``old`` of the words ``context``."""
        shown = self.found(context)
        run, words = shown.getparent(), shown.text or ""
        assert run is not None
        at = words.index(context) + context.index(old)
        deleted = self.tracked("del", self.run(run, old, "delText"))
        inserted = [self.tracked("ins", self.run(run, new))] if new else []
        before, after = self.run(run, words[:at]), self.run(run, words[at + len(old) :])
        self.put(run, [before, deleted, *inserted, after])

    def insert(self, words: str, new: str, *, before: bool = False, plain: bool = False) -> None:
        """Insert words behind others, or before them, that look like these or ``plain``."""
        start, run, end = self.parted(words)
        like = etree.Element(W + "r") if plain else run
        kept, inserted = self.run(run, words), self.tracked("ins", self.run(like, new))
        self.put(run, [start, *([inserted, kept] if before else [kept, inserted]), end])

    def insert_italic(self, words: str, new: str) -> None:
        """Insert words in italics behind others that are none."""
        start, run, end = self.parted(words)
        inserted = self.run(run, new)
        inserted.insert(0, etree.Element(W + "rPr"))
        etree.SubElement(inserted[0], W + "i")
        self.put(run, [start, self.run(run, words), self.tracked("ins", inserted), end])

    def drop_page_marks(self) -> None:
        """Take out the marks of pages, as a program that does not track it."""
        for style in list(self.roots[DOCUMENT].iter(W + "rStyle")):
            if style.get(W + "val") == "SourcePage":
                run = next(style.iterancestors(W + "r"))
                above = run.getparent()
                assert above is not None
                above.remove(run)

    def wrap(self, words: str, kind: str) -> None:
        """Put words into an element, as ``moveFrom``."""
        before, run, after = self.parted(words)
        text = "delText" if kind == "del" else "t"
        self.put(run, [before, self.tracked(kind, self.run(run, words, text)), after])

    def delete_marker(self, words: str) -> None:
        """Delete the marker of a note behind these words."""
        following = _following(self.found(words), W + "footnoteReference")
        run = next(following).getparent()
        assert run is not None
        mark = self.tracked("del")
        run.addprevious(mark)
        mark.append(run)

    def insert_behind_marker(self, words: str, new: str) -> None:
        """Insert words behind the marker that follows others."""
        run = self.found(words).getparent()
        marker = next(_following(self.found(words), W + "footnoteReference")).getparent()
        assert run is not None
        assert marker is not None
        marker.addnext(self.tracked("ins", self.run(run, new)))

    def change_look(self, words: str) -> None:
        """Have a run in italics from now on."""
        _, run, _ = self.parted(words)
        properties = run.find(W + "rPr")
        if properties is None:
            properties = etree.Element(W + "rPr")
            run.insert(0, properties)
        etree.SubElement(properties, W + "i")
        properties.append(self.tracked("rPrChange"))

    def end_of_paragraph(self, words: str, kind: str) -> None:
        """Insert or delete the end of the paragraph that words stand in."""
        paragraph = next(self.found(words).iterancestors(W + "p"))
        properties = paragraph.find(W + "pPr")
        if properties is None:
            properties = etree.Element(W + "pPr")
            paragraph.insert(0, properties)
        etree.SubElement(properties, W + "rPr").append(self.tracked(kind))

    def comment(self, words: str, said: str) -> None:
        run = self.parted(words)[1]
        again = etree.SubElement(etree.Element(W + "x"), W + "r")
        etree.SubElement(again, W + "commentReference").set(W + "id", "1")
        run.addnext(again)
        self.parts[COMMENTS] = (
            f'<w:comments xmlns:w="{W[1:-1]}"><w:comment w:id="1" w:author="Reader"><w:p><w:r>'
            f"<w:t>{said}</w:t></w:r></w:p></w:comment></w:comments>"
        ).encode()

    def retype(self, words: str, new: str) -> None:
        """Change words without tracking it."""
        shown = self.found(words)
        shown.text = (shown.text or "").replace(words, new)

    def found(self, words: str) -> Element:
        """Give the one element of text in documents and notes that holds these words."""
        (shown,) = (one for one in self.texts() if words in (one.text or ""))
        return shown

    def holds(self, words: str) -> bool:
        return any(words in (one.text or "") for one in self.texts())

    def texts(self) -> Iterator[Element]:
        """Yield the elements of text in documents and notes."""
        end = ""
        for element in self.roots[DOCUMENT].iter(W + "bookmarkStart", W + "bookmarkEnd", W + "t"):
            if _ID.fullmatch(element.get(W + "name", "")):
                end = element.get(W + "id", "")
            elif element.tag == W + "bookmarkEnd" and element.get(W + "id") == end:
                end = ""
            elif element.tag == W + "t" and end:
                yield element
        yield from self.roots[NOTES].iter(W + "t")

    def retitle(self, title: str) -> None:
        """Insert words before the title of the book."""
        run = next(self.roots[DOCUMENT].iter(W + "r"))
        run.addprevious(self.tracked("ins", self.run(run, title)))

    def parted(self, words: str) -> tuple[Element, Element, Element]:
        """Give a run with the words before these, the run itself, and one with those behind."""
        shown = self.found(words)
        run = shown.getparent()
        assert run is not None
        before, _, after = (shown.text or "").partition(words)
        return self.run(run, before), run, self.run(run, after)

    def run(self, like: Element, words: str, tag: str = "t") -> Element:
        made = etree.Element(W + "r")
        properties = like.find(W + "rPr")
        if properties is not None:
            made.append(copy.deepcopy(properties))
        text = etree.SubElement(made, W + tag)
        text.text = words
        text.set(SPACE, "preserve")
        return made

    def tracked(self, kind: str, *inner: Element) -> Element:
        self.count += 1
        change = etree.Element(W + kind)
        change.set(W + "id", str(90_000 + self.count))
        change.set(W + "author", "Editor")
        change.extend(inner)
        return change

    def put(self, run: Element, instead: Sequence[Element]) -> None:
        for element in instead:
            shown = element.find(W + "t")
            if shown is None or shown.text:
                run.addprevious(element)
        above = run.getparent()
        assert above is not None
        above.remove(run)


def _following(element: Element, tag: str) -> Iterator[Element]:
    """Yield the elements behind another in its tree."""
    elements = list(element.getroottree().iter())
    yield from (one for one in elements[elements.index(element) :] if one.tag == tag)
