"""Single faults in a tagged PDF: in what its pages show, in its structure tree, in its links."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from random import Random
from typing import Any, ClassVar, TypeAlias

import pikepdf

from tests.verify.faults import (
    ANY,
    CHANGES,
    FACT,
    LINK,
    NOTE,
    PAGE,
    TEXT,
    TRIES,
    Faulty,
    InapplicableError,
    pick,
    pick_two,
)

Object: TypeAlias = Any  # pikepdf gives every object the same type
SOFT_HYPHEN = "\u00ad"


@dataclass(frozen=True)
class Codes:
    """What one operator shows: where it stands, and what each of its codes means."""

    page: int
    instruction: int
    characters: tuple[str, ...]


class Pdf:
    """A good PDF."""

    families: ClassVar[dict[str, str]] = {
        "lose_a_character": ANY,
        "swap_two_characters": ANY,
        "change_a_character": ANY,
        "change_a_character_before_the_text": ANY,
        "cut_a_note": TEXT,
        "lose_a_row": TEXT,
        "exchange_two_rows": ANY,
        "exchange_two_paragraphs": ANY,
        "set_a_heading_deeper": TEXT,
        "make_a_heading_a_paragraph": TEXT,
        "change_a_bookmark": LINK,
        "lose_a_bookmark": LINK,
        "exchange_two_bookmarks": LINK,
        "lead_a_bookmark_elsewhere": LINK,
        "set_a_bookmark_deeper": LINK,
        "lose_an_entry_of_the_contents": LINK,
        "exchange_two_entries_of_the_contents": LINK,
        "lead_an_entry_of_the_contents_elsewhere": LINK,
        "change_a_number_of_a_page": ANY,
        "change_a_fact": FACT,
        "lose_the_tei": FACT,
        "exchange_two_cells": TEXT,
        "join_two_paragraphs": TEXT,
        "lose_a_paragraph": TEXT,
        "move_a_note": NOTE,
        "lose_a_note": NOTE,
        "exchange_two_notes": ANY,
        "lose_a_page_mark": PAGE,
        "move_a_page_mark": PAGE,
        "lead_a_page_mark_elsewhere": PAGE,
        "lead_a_link_elsewhere": LINK,
        "lose_a_link": LINK,
        "lose_the_place_of_a_link": LINK,
        "lose_a_target": LINK,
        "move_a_target": LINK,
    }

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

    # --- characters

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

    def edit(
        self, pdf: pikepdf.Pdf, codes: Codes, change: Callable[[list[bytes]], list[bytes]]
    ) -> bool:
        page = pdf.pages[codes.page]
        stream = list(pikepdf.parse_content_stream(page))
        shown = pikepdf.String(b"".join(change(pairs(stream[codes.instruction].operands[0]))))
        stream[codes.instruction] = pikepdf.ContentStreamInstruction(
            [shown], pikepdf.Operator("Tj")
        )
        page.obj.Contents = pdf.make_stream(pikepdf.unparse_content_stream(stream))
        return True

    def lose_a_character(self, pdf: pikepdf.Pdf, random: Random) -> bool:
        codes = pick(random, self.codes)
        place = random.randrange(len(codes.characters))
        if codes.characters[place] == SOFT_HYPHEN:
            return False
        return self.edit(pdf, codes, lambda p: p[:place] + p[place + 1 :])

    def swap_two_characters(self, pdf: pikepdf.Pdf, random: Random) -> bool:
        codes = pick(random, self.codes)
        said = codes.characters
        places = [
            i
            for i in range(len(said) - 1)
            if said[i] + said[i + 1] != said[i + 1] + said[i] and SOFT_HYPHEN not in said[i : i + 2]
        ]
        if not places:
            return False
        i = pick(random, places)
        return self.edit(pdf, codes, lambda p: [*p[:i], p[i + 1], p[i], *p[i + 2 :]])

    def change_a_character(self, pdf: pikepdf.Pdf, random: Random) -> bool:
        return self.exchange(pdf, pick(random, self.codes), random)

    def change_a_character_before_the_text(self, pdf: pikepdf.Pdf, random: Random) -> bool:
        return self.exchange(pdf, pick(random, self.front), random)

    def exchange(self, pdf: pikepdf.Pdf, codes: Codes, random: Random) -> bool:
        """Show one character of an operator in the place of another."""
        said = codes.characters
        if len(set(said)) == 1 or SOFT_HYPHEN in said:
            return False
        i, j = pick_two(random, range(len(said)))
        if said[i] == said[j]:
            return False
        return self.edit(pdf, codes, lambda p: [*p[:i], p[j], *p[i + 1 :]])

    # --- the tree

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

    def notes(self, pdf: pikepdf.Pdf) -> list[tuple[Object, int]]:
        return self.elements(pdf, "Note")

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

    def move_a_note(self, pdf: pikepdf.Pdf, random: Random) -> bool:
        parent, place = pick(random, self.notes(pdf))
        return self.move(pdf, parent, place - 1, place + 1, random)

    def lose_a_note(self, pdf: pikepdf.Pdf, random: Random) -> bool:
        parent, place = pick(random, self.notes(pdf))
        remove(parent, place - 1, place + 1)
        return True

    def exchange_two_notes(self, pdf: pikepdf.Pdf, random: Random) -> bool:
        (one, first), (two, second) = pick_two(random, self.notes(pdf))
        one.K[first], two.K[second] = two.K[second], one.K[first]
        return True

    def exchange_two_cells(self, pdf: pikepdf.Pdf, random: Random) -> bool:
        parent, place = pick(random, self.elements(pdf, "TR"))
        row = parent.K[place]
        if len(kids(row)) < 2:
            return False
        cell = random.randrange(len(kids(row)) - 1)
        row.K[cell], row.K[cell + 1] = row.K[cell + 1], row.K[cell]
        return True

    def cut_a_note(self, pdf: pikepdf.Pdf, random: Random) -> bool:
        parent, place = pick(random, self.notes(pdf))
        said = [tag for tag in inside(parent.K[place]) if str(tag.get("/S")) == "/P"]
        last = said[-1] if said else None
        if last is None or not kids(last) or not isinstance(kids(last)[-1], int):
            return False
        last.K = pikepdf.Array(kids(last)[:-1])
        return True

    def lose_a_row(self, pdf: pikepdf.Pdf, random: Random) -> bool:
        parent, place = pick(random, self.elements(pdf, "TR"))
        remove(parent, place, place + 1)
        return True

    def exchange_two_rows(self, pdf: pikepdf.Pdf, random: Random) -> bool:
        parent, place = pick(random, self.elements(pdf, "TR"))
        if place + 1 >= len(kids(parent)):
            return False
        parent.K[place], parent.K[place + 1] = parent.K[place + 1], parent.K[place]
        return True

    def exchange_two_paragraphs(self, pdf: pikepdf.Pdf, random: Random) -> bool:
        parent, place = pick(random, self.elements(pdf, "P"))
        following = kids(parent)[place + 1 : place + 2]
        if not following or not isinstance(following[0], pikepdf.Dictionary):
            return False
        if str(following[0].get("/S")) != "/P":
            return False
        parent.K[place], parent.K[place + 1] = parent.K[place + 1], parent.K[place]
        return True

    def headings(self, pdf: pikepdf.Pdf) -> list[Object]:
        names = ("H1", "H2", "H3", "H4")
        return [parent.K[place] for parent, place in self.elements(pdf, *names)]

    def set_a_heading_deeper(self, pdf: pikepdf.Pdf, random: Random) -> bool:
        heading = pick(random, self.headings(pdf))
        heading.S = pikepdf.Name(f"/H{int(str(heading.S)[-1]) + 1}")
        return True

    def make_a_heading_a_paragraph(self, pdf: pikepdf.Pdf, random: Random) -> bool:
        pick(random, self.headings(pdf)).S = pikepdf.Name.P
        return True

    def join_two_paragraphs(self, pdf: pikepdf.Pdf, random: Random) -> bool:
        parent, place = pick(random, self.elements(pdf, "P"))
        if place + 1 >= len(kids(parent)):
            return False
        first, second = parent.K[place], parent.K[place + 1]
        if not isinstance(second, pikepdf.Dictionary) or str(second.get("/S")) != "/P":
            return False
        if "/Pg" not in first or "/Pg" not in second or first.Pg.objgen != second.Pg.objgen:
            return False
        first.K = pikepdf.Array([*kids(first), *kids(second)])
        remove(parent, place + 1, place + 2)
        return True

    def lose_a_paragraph(self, pdf: pikepdf.Pdf, random: Random) -> bool:
        parent, place = pick(random, self.elements(pdf, "P"))
        remove(parent, place, place + 1)
        return True

    # --- pages and links

    def links(self, pdf: pikepdf.Pdf, *, pages: bool) -> list[tuple[Object, int]]:
        found = []
        for parent, place in self.elements(pdf, "Link"):
            if str(parent.get("/S")) == "/Lbl":
                continue
            link = annotation(parent.K[place])
            width = float(pdf.pages[0].obj.MediaBox[2])
            in_margin = float(link.Rect[2]) < 0.15 * width or float(link.Rect[0]) > 0.85 * width
            if in_margin == pages:
                found.append((parent, place))
        return found

    def lose_a_page_mark(self, pdf: pikepdf.Pdf, random: Random) -> bool:
        parent, place = pick(random, self.links(pdf, pages=True))
        remove(parent, place, place + 1)
        return True

    def move_a_page_mark(self, pdf: pikepdf.Pdf, random: Random) -> bool:
        parent, place = pick(random, self.links(pdf, pages=True))
        return self.move(pdf, parent, place, place + 1, random)

    def lead_a_page_mark_elsewhere(self, pdf: pikepdf.Pdf, random: Random) -> bool:
        parent, place = pick(random, self.links(pdf, pages=True))
        link = annotation(parent.K[place])
        link.Dest[3] = float(link.Dest[3]) + random.choice((-1, 1)) * random.randrange(60, 300)
        return True

    def lead_a_link_elsewhere(self, pdf: pikepdf.Pdf, random: Random) -> bool:
        (one, first), (two, second) = pick_two(random, self.links(pdf, pages=False))
        one_link, two_link = annotation(one.K[first]), annotation(two.K[second])
        if same_place(one_link.Dest, two_link.Dest):
            return False
        one_link.Dest = two_link.Dest
        return True

    def lose_a_link(self, pdf: pikepdf.Pdf, random: Random) -> bool:
        parent, place = pick(random, self.links(pdf, pages=False))
        inside_link = [kid for kid in kids(parent.K[place]) if isinstance(kid, int)]
        before, after = kids(parent)[:place], kids(parent)[place + 1 :]
        parent.K = pikepdf.Array([*before, *inside_link, *after])
        return True

    def lose_the_place_of_a_link(self, pdf: pikepdf.Pdf, random: Random) -> bool:
        parent, place = pick(random, self.links(pdf, pages=False))
        link = parent.K[place]
        link.K = pikepdf.Array([kid for kid in kids(link) if isinstance(kid, int)])
        return True

    def lose_a_target(self, pdf: pikepdf.Pdf, random: Random) -> bool:
        names = pikepdf.NameTree(pdf.Root.Names.Dests)
        del names[pick(random, sorted(self.names))]
        return True

    def move_a_target(self, pdf: pikepdf.Pdf, random: Random) -> bool:
        names = pikepdf.NameTree(pdf.Root.Names.Dests)
        place: Object = names[pick(random, sorted(self.names))]
        place[3] = float(place[3]) + random.choice((-1, 1)) * random.randrange(40, 300)
        return True

    # --- what is not text

    def change_a_bookmark(self, pdf: pikepdf.Pdf, random: Random) -> bool:
        with pdf.open_outline() as outline:
            bookmark = pick(random, all_of(outline.root))
            changed = random.choice(CHANGES)(bookmark.title, random)
            bookmark.title = changed or ""
        return changed is not None

    def lose_a_bookmark(self, pdf: pikepdf.Pdf, random: Random) -> bool:
        with pdf.open_outline() as outline:
            siblings = pick(random, [outline.root, *(o.children for o in all_of(outline.root))])
            siblings.remove(pick(random, siblings))
        return True

    def exchange_two_bookmarks(self, pdf: pikepdf.Pdf, random: Random) -> bool:
        with pdf.open_outline() as outline:
            first, second = pick_two(random, all_of(outline.root))
            if first.title == second.title:
                return False
            first.title, second.title = second.title, first.title
        return True

    def lead_a_bookmark_elsewhere(self, pdf: pikepdf.Pdf, random: Random) -> bool:
        with pdf.open_outline() as outline:
            first, second = pick_two(random, all_of(outline.root))
            if same_place(first.destination, second.destination):
                return False
            first.destination = second.destination
        return True

    def set_a_bookmark_deeper(self, pdf: pikepdf.Pdf, random: Random) -> bool:
        with pdf.open_outline() as outline:
            siblings = pick(random, [outline.root, *(o.children for o in all_of(outline.root))])
            if len(siblings) < 2:
                return False
            place = random.randrange(1, len(siblings))
            siblings[place - 1].children.append(siblings.pop(place))
        return True

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

    def lose_an_entry_of_the_contents(self, pdf: pikepdf.Pdf, random: Random) -> bool:
        parent, place = pick(random, self.entries(pdf))
        remove(parent, place, place + 1)
        return True

    def exchange_two_entries_of_the_contents(self, pdf: pikepdf.Pdf, random: Random) -> bool:
        (one, first), (two, second) = pick_two(random, self.entries(pdf))
        one.K[first], two.K[second] = two.K[second], one.K[first]
        return True

    def lead_an_entry_of_the_contents_elsewhere(self, pdf: pikepdf.Pdf, random: Random) -> bool:
        (one, first), (two, second) = pick_two(random, self.entries(pdf))
        link, other = (
            next(annotation(tag) for tag in inside(entry) if str(tag.get("/S")) == "/Link")
            for entry in (one.K[first], two.K[second])
        )
        link.Dest = other.Dest
        return True

    def change_a_number_of_a_page(self, pdf: pikepdf.Pdf, random: Random) -> bool:
        names = pikepdf.NameTree(pdf.Root.Names.Dests)
        numbers = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}
        listed: list[Object] = [names[name] for name in sorted(self.names) if name in names]
        page = numbers[pick(random, listed)[0].objgen]
        labels = dict(enumerate(pdf.Root.PageLabels.Nums))
        at = next((i for i in range(0, len(labels), 2) if int(labels[i]) == page), None)
        if at is None:
            return False
        label = labels[at + 1]
        label.St = int(label.get("/St", 1)) + 1
        return True

    def change_a_fact(self, pdf: pikepdf.Pdf, random: Random) -> bool:
        where = random.choice(("/Title", "/Author", "language", "dc:title", "dc:creator"))
        if where == "language":
            pdf.Root.Lang = pikepdf.String(random.choice(("fr", "x", "en-GB")))
            return True
        change = random.choice(CHANGES)
        if where.startswith("/"):
            said = change(str(pdf.docinfo.get(where, "")), random)
            pdf.docinfo[pikepdf.Name(where)] = pikepdf.String(said or "")
            return said is not None
        with pdf.open_metadata(set_pikepdf_as_editor=False) as stated:
            if where not in stated:
                return False
            listed = where == "dc:creator"
            said = change(stated[where][0] if listed else stated[where], random)
            stated[where] = [said or ""] if listed else said or ""
        return said is not None

    def lose_the_tei(self, pdf: pikepdf.Pdf, random: Random) -> bool:
        name = next(iter(pdf.attachments))
        if random.random() < 1 / 2:
            del pdf.attachments[name]
        else:
            faulty = pikepdf.AttachedFileSpec(pdf, b"<tei/>", filename=name)
            pdf.attachments[name] = faulty
        return True


def all_of(items: Sequence[pikepdf.OutlineItem]) -> list[pikepdf.OutlineItem]:
    """List bookmarks and those below them."""
    return [one for item in items for one in (item, *all_of(item.children))]


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


def kids(element: Object) -> list[Object]:
    if isinstance(element, pikepdf.Array):
        return list(element)
    found = element.get("/K", [])
    return list(found) if isinstance(found, pikepdf.Array) else [found]


def inside(element: Object) -> Iterator[Object]:
    if isinstance(element, pikepdf.Dictionary):
        yield element
        for kid in kids(element):
            yield from inside(kid)


def annotation(link: Object) -> Object:
    return next(kid.Obj for kid in kids(link) if not isinstance(kid, int) and "/Obj" in kid)


def remove(parent: Object, first: int, last: int) -> None:
    parent.K = pikepdf.Array(kids(parent)[:first] + kids(parent)[last:])


def same_place(one: Object, two: Object) -> bool:
    return str(one) == str(two) and repr(one) == repr(two)
