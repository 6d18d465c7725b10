"""What pieces of a PDF say in the place of their glyphs, held against these glyphs.

``ActualText`` of a numbered piece (ISO 32000-1, 14.9.4) can put letters in order and no more.
Inside a piece it is believed, since there a glyph has more than one meaning.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import accumulate, groupby
from operator import itemgetter

from pipeline.verify.pdf.text import ShownText


def believe(found: Sequence[ShownText]) -> None:
    """Take for the text of the pieces of a page what they say, where they show its letters.

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
