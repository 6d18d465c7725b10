"""Tell titles and signatures among paragraphs by what stands around them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.encode.blocks.kinds import LineKind, Unit
from pipeline.encode.blocks.settings import BlockSettings
from pipeline.model.document import ParagraphStyle

_LENGTHS = range(3, 101)
_LONGEST_NAME = 40
_WORD = re.compile(r"[“(\[]?[A-Z0-9][^ ]*|[a-z’]{1,4}|[–—&/-]+", re.ASCII)
_ENDS = ".:;,?!”"
_TITLED = frozenset({
    LineKind.PARAGRAPH, LineKind.LIST_HEAD, LineKind.LABEL, LineKind.ITEM, LineKind.ROW,
    LineKind.QUOTATION, LineKind.DATELINE,
})  # fmt: skip


def style_of(
    units: Sequence[Unit], place: int, settings: BlockSettings, *, begun: bool
) -> ParagraphStyle:
    """Give the style of a paragraph.

    A title stands above other text, centred where no paragraph has begun. A name stands to the
    right below the closing phrase of a letter or at the end.
    """
    words = units[place].words
    above, below = _nearest(units, place, -1), _nearest(units, place, 1)
    if begun and is_name(words, settings):
        closed = above is not None and settings.valediction.fullmatch(above.words)
        if closed or below is None or below.kind is LineKind.HEADING:
            return ParagraphStyle.RIGHT
    titled = _is_title(words) or settings.attachment.fullmatch(words)
    if below is None or below.kind not in _TITLED or not titled:
        return ParagraphStyle.BODY
    return ParagraphStyle.SECTION_TITLE if begun else ParagraphStyle.CENTER


def is_name(words: str, settings: BlockSettings) -> bool:
    """Tell whether ``words`` may be the name below a letter, and no answer ``A Yes.``."""
    if len(words) > _LONGEST_NAME or settings.name.fullmatch(words) is None:
        return False
    last = words.lower().rpartition(" ")[2]
    return settings.words[last] != "classification" and not words.startswith("A ")


def _is_title(words: str) -> bool:
    if len(words) not in _LENGTHS or words[-1] in _ENDS or words[0] in "[\ufffc" or "\n" in words:
        return False
    return all(_WORD.fullmatch(word) for word in words.split(" "))


def _nearest(units: Sequence[Unit], place: int, step: int) -> Unit | None:
    """Give the next unit above or below that is no page mark."""
    place += step
    while 0 <= place < len(units) and units[place].kind is LineKind.PAGE:
        place += step
    return units[place] if 0 <= place < len(units) else None
