"""Single faults in a folder of pages, which is packed here so that it is one thing to handle."""

from __future__ import annotations

import copy
import io
import json
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random
from typing import Any, ClassVar

from lxml import etree

from pipeline.book import Book
from pipeline.verify import html
from pipeline.verify.archive import Archive
from pipeline.verify.rules import Discrepancy
from tests.verify.faults import (
    ANY,
    LINK,
    NOTE,
    TEXT,
    Change,
    InapplicableError,
    other,
    pick,
    pick_two,
    with_one_more,
    with_two_swapped,
    without_one,
)
from tests.verify.faults.markup import Markup, X
from tests.verify.faults.xml import Element, Spot, spots

SEARCH_INDEX = "search-index.js"
_OPENING, _CLOSING = "const editionIndex = ", ";\n"
_LISTS = {"toc": "contents", "page-list": "pages"}


def pack(files: Mapping[str, bytes]) -> bytes:
    """Put a folder of files into a ZIP file."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return file.getvalue()


def pack_folder(folder: Path) -> bytes:
    """Put a folder as it was published into a ZIP file."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return pack({path.relative_to(folder).as_posix(): path.read_bytes() for path in paths})


def check(book: Book, data: bytes) -> tuple[Discrepancy, ...]:
    """Compare a packed folder with ``book``."""
    archive = Archive(data)
    return html.check(book, {name: archive.read(name) for name in archive.names})


class Html(Markup):
    """A good folder of pages, with the faults of an EPUB and a few of its own."""

    own: ClassVar[dict[str, str]] = {
        **Markup.own,
        "lose_an_entry_of_the_contents": ANY,
        "lose_a_row": TEXT,
        "lead_a_way_elsewhere": LINK,
        "lead_a_way_nowhere": LINK,
        "lose_a_way": LINK,
        "lose_a_character_of_the_index": TEXT,
        "swap_two_characters_of_the_index": TEXT,
        "gain_a_character_of_the_index": TEXT,
        "exchange_two_notes_of_the_index": ANY,
        "lose_a_note_of_the_index": NOTE,
        "change_a_label_of_the_index": NOTE,
        "lose_a_page_of_the_index": LINK,
        "lead_a_page_of_the_index_elsewhere": LINK,
        "change_a_title_of_the_index": LINK,
        "lose_a_text_of_the_index": ANY,
        "lead_a_text_of_the_index_elsewhere": LINK,
    }

    def is_text(self, name: str) -> bool:
        return name.endswith(".html") or name == SEARCH_INDEX

    def parse(self, member: bytes) -> Element:
        if member.startswith(_OPENING.encode()):
            script = etree.Element("script")
            script.text = member.decode()
            return script
        root = etree.fromstring(member, etree.HTMLParser(encoding="utf-8"))
        for element in root.iter(etree.Element):
            element.tag = X + str(element.tag)
        return root

    def serialize(self, tree: Element) -> bytes:
        if tree.tag == "script":
            return (tree.text or "").encode()
        tree = copy.deepcopy(tree)
        for element in tree.iter(etree.Element):
            element.tag = etree.QName(element).localname
        etree.cleanup_namespaces(tree)
        return etree.tostring(tree, encoding="UTF-8", method="html", doctype="<!DOCTYPE html>")

    def listing(self, name: str) -> list[Element]:
        """List the entries that are of documents or pages.

        The first of the contents is the name of the edition, as in an EPUB.
        """
        page = self.trees["index.html"]
        title = list(page.iterfind(f".//{X}header/{X}p/{X}a")) if name == "toc" else []
        listings = (nav for nav in page.iter(X + "nav") if nav.get("id") == _LISTS[name])
        links = [link for listing in listings for link in listing.iter(X + "a")]
        named = {f"{document}.html" for document in self.names}
        return [*title, *(a for a in links if a.get("href", "").partition("#")[0] in named)]

    def names_of_the_edition(self) -> list[Spot]:
        name = f"{X}body/{X}header/{X}p/{X}a"
        return spots([one for _, tree in sorted(self.trees.items()) for one in tree.iterfind(name)])

    def ways(self) -> list[Element]:
        return [link for link in self.all_of(X + "a") if link.get("rel") in ("prev", "next")]

    def lead_a_way_elsewhere(self, random: Random) -> bool:
        way = pick(random, self.ways())
        way.set("href", other(sorted(self.members), way.get("href", ""), random))
        return True

    def lead_a_way_nowhere(self, random: Random) -> bool:
        links = [*self.ways(), *self.trees["search.html"].iter(X + "a", X + "link", X + "script")]
        link = pick(random, links)
        link.set("src" if link.tag == X + "script" else "href", random.choice(("d0.html", "#d0")))
        return True

    def lose_a_way(self, random: Random) -> bool:
        way = pick(random, self.ways())
        parent = way.getparent()
        assert parent is not None
        parent.remove(way)
        return True

    def edit_index(self, change: Callable[[list[Any]], bool]) -> bool:
        text = self.trees[SEARCH_INDEX].text or ""
        entries = json.loads(text.removeprefix(_OPENING).removesuffix(_CLOSING))
        documents = [entry for entry in entries if entry["id"] in self.names]
        others = [entry for entry in entries if entry["id"] not in self.names]
        changed = change(documents)
        self.trees[SEARCH_INDEX].text = _OPENING + json.dumps(others + documents) + _CLOSING
        return changed

    def edit_text(self, random: Random, change: Change) -> bool:
        def edit(entries: list[Any]) -> bool:
            entry = pick(random, entries)
            piece = pick(random, [*entry["text"], *entry["notes"]])
            changed = change(piece[-1], random)
            piece[-1] = changed or ""
            return changed is not None

        return self.edit_index(edit)

    def lose_a_character_of_the_index(self, random: Random) -> bool:
        return self.edit_text(random, without_one)

    def swap_two_characters_of_the_index(self, random: Random) -> bool:
        return self.edit_text(random, with_two_swapped)

    def gain_a_character_of_the_index(self, random: Random) -> bool:
        return self.edit_text(random, with_one_more)

    def exchange_two_notes_of_the_index(self, random: Random) -> bool:
        def exchange(entries: list[Any]) -> bool:
            first, second = pick_two(random, pick(random, entries)["notes"])
            first[0], second[0] = second[0], first[0]
            return True

        return self.edit_index(exchange)

    def lose_a_note_of_the_index(self, random: Random) -> bool:
        def lose(entries: list[Any]) -> bool:
            notes = pick(random, entries)["notes"]
            notes.remove(pick(random, notes))
            return True

        return self.edit_index(lose)

    def change_a_label_of_the_index(self, random: Random) -> bool:
        def relabel(entries: list[Any]) -> bool:
            pick(random, pick(random, entries)["notes"])[1] = "‡"
            return True

        return self.edit_index(relabel)

    def lose_a_page_of_the_index(self, random: Random) -> bool:
        def lose(entries: list[Any]) -> bool:
            pieces = pick(random, entries)["text"]
            place = pick(random, range(1, len(pieces)))
            pieces[place - 1][1] += pieces.pop(place)[1]
            return True

        return self.edit_index(lose)

    def lead_a_page_of_the_index_elsewhere(self, random: Random) -> bool:
        def lead(entries: list[Any]) -> bool:
            piece = pick(random, pick(random, entries)["text"][1:])
            piece[0] = random.choice(("pg_0", "text"))
            return True

        return self.edit_index(lead)

    def change_a_title_of_the_index(self, random: Random) -> bool:
        def rename(entries: list[Any]) -> bool:
            entry = pick(random, entries)
            entry["title"] = with_one_more(entry["title"], random)
            return True

        return self.edit_index(rename)

    def lose_a_text_of_the_index(self, random: Random) -> bool:
        def lose(entries: list[Any]) -> bool:
            entries.remove(pick(random, entries))
            return True

        return self.edit_index(lose)

    def lead_a_text_of_the_index_elsewhere(self, random: Random) -> bool:
        def lead(entries: list[Any]) -> bool:
            first, second = pick_two(random, entries)
            if first["file"] == second["file"]:
                raise InapplicableError
            first["file"] = second["file"]
            return True

        return self.edit_index(lead)
