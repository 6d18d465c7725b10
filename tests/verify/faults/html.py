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
    FACT,
    LINK,
    NOTE,
    TEXT,
    Change,
    Element,
    InapplicableError,
    Trees,
    change_text,
    other,
    pick,
    pick_two,
    with_one_more,
    with_two_swapped,
    without_one,
)
from tests.verify.faults.markup import Markup, X

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

    families: ClassVar[dict[str, str]] = {
        **Markup.families,
        "lose_an_entry_of_the_contents": ANY,
        "change_the_name_of_the_edition": FACT,
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

    def __init__(self, data: bytes, names: frozenset[str]) -> None:
        super().__init__(data, names)
        index = self.trees[SEARCH_INDEX] = etree.Element("script")
        index.text = self.members[SEARCH_INDEX].decode()

    def is_text(self, name: str) -> bool:
        return name.endswith(".html")

    def parse(self, member: bytes) -> Element:
        root = etree.fromstring(member, etree.HTMLParser(encoding="utf-8"))
        for element in root.iter(etree.Element):
            element.tag = X + str(element.tag)
        return root

    def packed(self, trees: Trees) -> bytes:
        return pack({**self.members, **{name: _written(tree) for name, tree in trees.items()}})

    def entries(self, trees: Trees, name: str) -> list[Element]:
        """List the entries that are of documents or pages.

        The first of the contents is the name of the edition, as in an EPUB.
        """
        page = trees["index.html"]
        title = list(page.iterfind(f".//{X}header/{X}p/{X}a")) if name == "toc" else []
        listings = (nav for nav in page.iter(X + "nav") if nav.get("id") == _LISTS[name])
        links = [link for listing in listings for link in listing.iter(X + "a")]
        named = {f"{document}.html" for document in self.names}
        return [*title, *(a for a in links if a.get("href", "").partition("#")[0] in named)]

    def ways(self, trees: Trees) -> list[Element]:
        return [
            link
            for name in sorted(trees)
            for link in trees[name].iter(X + "a")
            if link.get("rel") in ("prev", "next")
        ]

    def change_the_name_of_the_edition(self, trees: Trees, random: Random) -> bool:
        names = [
            name
            for tree in sorted(trees)
            for name in trees[tree].iterfind(f"{X}body/{X}header/{X}p/{X}a")
        ]
        return change_text(pick(random, names), random)

    def lead_a_way_elsewhere(self, trees: Trees, random: Random) -> bool:
        way = pick(random, self.ways(trees))
        way.set("href", other(sorted(self.members), way.get("href", ""), random))
        return True

    def lead_a_way_nowhere(self, trees: Trees, random: Random) -> bool:
        links = [*self.ways(trees), *trees["search.html"].iter(X + "a", X + "link", X + "script")]
        link = pick(random, links)
        link.set("src" if link.tag == X + "script" else "href", random.choice(("d0.html", "#d0")))
        return True

    def lose_a_way(self, trees: Trees, random: Random) -> bool:
        way = pick(random, self.ways(trees))
        parent = way.getparent()
        assert parent is not None
        parent.remove(way)
        return True

    def edit_index(self, trees: Trees, change: Callable[[list[Any]], bool]) -> bool:
        text = trees[SEARCH_INDEX].text or ""
        entries = json.loads(text.removeprefix(_OPENING).removesuffix(_CLOSING))
        documents = [entry for entry in entries if entry["id"] in self.names]
        others = [entry for entry in entries if entry["id"] not in self.names]
        changed = change(documents)
        trees[SEARCH_INDEX].text = _OPENING + json.dumps(others + documents) + _CLOSING
        return changed

    def edit_text(self, trees: Trees, random: Random, change: Change) -> bool:
        def edit(entries: list[Any]) -> bool:
            entry = pick(random, entries)
            piece = pick(random, [*entry["text"], *entry["notes"]])
            changed = change(piece[-1], random)
            piece[-1] = changed or ""
            return changed is not None

        return self.edit_index(trees, edit)

    def lose_a_character_of_the_index(self, trees: Trees, random: Random) -> bool:
        return self.edit_text(trees, random, without_one)

    def swap_two_characters_of_the_index(self, trees: Trees, random: Random) -> bool:
        return self.edit_text(trees, random, with_two_swapped)

    def gain_a_character_of_the_index(self, trees: Trees, random: Random) -> bool:
        return self.edit_text(trees, random, with_one_more)

    def exchange_two_notes_of_the_index(self, trees: Trees, random: Random) -> bool:
        def exchange(entries: list[Any]) -> bool:
            first, second = pick_two(random, pick(random, entries)["notes"])
            first[0], second[0] = second[0], first[0]
            return True

        return self.edit_index(trees, exchange)

    def lose_a_note_of_the_index(self, trees: Trees, random: Random) -> bool:
        def lose(entries: list[Any]) -> bool:
            notes = pick(random, entries)["notes"]
            notes.remove(pick(random, notes))
            return True

        return self.edit_index(trees, lose)

    def change_a_label_of_the_index(self, trees: Trees, random: Random) -> bool:
        def relabel(entries: list[Any]) -> bool:
            pick(random, pick(random, entries)["notes"])[1] = "‡"
            return True

        return self.edit_index(trees, relabel)

    def lose_a_page_of_the_index(self, trees: Trees, random: Random) -> bool:
        def lose(entries: list[Any]) -> bool:
            pieces = pick(random, entries)["text"]
            place = pick(random, range(1, len(pieces)))
            pieces[place - 1][1] += pieces.pop(place)[1]
            return True

        return self.edit_index(trees, lose)

    def lead_a_page_of_the_index_elsewhere(self, trees: Trees, random: Random) -> bool:
        def lead(entries: list[Any]) -> bool:
            piece = pick(random, pick(random, entries)["text"][1:])
            piece[0] = random.choice(("pg_0", "text"))
            return True

        return self.edit_index(trees, lead)

    def change_a_title_of_the_index(self, trees: Trees, random: Random) -> bool:
        def rename(entries: list[Any]) -> bool:
            entry = pick(random, entries)
            entry["title"] = with_one_more(entry["title"], random)
            return True

        return self.edit_index(trees, rename)

    def lose_a_text_of_the_index(self, trees: Trees, random: Random) -> bool:
        def lose(entries: list[Any]) -> bool:
            entries.remove(pick(random, entries))
            return True

        return self.edit_index(trees, lose)

    def lead_a_text_of_the_index_elsewhere(self, trees: Trees, random: Random) -> bool:
        def lead(entries: list[Any]) -> bool:
            first, second = pick_two(random, entries)
            if first["file"] == second["file"]:
                raise InapplicableError
            first["file"] = second["file"]
            return True

        return self.edit_index(trees, lead)


def _written(tree: Element) -> bytes:
    if tree.tag == "script":
        return (tree.text or "").encode()
    tree = copy.deepcopy(tree)
    for element in tree.iter(etree.Element):
        element.tag = etree.QName(element).localname
    etree.cleanup_namespaces(tree)
    return etree.tostring(tree, encoding="UTF-8", method="html", doctype="<!DOCTYPE html>")
