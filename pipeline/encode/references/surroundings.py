"""Tells from the words around a reference whose it is."""

from __future__ import annotations

from pipeline.encode.references.settings import ReferenceSettings

_LOOK_BACK = 120


class Surroundings:
    """Reads one text around rising places; ``editorial`` as in ``ReferenceContext``."""

    def __init__(self, text: str, settings: ReferenceSettings, *, editorial: bool) -> None:
        self.text = text
        self.settings = settings
        self.editorial = editorial
        self.bracket_to = 0
        self.bracket_open = False

    def other_body(self, place: int) -> bool:
        """Tell whether the word before ``Document`` makes it another body's, as ``NAC``."""
        before = self.text[max(0, place - 30) : place].rstrip(" ")
        word = before.rpartition(" ")[2].lstrip("([")
        if word.rstrip(",") in self.settings.collections:
            return True
        is_abbreviation = word.isupper() and word.isalpha() and len(word) > 1
        return is_abbreviation or word in self.settings.bodies

    def is_ours(self, place: int) -> bool:
        """Tell whether the editors speak, and of no work with pages of its own."""
        if not self.editorial and not self._in_brackets(place):
            return False
        clause = self.text[max(0, place - _LOOK_BACK) : place].rpartition("; ")[2]
        before = clause.rstrip(" (").rpartition(" ")[2]
        return before in self.settings.leading or not self.settings.work.search(clause)

    def _in_brackets(self, place: int) -> bool:
        """Tell whether the editors' brackets, ``[see p. 74]``, are open at ``place``."""
        opening = self.text.rfind("[", self.bracket_to, place)
        closing = self.text.rfind("]", self.bracket_to, place)
        if opening != closing:
            self.bracket_open = opening > closing
        self.bracket_to = max(self.bracket_to, place)
        return self.bracket_open
