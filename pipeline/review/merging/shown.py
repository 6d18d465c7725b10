"""What a DOCX of ours shows, with what a copy-editor has changed in it: the fate of each word.

Word and LibreOffice part runs, move bookmarks into paragraphs and write fields in another way when
they save a document. So it is read as one stream of words and marks; only the paragraph or cell
that each stands in is kept.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import TypeAlias

from pipeline.verify.archive import Archive, Element
from pipeline.verify.docx.contents import CHARACTERS, VAL, W
from pipeline.verify.docx.flow import LABEL_STYLE, PAGE_STYLE, pieces_of, run_style
from pipeline.verify.docx.parts import Parts


class WordFate(Enum):
    """What becomes of words when all changes are accepted."""

    KEPT = "kept"
    INSERTED = "inserted"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class ShownWords:
    """Words in the paragraph or cell ``unit``; ``look`` names what sets them off, as ``i``."""

    text: str
    fate: WordFate
    unit: int
    look: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ShownMark:
    """What is no text of the transcription: a note, a page, a line end; ``kind`` says which."""

    kind: str
    fate: WordFate
    unit: int


ShownItem: TypeAlias = ShownWords | ShownMark


@dataclass(slots=True)
class ShownPassage:
    """The body of a document or one of its notes; ``others`` are changes that are no words."""

    items: list[ShownItem] = field(default_factory=list)
    others: list[str] = field(default_factory=list)


@dataclass(slots=True)
class ShownDocument:
    """A document of the book; ``notes`` stand in the order of their first markers."""

    id: str
    body: ShownPassage = field(default_factory=ShownPassage)
    notes: dict[str, ShownPassage] = field(default_factory=dict)


_FATES = {W + "ins": WordFate.INSERTED, W + "del": WordFate.DELETED}
_MOVED_HERE, _MOVED_AWAY = W + "moveTo", W + "moveFrom"
_SILENT = frozenset(W + name for name in ("tblPr", "tblGrid", "tcPr", "sectPr", "proofErr"))
_TOGGLES = ("i", "b", "smallCaps", "strike", "u", "vertAlign")
_OFF = frozenset({"0", "false", "off", "none", "baseline"})
_LOOKS = tuple(W + name for name in ("rPrChange", "pPrChange"))
_SHOWN = 40


def read(archive: Archive, body: Element, ids: Collection[str]) -> tuple[list[ShownDocument], int]:
    """Read the documents with these ``ids``; and count the changes outside of them."""
    parts = Parts(archive, body, ids)
    reader = _BookReader(parts, ids, dict(_comments(archive)))
    for element in body:
        reader.walk(element, WordFate.KEPT)
    return reader.documents, reader.outside


def _comments(archive: Archive) -> Iterator[tuple[str, str]]:
    if "word/comments.xml" in archive.names:
        for comment in archive.xml("word/comments.xml").iter(W + "comment"):
            words = "".join(comment.itertext(W + "t", with_tail=False))
            author = comment.get(W + "author") or "somebody"
            yield comment.get(W + "id", ""), f"a comment by {author}: “{words}”"


class _BookReader:
    """Walks through the text, in whose order documents begin and end."""

    def __init__(self, parts: Parts, ids: Collection[str], comments: dict[str, str]) -> None:
        self.parts = parts
        self.ids = ids
        self.comments = comments
        self.documents: list[ShownDocument] = []
        self.outside = 0
        self.passage: ShownPassage | None = None
        self.end = ""
        self.unit = 0
        self.units = 0
        self.look: frozenset[str] = frozenset()
        self.before_note = False
        # The codes of the fields that are open, and whether each shows its result by now.
        self.fields: list[tuple[str, bool]] = []

    def walk(self, element: Element, fate: WordFate) -> None:
        tag = element.tag
        if tag in _FATES and len(element):
            self.tracked(element, _FATES[str(tag)], fate)
        elif tag == _MOVED_HERE:
            self.other(f"“{_words(element)}” was moved here")
        elif tag == _MOVED_AWAY:
            self.other(f"“{_words(element)}” was moved away")
            self.inside(element, fate)
        elif tag == W + "p":
            self.paragraph(element, fate)
        elif tag == W + "tr":
            self.changed_properties(element.find(W + "trPr"), "row of a table")
            self.inside(element, fate)
        elif tag == W + "tc":
            self.next_unit()
            self.inside(element, fate)
        elif tag == W + "r":
            self.run(element, fate)
        elif tag == W + "bookmarkStart":
            self.begin(element)
        elif tag == W + "bookmarkEnd":
            if element.get(W + "id") == self.end and self.end:
                self.passage, self.end = None, ""
        elif tag == W + "fldSimple" and _is_second_marker(element.get(W + "instr", "")):
            self.mark("second marker", fate)
        elif tag not in _SILENT:
            self.inside(element, fate)

    def next_unit(self) -> None:
        """Count on; a paragraph that goes on behind a note has its own number again."""
        self.units += 1
        self.unit = self.units

    def inside(self, element: Element, fate: WordFate) -> None:
        for child in element:
            self.walk(child, fate)

    def tracked(self, element: Element, change: WordFate, around: WordFate) -> None:
        """Read what was inserted or deleted; what was both leaves no trace."""
        if self.passage is None:
            self.outside += 1
        if around is WordFate.INSERTED and change is WordFate.DELETED:
            return
        self.inside(element, change)

    def begin(self, bookmark: Element) -> None:
        """Begin a document, or go on with it: LibreOffice begins it once more near its end."""
        name = bookmark.get(W + "name", "")
        if name not in self.ids:
            return
        if not self.documents or self.documents[-1].id != name:
            self.documents.append(ShownDocument(name))
        self.passage, self.end = self.documents[-1].body, bookmark.get(W + "id", "")

    def paragraph(self, element: Element, fate: WordFate) -> None:
        self.next_unit()
        properties = element.find(W + "pPr")
        if properties is not None:
            self.changed_properties(properties.find(W + "rPr"), "end of a paragraph")
            if properties.find(W + "pPrChange") is not None:
                self.other(f"the look of the paragraph “{_words(element)}” was changed")
        self.inside(element, fate)

    def changed_properties(self, properties: Element | None, what: str) -> None:
        """Say that a paragraph or row as such was inserted or deleted."""
        for tag, fate in _FATES.items():
            if properties is not None and properties.find(tag) is not None:
                if self.passage is None:
                    self.outside += 1
                self.other(f"the {what} was {fate.value}")

    def other(self, what: str) -> None:
        if self.passage is not None:
            self.passage.others.append(what)

    def mark(self, kind: str, fate: WordFate) -> None:
        if self.passage is not None:
            self.passage.items.append(ShownMark(kind, fate, self.unit))

    def text(self, text: str, fate: WordFate) -> None:
        if self.before_note:  # a blank behind the number is layout
            self.before_note = False
            text = text.removeprefix(" ")
        if self.passage is not None and text:
            self.passage.items.append(ShownWords(text, fate, self.unit, self.look))

    def run(self, run: Element, fate: WordFate) -> None:
        style = run_style(run)
        self.look = frozenset(_look(run))
        if any(run.find(f"{W}rPr/{look}") is not None for look in _LOOKS):
            self.other(f"the look of “{_words(run)}” was changed")
        reference = run.find(W + "footnoteReference")
        if reference is not None:
            self.note(reference.get(W + "id", ""), fate)
        elif style == PAGE_STYLE:
            self.mark("page", fate)
        elif style != LABEL_STYLE and run.find(W + "footnoteRef") is None:
            for piece in pieces_of(run, style):
                self.piece(piece, fate)

    def piece(self, piece: Element, fate: WordFate) -> None:
        tag = str(piece.tag)
        if tag == W + "fldChar":
            self.field(piece.get(W + "fldCharType", ""), fate)
        elif tag in (W + "instrText", W + "delInstrText") and self.fields:
            code, shows = self.fields[-1]
            self.fields[-1] = code + (piece.text or ""), shows
        elif any(_is_second_marker(code) for code, _ in self.fields):
            return
        elif tag in (W + "t", W + "delText"):
            self.text(piece.text or "", fate)
        elif tag in CHARACTERS:
            self.text(CHARACTERS[tag], fate)
        elif tag in (W + "br", W + "cr"):
            self.mark("line end", fate)
        elif tag == W + "commentReference":
            self.other(self.comments.get(piece.get(W + "id", ""), "a comment"))

    def field(self, kind: str, fate: WordFate) -> None:
        if kind == "begin":
            self.fields.append(("", False))
        elif kind == "end" and self.fields:
            code, _ = self.fields.pop()
            if _is_second_marker(code):
                self.mark("second marker", fate)

    def note(self, number: str, fate: WordFate) -> None:
        """Read a note where its first marker stands."""
        if self.passage is None:
            return
        notes = self.documents[-1].notes
        self.mark("second marker" if number in notes else "note", fate)
        if number in notes or fate is WordFate.INSERTED:
            return
        notes[number] = ShownPassage()
        outer, unit = self.passage, self.unit
        self.passage, self.before_note = notes[number], True
        for block in self.parts.footnotes.get(number, ()):
            self.walk(block, WordFate.KEPT)
        self.passage, self.before_note, self.unit = outer, False, unit


def _is_second_marker(code: str) -> bool:
    return code.split()[:1] == ["NOTEREF"]


def _look(run: Element) -> Iterator[str]:
    for name in _TOGGLES:
        found = run.find(f"{W}rPr/{W}{name}")
        if found is not None and found.get(VAL, "1") not in _OFF:
            yield name if name != "vertAlign" else found.get(VAL, "")


def _words(element: Element) -> str:
    words = "".join(element.itertext(W + "t", W + "delText", with_tail=False))
    return words if len(words) <= _SHOWN else words[: _SHOWN - 1] + "…"
