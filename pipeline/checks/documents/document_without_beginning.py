"""S137: nothing in a document can be marked as its beginning."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model import document as model
from pipeline.model.diagnostics import Finding, Severity


def _check(view: View) -> Iterator[Finding]:
    blocks = [one for one in view.document.blocks if not isinstance(one, model.PageBreak)]
    if any(isinstance(one, model.Heading) for one in blocks):
        return
    if not blocks or isinstance(blocks[0], model.Table) or not any(map(model.text_of, blocks)):
        start = max(model.span_of(view.document)[0], 0)
        yield Finding(
            (start, start),
            "the document has no heading, and no words that it begins with",
            "put its number and title at the top, or take the file away if it holds no text",
        )


RULE = DocumentRule(
    "S137", "document-without-beginning", Severity.ERROR, check=_check,
    summary="A document without a heading begins with a table, or holds nothing but page breaks.",
    why="""References and the contents lead to the first words of a document. In a PDF the cells of
    a table cannot be led to, and where there are no words there is nothing to show.""",
    example="a transcription of a single line, `[Page 5]`.",
    remedy="""To mend it, put the number and the title at the top, or take the file away if it holds
    no text.""",
)  # fmt: skip
