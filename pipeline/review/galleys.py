"""An edition as a proof to be read with a pen: what is asked of it, and what has changed in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from pathlib import Path

from pipeline.checks.plain_text import PlainText, Stretch, plain_text_of
from pipeline.convert.pdf.galley import GalleyPassage, GalleyPiece, galley
from pipeline.model.diagnostics import Diagnostic, Severity
from pipeline.model.document import Document, Heading, NoteMarker, PageBreak, Span
from pipeline.review.published import published_document
from pipeline.review.workspace import Workspace

FILE = "proof.pdf"
_ASKED = frozenset({Severity.ERROR, Severity.WARNING})


def make_galleys(workspace: Workspace, published: Path) -> bytes:
    """Set all texts of an edition; ``published`` is the folder of its last published state."""
    edition = workspace.edition
    texts = [(path.name, list(passages_of(workspace, path, published))) for path in workspace.texts]
    return galley(edition.metadata, edition.plan.outputs, "Proof", texts)


def passages_of(workspace: Workspace, path: Path, published: Path) -> Iterator[GalleyPassage]:
    """Give the paragraphs of a text, with what is asked of each, and whether it has changed."""
    work = workspace.document(path)
    found = [one for one in workspace.findings(path) if one.severity in _ASKED]
    if work.document is None:
        yield GalleyPassage((), queries=[_query(one) for one in found])
        return
    plain = plain_text_of(work.document)
    changes = _changes(plain, published_document(published, path))
    asked: dict[int, list[str]] = {place: list(said) for place, said in changes.items()}
    spans = [plain.span_of(one) for one in plain.passages]
    for one in found:
        start, _ = work.source.span_at(one.location)
        asked.setdefault(_place(spans, start), []).append(_query(one))
    if not plain.passages:
        yield GalleyPassage((), changed=0 in changes, queries=asked.get(0, ()))
    labels = {note.id: note.label for note in work.document.notes}
    begun: set[str] = set()
    for place, passage in enumerate(plain.passages):
        pieces = list(_pieces(plain, passage, labels))
        if passage.home in labels and passage.home not in begun:
            begun.add(passage.home)
            pieces.insert(0, (f"{labels[passage.home]} ", False))
        kind = "heading" if isinstance(passage.node, Heading) else "text"
        kind = "note" if passage.home in labels else kind
        yield GalleyPassage(pieces, kind, place in changes, asked.get(place, ()))


def _query(found: Diagnostic) -> str:
    return f"{found.code}: {found.message}"


def _place(spans: Sequence[Span], at: int) -> int:
    """Give the place of the passage that holds a character, or else of the last one before it."""
    holding = [place for place, (first, end) in enumerate(spans) if first <= at < end]
    before = [(first, place) for place, (first, _) in enumerate(spans) if first <= at]
    return holding[0] if holding else max(before, default=(0, 0))[1]


def _pieces(plain: PlainText, passage: Stretch, labels: dict[str, str]) -> Iterator[GalleyPiece]:
    """Give the words of a passage and the signs between them: notes and printed pages."""
    marks = [
        (one.at, sign)
        for one in plain.marks
        if one.home == passage.home
        and passage.start <= one.at <= passage.end
        and (sign := _sign(one.node, labels))
    ]
    places = [passage.start, *(at for at, _ in marks), passage.end]
    signs = [sign for _, sign in marks]
    for place, (start, end) in enumerate(pairwise(places)):
        if start < end:
            yield plain.text[start:end], False
        if place < len(signs):
            yield signs[place], True


def _sign(node: object, labels: dict[str, str]) -> str:
    if isinstance(node, NoteMarker):
        return labels.get(node.note, "?")
    return f"[{node.number}]" if isinstance(node, PageBreak) else ""


def _changes(plain: PlainText, before: Document | None) -> dict[int, Sequence[str]]:
    """Give the places of passages that are new, each with what stood there before."""
    if before is None:
        return {}
    old, new = (
        [each.words(one) for one in each.passages] for each in (plain_text_of(before), plain)
    )
    found: dict[int, Sequence[str]] = {}
    for first, last, start, end in _differing(old, new):
        places = range(start, end) if start < end else [max(min(start, len(new) - 1), 0)]
        found |= dict.fromkeys(places, ())
        if last - first == end - start:
            for place, one in enumerate(old[first:last], start):
                found[place] = list(_words_changed(one, new[place]))
        else:
            found[places[0]] = [f"was: {one}" for one in old[first:last]]
    return found


def _words_changed(old: str, new: str) -> Iterator[str]:
    before, after = old.split(" "), new.split(" ")
    for first, last, start, end in _differing(before, after):
        was, now = " ".join(before[first:last]), " ".join(after[start:end])
        yield f"was: {was}" if was else f"new: {now}"


def _differing(old: list[str], new: list[str]) -> Iterator[tuple[int, int, int, int]]:
    for kind, *stretch in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            first, last, start, end = stretch
            yield first, last, start, end
