"""What a PDF says beside its text: bookmarks, numbers of pages, metadata, attached files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from pikepdf import Object, Pdf

Destination: TypeAlias = tuple[int, float, float]
Bookmark: TypeAlias = tuple[str, Destination, int]


def bookmarks(file: Pdf, destination: Callable[[Object], Destination]) -> Iterator[Bookmark]:
    """Yield words, place and depth of each bookmark, from 1, in their order."""
    outlines = file.Root.get("/Outlines")
    waiting: list[tuple[Any, int]] = [] if outlines is None else [(outlines.get("/First"), 1)]
    seen: set[tuple[int, int]] = set()
    while waiting:
        item, depth = waiting.pop()
        if item is None or item.objgen in seen:
            continue
        seen.add(item.objgen)
        waiting += (item.get("/Next"), depth), (item.get("/First"), depth + 1)
        yield str(item.Title), destination(item.get("/Dest") or item.A.D), depth


def numbers(file: Pdf) -> list[tuple[str, int]]:
    """Give style and number of each page as a viewer counts them."""
    labels = file.Root.get("/PageLabels")
    given: list[Any] = [] if labels is None else list(labels.Nums)
    begun = {int(index): label for index, label in zip(given[::2], given[1::2], strict=True)}
    counted: list[tuple[str, int]] = []
    style, number = "", 0
    for index in range(len(file.pages)):
        number += 1
        if index in begun:
            style, number = str(begun[index].get("/S", "/"))[1:], int(begun[index].get("/St", 1))
        counted.append((style, number))
    return counted


def facts(file: Pdf) -> list[tuple[str, str]]:
    """Give what the file says of itself, in both of the ways there are."""
    stated = file.open_metadata()  # not to be changed, which is what ``with`` would do
    return [
        ("title", str(file.docinfo.get("/Title", ""))),
        ("authors", str(file.docinfo.get("/Author", ""))),
        ("title (XMP)", str(stated.get("dc:title", ""))),
        ("authors (XMP)", ", ".join(stated.get("dc:creator", []))),
        ("language (XMP)", ", ".join(sorted(stated.get("dc:language", [])))),
        ("language", str(file.Root.get("/Lang", ""))),
        *((name, one) for name in _DESCRIBED for one in _several(stated.get(name))),
    ]


_DESCRIBED = (
    "dc:publisher", "dc:rights", "dc:identifier", "dc:description", "dc:subject",
    "dc:contributor", "xmpRights:WebStatement",
)  # fmt: skip


def _several(fact: object) -> list[str]:
    if fact is None:
        return []
    return [fact] if isinstance(fact, str) else sorted(map(str, fact))  # type: ignore[call-overload]


def attached(file: Pdf) -> dict[str, bytes]:
    """Give the files that are attached, by their names."""
    return {name: spec.get_file().read_bytes() for name, spec in file.attachments.items()}
