"""Decides from the words before a page or volume which work it belongs to.

What is cited stands in the same clause, in segments between commas. Dates and addressees are
passed over; the form of the last segment that is left tells:

    the memorandum by Garrow, May 3, p. 44      a kind of document: of this volume
    NSC 135/1, August 15, p. 80                 a symbol with a date: of this volume
    Hertz, The Map of Arcadia, p. 25            a title in capitals: of another work
    his memoirs, p. 208                         neither: not clear
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum, auto

from pipeline.encode.references.settings import ClauseWords

_SENTENCE_END = re.compile(r"[.?!:][”’)\]]*\s+(?=[A-Z“\[(])|[;\n—]")
_ABBREVIATED = re.compile(r"\b(?:[A-Z][a-z]{0,3}|[a-z]{1,3}|Messrs)\Z")
_LONGEST_ABBREVIATION = len("Messrs")
_OPENING = re.compile(r"[(\[](?=[^()\[\]]*\Z)")
_OPENING_LAST = re.compile(r"\(\Z")
_BETWEEN_CLAUSES = " \t\n\u00a0.?!;:(—”’)]"
_IN_LAST = re.compile(r"[a-z] in \Z")
_PARENTHESIS = re.compile(r"\s?(?:\([^()]*\)|\[[^\[\]]*\])")
_IMPRINT = re.compile(r"\([^()]*(?:[^\W\d][.’]?[,:] [0-9]{4}|\b(?:eds?|trans)\.)\)")
_QUOTATION = re.compile(r"(?:\A[^“”]*|“[^“”]*?)(?P<comma>,?)”")
_QUOTED = "\N{OBJECT REPLACEMENT CHARACTER}"
_COMMA = re.compile(r",(?:\s+|\Z)")
_WORD = re.compile(r"[^\s.,:]+(?:\.[^\s.,:]+)*")
_NUMERAL = re.compile(r"[0-9]\S*|[IVXLC]+|[A-Z]")
_VERB = re.compile(r"\w+ed|[Gg]iven|[Ff]ound|appears?|is|are")
_DATE = "0"  # what a date is read as: "Treaty of May 3" counts its treaty as "Annex 2" its annex
_PIECE_END = re.compile(r"[;()\[\]\n]|\.(?:\s|\Z)")
_DIGIT = re.compile(r"[0-9]")
_LAWS = re.compile(r"\b[0-9]+ [A-Z][A-Za-z]*\.? [0-9]+\b")  # 59 Stat. 1031


class CitedOwner(Enum):
    """The work that a page or volume belongs to."""

    OURS = auto()
    ANOTHER = auto()
    UNCLEAR = auto()


def whose(before: str, words: ClauseWords) -> CitedOwner | None:
    """Judge the words before a place; None where they name nothing.

    Where a clause names nothing, as a date alone, the clause before it tells, unless the clause
    begins with a word such as ``see``.
    """
    end = len(_OPENING_LAST.sub("", before))
    while end:
        begin, led = _clause_begin(before[:end], words)
        found = _judged(before[begin:end], words, led=led)
        if found is not None or led:
            return found or CitedOwner.OURS
        end = len(before[:begin].rstrip(_BETWEEN_CLAUSES))
    return None


def _clause_begin(before: str, words: ClauseWords) -> tuple[int, bool]:
    """Find where the last clause begins, and whether with a word such as ``see`` or a bracket."""
    begin = 0
    for end in _SENTENCE_END.finditer(before):
        word = before[max(begin, end.start() - _LONGEST_ABBREVIATION - 1) : end.start()]
        if end.group()[0] != "." or not _ABBREVIATED.search(word):
            begin = end.end()
    opening = _OPENING.search(before, begin)
    begin = opening.end() if opening else begin
    led = bool(opening) and before[begin - 1] == "["
    for lead in (*words.lead.finditer(before, begin), _IN_LAST.search(before, begin)):
        if lead:
            begin, led = lead.end(), True
    return begin, led


def _judged(clause: str, words: ClauseWords, *, led: bool) -> CitedOwner | None:
    """Judge one clause; ``led`` tells that a word such as ``see`` stands before it."""
    if _IMPRINT.search(clause):
        return CitedOwner.ANOTHER
    plain = _QUOTATION.sub(rf"{_QUOTED}\g<comma>", _PARENTHESIS.sub("", clause)).strip()
    if led and plain.rstrip(",") == _QUOTED:  # a chapter: an article has an author or a journal
        return CitedOwner.OURS
    return CitedOwner.UNCLEAR if plain.endswith(":") else _last_named(_COMMA.split(plain), words)


def _last_named(segments: Sequence[str], words: ClauseWords) -> CitedOwner | None:
    """Judge the last of ``segments`` that names something.

    Where the one before it says otherwise, as in ``Garrow, annex 2``, it is not clear.
    """
    dated = quoted = False
    for index in range(len(segments) - 1, -1, -1):
        text, dates = words.date.subn(_DATE, words.joint.sub("", segments[index]))
        dated, quoted = dated or bool(dates), quoted or text == _QUOTED
        if words.volume.fullmatch(text):
            return CitedOwner.ANOTHER
        segment = _Segment(text, words)
        found = segment.whose(dated=dated)
        if found is CitedOwner.UNCLEAR or (found is CitedOwner.OURS and segment.is_plain):
            return found
        if found is not None:
            earlier = _last_named(segments[:index], words) or found
            both = CitedOwner.OURS in {found, earlier} and found is not earlier
            return CitedOwner.UNCLEAR if both else found
    return CitedOwner.UNCLEAR if quoted else None


def cites_another(text: str, words: ClauseWords) -> bool:
    """Tell whether ``text`` cites a work or a file, as ``Central Files, 751K.00`` does.

    Whose the pages in it are, ``whose`` tells.
    """
    plain = words.date.sub("", _QUOTATION.sub("", text))
    pieces = filter(_DIGIT.search, _PIECE_END.split(plain))
    return bool(_LAWS.search(plain)) or any(_is_citation(piece, words) for piece in pieces)


def _is_citation(piece: str, words: ClauseWords) -> bool:
    """Tell whether nothing but names, as of works and files, and numbers stand in ``piece``."""
    segments = [_Segment(text, words) for text in _COMMA.split(piece)]
    if any(segment.head for segment in segments):
        return False
    return sum(segment.whose(dated=False) is not None for segment in segments) > 1


class _Segment:
    """The words of a segment: ``title``, the last ones that can belong to a title, and ``head``."""

    def __init__(self, text: str, words: ClauseWords) -> None:
        self.words = words
        self.tokens = _WORD.findall(text.removeprefix(f"{_DATE} "))
        begin = len(self.tokens)
        while begin and self._is_in_title(begin - 1):
            begin -= 1
        self.head, self.title = self.tokens[:begin], self.tokens[begin:]

    def whose(self, *, dated: bool) -> CitedOwner | None:
        """Judge the segment; None where it names nothing that has pages."""
        named = self._names()
        if not self.head and named in ([], [_QUOTED]):
            return None
        if self.tokens[0] in self.words.addressed:
            return None
        if not self.words.works.isdisjoint(self.head):
            return CitedOwner.UNCLEAR
        has_kind = any(map(self._is_kind, range(len(self.head))))
        if not named:
            ours = has_kind or self._is_verb(len(self.head) - 1)  # "is quoted on p. 4"
            return CitedOwner.OURS if ours else CitedOwner.UNCLEAR
        if self._is_place_of_print():
            return CitedOwner.ANOTHER
        if has_kind:
            return CitedOwner.OURS
        if all(word.isupper() for word in named) and any(map(str.isdigit, "".join(self.title))):
            return CitedOwner.OURS if dated else CitedOwner.UNCLEAR
        return CitedOwner.UNCLEAR if self.head else CitedOwner.ANOTHER

    @property
    def is_plain(self) -> bool:
        """Tell whether the segment is complete without the one before it: ``the paper``."""
        return not self.words.determiners.isdisjoint(self.head) or any(
            map(self._is_verb, range(len(self.head)))
        )

    def _names(self) -> list[str]:
        return [word for word in self.title if self._is_name(word)]

    def _is_place_of_print(self) -> bool:
        """Tell whether the title is what something is printed in: ``quoted in The Map``."""
        if self.title[0] != "in" or not self.head:
            return False
        last = len(self.head) - 1
        return self._is_kind(last) or self.head[last].lower() in self.words.containing

    def _is_name(self, word: str) -> bool:
        if word in self.words.numbering or _NUMERAL.fullmatch(word):
            return False
        return word[0].isupper() or word == _QUOTED

    def _is_in_title(self, index: int) -> bool:
        if self._is_kind(index) or self._is_verb(index):
            return False
        word = self.tokens[index]
        return not word[0].islower() or word in self.words.small

    def _is_kind(self, index: int) -> bool:
        """Tell whether a word is a kind of document; with a capital, only as in ``Annex 2``."""
        word = self.tokens[index]
        if word.lower() not in self.words.kinds:
            return False
        if word[0].islower():
            return True
        before, after = self.tokens[index - 1] if index else "", self._after(index)
        if after in self.words.numbering or after[:1].isdigit():
            return not before or before.islower()
        return before in self.words.determiners and (
            not after or after.islower() or after.lower() in self.words.kinds
        )

    def _is_verb(self, index: int) -> bool:
        """Tell whether a word is of a verb; with a capital, only as in ``Printed on``."""
        word = self.tokens[index]
        return bool(_VERB.fullmatch(word)) and (
            word[0].islower() or not self._is_name(self._after(index) or "no")
        )

    def _after(self, index: int) -> str:
        return self.tokens[index + 1] if index + 1 < len(self.tokens) else ""
