"""A small made-up edition in which everything that can be lost occurs at least once."""

from __future__ import annotations

from itertools import count

from pipeline import document as model
from pipeline.document import (
    Attachment,
    Cell,
    Closer,
    CloserLine,
    Date,
    Dateline,
    Document,
    DocumentKind,
    Heading,
    Inline,
    Item,
    LineBreak,
    List,
    ListKind,
    Note,
    NoteMarker,
    Opener,
    OpenerLine,
    PageBreak,
    Paragraph,
    ParagraphStyle,
    PersonName,
    Place,
    Postscript,
    Quotation,
    Reference,
    Row,
    RowRole,
    Salutation,
    Signature,
    SourceNote,
    Table,
    Term,
    Text,
    Valediction,
)


class Scribe:
    """Gives each leaf the place it would have in a text that is written from start to end."""

    def __init__(self) -> None:
        self.place = 0

    def text(self, text: str) -> Text:
        return Text(text, self._take(len(text)))

    def page(self, number: str) -> PageBreak:
        return PageBreak(number, self._take(len(f"[Page {number}] ")))

    def marker(self, note: str) -> NoteMarker:
        return NoteMarker(note, self._take(1))

    def line(self) -> LineBreak:
        return LineBreak(self._take(1))

    def _take(self, length: int) -> model.Span:
        start = self.place
        self.place += length
        return start, self.place


def letter() -> Document:
    """A letter with an attachment, notes, a second marker, and pages that turn anywhere."""
    s = Scribe()
    t = s.text
    blocks: tuple[model.Block, ...] = (
        s.page("11"),
        SourceNote((t("Papers of the Harbour Board"),)),
        Heading(
            (
                t("No. 7"),
                s.line(),
                t("The Harbour Master to the Board"),
                s.marker("d7fn1"),
            )
        ),
        Opener(
            (
                Dateline(
                    (
                        Place((t("Port Ellis"),)),
                        t(", "),
                        Date((t("May 2, 1931"),), "1931-05-02"),
                        t("."),
                    )
                ),
                OpenerLine((t("confidential"),)),
                Salutation((t("Gentlemen: "),), run_in=True),
            )
        ),
        Paragraph(
            (
                t("I have the honour to report that the light at “Cape Ivor” was out from May 1"),
                s.marker("d7fn2"),
                t(" (see "),
                Reference("#d7fn2", (t("note 2"),)),
                t(")"),
                t(" until yes­terday; see "),
                Reference("#d8", (t("document No. 8"),)),
                t(", footnote "),
                Reference("#d8fn1", (t("1 to document No. 8"),)),
                t(", and "),
                Reference("#pg_13", (t("p. 13"),)),
                t(" below, not "),
                Reference("#pg_999", (t("ante, p. 999"),)),
                t(" or "),
                Reference("other1930#d4", (t("the volume before"),)),
                t(". The keeper, "),
                PersonName("#p_1", (t("Mr. Oak"),)),
                t(" of the "),
                Term("#t_1", (t("HB"),)),
                t(", says  so."),
                s.marker("d7fn1"),
            )
        ),
        Paragraph(
            (
                t("It must be able to "),
                s.page("12"),
                t(
                    "begin at once—with no delay—to mend the lantern’s well-known faults, which "
                    "have been described at length in correspondence concerning extraordinary "
                    "responsibilities notwithstanding the internationalization of the waters."
                ),
                s.marker("d7fn3"),
                s.page("13"),
            )
        ),
        Quotation(
            (
                Paragraph((t("“The first” he wrote."),)),
                Paragraph((t("The second."), s.marker("d7fn4"))),
            )
        ),
        List(
            ListKind.PARTICIPANTS,
            (
                Item((t("The Master"),), (t("1."),)),
                s.page("14"),
                Item(
                    (t("The Keeper"),),
                    blocks=(List(ListKind.SIMPLE, (Item((t("his son"),)), Item((t("his dog"),)))),),
                ),
            ),
            ((t("PARTICIPANTS"),),),
        ),
        Table(
            (
                Row(
                    (Cell((t("Month"),)), Cell((t("Hours"),)), Cell((t("Remarks"),))), RowRole.LABEL
                ),
                Row((Cell((t("April"),)), Cell((t("12"), s.marker("d7fn5"))), Cell(()))),
                s.page("15"),
                Row((Cell(()), Cell((t("14"),)), Cell((t("dark"),)))),
            ),
            (t("Hours without light"),),
        ),
        Paragraph((t("Further remarks"),), ParagraphStyle.SECTION_TITLE),
        Paragraph((t("Centred"),), ParagraphStyle.CENTER),
        Closer(
            (
                Valediction((t("Yours faithfully,"),)),
                Signature((t("A. Mast"), s.line(), t("Harbour Master"), s.line(), t("Port Ellis"))),
            )
        ),
        Postscript((Paragraph((t("P.S. The dog is well."),)),)),
        Attachment(
            (
                Heading((t("[Enclosure]"), s.marker("d7fn6"))),
                Dateline((Date((t("April 30, 1931"),), "1931-04-30"),)),
                Paragraph(
                    (
                        t(
                            '*Not* _markup_, `code`, $1$, #read("/etc/passwd"), @x, = H, // c, '
                            "<script>, --- ... \\x, a & b, 'q'"
                        ),
                    )
                ),
                Closer((Signature((t("[No signature]"),)), CloserLine((t("cc: file"),)))),
            )
        ),
    )
    texts: tuple[tuple[Inline, ...], ...] = (
        (t("Not printed."),),
        (
            t("See "),
            Reference("#d8fn2", (t("footnote 2"),)),
            t(" and "),
            s.page("16"),
            t("the chart."),
        ),
        (t("Ibid."),),
        (t("Ibid."),),
        (t("Estimated."),),
        (t("Found among the Keeper’s papers."),),
    )
    notes = [
        Note(f"d7fn{number}", label, (Paragraph(text),))
        for number, label, text in zip(
            count(1), ("1", "2", "3", "*", "5", "6"), texts, strict=False
        )
    ]
    second = (
        Paragraph((t("A second paragraph of it."),)),
        List(ListKind.SIMPLE, (Item((t("one"),)), Item((t("two"),)))),
    )
    notes[5] = Note("d7fn6", "6", (*notes[5].blocks, *second))
    return Document("d7", "7", DocumentKind.HISTORICAL, blocks, tuple(notes))


def editorial_note() -> Document:
    """An editorial note with two notes of its own."""
    s = Scribe()
    t = s.text
    blocks = (
        Heading((t("8. Editorial Note"),)),
        Paragraph(
            (
                t("The Board met on May 4."),
                s.marker("d8fn1"),
                t(" It looked into "),
                Reference("#d7", (t("document No. 7"),)),
                t(".  See also "),
                Reference("#pg_12", (t("page 12"),)),
                t("."),
                s.marker("d8fn2"),
            )
        ),
        s.page("17"),
        Paragraph((t("It rose at 6 p.m."),), ParagraphStyle.FLUSH_LEFT),
    )
    notes = (
        Note("d8fn1", "1", (Paragraph((t("A Monday."),)),)),
        Note("d8fn2", "2", (Paragraph((t("Minutes, "), Reference("#d7fn2", (t("as above"),)))),)),
    )
    return Document("d8", "8", DocumentKind.EDITORIAL_NOTE, blocks, notes)


def edition() -> tuple[Document, ...]:
    """Give both documents in their order."""
    return letter(), editorial_note()
