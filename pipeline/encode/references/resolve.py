"""Gives what the grammar has read its addresses, by the customs of the edition's time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.encode.references.clause import CitedOwner
from pipeline.encode.references.marks import (
    CitedVolume,
    ReferenceContext,
    ReferenceMark,
    Unresolved,
)
from pipeline.encode.references.own import OwnReference, OwnVolume
from pipeline.encode.references.settings import ReferenceSettings
from pipeline.encode.references.surroundings import Surroundings
from pipeline.encode.references.syntax import (
    Citation,
    CitedWork,
    Locator,
    LocatorUnit,
    Mention,
    Neighbour,
)
from pipeline.encode.references.volumes import years_of
from pipeline.model.document import Span

_CONTINUED = re.compile(
    r"(?: ff\.)?[,;]? (?:and )?(?:(?P<first>[0-9]{4})(?:[-–](?P<last>[0-9]{4}))?, )?"
)


class Resolver:
    """Resolves the mentions of one text in their order."""

    def __init__(self, text: str, context: ReferenceContext, settings: ReferenceSettings) -> None:
        self.text = text
        self.settings = settings
        self.surroundings = Surroundings(text, settings, editorial=context.editorial)
        self.own = OwnVolume(self.surroundings, context, settings)
        self.era = self.own.era
        self.cited = context.cited
        self.cited_to = 0
        self.named_to = 0

    def cited_after(self) -> CitedVolume | None:
        """Give the volume that ``ibid.`` means after the text."""
        return self._carried(len(self.text))

    def resolve(self, mention: Mention) -> Iterator[OwnReference]:
        """Give the marks of ``mention``, or why it has none."""
        if isinstance(mention, Neighbour):
            yield from self.own.neighbour(mention)
        elif mention.source is None:
            for locator in mention.locators:
                yield from self.own.resolve(locator)
            if self.surroundings.judged_at(mention.span) is CitedOwner.ANOTHER:
                self.cited = None
        else:
            yield from self._cited(mention, mention.source)

    def _carried(self, place: int) -> CitedVolume | None:
        if self.cited is not None and self.surroundings.cites_another(self.cited_to, place):
            self.cited = None
        self.cited_to = max(self.cited_to, place)
        return self.cited

    def _cited(self, citation: Citation, source: CitedWork) -> Iterator[OwnReference]:
        volumes = tuple(self._volumes(citation, source))
        if not volumes:
            self.cited = self.cited if source.carried else None
            yield from self._without_volume(citation, source)
            return
        self.cited = volumes[-1][0]
        self.cited_to = self.named_to = citation.span[1]
        if source.carried and not source.volumes and not self._adds_place(citation):
            return
        for volume, span in volumes[:-1]:
            yield ReferenceMark(span, self.settings.prefix + volume.id)
        volume, span = volumes[-1]
        marks = self._places(volume, span[0], citation.locators)
        yield from marks or [ReferenceMark(span, self.settings.prefix + volume.id)]

    def _volumes(self, citation: Citation, source: CitedWork) -> Iterator[tuple[CitedVolume, Span]]:
        has_documents = any(place.unit is LocatorUnit.DOCUMENT for place in citation.locators)
        base = self._base(source, has_documents=has_documents)
        if base is None:
            return
        if not source.volumes:
            yield (CitedVolume(base.years, name=source.name) if source.name else base), source.span
        for index, number in enumerate(source.volumes):
            years = source.years or base.name or base.years
            span = number.span if index else (source.span[0], number.span[1])
            if index + 1 == len(source.volumes):
                span = (span[0], source.span[1])
            part = number.part
            if not part and not citation.locators:
                part = self.settings.first_parts.get(years, {}).get(number.number, "")
            yield CitedVolume(years, number.number, part), span

    def _base(self, source: CitedWork, *, has_documents: bool) -> CitedVolume | None:
        if source.carried:
            return self._carried(source.span[0])
        if source.named:
            known = source.name or source.volumes
            return CitedVolume(source.years, name=source.name) if known else None
        continued = _CONTINUED.fullmatch(self.text, self.named_to, source.span[0])
        if self.cited is not None and self.named_to and continued:
            return self._of_years(continued)
        own = self.own.own
        if own is None or not (self.era.volumes or has_documents):
            return None
        judged = self.surroundings.whose(source.span)
        return CitedVolume(own.years, name=own.name) if judged is CitedOwner.OURS else None

    def _adds_place(self, citation: Citation) -> bool:
        """Tell whether ``ibid.`` leads to a place with an address of its own."""
        return any(
            locator.unit is not LocatorUnit.PAGE or self.era.page_of
            for locator in citation.locators
        )

    def _of_years(self, continued: re.Match[str]) -> CitedVolume | None:
        """Give the years of a volume named right after another: ``and 1946, volume ix``."""
        if not continued["first"]:
            return replace(self.cited, number="", part="") if self.cited else None
        last = continued["last"]
        years = years_of(continued["first"], last) if last else continued["first"]
        return CitedVolume(years) if years else None

    def _places(
        self, volume: CitedVolume, start: int, locators: tuple[Locator, ...]
    ) -> list[ReferenceMark]:
        """Mark the places in ``volume``; the first mark takes in the name of the volume."""
        marks: list[ReferenceMark] = []
        for locator in locators:
            for span, place in self._in_volume(locator):
                begin = span[0] if marks else start
                target = f"{self.settings.prefix}{volume.id}#{place}"
                marks.append(ReferenceMark((begin, span[1]), target))
        return marks

    def _in_volume(self, locator: Locator) -> Iterator[tuple[Span, str]]:
        """Give spans in the text and addresses in the volume, as ``d33`` or ``pg_12``."""
        holder = locator.holder if isinstance(locator.holder, Locator) else locator
        if holder.unit is LocatorUnit.NOTE or (
            holder.unit is LocatorUnit.PAGE and not self.era.page_of
        ):
            return
        kind = "d" if holder.unit is LocatorUnit.DOCUMENT else "pg_"
        begin = locator.span[0]
        for number in holder.numbers:
            place, end = f"{kind}{number.text}", number.span[1]
            if holder.unit is LocatorUnit.DOCUMENT and holder is not locator:
                place += f"fn{locator.numbers[0].text}" if number is holder.numbers[0] else ""
            elif locator.notes and number is locator.numbers[-1]:
                place, end = f"{place}fn{locator.notes[0].text}", locator.notes[0].span[1]
            yield (begin, end), place
            begin = self.own.after_joint(end)

    def _without_volume(self, citation: Citation, source: CitedWork) -> Iterator[OwnReference]:
        if source.named or (
            source.carried
            and any(locator.unit is not LocatorUnit.PAGE for locator in citation.locators)
        ):
            yield Unresolved(citation.span, "the volume it cites is not clear")
        elif self.surroundings.judged_at(source.span) is CitedOwner.UNCLEAR:
            yield Unresolved(citation.span, "the words do not tell whose volume it is")
