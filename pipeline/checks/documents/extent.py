"""What is more than one document, or one twice, and attachments."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.dates import MONTHS
from pipeline.checks.index import is_arabic
from pipeline.checks.rule import ENGLISH, rule
from pipeline.checks.view import View
from pipeline.model import document as model
from pipeline.model.diagnostics import Finding, Severity


@rule("S130", Severity.WARNING,
    summary="Two documents of the edition have the same text.",
    why="One file was handed in twice, under two names.",
    example="`d12.txt` and `d12a.txt` that differ only in the heading.",
    remedy="take one of the two out.",
)  # fmt: skip
def document_doubled(view: View) -> Iterator[Finding]:
    others = view.edition.digests.get(view.facts.digest, ()) if view.facts.digest else ()
    for other in others:
        if other != view.facts.id:
            yield Finding(
                view.facts.span,
                f"the text of this document is that of document {other} too",
                "take one of the two out, or put the right text into it",
            )
            return


_KINDS = (
    "Action|Address|Aide|Airgram|Background|Briefing|Circular|Conversation|Despatch|Diary|Draft|"
    "Editorial Note|Information|Instruction|Intelligence|Letter|Memoran|Message|Minutes|National|"
    "Note|Paper|Position|Record|Report|Research|Special|Statement|Summary|Talking|Telegram|"
    "Transcript"
)
_HEADING = re.compile(
    rf"(?:(?P<no>No\. )?(?P<number>[0-9]{{1,5}})\.? )(?:{_KINDS})[^\n]{{0,300}}(?<![.;:,])(?=\n)",
    re.ASCII,
)
_SHOWN = 60
# What documents of other people are called, up to their own date.
_DATED = re.compile(
    r"(?:Press Release|Communiqué|Address|Aide|Airgram|Circular|Despatch|Letter|Memorand|Message|"
    r"Minutes|Note|Proclamation|Record|Report|Resolution|Joint|Statement|Telegram)"
    rf"[^\n.;:]{{3,160}} (?:{'|'.join(MONTHS)}) [0-9]{{1,2}}, [0-9]{{4}}(?=\n)",
    re.ASCII,
)


@rule("S111", Severity.WARNING, languages=ENGLISH,
    summary="A line inside the document reads like the heading of another document.",
    why="""Two documents were put into one file. They could not be cited apart, and the notes of the
    first would stand in the middle of the text.""",
    example="`13. Telegram From the Embassy in Italy` inside document 12.",
    remedy="move the text from this line on into a file of its own.",
)  # fmt: skip
def document_inside_document(view: View) -> Iterator[Finding]:
    plain = view.plain
    first = next((p for p in plain.main if isinstance(p.node, model.Heading)), None)
    begun = False
    for passage in plain.passages:
        if passage is first or isinstance(passage.node, model.ListItem):
            continue
        is_paragraph = isinstance(passage.node, model.Paragraph)
        match = _numbered(view, passage.start)
        is_main = passage.home == plain.id and passage.division == 0
        if match is None and begun and is_paragraph and is_main:
            match = _DATED.match(plain.text, passage.start)
        begun = begun or is_paragraph
        if match is not None:
            yield Finding(
                plain.span(*match.span()),
                f"“{match.group()[:_SHOWN]}” reads like the heading of another document",
                "if another document begins here, move it into a file of its own",
            )


def _numbered(view: View, place: int) -> re.Match[str] | None:
    """Find the heading of the next document by its number."""
    match = _HEADING.match(view.plain.text, place)
    number = view.document.number or ""
    own = int(number) if is_arabic(number) else None
    if match is None or (own is None and not match["no"]):
        return None
    return match if own is None or int(match["number"]) == own + 1 else None


_PAGE = "pg_"


@rule("S106", Severity.ERROR,
    summary="An id is borne by two documents or notes of the edition, or by a document and a page.",
    why="""A reference to it can lead to only one of them, and the TEI file of the edition would not
    be well-formed in the eyes of most programs.""",
    example="a document whose file is named `d12fn1.txt` beside note 1 of `d12.txt`.",
    remedy="rename one of the files.",
)  # fmt: skip
def id_repeated(view: View) -> Iterator[Finding]:
    page = view.facts.id.removeprefix(_PAGE)
    if page != view.facts.id and page in view.edition.pages:
        yield Finding(
            view.facts.span,
            f"the id {view.facts.id} is that of page {page} too",
            "rename the file, since ids are made from the names of files",
        )
    spans = {view.facts.id: view.facts.span}
    spans.update((note.id, note.span) for note in view.facts.notes)
    for identifier, span in spans.items():
        owners = view.edition.owners.get(identifier, ())
        if len(owners) > 1:
            others = sorted({owner for owner in owners if owner != view.facts.id})
            where = f"also in {', '.join(others[:5])}" if others else "more than once in it"
            yield Finding(
                span,
                f"the id {identifier} is borne in this document and {where}",
                "rename one of the files, since ids are made from their names",
            )


_ANNOUNCED = re.compile(
    r"\[?(?:Enclosure|Attachment|Annex|Appendix|Tab)s?(?: [A-Z0-9]{1,3})?:?\]?", re.ASCII
)


@rule("S122", Severity.INFO, languages=ENGLISH,
    summary="A line announces an attachment, and none follows.",
    why="The attachment was lost, or stands in a file of its own.",
    example="`[Enclosure]` as the last line of a document.",
    remedy="add the attachment below the line that announces it, or say in a note where it is.",
)  # fmt: skip
def attachment_absent(view: View) -> Iterator[Finding]:
    plain = view.plain
    if any(passage.division for passage in plain.passages):
        return
    filled = [p for p in plain.main if p.start < p.end]
    if filled and (match := _ANNOUNCED.fullmatch(plain.words(filled[-1]))):
        yield Finding(
            plain.span_of(filled[-1]),
            f"“{match.group()}” announces an attachment, and none follows",
        )


# A short first line is a heading in all but name: "[Enclosure]", "Tab B", "Annex A".
_LONGEST = 150


@rule("S121", Severity.INFO,
    summary="An attachment has no heading.",
    why="It would stand in no table of contents, and a reader would not see what it is.",
    example="`[Enclosure]` and below it the text of a letter, without a title.",
    remedy="put its title below `[Enclosure]`; where the print has none, the text stays.",
)  # fmt: skip
def attachment_without_heading(view: View) -> Iterator[Finding]:
    for container in view.plain.containers:
        if not isinstance(container.node, model.Attachment) or any(
            isinstance(block, model.Heading) for block in container.node.blocks
        ):
            continue
        first = view.plain.words(view.plain.passage_at(container.start))
        if len(first) > _LONGEST or first[:1].islower():
            yield Finding(
                view.plain.span(container.start, container.start + 1),
                "an attachment begins here that has no heading",
            )
