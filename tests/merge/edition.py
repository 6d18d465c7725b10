"""An edition in which every word stands once, so that its place in the raw text is known."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import product
from pathlib import Path

from pipeline.engine import commands
from pipeline.engine.processes import ProcessPool

SETTINGS = """[edition]
id = "words"
title = "A Book of Words"
publisher = "Glockenburg University Press"
place = "Glockenburg"
date = "2026"
language = "en"
profile = "{}"

[outputs]
formats = ["docx"]
"""
DOCUMENTS = 12


def one_text(place: Path, text: str, profile: str = "frus") -> Path:
    """Give a new edition in ``place`` that has one document, d1."""
    folder = place / "words"
    folder.mkdir()
    (folder / "edition.toml").write_text(SETTINGS.format(profile), encoding="utf-8")
    (folder / "d1.txt").write_text(text, encoding="utf-8")
    return folder


def unique_words(source: random.Random) -> Iterator[str]:
    """Yield words that look like words; none of them is part of another."""
    syllables = [first + last for first, last in product("bdfgklmnprstv", "aeiou")]
    words = ["".join(parts) for parts in product(syllables, repeat=3)]
    source.shuffle(words)
    return iter(words)


class WordWriter:
    """Writes documents; ``words`` are all that were taken so far."""

    def __init__(self, seed: int) -> None:
        self.source = random.Random(seed)  # noqa: S311 - the same number gives the same edition
        self.fresh = unique_words(self.source)
        self.words: list[str] = []
        self.page = 0

    def take(self, count: int) -> list[str]:
        taken = [next(self.fresh) for _ in range(count)]
        self.words += taken
        return taken

    def sentence(self, count: int) -> str:
        return " ".join(self.take(count)).capitalize() + "."

    def document(self, number: int, marker: str) -> str:
        """Write a letter with pages, notes, a list and a table; ``marker`` is as ``[{}]``."""
        notes = 0
        paragraphs = []
        for _ in range(self.source.randint(3, 6)):
            words = self.take(self.source.randint(12, 40))
            for place in sorted(self.source.sample(range(1, len(words) - 1), 2), reverse=True):
                words[place] += f"@{'.' if self.source.random() < 0.2 else ''}"
            if self.source.random() < 0.5:
                self.page += 1
                words.insert(len(words) // 2, f"[Page {self.page}]")
            last = "@" if self.source.random() < 0.4 else ""
            text = " ".join(words)
            paragraphs.append(text[0].upper() + text[1:] + "." + last)
        paragraphs.insert(2, "\n".join(f"  • {self.sentence(3)}" for _ in range(3)))
        rows = (f"{self.take(1)[0]}\t\t{self.take(1)[0]}" for _ in range(3))
        paragraphs.insert(3, "\n".join(rows))
        body = "\n\n".join((f"{number}. {self.sentence(5)[:-1]}", *paragraphs))
        while "@" in body:
            notes += 1
            body = body.replace("@", marker.format(notes), 1)
        listed = "\n".join(f"  {n}. {self.sentence(8)}" for n in range(1, notes + 1))
        return f"{body}\n\n{listed}\n"


def made(folder: Path, seed: int = 1) -> tuple[bytes, list[str]]:
    """Write the edition into ``folder`` and build it; give its DOCX and its words."""
    folder.mkdir()
    (folder / "edition.toml").write_text(SETTINGS.format("frus"), encoding="utf-8")
    writer = WordWriter(seed)
    for number in range(1, DOCUMENTS + 1):
        text = writer.document(number, "{}" if number % 2 else "[{}]")
        (folder / f"d{number}.txt").write_bytes(text.encode())
    return built(folder), writer.words


def built(folder: Path) -> bytes:
    """Build the edition and give its DOCX."""
    out = folder.parent / "build"
    report = commands.build(folder, out, lambda *_: None, ProcessPool(1))
    assert not report.summary.errors, [one.message for one in report.diagnostics]
    (path,) = (out / folder.name).glob("*.docx")
    return path.read_bytes()
