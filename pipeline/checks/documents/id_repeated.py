"""S106: an id is borne by two things of the edition."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Severity

_PAGE = "pg_"


def _check(view: View) -> Iterator[Finding]:
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


RULE = DocumentRule(
    "S106", "id-repeated", Severity.ERROR, check=_check,
    summary="An id is borne by two documents or notes of the edition, or by a document and a page.",
    why="""A reference to it can lead to only one of them, and the TEI file of the edition would not
    be well-formed in the eyes of most programs.""",
    example="a document whose file is named `d12fn1.txt` beside note 1 of `d12.txt`.",
    remedy="To mend it, rename one of the files.",
)  # fmt: skip
