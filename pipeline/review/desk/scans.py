"""The pictures of the pages that a document stands on in the printed source."""

from __future__ import annotations

from itertools import takewhile
from pathlib import Path

from pipeline.edition.named_files import fault_of
from pipeline.engine.pictures import picture_at
from pipeline.model.errors import UsageError
from pipeline.model.page_images import PageImages, is_address
from pipeline.review.desk.places import PagePlaces
from pipeline.review.workspace import ReadingKind, Workspace


def scans_of(workspace: Workspace, path: Path, places: PagePlaces) -> list[tuple[str, int]]:
    """Give each page of which there is a picture: its number, and the line that it begins in.

    Lines are those of the raw text, from 0. The first page is the one that the text before ends on.
    """
    images = _images(workspace)
    if not (images.pattern or images.known):
        return []
    marks = [one for one in workspace.readings(path) if one.kind is ReadingKind.PAGE]
    before = takewhile(lambda one: one[0] != path, workspace.facts.items())
    ends = [facts.pages[-1].number for _, facts in before if facts.pages]
    pages = [(one.value, places.start(one.span)[0]) for one in marks]
    return [
        (number, line)
        for number, line in [*((number, 0) for number in ends[-1:]), *pages]
        if not _lacks(workspace.folder, images.of(number))
    ]


def scan(workspace: Workspace, number: str) -> tuple[bytes, str]:
    """Give the picture of a page and its media type; raises UsageError where there is none."""
    picture = picture_at(workspace.folder, _images(workspace).of(number))
    if isinstance(picture, str):
        raise UsageError(picture)
    return picture.data, "image/png" if picture.suffix == ".png" else "image/jpeg"


def _images(workspace: Workspace) -> PageImages:
    return workspace.edition.settings.metadata.page_images


def _lacks(folder: Path, name: str) -> bool:
    return not name or is_address(name) or bool(fault_of(folder, name))
