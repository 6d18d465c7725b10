"""Finds cross-references and gives them the addresses of ``ref/@target``.

A grammar reads one mention from a place where it may begin:

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

from pipeline.encode.references.addresses import find_addresses
from pipeline.encode.references.clause import cites_another
from pipeline.encode.references.locators import Locators
from pipeline.encode.references.marks import (
    CitedVolume,
    PageIndex,
    ReferenceContext,
    ReferenceMark,
    References,
    Unresolved,
)
from pipeline.encode.references.resolve import Resolver
from pipeline.encode.references.settings import ReferenceSettings
from pipeline.encode.references.syntax import Citation, Mention, Nearby, Neighbour

__all__ = [
    "CitedVolume", "PageIndex", "ReferenceContext", "ReferenceMark", "ReferenceSettings",
    "References", "Unresolved", "find_addresses", "find_references",
]  # fmt: skip

_NOTHING = References()


def find_references(
    text: str, context: ReferenceContext, settings: ReferenceSettings
) -> References:
    """Find the references in the clean text of one flow of a document.

    Go through the flows of a document in their order, the main text before the notes, and hand
    on ``cited`` from one to the next in the context.
    """
    if not any(map(text.lower().__contains__, settings.hints)):
        cited = context.cited
        if cited is None or cites_another(text, settings.clause):
            return _NOTHING
        return References(cited=cited)
    marks: list[ReferenceMark] = []
    unresolved: list[Unresolved] = []
    parser = _Parser(text, settings)
    resolver = Resolver(text, context, settings)
    end = 0
    for match in settings.trigger.finditer(text):
        if match.start() < end:
            continue
        mention = parser.mention(match.start())
        if mention is None:
            continue
        end = max(mention.span[1], match.end())
        for found in resolver.resolve(mention):
            if isinstance(found, ReferenceMark):
                marks.append(found)
            else:
                unresolved.append(found)
    return References(tuple(marks), tuple(unresolved), resolver.cited_after())


class _Parser:
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
