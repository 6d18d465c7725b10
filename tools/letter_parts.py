"""Put letters together from the parts in ``tools/letters/``, for fitting.

Editions whose encoding is known hold few letters with two signatures, no salutation, an address
or the date below, and none in most of the languages. Parts are taken in turn; nothing is drawn at
random. A letter stands twice: as it is, and with nothing but the layout of the words by which its
opening and closing are known, so that words that no list has do not hide them.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from block_corpus import Example, block_settings, make_example

from pipeline.encode.blocks.features import look_features
from pipeline.encode.blocks.kinds import Custom, LineKind
from pipeline.encode.blocks.lines import Asides, Line, read_lines
from pipeline.encode.blocks.settings import BlockSettings

FOLDER = Path(__file__).parent / "letters"
PARTS = {
    "H": ("heading", LineKind.HEADING), "D": ("dateline", LineKind.DATELINE),
    "S": ("salutation", LineKind.SALUTATION), "P": ("sentences", LineKind.PARAGRAPH),
    "V": ("valediction", LineKind.VALEDICTION), "W": ("second", LineKind.CONTINUATION),
    "G": ("signature", LineKind.SIGNATURE), "O": ("office", LineKind.SIGNATURE),
    "A": ("addressee", LineKind.CLOSER_LINE), "E": ("enclosure", LineKind.CLOSER_LINE),
    "X": ("postscript", LineKind.POSTSCRIPT), "T": ("sort", LineKind.OPENER_LINE),
    "N": ("address", LineKind.OPENER_LINE), "M": ("message", LineKind.PARAGRAPH),
}  # fmt: skip
ARRANGEMENTS = (
    "H / D / S / P / V / G", "H / D / S / P / V G", "H / D S / P / V G", "H D / S / P / V G",
    "H / D / S / P / P / V W G", "H / D S / P / V W G / X", "H / S / P / V G",
    "H / S / P / P / V / G / D", "H / S / P / V / D / G", "H / P / V G / D", "H / P / G / D",
    "H / P / P / G", "H / D / P / G", "H / D P V G", "H / T / D / M / G", "H / T D / M / G",
    "H / T / M / G", "H / T D / S / P / V / G", "H / N / D / S / P / V G",
    "H / N / D / S / P / V / G / A", "H / N D / S / P / V G", "H / N / P / V / G O",
    "H / N / D / P / O G", "H / N D / P / V / O G / A", "H / D / S / P / V / G G",
    "H / D / S / P / P / V / G / G", "H / D S / P / V G G / X", "H / D / S / P / V / G G G / E",
    "H / D / S / P / V / G O", "H / D / S / P / V / O G", "H / D / S / P / V G O / A",
    "H / D / S / P / V / G / E / A", "H / D / S / P / V G / E", "H / D / S / P / V G / A / X",
    "H / S / P / V G / X / X", "H / D S / P / V G / E / X", "H / D / S / P / G / X",
    "H / D / S / P / P / V", "H / D S / P / V / D / G / A",
)  # fmt: skip
"""The parts of a letter: a space stands for the end of a line, a stroke for a blank line too."""
PASSES = 5
_STEP = 7
_MOST_SENTENCES = 3
_BARE = frozenset({
    LineKind.SALUTATION, LineKind.VALEDICTION, LineKind.OPENER_LINE, LineKind.CLOSER_LINE,
})  # fmt: skip
_OF_WORDS = ("has ", "begins ", "only ", "closes ", "both ", "cue ", "word ", "first ", "last ")


def composed_examples() -> Iterator[Example]:
    """Yield the letters in all languages; each language counts as a volume."""
    settings = replace(block_settings(), custom=Custom.LETTERS)
    for path in sorted(FOLDER.glob("*.toml")):
        parts = tomllib.loads(path.read_text("utf-8"))
        for lines, kinds in composed(parts):
            looks = [look_features(line, settings) for line in lines]
            volume = f"composed {path.stem}"
            yield _example(volume, lines, kinds, looks, settings)
            bare = [
                [name for name in look if kind not in _BARE or not name.startswith(_OF_WORDS)]
                for look, kind in zip(looks, kinds, strict=True)
            ]
            yield _example(volume, lines, kinds, bare, settings)


def _example(
    volume: str,
    lines: Sequence[Line],
    kinds: Sequence[LineKind],
    looks: Sequence[list[str]],
    settings: BlockSettings,
) -> Example:
    return replace(make_example(volume, lines, kinds, looks, settings), is_composed=True)


def composed(parts: Mapping[str, Any]) -> Iterator[tuple[Sequence[Line], Sequence[LineKind]]]:
    """Yield the lines of each letter, and what they are."""
    taken: Counter[str] = Counter()
    for turn in range(PASSES):
        for number, arrangement in enumerate(ARRANGEMENTS, turn):
            text, kinds = "", []
            for sign in arrangement.split(" "):
                if sign == "/":
                    text += "\n"
                    continue
                name, kind = PARTS[sign]
                if sign == "P":
                    count = 1 + number % _MOST_SENTENCES
                    words = " ".join(_next(parts, name, taken, turn) for _ in range(count))
                else:
                    words = _next(parts, name, taken, turn)
                a, b = (_next(parts, "persons", taken, turn) for _ in "ab") if sign == "H" else "  "
                day, year = 1 + number * _STEP % 28, 31 + number * _STEP % 60
                text += (
                    words.format(n=1 + number, a=a[:1].upper() + a[1:], b=b, day=day, y=year) + "\n"
                )
                kinds += [kind] + [LineKind.CONTINUATION] * words.count("\n")
            yield read_lines(text, (0, len(text)), Asides((), ()), ""), kinds


def _next(parts: Mapping[str, Any], name: str, taken: Counter[str], turn: int) -> str:
    listed: Sequence[str] = parts[name]
    taken[name] += 1
    return listed[(taken[name] + turn * _STEP) % len(listed)]
