"""Gives places in the edition's own volume their addresses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TypeAlias

from pipeline.encode.references.clause import CitedOwner
from pipeline.encode.references.marks import ReferenceContext, ReferenceMark, Unresolved
from pipeline.encode.references.settings import ReferenceSettings
from pipeline.encode.references.surroundings import Surroundings
from pipeline.encode.references.syntax import Locator, LocatorUnit, Nearby, Neighbour, Number
from pipeline.encode.references.volumes import era_of, own_volume
from pipeline.model.document import Span

OwnReference: TypeAlias = ReferenceMark | Unresolved

_WHOSE_PAGE = "the words do not tell whose page it is"


class OwnVolume:
    """Resolves the places of one text in their order."""

    def __init__(
        self, surroundings: Surroundings, context: ReferenceContext, settings: ReferenceSettings
    ) -> None:
        self.text = surroundings.text
        self.surroundings = surroundings
        self.context = context
        self.settings = settings
        self.own = own_volume(context.edition, settings)
        self.era = era_of(self.own, settings)
        self.last_document = ""

    def resolve(self, locator: Locator) -> Iterator[OwnReference]:
        """Give the marks of ``locator``, or why it has none."""
        if locator.unit is LocatorUnit.DOCUMENT:
            yield from self._documents(locator)
        elif locator.unit is LocatorUnit.PAGE:
            yield from self._pages(locator)
        else:
            yield from self._notes(locator)

    def _documents(self, locator: Locator) -> Iterator[OwnReference]:
        if self.surroundings.other_body(locator.span[0]):
            return
        *before, last = locator.numbers
        start = locator.span[0]
        volume = self._other_part(start)
        if volume and not self.era.part_of and self._are_here(locator.numbers):
            yield Unresolved(_part_before(start), "by custom, the link leads to this part")
            volume = ""
        for number in before:
            yield ReferenceMark((start, number.span[1]), f"{volume}#d{number.text}")
            start = self.after_joint(number.span[1])
        self.last_document = "" if volume else last.text
        if not locator.notes:
            yield ReferenceMark((start, last.span[1]), f"{volume}#d{last.text}")
        for note in locator.notes:
            yield ReferenceMark((start, note.span[1]), f"{volume}#d{last.text}fn{note.text}")
            start = self.after_joint(note.span[1])

    def _other_part(self, place: int) -> str:
        """Give the other part of the edition's volume that ``Part 1, Document 40`` is in."""
        before = self.text[slice(*_part_before(place))]
        part = f"p{before[-1]}" if before.startswith(tuple(self.settings.words.part)) else ""
        if self.own is None or not self.own.part or part in {"", self.own.part}:
            return ""
        return self.settings.prefix + replace(self.own, part=part).id

    def _are_here(self, numbers: tuple[Number, ...]) -> bool:
        """Tell whether the edition itself has a document of each number."""
        return all(f"d{number.text}" in self.context.documents for number in numbers)

    def after_joint(self, place: int) -> int:
        """Find the next number after ``place``."""
        while place < len(self.text) and not self.text[place].isdigit():
            place += 1
        return place

    def _pages(self, locator: Locator) -> Iterator[OwnReference]:
        if locator.prefixed:
            self.surroundings.settle(locator.span, CitedOwner.OURS)
        else:
            judged = self.surroundings.whose(locator.span)
            if locator.word not in self.era.pages and not self._has_marks_of(locator):
                return
            if judged is CitedOwner.UNCLEAR:
                yield Unresolved(locator.span, _WHOSE_PAGE)
            if judged is not CitedOwner.OURS:
                return
        start = locator.span[0]
        for number in locator.numbers:
            part = self._part_with(int(number.text))
            if not part or self.era.page_of:
                yield ReferenceMark((start, number.span[1]), f"{part}#pg_{number.text}")
            start = self.after_joint(number.span[1])

    def _has_marks_of(self, locator: Locator) -> bool:
        """Tell whether an edition outside the series has a mark for each of these pages."""
        marked = self.context.pages.documents
        return self.own is None and all(int(one.text) in marked for one in locator.numbers)

    def _part_with(self, page: int) -> str:
        """Give the other part of the edition's volume that a page is in; parts count on."""
        first, last = self.context.pages.first, self.context.pages.last
        if self.own is None or first is None or last is None:
            return ""
        if self.own.part == "p2" and page < first:
            return self.settings.prefix + replace(self.own, part="p1").id
        if self.own.part == "p1" and page > last:
            return self.settings.prefix + replace(self.own, part="p2").id
        return ""

    def _notes(self, locator: Locator) -> Iterator[OwnReference]:
        holder = locator.holder
        if isinstance(holder, Locator) and holder.unit is LocatorUnit.PAGE:
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
            elif number is locator.numbers[-1] and holder in {Nearby.BEFORE, Nearby.AFTER}:
                end = locator.span[1] if self.era.neighbour_inside else end
            yield ReferenceMark((start, end), f"#{document}fn{number.text}")
            start = self.after_joint(end)
        if isinstance(holder, Locator):
            for number in holder.numbers[1:]:
                yield ReferenceMark(number.span, f"#d{number.text}")

    def _notes_on_page(self, locator: Locator, page: Locator) -> Iterator[OwnReference]:
        if self.era.page_of:
            yield from self._pages(page)
            return
        if self.surroundings.whose(locator.span) is not CitedOwner.OURS:
            yield Unresolved(locator.span, _WHOSE_PAGE)
            return
        note = locator.numbers[0]
        before = self.text[max(0, locator.span[0] - 10) : locator.span[0]].rstrip(" ")
        one_of_several = before.rpartition(" ")[2] in self.settings.words.ordinal
        documents = self.context.pages.holders(
            int(page.numbers[0].text), "" if one_of_several else note.text
        )
        if not self.era.pages or len(documents) != 1:
            count = "several documents stand" if documents else "no document is known to stand"
            yield Unresolved(locator.span, f"{count} on the page")
            return
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

    def neighbour(self, neighbour: Neighbour) -> Iterator[OwnReference]:
        """Give the mark of ``supra`` or ``infra`` alone."""
        document = self._beside(-1 if neighbour.where is Nearby.BEFORE else 1)
        if self.era.neighbours and document is not None:
            yield ReferenceMark(neighbour.span, f"#{document}")


def _part_before(place: int) -> Span:
    """Give where ``Part 1`` would stand before a comma and ``place``."""
    return max(0, place - len("Part 1, ")), max(0, place - len(", "))
