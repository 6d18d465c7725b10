"""The grammar of references: reads one mention from a place where it may begin.

    mention   = citation | neighbour
    citation  = source { locator } | locator
    source    = series | ibid | volumes
    series    = "Foreign Relations" [years] [title] [volumes [title]]
    ibid      = "ibid." [years] [volumes]
    volumes   = "vol." NUMERAL ["Part" NUMBER] { "and" NUMERAL }
    locator   = documents | pages | notes
    documents = "Document" numbers [["and"] "footnote" numbers ["thereto"]]
    notes     = "footnote" numbers [("," | "to") (documents | pages) | "above" | "supra" | …]
    pages     = ["ante" [","]] "p." numbers
    numbers   = NUMBER { ("," | "and" | "–") NUMBER } ["ff."]

Every rule takes a place and gives what it read with the place after it, or None; none goes back
over more than the few words it has read, so reading takes time in step with the text.
"""

from __future__ import annotations

from pipeline.encode.references.locators import Locators
from pipeline.encode.references.settings import ReferenceSettings
from pipeline.encode.references.syntax import Citation, Mention, Nearby, Neighbour


class Parser:
    """Reads mentions in one text."""

    def __init__(self, text: str, settings: ReferenceSettings) -> None:
        self.locators = Locators(text, settings)
        self.sources = self.locators.sources

    def mention(self, place: int) -> Mention | None:
        """Read the mention that begins at ``place``."""
        source = self.sources.source(place)
        if source is not None:
            places = self.locators.locators(source.span[1])
            end = places[-1].span[1] if places else source.span[1]
            return Citation((place, end), source, places)
        locator = self.locators.locator(place)
        if locator is not None:
            return Citation(locator.span, None, (locator,))
        return self._neighbour(place)

    def _neighbour(self, place: int) -> Neighbour | None:
        token = self.locators.token(place)
        where = None if token is None else self.locators.nearby(token.text.lower())
        if token is None or where not in {Nearby.BEFORE, Nearby.AFTER}:
            return None
        return Neighbour((token.start, token.end), where)
