"""Gives what the grammar has read its addresses, by the customs of the edition's time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TypeAlias

from pipeline.document import Span
from pipeline.encode.references.marks import (
    CitedVolume,
    ReferenceContext,
    ReferenceMark,
    Unresolved,
)
from pipeline.encode.references.settings import ReferenceSettings
from pipeline.encode.references.syntax import (
    Citation,
    Locator,
    Mention,
    Nearby,
    Neighbour,
    Number,
    Source,
    Unit,
)
from pipeline.encode.references.volumes import era_of, own_volume, years_of

Found: TypeAlias = ReferenceMark | Unresolved
_LOOK_BACK = 120
_CONTINUED = re.compile(
    r"(?: ff\.)?,? (?:and )?(?:(?P<first>[0-9]{4})(?:[-–](?P<last>[0-9]{4}))?, )?"
)


class Resolver:
    """Resolves the mentions of one text in their order."""

    def __init__(self, text: str, context: ReferenceContext, settings: ReferenceSettings) -> None:
        self.text = text
        self.context = context
        self.settings = settings
        self.own = own_volume(context.edition, settings)
        self.era = era_of(self.own, settings)
        self.cited = context.cited
        self.cited_to = 0
        self.named_to = 0
        self.bracket_to = 0
        self.bracket_open = False
        self.last_document = ""

    def cited_after(self) -> CitedVolume | None:
        """Give the volume that ``ibid.`` means after the text."""
        return self._carried(len(self.text))

    def resolve(self, mention: Mention) -> Iterator[Found]:
        """Give the marks of ``mention``, or why it has none."""
        if isinstance(mention, Neighbour):
            yield from self._neighbour(mention)
        elif mention.source is None:
            for locator in mention.locators:
                yield from self._own(locator)
        else:
            yield from self._cited(mention, mention.source)

    def _carried(self, place: int) -> CitedVolume | None:
        if self.cited is not None and self.settings.work.search(self.text, self.cited_to, place):
            self.cited = None
        self.cited_to = max(self.cited_to, place)
        return self.cited

    # --- other volumes -------------------------------------------------------------------

    def _cited(self, citation: Citation, source: Source) -> Iterator[Found]:
        volumes = tuple(self._volumes(citation, source))
        if not volumes:
            yield from self._without_volume(citation, source)
            return
        self.cited = volumes[-1][0]
        self.cited_to = self.named_to = citation.span[1]
        if source.carried and not source.volumes and not self._adds_place(citation):
            return
        for volume, span in volumes[:-1]:
            yield ReferenceMark(span, self.settings.prefix + volume.id)
        volume, span = volumes[-1]
        marks = [
            mark for locator in citation.locators for mark in self._places(volume, span, locator)
        ]
        yield from marks or [ReferenceMark(span, self.settings.prefix + volume.id)]

    def _volumes(self, citation: Citation, source: Source) -> Iterator[tuple[CitedVolume, Span]]:
        has_documents = any(place.unit is Unit.DOCUMENT for place in citation.locators)
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

    def _base(self, source: Source, *, has_documents: bool) -> CitedVolume | None:
        if source.carried:
            return self._carried(source.span[0])
        if source.named:
            return CitedVolume(source.years, name=source.name)
        continued = _CONTINUED.fullmatch(self.text, self.named_to, source.span[0])
        if self.cited is not None and self.named_to and continued:
            return self._of_years(continued)
        if self.own is None or not (self.era.volumes or has_documents):
            return None
        return CitedVolume(self.own.years) if self._is_ours(source.span[0]) else None

    def _adds_place(self, citation: Citation) -> bool:
        """Tell whether ``ibid.`` leads to a place with an address of its own."""
        return any(
            locator.unit is not Unit.PAGE or self.era.page_of for locator in citation.locators
        )

    def _of_years(self, continued: re.Match[str]) -> CitedVolume | None:
        """Give the years of a volume named right after another: ``and 1946, volume ix``."""
        if not continued["first"]:
            return replace(self.cited, number="", part="") if self.cited else None
        last = continued["last"]
        years = years_of(continued["first"], last) if last else continued["first"]
        return CitedVolume(years) if years else None

    def _places(self, volume: CitedVolume, span: Span, locator: Locator) -> Iterator[ReferenceMark]:
        address = self.settings.prefix + volume.id
        holder = locator.holder if isinstance(locator.holder, Locator) else locator
        if holder.unit is Unit.PAGE and not self.era.page_of:
            return
        if holder.unit is Unit.NOTE:
            return
        start = span[0]
        kind = "d" if holder.unit is Unit.DOCUMENT else "pg_"
        for index, number in enumerate(holder.numbers):
            target = f"{address}#{kind}{number.text}"
            end = number.span[1]
            if holder.unit is Unit.DOCUMENT and locator.unit is Unit.NOTE and not index:
                target += f"fn{locator.numbers[0].text}"
            elif locator.notes and index + 1 == len(holder.numbers):
                target += f"fn{locator.notes[0].text}"
                end = locator.span[1]
            begin = number.span[0] if index else min(start, locator.span[0])
            yield ReferenceMark((begin, end), target)

    def _without_volume(self, citation: Citation, source: Source) -> Iterator[Found]:
        if source.named or (
            source.carried and any(locator.unit is not Unit.PAGE for locator in citation.locators)
        ):
            yield Unresolved(citation.span, "the volume it cites is not clear")

    # --- the edition itself --------------------------------------------------------------

    def _own(self, locator: Locator) -> Iterator[Found]:
        if locator.unit is Unit.DOCUMENT:
            yield from self._own_documents(locator)
        elif locator.unit is Unit.PAGE:
            yield from self._own_pages(locator)
        else:
            yield from self._own_notes(locator)

    def _own_documents(self, locator: Locator) -> Iterator[Found]:
        if self._other_body(locator.span[0]):
            return
        *before, last = locator.numbers
        start = locator.span[0]
        volume = self._other_part(start)
        for number in before:
            yield ReferenceMark((start, number.span[1]), f"{volume}#d{number.text}")
            start = self._after_joint(number.span[1])
        self.last_document = "" if volume else last.text
        if not locator.notes:
            yield ReferenceMark((start, last.span[1]), f"{volume}#d{last.text}")
        for note in locator.notes:
            yield ReferenceMark((start, note.span[1]), f"{volume}#d{last.text}fn{note.text}")
            start = self._after_joint(note.span[1])

    def _other_part(self, place: int) -> str:
        """Give the other part of the edition's volume that ``Part 1, Document 40`` is in."""
        before = self.text[max(0, place - len("Part 1, ")) : place]
        part = f"p{before[-3]}" if before.startswith(tuple(self.settings.words.part)) else ""
        if self.own is None or not self.own.part or part in {"", self.own.part}:
            return ""
        return self.settings.prefix + replace(self.own, part=part).id

    def _after_joint(self, place: int) -> int:
        """Find the next number after ``place``."""
        while place < len(self.text) and not self.text[place].isdigit():
            place += 1
        return place

    def _own_pages(self, locator: Locator) -> Iterator[Found]:
        if not locator.prefixed and not (self.era.pages and self._is_ours(locator.span[0])):
            return
        start = locator.span[0]
        for number in locator.numbers:
            yield ReferenceMark((start, number.span[1]), self._page(number))
            start = self._after_joint(number.span[1])

    def _page(self, number: Number) -> str:
        """Give the address of a page; those before a second part begins are in the first part."""
        first = self.context.pages.first
        if first is not None and int(number.text) < first and self.own and self.own.part == "p2":
            part = replace(self.own, part="p1")
            return f"{self.settings.prefix}{part.id}#pg_{number.text}"
        return f"#pg_{number.text}"

    def _own_notes(self, locator: Locator) -> Iterator[Found]:
        holder = locator.holder
        if isinstance(holder, Locator) and holder.unit is Unit.PAGE:
            yield from self._notes_on_page(locator, holder)
            return
        if holder is None and self.text.endswith(", ", 0, locator.span[0]):
            return
        is_of_another = holder is None and self.text.startswith((" to ", " of "), locator.span[1])
        document = None if is_of_another else self._holder(holder)
        if document is None:
            yield Unresolved(locator.span, "the document it belongs to is not clear")
            return
        if not self.era.notes and not isinstance(holder, Locator):
            return
        yield from self._notes_of(document, locator, holder)

    def _notes_of(
        self, document: str, locator: Locator, holder: Locator | Nearby | None
    ) -> Iterator[ReferenceMark]:
        start = locator.span[0]
        for number in locator.numbers:
            end = number.span[1]
            if number is locator.numbers[-1] and isinstance(holder, Locator):
                end = holder.numbers[0].span[1]
            yield ReferenceMark((start, end), f"#{document}fn{number.text}")
            start = self._after_joint(end)
        if isinstance(holder, Locator):
            for number in holder.numbers[1:]:
                yield ReferenceMark(number.span, f"#d{number.text}")

    def _notes_on_page(self, locator: Locator, page: Locator) -> Iterator[Found]:
        if self.era.page_of:
            yield from self._own_pages(page)
            return
        documents = self.context.pages.documents.get(int(page.numbers[0].text), ())
        if not self.era.pages or len(documents) != 1:
            yield Unresolved(locator.span, "several documents stand on the page")
            return
        note = locator.numbers[0]
        yield ReferenceMark((locator.span[0], note.span[1]), f"#{documents[0]}fn{note.text}")

    def _holder(self, holder: Locator | Nearby | None) -> str | None:
        if isinstance(holder, Locator):
            return f"d{holder.numbers[0].text}"
        if holder is Nearby.THERETO:
            return f"d{self.last_document}" if self.last_document else None
        if holder is Nearby.BEFORE:
            return self._beside(-1)
        if holder is Nearby.AFTER:
            return self._beside(1)
        return self.context.document

    def _beside(self, step: int) -> str | None:
        documents = self.context.documents
        if self.context.document not in documents:
            return None
        index = documents.index(self.context.document) + step
        return documents[index] if 0 <= index < len(documents) else None

    def _neighbour(self, neighbour: Neighbour) -> Iterator[Found]:
        document = self._beside(-1 if neighbour.where is Nearby.BEFORE else 1)
        if self.era.neighbours and document is not None:
            yield ReferenceMark(neighbour.span, f"#{document}")

    # --- what is not ours ----------------------------------------------------------------

    def _other_body(self, place: int) -> bool:
        """Tell whether the word before ``Document`` makes it another body's, as ``NAC``."""
        before = self.text[max(0, place - 30) : place].rstrip(" ")
        word = before.rpartition(" ")[2].lstrip("([")
        if word.rstrip(",") in self.settings.collections:
            return True
        is_abbreviation = word.isupper() and word.isalpha() and len(word) > 1
        return is_abbreviation or word in self.settings.bodies

    def _is_ours(self, place: int) -> bool:
        """Tell whether the editors speak, and of no work with pages of its own."""
        if not self.context.editorial and not self._in_brackets(place):
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
