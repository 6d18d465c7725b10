"""How the words of a PDF look by what its pages show, where its structure tree does not tell.

A tree says that there is a line at words, not that it is drawn, and nothing of small capitals and
of letters set apart. What cannot be seen by any letter of a piece is taken as it should be: the
space after a letter that stands alone, small capitals of figures.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from pipeline.verify.pdf.glyphs import Mapping16
from pipeline.verify.pdf.text import LevelLine, ShownRun, ShownText

# In thousandths of the size of the type: kerning sets letters less apart.
_SPACED, _SLIGHTLY_SPACED = 60.0, 25.0
# In sizes of the type above the foot of the letters.
_THROUGH, _UNDER = (0.1, 0.7), (-0.4, 0.0)
_MOST = 0.5
# A line under words makes room for letters that reach below; between two of them there may be none.
_ABOVE_A_LINE = re.compile("[A-IK-PR-Za-eh-ik-or-xz0-9]{2}")


class DrawnLooks:
    """Tells looks from the pieces of all pages and the level lines on each."""

    def __init__(
        self, pieces: Sequence[Mapping[int, ShownText]], lines: Sequence[Sequence[LevelLine]]
    ) -> None:
        self.lines = lines
        shown: defaultdict[int, Counter[str]] = defaultdict(Counter)
        fonts: dict[int, Mapping16] = {}
        for page in pieces:
            for run in (run for piece in page.values() for run in piece.runs):
                fonts[id(run.font)] = run.font
                if run.tracking < _SLIGHTLY_SPACED:
                    shown[id(run.font)].update(run.codes)
        self._shapes = {name: _shapes(shown[name], font) for name, font in fonts.items()}

    def looks_of(self, piece: ShownText, page: int, lines: Collection[str]) -> Iterator[str]:
        """Name how a piece on ``page`` looks, at which the tree says that there are ``lines``."""
        spaced = (run.tracking >= _SPACED or len(run.text.strip()) <= 1 for run in piece.runs)
        if all(spaced):
            yield "letter-spaced"
        if all(map(self._has_small_capitals, piece.runs)):
            yield "small-caps"
        if "del" in lines and self._is_lined(piece, page, _THROUGH, _MOST, whole=True):
            yield "del"
        if "underlined" in lines:
            for name, whole in (("underlined", True), ("damage", False)):
                if self._is_lined(piece, page, _UNDER, 0.0, whole=whole):
                    yield name

    def _has_small_capitals(self, run: ShownRun) -> bool:
        """Tell whether a letter has another shape than the usual, or the usual is not known."""
        usual, others = self._shapes[id(run.font)]
        return usual.isdisjoint(run.codes) or not others.isdisjoint(run.codes)

    def _is_lined(
        self, piece: ShownText, page: int, room: tuple[float, float], least: float, *, whole: bool
    ) -> bool:
        """Tell whether lines in a room above the foot of letters are drawn at all words."""
        lines = [line for line in self.lines[page] if line.whole == whole]
        for run in piece.runs:
            low, high = (run.y + part * run.size for part in room)
            covered = sum(
                max(min(line.end, run.end) - max(line.x, run.x), 0.0)
                for line in lines
                if low < line.y < high
            )
            is_told = run.text.strip() if least else _ABOVE_A_LINE.search(run.text)
            if is_told and covered <= least * (run.end - run.x):
                return False
        return True


def _shapes(shown: Counter[str], font: Mapping16) -> tuple[set[str], set[str]]:
    """Give the codes in which each small letter stands most, and all others of these letters."""
    found: dict[str, str] = {}
    for code, _ in shown.most_common():
        letter = font[ord(code)]
        if letter.islower():
            found.setdefault(letter, code)
    usual = set(found.values())
    return usual, {chr(code) for code, letter in font.items() if letter in found} - usual
