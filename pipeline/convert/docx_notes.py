"""Word's footnotes: each at its marker, with its printed label.

Word counts the notes of each section from 1. A note whose printed label is the next of that count
is left to Word; any other, a symbol, say, or 0, shows its label as a custom mark, which Word does
not count.
"""

from __future__ import annotations

from pipeline.convert import docx_styles as styles
from pipeline.convert import docx_xml as xml
from pipeline.convert.docx_xml import Bookmarks, Element


class Footnotes:
    """Takes the notes of a book in the order of their markers.

    ``root`` is ``footnotes.xml`` with the separators that Word wants; ``sections`` is the number
    of sections in which Word counts.
    """

    def __init__(self, root: Element, bookmarks: Bookmarks) -> None:
        self.root = root
        self.bookmarks = bookmarks
        self.sections = 0
        self._counted = 0
        self._placed = 0
        self._mark = ""
        self._last: tuple[Element, Element, str] | None = None

    def next_section(self) -> None:
        """Count from 1 again."""
        self._counted = 0

    def place(self, parent: Element, label: str) -> Element:
        """Put the marker of a note into a paragraph; give the note, with nothing in it yet."""
        self._placed += 1
        number = str(self._placed)
        run = xml.run(parent, styles.NOTE_MARK)
        reference = xml.add(run, "footnoteReference", id=number)
        footnote = xml.add(self.root, "footnote", id=number)
        by_word = label == str(self._counted + 1)
        self._counted += by_word
        self.sections += by_word and self._counted == 1
        self._mark = "" if by_word else label
        if not by_word:
            _show_mark(reference, label)
        self._last = (reference, footnote, label) if by_word else None
        return footnote

    def label(self, footnote: Element) -> None:
        """Begin a note, whose text has been written, with its number or mark and a space."""
        first = footnote[0] if len(footnote) else None
        if first is None or first.tag != xml.W + "p":
            first = xml.new("p")
            xml.add(xml.add(first, "pPr"), "pStyle", val="FootnoteText")
            footnote.insert(0, first)
        mark = xml.run(first, styles.NOTE_MARK)
        if self._mark:
            xml.letters(mark, self._mark)
        else:
            xml.add(mark, "footnoteRef")
        first.insert(1, xml.text(first, " "))
        first.insert(1, mark)

    def finish(self) -> None:
        """Give the last note a mark of its own where Word counts more than once.

        LibreOffice 7.4 shows 0 for each counted note that no custom mark comes after.
        """
        if self.sections < 2 or self._last is None:  # noqa: PLR2004 - more than once
            return
        reference, footnote, label = self._last
        _show_mark(reference, label)
        number = next(footnote.iter(xml.W + "footnoteRef"))
        run = number.getparent()
        if run is not None:
            run.remove(number)
            xml.letters(run, label)


def _show_mark(reference: Element, mark: str) -> None:
    reference.set(xml.W + "customMarkFollows", "1")
    # A letter an element: LibreOffice shows what else is in the first of them once more.
    for letter in reversed(mark):
        follower = xml.new("t")
        follower.set(xml.SPACE, "preserve")
        follower.text = letter
        reference.addnext(follower)
