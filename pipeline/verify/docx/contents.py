"""The table of contents of a DOCX, held against the headings that it leads to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from pipeline.book import Book
from pipeline.model.document import Heading
from pipeline.verify.archive import Archive, Element
from pipeline.verify.contents import ContentsEntry, outline
from pipeline.verify.rules import Discrepancy, judge_contents

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VAL = W + "val"
CHARACTERS = {W + "noBreakHyphen": "\u2011", W + "softHyphen": "\u00ad", W + "tab": "\t"}
DEEPEST = 9


def check(book: Book, archive: Archive, body: Element) -> Iterator[Discrepancy]:
    """Compare the contents, and the levels of the headings that they lead to, with ``book``.

    The bookmarks in ``body`` have the names of the texts. A text without a heading has no entry.
    """
    styles = _StyleLevels(archive.xml("word/styles.xml"))
    headed = {text.id for text in book.texts if any(isinstance(b, Heading) for b in text.blocks)}
    wanted = [
        replace(entry, level=min(entry.level, DEEPEST))
        for entry in outline(book)
        if entry.target in headed
    ]
    found = list(_entries(body, styles))
    yield from judge_contents(wanted if book.has_contents else [], found)
    levels = dict(_heading_levels(body, styles))
    headings = [replace(one, level=levels.get(one.target, 0)) for one in wanted]
    yield from judge_contents(wanted, headings, "Word's navigation")


_LEVEL = re.compile(r"[0-9]{1,2}", re.ASCII)


class _StyleLevels:
    """What the styles of a DOCX say of their level."""

    def __init__(self, root: Element) -> None:
        styles = {style.get(W + "styleId", ""): style for style in root.iter(W + "style")}
        self.entries: dict[str, int] = {}
        self.headings: dict[str, int] = {}
        levels: dict[str, int | None] = {}
        for name, style in styles.items():
            kind, _, level = _value(style, "name").lower().partition(" ")
            if kind == "toc" and _LEVEL.fullmatch(level):
                self.entries[name] = int(level)
            outline = _outline(name, styles, levels)
            if outline is not None:
                self.headings[name] = outline


def _outline(name: str, styles: Mapping[str, Element], levels: dict[str, int | None]) -> int | None:
    """Give the level that a style has or inherits; ``levels`` are those known by now."""
    inheriting: list[str] = []
    level = None
    while name in styles and name not in levels:
        levels[name] = None  # what comes back to it inherits nothing
        inheriting.append(name)
        outline = styles[name].find(f"{W}pPr/{W}outlineLvl")
        if outline is not None:
            given = outline.get(VAL, "0")
            level = int(given) + 1 if _LEVEL.fullmatch(given) else None
            break
        name = _value(styles[name], "basedOn")
    else:
        level = levels.get(name)
    levels.update(dict.fromkeys(inheriting, level))
    return level


def _value(style: Element, name: str) -> str:
    found = style.find(W + name)
    return "" if found is None else found.get(VAL, "")


def _style(paragraph: Element) -> str:
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if found is None else found.get(VAL, "")


def _entries(body: Element, styles: _StyleLevels) -> Iterator[ContentsEntry]:
    for paragraph in body.iterfind(f"{W}sdt/{W}sdtContent/{W}p"):
        level = styles.entries.get(_style(paragraph))
        if level is None:
            continue
        anchors = [link.get(W + "anchor", "") for link in paragraph.iter(W + "hyperlink")]
        target = anchors[0] if len(anchors) == 1 else ""
        yield ContentsEntry(target, text_of(paragraph), level)


def text_of(element: Element) -> str:
    """Give what an element shows."""
    written = element.iter(W + "t", *CHARACTERS)
    return "".join(CHARACTERS.get(str(one.tag), one.text or "") for one in written)


def _heading_levels(body: Element, styles: _StyleLevels) -> Iterator[tuple[str, int]]:
    """Yield the level of the first heading after each bookmark that stands between paragraphs."""
    waiting = ""
    for element in body:
        if element.tag == W + "bookmarkStart":
            waiting = element.get(W + "name", "")
        elif waiting and element.tag == W + "p" and _style(element) in styles.headings:
            yield waiting, styles.headings[_style(element)]
            waiting = ""
