"""Other editions beside this one, whose outputs go to the same place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pipeline.diagnostics import Diagnostic, Message, Severity
from pipeline.edition.described import settings_in
from pipeline.edition.files import text_of
from pipeline.edition.folder import is_edition
from pipeline.edition.place import line_of, say

EDITION_ID_TAKEN = Message(
    "M012",
    "edition-id-taken",
    Severity.ERROR,
    summary="Two editions in one folder have the same id.",
    why="Their outputs are named after the id, so that one would replace the other.",
    example='`id = "letters"` in `letters-1/edition.toml` and in `letters-2/edition.toml`.',
    remedy="To mend it, give each an id of its own.",
)


RULES = (EDITION_ID_TAKEN,)


def review(path: Path) -> Iterator[Diagnostic]:
    """Compare the id given in ``path`` with those of the editions beside it.

    An edition that gives none is named after its folder, which no other can be.
    """
    text = text_of(path)
    identifier = _id_in(text)
    if not identifier:
        return
    own = path.parent.resolve()
    for other in _folders_beside(own):
        if (_id_in(text_of(other / path.name)) or _name_of(other, identifier)) == identifier:
            hint = "give each edition an id of its own"
            line = line_of(text, "id")
            yield say(
                EDITION_ID_TAKEN,
                f"the id {identifier!a} is that of the edition in {other.name!a} too",
                path,
                line,
                hint,
            )


def _folders_beside(own: Path) -> list[Path]:
    try:
        return sorted(other for other in own.parent.iterdir() if other != own and other.is_dir())
    except OSError:
        return []


def _name_of(folder: Path, wanted: str) -> str:
    """Give the id of an edition without settings; a folder without texts is no edition."""
    return folder.name if folder.name == wanted and is_edition(folder) else ""


def _id_in(text: str) -> str:
    identifier = (settings_in(text) or {}).get("id", "")
    return identifier if isinstance(identifier, str) else ""
