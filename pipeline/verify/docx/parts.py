"""What the parts of a DOCX say about each other: names in full, numbers of notes, addresses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha1

from pipeline.verify.archive import Archive, Element
from pipeline.verify.docx.contents import W

LONGEST_BOOKMARK = 40

_TRUE = frozenset({"1", "true", "on"})


class Parts:
    """The body and the notes of one DOCX, whose bookmarks have the ``names`` they stand for.

    ``numbers`` are those that Word shows at footnotes, ``addresses`` lead from the ids that links
    have in each of the two parts.
    """

    def __init__(self, archive: Archive, body: Element, names: Iterable[str]) -> None:
        long_names = _long_names(names)
        _name_in_full(body, long_names)
        self.archive = archive
        self.body = body
        self.numbers = dict(_numbers(body))
        self.footnotes: dict[str, Element] = {}
        if "word/footnotes.xml" in archive.names:
            notes = archive.xml("word/footnotes.xml")
            _name_in_full(notes, long_names)
            self.footnotes = {note.get(W + "id", ""): note for note in notes}
        self.addresses: dict[str, dict[str, str]] = {
            part: _addresses(archive, part) for part in ("document", "footnotes")
        }

    def read(self, name: str) -> bytes:
        """Give the bytes of what the text shows, by its name in the folder of Word's parts."""
        path = f"word/{name}"
        return self.archive.read(path) if path in self.archive.names else b""


def _long_names(names: Iterable[str]) -> dict[str, str]:
    """Give the bookmarks of ``names`` that cannot be one.

    Word allows 40 characters and wants a letter first; pandoc takes a hash of any other name.
    """
    return {
        "X" + sha1(name.encode(), usedforsecurity=False).hexdigest()[1:]: name
        for name in names
        if len(name) > LONGEST_BOOKMARK or not name[:1].isalpha()
    }


def _name_in_full(root: Element, long_names: dict[str, str]) -> None:
    for element in root.iter(W + "bookmarkStart", W + "hyperlink", W + "fldSimple"):
        for attribute in (W + "name", W + "anchor", W + "instr"):
            words = element.get(attribute, "").split(" ")
            if not long_names.keys().isdisjoint(words):
                element.set(attribute, " ".join(long_names.get(word, word) for word in words))


def _numbers(body: Element) -> Iterator[tuple[str, str]]:
    """Number the footnotes as Word does: one after another, anew where a section says so.

    A footnote with a mark of its own takes no number.
    """
    section: list[str] = []
    count = 0
    for block in body:
        section += [
            reference.get(W + "id", "")
            for reference in block.iter(W + "footnoteReference")
            if reference.get(W + "customMarkFollows") not in _TRUE
        ]
        ends = block if block.tag == W + "sectPr" else block.find(f"{W}pPr/{W}sectPr")
        if ends is None:
            continue
        restart = ends.find(f"{W}footnotePr/{W}numRestart")
        if restart is not None and restart.get(W + "val") == "eachSect":
            count = 0
        for number in section:
            count += 1
            yield number, str(count)
        section = []


def _addresses(archive: Archive, part: str) -> dict[str, str]:
    name = f"word/_rels/{part}.xml.rels"
    if name not in archive.names:
        return {}
    return {r.get("Id", ""): r.get("Target", "") for r in archive.xml(name)}
