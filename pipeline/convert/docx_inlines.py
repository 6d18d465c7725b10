"""Runs of text to Word's runs: references, names, page marks, and notes at their markers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias, assert_never

from pipeline import document as model
from pipeline.convert import docx_styles as styles
from pipeline.convert import docx_xml as xml
from pipeline.convert.docx_notes import Footnotes
from pipeline.convert.docx_xml import Element
from pipeline.convert.pandoc_inlines import followers

WriteNote: TypeAlias = Callable[[Element, Sequence[model.Block]], None]


class InlineWriter:
    """Writes the inlines of one section, and with each first marker its note.

    ``known`` are the ids that a reference can lead to, ``pages`` the page ids that the book
    already has, ``write_note`` writes what is in a note. A note whose markers all stand in notes
    follows the note of the text that leads to it, since Word's notes have no notes.
    """

    def __init__(
        self,
        section: model.Document,
        footnotes: Footnotes,
        known: frozenset[str],
        pages: set[str],
        write_note: WriteNote,
    ) -> None:
        self.notes = {note.id: note for note in section.notes}
        self.followers = followers(section)
        self.footnotes = footnotes
        self.known = known
        self.pages = pages
        self.write_note = write_note
        self.placed: set[str] = set()
        self.in_note = False
        self.in_dateline = False
        self.target = ""
        self.link: Element | None = None

    def inlines(self, parent: Element, inlines: Iterable[model.Inline], style: str = "") -> None:
        """Write ``inlines`` into a paragraph; ``style`` is that of the characters."""
        for inline in inlines:
            self._inline(parent, inline, style)

    def _inline(self, parent: Element, inline: model.Inline, style: str) -> None:
        match inline:
            case model.Text():
                xml.text(self._into(parent), inline.text, style)
            case model.LineBreak():
                xml.add(xml.run(self._into(parent)), "br")
            case model.PageBreak():
                self.page_break(parent, inline)
            case model.NoteMarker():
                self.marker(parent, inline.note)
            case model.Correction():
                into = self._into(parent)
                xml.text(into, inline.printed, style)
                xml.text(into, f" [{inline.reading}]", styles.READING)
            case model.Reference():
                self._reference(parent, inline, style)
            case model.Date():
                self.inlines(parent, inline.content, style or "DateofWriting")
            case model.Place():
                place = "DatelinePlace" if self.in_dateline else "Place"
                self.inlines(parent, inline.content, style or place)
            case model.PersonName():
                self.inlines(parent, inline.content, style or "Person")
            case model.Term():
                self.inlines(parent, inline.content, style or "Term")
            case _:
                assert_never(inline)

    def _reference(self, parent: Element, reference: model.Reference, style: str) -> None:
        """Link to what the book holds; what it does not hold is text."""
        outer, self.link = self.target, None
        known = reference.target.startswith("#") and reference.target[1:] in self.known
        self.target = reference.target[1:] if known else outer
        within = styles.LINK if known else style or styles.ABSENT
        self.inlines(parent, reference.content, within)
        self.target, self.link = outer, None

    def _into(self, parent: Element) -> Element:
        """Give what a run goes into: the paragraph or, in a reference, a link.

        A link cannot hold another, so a marker inside a reference stands between two links.
        """
        if not self.target:
            return parent
        if self.link is None:
            self.link = xml.link(parent, xml.bookmark_name(self.target))
        return self.link

    def marker(self, parent: Element, note_id: str) -> None:
        """Write a marker of a note, and at its first marker the note with it."""
        self.link = None
        if self.in_note or note_id in self.placed:
            instruction = f"NOTEREF {xml.bookmark_name(note_id)} \\f \\h"
            xml.field(parent, instruction, self.notes[note_id].label, styles.SECOND_MARK)
            return
        family = [note_id, *self.followers[note_id]]
        self.placed.update(family)
        for name in family:
            self._note(parent, self.notes[name])

    def _note(self, parent: Element, note: model.Note) -> None:
        number = self.footnotes.bookmarks.start(parent, note.id)
        footnote = self.footnotes.place(parent, note.label)
        self.footnotes.bookmarks.end(parent, number)
        target, dateline = self.target, self.in_dateline
        self.in_note, self.target, self.in_dateline = True, "", False
        self.write_note(footnote, note.blocks)
        self.in_note, self.target, self.in_dateline = False, target, dateline
        self.link = None
        self.footnotes.label(footnote)

    def page_break(self, parent: Element, page: model.PageBreak) -> None:
        """Write a page mark; the first of a number is a place that links lead to."""
        into = self._into(parent)
        name = "pg_" + page.number
        first = name not in self.pages  # integrity reports the second page of a number
        self.pages.add(name)
        number = self.footnotes.bookmarks.start(into, name) if first else ""
        xml.text(into, f"[{page.number}] ", styles.PAGE)
        if first:
            self.footnotes.bookmarks.end(into, number)
