"""The part of the grammar that reads places in a volume: documents, pages, notes."""

from __future__ import annotations

from dataclasses import replace

from pipeline.encode.references.settings import ReferenceSettings
from pipeline.encode.references.sources import Sources
from pipeline.encode.references.syntax import Locator, LocatorUnit, Nearby, Number
from pipeline.encode.references.tokens import Token, TokenKind, TokenReader


class Locators(TokenReader):
    """Reads locators; the rules stand in ``parse``."""

    def __init__(self, text: str, settings: ReferenceSettings) -> None:
        super().__init__(text, settings)
        self.sources = Sources(text, settings)

    def locators(self, place: int) -> tuple[Locator, ...]:
        """Read ``, p. 3 and pp. 28 ff.`` after a source."""
        found: list[Locator] = []
        place = self.over(place, ",.")
        while (locator := self.locator(place)) is not None:
            found.append(locator)
            place = locator.span[1]
            joint = self.token(place)
            while joint is not None and joint.text in self.words.following:
                joint = self.token(self.over(joint.end, ".", most=1))
            if joint is None or joint.text not in {",", "and"}:
                break
            place = self.over(joint.end, ("and",), most=1)
        return tuple(found)

    def locator(self, place: int) -> Locator | None:
        """Read the locator that begins at ``place``."""
        return self._documents_with_notes(place) or self._notes(place) or self._pages(place)

    def _documents(self, place: int) -> Locator | None:
        word = self.token(place)
        if word is None or word.kind is not TokenKind.WORD:
            return None
        sign = self.token(self.over(word.end, ".", most=1))
        has_sign = sign is not None and sign.text in self.words.number
        plain = word.text in self.words.document
        if not plain and not (word.text in self.words.document_with_number and has_sign):
            return None
        after = self.over(sign.end, ".", most=1) if sign is not None and has_sign else word.end
        numbers = self._numbers(after)
        if not numbers:
            return None
        return Locator(LocatorUnit.DOCUMENT, numbers, (word.start, numbers[-1].span[1]))

    def _documents_with_notes(self, place: int) -> Locator | None:
        """Read ``Document 73 and footnote 2 thereto``."""
        document = self._documents(place)
        if document is None:
            return None
        place = self.over(document.span[1], (",", "and"))
        notes = self._notes(place) if place > document.span[1] else None
        if notes is None or notes.holder not in {None, Nearby.THERETO}:
            return document
        if notes.holder is None and self._cites_on(notes.span[1]):
            return document
        return replace(document, notes=notes.numbers, span=(document.span[0], notes.span[1]))

    def _notes(self, place: int) -> Locator | None:
        word = self.token(place)
        if word is None or word.text not in self.words.note:
            return None
        numbers = self._numbers(word.end)
        if not numbers:
            return None
        end = numbers[-1].span[1]
        locator = Locator(LocatorUnit.NOTE, numbers, (word.start, end))
        return self._held(locator)

    def _held(self, notes: Locator) -> Locator:
        """Take in what notes belong to."""
        start, end = notes.span
        near = self.token(self.over(end, ","))
        where = None if near is None else self.nearby(near.text)
        if near is not None and where is not None and not self._cites_on(end):
            return replace(notes, holder=where, span=(start, near.end))
        place = self.over(end, (",", "to", "of", "in"))
        holder = self._documents(place) or self._pages(place)
        if holder is None:
            return notes
        return replace(notes, holder=holder, span=(start, holder.span[1]))

    def _pages(self, place: int) -> Locator | None:
        word = self.token(place)
        if word is None:
            return None
        if word.text not in self.words.page:
            return None
        numbers = self._numbers(self.over(word.end, ".", most=1))
        if not numbers:
            return None
        before = self.settings.prefixed_before.search(
            self.text[max(0, word.start - 6) : word.start]
        )
        start = word.start - len(before.group()) if before else word.start
        span = (start, numbers[-1].span[1])
        return Locator(LocatorUnit.PAGE, numbers, span, word=word.text, prefixed=bool(before))

    def _numbers(self, place: int) -> tuple[Number, ...]:
        found: list[Number] = []
        token = self.token(place)
        while token is not None and _counts(token):
            found.append(Number(token.text, (token.start, token.end)))
            token = self._next_number(token.end)
        return tuple(found)

    def _next_number(self, place: int) -> Token | None:
        """Read the next number of a list; ``, and`` counts as one joint."""
        joint = self.token(place)
        while joint is not None and joint.text in self.words.following:
            place = self.over(joint.end, ".", most=1)
            joint = self.token(place)
        if joint is None or not (joint.kind is TokenKind.DASH or joint.text in {",", "and", "&"}):
            return None
        place = self.over(joint.end, ("and",), most=1) if joint.text == "," else joint.end
        token = self.token(place)
        return token if token is not None and _counts(token) else None

    def _cites_on(self, place: int) -> bool:
        """Tell whether another volume follows, as in ``footnote 2, ibid., p. 44``."""
        token = self.token(self.over(place, ","))
        source = None if token is None else self.sources.source(token.start)
        if source is None:
            return False
        after = self.over(source.span[1], ",")
        return source.named or bool(source.volumes) or self._pages(after) is not None

    def nearby(self, word: str) -> Nearby | None:
        """Give the place that ``above``, ``supra`` or ``thereto`` tells."""
        if word in self.words.here:
            return Nearby.HERE
        if word in self.words.before:
            return Nearby.BEFORE
        if word in self.words.after:
            return Nearby.AFTER
        carried = word in self.words.thereto or word in self.words.ibid
        return Nearby.THERETO if carried else None


def _counts(token: Token) -> bool:
    return token.kind is TokenKind.NUMBER and len(token.text) <= len("99999")
