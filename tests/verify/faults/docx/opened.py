"""A DOCX opened, to have faults put into it."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from lxml import etree

from tests.verify.faults import Change, Element, Packed, Trees, pick

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PROPERTIES = "docProps/core.xml"
NAME, ID, ANCHOR, VAL = W + "name", W + "id", W + "anchor", W + "val"


class Opened(Packed):
    """A good DOCX whose documents stand in bookmarks ``names``."""

    def __init__(self, data: bytes, names: frozenset[str]) -> None:
        super().__init__(data)
        self.names = names
        self.targets = sorted(
            bookmark.get(NAME, "")
            for tree in self.trees.values()
            for bookmark in tree.iter(W + "bookmarkStart")
        )

    def is_text(self, name: str) -> bool:
        return name in ("word/document.xml", "word/footnotes.xml", PROPERTIES)

    def paragraphs(self, trees: Trees) -> Iterator[Element]:
        """Yield the paragraphs of the transcription, also those in cells and notes."""
        inside = False
        for element in trees["word/document.xml"][0]:
            if element.tag == W + "bookmarkStart":
                inside = inside or element.get(NAME) in self.names
            elif inside:
                yield from element.iter(W + "p")
        for note in trees["word/footnotes.xml"]:
            if not note.get(W + "type"):
                yield from note.iter(W + "p")

    def runs(self, trees: Trees) -> Iterator[Element]:
        """Yield the runs that hold text of the transcription and nothing else."""
        for paragraph in self.paragraphs(trees):
            for run in paragraph.iter(W + "r"):
                texts = run.findall(W + "t")
                before = run.getprevious()
                number = before is not None and (
                    before.find(W + "footnoteRef") is not None
                    or (style(before) == "FootnoteReference" and before.find(W + "t") is not None)
                )
                if style(run) in ("SourcePage", "FootnoteReference", "NoteCross-Reference"):
                    continue
                if len(texts) == 1 and not (number and texts[0].text == " "):
                    yield run

    def edit(self, trees: Trees, random: Random, change: Change) -> bool:
        text = pick(random, list(self.runs(trees))).find(W + "t")
        assert text is not None
        changed = change(text.text or "", random)
        text.text = text.text if changed is None else changed
        return changed is not None

    def move(self, element: Element, trees: Trees, random: Random) -> bool:
        """Put ``element`` inside a run of text, where nothing of its kind can belong."""
        run = pick(random, [r for r in self.runs(trees) if len(r.findtext(W + "t") or "") > 1])
        text = run.find(W + "t")
        assert text is not None
        words = text.text or ""
        place = random.randrange(1, len(words))
        rest = etree.fromstring(etree.tostring(run))
        text.text = words[:place]
        rest_text = rest.find(W + "t")
        assert rest_text is not None
        rest_text.text = words[place:]
        for following in list(text.itersiblings()):
            run.remove(following)
        for leading in list(rest_text.itersiblings(preceding=True)):
            if leading.tag != W + "rPr":
                rest.remove(leading)
        run.addnext(rest)
        run.addnext(element)
        return True


def style(run: Element) -> str:
    found = run.find(f"{W}rPr/{W}rStyle")
    return "" if found is None else found.get(W + "val", "")


def has_words(paragraph: Element) -> bool:
    runs = paragraph.iter(W + "r")
    return any(run.find(W + "t") is not None and style(run) != "SourcePage" for run in runs)


def remove(element: Element) -> None:
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)
