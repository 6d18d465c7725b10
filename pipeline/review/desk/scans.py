"""The pictures of the pages that a document stands on in the printed source."""

from __future__ import annotations

import re
from itertools import takewhile
from pathlib import Path

from pipeline.edition.named_files import fault_of
from pipeline.engine.pictures import picture_at
from pipeline.model.errors import UsageError
from pipeline.review.desk.places import PagePlaces
from pipeline.review.workspace import ReadingKind, Workspace

_PAGE = re.compile(r"\{page(?::0([1-9]))?\}")


def scans_of(workspace: Workspace, path: Path, places: PagePlaces) -> list[tuple[str, int]]:
    """Give each page of which there is a picture: its number, and the line that it begins in.

    Lines are those of the raw text, from 0. The first page is the one that the text before ends on.
    """
    if not workspace.edition.settings.source_pages:
        return []
    marks = [one for one in workspace.readings(path) if one.kind is ReadingKind.PAGE]
    before = takewhile(lambda one: one[0] != path, workspace.facts.items())
    ends = [facts.pages[-1].number for _, facts in before if facts.pages]
    pages = [(one.value, places.start(one.span)[0]) for one in marks]
    return [
        (number, line)
        for number, line in [*((number, 0) for number in ends[-1:]), *pages]
        if not fault_of(workspace.folder, _name(workspace, number))
    ]


def scan(workspace: Workspace, number: str) -> tuple[bytes, str]:
    """Give the picture of a page and its media type; raises UsageError where there is none."""
    picture = picture_at(workspace.folder, _name(workspace, number))
    if isinstance(picture, str):
        raise UsageError(picture)
    return picture.data, "image/png" if picture.suffix == ".png" else "image/jpeg"


def _name(workspace: Workspace, number: str) -> str:
    def page(match: re.Match[str]) -> str:
        return number.zfill(int(match[1] or 0))

    return _PAGE.sub(page, workspace.edition.settings.source_pages)
