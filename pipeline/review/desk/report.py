"""The page of the desk as files, without a server, for whoever reviews a change."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import unified_diff
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec

from pipeline.checks.plain_text import plain_text_of
from pipeline.model.document import Document
from pipeline.review.desk import content
from pipeline.review.desk.history import DecisionHistory
from pipeline.review.published import published_document
from pipeline.review.workspace import Workspace

PAGE = Path(__file__).parent / "page"
_LAST = b'<script defer src="page/desk.js"></script>'
_POLICY = (
    b'<meta http-equiv="content-security-policy" content="default-src \'none\'; '
    b"script-src 'self' file:; style-src 'self' file:; img-src 'self' file:; "
    b"base-uri 'none'; form-action 'none'\">\n"
)
_SIGNS = frozenset("-+")


def make_report(workspace: Workspace, published: Path) -> dict[str, bytes]:
    """Give the files of a report by name: the page, and a script of data for each text.

    ``published`` is the folder that the edition was last published in, whose TEI says what has
    changed since.
    """
    history = DecisionHistory(workspace.folder)
    edition = content.edition_of(workspace, history) | {"revision": 0, "undo": ""}
    files = {
        f"page/{path.name}": path.read_bytes()
        for path in sorted(PAGE.iterdir())
        if path.name != "index.html"
    }
    index = (PAGE / "index.html").read_bytes()
    carried = _POLICY + b'<script defer src="edition.js"></script>\n' + _LAST
    files["index.html"] = index.replace(_LAST, carried)
    files["edition.js"] = _script(b"const report = ", {"edition": edition, "documents": {}})
    for place, path in enumerate(workspace.texts):
        shown = content.document_of(workspace, path, history)
        changed = _changed(workspace, path, published)
        shown |= {} if changed is None else {"changed": changed}
        named = b"report.documents[" + msgspec.json.encode(path.name) + b"] = "
        files[f"documents/{place}.js"] = _script(named, shown)
    return files


def _script(begins: bytes, data: dict[str, Any]) -> bytes:
    return begins + msgspec.json.encode(data) + b";\n"


def _changed(workspace: Workspace, path: Path, published: Path) -> list[list[str]] | None:
    """Give the lines that the last published state has otherwise; None where there is none."""
    before, now = published_document(published, path), workspace.document(path).document
    return None if before is None or now is None else list(_differing(before, now))


def _differing(old: Document, new: Document) -> Iterator[list[str]]:
    before, after = (plain_text_of(one).text.splitlines() for one in (old, new))
    lines = unified_diff(before, after, n=0, lineterm="")
    yield from ([line[0], line[1:]] for line in islice(lines, 2, None) if line[0] in _SIGNS)
