"""Decides from the words around a reference which work it belongs to."""

from __future__ import annotations

import re

from pipeline.encode.references.clause import CitedOwner, cites_another, whose
from pipeline.encode.references.settings import ReferenceSettings
from pipeline.model.document import Span

_LOOK_BACK = 400
_SIGNS = "“”[]"
# What follows the pages of something: "pages 3 to 5 of his dispatch".
_OF_ANOTHER = re.compile(r"(?:\s?(?:to|and|[-–])\s?[0-9]+)? of (?!(?:this|the present) volume)")
# What a name before it numbers for itself: "Inquiry Document No. 889".
_WITH_NUMBER = re.compile(r"Documents? Nos?\b")
_SEE_ALSO = re.compile(r"[^;,]{0,30}[;,] (?:see )?also ")


class Surroundings:
    """Reads one text around rising places; ``editorial`` as in ``ReferenceContext``."""

    def __init__(self, text: str, settings: ReferenceSettings, *, editorial: bool) -> None:
        self.text = text
        self.settings = settings
        self.editorial = editorial
        self.read_to = 0
        self.last = dict.fromkeys(_SIGNS, -1)
        self.judged_to = 0
        self.judged = CitedOwner.OURS

    def other_body(self, place: int) -> bool:
        """Tell whether the word before ``Document`` makes it another body's, as ``NAC``."""
        before = self.text[max(0, place - 30) : place].rstrip(" ")
        word = before.rpartition(" ")[2].lstrip("([")
        if word.rstrip(",") in self.settings.collections:
            return True
        is_abbreviation = word.isupper() and word.isalpha() and len(word) > 1
        if is_abbreviation or word in self.settings.bodies:
            return True
        is_name = word[:1].isupper() and word.isalpha() and word not in self.settings.clause.leading
        return is_name and bool(_WITH_NUMBER.match(self.text, place))

    def whose(self, span: Span) -> CitedOwner:
        """Judge whose the page or the volume at ``span`` is, by the clause before it."""
        place = span[0]
        if not self._is_editors_word(place):
            return CitedOwner.ANOTHER
        floor = max(self.judged_to, place - _LOOK_BACK)
        found = whose(self.text[floor:place], self.settings.clause)
        if found is None:
            found = self.judged if floor == self.judged_to else CitedOwner.UNCLEAR
        if found is CitedOwner.OURS and (
            _OF_ANOTHER.match(self.text, span[1]) or self._goes_on(floor, place)
        ):
            found = CitedOwner.UNCLEAR
        self.settle(span, found)
        return found

    def _goes_on(self, floor: int, place: int) -> bool:
        """Tell whether the place judged before was not ours, and no words lead away from it."""
        if self.judged is CitedOwner.OURS or floor > self.judged_to:
            return False
        led = self.settings.clause.lead.search(self.text, floor, place)
        on = self.text.endswith((" on ", " in "), floor, place)
        return not (led or on) or bool(_SEE_ALSO.fullmatch(self.text, floor, place))

    def judged_at(self, span: Span) -> CitedOwner | None:
        """Give the decision on the place at ``span``, if that was the last one decided."""
        return self.judged if self.judged_to == span[1] else None

    def cites_another(self, start: int, end: int) -> bool:
        """Tell whether the words from ``start`` to ``end`` cite another work or a file."""
        return cites_another(self.text[start:end], self.settings.clause)

    def settle(self, span: Span, judged: CitedOwner) -> None:
        """Store the work of the place at ``span``, for places joined to it by ``and``."""
        self.judged, self.judged_to = judged, span[1]

    def _is_editors_word(self, place: int) -> bool:
        """Tell whether the words are the editors' own and no quotation."""
        text, start = self.text, self.read_to
        for sign in _SIGNS:
            self.last[sign] = max(text.rfind(sign, start, place), self.last[sign])
        self.read_to = max(start, place)
        quotes = self.last["“"] if self.last["“"] > self.last["”"] else -1
        brackets = self.last["["] if self.last["["] > self.last["]"] else -1
        return brackets > quotes or (quotes < 0 and self.editorial)
