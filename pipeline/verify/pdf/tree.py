"""The structure tree of a tagged PDF, with the text of its marked content in logical order."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from pipeline.model.errors import ConversionError
from pipeline.verify.pdf import file
from pipeline.verify.pdf.drawn import DrawnLooks
from pipeline.verify.pdf.file import Destination
from pipeline.verify.pdf.glyphs import Mapping16, font, widths
from pipeline.verify.pdf.text import LevelLine, ShownText, decode_text, pieces

if TYPE_CHECKING:
    from pikepdf import Object, Page


# Points between the place a link leads to, the top of a line, and the foot of the line.
_LINE = 20.0


@dataclass(frozen=True, slots=True)
class Content:
    """A piece of marked content on page ``page``."""

    page: int
    piece: ShownText


@dataclass(frozen=True, slots=True)
class LinkAnnotation:
    """A link: the page it is on, its lower left corner, and its target.

    ``target`` is a name, the address of a web page, or a place on a page.
    """

    page: int
    corner: tuple[float, float]
    target: str | Destination

    @property
    def leads_to_itself(self) -> bool:
        """Whether it leads to its own place, as the links of page marks do."""
        target = self.target
        return (
            isinstance(target, tuple)
            and target[0] == self.page
            and 0 <= target[2] - self.corner[1] <= _LINE
        )


_Leaf = TypeVar("_Leaf", Content, LinkAnnotation)


@dataclass(slots=True)
class Tag:
    """An element of the structure tree; ``looks`` are how its words look, as the tree says it.

    ``said`` is what is said in the place of a picture.
    """

    name: str
    children: list[Child]
    looks: tuple[str, ...] = ()
    said: str = ""

    def named(self, name: str) -> Iterator[Tag]:
        """Yield the elements of this name below, but none inside another of them."""
        for child in self.children:
            if isinstance(child, Tag):
                if child.name == name:
                    yield child
                else:
                    yield from child.named(name)

    @property
    def is_page_mark(self) -> bool:
        """Whether it is one of the marks in the margin, which lead to themselves."""
        links = [child for child in self.children if isinstance(child, LinkAnnotation)]
        return self.name == "Link" and len(links) == 1 and links[0].leads_to_itself

    def inside(self, kind: type[_Leaf]) -> Iterator[_Leaf]:
        """Yield what is no element and stands below, however deep."""
        for child in self.children:
            if isinstance(child, kind):
                yield child
            elif isinstance(child, Tag):
                yield from child.inside(kind)


HEADINGS = frozenset({"H1", "H2", "H3", "H4", "H5", "H6"})

Child: TypeAlias = Tag | Content | LinkAnnotation


class TaggedPdf:
    """A tagged PDF as its structure tree shows it; pages count from 0.

    ``numbers`` are the page numbers a viewer shows, as (style, number); ``names`` are the named
    places, ``bookmarks`` have words, place and depth, ``facts`` are what the file says of itself,
    ``attached`` the files in it, ``heads`` what each page says beside its text, ``widths`` how wide
    each is, in points; ``drawn`` tells looks by what pages show. The text begins on ``first_page``:
    after the contents, or with the first heading.
    """

    def __init__(self, data: bytes) -> None:
        import pikepdf  # noqa: PLC0415 - takes 60 ms, for the one format that needs it

        try:
            self._pdf = pikepdf.open(io.BytesIO(data))
            self._pages: dict[Any, int] = {
                page.obj.objgen: index for index, page in enumerate(self._pdf.pages)
            }
            read = list(self._read_pages())
            self._pieces = [pieces for pieces, _, _ in read]
            self.heads = [head for _, head, _ in read]
            self.drawn = DrawnLooks(self._pieces, [lines for _, _, lines in read])
            self.widths = [float(page.mediabox[2]) for page in self._pdf.pages]
            self.names = dict(self._read_names())
            self.bookmarks = list(file.bookmarks(self._pdf, self._destination))
            self.numbers = file.numbers(self._pdf)
            self.facts = file.facts(self._pdf)
            self.attached = file.attached(self._pdf)
            self._names_on: dict[int, list[tuple[str, float]]] = {}
            for name, (page, _, height) in self.names.items():
                self._names_on.setdefault(page, []).append((name, height))
            self.root = Tag("", list(self._read_tree()))
            contents = max(_pages_in(self.root, frozenset({"TOC"})), default=None)
            self.first_page = self._first_headed() if contents is None else contents + 1
        except (pikepdf.PdfError, LookupError, AttributeError, ValueError, TypeError) as error:
            raise ConversionError(f"the PDF cannot be read as a tagged one: {error!r}") from error
        except RecursionError as error:
            raise ConversionError("the PDF's structure is too deep to be read") from error

    def names_on(self, page: int) -> list[tuple[str, float]]:
        """Give the named places on a page and how high they are."""
        return self._names_on.get(page, [])

    def _read_pages(self) -> Iterator[tuple[dict[int, ShownText], ShownText, list[LevelLine]]]:
        fonts: dict[tuple[int, int], Mapping16] = {}
        for page in self._pdf.pages:
            known: dict[bytes, Mapping16] = {}
            for name, face in _entries(page.obj.Resources.get("/Font")):
                if face.objgen not in fonts:
                    fonts[face.objgen] = font(face.ToUnicode.read_bytes())
                    fonts[face.objgen].widths = widths(face.DescendantFonts[0].get("/W", ()))
                known[name[1:].encode()] = fonts[face.objgen]
            read = pieces(self._content(page), known)
            _believe([*read[0].values()])
            yield read

    def _content(self, page: Page) -> bytes:
        import pikepdf  # noqa: PLC0415 - see above

        content = page.obj.get("/Contents")
        if content is None:
            return b""
        if isinstance(content, pikepdf.Array):
            return b"\n".join(stream.read_bytes() for stream in content)
        return bytes(content.read_bytes())

    def _read_names(self) -> Iterator[tuple[str, Destination]]:
        import pikepdf  # noqa: PLC0415 - see above

        names = self._pdf.Root.get("/Names")
        places = None if names is None else names.get("/Dests")
        if places is not None:
            for name, place in pikepdf.NameTree(places).items():
                yield str(name), self._destination(place)

    def _destination(self, place: Object) -> Destination:
        return self._pages[place[0].objgen], float(place[2]), float(place[3])

    def _first_headed(self) -> int:
        """Find the first heading, before pages are numbered from 1 in figures if there is none."""
        numbered = [n for n, number in enumerate(self.numbers) if number == ("D", 1)]
        return min((*_pages_in(self.root, HEADINGS), *numbered[:1]), default=0)

    def _read_tree(self) -> Iterator[Child]:
        import pikepdf  # noqa: PLC0415 - see above

        def read(kid: Object, page: int) -> Iterator[Child]:
            if isinstance(kid, int):
                yield Content(page, self._pieces[page].get(kid, ShownText()))
            elif isinstance(kid, pikepdf.Array):
                for each in kid:
                    yield from read(each, page)
            elif "/MCID" in kid:
                number = self._pages[kid.Pg.objgen] if "/Pg" in kid else page
                yield Content(number, self._pieces[number].get(int(kid.MCID), ShownText()))
            elif "/Obj" in kid:
                yield self._annotation(kid, page)
            else:
                number = self._pages[kid.Pg.objgen] if "/Pg" in kid else page
                name = str(kid.S)[1:]
                looks = (*_LOOKS.get(name, ()), *_layout_looks(kid.get("/A")))
                said = decode_text(bytes(kid.Alt)) if "/Alt" in kid else ""
                yield Tag(name, list(read(kid.K, number)) if "/K" in kid else [], looks, said)

        yield from read(self._pdf.Root.StructTreeRoot.K, -1)

    def _annotation(self, reference: Object, page: int) -> LinkAnnotation:
        link = reference.Obj
        number = self._pages[reference.Pg.objgen] if "/Pg" in reference else page
        corner = (float(link.Rect[0]), float(link.Rect[1]))
        place = link.get("/Dest")
        if place is None:
            action = link.A
            if "/URI" in action:
                return LinkAnnotation(number, corner, str(action.URI))
            place = action.D
        import pikepdf  # noqa: PLC0415 - see above

        if isinstance(place, pikepdf.Array):
            return LinkAnnotation(number, corner, self._destination(place))
        return LinkAnnotation(number, corner, str(place).removeprefix("/"))


_LOOKS = {"Em": ("italic",), "Strong": ("bold",)}
_LINES = {"/LineThrough": "del", "/Underline": "underlined"}


def _layout_looks(attributes: Object | None) -> Iterator[str]:
    """Name the looks that the layout attributes of an element give (ISO 32000-1, 14.8.5.4)."""
    import pikepdf  # noqa: PLC0415 - see above

    for one in attributes if isinstance(attributes, pikepdf.Array) else ():
        line = _LINES.get(str(one.get("/TextDecorationType", "")))
        if line is not None:
            yield line
        shift = float(one.get("/BaselineShift", 0))
        if shift:
            yield "superscript" if shift > 0 else "subscript"


def _pages_in(tag: Tag, names: frozenset[str], *, inside: bool = False) -> Iterator[int]:
    """Give the pages that elements of these names have text on."""
    for child in tag.children:
        if isinstance(child, Tag):
            yield from _pages_in(child, names, inside=inside or child.name in names)
        elif inside:
            yield child.page


def _entries(dictionary: Object | None) -> Iterator[tuple[str, Object]]:
    return iter(()) if dictionary is None else iter(dictionary.items())


def _believe(found: Sequence[ShownText]) -> None:
    """Take for the text of the pieces of a page what they say, where they show its letters.

    ``ActualText`` of a numbered piece (ISO 32000-1, 14.9.4) can put letters in order and no more.
    A piece says it for those behind it, too, that say nothing, or blanks.
    """
    if not any(one.said for one in found):
        return
    begins = accumulate(one.said is None or bool(one.said.strip()) for one in found)
    for _, numbered in groupby(zip(begins, found, strict=True), itemgetter(0)):
        group = [one for _, one in numbered if one.said is not None]
        said, shown = (
            Counter("".join("".join(some).split()))
            for some in ([one.said or "" for one in group], [one.text for one in group])
        )
        # Of a glyph that is moved up or down, the letters are shown twice.
        if said <= shown and said.keys() == shown.keys():
            for one in group:
                one.text = one.said or ""
