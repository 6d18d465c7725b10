"""S103: a block holds no text."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline import document as model
from pipeline.diagnostics import Finding
from pipeline.integrity.facts import text_of
from pipeline.integrity.scope import Scope

_KINDS = (
    model.SourceNote, model.Heading, model.Dateline, model.Salutation, model.OpenerLine,
    model.Paragraph, model.Item, model.Valediction, model.Signature, model.CloserLine,
)  # fmt: skip


def check(scope: Scope) -> Iterator[Finding]:
    """A paragraph, heading, list item or line of the opening or closing holds no text.

    It would be printed as a gap. What it should hold may have been lost.

    Example: a bullet with nothing after it.

    To mend it, write the text that is missing, or take the empty line out.
    """
    for kind in _KINDS:
        for block in scope.text_nodes(kind):
            if not _has_text(block):
                start = max(model.span_of(block)[0], 0)
                yield Finding(
                    (start, start),
                    f"there is a {_name(kind)} without text here",
                    "write the text that is missing, or take the empty line out",
                )


def _has_text(block: model.Node) -> bool:
    first = next(model.children(block), None)
    starts_with_text = isinstance(first, model.Text) and first.text.strip(" \t")
    return bool(starts_with_text or text_of(block).strip(" \t"))


def _name(kind: type) -> str:
    return "".join(f" {c.lower()}" if c.isupper() else c for c in kind.__name__).strip(" ")
