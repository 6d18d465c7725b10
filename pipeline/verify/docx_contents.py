"""The table of contents of a DOCX, held against the headings that it leads to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline import document as model
from pipeline.diagnostics import Finding
from pipeline.verify.archive import Archive, Element
from pipeline.verify.checks import HINT
from pipeline.verify.rules import RULES, Discrepancy

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VAL = W + "val"
CHARACTERS = {W + "noBreakHyphen": "\u2011", W + "softHyphen": "\u00ad", W + "tab": "\t"}
# A text and its colophon are found without contents.
FEW = 2

_RULES = {rule.name: rule for rule in RULES}


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents: where it leads, what it says, how deep it stands, from 1."""

    target: str
    words: str
    level: int


def compare(
    documents: Sequence[model.Document], archive: Archive, body: Element
) -> Iterator[Discrepancy]:
    """Find entries that are missing, too many, out of order or not as the heading is.

    The bookmarks in ``body`` have the names of the documents. A text without a heading has no
    entry.
    """
    styles = _Styles(archive.xml("word/styles.xml"))
    found = list(_entries(body, styles))
    if not found and len(documents) <= FEW:
        return
    levels = dict(_heading_levels(body, styles))
    wanted = [
        Entry(document.id, words, levels.get(document.id, 0))
        for document in documents
        if (words := _heading(document)) is not None
    ]
    yield from _missing_or_added(wanted, found)
    there = {entry.target for entry in wanted} & {entry.target for entry in found}
    pairs = zip(_only(wanted, there), _only(found, there), strict=False)
    for entry, other in pairs:
        if entry != other:
            message = f"stands as {_shown(other)} in the table of contents, not as {_shown(entry)}"
            yield _say("link-wrong", entry.target, message)


def _missing_or_added(wanted: Sequence[Entry], found: Sequence[Entry]) -> Iterator[Discrepancy]:
    left = [entry.target for entry in found]
    for entry in wanted:
        if entry.target in left:
            left.remove(entry.target)
        else:
            yield _say("link-missing", entry.target, "is not in the table of contents")
    for target in left:
        yield _say("link-added", target, "is led to by a table of contents where it has no place")


def _only(entries: Iterable[Entry], targets: set[str]) -> list[Entry]:
    return [entry for entry in entries if entry.target in targets]


def _say(rule: str, name: str, what: str) -> Discrepancy:
    return Discrepancy(_RULES[rule], name, Finding(model.NOWHERE, f"{name} {what}", HINT))


def _shown(entry: Entry) -> str:
    return f"“{entry.words}” at level {entry.level}, leading to {entry.target}"


class _Styles:
    """What the styles of a DOCX say of their level."""

    def __init__(self, root: Element) -> None:
        styles = {style.get(W + "styleId", ""): style for style in root.iter(W + "style")}
        self.entries: dict[str, int] = {}
        self.headings: dict[str, int] = {}
        for name, style in styles.items():
            kind, _, level = _value(style, "name").lower().partition(" ")
            if kind == "toc" and level.isdecimal():
                self.entries[name] = int(level)
            outline = _outline(style, styles)
            if outline is not None:
                self.headings[name] = outline


def _outline(style: Element, styles: Mapping[str, Element]) -> int | None:
    """Give the level that a style has or inherits."""
    seen: set[str] = set()
    while True:
        outline = style.find(f"{W}pPr/{W}outlineLvl")
        if outline is not None:
            return int(outline.get(VAL, "0")) + 1
        base = _value(style, "basedOn")
        if base in seen or base not in styles:
            return None
        seen.add(base)
        style = styles[base]


def _value(style: Element, name: str) -> str:
    found = style.find(W + name)
    return "" if found is None else found.get(VAL, "")


def _style(paragraph: Element) -> str:
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if found is None else found.get(VAL, "")


def _entries(body: Element, styles: _Styles) -> Iterator[Entry]:
    for paragraph in body.iterfind(f"{W}sdt/{W}sdtContent/{W}p"):
        level = styles.entries.get(_style(paragraph))
        if level is None:
            continue
        anchors = [link.get(W + "anchor", "") for link in paragraph.iter(W + "hyperlink")]
        target = anchors[0] if len(anchors) == 1 else ""
        written = paragraph.iter(W + "t", *CHARACTERS)
        words = "".join(CHARACTERS.get(str(one.tag), one.text or "") for one in written)
        yield Entry(target, words, level)


def _heading_levels(body: Element, styles: _Styles) -> Iterator[tuple[str, int]]:
    """Yield the level of the first heading after each bookmark that stands between paragraphs."""
    waiting = ""
    for element in body:
        if element.tag == W + "bookmarkStart":
            waiting = element.get(W + "name", "")
        elif waiting and element.tag == W + "p" and _style(element) in styles.headings:
            yield waiting, styles.headings[_style(element)]
            waiting = ""


def _heading(document: model.Document) -> str | None:
    """Give the heading of a document on one line."""
    heading = next((b for b in document.blocks if isinstance(b, model.Heading)), None)
    if heading is None:
        return None
    words = ""
    for node in model.walk(heading):
        match node:
            case model.Text():
                words += node.text
            case model.LineBreak():
                words += " "
            case model.Correction():
                words += f"{node.printed} [{node.reading}]"
    return words
