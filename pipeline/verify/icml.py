"""Read stories in ICML back: no word, look, note or page mark of the texts may be lost or moved.

A story shows where blocks, rows, cells and lines end by one sign for all here. Links into the book
and the ends of headings are InDesign's to make and are not compared.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from pipeline.book import Book
from pipeline.model.errors import ConversionError
from pipeline.system.xml import parse_xml
from pipeline.verify.archive import Element
from pipeline.verify.expected import Expected, expect
from pipeline.verify.reading import (
    BLOCK,
    CELL,
    LINE,
    ROW,
    MarkKind,
    NoteReading,
    Passage,
    PassageWriter,
    Reading,
    evened,
)
from pipeline.verify.rules import Discrepancy, judge
from pipeline.verify.sight import Addresses, FormatCapabilities

_KEPT = frozenset({MarkKind.NOTE, MarkKind.SECOND_MARKER, MarkKind.PAGE, MarkKind.LOOK})
_LINE_END = "\u2028"
_SIGHT = FormatCapabilities(notes_in_notes=False, headings=False)
_SIGNS = frozenset({"Source Page", "Note Cross-Reference", "Footnote Label", "Item Label"})
# What words in the name of a style say of how text looks.
_LOOKS = {
    "Bold": "bold", "Italic": "italic", "SmallCaps": "small-caps", "Underline": "underlined",
    "Superscript": "superscript", "Subscript": "subscript", "Strikeout": "del",
    "Letter-Spaced": "letter-spaced", "Damaged": "damage",
}  # fmt: skip
_NUMBER = b"<?ACE 4?>"


def check(book: Book, files: Mapping[str, bytes]) -> tuple[Discrepancy, ...]:
    """Compare ``files`` by name with ``book``; each story is that of the text in its place."""
    addresses = Addresses.of(book.texts)
    expected = [_seen(expect(text, addresses, _SIGHT)) for text in book.texts]
    if len(files) != len(book.texts):
        raise ConversionError(f"there are {len(files)} stories of {len(book.texts)} texts")
    found = [
        _Story(one.reading.id).read(parse_xml(data.replace(_NUMBER, b"")))
        for one, data in zip(expected, files.values(), strict=True)
    ]
    return judge(expected, found, ())


def _seen(expected: Expected) -> Expected:
    """Reduce a reading to what a story shows; notes of one label are not told apart by it."""
    reading = expected.reading
    first = {note.label: note.id for note in reversed(reading.notes)}
    shown = {note.id: first[note.label] for note in reading.notes}
    notes = tuple(replace(one, passage=_plain(one.passage, shown)) for one in reading.notes)
    body = _plain(reading.body, shown)
    return replace(expected, reading=replace(reading, body=body, notes=notes))


def _plain(passage: Passage, shown: Mapping[str, str]) -> Passage:
    marks = tuple(one for one in passage.marks if one.kind in _KEPT)
    return _led(evened(replace(passage, marks=marks)), shown)


class _Story:
    """The body and the notes of one text while they are read."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.notes: list[NoteReading] = []

    def read(self, root: Element) -> Reading:
        body = _StoryFlow(self)
        for story in root.iter("Story"):
            body.blocks(story)
        named = {note.label: note.id for note in reversed(self.notes)}
        notes = tuple(replace(one, passage=_led(one.passage, named)) for one in self.notes)
        return Reading(self.name, _led(evened(body.writer.finish()), named), notes)


class _StoryFlow:
    """Reads elements into one passage; ``label`` is what stands before the text of a note."""

    def __init__(self, story: _Story) -> None:
        self.story = story
        self.writer = PassageWriter()
        self.label = ""
        self.in_note = self.begins_line = False

    def blocks(self, holder: Element) -> None:
        for element in holder:
            self.begins_line = self.in_note  # pandoc begins each paragraph of a note with a tab
            if element.tag == "Table":
                self.table(element)
            elif element.tag == "ParagraphStyleRange":
                self.inlines(element)
            elif element.tag == "Br":
                self.writer.separate(BLOCK)

    def table(self, table: Element) -> None:
        self.writer.separate(BLOCK)
        for cell in table.iter("Cell"):
            begins_row = cell.get("Name", "").startswith("0:")
            self.writer.separate(ROW if begins_row else CELL)
            self.blocks(cell)
        self.writer.separate(BLOCK)

    def inlines(self, holder: Element) -> None:
        for element in holder:
            style = element.get("AppliedCharacterStyle", "").partition("/")[2]
            if element.tag == "Content":
                self.text(element.text or "")
            elif element.tag == "Footnote":
                self.note(element)
            elif style in _SIGNS:
                self.sign(style, "".join(element.itertext("Content", with_tail=False)))
            else:
                looks = [_LOOKS[word] for word in style.split(" ") if word in _LOOKS]
                for look in looks:
                    self.writer.open_look(look)
                self.inlines(element)
                for _ in looks:
                    self.writer.close_look()

    def text(self, text: str) -> None:
        if self.begins_line and text:
            text, self.begins_line = text.removeprefix("\t"), False
        for place, line in enumerate(text.split(_LINE_END)):
            if place:
                self.writer.separate(LINE)
            self.writer.text(line)

    def sign(self, style: str, text: str) -> None:
        """Read what is no text of the transcription, or the label of an item."""
        if style == "Source Page":
            number = text.removeprefix("[").removesuffix("] ")
            self.writer.page(number if text == f"[{number}] " else f"shown as “{text}”")
        elif style == "Note Cross-Reference":
            self.writer.note(MarkKind.SECOND_MARKER, text)
        elif style == "Footnote Label":
            self.label += text
            self.begins_line = False
        elif text != "\t":
            self.text(text)

    def note(self, element: Element) -> None:
        """Read a note; it shows its place in the count, or a label before its text."""
        count = str(len(self.story.notes) + 1)
        name = f"{self.story.name}-note-{count}"
        self.writer.note(MarkKind.NOTE, name)
        flow = _StoryFlow(self.story)
        flow.in_note = True
        flow.blocks(element)
        label = flow.label.removeprefix("\t")
        label = label[:-1] if label.endswith(" ") else label and f"{label}, without a space"
        self.story.notes.append(NoteReading(name, label or count, evened(flow.writer.finish())))


def _led(passage: Passage, named: Mapping[str, str]) -> Passage:
    """Let each second marker lead to the first note of the label that it shows."""
    again = MarkKind.SECOND_MARKER
    marks = (
        replace(one, value=named.get(one.value, one.value)) if one.kind is again else one
        for one in passage.marks
    )
    return replace(passage, marks=tuple(marks))
