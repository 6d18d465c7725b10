"""A tagged PDF opened, to have faults put into it."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from random import Random
from typing import NamedTuple

import pikepdf

from tests.verify.faults import pick
from tests.verify.faults.listed import Specimen
from tests.verify.faults.pdf.objects import Object, inside, kids


@dataclass(frozen=True)
class Codes:
    """What one operator shows: where it stands, and what each of its codes means.

    ``number`` is that of its marked content.
    """

    page: int
    instruction: int
    characters: tuple[str, ...]
    number: int | None = None


class Kids(NamedTuple):
    """Neighbours in the structure tree: what is inside ``parent`` from ``first`` to ``last``."""

    parent: Object
    first: int
    last: int

    @property
    def element(self) -> Object:
        """The last of them; the label of a note stands before it."""
        return self.parent.K[self.last - 1]


class Opened(Specimen[Kids]):
    """A good PDF."""

    pdf: pikepdf.Pdf

    def __init__(self, data: bytes, names: frozenset[str]) -> None:
        self.names = names
        with pikepdf.open(io.BytesIO(data)) as self.pdf:
            self.data = self.saved()
        with self.opened():
            self.first_page = self.after_the_contents()
            every = [codes for codes in self.read_codes(is_numbered) if is_text(codes.characters)]
            self.heads = list(self.read_codes(is_head))
        self.codes = [codes for codes in every if codes.page >= self.first_page]
        self.front = [codes for codes in every if codes.page < self.first_page]

    @property
    def unchanged(self) -> bytes:
        return self.data

    @contextmanager
    def opened(self) -> Iterator[None]:
        with pikepdf.open(io.BytesIO(self.data)) as self.pdf:
            yield

    def saved(self) -> bytes:
        file = io.BytesIO()
        self.pdf.save(
            file,
            compress_streams=False,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            static_id=True,
        )
        return file.getvalue()

    def after_the_contents(self) -> int:
        """Find the page that the text begins on: after the contents, or where page 1 is."""
        numbers = {page.obj.objgen: index for index, page in enumerate(self.pdf.pages)}
        listed = [
            numbers[tag.Pg.objgen]
            for entry in self.entries()
            for tag in inside(entry.element)
            if "/Pg" in tag
        ]
        labels = list(self.pdf.Root.PageLabels.Nums)
        counted = zip(labels[::2], labels[1::2], strict=True)
        first = (int(index) for index, label in counted if str(label.get("/S")) == "/D")
        return max(listed) + 1 if listed else next(first, 0)

    def read_codes(self, wanted: Callable[[Object], bool]) -> Iterator[Codes]:
        for place in range(len(self.pdf.pages)):
            page = self.pdf.pages[place]
            fonts = {
                name: meanings(face.ToUnicode.read_bytes())
                for name, face in page.obj.Resources.get("/Font", {}).items()
            }
            marked: list[bool] = []
            number = None
            face = fonts[next(iter(fonts))] if fonts else {}
            for index, instruction in enumerate(pikepdf.parse_content_stream(page)):
                operands: Object = instruction.operands
                match str(instruction.operator):
                    case "BDC":
                        marked.append(wanted(operands))
                        number = operands[1].get("/MCID", number)
                    case "BMC":
                        marked.append(False)
                    case "EMC":
                        marked.pop()
                    case "Tf":
                        face = fonts[str(operands[0])]
                    case "Tj" | "TJ" if marked and all(marked):
                        meant = tuple(
                            face.get(int.from_bytes(pair), "") for pair in pairs(operands[0])
                        )
                        yield Codes(place, index, meant, number)

    def elements(self, *names: str) -> list[Kids]:
        """List elements of these names in the transcription."""
        found: list[Kids] = []

        def walk(parent: Object) -> None:
            for index, kid in enumerate(kids(parent)):
                if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                    if str(kid.S)[1:] in names and self.is_text(kid):
                        found.append(Kids(parent, index, index + 1))
                    walk(kid)

        walk(self.pdf.Root.StructTreeRoot.K)
        return found

    def is_text(self, element: Object) -> bool:
        pages = {page.obj.objgen: number for number, page in enumerate(self.pdf.pages)}
        number = next((pages[e.Pg.objgen] for e in inside(element) if "/Pg" in e), -1)
        return number >= self.first_page

    def entries(self) -> list[Kids]:
        """List the entries of the printed contents."""
        found: list[Kids] = []
        waiting = [self.pdf.Root.StructTreeRoot.K]
        while waiting:
            parent = waiting.pop()
            for index, kid in enumerate(kids(parent)):
                if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                    waiting.append(kid)
                    if str(kid.S) == "/TOCI":
                        found.append(Kids(parent, index, index + 1))
        return found

    def gaps(self) -> list[tuple[Object, int]]:
        """List places between two lines of one paragraph of the body."""
        return [
            (one.element, gap)
            for one in self.elements("P")
            if str(one.parent.get("/S")) != "/Note"
            for gap in range(1, len(kids(one.element)))
            if all(isinstance(kid, int) for kid in kids(one.element)[gap - 1 : gap + 1])
        ]

    def remove(self, part: Kids) -> None:
        parent, first, last = part
        parent.K = pikepdf.Array(kids(parent)[:first] + kids(parent)[last:])

    def move(self, part: Kids, random: Random) -> bool:
        element, gap = pick(random, self.gaps())
        parent, first, last = part
        moved = [parent.K[place] for place in range(first, last)]
        if element.objgen == parent.objgen:
            rest = kids(parent)[:first] + [None] * (last - first) + kids(parent)[last:]
            new = [*rest[:gap], *moved, *rest[gap:]]
            parent.K = pikepdf.Array([kid for kid in new if kid is not None])
            return True
        self.remove(part)
        element.K = pikepdf.Array([*kids(element)[:gap], *moved, *kids(element)[gap:]])
        for each in moved:
            each.P = element
        return True


def pairs(operand: Object) -> list[bytes]:
    """Give the two-byte codes that an operator shows."""
    elements = operand if isinstance(operand, pikepdf.Array) else [operand]
    units = b"".join(bytes(each) for each in elements if isinstance(each, pikepdf.String))
    return [units[i : i + 2] for i in range(0, len(units), 2)]


def meanings(table: bytes) -> dict[int, str]:
    """Read what the codes of a face mean, as Typst writes it: a line for each code."""
    found: dict[int, str] = {}
    for line in table.split(b"\n"):
        code, _, characters = line.partition(b"> <")
        if code.startswith(b"<") and characters.endswith(b">"):
            text = bytes.fromhex(characters[:-1].decode()).decode("utf-16-be")
            found[int(code[1:], 16)] = text
    return found


def is_text(characters: Sequence[str]) -> bool:
    """Tell text from the sign before an item of a list, which is decoration."""
    return bool(characters) and characters != ("•",)


def is_head(operands: Object) -> bool:
    """Tell whether marked content is the head of a page."""
    return str(operands[1].get("/Type")) == "/Page"


def is_numbered(operands: Object) -> bool:
    """Tell whether marked content belongs to the tree and is read from its glyphs."""
    properties = operands[1]
    return "/MCID" in properties
