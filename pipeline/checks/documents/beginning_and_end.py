"""Documents without a beginning or an end, and what stands behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pipeline.checks.plain_text import PlainText, Stretch
from pipeline.checks.rule import ENGLISH, rule
from pipeline.checks.view import View
from pipeline.model import document as model
from pipeline.model.diagnostics import Finding, Severity


@rule("S137", Severity.ERROR,
    summary="A document without a heading begins with a table, or holds nothing but page breaks.",
    why="""References and the contents lead to the first words of a document. In a PDF the cells of
    a table cannot be led to, and where there are no words there is nothing to show.""",
    example="a transcription of a single line, `[Page 5]`.",
    remedy="put the number and the title at the top, or take the file away if it holds no text.",
)  # fmt: skip
def document_without_beginning(view: View) -> Iterator[Finding]:
    blocks = [one for one in view.document.blocks if not isinstance(one, model.PageBreak)]
    if any(isinstance(one, model.Heading) for one in blocks):
        return
    if not blocks or isinstance(blocks[0], model.Table) or not any(map(model.text_of, blocks)):
        start = max(model.span_of(view.document)[0], 0)
        yield Finding(
            (start, start), "the document has no heading, and no words that it begins with"
        )


_OPENING = (model.Heading, model.Dateline, model.Salutation, model.OpenerLine)
_SHORTEST_BEGINNING = 60
_SHOWN_BEGINNING = 30


@rule("S112", Severity.WARNING, languages=ENGLISH,
    summary="The text of the document begins in the middle of a sentence.",
    why="Its beginning was lost, or stands at the end of the file before.",
    example="a heading and a dateline, and then `and so the matter was left to the Board.`",
    remedy="""compare with the printed page and supply the beginning, which may stand in another
    file.""",
)  # fmt: skip
def text_begins_mid_sentence(view: View) -> Iterator[Finding]:
    plain = view.plain
    body = [p for p in plain.main if isinstance(p.node, (*_OPENING, model.Paragraph))]
    first = next((i for i, p in enumerate(body) if isinstance(p.node, model.Paragraph)), None)
    if first is None or (first and isinstance(body[first - 1].node, model.Salutation)):
        return
    words = plain.words(body[first])
    if words[:1].islower() and len(words) > _SHORTEST_BEGINNING and _in_a_row(body[first], plain):
        yield Finding(
            plain.span(body[first].start, body[first].start + 1),
            f"the text begins in the middle of a sentence, with “{words[:_SHOWN_BEGINNING]}…”",
        )


def _in_a_row(passage: Stretch, plain: PlainText) -> bool:
    """Whether nothing but the opening stands above ``passage``."""
    above = plain.main[: plain.main.index(passage)]
    return all(isinstance(p.node, (*_OPENING, model.SourceNote)) for p in above)


# Shorter last paragraphs are signatures, lists of copies and the like.
_SHORTEST_END = 100
_SHOWN_END = 30


@rule("S113", Severity.WARNING,
    summary="The text of the document ends in the middle of a sentence.",
    why="Its end was lost, or stands at the beginning of the next file.",
    example="a last paragraph that ends with `and the Board will`.",
    remedy="compare with the printed page and supply the end.",
)  # fmt: skip
def text_ends_mid_sentence(view: View) -> Iterator[Finding]:
    plain = view.plain
    filled = [p for p in plain.main if p.start < p.end]
    if not filled or type(filled[-1].node) is not model.Paragraph:
        return
    words = plain.words(filled[-1]).rstrip(" \t")
    if len(words) > _SHORTEST_END and (words[-1].islower() or words[-1] in ",;"):
        end = filled[-1].start + len(words)
        yield Finding(
            plain.span(end - 1, end),
            f"the text ends in the middle of a sentence, with “…{words[-_SHOWN_END:]}”",
            "compare with the printed page: the end may be lost, or stand in another file",
        )


_PHRASE_ABOVE = re.compile(
    r"(?:(?:Very |Most )?(?:[Ss]incerely|[Rr]espectfully|[Ff]aithfully|[Cc]ordially|[Tt]ruly)"
    r"(?: yours)?|Yours (?:very )?(?:sincerely|truly|faithfully)),?",
    re.ASCII,
)
# Shorter lines below a signature are notes on copies, enclosures and receipt.
_SHORTEST_AFTER = 120
# The name and up to two lines of office.
_SIGNATURE = 4


@rule("S120", Severity.INFO, languages=ENGLISH,
    summary="Running text follows the closing of a document.",
    why="""What follows a signature is a postscript, a list of enclosures, or the beginning of
    another document; or a line of the text was taken for a closing.""",
    example="a paragraph below `Harry S. Truman` that begins like any other.",
    remedy="see that nothing is misplaced; `P.S.` marks a postscript.",
)  # fmt: skip
def text_after_closing(view: View) -> Iterator[Finding]:
    plain = view.plain
    passages = plain.text_passages
    for place, closing in enumerate(passages):
        if not _PHRASE_ABOVE.fullmatch(plain.words(closing)):
            continue
        for passage in passages[place + 1 : place + 1 + _SIGNATURE]:
            is_text = passage.inside is model.Document or passage.inside is model.Attachment
            if passage.division != closing.division or not is_text:
                break
            if passage.end - passage.start > _SHORTEST_AFTER and isinstance(
                passage.node, model.Paragraph
            ):
                yield Finding(
                    plain.span(passage.start, passage.start + 1),
                    f"this paragraph stands after the closing “{plain.words(closing)}”",
                    "see whether it belongs above the closing or to another document",
                    (("the closing", plain.span_of(closing)),),
                )
                break


_DEAR = re.compile(r"(?:My )?[Dd]ear [^\n]{2,60}[:,]", re.ASCII)
_LONGEST = 80
_SHOWN_LINE = 60


@rule("S129", Severity.INFO, languages=ENGLISH,
    summary="A letter has a salutation and no closing.",
    why="Its end was lost, or its closing was read as a paragraph.",
    example="`Dear Mr. Secretary:` at the top and no name at the end.",
    remedy="""compare with the printed page: the end may be lost; where the print has no closing,
    the text stays.""",
)  # fmt: skip
def salutation_without_closing(view: View) -> Iterator[Finding]:
    plain = view.plain
    closed = {c.division for c in plain.containers if isinstance(c.node, model.Closer)}
    done = closed
    for passage in plain.text_passages:
        if passage.division in done or passage.end - passage.start > _LONGEST:
            continue
        if isinstance(passage.node, model.Salutation) or _DEAR.fullmatch(plain.words(passage)):
            done = {*done, passage.division}
            yield Finding(
                plain.span_of(passage),
                f"no closing answers to the salutation “{plain.words(passage)[:_SHOWN_LINE]}”",
            )


_PHRASE = re.compile(
    r"(?:(?:Very |Most )?(?:[Ss]incerely|[Rr]espectfully|[Ff]aithfully|[Cc]ordially|[Tt]ruly)"
    r"(?: yours)?|Yours (?:very )?(?:sincerely|truly|faithfully)),"
    r"|(?:I have(?: the honou?r to (?:be|remain))?|I am|I remain|We (?:are|remain)),? "
    r"[^.\n]{0,80}\b(?:servants?,?|[Yy]ours[^.\n]{0,40},|etc\.,?)",
    re.ASCII,
)


@rule("S119", Severity.WARNING, languages=ENGLISH,
    summary="A closing phrase is followed by no signature.",
    why="The name was lost in transcribing, or stands so that it was read as something else.",
    example="`Sincerely yours,` as the last line of a letter.",
    remedy="put the name on the line below the phrase; where the print has none, the text stays.",
)  # fmt: skip
def closing_without_signature(view: View) -> Iterator[Finding]:
    plain = view.plain
    signed = {p.division for p in plain.text_passages if isinstance(p.node, model.Signature)}
    last = {p.division: p for p in plain.text_passages if p.start < p.end}
    for passage in plain.text_passages:
        if _closes(passage, plain, last) and passage.division not in signed:
            yield Finding(
                plain.span_of(passage),
                f"no signature follows the closing phrase “{plain.words(passage)[:_SHOWN_LINE]}”",
            )


def _closes(passage: Stretch, plain: PlainText, last: Mapping[int, Stretch]) -> bool:
    """Whether a passage is a closing phrase; one with nothing below it is read as a paragraph."""
    return isinstance(passage.node, model.Valediction) or (
        last.get(passage.division) is passage
        and _PHRASE.fullmatch(plain.words(passage)) is not None
    )
