"""Documents of random text and structure, to see that nothing sound is taken for a fault."""

from __future__ import annotations

from random import Random

from pipeline.model import document as model
from pipeline.model.document import (
    Attachment,
    Cell,
    Closer,
    Dateline,
    Document,
    DocumentKind,
    Heading,
    Inline,
    LineBreak,
    List,
    ListItem,
    ListKind,
    Note,
    NoteMarker,
    Opener,
    PageBreak,
    Paragraph,
    ParagraphStyle,
    Postscript,
    Quotation,
    Reference,
    Row,
    Salutation,
    Signature,
    Table,
    Text,
    Valediction,
)

CHARACTERS = " .,-–—'\"“”’‘()[]{}<>&*_`#@$\\/|~^=+:;!?%0123456789abcXYZéßœçñ\u00a0\u2003¼½°£§¶†‡  "


class Author:
    """Writes one document; the same seed gives the same."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)  # noqa: S311 - no secret
        self.notes: list[Note] = []
        self.page = 0

    def document(self, blocks: int) -> Document:
        written = (Heading(self.line()), *(self.block() for _ in range(blocks)))
        return Document("d1", "1", DocumentKind.HISTORICAL, written, tuple(self.notes))

    def words(self) -> Text:
        length = self.random.choice((1, 2, 5, 40, 120))
        return Text("".join(self.random.choice(CHARACTERS) for _ in range(length)))

    def next_page(self) -> PageBreak:
        self.page += 1
        return PageBreak(str(self.page))

    def line(self) -> tuple[Inline, ...]:
        written: list[Inline] = [self.words()]
        for _ in range(self.random.randrange(3)):
            target = self.random.choice(("#d1", "#d1fn1", "#pg_1", "#d9"))
            thing = self.random.choice(
                (LineBreak(), self.next_page(), Reference(target, (self.words(),)), *self.marks())
            )
            written += thing, self.words()
        return tuple(written)

    def marks(self) -> tuple[Inline, ...]:
        """Give one of each kind of transcribers' marks."""
        choice = self.random.choice
        inner = model.Highlight(choice(list(model.Rendition)), (self.words(),))
        held = (self.words(), inner, self.words())
        return (
            model.Highlight(choice(list(model.Rendition)), held),
            model.Foreign("fr", held),
            model.Condition(choice(list(model.ConditionKind)), held),
            model.Alteration(choice(list(model.AlterationKind)), held),
            model.EditorialChoice(choice(list(model.ChoiceKind)), held, choice(("", "so"))),
            model.Remark(choice(list(model.RemarkKind)), held),
            model.Figure(held, choice(("", "a plan"))),
            model.Lacuna(choice(list(model.LacunaKind))),
            model.HandShift("Pell"),
            LineBreak(joined=True),
        )

    def noted(self) -> tuple[Inline, ...]:
        number = len(self.notes) + 1
        label = self.random.choice((str(number), "*", "†", "a"))
        blocks = tuple(Paragraph(self.line()) for _ in range(self.random.randrange(1, 3)))
        note = Note(f"d1fn{number}", label, blocks)
        self.notes.append(note)
        again = NoteMarker(self.random.choice(self.notes).id)
        if self.random.random() < 1 / 3:
            return (*self.line(), NoteMarker(note.id), self.words(), again)
        return (*self.line(), NoteMarker(note.id), self.words())

    def item(self) -> ListItem:
        label = (self.words(),) if self.random.random() < 1 / 3 else ()
        inner = List(ListKind.SIMPLE, (ListItem(self.line()),))
        return ListItem(self.line(), label, (inner,) if self.random.random() < 1 / 4 else ())

    def row(self) -> Row:
        empty = self.random.randrange(3)
        return Row(tuple(Cell(() if n == empty else self.line()) for n in range(3)))

    def valediction(self) -> Valediction:
        return Valediction(self.line(), formula=len(self.notes) % 2 == 0)

    def block(self) -> model.Block:
        match self.random.randrange(10):
            case 0:
                return Table((self.row(), self.next_page(), self.row()), self.line())
            case 1:
                kind = self.random.choice(list(ListKind))
                return List(kind, (self.item(), self.next_page(), self.item()), (self.line(),))
            case 2:
                return Closer((self.valediction(), Signature(self.line())))
            case 3:
                return Quotation((Paragraph(self.line()), Paragraph(self.line())))
            case 4:
                return self.next_page()
            case 5:
                opener = Opener((Dateline(self.line()), Salutation(self.line(), run_in=True)))
                after = (Paragraph(self.line()), Postscript((Paragraph(self.line()),)))
                return Attachment((Heading(self.line()), opener, *after))
            case _:
                style = self.random.choice(list(ParagraphStyle))
                return Paragraph(
                    self.noted() if self.random.random() < 1 / 2 else self.line(), style
                )
