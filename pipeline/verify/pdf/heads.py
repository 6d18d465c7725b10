"""The heads of the pages of a PDF, held against what stands on them.

A head has the numbers of the first and the last document on its page, the title of the last on a
right-hand page and that of the book on a left-hand one, as much of it as fits, and the folio. A
section that begins a page has the folio alone. How an edition's own template sets the heads is its
own affair.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from pipeline.book import Book, Role, Section
from pipeline.book.titles import title_of
from pipeline.book.words import words_in
from pipeline.model.languages import TO_LEFT
from pipeline.verify.checks import makeup
from pipeline.verify.pdf.contents import folio
from pipeline.verify.pdf.text import ShownText
from pipeline.verify.pdf.tree import TaggedPdf
from pipeline.verify.reading import SOFT_HYPHEN
from pipeline.verify.rules import Discrepancy

_CUT = "…"
_TWICE = re.compile(r"(\D)\1+")
# Letters, and figures, which may stand right beside them.
_WORD = re.compile(r"[^\W\d_]+|\d+")


def check(book: Book, pdf: TaggedPdf, there: Mapping[int, Sequence[int]]) -> Iterator[Discrepancy]:
    """Compare the heads of the pages; ``there`` are the sections with text on each of them."""
    if book.outputs.styles.pdf_template is not None:
        return
    begun: set[int] = set()
    for page in sorted(there):
        sections = [book.sections[number] for number in there[page]]
        opens = sections[0].role is not Role.DOCUMENT and there[page][0] not in begun
        begun.update(there[page])
        if all(section.role is Role.PART for section in sections):
            continue
        found = pdf.heads[page]
        wanted = _WantedHead.of(book, sections, folio(pdf, page), opens=opens, recto=page % 2 == 0)
        if not wanted.fits(found):
            said = makeup.running_head_wrong(page + 1, wanted.shown, found.text)
            yield Discrepancy(makeup.RUNNING_HEAD_WRONG, sections[0].text.id, said)


class _WantedHead:
    """What a head must say: ``before``, as much of ``title`` as fits, and ``after`` it."""

    def __init__(self, before: str, title: str, after: str) -> None:
        self.before, self.title, self.after = map(_close, (before, title, after))
        self.shown = " ".join(part for part in (before, title, after) if part)
        self.words = _words(title), [*_words(before), *_words(after)]

    @classmethod
    def of(
        cls, book: Book, sections: Sequence[Section], number: str, *, opens: bool, recto: bool
    ) -> _WantedHead:
        """Say what the head of a page with text of ``sections`` is."""
        if opens:
            return cls(number, "", "")
        ends = dict.fromkeys(title_of(one.text).number for one in (sections[0], sections[-1]))
        numbers = "–".join(one for one in ends if one is not None)
        words = words_in(book.metadata.language)
        shown = words.numbered.format(number=numbers) if numbers else ""
        if recto:
            return cls(shown, title_of(sections[-1].text).text, number)
        return cls(number + shown, book.metadata.short_title or book.metadata.title, "")

    def fits(self, found: ShownText) -> bool:
        """Tell whether a head says this; spaces there are not, since its parts stand apart."""
        head = _close(found.text)
        if TO_LEFT.search(self.shown):
            return self.has_words(found)
        if not (head.startswith(self.before) and head.endswith(self.after)):
            return False
        title = head[len(self.before) : len(head) - len(self.after)]
        return title == self.title or (
            title.endswith(_CUT) and self.title.startswith(title.removesuffix(_CUT))
        )

    def has_words(self, found: ShownText) -> bool:
        """Tell whether a head, which is drawn from left to right, has these words and no others.

        In which order the words stand is not asked, and a glyph that is moved is there twice.
        """
        forward, backward = (_plain("".join(some)) for some in (found.units, reversed(found.units)))
        shown = Counter("".join(_words(forward)))

        def are_there(words: Sequence[str]) -> bool:
            every = all(word in (backward if _is_drawn_back(word) else forward) for word in words)
            return every and Counter(_plain("".join(words))) <= shown

        title, words = self.words
        for word in title:
            if _CUT in forward and not are_there([*words, word]):
                break
            words = [*words, word]
        wanted = Counter("".join(words))
        return (
            are_there(words)
            and wanted.keys() == shown.keys()
            and all(shown[one] == wanted[one] for one in shown if one.isdigit())
            and {*forward} <= {*_plain(self.shown), _CUT}
        )


def _plain(text: str) -> str:
    """Leave out marks at letters, and letters that are there twice in a row."""
    letters = "".join(one for one in text if unicodedata.category(one) != "Mn")
    return _TWICE.sub(r"\1", _close(letters))


def _words(text: str) -> list[str]:
    """Give words and figures, parted also where letters begin to run another way."""
    found = (one for word in text.split() for one in _WORD.findall(_plain(word)))
    return ["".join(run) for one in found for _, run in groupby(one, _is_drawn_back)]


def _is_drawn_back(word: str) -> bool:
    """Tell whether a word runs to the left (UAX 9), as figures do not in Hebrew and Arabic."""
    return unicodedata.bidirectional(word[0]) in ("R", "AL")


def _close(text: str) -> str:
    return "".join(text.replace(SOFT_HYPHEN, "").split())
