"""Single faults in a DOCX."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import ClassVar

from lxml import etree

from tests.verify.faults import LINK, InapplicableError, pick, pick_two
from tests.verify.faults.xml import Element, Packed, Spot, drop, spots

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PROPERTIES = "docProps/core.xml"
NAME, ID, ANCHOR, VAL = W + "name", W + "id", W + "anchor", W + "val"
_NO_TEXT = (
    "SourcePage", "FootnoteReference", "FootnoteReferenceApart", "NoteCross-Reference",
)  # fmt: skip


class Docx(Packed):
    """A good DOCX whose documents stand in bookmarks ``names``."""

    link_target = ANCHOR
    nowhere = ("d0",)
    own: ClassVar[dict[str, str]] = {
        "set_a_heading_deeper": LINK,
        "move_an_entry_of_the_contents": LINK,
        "set_an_entry_of_the_contents_deeper": LINK,
    }
    never = frozenset({"make_a_heading_a_paragraph"})

    def __init__(self, data: bytes, names: frozenset[str]) -> None:
        super().__init__(data)
        self.names = names
        bookmarks = (one for tree in self.good.values() for one in tree.iter(W + "bookmarkStart"))
        self.names_of_targets = sorted(one.get(NAME, "") for one in bookmarks)

    def is_text(self, name: str) -> bool:
        return name in ("word/document.xml", "word/footnotes.xml", PROPERTIES)

    # --- what there is -------------------------------------------------------------------

    @property
    def body(self) -> Element:
        return self.trees["word/document.xml"][0]

    def lines(self) -> Iterator[Element]:
        """Yield the paragraphs of the transcription, also those in cells and notes."""
        inside = False
        for element in self.body:
            if element.tag == W + "bookmarkStart":
                inside = inside or element.get(NAME) in self.names
            elif inside:
                yield from element.iter(W + "p")
        yield from self.lines_of_notes()

    def lines_of_notes(self) -> Iterator[Element]:
        for note in self.trees["word/footnotes.xml"]:
            if not note.get(W + "type"):
                yield from note.iter(W + "p")

    def inside(self, *tags: str) -> list[Element]:
        """List the elements of these names in paragraphs of the transcription."""
        return [one for line in self.lines() for one in line.iter(*(W + tag for tag in tags))]

    def words(self, element: Element) -> str:
        return "".join(text.text or "" for text in texts_in(element))

    def texts(self) -> list[Spot]:
        return spots([text for line in self.lines() for text in texts_in(line)])

    def texts_of_notes(self) -> list[Spot]:
        return spots([text for line in self.lines_of_notes() for text in texts_in(line)])

    def paragraphs(self) -> list[Spot]:
        return spots([line for line in self.lines() if self.words(line)])

    blocks = paragraphs

    def headings(self) -> list[Spot]:
        styles = (line.find(f"{W}pPr/{W}pStyle") for line in self.lines())
        return spots([s for s in styles if s is not None and s.get(VAL, "").startswith("Heading")])

    def line_ends(self) -> list[Spot]:
        return spots(self.inside("br"))

    def rows(self) -> list[Spot]:
        return spots([row for row in self.body.iter(W + "tr") if self.words(row)])

    def cells(self) -> list[Spot]:
        return spots([cell for row in self.rows() for cell in row.element.findall(W + "tc")[:-1]])

    def notes(self) -> list[Spot]:
        runs = self.body.iter(W + "r")
        return spots([run for run in runs if run.find(W + "footnoteReference") is not None])

    def page_marks(self) -> list[Spot]:
        return spots([run for run in self.inside("r") if style(run) == "SourcePage"])

    def page_numbers(self) -> list[Spot]:
        return spots([text for mark in self.page_marks() for text in mark.element.iter(W + "t")])

    def links(self) -> list[Spot]:
        return spots(self.inside("hyperlink"))

    def targets(self) -> list[Spot]:
        bookmarks = self.all_of(W + "bookmarkStart")
        return spots([one for one in bookmarks if one.get(NAME) not in self.names])

    def entries(self) -> list[Spot]:
        lines = self.body.iterfind(f".//{W}sdtContent/{W}p")
        return spots([line for line in lines if line.find(W + "hyperlink") is not None])

    def links_of_entries(self) -> list[Spot]:
        return spots([link for e in self.entries() for link in e.element.iter(W + "hyperlink")])

    def words_of_entries(self) -> list[Spot]:
        links = self.links_of_entries()
        return spots([text for link in links for text in link.element.iterfind(f"{W}r/{W}t")])

    def lines_of_the_title_page(self) -> list[Spot]:
        page: list[Element] = []
        for element in self.body:
            if element.tag != W + "p":
                break
            page += element.iter(W + "t")
        return spots(page)

    def facts(self) -> list[Spot]:
        properties = self.trees[PROPERTIES]
        return spots(list(properties.iter("{http://purl.org/dc/elements/1.1/}*")))

    # --- what can be done ----------------------------------------------------------------

    def follower(self, part: Spot) -> Spot:
        follower = super().follower(part)
        both = part.element, follower.element
        if not all(map(self.words, both)):
            raise InapplicableError
        if any(one.find(f"{W}pPr/{W}sectPr") is not None for one in both):
            raise InapplicableError
        return follower

    def join(self, part: Spot, follower: Spot) -> None:
        if part.element[-1].tag == W + "bookmarkEnd":
            raise InapplicableError
        part.element.extend(child for child in follower.element if child.tag != W + "pPr")
        drop(follower.element)

    def address(self, part: Spot) -> str:
        reference = part.element.find(W + "footnoteReference")
        return super().address(part) if reference is None else reference.get(ID, "")

    def lead(self, part: Spot, address: str) -> None:
        reference = part.element.find(W + "footnoteReference")
        if reference is None:
            super().lead(part, address)
        else:
            reference.set(ID, address)

    def is_same(self, one: str, other: str) -> bool:
        said = {
            note.get(ID): "".join(note.itertext(W + "t", with_tail=False))
            for note in self.trees["word/footnotes.xml"]
        }
        return said.get(one, one) == said.get(other, other)

    def addresses(self, _: object) -> list[str]:
        return self.names_of_targets

    def deepen(self, part: Spot, random: Random) -> None:
        level = int(part.element.get(VAL, "")[-1]) + random.choice((1, 2))
        part.element.set(VAL, f"Heading{level}")

    def unlink(self, part: Spot) -> None:
        for child in list(part.element):
            part.element.addprevious(child)
        drop(part.element)

    def move(self, part: Spot, random: Random) -> bool:
        spot, start, end = self.cut_in_two(self.texts(), random)
        text, run = spot.element, spot.element.getparent()
        assert run is not None
        rest = etree.fromstring(etree.tostring(run))
        rest_text = rest.find(W + "t")
        assert rest_text is not None
        text.text, rest_text.text = start, end
        for following in list(text.itersiblings()):
            run.remove(following)
        for leading in list(rest_text.itersiblings(preceding=True)):
            if leading.tag != W + "rPr":
                rest.remove(leading)
        run.addnext(rest)
        run.addnext(part.element)
        return True

    # --- faults of a DOCX alone ----------------------------------------------------------

    def move_an_entry_of_the_contents(self, random: Random) -> bool:
        first, second = (spot.element for spot in pick_two(random, self.entries()))
        if first.getprevious() is second:
            return False
        second.addnext(first)
        return True

    def set_an_entry_of_the_contents_deeper(self, random: Random) -> bool:
        styles = [one for e in self.entries() for one in e.element.iterfind(f"{W}pPr/{W}pStyle")]
        entry = pick(random, styles)
        entry.set(VAL, f"TOC{int(entry.get(VAL, '').removeprefix('TOC')) + 1}")
        return True


def texts_in(element: Element) -> Iterator[Element]:
    """Yield the text of each run that holds text of the transcription and nothing else."""
    for run in element.iter(W + "r"):
        texts = run.findall(W + "t")
        before = run.getprevious()
        number = before is not None and (
            before.find(W + "footnoteRef") is not None
            or (style(before) == "FootnoteReference" and before.find(W + "t") is not None)
        )
        if style(run) in _NO_TEXT or len(texts) != 1:
            continue
        if not (number and texts[0].text == " "):
            yield texts[0]


def style(run: Element) -> str:
    found = run.find(f"{W}rPr/{W}rStyle")
    return "" if found is None else found.get(VAL, "")
