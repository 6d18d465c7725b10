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

import re
from collections.abc import Mapping
from dataclasses import replace

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
    VolumeNumber,
)
from pipeline.encode.references.tokens import Kind, Token, token_at
from pipeline.encode.references.volumes import roman_value, years_of

_LONGEST_TITLE = 160
_TITLE = re.compile(r"(?P<title>, [A-Z](?:[^.()“”]|(?<=[A-Z])\.){0,150}?), (?=Documents? [0-9])")
_TITLE_BEFORE_PART = re.compile(r", [A-Z][^.;()“”0-9]{0,60}?, (?=[Pp]art [0-9])")


class Parser:
    """Reads mentions in one text."""

    def __init__(self, text: str, settings: ReferenceSettings) -> None:
        self.text = text
        self.settings = settings
        self.words = settings.words

    def mention(self, place: int) -> Mention | None:
        """Read the mention that begins at ``place``."""
        source = self._source(place)
        if source is not None:
            locators = self._locators(source.span[1])
            end = locators[-1].span[1] if locators else source.span[1]
            return Citation((place, end), source, locators)
        locator = self._locator(place)
        if locator is not None:
            return Citation(locator.span, None, (locator,))
        return self._neighbour(place)

    # --- sources -------------------------------------------------------------------------

    def _source(self, place: int) -> Source | None:
        return self._series(place) or self._ibid(place) or self._bare_volumes(place)

    def _series(self, place: int) -> Source | None:
        for name in self.settings.series:
            if self.text.startswith(name, place):
                return self._after_series(place, place + len(name))
        return None

    def _after_series(self, start: int, place: int) -> Source | None:
        follower = token_at(self.text, place)
        if follower is not None and follower.text in self.settings.not_series:
            return None
        years, end = self._years(self._over(place, ",.["))
        place = self._over(end, ",.]")
        named = self._title(place, self.settings.names)
        if named is not None:
            years, end = named
            year, after = self._years(self._over(end, ","))
            end = after if year else end
            place = self._over(end, ",")
        titled = self._title(place, self.settings.titles.get(years, {}))
        if titled is not None:
            return Source((start, titled[1]), named=True, years=years, name=years + titled[0])
        supplement = self._title(place, self.settings.supplements) if years else None
        if supplement is not None:
            years += supplement[0]
            end = place = supplement[1]
        volumes = self._volumes(self._over(place, ",.")) if years else ()
        if volumes:
            end = self._over_title(volumes[-1].span[1])
            return Source((start, end), named=True, years=years, volumes=volumes)
        if named is None and supplement is None:
            return None
        return Source((start, end), named=True, years=years, name=years)

    def _ibid(self, place: int) -> Source | None:
        word = token_at(self.text, place)
        if word is None or word.text not in self.words.ibid:
            return None
        end = self._over(word.end, ".", most=1)
        start_of_rest = self._over(end, ",")
        years, after = self._years(start_of_rest)
        volumes = self._volumes(self._over(after, ","))
        if volumes:
            span = (place, self._over_title(volumes[-1].span[1]))
            return Source(span, carried=True, years=years, volumes=volumes)
        return Source((place, end), carried=True)

    def _bare_volumes(self, place: int) -> Source | None:
        volumes = self._volumes(place)
        if not volumes:
            return None
        return Source((place, self._over_title(volumes[-1].span[1])), volumes=volumes)

    def _years(self, place: int) -> tuple[str, int]:
        """Read ``1955–1957`` or ``1951`` as in volume ids, or nothing."""
        first = token_at(self.text, place)
        if first is None or first.kind is not Kind.NUMBER or len(first.text) != len("1955"):
            return "", place
        dash = token_at(self.text, first.end)
        last = token_at(self.text, dash.end) if dash is not None else None
        if dash is None or dash.kind is not Kind.DASH or last is None:
            return first.text, first.end
        years = years_of(first.text, last.text)
        known = years is not None and self.settings.spans.get(first.text) in {years, None}
        return (years, last.end) if years and known else ("", place)

    def _volumes(self, place: int) -> tuple[VolumeNumber, ...]:
        word = token_at(self.text, place)
        if word is None or word.text not in self.words.volume:
            return ()
        found: list[VolumeNumber] = []
        place = self._over(word.end, ".", most=1)
        while (volume := self._volume(place)) is not None:
            found.append(volume)
            joint = token_at(self.text, volume.span[1])
            if not word.text.rstrip(".").endswith("s") or joint is None:
                break
            if joint.text not in {",", "and"}:
                break
            place = joint.end
        return tuple(found)

    def _volume(self, place: int) -> VolumeNumber | None:
        token = token_at(self.text, place)
        if token is None:
            return None
        start, electronic = token.start, ""
        if token.text == "E":
            dash = token_at(self.text, token.end)
            token = token_at(self.text, dash.end) if dash and dash.kind is Kind.DASH else None
            electronic = "e"
        number = _numeral(token)
        if token is None or number is None:
            return None
        titled = _TITLE_BEFORE_PART.match(self.text, token.end)
        after = titled.end() if titled else self._over(token.end, ",(", most=1)
        part = self._part(after)
        end = part[1] if part else token.end
        return VolumeNumber(f"v{electronic}{number:02}", part[0] if part else "", (start, end))

    def _part(self, place: int) -> tuple[str, int] | None:
        word = token_at(self.text, place)
        if word is None or word.text not in self.words.part:
            return None
        token = token_at(self.text, self._over(word.end, ".", most=1))
        number = _numeral(token)
        return None if number is None or token is None else (f"p{number}", token.end)

    def _title(self, place: int, titles: Mapping[str, str]) -> tuple[str, int] | None:
        article = token_at(self.text, place) if titles else None
        if article is None:
            return None
        begin = article.end if article.text in {"The", "the"} else place
        rest = _plain(self.text[begin : begin + _LONGEST_TITLE])
        lead = len(rest) - len(rest.lstrip(" "))
        for title in sorted(titles, key=len, reverse=True):
            if rest.startswith(_plain(title), lead):
                return titles[title], begin + lead + len(title)
        return None

    def _over_title(self, place: int) -> int:
        """Go over a volume's title where a document follows it: ``, Korea, Document 200``."""
        match = _TITLE.match(self.text[place : place + _LONGEST_TITLE])
        if match is None or self.settings.source_word.search(match["title"]):
            return place
        return place + match.end("title")

    # --- locators ------------------------------------------------------------------------

    def _locators(self, place: int) -> tuple[Locator, ...]:
        """Read ``, p. 3 and pp. 28 ff.`` after a source."""
        found: list[Locator] = []
        place = self._over(place, ",.")
        while (locator := self._locator(place)) is not None:
            found.append(locator)
            place = locator.span[1]
            joint = token_at(self.text, place)
            if joint is None or joint.text not in {",", "and"}:
                break
            place = self._over(joint.end, ("and",), most=1)
        return tuple(found)

    def _locator(self, place: int) -> Locator | None:
        return self._documents_with_notes(place) or self._notes(place) or self._pages(place)

    def _documents(self, place: int) -> Locator | None:
        word = token_at(self.text, place)
        if word is None or word.kind is not Kind.WORD:
            return None
        sign = token_at(self.text, self._over(word.end, ".", most=1))
        has_sign = sign is not None and sign.text in self.words.number
        plain = word.text in self.words.document
        if not plain and not (word.text in self.words.document_with_number and has_sign):
            return None
        after = self._over(sign.end, ".", most=1) if sign is not None and has_sign else word.end
        numbers = self._numbers(after)
        if not numbers:
            return None
        return Locator(Unit.DOCUMENT, numbers, (word.start, numbers[-1].span[1]))

    def _documents_with_notes(self, place: int) -> Locator | None:
        """Read ``Document 73 and footnote 2 thereto``."""
        document = self._documents(place)
        if document is None:
            return None
        place = self._over(document.span[1], (",", "and"))
        notes = self._notes(place) if place > document.span[1] else None
        if notes is None or notes.holder not in {None, Nearby.THERETO}:
            return document
        if notes.holder is None and self._begins_source(notes.span[1]):
            return document
        return replace(document, notes=notes.numbers, span=(document.span[0], notes.span[1]))

    def _begins_source(self, place: int) -> bool:
        return self._source(self._over(place, ",") + 1) is not None

    def _notes(self, place: int) -> Locator | None:
        word = token_at(self.text, place)
        if word is None or word.text not in self.words.note:
            return None
        numbers = self._numbers(word.end)
        if not numbers:
            return None
        end = numbers[-1].span[1]
        locator = Locator(Unit.NOTE, numbers, (word.start, end))
        return self._held(locator)

    def _held(self, notes: Locator) -> Locator:
        """Take in what notes belong to."""
        start, end = notes.span
        near = token_at(self.text, self._over(end, ","))
        where = None if near is None else self._nearby(near.text)
        if near is not None and where is not None and not self._goes_on(near.end, where):
            return replace(notes, holder=where, span=(start, near.end))
        place = self._over(end, (",", "to", "of", "in"))
        holder = self._documents(place) or self._pages(place)
        if holder is None:
            return notes
        return replace(notes, holder=holder, span=(start, holder.span[1]))

    def _goes_on(self, place: int, where: Nearby) -> bool:
        """Tell whether ``ibid.`` leads on to a page or volume, and so cites another work."""
        place = self._over(place, ".,")
        return where is Nearby.THERETO and bool(self._pages(place) or self._volumes(place))

    def _pages(self, place: int) -> Locator | None:
        word = token_at(self.text, place)
        if word is None:
            return None
        if word.text not in self.words.page:
            return None
        numbers = self._numbers(self._over(word.end, ".", most=1))
        if not numbers:
            return None
        before = self.settings.prefixed_before.search(
            self.text[max(0, word.start - 6) : word.start]
        )
        start = word.start - len(before.group()) if before else word.start
        return Locator(Unit.PAGE, numbers, (start, numbers[-1].span[1]), prefixed=bool(before))

    def _numbers(self, place: int) -> tuple[Number, ...]:
        found: list[Number] = []
        token = token_at(self.text, place)
        while token is not None and _counts(token):
            found.append(Number(token.text, (token.start, token.end)))
            token = self._next_number(token.end)
        return tuple(found)

    def _next_number(self, place: int) -> Token | None:
        """Read the next number of a list; ``, and`` counts as one joint."""
        joint = token_at(self.text, place)
        while joint is not None and joint.text in self.words.following:
            place = self._over(joint.end, ".", most=1)
            joint = token_at(self.text, place)
        if joint is None or not (joint.kind is Kind.DASH or joint.text in {",", "and", "&"}):
            return None
        place = self._over(joint.end, ("and",), most=1) if joint.text == "," else joint.end
        token = token_at(self.text, place)
        return token if token is not None and _counts(token) else None

    def _neighbour(self, place: int) -> Neighbour | None:
        token = token_at(self.text, place)
        where = None if token is None else self._nearby(token.text.lower())
        if token is None or where not in {Nearby.BEFORE, Nearby.AFTER}:
            return None
        return Neighbour((token.start, token.end), where)

    def _nearby(self, word: str) -> Nearby | None:
        if word in self.words.here:
            return Nearby.HERE
        if word in self.words.before:
            return Nearby.BEFORE
        if word in self.words.after:
            return Nearby.AFTER
        carried = word in self.words.thereto or word in self.words.ibid
        return Nearby.THERETO if carried else None

    def _over(self, place: int, signs: str | tuple[str, ...], most: int = 3) -> int:
        """Go over at most ``most`` of ``signs``."""
        for _ in range(most):
            token = token_at(self.text, place)
            if token is None or token.text not in signs:
                break
            place = token.end
        return place


def _counts(token: Token) -> bool:
    return token.kind is Kind.NUMBER and len(token.text) <= len("99999")


def _numeral(token: Token | None) -> int | None:
    if token is None:
        return None
    if token.kind is Kind.NUMBER:
        return int(token.text) if len(token.text) <= len("99") else None
    return roman_value(token.text) if token.kind is Kind.WORD else None


def _plain(text: str) -> str:
    return re.sub("[-‐‑‒–—]", "-", text)
