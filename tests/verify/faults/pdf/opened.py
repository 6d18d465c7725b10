"""A tagged PDF opened, to have faults put into it."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from random import Random
from typing import ClassVar

import pikepdf

from tests.verify.faults import TRIES, Faulty, InapplicableError, pick
from tests.verify.faults.pdf.objects import Object, inside, kids, remove


@dataclass(frozen=True)
class Codes:
    """What one operator shows: where it stands, and what each of its codes means."""

    page: int
    instruction: int
    characters: tuple[str, ...]


class Opened:
    """A good PDF.

    ``families`` names the methods that put a fault in and the family of rules that must find it.
    """

    families: ClassVar[dict[str, str]]

    def __init__(self, data: bytes, names: frozenset[str]) -> None:
        self.names = names
        with pikepdf.open(io.BytesIO(data)) as pdf:
            self.data = saved(pdf)
        with pikepdf.open(io.BytesIO(self.data)) as pdf:
            self.first_page = self.after_the_contents(pdf)
            every = [codes for codes in self.read_codes(pdf) if is_text(codes.characters)]
        self.codes = [codes for codes in every if codes.page >= self.first_page]
        self.front = [codes for codes in every if codes.page < self.first_page]

    def make(self, random: Random) -> Faulty:
        while True:
            kind = random.choice(sorted(self.families))
            put: Callable[[pikepdf.Pdf, Random], bool] = getattr(self, kind)
            for _ in range(TRIES):
                with pikepdf.open(io.BytesIO(self.data)) as pdf, suppress(InapplicableError):
                    if put(pdf, random) and (faulty := saved(pdf)) != self.data:
                        return kind, self.families[kind], faulty

    def after_the_contents(self, pdf: pikepdf.Pdf) -> int:
        """Find the page that the text begins on: after the contents, or where page 1 is."""
        numbers = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}
        listed = [
            numbers[tag.Pg.objgen]
            for parent, place in self.entries(pdf)
            for tag in inside(parent.K[place])
            if "/Pg" in tag
        ]
        labels = list(pdf.Root.PageLabels.Nums)
        counted = zip(labels[::2], labels[1::2], strict=True)
        first = (int(index) for index, label in counted if str(label.get("/S")) == "/D")
        return max(listed) + 1 if listed else next(first, 0)

    def read_codes(self, pdf: pikepdf.Pdf) -> Iterator[Codes]:
        for number in range(len(pdf.pages)):
            page = pdf.pages[number]
            fonts = {
                name: meanings(face.ToUnicode.read_bytes())
                for name, face in page.obj.Resources.get("/Font", {}).items()
            }
            marked: list[bool] = []
            face = fonts[next(iter(fonts))] if fonts else {}
            for index, instruction in enumerate(pikepdf.parse_content_stream(page)):
                operands: Object = instruction.operands
                match str(instruction.operator):
                    case "BDC":
                        marked.append(is_numbered(operands))
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
                        yield Codes(number, index, meant)

    def elements(self, pdf: pikepdf.Pdf, *names: str) -> list[tuple[Object, int]]:
        """List elements of these names in the transcription, as their parent and their place."""
        found: list[tuple[Object, int]] = []

        def walk(parent: Object) -> None:
            for index, kid in enumerate(kids(parent)):
                if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                    if str(kid.S)[1:] in names and self.is_text(pdf, kid):
                        found.append((parent, index))
                    walk(kid)

        walk(pdf.Root.StructTreeRoot.K)
        return found

    def is_text(self, pdf: pikepdf.Pdf, element: Object) -> bool:
        pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        number = next((pages[e.Pg.objgen] for e in inside(element) if "/Pg" in e), -1)
        return number >= self.first_page

    def entries(self, pdf: pikepdf.Pdf) -> list[tuple[Object, int]]:
        """List the entries of the printed contents, as their parent and their place."""
        found: list[tuple[Object, int]] = []
        waiting = [pdf.Root.StructTreeRoot.K]
        while waiting:
            parent = waiting.pop()
            for index, kid in enumerate(kids(parent)):
                if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                    waiting.append(kid)
                    if str(kid.S) == "/TOCI":
                        found.append((parent, index))
        return found

    def gaps(self, pdf: pikepdf.Pdf) -> list[tuple[Object, int]]:
        """List places between two lines of one paragraph of the body."""
        return [
            (parent.K[place], gap)
            for parent, place in self.elements(pdf, "P")
            if str(parent.get("/S")) != "/Note"
            for gap in range(1, len(kids(parent.K[place])))
            if all(isinstance(kid, int) for kid in kids(parent.K[place])[gap - 1 : gap + 1])
        ]

    def move(self, pdf: pikepdf.Pdf, parent: Object, first: int, last: int, random: Random) -> bool:
        element, gap = pick(random, self.gaps(pdf))
        moved = [parent.K[place] for place in range(first, last)]
        if element.objgen == parent.objgen:
            rest = kids(parent)[:first] + [None] * (last - first) + kids(parent)[last:]
            new = [*rest[:gap], *moved, *rest[gap:]]
            parent.K = pikepdf.Array([kid for kid in new if kid is not None])
            return True
        remove(parent, first, last)
        element.K = pikepdf.Array([*kids(element)[:gap], *moved, *kids(element)[gap:]])
        for each in moved:
            each.P = element
        return True


def saved(pdf: pikepdf.Pdf) -> bytes:
    file = io.BytesIO()
    pdf.save(
        file,
        compress_streams=False,
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
        static_id=True,
    )
    return file.getvalue()


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


def is_numbered(operands: Object) -> bool:
    """Tell whether marked content belongs to the tree and is read from its glyphs."""
    properties = operands[1]
    return "/MCID" in properties
